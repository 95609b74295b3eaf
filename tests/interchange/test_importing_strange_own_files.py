"""Files of ours that lost their codes, or that later releases have left behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eventapp.i18n import Words
from tests.factories import change
from tests.interchange.programmes import FULL, drafted, made, released
from tests.interchange.test_importing_own_files import HEAT, changed_fields, edited, row, sent_out, take, told

pytestmark = pytest.mark.usefixtures("in_app")


@pytest.mark.parametrize("kind", ["frab-xml", "ics"])
def test_entries_whose_codes_are_lost_take_no_other_language_and_no_organisation_away(kind):
    slug = made(FULL)
    before, file = drafted(slug), sent_out(slug, kind)

    report = take(slug, replace(file, sessions=tuple(replace(one, keys={}) for one in file.sessions)))

    assert changed_fields(report) == []
    assert drafted(slug) == before


def test_an_entry_with_a_broken_code_is_known_by_its_guid():
    slug = made(FULL)
    file = sent_out(slug)
    keys = told(file, HEAT).keys

    report = take(slug, edited(file, HEAT, keys=keys | {"code": "ZZZZZZ"}, subtitle=Words("Neu")))

    assert [(entry.code, entry.state) for entry in report.entries if entry.state != "unchanged"] == [
        (keys["code"], "changed")
    ]


def test_a_file_that_later_releases_have_left_behind_says_so():
    slug = made(FULL)
    file = sent_out(slug)
    change(row(slug, HEAT), title_de="Kälte aus dem Hafen")
    released(slug)

    report = take(slug, file)

    assert [note for note in report.notes if "Version" in note] == [
        "Die Datei ist die Ausgabe von Version 1, veröffentlicht ist Version 2: "
        "Übernommen wird nur, was in der Datei selbst geändert wurde."
    ]


def test_what_was_not_released_yet_cannot_be_missing_in_a_file_of_ours():
    slug = made(FULL)
    file = sent_out(slug)
    heat = row(slug, HEAT)
    take(
        slug,
        replace(file, sessions=(*file.sessions, replace(told(file, HEAT), keys={}, title=Words("Neu im Entwurf")))),
    )
    assert row(slug, "Neu im Entwurf") is not heat

    report = take(slug, file)

    assert report.counts["removed"] == 0
    assert row(slug, "Neu im Entwurf").source == "programm"
