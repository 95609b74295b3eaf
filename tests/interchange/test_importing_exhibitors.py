"""Exhibitors that a file names: found on the fair's list, never made of a file, left alone by files that know none."""

from __future__ import annotations

from typing import Any

import pytest

from eventapp.exhibitors.models import Exhibitor
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.interchange.reading import read_programme
from eventapp.interchange.report import Report
from eventapp.interchange.source import SourceExhibitor
from eventapp.programme import queries
from eventapp.programme.actions.sessions import edit_session
from eventapp.programme.entries import SessionEntry
from eventapp.programme.models import ConferenceSession
from eventapp.programme.value import Words
from tests.exhibitors.stand import do
from tests.factories import SLUG, change, entry, make_exhibitor, make_fair, make_session, source, take_in
from tests.interchange.programmes import assert_nothing_changes, drafted, taken_in, written

HEAD = "Kennung;Titel;Datum;Beginn;Ende;Organisation;Aussteller"
KEYS = {"id": "1"}


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def siba(fair: Fair) -> Exhibitor:
    return make_exhibitor(fair, "SIBA", slug="siba", accepted={"name": "SIBA GmbH"})


@pytest.fixture
def hafen(fair: Fair) -> Exhibitor:
    """On the list, but on no public page yet."""
    return make_exhibitor(fair, "Hafen KG", slug="hafen")


def only_row() -> ConferenceSession:
    (row,) = queries.draft_sessions(get_fair(SLUG).id)
    return row


def giving() -> list[str]:
    return [one.exhibitor.slug for one in only_row().exhibiting]


def take_in_named(*names: str, **values: Any) -> Report:
    exhibitors = tuple(SourceExhibitor(name) for name in names)
    return take_in(source(entry(keys=KEYS, exhibitors=exhibitors, **values)))


def table(*cells: str) -> bytes:
    return f"{HEAD}\n{';'.join(cells)}\n".encode()


@pytest.mark.usefixtures("siba", "hafen")
@pytest.mark.parametrize("names", ["SIBA GmbH | hafen", "siba|Hafen  KG", '"SIBA; Hafen KG"'])
def test_a_table_names_them_by_public_name_by_address_or_as_the_office_does(names: str):
    taken_in(SLUG, table("1", "Wärme", "28.03.2027", "10:00", "10:45", "Stadt", names))

    assert (giving(), only_row().organisation) == (["siba", "hafen"], "Stadt")


def test_a_table_without_another_organisation_means_that_by_exhibitor():
    head = HEAD.replace("Organisation;", "")

    (session,) = read_programme(f"{head}\n1;Wärme;28.03.2027;10:00;10:45;Musterwerke\n".encode()).sessions

    assert (session.organisation, session.exhibitors) == ("Musterwerke", None)


def test_who_is_not_on_the_list_is_told_and_not_made(fair: Fair, siba: Exhibitor):
    report = take_in_named("SIBA GmbH", "Niemand AG")

    assert giving() == ["siba"]
    assert report.notes == ["Keine Aussteller dieser Messe und deshalb nicht verknüpft: „Niemand AG“."]


def test_a_name_that_two_have_means_neither(fair: Fair):
    for slug in ("eins", "zwei"):
        make_exhibitor(fair, "Muster GmbH", slug=slug)

    take_in_named("Muster GmbH")

    assert giving() == []


def test_the_next_file_takes_out_who_it_names_no_more(siba: Exhibitor, hafen: Exhibitor):
    take_in_named("SIBA GmbH", "Hafen KG")

    report = take_in_named("Hafen KG")

    assert giving() == ["hafen"]
    assert [(one.field, one.old, one.new) for one in report.entries[0].differences] == [
        ("exhibitors", "SIBA, Hafen KG", "Hafen KG")
    ]


def test_nobody_is_taken_out_where_a_name_leads_nowhere(siba: Exhibitor):
    take_in_named("SIBA GmbH")

    take_in_named("SIBA Sicherungen GmbH")

    assert giving() == ["siba"]


def test_a_file_that_knows_of_no_exhibitors_leaves_them_alone(siba: Exhibitor):
    take_in_named("SIBA GmbH")

    report = take_in(source(entry("Wärme aus dem Hafen II", keys=KEYS)))

    assert giving() == ["siba"]
    assert [one.field for one in report.entries[0].differences] == ["title_de"]


def test_whom_a_hand_chose_a_file_leaves_alone_and_says_so(siba: Exhibitor, hafen: Exhibitor):
    take_in_named("SIBA GmbH")
    row = only_row()
    chosen = SessionEntry(Words(row.title_de), row.starts_at, row.ends_at, exhibitors=(hafen.id,))
    do(edit_session, row, chosen, version=row.version, by=None)

    report = take_in_named("SIBA GmbH")

    assert giving() == ["hafen"]
    assert [(kept.field, kept.old, kept.new) for kept in report.entries[0].kept] == [("exhibitors", "Hafen KG", "SIBA")]


@pytest.mark.parametrize("kind", ["frab-xml", "frab-json", "xlsx"])
def test_a_file_of_ours_keeps_who_is_not_public_and_was_in_none(
    fair: Fair, siba: Exhibitor, hafen: Exhibitor, kind: str
):
    make_session(fair, exhibitors=[hafen, siba], source="programm")
    data = written(drafted(SLUG), kind, "de")

    assert_nothing_changes(SLUG, data)

    taken_in(SLUG, data.replace(b"SIBA", b"Siba"))
    assert giving() == ["hafen", "siba"]


@pytest.mark.parametrize("kind", ["frab-xml", "frab-json"])
def test_who_got_another_name_since_is_still_the_same_by_the_address(fair: Fair, siba: Exhibitor, kind: str):
    change(make_session(fair, exhibitors=[siba]), source="programm")
    data = written(drafted(SLUG), kind, "de").replace(b"SIBA GmbH", b"Siebert und Barth")

    assert_nothing_changes(SLUG, data)
