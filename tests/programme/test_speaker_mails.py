"""What speakers are written: the link to their own entry, and what a release changed for them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.fair.queries import get_fair
from eventapp.journal.models import JournalEntry
from eventapp.outbox.delivery import LetterBox
from eventapp.outbox.models import OutboxMail
from eventapp.programme import queries
from eventapp.programme.actions.speakers import erase_addresses, shut_again
from eventapp.programme.offers import readers_of
from eventapp.upkeep import erasing
from eventapp.worker import Worker
from tests.factories import DAY, SLUG, at, change
from tests.people import Insider, sign_in
from tests.programme.desk_pages import DESK, filled_in, released_in, texts
from tests.programme.own_pages import (
    EMAIL,
    NAME,
    SESSION,
    change_her,
    fair_with_speaker,
    her_row,
    page_of_hers,
    release_again,
)

HER_PAGE = f"{DESK}/vortragende/canary-vogel"


@pytest.fixture
def office(app: Flask) -> Insider:
    fair_with_speaker(app)
    return sign_in(app)


def mails(app: Flask) -> list[tuple[str, str, str]]:
    """Kind, address and text of everything that was sent; what a release posted is due at its moment."""
    with app.app_context():
        db.session.execute(sa.update(OutboxMail).values(next_try_at=now()))
        db.session.commit()
        Worker(LetterBox(), keeps_secrets=True).round()
        found = [(one.kind, one.to_address, one.text) for one in db.session.scalars(sa.select(OutboxMail))]
        db.session.remove()
        return found


def move_session(app: Flask, **values: object) -> None:
    with app.app_context():
        change(queries.find_draft_session(get_fair(SLUG).id, SESSION), **values)
        db.session.remove()


def test_the_office_sends_the_link_which_opens_her_entry(app: Flask, client: FlaskClient, office: Insider):
    answer = office.send(f"{HER_PAGE}/link/schicken")
    ((kind, to, text),) = mails(app)
    path = re.search(r"https://messe.example(/\S+/mein/\S+)", text)[1]

    assert (answer.status_code, kind, to) == (303, "programme.speaker_entry", EMAIL)
    assert client.get(path).status_code == 200
    assert her_row(app).link_sent_at is not None


def test_a_shut_link_is_not_sent(app: Flask, office: Insider):
    office.send(f"{HER_PAGE}/link/schicken")
    office.send(f"{HER_PAGE}/link/ungueltig", {"version": str(her_row(app).version)})

    assert [text for _kind, _to, text in mails(app)] == [""]


def test_who_has_no_address_gets_no_link(app: Flask, office: Insider):
    change_her(app, email="")

    assert office.send(f"{HER_PAGE}/link/schicken").status_code == 422
    assert mails(app) == []


def link_shown(office: Insider) -> str:
    """The path of the private link, as the office is shown it."""
    shown = office.send(f"{HER_PAGE}/link").get_data(as_text=True)
    return str(re.search(r'value="https://messe.example(/[^"]+/mein/[^"]+)"', shown)[1])


def test_the_link_is_shown_for_a_mail_of_the_office_s_own(client: FlaskClient, office: Insider):
    assert client.get(link_shown(office)).status_code == 200


def test_whoever_looks_at_somebodys_link_is_noted(office: Insider):
    link_shown(office)
    history = office.get(f"/desk/{SLUG}/verlauf").get_data(as_text=True)
    in_english = sign_in(office.application, "office2@messe.example", language="en").get(f"/desk/{SLUG}/verlauf")

    assert "Link zum eigenen Eintrag angezeigt" in history
    assert "Link to own entry shown" in in_english.get_data(as_text=True)
    assert "/vortragende/mein/" not in history


def test_no_page_of_the_office_shows_the_link_by_itself(app: Flask, office: Insider):
    token = page_of_hers(app).rsplit("/", 1)[-1]
    shown = [office.get(path).get_data(as_text=True) for path in (HER_PAGE, f"{DESK}/vortragende")]

    assert [one for one in shown if token in one] == []
    assert office.get(f"{HER_PAGE}/link").location == HER_PAGE


def test_who_signed_in_a_while_ago_is_asked_again_before_a_link_is_shown(office: Insider):
    with time_machine.travel(now() + timedelta(minutes=16)):
        answer = office.send(f"{HER_PAGE}/link", headers={"Referer": f"https://messe.example{HER_PAGE}"})
        history = office.get(f"/desk/{SLUG}/verlauf").get_data(as_text=True)

    assert answer.location == f"/konto/einloggen?weiter={HER_PAGE}"
    assert "Link zum eigenen Eintrag angezeigt" not in history


def test_a_link_is_shut_without_looking_at_it(app: Flask, client: FlaskClient, office: Insider):
    path = link_shown(office)
    form = html.fromstring(office.get(HER_PAGE).get_data(as_text=True)).xpath(
        f"//form[@action='{HER_PAGE}/link/ungueltig']"
    )[0]
    office.send(form.get("action"), {"version": form.fields["version"]})

    assert client.get(path).status_code == 404
    assert her_row(app).has_link is False


def test_another_address_shuts_the_link(app: Flask, office: Insider):
    before = her_row(app).generation
    office.send(HER_PAGE, filled_in(office.get(HER_PAGE).get_data(as_text=True), email="neu@vortrag.example"))

    assert (her_row(app).email, her_row(app).generation > before) == ("neu@vortrag.example", True)


def test_all_who_have_not_agreed_get_their_link_with_one_press(app: Flask, office: Insider):
    shown = office.get(f"{DESK}/vortragende").get_data(as_text=True)
    office.send(f"{DESK}/vortragende/links", {"number": "1"})

    assert "1 Link zum eigenen Eintrag schicken" in texts(shown, "//button")
    assert [(kind, to) for kind, to, _text in mails(app)] == [("programme.speaker_entry", EMAIL)]


def test_a_number_that_is_not_true_any_more_sends_nothing(app: Flask, office: Insider):
    answer = office.send(f"{DESK}/vortragende/links", {"number": "2"})

    assert answer.status_code == 422
    assert mails(app) == []


def test_a_release_writes_to_whose_session_moved(app: Flask, office: Insider):
    move_session(app, starts_at=at("11:00"), ends_at=at("11:45"))
    release_again(app)
    ((kind, to, text),) = mails(app)

    assert (kind, to) == ("programme.speaker_changed", EMAIL)
    assert "10:00–10:45" in text
    assert "11:00–11:45" in text
    assert "/vortragende/mein/" in text


def test_a_release_that_changes_only_words_writes_to_nobody(app: Flask, office: Insider):
    move_session(app, title_de="Anders")
    release_again(app)

    assert mails(app) == []


def test_who_is_not_named_still_hears_of_it(app: Flask, office: Insider):
    change_her(app, consent="withdrawn")
    move_session(app, is_cancelled=True)
    release_again(app)

    assert [to for _kind, to, _text in mails(app)] == [EMAIL]


def test_before_the_release_the_office_reads_whom_it_writes_to(app: Flask, office: Insider):
    move_session(app, starts_at=at("11:00"), ends_at=at("11:45"))
    shown = office.get(f"{DESK}/veroeffentlichen").get_data(as_text=True)

    assert "1 Vortragende oder Vortragender bekommt eine Mail" in shown
    assert "/vortragende/mein/" not in shown


def test_nobody_is_affected_by_what_is_released_already(app: Flask, office: Insider):
    with app.app_context():
        standing = released_in(app)
        assert readers_of(get_fair(SLUG).id, standing, standing, at=now()) == ()
        db.session.remove()


def test_her_address_is_in_nothing_public_and_in_no_journal(app: Flask, client: FlaskClient, office: Insider):
    office.send(HER_PAGE, filled_in(office.get(HER_PAGE).get_data(as_text=True), email="canary-8@vortrag.example"))
    release_again(app)
    pages = ("vortragende", "vortragende/canary-vogel", "schedule.json", "schedule.xml")
    shown = [client.get(f"/{SLUG}/{page}").get_data(as_text=True) for page in pages]
    history = office.get(f"/desk/{SLUG}/verlauf").get_data(as_text=True)

    assert [one for one in (*shown, history) if "vortrag.example" in one] == []
    assert NAME in shown[0]


def test_addresses_go_after_the_fair(app: Flask, office: Insider):
    with app.app_context():
        late = at("12:00") + timedelta(days=40)
        trial = erase_addresses(late, is_trial=True)
        gone = erase_addresses(late)
        db.session.commit()

    assert (trial, gone, her_row(app).email) == (1, 1, "")


def test_a_shut_link_stays_shut_when_a_backup_is_restored(app: Flask, client: FlaskClient, office: Insider):
    path, before = link_shown(office), her_row(app)
    office.send(f"{HER_PAGE}/link/ungueltig", {"version": str(before.version)})
    change_her(app, generation=before.generation, has_link=True)
    told = [shut_again_in(app) for _time in range(2)]

    assert told == [1, 0]
    assert client.get(path).status_code == 404


def test_a_link_that_nobody_shut_opens_after_a_restore(app: Flask, client: FlaskClient, office: Insider):
    path = link_shown(office)

    assert shut_again_in(app) == 0
    assert client.get(path).status_code == 200


def shut_again_in(app: Flask) -> int:
    with app.app_context(), transaction():
        return shut_again(now())


def test_a_link_that_was_handed_on_ends_after_the_fair(app: Flask, client: FlaskClient, office: Insider):
    change_her(app, email="")
    path = link_shown(office)
    told = [erased_links(app, days) for days in (30, 31, 32)]

    assert told == [(0, 0), (1, 1), (0, 0)]
    assert client.get(path).status_code == 404


def test_until_then_it_opens_her_entry(app: Flask, client: FlaskClient, office: Insider):
    change_her(app, email="")
    path = link_shown(office)
    erased_links(app, 30)

    assert client.get(path).status_code == 200


def test_a_link_that_is_shown_after_the_fair_ends_with_the_next_day(app: Flask, client: FlaskClient, office: Insider):
    change_her(app, email="")
    link_shown(office)
    erased_links(app, 31)
    path = link_shown(office)
    erased_links(app, 32)

    assert client.get(path).status_code == 404


def test_that_links_ended_stands_in_the_protocol(app: Flask, office: Insider):
    change_her(app, email="")
    link_shown(office)
    with app.app_context(), transaction():
        erasing.erase_daily(days_after(31))
        noted = next(one for one in db.session.scalars(sa.select(JournalEntry)) if one.kind == "privacy.erased")
        told = noted.differences

    assert told == [{"field": "Links von Vortragenden", "old": "1", "new": "0"}]


def days_after(days: int) -> datetime:
    return at("12:00", DAY + timedelta(days=1 + days))


def erased_links(app: Flask, days: int) -> tuple[int, int]:
    """So many days after the fair: how many a trial tells, and how many go."""
    with app.app_context(), transaction():
        found = [erasing.erase(days_after(days), is_trial=one)["Links von Vortragenden"] for one in (True, False)]
    return found[0], found[1]
