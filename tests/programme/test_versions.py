"""Old releases on the desk: listed, looked at, compared, their mails followed, and taken back as a draft."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from eventapp.database import db, transaction
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.journal.models import JournalEntry
from eventapp.outbox.models import FAILED, OutboxMail
from eventapp.programme.actions.taking_back import look_back, take_back
from eventapp.programme.draft_reading import read_draft
from eventapp.programme.models import ConferenceSession
from eventapp.programme.queries import find_release
from tests.factories import RELEASED, SLUG, at, change, make_fair, make_place, make_release, make_session, make_speaker
from tests.people import Insider, sign_in
from tests.programme.desk_pages import DESK, filled_in, released_in, texts
from tests.signups.house import come, make_workshop

CODES = ("AAAAAA", "BBBBBB", "CCCCCC")
ADMISSION = st.sampled_from(("open", "sign_up"))
CHANGE = st.tuples(st.sampled_from(CODES), st.integers(0, 5), st.integers(0, 20), st.booleans(), ADMISSION)
"""Of which session: by how many hours it begins later than at nine, delay, whether it is cancelled, admission."""


@pytest.fixture
def fair(in_app: None) -> Fair:
    """Two releases: the second has other words, another time, a session cancelled and a new one."""
    fair = make_fair()
    stage = make_place(fair, "Bühne A", slug="buehne-a")
    speaker = make_speaker(fair, "Erika Muster", consent="given")
    make_session(fair, "Wärme", code="AAAAAA", place=stage, speakers=(speaker,))
    make_session(fair, "Licht", code="BBBBBB", starts="12:00", ends="12:30", place=stage)
    make_session(fair, "Wasser", code="CCCCCC", starts="14:00", ends="14:30", admission="sign_up", capacity=7)
    make_release(comment=Words("Zuerst.", "First."))
    change(row("AAAAAA"), title_de="Wärme neu", starts_at=at("16:00"), ends_at=at("16:30"), place_id=None)
    change(row("BBBBBB"), is_cancelled=True)
    change(row("CCCCCC"), admission="open")
    make_session(fair, "Später", code="DDDDDD", starts="18:00", ends="18:30")
    make_release(later=60)
    return fair


def row(code: str) -> ConferenceSession:
    return db.session.scalars(select(ConferenceSession).where(ConferenceSession.code == code)).one()


def back(number: int = 1, *, aside: bool = False) -> int:
    with transaction():
        fair = get_fair(SLUG)
        then = find_release(fair.id, number)
        seen = look_back(fair, then).print
        return take_back(fair, then, seen=seen, aside=aside, is_sure=False, by=None, at=RELEASED)


def said(programme, codes=CODES) -> list[tuple[object, ...]]:
    """What a release says of these sessions, without its stamps."""
    found = (programme.session(code) for code in codes)
    return [
        (s.code, s.title, s.starts_at, s.ends_at, s.place, s.speakers, s.is_cancelled, s.admission, s.sign_up, s.delay)
        for s in found
    ]


def test_taken_back_the_draft_says_what_the_version_said(fair: Fair):
    assert back() == 3

    assert said(read_draft(get_fair(SLUG))) == said(find_release(fair.id, 1))
    assert look_back(get_fair(SLUG), find_release(fair.id, 1)).codes == ()


def test_nothing_becomes_public_and_the_journal_tells_each_act(app: Flask, fair: Fair):
    back()

    kinds = set(db.session.scalars(select(JournalEntry.kind)))
    assert released_in(app).number == 2
    assert {"session.changed", "session.reinstated", "session.admission", "release.taken_back"} <= kinds


def test_released_again_the_calendars_hear_of_it_as_of_every_change(app: Flask, fair: Fair):
    back()
    make_release(later=90)

    session = released_in(app).session("AAAAAA")
    assert (session.title.de, session.starts_at, session.sequence) == ("Wärme", at("10:00"), 2)


def test_what_came_later_stays_unless_it_is_set_aside(fair: Fair):
    make_session(fair, "Nie öffentlich", code="EEEEEE", starts="20:00", ends="20:30")

    back()
    assert (row("DDDDDD").is_scheduled, row("EEEEEE").is_scheduled) == (True, True)
    back(aside=True)
    assert (row("DDDDDD").is_scheduled, row("EEEEEE").is_scheduled) == (True, False)


def test_a_delay_and_a_cancelled_one_come_back_too(fair: Fair):
    change(row("AAAAAA"), starts_at=at("16:10"), ends_at=at("16:40"), delay_minutes=10)
    make_release(later=70)
    change(row("AAAAAA"), starts_at=at("09:00"), ends_at=at("09:30"), delay_minutes=0)
    change(row("BBBBBB"), is_cancelled=False)

    back(3)

    assert said(read_draft(get_fair(SLUG))) == said(find_release(fair.id, 3))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(CHANGE, max_size=5))
def test_whatever_the_draft_became_it_says_again_what_was_public(fair: Fair, changes: list[tuple]):
    for code, hours, delay, is_cancelled, admission in changes:
        start = at("09:00") + timedelta(hours=hours)
        change(
            row(code),
            starts_at=start,
            ends_at=start + timedelta(minutes=30),
            delay_minutes=delay,
            is_cancelled=is_cancelled,
            admission=admission,
        )

    back()

    assert said(read_draft(get_fair(SLUG))) == said(find_release(fair.id, 1))


def test_the_page_says_what_would_change_and_the_button_does_it(app: Flask, fair: Fair):
    office = sign_in(app)
    page = _look(office, f"{DESK}/version/1/als-entwurf")

    answer = office.send(f"{DESK}/version/1/als-entwurf", filled_in(page))

    assert texts(page, "//*[@class='releases']/h2") == [
        "Verlegt 1",
        "Findet doch statt 1",
        "Links, Aussteller oder Einlass geändert 1",
        "Erst danach dazugekommen 1",
    ]
    assert answer.status_code == 303
    assert row_of(app, "AAAAAA").title_de == "Wärme"


def test_nobody_takes_back_over_what_they_have_not_seen(app: Flask, fair: Fair):
    office = sign_in(app)
    seen = filled_in(_look(office, f"{DESK}/version/1/als-entwurf"))
    change(row("BBBBBB"), title_de="Heimlich")

    assert office.send(f"{DESK}/version/1/als-entwurf", seen).status_code == 409


def test_the_list_has_every_version_with_its_words_and_reasons(app: Flask, fair: Fair):
    change(row("DDDDDD"), starts_at=at("14:00"), ends_at=at("14:30"), place_id=None)
    stage = row("AAAAAA").place_id or db.session.scalars(select(ConferenceSession.place_id)).first()
    for code in ("AAAAAA", "DDDDDD"):
        change(row(code), starts_at=at("08:00"), ends_at=at("08:30"), place_id=row("BBBBBB").place_id or stage)
    make_release(later=80, override="Beide am selben Tisch")
    office = sign_in(app)

    page = _look(office, f"{DESK}/versionen")

    assert texts(page, "//tbody//th") == ["Version 3 (öffentlich)", "Version 2", "Version 1"]
    assert "Zuerst." in page
    assert "Beide am selben Tisch" in page
    assert "Beide am selben Tisch" in _look(office, f"{DESK}/version/3")


def test_any_two_are_compared_the_older_one_first(app: Flask, fair: Fair):
    change(row("AAAAAA"), title_de="Wärme noch neuer")
    make_release(later=80)
    office = sign_in(app)

    one, other = (_look(office, f"{DESK}/version/{this}?mit={that}") for this, that in ((3, 1), (1, 3)))

    for page in (one, other):
        assert "Von Version 1 zu Version 3" in texts(page, "//h2")
        assert "Wärme noch neuer" in page
    assert "Das ganze Programm dieser Version" in one


@pytest.mark.parametrize("asked", ["", "0", "9", "1", "x", "99999999999999"])
def test_a_version_to_compare_with_that_is_not_there_is_none(app: Flask, fair: Fair, asked: str):
    assert sign_in(app).get(f"{DESK}/version/1?mit={asked}").status_code == 200


def test_the_page_of_a_release_follows_its_mails_and_says_why_some_failed(app: Flask, in_app: None):
    make_workshop()
    for email in ("ada@besuch.example", "ben@besuch.example"):
        come(email)
    change(row("WORKSH"), starts_at=at("16:00"), ends_at=at("16:45"))
    make_release(later=60 * 24 * 31)
    mail = db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "signups.changed")).first()
    change(mail, state=FAILED, error="Der Mailserver ist nicht zu erreichen.")
    office = sign_in(app)

    page = _look(office, f"{DESK}/version/2")
    numbers = office.get(f"{DESK}/version/2/mails.json")

    assert "2 Mails" in texts(page, "//h2")
    assert texts(page, "//*[@class='lacks']") == ["1 × Der Mailserver ist nicht zu erreichen."]
    assert numbers.json == {"wartet": 1, "gesendet": 0, "fehlgeschlagen": 1, "entfallen": 0}
    assert "no-store" in numbers.headers["Cache-Control"]
    narrowed = _look(office, f"/desk/{SLUG}/mails?version=2&stand=fehlgeschlagen")
    assert len(texts(narrowed, "//tbody/tr")) == 1
    assert texts(_look(office, f"/desk/{SLUG}/mails?version=1"), "//tbody/tr") == []


def test_the_list_asks_the_database_as_often_for_three_as_for_two(app: Flask, fair: Fair, queries_counted):
    office = sign_in(app)
    few = _asked(office, queries_counted)
    change(row("AAAAAA"), title_de="Wärme noch neuer")
    make_release(later=80)

    assert _asked(office, queries_counted) == few


def row_of(app: Flask, code: str) -> ConferenceSession:
    db.session.expire_all()
    return row(code)


def _asked(office: Insider, counted) -> int:
    before = counted()
    office.get(f"{DESK}/versionen")
    return counted() - before


def _look(office: Insider, path: str) -> str:
    return office.get(path).get_data(as_text=True)
