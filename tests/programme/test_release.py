"""Releasing: one transaction, one number, and every session with the sequence and stamps it deserves."""

from __future__ import annotations

import threading

import pytest
from flask import Flask

from eventapp.database import db, transaction
from eventapp.errors import DomainError, NotFound
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.programme import queries
from eventapp.programme.actions.release import ClashesFound, preview, release
from eventapp.programme.models import Release
from tests.factories import (
    RELEASED,
    SLUG,
    at,
    change,
    make_fair,
    make_place,
    make_release,
    make_session,
    make_speaker,
    make_theme,
)

pytestmark = pytest.mark.usefixtures("in_app")


def standing():
    fair = get_fair(SLUG)
    return queries.find_release(fair.id, fair.released)


def release_and_crash():
    with transaction():
        release(SLUG, at=RELEASED)
        raise RuntimeError("power is gone")


def test_the_first_release_is_number_one_and_holds_the_draft():
    fair = make_fair()
    make_session(fair, "Wärme aus dem Hafen", code="WAERME")

    outcome = make_release()

    assert outcome.is_new
    assert outcome.programme.number == 1
    assert [session.title.de for session in standing().sessions] == ["Wärme aus dem Hafen"]


def test_a_release_raises_the_public_version():
    fair = make_fair()
    make_session(fair)
    before = fair.public_version

    make_release()

    assert get_fair(SLUG).public_version == before + 1


def test_releasing_an_unchanged_draft_makes_no_new_number():
    make_session(make_fair())
    make_release()

    outcome = make_release(later=5)

    assert not outcome.is_new
    assert outcome.programme.number == 1
    assert db.session.query(Release).count() == 1


def test_an_empty_draft_is_not_released():
    make_fair()

    assert make_release().programme is None


def test_a_later_start_raises_the_sequence_and_the_stamp():
    row = make_session(make_fair(), code="AAAAAA")
    make_release()
    change(row, starts_at=at("11:00"), ends_at=at("11:45"))

    session = make_release(later=5).programme.session("AAAAAA")

    assert session.sequence == 1
    assert session.revised_at > RELEASED


def test_a_new_title_raises_the_stamp_but_not_the_sequence():
    row = make_session(make_fair(), code="AAAAAA")
    make_release()
    change(row, title_de="Wärme aus dem Kanal")

    session = make_release(later=5).programme.session("AAAAAA")

    assert session.sequence == 0
    assert session.revised_at > RELEASED


def test_a_session_that_did_not_change_keeps_its_revision():
    fair = make_fair()
    make_session(fair, code="AAAAAA")
    other = make_session(fair, code="BBBBBB", starts="12:00", ends="12:30")
    make_release()
    change(other, title_de="Anders")

    session = make_release(later=5).programme.session("AAAAAA")

    assert (session.sequence, session.revised_at) == (0, RELEASED)


def test_a_cancellation_raises_the_sequence():
    row = make_session(make_fair(), code="AAAAAA")
    make_release()
    change(row, is_cancelled=True)

    outcome = make_release(later=5)

    assert outcome.programme.session("AAAAAA").sequence == 1
    assert [one.new.code for one in outcome.changes.cancelled] == ["AAAAAA"]


def test_a_renamed_place_revises_every_session_in_it():
    fair = make_fair()
    place = make_place(fair, "Bühne A")
    make_session(fair, code="AAAAAA", place=place)
    make_release()
    change(place, name_de="Bühne Nord")

    outcome = make_release(later=5)

    assert outcome.programme.session("AAAAAA").sequence == 1
    assert [new.name.de for _old, new in outcome.changes.renamed_places] == ["Bühne Nord"]
    assert outcome.changes.changed == ()


def test_a_renamed_theme_stamps_its_sessions_without_a_sequence():
    fair = make_fair()
    theme = make_theme(fair, "Energie")
    make_session(fair, code="AAAAAA", theme=theme)
    make_release()
    change(theme, name_de="Energie und Wärme")

    session = make_release(later=5).programme.session("AAAAAA")

    assert session.sequence == 0
    assert session.revised_at > RELEASED


def test_stamps_grow_even_when_two_releases_share_a_second():
    row = make_session(make_fair(), code="AAAAAA")
    make_release()
    change(row, title_de="Neuer Titel")

    session = make_release().programme.session("AAAAAA")

    assert session.revised_at > RELEASED


def test_a_moved_session_remembers_where_it_was_announced():
    fair = make_fair()
    place, other = make_place(fair, "Bühne A"), make_place(fair, "Bühne B")
    row = make_session(fair, code="AAAAAA", place=place)
    make_release()
    change(row, place_id=other.id)

    session = make_release(later=5).programme.session("AAAAAA")

    assert session.moved.place.de == "Bühne A"
    assert session.moved.number == 2


def test_new_links_are_published_without_counting_as_a_change():
    row = make_session(make_fair(), code="AAAAAA")
    make_release()
    change(row, links=[{"url": "https://example.org/folien.pdf", "title": "Folien"}])

    outcome = make_release(later=5)

    assert outcome.is_new
    assert not outcome.changes
    assert outcome.programme.session("AAAAAA").links[0].title == "Folien"
    assert outcome.programme.session("AAAAAA").revised_at == RELEASED


