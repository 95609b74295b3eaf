"""Sequences, stamps and feed marks: what calendars believe."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventapp.fair.value import Venue
from eventapp.i18n import Words
from eventapp.programme.document import from_document, to_document
from eventapp.programme.revision import is_the_same, revise
from eventapp.programme.value import Place, Session, Theme
from tests.factories import RELEASED, at, value_programme, value_session

LATER = RELEASED + timedelta(hours=1)
PLACES = (Place("a", Words("Bühne A")), Place("b", Words("Bühne B")))
THEMES = (Theme("energie", Words("Energie")), Theme("hafen", Words("Hafen")))


def drafted(*sessions: Session):
    return value_programme(*sessions, places=PLACES, themes=THEMES, number=0, released_at=None)


def released(*sessions: Session):
    return revise(None, drafted(*sessions), at=RELEASED)


ONE = value_session("AAAAAA", place="a", theme="energie")
TWO = value_session("BBBBBB", place="b", theme="hafen", number=2)


def test_a_feed_without_a_changed_session_keeps_its_mark():
    before = released(ONE, TWO)

    after = revise(before, drafted(replace(ONE, title=Words("Neu")), TWO), at=LATER)

    assert after.feeds["ort-b"] == before.feeds["ort-b"]
    assert after.feeds["thema-hafen"] == before.feeds["thema-hafen"]


def test_a_feed_with_a_changed_session_is_marked_with_the_release():
    after = revise(released(ONE, TWO), drafted(replace(ONE, title=Words("Neu")), TWO), at=LATER)

    changed = {name for name, mark in after.feeds.items() if mark.modified_at == LATER}
    assert changed == {"programm", "tag-2027-03-28", "thema-energie", "ort-a"}


def test_a_session_that_leaves_a_place_changes_both_feeds():
    after = revise(released(ONE, TWO), drafted(replace(ONE, place="b"), TWO), at=LATER)

    assert after.feeds["ort-a"].modified_at == after.feeds["ort-b"].modified_at == LATER


def test_a_feed_whose_theme_is_gone_goes_on_and_is_marked_as_changed():
    after = revise(released(ONE), replace(drafted(replace(ONE, theme="")), themes=()), at=LATER)

    assert after.feeds["thema-energie"].modified_at == LATER


def test_moving_back_is_a_move_too():
    away = revise(released(ONE), drafted(replace(ONE, place="b")), at=LATER)

    back = revise(away, drafted(ONE), at=LATER + timedelta(hours=1)).session("AAAAAA")

    assert back.sequence == 2
    assert back.moved.place.de == "Bühne B"


def test_a_move_stays_told_through_later_releases():
    moved = revise(released(ONE), drafted(replace(ONE, place="b")), at=LATER)

    later = revise(moved, drafted(replace(ONE, place="b", title=Words("Neu"))), at=LATER + timedelta(hours=1))

    assert later.session("AAAAAA").moved.place.de == "Bühne A"


def at_venue(**values):
    return replace(drafted(ONE), venue=Venue(**values))


def test_a_corrected_street_alarms_no_calendar():
    before = revise(None, at_venue(name="Messe", street="Rheinlanddam 200"), at=RELEASED)

    session = revise(before, at_venue(name="Messe", street="Rheinlanddamm 200"), at=LATER).session("AAAAAA")

    assert (session.sequence, session.revised_at) == (0, RELEASED)


def test_another_hall_is_another_where():
    before = revise(None, at_venue(hall=Words("Halle 3")), at=RELEASED)

    assert revise(before, at_venue(hall=Words("Halle 4")), at=LATER).session("AAAAAA").sequence == 1


def test_a_corrected_point_on_the_map_stamps_without_a_sequence():
    before = revise(None, at_venue(latitude=51.0, longitude=7.0), at=RELEASED)

    session = revise(before, at_venue(latitude=51.5, longitude=7.0), at=LATER).session("AAAAAA")

    assert (session.sequence, session.revised_at) == (0, LATER)


def test_marks_grow_even_when_two_releases_share_a_second():
    after = revise(released(ONE), drafted(replace(ONE, title=Words("Neu"))), at=RELEASED)

    assert after.feeds["programm"].modified_at > RELEASED


def test_a_theme_and_a_place_of_one_name_have_marks_of_their_own():
    themes, place = (Theme("hafen", Words("Hafen")),), Place("hafen", Words("Am Hafen"))
    draft = replace(drafted(TWO), themes=themes, places=(place, *PLACES))
    before = revise(None, draft, at=RELEASED)

    renamed = replace(draft, places=(replace(place, name=Words("Am Kai")), *PLACES))
    after = revise(before, renamed, at=LATER)

    assert after.feeds["ort-hafen"].modified_at == LATER
    assert after.feeds["thema-hafen"].modified_at == RELEASED


def test_the_first_release_is_when_a_session_was_created():
    after = revise(released(ONE), drafted(ONE, TWO), at=LATER)

    assert [session.created_at for session in after.sessions] == [RELEASED, LATER]


sessions = st.builds(
    lambda title, start, length, cancelled: replace(
        ONE,
        title=Words(title),
        starts_at=at("10:00") + timedelta(minutes=start),
        ends_at=at("10:00") + timedelta(minutes=start + length),
        is_cancelled=cancelled,
    ),
    title=st.sampled_from(["Eins", "Zwei"]),
    start=st.integers(0, 3),
    length=st.integers(1, 3),
    cancelled=st.booleans(),
)


@given(st.lists(sessions, min_size=1, max_size=6))
def test_through_any_history_sequence_and_stamp_only_grow_and_only_with_a_change(history: list[Session]):
    standing = None
    for step, session in enumerate(history):
        following = revise(standing, drafted(session), at=RELEASED + timedelta(seconds=step))
        if standing is not None:
            was, now = standing.session("AAAAAA"), following.session("AAAAAA")
            grew = (now.sequence, now.revised_at) > (was.sequence, was.revised_at)
            told = (was.title, was.starts_at, was.ends_at, was.is_cancelled)
            assert grew == (told != (now.title, now.starts_at, now.ends_at, now.is_cancelled))
            assert (now.sequence > was.sequence) == (told[1:] != (now.starts_at, now.ends_at, now.is_cancelled))
        standing = following


@given(st.lists(sessions, min_size=1, max_size=2, unique_by=lambda session: session.title))
def test_a_stored_release_reads_back_as_the_very_same_value(several: list[Session]):
    programme = released(*(replace(one, code=f"AAAAA{at}", number=at + 1) for at, one in enumerate(several)))

    assert from_document(to_document(programme)) == programme


@given(
    st.lists(sessions, min_size=1, max_size=2, unique_by=lambda session: session.title),
    st.lists(sessions, min_size=1, max_size=2, unique_by=lambda session: session.title),
)
def test_beside_another_release_it_reads_back_as_the_very_same_value(several: list[Session], others: list[Session]):
    programme, other = (
        released(*(replace(one, code=f"AAAAA{at}", number=at + 1) for at, one in enumerate(rows)))
        for rows in (several, others)
    )

    assert from_document(to_document(programme), like=other) == programme


def test_what_two_releases_share_is_in_memory_once():
    before = released(ONE, TWO)
    after = replace(before, number=2, sessions=(before.sessions[0], replace(before.sessions[1], series="Neu")))

    read = from_document(to_document(after), like=before)

    assert [one is other for one, other in zip(read.sessions, before.sessions, strict=True)] == [True, False]


def test_the_same_value_gives_the_same_document():
    assert to_document(released(ONE, TWO)) == to_document(released(ONE, TWO))


def test_only_number_stamp_and_comment_differ_means_the_same():
    before = released(ONE)

    assert is_the_same(before, revise(before, drafted(ONE), at=LATER, comment=Words("Noch einmal")))


@pytest.mark.parametrize("like", [None, released(ONE)])
def test_a_comment_of_one_language_that_was_stored_before_there_were_two_is_the_german_one(like):
    said = replace(released(ONE, TWO), comment=Words("Das Programm steht."))
    stored = json.loads(to_document(said)) | {"comment": "Das Programm steht."}

    assert from_document(json.dumps(stored), like=like) == said
