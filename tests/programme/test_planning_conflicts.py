"""What does not go together beside overlaps: changeovers, blockers, absences, hours, crowds; each said in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from eventapp.fair.value import OpeningHours
from eventapp.i18n import Words, speaking
from eventapp.programme.conflict_words import conflict_words
from eventapp.programme.conflicts import accepted_in, all_conflicts, conflicts_of
from eventapp.programme.planning import Blocked, Conflict, Plan, Planning, Window
from eventapp.programme.value import Place, Programme, Session, SignUpRules, Speaker
from tests.factories import DAY, at, value_programme, value_session

STAGE = Place("buehne", Words("Bühne", "Stage"), capacity=40)
ADA = Speaker("ada", "Ada")
ALWAYS = Planning()


def session(code: str, starts: str, ends: str, **values: Any) -> Session:
    values = {"place": "buehne", "title": code[0]} | values
    return value_session(code, starts=starts, ends=ends, number=ord(code[0]), **values)


def programme(*sessions: Session) -> Programme:
    return value_programme(*sessions, places=(STAGE, Place("raum", Words("Raum"))), speakers=(ADA,))


def told(planning: Planning, *sessions: Session) -> list[tuple[str, str]]:
    found = programme(*sessions)
    return [(one.severity, conflict_words(one, found)) for one in all_conflicts(found, planning)]


def kinds(planning: Planning, *sessions: Session) -> list[str]:
    return [one.kind for one in all_conflicts(programme(*sessions), planning)]


def test_an_overlap_is_blocking_and_says_how_long_it_is(in_app: None):
    assert told(ALWAYS, session("AAAAAA", "10:00", "10:45"), session("BBBBBB", "10:30", "11:00")) == [
        ("blocking", "„A“ und „B“ stehen 15 Minuten lang zugleich auf „Bühne“.")
    ]


def test_a_place_is_named_in_the_language_that_is_read(in_app: None):
    with speaking("en"):
        (said,) = told(ALWAYS, session("AAAAAA", "10:00", "10:45"), session("BBBBBB", "10:30", "11:00"))

    assert said == ("blocking", "“A” and “B” are both on “Stage” for 15 minutes.")


def test_a_person_needed_twice_is_named(in_app: None):
    one = session("AAAAAA", "10:00", "10:45", speakers=("ada",))
    other = session("BBBBBB", "10:44", "11:00", speakers=("ada",), place="raum")

    assert told(ALWAYS, one, other) == [("blocking", "Ada steht eine Minute lang zugleich bei „A“ und „B“.")]


def test_an_overlap_that_the_standing_release_has_is_accepted(in_app: None):
    both = session("AAAAAA", "10:00", "10:45"), session("BBBBBB", "10:30", "11:00")
    planning = Planning(accepted=accepted_in(programme(*both)))
    later = replace(both[1], ends_at=at("11:30"))

    assert [severity for severity, _words in told(planning, *both)] == ["accepted"]
    assert [severity for severity, _words in told(planning, both[0], later)] == ["blocking"]


def test_too_little_time_to_change_over_is_a_warning_with_both_numbers(in_app: None):
    planning = Planning(changeovers={"buehne": 15})

    assert told(planning, session("AAAAAA", "10:00", "10:45"), session("BBBBBB", "10:50", "11:00")) == [
        ("warning", "Zwischen „A“ und „B“ bleiben auf „Bühne“ 5 Minuten zum Umbauen, gebraucht werden 15.")
    ]
    assert kinds(planning, session("AAAAAA", "10:00", "10:45"), session("BBBBBB", "11:00", "11:30")) == []


def test_a_break_needs_no_changeover():
    planning = Planning(changeovers={"buehne": 15})
    several = [session("AAAAAA", "10:00", "10:45"), session("BBBBBB", "10:45", "11:00", kind="break")]

    assert kinds(planning, *several, session("CCCCCC", "11:00", "11:30")) == []


def test_a_blocker_of_all_places_and_one_of_another(in_app: None):
    everywhere = Blocked(1, "Aufbau", "", at("09:00"), at("10:10"))
    elsewhere = Blocked(2, "Probe", "raum", at("09:00"), at("18:00"))

    assert told(Planning(blockers=(everywhere, elsewhere)), session("AAAAAA", "10:00", "10:45")) == [
        ("warning", "„A“ liegt 10 Minuten lang in der Sperrzeit „Aufbau“.")
    ]


def test_whoever_has_windows_can_be_had_in_them_only(in_app: None):
    mornings = (Window(at("09:00"), at("10:30")), Window(at("10:15"), at("10:40")))
    planning = Planning(speakers={"ada": mornings}, places={"buehne": (Window(at("10:10"), at("18:00")),)})

    assert told(planning, session("AAAAAA", "10:00", "10:45", speakers=("ada",))) == [
        ("warning", "Ada kann während „A“ 5 Minuten lang nicht da sein."),
        ("warning", "„Bühne“ ist während „A“ 10 Minuten lang nicht verfügbar."),
    ]


def test_outside_the_hours_of_its_day_and_outside_the_fair(in_app: None):
    planning = Planning(hours=(OpeningHours(at("10:00"), at("18:00")),))
    early, never = session("AAAAAA", "09:30", "10:30"), session("BBBBBB", "10:00", "10:45", place="raum")
    never = replace(never, starts_at=never.starts_at - timedelta(days=5), ends_at=never.ends_at - timedelta(days=5))

    assert {words for _severity, words in told(planning, early, never)} == {
        "„A“ liegt 30 Minuten außerhalb der Öffnungszeit.",
        "„B“ liegt an keinem Messetag.",
    }


def test_more_places_than_chairs_and_more_people(in_app: None):
    one = session("AAAAAA", "10:00", "10:45", admission="sign_up", sign_up=SignUpRules(capacity=60))

    assert [words for _severity, words in told(Planning(taken={"AAAAAA": 42}), one)] == [
        "42 Menschen haben einen Platz in „A“, auf „Bühne“ haben 40 Platz.",
        "„A“ vergibt 60 Plätze, auf „Bühne“ haben 40 Menschen Platz.",
    ]


def test_what_does_not_take_place_is_in_nobodys_way():
    planning = Planning(blockers=(Blocked(1, "Aufbau", "", at("09:00"), at("18:00")),))

    assert kinds(planning, replace(session("AAAAAA", "10:00", "10:45"), is_cancelled=True)) == []


def test_few_people_are_not_counted(in_app: None):
    def judge(_programme: Programme) -> list[Conflict]:
        both = ("AAAAAA", "BBBBBB")
        return [Conflict("crowd", "warning", both, number=4), Conflict("crowd", "warning", both, number=12)]

    several = session("AAAAAA", "10:00", "10:45"), session("BBBBBB", "10:45", "11:00")
    assert {words for _severity, words in told(Planning(judges=(judge,)), *several)} == {
        "Einige Menschen haben in „A“ und „B“ einen Platz.",
        "12 Menschen haben in „A“ und „B“ einen Platz.",
    }


def test_of_one_session_the_same_is_found_as_among_all():
    planning = Planning(
        changeovers={"buehne": 20},
        speakers={"ada": (Window(at("09:00"), at("10:30")),)},
        blockers=(Blocked(1, "Aufbau", "", at("10:40"), at("10:50")),),
        hours=(OpeningHours(at("10:15"), at("18:00")),),
    )
    several = [
        session("AAAAAA", "10:00", "10:45", speakers=("ada",)),
        session("BBBBBB", "10:30", "11:00"),
        session("CCCCCC", "11:05", "11:30"),
        session("DDDDDD", "09:00", "09:50"),
        session("EEEEEE", "10:30", "12:00", speakers=("ada",), place="raum"),
    ]
    found = programme(*several)

    everything = all_conflicts(found, planning)

    assert everything
    for one in several:
        assert conflicts_of(found, planning, one.code) == tuple(c for c in everything if one.code in c.codes)


def test_a_plan_tries_out_what_lies_beside_the_board():
    lying = session("BBBBBB", "09:00", "09:45")
    plan = Plan(programme(session("AAAAAA", "10:00", "10:45"), lying), frozenset({"BBBBBB"}), ALWAYS)

    tried = plan.moved(replace(lying, starts_at=at("10:15"), ends_at=at("11:00")))

    assert all_conflicts(plan.programme, ALWAYS) == ()
    assert [one.kind for one in conflicts_of(tried, ALWAYS, "BBBBBB")] == ["place"]
    assert [one.day for one in plan.unscheduled] == [DAY]
