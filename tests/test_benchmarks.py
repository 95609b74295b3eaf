"""The benchmark's own material: the made-up programme is read completely, and its tables and plot can be written."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import report, synthetic
from benchmarks.catalogue import add_exhibitors
from benchmarks.growth import MEASURES
from benchmarks.load import Comparison
from benchmarks.plot import svg
from benchmarks.table import Table, limit_row, rate_row
from eventapp.database import transaction
from eventapp.exhibitors.queries import public_exhibitors_of
from eventapp.interchange.limits import LARGEST_SCHEDULE
from eventapp.interchange.reading import read_programme
from tests.factories import make_fair, make_theme


def test_the_made_up_programme_is_read_completely():
    (octets,) = synthetic.schedules(200)

    read = read_programme(octets)

    assert (len(read.sessions), read.left_out, read.remarks) == (200, (), ())
    assert all(session.title.en and session.description.en and session.place for session in read.sessions)


def test_the_made_up_programme_is_the_same_every_time():
    assert synthetic.schedules(30) == synthetic.schedules(30)


def test_no_place_and_no_person_of_the_made_up_programme_is_wanted_twice():
    (octets,) = synthetic.schedules(400)
    sessions = read_programme(octets).sessions

    at_places = {(session.starts_at, session.place) for session in sessions}
    at_people = [(session.starts_at, speaker.name) for session in sessions for speaker in session.speakers]

    assert len(at_places) == len(sessions)
    assert len(set(at_people)) == len(at_people)


def test_a_file_of_the_made_up_programme_is_no_larger_than_a_reader_takes():
    (octets,) = synthetic.schedules(synthetic.A_FILE_HOLDS)

    assert len(octets) < LARGEST_SCHEDULE


def test_the_made_up_catalogue_is_public_and_has_everything_its_pages_show(in_app: None):
    fair = make_fair()
    make_theme(fair, slug="energie")
    with transaction():
        add_exhibitors(fair, 10)

    catalogue = public_exhibitors_of(fair.id)

    assert (len(catalogue.exhibitors), len(catalogue.exhibits)) == (10, 15)
    assert all(one.text.en and one.city and one.logo for one in catalogue.exhibitors)
    assert max(len(one.exhibitors) for one in catalogue.exhibits) == 2


def compared(ratio: float) -> Comparison:
    return Comparison(ratio * 1_000, 1_000, ratio, ratio - 0.1, ratio + 0.1, ratio)


def test_a_line_below_its_mark_is_told():
    table = Table("SQLite")
    table.rows += [rate_row("feed", compared(0.79), mark=0.8), rate_row("page", compared(0.8), mark=0.8)]
    table.rows += [limit_row("import", 5.1, "s", most=5), limit_row("release", 2.0, "s", most=2)]

    assert [row.what for row in table.below] == ["feed", "import"]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A copy of the document that the tables are written into."""
    copy = tmp_path / "performance.md"
    copy.write_text(report.PAGE.read_text())
    return copy


def test_the_tables_find_their_place_in_the_document(page: Path, tmp_path: Path):
    table = Table("SQLite, 1,000 sessions", [rate_row("whole feed", compared(0.9), mark=0.8)])

    report.write([table], {}, "", page=page, plot=tmp_path / "plot.svg")
    once = page.read_text()
    report.write([table], {}, "", page=page, plot=tmp_path / "plot.svg")

    assert "| whole feed | 900/s | 1,000/s | 0.90 |" in once
    assert page.read_text().count("| whole feed |") == 1


def test_the_plot_of_the_growth_is_an_image_that_browsers_read():
    grown = {size: dict.fromkeys(MEASURES, float(size)) for size in (100, 1_000, 5_000)}

    drawn = ElementTree.fromstring(svg([("SQLite", grown), ("PostgreSQL", grown)]))

    assert len(drawn.findall(".//{*}circle")) == len(drawn.findall(".//{*}rect[@class='dot second']")) == 6 * 3 + 1
