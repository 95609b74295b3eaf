"""What we send out we can take in again: nothing changes where nothing was changed, and a new fair gets it all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventapp import create_app
from eventapp.cli import demo
from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.queries import exhibitors_of
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.programme.actions.release import preview
from eventapp.programme.models import ConferenceSession
from eventapp.programme.queries import draft_sessions, find_release
from tests.conftest import settings as app_settings
from tests.factories import RELEASED, make_entry, make_fair, make_release
from tests.interchange.programmes import (
    EVERY_WAY,
    FULL,
    assert_nothing_changes,
    drafted,
    made,
    plans,
    released,
    taken_in,
    with_venue,
    written,
)
from tests.interchange.reading_files import saved
from tests.interchange.telling import sessions_told, told_of

every_way = pytest.mark.parametrize(("kind", "language"), EVERY_WAY)


@every_way
def test_what_was_sent_out_changes_nothing_where_it_came_from(in_app, kind, language):
    slug = made(FULL)
    with_venue(slug)
    data = written(released(slug), kind, language)

    assert_nothing_changes(slug, data)

    assert not preview(slug, at=now())[0]
    assert not make_release(slug=slug, later=5).is_new


@every_way
def test_a_draft_that_was_never_released_can_be_sent_out_too(in_app, kind, language):
    slug = made(FULL)

    assert_nothing_changes(slug, written(drafted(slug), kind, language))


def take_over_exhibitors(slug: str, into: Fair) -> None:
    """The same members take part in the other fair, too."""
    told = [(row.member_id, row.slug, row.member.name) for row in exhibitors_of(get_fair(slug).id)]
    for member_id, slug_of_member, name in told:
        columns = {"fair_id": into.id, "member_id": member_id, "slug": slug_of_member, "state": "taking_part"}
        again = Exhibitor(**columns, created_at=RELEASED)
        with transaction() as session:
            session.add(again)
        make_entry(again, accepted={"name": name}, state="accepted")


@every_way
def test_a_new_fair_gets_all_that_the_format_can_tell(in_app, kind, language):
    slug = made(FULL)
    standing = released(slug)
    data = written(standing, kind, language)
    take_over_exhibitors(slug, make_fair("leer", starts_on=standing.starts_on, ends_on=standing.ends_on))

    assert {entry.state for entry in taken_in("leer", data).entries} == {"new"}

    assert told_of(drafted("leer"), kind, language) == told_of(standing, kind, language)
    assert_nothing_changes("leer", data)
    assert sessions_told(written(released("leer"), kind, language)) == sessions_told(data)


@every_way
def test_an_empty_programme_can_be_sent_out_and_taken_in(in_app, kind, language):
    slug = make_fair("leer").slug

    assert taken_in(slug, written(drafted(slug), kind, language)).entries == []


@pytest.fixture(scope="module")
def one_app(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One app for many fairs. On SQLite only: what a database does with such texts is proven elsewhere, and what is
    asked here happens before anything reaches it."""
    copy = tmp_path_factory.mktemp("round-trip") / "test.sqlite"
    shutil.copy(sqlite_template, copy)
    app = create_app(app_settings(f"sqlite:///{copy}"))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def demo_app(demo_database: str) -> Iterator[Flask]:
    """Nobody here changes it."""
    app = create_app(app_settings(demo_database))
    yield app
    with app.app_context():
        db.engine.dispose()


@every_way
def test_the_demo_changes_nothing_either(demo_app, kind, language):
    with demo_app.app_context():
        programme = replace(drafted(demo.FAIR), number=get_fair(demo.FAIR).released)

        assert_nothing_changes(demo.FAIR, written(programme, kind, language))


@every_way
def test_what_the_demo_gives_away_takes_nothing_of_its_newer_draft_back(demo_app, kind, language):
    with demo_app.app_context():
        standing = find_release(get_fair(demo.FAIR).id, get_fair(demo.FAIR).released)
        before = drafted(demo.FAIR)
        assert replace(before, number=standing.number).sessions != standing.sessions

        report = taken_in(demo.FAIR, written(standing, kind, language))

        assert [entry for entry in report.entries if entry.state != "unchanged"] == []
        assert drafted(demo.FAIR) == before


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plan=plans(), has_venue=st.booleans())
def test_any_programme_survives_its_way_out_and_in(one_app, plan, has_venue):
    with one_app.app_context():
        slug = made(plan)
        if has_venue:
            with_venue(slug)
        standing = released(slug)

        for kind, language in EVERY_WAY:
            assert_nothing_changes(slug, written(standing, kind, language))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plan=plans(), data=st.data())
def test_no_release_takes_back_what_any_draft_has_gone_on_with(one_app, plan, data):
    with one_app.app_context():
        slug = made(plan)
        standing = released(slug)
        for row in draft_sessions(get_fair(slug).id):
            go_on(row, data.draw(st.sets(st.sampled_from(sorted(WAYS_ON)))))
        db.session.commit()
        before = drafted(slug)

        for kind, language in EVERY_WAY:
            report = taken_in(slug, written(standing, kind, language))

            assert [entry for entry in report.entries if entry.state != "unchanged"] == []
            assert drafted(slug) == before


WAYS_ON: dict[str, Callable[[ConferenceSession], dict[str, object]]] = {
    "title": lambda row: {"title_de": f"{row.title_de} neu", "title_en": "Another title"},
    "texts": lambda row: {"subtitle_de": "Anders", "abstract_en": "Otherwise.", "description_de": ""},
    "time": lambda row: {"ends_at": row.ends_at + timedelta(minutes=5)},
    "state": lambda row: {"is_cancelled": not row.is_cancelled},
    "place": lambda row: {"place": None},
    "theme": lambda row: {"theme": None},
    "kind": lambda row: {"kind": "talk" if row.kind == "workshop" else "workshop", "language": "en"},
    "links": lambda row: {"links": [{"url": "https://messe.example/neu", "title": "Neu"}], "organisation": "Andere"},
    "speakers": lambda row: {"speaking": []},
}


def go_on(row: ConferenceSession, ways: set[str]) -> None:
    """The draft is changed in some ways, as the office does after a release."""
    for way in sorted(ways):
        for name, value in WAYS_ON[way](row).items():
            setattr(row, name, value)


def edited(data: bytes, kind: str, old: str, new: str) -> bytes:
    """The file after somebody replaced a text in it; in a workbook, with a spreadsheet program."""
    if kind != "xlsx":
        return data.replace(old.encode(), new.encode())
    book = openpyxl.load_workbook(BytesIO(data))
    for cell in (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row):
        if cell.value == old:
            cell.value = new
    return saved(book)


@every_way
def test_one_title_changed_in_the_file_changes_that_title_alone(in_app, kind, language):
    slug = made(FULL)
    standing = released(slug)
    old = standing.sessions[0].title.in_language(language)
    data = edited(written(standing, kind, language), kind, old, "Strom statt Gas")

    report = taken_in(slug, data)

    (changed,) = report.in_state("changed")
    assert [(one.field, one.new) for one in changed.differences] == [(f"title_{language}", "Strom statt Gas")]
    assert report.counts["unchanged"] == len(standing.sessions) - 1
    assert report.notes == []
