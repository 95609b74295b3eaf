"""Whose address it is, the link that got lost, and everything that is stored: to see, correct, take along and erase."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from eventapp.agenda.queries import starred_codes
from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.outbox.delivery import LetterBox
from eventapp.outbox.models import OutboxMail
from eventapp.privacy.whole import REGISTER
from eventapp.programme.models import ConferenceSession
from eventapp.signups.actions.door import Press, press_at
from eventapp.signups.models import SignUp
from eventapp.visitors.models import Star
from eventapp.worker import Worker
from tests.agenda.house import MINE, feed_of, keep, link_in, only_visitor, page_of, page_with, press, sealed, written
from tests.factories import change, make_release, make_session
from tests.people import Insider
from tests.reader import read
from tests.signups.doors import make_door
from tests.signups.house import NOW, come, counted, fair_id, known_visitor, mails, make_workshop, states, workshop

pytestmark = pytest.mark.usefixtures("in_app")
ADA, BEN = "ada@besuch.example", "ben@besuch.example"


def give(browser: Insider, address: str, email: str = ADA) -> None:
    assert browser.post(f"{address}/adresse", data={"email": email}).status_code == 303


def confirmed(browser: Insider, address: str, email: str = ADA) -> str:
    """The address is given, the button in the mail pressed; where that leads."""
    give(browser, address, email)
    answer = press(browser, link_in(written("visitors.address", email)), "Ja, das ist mein Programm")
    assert answer.status_code == 303
    return str(answer.location)


def test_an_address_is_believed_once_the_button_was_pressed(app: Flask, browser: Insider, clock):
    make_workshop()
    address = keep(browser, app, clock)
    give(browser, address)
    link = link_in(written("visitors.address", ADA))

    for _ in range(3):
        assert read(browser, link).h1 == "Ist das Ihr Programm?"
    assert not only_visitor().is_confirmed

    assert press(browser, link, "Ja, das ist mein Programm").location == f"{page_of(only_visitor())}?neu=1"
    assert (only_visitor().email, only_visitor().is_confirmed) == (ADA, True)


def test_confirming_shuts_earlier_links_to_the_page_and_not_the_calendar(app: Flask, browser: Insider, clock):
    """Whoever typed the address need not be the one who confirms it."""
    make_workshop()
    before = keep(browser, app, clock)
    calendar = feed_of(only_visitor())

    after = confirmed(browser, before)

    assert [browser.get(path).status_code for path in (before, after, calendar)] == [404, 200, 200]
    assert "Diese Seite hat einen neuen Link" in read(browser, after).text
    assert ADA in read(browser, after).text


def test_a_place_that_is_confirmed_shuts_them_too(app: Flask, browser: Insider, clock):
    make_workshop()
    before = keep(browser, app, clock)
    form = {"name": "Eva", "email": ADA, "siegel": sealed(app, "place", clock)}
    browser.post(f"{before}/anmelden/WORKSH", data=form)

    led_to = press(browser, link_in(written("signups.confirm", ADA)), "Platz bestätigen").location

    assert [browser.get(path).status_code for path in (before, str(led_to))] == [404, 200]


def test_who_presses_twice_gets_to_the_same_page(app: Flask, browser: Insider, clock):
    make_workshop()
    give(browser, keep(browser, app, clock))
    link = link_in(written("visitors.address", ADA))

    led_to = [browser.post(link, data={"antwort": "ja"}).location for _ in range(2)]

    assert led_to == [f"{page_of(only_visitor())}?neu=1"] * 2


def test_a_link_that_was_used_leads_to_nothing_private_later_and_takes_nothing_away(
    app: Flask, browser: Insider, clock
):
    make_workshop()
    give(browser, keep(browser, app, clock))
    link = link_in(written("visitors.address", ADA))
    browser.post(link, data={"antwort": "ja"})
    clock.shift(timedelta(minutes=11))

    for answer in ("ja", "nein"):
        page = browser.post(link, data={"antwort": answer})
        assert (page.status_code, "Der Knopf wurde schon gedrückt." in page.text) == (200, True)
    assert page_of(only_visitor()) not in page.text
    assert only_visitor().is_confirmed


def test_the_mail_does_not_open_the_private_page(app: Flask, browser: Insider, clock):
    """Whoever mistypes the address shows a stranger no programme."""
    make_workshop()
    address = keep(browser, app, clock)
    give(browser, address)

    assert address.rpartition("/")[2] not in written("visitors.address", ADA)


def test_the_link_of_a_mail_is_good_for_that_address_only(app: Flask, browser: Insider, clock):
    make_workshop()
    address = keep(browser, app, clock)
    give(browser, address)
    link = link_in(written("visitors.address", ADA))
    give(browser, address, BEN)

    assert browser.post(link, data={"antwort": "ja"}).status_code == 404
    assert not only_visitor().is_confirmed


def test_that_was_not_me_takes_the_address_away_for_good(app: Flask, browser: Insider, clock):
    make_workshop()
    address = keep(browser, app, clock)
    give(browser, address)

    assert press(browser, link_in(written("visitors.address", ADA)), "Nein").status_code == 200

    clock.shift(timedelta(minutes=5))
    give(browser, address)
    assert len(mails(ADA)) == 1


def test_an_address_gets_three_such_mails_an_hour_at_most(app: Flask, browser: Insider, clock):
    make_workshop()
    address = keep(browser, app, clock)

    for _ in range(6):
        give(browser, address)
        clock.shift(timedelta(minutes=2))

    assert mails(ADA) == ["visitors.address"] * 3


def test_who_had_a_link_before_has_everything_under_that_one(app: Flask, browser: Insider, clock):
    make_session(make_workshop(), code="TALK01", starts="12:00", ends="12:30")
    make_release(later=1)
    before = known_visitor(ADA)
    before_id = before.id

    led_to = confirmed(browser, keep(browser, app, clock, codes="TALK01"))

    known = only_visitor()
    assert (known.id, led_to) == (before_id, page_of(known)), "whose links were not shut: nobody else had them"
    assert starred_codes(known) == {"TALK01"}


def test_places_go_over_with_the_stars(app: Flask, browser: Insider, clock):
    make_workshop()
    address = keep(browser, app, clock)
    claiming_id, known_id = only_visitor().id, known_visitor(ADA).id
    browser.post(f"{address}/adresse", data={"email": ADA})
    link = link_in(written("visitors.address", ADA))
    db.session.add(
        SignUp(
            fair_id=fair_id(),
            session_id=db.session.scalars(select(Star.session_id).where(Star.visitor_id == claiming_id)).one(),
            visitor_id=claiming_id,
            handle="s" * 22,
            code="ABCDEF",
            state="asked",
            asked_at=NOW,
            changed_at=NOW,
        )
    )
    db.session.commit()

    press(browser, link, "Ja, das ist mein Programm")

    assert only_visitor().id == known_id
    assert db.session.scalars(select(SignUp.visitor_id)).all() == [known_id]


def lose(app: Flask, browser: Insider, clock, email: str):
    return browser.post(f"{MINE}/link", data={"siegel": sealed(app, "lost link", clock), "email": email})


def test_the_lost_link_is_sent_again(app: Flask, browser: Insider, clock):
    make_workshop()
    confirmed(browser, keep(browser, app, clock))

    lose(app, browser, clock, ADA.upper())

    assert link_in(written("visitors.link", ADA)) == page_of(only_visitor())


def test_the_answer_tells_nobody_who_has_a_programme(app: Flask, browser: Insider, clock):
    make_workshop()
    known_visitor(ADA)

    known, unknown = lose(app, browser, clock, ADA), lose(app, browser, clock, BEN)

    assert (known.status_code, known.location, known.data) == (unknown.status_code, unknown.location, unknown.data)
    assert "ist der Link unterwegs" in read(browser, str(known.location)).text


def test_an_address_that_nobody_confirmed_gets_no_link(app: Flask, browser: Insider, clock):
    make_workshop()
    give(browser, keep(browser, app, clock))
    lose(app, browser, clock, ADA)

    with pytest.raises(AssertionError, match="no mail"):
        written("visitors.link", ADA)


def test_asking_for_the_link_again_and_again_sends_three_mails_an_hour(app: Flask, browser: Insider, clock):
    make_workshop()
    known_visitor(ADA)

    for _ in range(20):
        lose(app, browser, clock, ADA)

    assert len(mails(ADA)) == 3


def test_everything_that_is_stored_can_be_seen(app: Flask, browser: Insider, clock):
    make_workshop()
    ada = come(ADA, answer="vegetarisch")
    address = page_with(ada)
    browser.post(f"{address}/merken", data={"code": "WORKSH", "wanted": "1"})

    page = read(browser, f"{address}/daten").text

    for told in (ADA, "Ada Beispiel", "vegetarisch", ada.code, "Messen", "Platz bestätigt", "3. Februar 2027"):
        assert told in page


def copy_of(browser: Insider, sign_up: SignUp) -> dict[str, Any]:
    copy: dict[str, Any] = browser.get(f"{page_with(sign_up)}/daten.json").json
    return copy


def test_the_copy_says_what_is_stored(app: Flask, browser: Insider, clock):
    make_workshop()
    ada = come(ADA)
    browser.post(f"{page_with(ada)}/merken", data={"code": "WORKSH", "wanted": "1"})

    copy = copy_of(browser, ada)

    assert (copy["visitor"]["email"], copy["sign_ups"][0]["code"]) == (ADA, ada.code)
    assert [(star["session"], star["is_set"]) for star in copy["stars"]] == [("WORKSH", True)]
    assert [mail["kind"] for mail in copy["mails"]] == ["signups.confirm", "signups.place"]


def test_the_copy_holds_every_personal_column_of_the_register(app: Flask, browser: Insider, clock):
    make_workshop()
    ada = come(ADA)
    in_transaction(lambda: press_at(make_door(), workshop(), Press("code", ada.code, "n" * 20, NOW), now=NOW))

    copy = copy_of(browser, ada)

    parts = {"visitor": copy["visitor"]} | {part[:-1]: copy[part][0] for part in ("stars", "sign_ups", "door_acts")}
    pointing = {"visitor_id": "", "session_id": "session", "sign_up_id": "sign_up"}
    kept = {
        (one.table, pointing.get(column, column))
        for one in REGISTER.personal
        if one.table in parts
        for column in one.columns
    }
    assert {(table, name) for table, name in kept if name and name not in parts[table]} == set()
    assert {table for table, _name in kept} == set(parts)


def test_mails_to_an_address_are_shown_to_nobody_who_has_only_claimed_it(app: Flask, browser: Insider, clock):
    make_workshop()
    come(BEN)
    address = keep(browser, app, clock)
    give(browser, address, BEN)

    copy = browser.get(f"{address}/daten.json").json

    assert (copy["visitor"]["email"], copy["mails"]) == (BEN, [])


def test_the_copy_is_a_file(browser: Insider, clock):
    make_workshop()

    answer = browser.get(f"{page_with(come(ADA))}/daten.json")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="messe-2027-meine-daten.json"'


def test_a_corrected_name_counts_at_the_door_too(browser: Insider, clock):
    make_workshop()
    ada = come(ADA)

    assert browser.post(f"{page_with(ada)}/daten", data={"name": "Ada Lovelace"}).status_code == 303

    db.session.expire_all()
    assert (only_visitor().name, db.session.get_one(SignUp, ada.id).name) == ("Ada Lovelace", "Ada Lovelace")


def test_erasing_gives_the_place_to_the_next_and_leaves_nothing(browser: Insider, clock):
    make_workshop(capacity=1)
    ada, _ben = come(ADA), come(BEN)
    address, ada_id = page_with(ada), ada.id

    answer = press(browser, f"{address}/loeschen", "Alles löschen")

    assert read(browser, str(answer.location)).h1 == "Alles ist gelöscht"
    assert browser.get(address).status_code == 404
    assert states() == {BEN: "offered"}
    assert counted() == (1, 1)
    left = db.session.get_one(SignUp, ada_id)
    assert (left.name, left.visitor_id, left.state) == ("", None, "given_back")


def test_a_last_mail_says_so_and_its_address_goes_with_it(browser: Insider, clock):
    make_workshop()
    ada = come(ADA)
    press(browser, f"{page_with(ada)}/loeschen", "Alles löschen")
    assert mails(ADA) == ["visitors.erased"]

    Worker(LetterBox(), keeps_secrets=False).round()

    db.session.expire_all()
    sent = db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "visitors.erased")).one()
    assert (sent.state, sent.to_address, sent.text, sent.values) == ("kept", "", "", {})


def test_looking_at_the_page_erases_nothing(browser: Insider, clock):
    make_workshop()
    ada = come(ADA)
    address = page_with(ada)

    assert browser.get(f"{address}/loeschen").status_code == 200
    assert browser.post(f"{address}/loeschen").status_code == 422
    assert browser.get(address).status_code == 200


def test_a_new_link_shuts_the_former_ones_and_the_calendar(app: Flask, browser: Insider, clock):
    make_workshop()
    address = keep(browser, app, clock)
    before = only_visitor().feed_generation

    renewed = press(browser, f"{address}/neuer-link", "Neuen Link machen").location

    assert (browser.get(address).status_code, browser.get(renewed).status_code) == (404, 200)
    assert only_visitor().feed_generation == before + 1


@pytest.mark.parametrize("page", ["adresse", "daten"])
def test_a_bad_entry_comes_back_with_a_sentence(app: Flask, browser: Insider, clock, page: str):
    make_workshop()
    address = keep(browser, app, clock)

    answer = browser.post(f"{address}/{page}", data={"email": "keine Adresse", "name": ""})

    assert answer.status_code == 422
    assert "<title>Fehler: " in answer.text


def test_what_the_office_has_not_released_is_not_told(app: Flask, browser: Insider, clock):
    """Neither the draft of a session that is public nor one that is not."""
    fair = make_workshop()
    make_session(fair, "Geheim", code="SECRET", starts="12:00", ends="12:30")
    ada = come(ADA)
    address = page_with(ada)
    browser.post(f"{address}/merken", data={"code": "WORKSH", "wanted": "1"})
    change(db.session.scalars(select(ConferenceSession).filter_by(code="WORKSH")).one(), title_de="Neu")
    other = keep(browser, app, clock, codes="SECRET WORKSH")

    told = [browser.get(f"{page}/{name}").text for page in (address, other) for name in ("daten", "daten.json")]

    for text in told:
        assert "Messen" in text
        assert not any(hidden in text for hidden in ("Geheim", "SECRET", "Neu<", '"Neu"'))
