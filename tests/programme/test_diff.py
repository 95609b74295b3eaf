"""What changed between two releases, field by field."""

from __future__ import annotations

from dataclasses import replace

from eventapp.i18n import Words
from eventapp.programme.diff import FieldChange, changes_between
from eventapp.programme.value import Link, Place, Speaker, Theme
from tests.factories import at, value_programme, value_session

SESSION = value_session("AAAAAA", "Alt", place="a", theme="energie", speakers=("ada",))
PLACES = (Place("a", Words("Bühne A")), Place("b", Words("Bühne B")))
THEMES = (Theme("energie", Words("Energie")),)
SPEAKERS = (Speaker("ada", "Ada"), Speaker("bob", "Bob", "Stadt"))


def programme(*sessions, **values):
    return value_programme(*sessions, **{"places": PLACES, "themes": THEMES, "speakers": SPEAKERS} | values)


def changed_fields(new_session, **values) -> tuple[FieldChange, ...]:
    (one,) = changes_between(programme(SESSION), programme(new_session, **values)).changed
    return one.fields


def test_against_nothing_every_session_is_new():
    assert changes_between(None, programme(SESSION)).new == (SESSION,)


def test_the_same_programme_has_no_changes():
    assert not changes_between(programme(SESSION), programme(SESSION))


def test_a_new_title_is_told_in_both_states():
    assert changed_fields(replace(SESSION, title=Words("Neu"))) == (FieldChange("title", Words("Alt"), Words("Neu")),)


def test_a_new_time_is_one_change_of_start_and_end():
    later = replace(SESSION, starts_at=at("11:00"), ends_at=at("11:45"))

    (change,) = changed_fields(later)

    assert change == FieldChange("time", (at("10:00"), at("10:45")), (at("11:00"), at("11:45")))


def test_another_place_is_told_by_name():
    assert changed_fields(replace(SESSION, place="b")) == (FieldChange("place", Words("Bühne A"), Words("Bühne B")),)


def test_an_added_speaker_is_told_with_organisation():
    (change,) = changed_fields(replace(SESSION, speakers=("ada", "bob")))

    assert change == FieldChange("speakers", ("Ada",), ("Ada", "Bob, Stadt"))


def test_a_renamed_place_is_told_once_and_for_no_session():
    renamed = (replace(PLACES[0], name=Words("Bühne Nord")), PLACES[1])

    changes = changes_between(programme(SESSION), programme(SESSION, places=renamed))

    assert changes.renamed_places == ((PLACES[0], renamed[0]),)
    assert changes.changed == ()


def test_a_cancelled_session_stands_among_the_cancelled_only():
    changes = changes_between(programme(SESSION), programme(replace(SESSION, is_cancelled=True)))

    assert [one.new.code for one in changes.cancelled] == ["AAAAAA"]
    assert changes.changed == changes.new == changes.gone == ()


def test_a_reinstated_session_is_told_as_such():
    changes = changes_between(programme(replace(SESSION, is_cancelled=True)), programme(SESSION))

    assert [one.new.code for one in changes.reinstated] == ["AAAAAA"]


def test_links_are_material_and_no_change():
    supplemented = replace(SESSION, links=(Link("https://example.org/"),))

    changes = changes_between(programme(SESSION), programme(supplemented))

    assert not changes
    assert changes.supplemented == (supplemented,)


def test_what_a_speaker_says_of_herself_is_no_change_and_known():
    ada = replace(SPEAKERS[0], biography=Words("Baut um."))

    changes = changes_between(programme(SESSION), programme(SESSION, speakers=(ada, Speaker("neu", "Neu"))))

    assert not changes
    assert changes.retold == (ada,)


def test_moved_are_those_with_another_time_or_place():
    other = value_session("BBBBBB", number=2)
    old, new = programme(SESSION, other), programme(replace(SESSION, place="b"), replace(other, title=Words("Neu")))

    assert [one.new.code for one in changes_between(old, new).moved] == ["AAAAAA"]