def test_an_overlap_of_a_place_refuses_the_release():
    fair = make_fair()
    place = make_place(fair)
    make_session(fair, "Eins", place=place)
    make_session(fair, "Zwei", place=place, starts="10:30", ends="11:00")

    with pytest.raises(ClashesFound) as refused:
        make_release()

    (clash,) = refused.value.clashes
    assert (clash.kind, clash.name, clash.minutes) == ("place", "Bühne A", 15)
    assert standing() is None


def test_an_overlap_of_a_speaker_refuses_the_release():
    fair = make_fair()
    team = make_speaker(fair, "Projektteam A")
    make_session(fair, "Eins", speakers=[team])
    make_session(fair, "Zwei", starts="10:30", ends="11:00", speakers=[team])

    with pytest.raises(ClashesFound):
        make_release()


def test_a_reason_overrides_the_clash_and_is_kept():
    fair = make_fair()
    place = make_place(fair)
    make_session(fair, "Eins", place=place)
    make_session(fair, "Zwei", place=place, starts="10:30", ends="11:00")

    make_release(override="Beide stehen am selben Tisch")

    assert db.session.query(Release).one().override_reason == "Beide stehen am selben Tisch"


def test_a_blank_reason_overrides_nothing():
    fair = make_fair()
    place = make_place(fair)
    make_session(fair, "Eins", place=place)
    make_session(fair, "Zwei", place=place, starts="10:30", ends="11:00")

    with pytest.raises(ClashesFound):
        make_release(override="   ")


def test_a_clash_once_accepted_does_not_stand_in_the_way_of_another_change():
    fair = make_fair()
    place = make_place(fair)
    make_session(fair, "Eins", place=place)
    make_session(fair, "Zwei", place=place, starts="10:30", ends="11:00")
    make_session(fair, "Drei", code="CCCCCC", starts="15:00", ends="15:30")
    make_release(override="Beide stehen am selben Tisch")
    change(next(row for row in queries.draft_sessions(fair.id) if row.code == "CCCCCC"), title_de="Drei neu")

    assert make_release(later=5, only=["CCCCCC"]).is_new


def test_an_accepted_clash_that_moves_has_to_be_accepted_anew():
    fair = make_fair()
    place = make_place(fair)
    make_session(fair, "Eins", place=place)
    second = make_session(fair, "Zwei", place=place, starts="10:30", ends="11:00")
    make_release(override="Beide stehen am selben Tisch")
    change(second, starts_at=at("10:15"))

    with pytest.raises(ClashesFound):
        make_release(later=5)


def test_a_comment_is_cleaned_before_it_is_kept_for_good():
    make_session(make_fair())

    assert make_release(comment="Das Programm\x1b[2J steht. ").programme.comment == Words("Das Programm[2J steht.")


def test_a_cancelled_session_takes_no_room():
    fair = make_fair()
    place = make_place(fair)
    make_session(fair, "Eins", place=place, is_cancelled=True)
    make_session(fair, "Zwei", place=place)

    assert make_release().is_new


def test_only_the_named_session_goes_out():
    fair = make_fair()
    first = make_session(fair, code="AAAAAA")
    second = make_session(fair, code="BBBBBB", starts="12:00", ends="12:30")
    make_release()
    change(first, title_de="Erster neu")
    change(second, title_de="Zweiter neu")

    outcome = make_release(later=5, only=["BBBBBB"])

    assert outcome.programme.session("BBBBBB").title.de == "Zweiter neu"
    assert outcome.programme.session("AAAAAA").title.de == "Wärme aus dem Hafen"


def test_what_was_left_out_goes_with_the_next_whole_release():
    fair = make_fair()
    first = make_session(fair, code="AAAAAA")
    make_session(fair, code="BBBBBB", starts="12:00", ends="12:30")
    make_release()
    change(first, title_de="Erster neu")
    make_release(later=5, only=["BBBBBB"])

    assert make_release(later=9).programme.session("AAAAAA").title.de == "Erster neu"


def test_only_an_unknown_code_is_refused_by_name():
    make_session(make_fair(), code="AAAAAA")
    make_release()

    with pytest.raises(DomainError, match="ZZZZZZ"):
        make_release(only=["ZZZZZZ"])


def test_only_is_refused_before_the_first_release():
    make_session(make_fair(), code="AAAAAA")

    with pytest.raises(DomainError, match="noch keine Version"):
        make_release(only=["AAAAAA"])


def test_a_preview_writes_nothing():
    make_session(make_fair())

    changes, _clashes = preview(SLUG, at=RELEASED)

    assert len(changes.new) == 1
    assert standing() is None


def test_an_unknown_fair_is_named_with_those_that_exist():
    make_fair()

    with pytest.raises(NotFound, match=SLUG):
        make_release(slug="andere")


def test_a_crash_leaves_the_old_release_standing():
    row = make_session(make_fair(), code="AAAAAA")
    make_release()
    change(row, title_de="Halb fertig")

    with pytest.raises(RuntimeError):
        release_and_crash()

    assert standing().number == 1
    assert standing().session("AAAAAA").title.de == "Wärme aus dem Hafen"


def test_two_releases_at_once_get_two_numbers(app: Flask):
    row = make_session(make_fair(), code="AAAAAA")
    make_release()
    change(row, title_de="Neu")
    numbers: list[int] = []
    ready = threading.Barrier(2)

    def race() -> None:
        with app.app_context():
            ready.wait()
            with transaction():
                numbers.append(release(SLUG, at=RELEASED).programme.number)

    threads = [threading.Thread(target=race) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert numbers == [2, 2]
    assert [row.number for row in db.session.query(Release).order_by(Release.number)] == [1, 2]
