"""Two states of one published programme, one after the other: what the report says is what truly changed."""

from __future__ import annotations

from datetime import date

import pytest

from eventapp.interchange.report import Report
from tests.factories import make_fair
from tests.interchange.programmes import drafted, released, taken_in
from tests.interchange.reading_files import real_file

pytestmark = pytest.mark.usefixtures("in_app")


def titles(report: Report, state: str) -> set[str]:
    return {entry.title for entry in report.in_state(state)}


def test_pythons_second_build_has_new_uids_everywhere_and_five_changes():
    make_fair("python", starts_on=date(2015, 9, 18), ends_on=date(2015, 9, 21))
    taken_in("python", real_file("pyconuk2015_2015-09-17.ics"))
    before = released("python")

    report = taken_in("python", real_file("pyconuk2015_2015-09-19.ics"))

    assert titles(report, "new") == {
        "Transducers in Python",
        "Build the right thing",
        "EuroPython in UK bid Discussion",
    }
    assert titles(report, "changed") == {"Scrapy Workshop Part 1 (workshop by Juan Riaza)", "Lightning PyKids"}
    assert titles(report, "cancelled") == {
        "Elephant taming for snake lovers (talk by Wes Mason)",
        "Lunch Events Spare Slots",
        "Lunchtime Event Spare Slot",
    }
    (spared,) = (entry for entry in report.entries if "nicht lesbar" in entry.why)
    assert (spared.title, spared.state) == ("X", "unchanged")
    assert (report.counts["unchanged"], report.notes) == (154, [])
    now = drafted("python")
    retitled = {(one.title.de, now.session(one.code).title.de) for one in before.sessions}
    assert {(old, new) for old, new in retitled if old != new} == {("Lightning PyKids UK", "Lightning PyKids")}
