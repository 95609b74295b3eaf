"""The front page has a face for every state of the fair."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventapp.clock import at_the_fair
from eventapp.fair.value import Profile, PublicFair
from eventapp.i18n import Words
from eventapp.pages.face import face_of
from eventapp.pages.minutes import interesting_minutes
from tests.factories import DAY, SLUG, at, make_fair, make_place, make_release, make_session, value_programme
from tests.factories import value_session as session
from tests.reader import read

NEXT_DAY = DAY + timedelta(days=1)
BEFORE, MORNING = at("12:00", DAY - timedelta(days=9)), at("09:00")
DURING, BETWEEN = at("10:20"), at("10:50")
EVENING, AFTER = at("20:00"), at("12:00", NEXT_DAY + timedelta(days=5))


def home(client: FlaskClient, moment) -> str:
    wall = at_the_fair(moment).strftime("%Y-%m-%dT%H:%M")
    return read(client, f"/{SLUG}/?um={wall}").text


@pytest.fixture
def programme(app: Flask) -> None:
    with app.app_context():
        fair = make_fair()
        stage = make_place(fair, "Bühne Nord")
        make_session(fair, "Wärme aus dem Hafen", place=stage)
        make_session(fair, "Licht im Quartier", starts="11:00", ends="11:30", place=stage)
        make_session(fair, "Zum Abschluss", starts="09:30", ends="10:00", day=NEXT_DAY, place=stage)
        make_release()


@pytest.mark.usefixtures("programme")
@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (BEFORE, ["Messe 2027", "9 Tage noch", "So beginnt es am Sonntag, 28. März"]),
        (MORNING, ["Gleich geht es los", "Als Nächstes 10:00"]),
        (DURING, ["Jetzt und gleich", "Jetzt 10:00 bis –10:45 Wärme aus dem Hafen Bühne Nord", "Als Nächstes 11:00"]),
        (BETWEEN, ["Gleich geht es weiter", "Als Nächstes 11:00 bis –11:30 Licht im Quartier Bühne Nord"]),
        (EVENING, ["Für heute ist Schluss", "Weiter geht es am Montag, 29. März um 09:30 Uhr."]),
        (AFTER, ["Messe 2027", "Programm nachlesen"]),
    ],
)
def test_every_state_of_the_fair_has_its_face(client, moment, said):
    shown = home(client, moment)

    assert [words for words in said if words not in shown] == []


@pytest.mark.usefixtures("programme")
@pytest.mark.parametrize(("moment", "is_told"), [(BEFORE, True), (DURING, True), (AFTER, False)])
def test_the_front_page_tells_of_stars_until_the_fair_is_over(client, moment, is_told):
    assert ("Ihr eigenes Programm" in home(client, moment)) is is_told


def test_before_the_first_release_the_fair_offers_its_calendar(app, client):
    with app.app_context():
        make_fair()

    assert "Das Programm entsteht gerade." in home(client, BEFORE)


def test_a_fair_of_the_past_without_a_programme_is_honest_about_it(app, client):
    with app.app_context():
        make_fair()

    assert "Zu diesem Auftritt liegt uns kein Programm vor." in home(client, AFTER)


def test_the_board_is_turned_when_the_first_of_its_lines_changes():
    programme = value_programme(session("AAAAAA"), session("BBBBBB", starts="10:30", ends="11:00"))

    assert [face_of(_fair(), programme, moment).until for moment in (DURING, AFTER)] == [at("10:30"), None]


def test_themes_are_counted_without_breaks_and_left_out_when_empty():
    assert face_of(_fair(), value_programme(session("AAAAAA", theme="gone")), DURING).themes == ()


def test_the_demo_offers_the_minutes_in_which_something_is_different():
    off = session("OFF000", starts="11:00", ends="12:00", is_cancelled=True)
    pause = session("PAUSE0", starts="12:00", ends="13:00", kind="break")

    names = [name for name, _ in interesting_minutes(value_programme(session("AAAAAA"), off, pause))]

    assert names == [
        "Drei Wochen vorher",
        "Erster Morgen",
        "Viel zugleich",
        "Eine Absage",
        "Pause",
        "Am Abend",
        "Danach",
    ]


def test_without_sessions_no_minute_is_interesting():
    assert interesting_minutes(value_programme()) == ()


def _fair() -> PublicFair:
    return PublicFair(SLUG, "messe2027", Words("Messe 2027"), DAY, NEXT_DAY, 1, Profile())
