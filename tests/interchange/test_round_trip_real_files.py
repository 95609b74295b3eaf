"""Programmes that others published, taken in here: sent out in any format and taken in again, nothing changes."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from eventapp import create_app
from eventapp.clock import day_at_the_fair
from eventapp.database import db
from eventapp.interchange.reading import read_programme
from eventapp.programme.value import Programme
from tests.conftest import settings
from tests.factories import make_fair
from tests.interchange.programmes import (
    EVERY_WAY,
    assert_nothing_changes,
    drafted,
    released,
    taken_in,
    written,
)
from tests.interchange.reading_files import real_file
from tests.interchange.telling import sessions_told, told_of

NAMES = (
    "froscon2018_2018-08-25.json",
    "froscon2018_2018-08-26.json",
    "31c3_v1.3.xml",
    "31c3_v1.4.xml",
    "lswt2019_v1_2019-04-05.xml",
    "lswt2019_v2_2019-04-29.xml",
    "lswt2019_v3_2019-05-07.xml",
    "camp2019_frab.json",
    "gpn11.csv",
    "munich_open_government_day_2016.xlsx",
    "pyconuk2015_2015-09-17.ics",
    "pyconuk2015_2015-09-19.ics",
)
every_way = pytest.mark.parametrize(("kind", "language"), EVERY_WAY)
each_format = pytest.mark.parametrize(
    ("kind", "language"),
    [*itertools.product(("frab-xml", "ics"), ("de", "en")), ("frab-json", "de"), ("xlsx", "en")],
)
"""What tells both languages tells the same in either."""


@pytest.fixture(scope="module", params=NAMES)
def standing(request: pytest.FixtureRequest, sqlite_template: Path, tmp_path_factory) -> Iterator[Programme]:
    """The file's programme as released here. On SQLite only: a file takes seconds, and what is asked of it happens
    before anything reaches a database."""
    data = real_file(request.param)
    copy = tmp_path_factory.mktemp("real") / "test.sqlite"
    shutil.copy(sqlite_template, copy)
    app: Flask = create_app(settings(f"sqlite:///{copy}"))
    with app.app_context():
        days = [day_at_the_fair(session.starts_at) for session in read_programme(data, name=request.param).sessions]
        make_fair("echt", starts_on=min(days), ends_on=max(days))
        taken_in("echt", data)
        yield released("echt")
        db.session.remove()
        db.engine.dispose()


@every_way
def test_a_real_programme_sent_out_changes_nothing_where_it_came_from(standing, kind, language):
    assert_nothing_changes("echt", written(standing, kind, language))


@each_format
def test_a_new_fair_gets_a_real_programme_as_it_was_sent_out(standing, kind, language):
    slug = f"nr{EVERY_WAY.index((kind, language)):02}"
    assert len(slug) == len(standing.fair)  # a longer address leaves a calendar's entry less room for its text
    data = written(standing, kind, language)
    make_fair(slug, starts_on=standing.starts_on, ends_on=standing.ends_on)

    taken_in(slug, data)

    assert told_of(drafted(slug), kind, language) == told_of(standing, kind, language)
    assert sessions_told(written(released(slug), kind, language)) == sessions_told(data)
