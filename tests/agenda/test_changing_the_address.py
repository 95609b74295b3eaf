"""Another address instead of a confirmed one: nothing changes before it is confirmed, then nothing is left of the
former but one mail that says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from eventapp.agenda.erasing import erase_new_addresses
from eventapp.cli.saying import in_transaction
from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.outbox.actions import post
from eventapp.outbox.delivery import LetterBox
from eventapp.signups.actions.looking_after import erase_unconfirmed
from eventapp.signups.models import SignUp
from eventapp.visitors.actions import shut_links
from eventapp.visitors.models import Visitor
from eventapp.worker import Worker
from tests.agenda.house import MINE, feed_of, link_in, only_visitor, page_of, page_with, press, sealed, written
from tests.factories import make_release, make_session
from tests.people import Insider
from tests.reader import read
from tests.signups.house import come, counted, fair_id, known_visitor, mails, make_workshop, states
from tests.signups.test_looking_after import everything_kept

pytestmark = pytest.mark.usefixtures("in_app")
ADA, NEW, BEN = "ada@besuch.example", "ada@neu.example", "ben@besuch.example"
YES, NO = "Ja, das ist mein Programm", "Nein, das war ich nicht"


def wish(browser: Insider, address: str, email: str = NEW) -> str:
    """Asks for the new address; the link in the mail."""
    assert browser.post(f"{address}/adresse", data={"email": email}).status_code == 303
    return link_in(written("visitors.new_address", email))


def visitor_of(email: str) -> Visitor | None:
    db.session.expire_all()
    return db.session.scalars(select(Visitor).where(Visitor.email == email)).one_or_none()


def test_until_it_is_confirmed_the_former_one_holds(browser: Insider, clock):
    make_workshop()
    address = page_with(come(ADA))

    link = wish(browser, address)
    for _ in range(3):
        assert read(browser, link).h1 == "Ist das Ihr Programm?"

    visitor = only_visitor()
    assert (visitor.email, visitor.new_email, visitor.is_confirmed) == (ADA, NEW, True)
    assert (
        f"Bis Sie ihn drücken, höchstens einen Tag lang, gilt weiter {ADA}." in read(browser, f"{address}/adresse").text
    )
    assert browser.get(address).status_code == 200


def test_confirmed_it_takes_the_place_of_the_former(browser: Insider, clock):
    make_workshop()
    address = page_with(come(ADA))

    led_to = press(browser, wish(browser, address), YES).location

    visitor = only_visitor()
    assert (visitor.email, visitor.new_email, visitor.is_confirmed) == (NEW, "", True)
    assert states() == {NEW: "confirmed"}
    assert led_to == f"{page_of(visitor)}?neu=1"


def test_links_in_mails_to_the_former_one_open_nothing_and_the_calendar_goes_on(browser: Insider, clock):
    make_workshop()
    ada = come(ADA)
    address, calendar = page_with(ada), feed_of(only_visitor())
    assert address in link_in(written("signups.place", ADA))

    press(browser, wish(browser, address), YES)

    assert [browser.get(path).status_code for path in (address, calendar)] == [404, 200]


def test_the_former_one_is_told_and_then_forgotten(browser: Insider, clock):
    make_workshop()
    address = page_with(come(ADA))

    press(browser, wish(browser, address), YES)

    assert mails(ADA)[-1] == "visitors.address_changed"
    Worker(LetterBox(), keeps_secrets=False).round()
    in_transaction(lambda: erase_unconfirmed(now() + timedelta(hours=24)))
    assert ADA not in everything_kept()


def test_the_mail_says_whom_to_ask_and_not_which_address_is_used_now(app: Flask, browser: Insider, clock):
    make_workshop()
    press(browser, wish(browser, page_with(come(ADA))), YES)
    text = written("visitors.address_changed", ADA)

    assert "gehört jetzt zu einer anderen E-Mail-Adresse" in text
    assert "Waren Sie das nicht, " in text
    assert NEW not in text


def test_what_has_not_gone_out_yet_goes_to_the_new_one(browser: Insider, clock):
    make_workshop()
    ada = come(ADA)
    number, link = ada.id, wish(browser, page_with(ada))
    with transaction():
        post("signups.message", to=ADA, language="de", key="m", values={"sign_up": number}, fair_id=fair_id(), at=now())

    press(browser, link, YES)

    assert mails(NEW).count("signups.message") == 1


def test_no_leaves_everything_as_it_was_and_stops_such_mails(browser: Insider, clock):
    make_workshop()
    address = page_with(come(ADA))
    link = wish(browser, address)

    assert "Ihre Adresse ist dort gelöscht" in press(browser, link, NO).text

    visitor = only_visitor()
    assert (visitor.email, visitor.new_email, visitor.is_confirmed) == (ADA, "", True)
    clock.shift(timedelta(minutes=5))
    browser.post(f"{address}/adresse", data={"email": NEW})
    assert len(mails(NEW)) == 1


def test_another_wish_takes_the_first_link_out_of_force(browser: Insider, clock):
    make_workshop()
    address = page_with(come(ADA))
    first = wish(browser, address)
    wish(browser, address, BEN)

    assert browser.post(first, data={"antwort": "ja"}).status_code == 404
    assert only_visitor().email == ADA


def test_whoever_shuts_the_links_shuts_a_wish_with_them(browser: Insider, clock):
    """It may have come from who knew the link and should not."""
    make_workshop()
    link = wish(browser, page_with(come(ADA)))

    in_transaction(lambda: shut_links(only_visitor()))

    assert browser.post(link, data={"antwort": "ja"}).status_code == 404
    assert only_visitor().new_email == ""


def test_the_link_that_confirmed_the_first_address_does_not_confirm_the_second(app: Flask, browser: Insider, clock):
    make_workshop()
    visitor = known_visitor(ADA)
    visitor.email_confirmed_at = None
    db.session.commit()
    address = page_of(only_visitor())
    browser.post(f"{address}/adresse", data={"email": ADA})
    first = link_in(written("visitors.address", ADA))
    press(browser, first, YES)

    wish(browser, page_of(only_visitor()))
    browser.post(first, data={"antwort": "ja"})

    assert only_visitor().email == ADA


def test_the_same_address_again_is_refused_with_a_sentence(browser: Insider, clock):
    make_workshop()

    answer = browser.post(f"{page_with(come(ADA))}/adresse", data={"email": ADA.upper()})

    assert answer.status_code == 422
    assert "Das ist schon Ihre bestätigte Adresse." in answer.text


def test_who_had_a_programme_under_the_new_one_has_both_in_one(browser: Insider, clock):
    make_session(make_workshop(), code="SECOND", starts="14:00", ends="15:00", admission="sign_up", capacity=2)
    make_release(later=1)
    ada, _other = come(ADA), come(NEW, code="SECOND")
    known = visitor_of(NEW)
    assert known is not None
    known_id, address = known.id, page_with(ada)

    led_to = press(browser, wish(browser, address), YES).location

    known = only_visitor()
    assert (known.id, known.email, led_to) == (known_id, NEW, page_of(known))
    assert (states(), states("SECOND")) == ({NEW: "confirmed"}, {NEW: "confirmed"})
    assert counted() == counted("SECOND") == (1, 1)


def test_who_would_sit_on_two_chairs_is_asked_to_give_one_back(browser: Insider, clock):
    make_workshop()
    address = page_with(come(ADA))
    come(NEW)

    answer = press(browser, wish(browser, address), YES)

    assert answer.status_code == 422
    assert "Unter beiden Adressen sind Sie für „Messen“ angemeldet." in answer.text
    assert states() == {ADA: "confirmed", NEW: "confirmed"}


def test_the_lost_link_comes_to_the_new_one_only(app: Flask, browser: Insider, clock):
    make_workshop()
    press(browser, wish(browser, page_with(come(ADA))), YES)

    for email in (ADA, NEW):
        browser.post(f"{MINE}/link", data={"siegel": sealed(app, "lost link", clock), "email": email})

    assert link_in(written("visitors.link", NEW)) == page_of(only_visitor())
    with pytest.raises(AssertionError, match="no mail"):
        written("visitors.link", ADA)


def test_a_new_address_that_nobody_confirms_is_gone_within_a_day(browser: Insider, clock):
    make_workshop()
    wish(browser, page_with(come(ADA)))
    asked_at = only_visitor().new_email_asked_at
    assert asked_at is not None

    left = []
    for hours in (22, 23.5):
        in_transaction(lambda: erase_unconfirmed(asked_at + timedelta(hours=hours)))  # noqa: B023 -- called at once
        in_transaction(lambda: erase_new_addresses(asked_at + timedelta(hours=hours)))  # noqa: B023 -- called at once
        left.append(NEW in everything_kept())

    assert left == [True, False]
    assert (only_visitor().email, only_visitor().is_confirmed) == (ADA, True)


def test_the_copy_and_the_page_of_what_is_stored_tell_it(browser: Insider, clock):
    make_workshop()
    address = page_with(come(ADA))
    wish(browser, address)

    assert NEW in read(browser, f"{address}/daten").text
    assert browser.get(f"{address}/daten.json").json["visitor"]["new_email"] == NEW


def test_places_are_not_lost_on_the_way(browser: Insider, clock):
    make_workshop(capacity=1)
    ada = come(ADA)

    press(browser, wish(browser, page_with(ada)), YES)

    assert counted() == (1, 1)
    assert db.session.scalars(select(SignUp.visitor_id)).all() == [only_visitor().id]
