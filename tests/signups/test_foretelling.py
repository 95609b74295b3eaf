"""Before a release the office sees whom it would write to and how that reads; afterwards it was exactly that."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from eventapp.database import db, transaction
from eventapp.exhibitors.models import Membership
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.outbox.delivery import LetterBox
from eventapp.outbox.models import OutboxMail
from eventapp.programme.actions.release import outlook
from eventapp.programme.models import ConferenceSession
from eventapp.programme.offers import readers_of, release_mails
from eventapp.worker import Worker
from tests.factories import SLUG, at, change, make_exhibitor, make_place, make_release, make_session
from tests.people import Insider, make_person, sign_in
from tests.programme.desk_pages import DESK, filled_in, released_in, texts
from tests.signups.house import NOW, come, make_workshop

ADA, BEN, CLEO = (f"{name}@besuch.example" for name in ("ada", "ben", "cleo"))
RELEASE = f"{DESK}/veroeffentlichen"
CODES = ("WORKSH", "SECOND", "THIRDS")


@pytest.fixture
def house(in_app: None, clock) -> Fair:
    """Three sessions, whose people overlap: Ada goes to all, Ben to two, Cleo to the last; two have an exhibitor."""
    clock.move_to(NOW + timedelta(minutes=30))
    fair = make_workshop(capacity=9)
    for number, code in enumerate(CODES[1:], start=1):
        make_session(
            fair, f"Messen {number}", code=code, starts=f"1{number + 2}:00", ends=f"1{number + 2}:45",
            admission="sign_up", capacity=9,
        )  # fmt: skip
    make_release(later=1)
    for email, codes in ((ADA, CODES), (BEN, CODES[:2]), (CLEO, CODES[2:])):
        for code in codes:
            come(email, code=code)
    return fair


def row(code: str) -> ConferenceSession:
    return db.session.scalars(select(ConferenceSession).where(ConferenceSession.code == code)).one()


def number_posted() -> int:
    """Mails that a release has posted so far."""
    wanted = select(func.count()).select_from(OutboxMail).where(OutboxMail.kind.in_(release_mails))
    return db.session.scalar(wanted) or 0


def affected(only: tuple[str, ...] = ()) -> dict[str, int]:
    found = outlook(SLUG, at=NOW, only=only)
    told = readers_of(get_fair(SLUG).id, found.standing, found.drafted, at=NOW)
    return {one.kind: one.number for one in told}


def test_everybody_with_a_place_in_what_moved_is_counted_once(house: Fair):
    for code in CODES[:2]:
        change(row(code), starts_at=at("16:00"), ends_at=at("16:45"))

    assert affected() == {"visitors": 2}


def test_a_changed_text_concerns_nobody(house: Fair):
    change(row("WORKSH"), title_de="Messen und mehr")

    assert affected() == {}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    moved=st.sets(st.sampled_from(CODES)),
    cancelled=st.sets(st.sampled_from(CODES)),
    chosen=st.sets(st.sampled_from(CODES), min_size=1),
)
def test_what_was_counted_before_is_what_is_posted(house: Fair, moved: set[str], cancelled: set[str], chosen: set[str]):
    for code in moved:
        was = row(code)
        change(was, starts_at=was.starts_at + timedelta(minutes=1), ends_at=was.ends_at + timedelta(minutes=1))
    for code in cancelled:
        change(row(code), is_cancelled=not row(code).is_cancelled)
    told = outlook(SLUG, at=NOW)
    readers = readers_of(house.id, told.standing, told.drafted, at=NOW)
    before = number_posted()

    make_release(later=60 * 24 * 31, only=sorted(chosen))

    assert number_posted() - before == sum(one.number_with(chosen) for one in readers)


def test_the_page_names_who_is_written_to_and_shows_the_mail_in_both_languages(app: Flask, house: Fair):
    change(row("WORKSH"), starts_at=at("16:00"), ends_at=at("16:45"))
    change(row("THIRDS"), is_cancelled=True)
    page = _office(app).get(RELEASE).get_data(as_text=True)

    assert "3 Besucherinnen und Besucher bekommen eine Mail" in page
    assert texts(page, "//*[@class='letter-shown']/summary") == [
        "So liest sie sich: Abgesagt (Deutsch)",
        "So liest sie sich: Abgesagt (Englisch)",
        "So liest sie sich: Verlegt (Deutsch)",
        "So liest sie sich: Verlegt (Englisch)",
    ]
    assert texts(page, "//*[@class='letter-preview__subject']")[2:] == ["Verlegt: Messen", "Moved: Messen"]
    assert "Jetzt: So., 28. März, 16:00–16:45 Uhr, Werkraum" in page
    assert "/mein/" not in page, "no private link, not even somebody's"
    assert texts(page, "//button[@data-releases]") == ["Version 3 veröffentlichen und 3 Mails senden"]


def test_each_session_says_how_many_are_written_to_because_of_it(app: Flask, house: Fair):
    come(CLEO, code="WORKSH")
    change(row("WORKSH"), starts_at=at("16:00"), ends_at=at("16:45"))
    change(row("THIRDS"), is_cancelled=True)
    change(row("SECOND"), title_de="Messen und mehr")
    page = _office(app).get(RELEASE).get_data(as_text=True)

    told = texts(page, "//*[contains(@class, 'release-line__reached')]/span")
    assert told == ["2 Personen bekommen deswegen eine Mail", "3 Personen bekommen deswegen eine Mail"]


def test_so_does_the_page_of_a_single_session(app: Flask, house: Fair):
    change(row("WORKSH"), starts_at=at("16:00"), ends_at=at("16:45"))
    change(row("THIRDS"), is_cancelled=True)
    page = _office(app).get(f"{DESK}/THIRDS/veroeffentlichen").get_data(as_text=True)

    assert texts(page, "//button[@data-releases]") == ["Version 3 veröffentlichen und 2 Mails senden"]


def test_who_signs_up_between_the_look_and_the_press_is_not_written_to_unseen(app: Flask, house: Fair):
    change(row("WORKSH"), starts_at=at("16:00"), ends_at=at("16:45"))
    office = _office(app)
    seen = filled_in(office.get(RELEASE).get_data(as_text=True))
    come(CLEO, code="WORKSH")

    answer = office.send(RELEASE, seen)
    again = answer.get_data(as_text=True)

    assert (answer.status_code, released_in(app).number) == (409, 2)
    assert texts(again, "//button[@data-releases]") == ["Version 3 veröffentlichen und 3 Mails senden"]
    assert office.send(RELEASE, filled_in(again)).status_code == 303


def test_the_page_asks_the_database_as_often_for_three_as_for_one(app: Flask, house: Fair, queries_counted):
    office = _office(app)
    change(row("SECOND"), starts_at=at("16:00"), ends_at=at("16:45"))
    office.get(RELEASE)
    few = _asked(office, queries_counted)
    for code in CODES:
        change(row(code), starts_at=at("17:00"), ends_at=at("17:45"))

    assert _asked(office, queries_counted) == few


def test_an_exhibitor_whose_sessions_move_gets_one_mail(app: Flask, house: Fair):
    place = make_place(house, "Bühne B")
    siba = make_exhibitor(house, "SIBA GmbH", accepted={})
    _acting_for(siba.member_id, "erika@siba.example", language="en")
    for code in CODES[:2]:
        make_session(
            house,
            f"Von SIBA {code}",
            code=f"X{code[:5]}",
            exhibitors=(siba,),
            place=place if code == "WORKSH" else None,
        )
    make_release(later=60)
    for code in CODES[:2]:
        change(row(f"X{code[:5]}"), starts_at=at("17:00"), ends_at=at("17:45"))

    assert affected() == {"members": 1}
    assert affected(only=("XWORKS",)) == {"members": 1}

    make_release(later=61)
    _send_all()
    mail = db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "programme.session_changed")).one()
    assert (mail.to_address, mail.state, mail.key.rpartition(":")[2]) == ("erika@siba.example", "kept", "4")
    assert mail.subject == "2 of your sessions have changed"
    assert "Now: Sun, 28 March, 17:00–17:45, Bühne B" in mail.text


def test_of_an_exhibitor_without_anybody_who_acts_for_it_no_mail_is_told_or_posted(house: Fair):
    siba = make_exhibitor(house, "SIBA GmbH", accepted={})
    make_session(house, "Von SIBA", code="XXXXXX", exhibitors=(siba,))
    make_release(later=60)
    change(row("XXXXXX"), is_cancelled=True)
    before = number_posted()

    assert affected() == {}
    make_release(later=61)
    assert number_posted() == before


def _acting_for(member_id: int, email: str, **values: object) -> None:

    person = make_person(email, **values)
    with transaction() as session:
        session.add(Membership(person_id=person, member_id=member_id, since=NOW))


def _send_all() -> None:

    Worker(LetterBox(), keeps_secrets=True).round()


def _asked(office: Insider, counted) -> int:
    before = counted()
    office.get(RELEASE)
    return counted() - before


def _office(app: Flask) -> Insider:
    return sign_in(app)
