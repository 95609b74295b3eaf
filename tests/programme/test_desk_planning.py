"""What planning has to know: when places and people can be had, times kept free, minutes to change over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from lxml import html

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.journal.queries import entries
from eventapp.programme.planning import Planning, Window
from eventapp.programme.planning_reading import blockers_of, read_plan, read_planning
from tests.factories import SLUG, at, change, make_fair, make_place, make_release, make_session, make_speaker
from tests.people import Insider, sign_in
from tests.programme.desk_pages import DESK, filled_in, texts
from tests.signups.house import come, make_workshop

WINDOW = {"day_0": "2027-03-28", "starts_0": "10:00", "ends_0": "12:00"}


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def office(app: Flask, fair: Fair) -> Insider:
    return sign_in(app)


def planning_in(app: Flask) -> Planning:
    with app.app_context():
        found = read_planning(get_fair(SLUG))
        db.session.remove()
        return found


def test_a_place_is_given_windows_and_the_journal_tells_them(app: Flask, office: Insider, fair: Fair):
    make_place(fair, "Bühne", slug="buehne")
    path = f"{DESK}/orte/buehne/zeiten"

    answer = office.send(path, filled_in(office.get(path).text, **WINDOW))

    assert answer.location == f"{DESK}/orte/buehne"
    assert planning_in(app).places == {"buehne": (Window(at("10:00"), at("12:00")),)}
    (told,) = entries(fair.id, kinds=["place"])
    assert (told.kind, told.differences[0]["new"]) == ("place.availability", "28.03.2027 10:00 – 28.03.2027 12:00")


def test_a_person_is_given_windows_and_freed_of_them(app: Flask, office: Insider, fair: Fair):
    person = make_speaker(fair, "Ada")
    path = f"{DESK}/vortragende/{person.slug}/zeiten"
    office.send(path, filled_in(office.get(path).text, **WINDOW))
    given = planning_in(app).speakers

    office.send(path, filled_in(office.get(path).text, day_0="", starts_0="", ends_0=""))

    assert given == {person.slug: (Window(at("10:00"), at("12:00")),)}
    assert planning_in(app).speakers == {}


def test_half_a_window_is_refused_at_what_is_missing(office: Insider, fair: Fair):
    make_place(fair, slug="buehne")
    path = f"{DESK}/orte/buehne/zeiten"

    answer = office.send(path, filled_in(office.get(path).text, **WINDOW | {"ends_0": ""}))
    turned = office.send(path, filled_in(office.get(path).text, **WINDOW | {"ends_0": "09:00"}))

    assert (answer.status_code, turned.status_code) == (422, 422)
    assert texts(answer.text, "//*[@id='ends_0-errors']") == [
        "Geben Sie Tag, Beginn und Ende ein, oder leeren Sie die ganze Zeile."
    ]
    assert texts(turned.text, "//*[@id='ends_0-errors']") == ["Das Ende liegt nicht nach dem Beginn."]


def test_windows_of_an_older_state_are_told_what_is_stored(office: Insider, fair: Fair):
    make_place(fair, slug="buehne")
    path = f"{DESK}/orte/buehne/zeiten"
    old = filled_in(office.get(path).text)
    office.send(path, old | WINDOW)

    answer = office.send(path, old | WINDOW | {"starts_0": "08:00"})

    assert answer.status_code == 409
    assert "28.03.2027 10:00 – 28.03.2027 12:00" in answer.text


def test_a_blocker_is_made_changed_and_deleted_after_asking(office: Insider, fair: Fair):
    make_place(fair, "Bühne", slug="buehne")
    new = f"{DESK}/sperrzeiten/neu"
    office.send(new, filled_in(office.get(new).text, title="Aufbau", starts="08:00", ends="09:30"))
    (row,) = blockers_of(fair.id)
    path = f"{DESK}/sperrzeiten/{row.id}"

    office.send(path, filled_in(office.get(path).text, title="Probe"))
    listed = texts(office.get(f"{DESK}/sperrzeiten").text, "//tbody/tr")
    office.send(f"{path}/loeschen", filled_in(office.get(f"{path}/loeschen").text))

    assert listed == ["So., 28.03. 08:00–09:30 Probe alle Orte Löschen (Probe)"]
    assert blockers_of(fair.id) == []
    kinds = [one.kind for one in entries(fair.id, kinds=["blocker"])]
    assert kinds == ["blocker.deleted", "blocker.changed", "blocker.created"]


def test_a_deleted_blocker_is_offered_back_where_it_was_deleted(office: Insider, fair: Fair):
    new = f"{DESK}/sperrzeiten/neu"
    office.send(new, filled_in(office.get(new).text, title="Aufbau", starts="08:00", ends="09:30"))
    path = f"{DESK}/sperrzeiten/{blockers_of(fair.id)[0].id}/loeschen"
    gone = office.get(office.send(path, filled_in(office.get(path).text)).location).text

    (way,) = html.fromstring(gone).xpath("//div[@class='undo-now']/form/@action")
    back = office.get(office.send(way, {"weiter": f"{DESK}/sperrzeiten"}).location).text

    assert texts(gone, "//tbody/tr") == []
    assert texts(back, "//tbody/tr/th") == ["Aufbau"]


def test_a_blocker_that_was_changed_since_is_refused_with_the_way_to_the_list(app: Flask, office: Insider, fair: Fair):
    new = f"{DESK}/sperrzeiten/neu"
    office.send(new, filled_in(office.get(new).text, title="Aufbau", starts="08:00", ends="09:30"))
    made = entries(fair.id)[0].id
    other = sign_in(app, "ben@messe.example", name="Ben Büro")
    path = f"{DESK}/sperrzeiten/{blockers_of(fair.id)[0].id}"
    other.send(path, filled_in(other.get(path).text, title="Probe"))

    answer = office.send(f"/desk/{SLUG}/verlauf/{made}/zuruecknehmen")

    assert answer.status_code == 409
    assert "Ben Büro: Sperrzeit geändert." in " ".join(texts(answer.text, "//div[@role='alert']"))
    assert f'href="{DESK}/sperrzeiten"' in answer.text


def test_a_blocker_needs_a_purpose_and_an_end_after_its_start(office: Insider, fair: Fair):
    new = f"{DESK}/sperrzeiten/neu"

    nameless = office.send(new, filled_in(office.get(new).text, starts="08:00", ends="09:30"))
    turned = office.send(new, filled_in(office.get(new).text, title="Aufbau", starts="10:00", ends="09:30"))

    assert (nameless.status_code, turned.status_code) == (422, 422)
    assert texts(turned.text, "//*[@id='ends-errors']") == ["Das Ende liegt nicht nach dem Beginn."]
    assert blockers_of(fair.id) == []


def test_a_place_is_given_minutes_to_change_over(app: Flask, office: Insider, fair: Fair):
    make_place(fair, "Bühne", slug="buehne")
    path = f"{DESK}/orte/buehne"

    office.send(path, filled_in(office.get(path).text, changeover="15"))

    assert planning_in(app).changeovers == {"buehne": 15}


def test_people_with_places_in_two_sessions_at_once_are_counted(app: Flask, in_app: None):
    fair = make_workshop(capacity=9)
    make_session(fair, "Löten", code="SOLDER", admission="sign_up", capacity=9, starts="10:30", ends="11:00")
    make_release(later=1)
    for name in ("ada", "ben"):
        come(f"{name}@example.org")
        come(f"{name}@example.org", code="SOLDER")
    come("cleo@example.org")

    office = sign_in(app)

    assert texts(office.get(f"{DESK}/konflikte").text, "//*[contains(@class, 'conflict__words')]") == [
        "Einige Menschen haben in „Messen“ und „Löten“ einen Platz."
    ]


def test_reading_a_plan_takes_as_many_queries_whatever_its_size(fair: Fair, queries_counted: Callable[[], int]):
    def grow() -> None:
        place = make_place(fair)
        change(place, changeover_minutes=5)
        make_session(fair, place_id=place.id, speakers=[make_speaker(fair)])

    def asked() -> int:
        before = queries_counted()
        read_plan(get_fair(SLUG))
        return queries_counted() - before

    grow()
    one = asked()
    grow()
    grow()

    assert asked() == one
