"""How one gets into a session, on the desk: its page, what it asks before it hurts, what a release tells of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from eventapp.calendars.feed import feed_octets
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.programme.lenses import WHOLE
from eventapp.programme.queries import draft_sessions
from tests.factories import DAY, SLUG, at, change, make_fair, make_place, make_release, make_session, take_in
from tests.factories import entry as entry_of
from tests.factories import source as source_of
from tests.people import Insider, sign_in
from tests.programme.desk_pages import DESK, draft_of, filled_in, released_in, texts
from tests.signups.desk_pages import faults_of, text_of

pytestmark = pytest.mark.usefixtures("in_app")
CODE = "WORKSH"
PAGE = f"{DESK}/{CODE}/plaetze"


@pytest.fixture
def fair() -> Fair:
    made = make_fair()
    place = make_place(made, "Werkraum", slug="werkraum")
    change(place, capacity=20)
    make_session(made, "Messen", code=CODE, place_id=place.id, admission="sign_up", capacity=2)
    return made


@pytest.fixture
def office(app: Flask, fair: Fair) -> Insider:
    return sign_in(app)


def send(office: Insider, **changes: object):
    return office.send(PAGE, filled_in(office.get(PAGE).get_data(as_text=True), **changes))


def test_everything_of_it_is_saved_as_draft(app: Flask, office: Insider):
    told = {
        "capacity": "12",
        "opens_day": (DAY - timedelta(days=10)).isoformat(),
        "opens": "08:00",
        "closes_day": DAY.isoformat(),
        "closes": "09:30",
        "question_de": "Bringen Sie einen Laptop mit?",
        "question_en": "Will you bring a laptop?",
    }
    assert faults_of(office.get(PAGE)) == []
    assert send(office, **told).status_code == 303
    row = draft_of(app, CODE)
    assert row is not None
    assert (row.capacity, row.question_en) == (12, "Will you bring a laptop?")
    assert row.sign_up_opens_at == at("08:00", DAY - timedelta(days=10))
    assert row.sign_up_closes_at == at("09:30")
    assert released_in(app) is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"opens_day": DAY.isoformat(), "opens": "02:30"}, "Diese Uhrzeit gibt es an dem Tag nicht"),
        ({"opens_day": DAY.isoformat()}, "Geben Sie auch die Uhrzeit ein."),
        ({"closes": "09:00"}, "Geben Sie auch den Tag ein."),
        ({"opens_day": DAY.isoformat(), "opens": "10:00"}, "erst öffnen, wenn der Programmpunkt schon läuft"),
        ({"capacity": "0"}, "Geben Sie eine Zahl von 1 bis 100000 ein."),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(app: Flask, office: Insider, changes: dict[str, str], sentence: str):
    answer = send(office, **changes)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    row = draft_of(app, CODE)
    assert row is not None
    assert row.sign_up_opens_at is None


def test_who_saves_an_older_state_is_shown_both(office: Insider):
    form = filled_in(office.get(PAGE).get_data(as_text=True), capacity="7")
    send(office, capacity="9")
    answer = office.send(PAGE, form)
    assert answer.status_code == 409
    stored = texts(answer.get_data(as_text=True), "//*[contains(@class, 'field__stored-text')]")
    assert stored == ["9"]


def test_a_release_tells_the_office_and_no_calendar(app: Flask, office: Insider):
    make_release()
    before = released_in(app)
    send(office, admission="closed")
    page = office.get(f"{DESK}/veroeffentlichen")
    told = texts(page.get_data(as_text=True), "//dl[contains(@class, 'release-line__fields')]/div")
    assert "Einlassvorher mit Anmeldung jetzt geladene Gäste" in told
    assert faults_of(page) == []
    make_release(later=5)
    after = released_in(app)
    assert before is not None
    assert after is not None
    assert (before.number, after.number) == (1, 2)
    feeds = [feed_octets(one, WHOLE, "de", base_url="https://messe.example") for one in (before, after)]
    assert feeds[0] == feeds[1]


def test_a_session_that_nobody_could_sign_up_for_is_warned_of(app: Flask, fair: Fair, office: Insider):
    make_session(fair, "Löten", code="SOLDER", admission="sign_up")
    page = text_of(office.get(f"{DESK}/veroeffentlichen"))
    assert "Platzzahl, so kann sich niemand anmelden" in page


def test_more_places_than_the_place_has_are_warned_of(office: Insider):
    send(office, capacity="30")
    assert "mehr Plätze, als der Ort hat" in text_of(office.get(f"{DESK}/veroeffentlichen"))


def test_an_import_leaves_alone_what_a_hand_changed(app: Flask):
    make_fair()
    by_file = {"keys": {"id": "1"}, "admission": {"admission": "sign_up", "capacity": 5}}
    take_in(source_of(entry_of("Wärme", **by_file)))
    office = sign_in(app)
    (code,) = [row.code for row in draft_sessions(get_fair(SLUG).id)]
    path = f"{DESK}/{code}/plaetze"
    office.send(path, filled_in(office.get(path).get_data(as_text=True), capacity="8"))

    report = take_in(source_of(entry_of("Wärme", keys={"id": "1"}, admission={"admission": "sign_up", "capacity": 6})))

    row = draft_of(app, code)
    assert row is not None
    assert row.capacity == 8
    assert [(left.field, left.new) for one in report.entries for left in one.kept] == [("capacity", "6")]
    take_in(source_of(entry_of("Wärme", keys={"id": "1"})))
    again = draft_of(app, code)
    assert again is not None
    assert (again.admission, again.capacity) == ("sign_up", 8), "a file that does not know it leaves it alone"
