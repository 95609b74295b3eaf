"""Two builds of one calendar into one fair, as the office types it: every UID is new in each, the sessions are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner

from eventapp.database import db
from eventapp.fair.queries import get_fair
from eventapp.programme.queries import draft_sessions
from tests.factories import SLUG, make_fair
from tests.interchange.reading_files import ics_file, real_file, vevent


@pytest.fixture(autouse=True)
def fair(app: Flask) -> None:
    with app.app_context():
        make_fair()
        db.session.remove()


def build(number: int, *events: dict[str, str]) -> bytes:
    """A calendar in which the ``number`` of the build stands in every UID, and one UID stands twice."""
    uids = [f"2027021{number}T090000Z-{max(at, 1)}@build-{number}" for at in range(len(events))]
    return ics_file(*(vevent(uid=uid, **event) for uid, event in zip(uids, events, strict=True)))


def at(hour: int, title: str, place: str = "Bühne A", minutes: int = 45) -> dict[str, str]:
    start, end = f"20270328T{hour:02}0000Z", f"20270328T{hour:02}{minutes:02}00Z"
    return {"dtstart": start, "dtend": end if minutes else "", "summary": title, "location": place}


FIRST = build(
    1,
    at(8, "Wärme aus dem Hafen"),
    at(8, "Netze von morgen", "Bühne B"),
    at(9, "Strom aus dem Dach"),
    at(10, "Licht, das denkt"),
    at(11, "Freier Platz"),
    at(12, "Ausklang", minutes=0),
)
SECOND = build(
    2,
    at(8, "Wärme aus dem Hafen"),
    at(8, "Netze von morgen", "Bühne B"),
    at(9, "Strom aus dem Dach", "Bühne B"),
    at(10, "Licht, das mitdenkt"),
    at(11, "Stadt unter Strom"),
    at(12, "Ausklang", minutes=0),
    at(13, ""),
)


def run(cli: FlaskCliRunner, path: Path, data: bytes, *arguments: str) -> Result:
    path.write_bytes(data)
    return cli.invoke(args=["programme", "import", str(path), "--fair", SLUG, "--json", *arguments])


def counts(answer: Result) -> dict[str, int]:
    return json.loads(answer.stdout)["counts"]


def test_a_build_is_read_whole(app: Flask, cli: FlaskCliRunner, tmp_path: Path):
    answer = run(cli, tmp_path / "programm.ics", FIRST)

    assert answer.exit_code == 0
    assert counts(answer).items() >= {"new": 6, "assumed": 1, "unreadable": 0, "note": 1}.items()
    with app.app_context():
        rows = draft_sessions(get_fair(SLUG).id)
        assert {row.place.name_de for row in rows if row.place} == {"Bühne A", "Bühne B"}
        db.session.remove()


def test_the_same_build_again_changes_nothing(cli: FlaskCliRunner, tmp_path: Path):
    run(cli, tmp_path / "programm.ics", FIRST, "--release")

    assert counts(run(cli, tmp_path / "programm.ics", FIRST))["unchanged"] == 6


def test_in_the_next_build_only_what_really_changed_does(cli: FlaskCliRunner, tmp_path: Path):
    run(cli, tmp_path / "programm.ics", FIRST, "--release")

    answer = run(cli, tmp_path / "programm.ics", SECOND)

    told = {state: counts(answer)[state] for state in ("new", "changed", "unchanged", "cancelled", "unreadable")}
    assert told == {"new": 1, "changed": 2, "unchanged": 3, "cancelled": 1, "unreadable": 1}


def test_an_event_that_lost_its_title_is_known_by_where_and_when_though_every_uid_is_new(
    cli: FlaskCliRunner, tmp_path: Path
):
    run(cli, tmp_path / "a.ics", FIRST, "--release")
    titleless = build(
        3,
        at(8, "Wärme aus dem Hafen"),
        at(8, "Netze von morgen", "Bühne B"),
        at(9, ""),
        at(10, "Licht, das denkt"),
        at(11, "Freier Platz"),
        at(12, "Ausklang", minutes=0),
    )

    answer = run(cli, tmp_path / "b.ics", titleless)

    assert counts(answer).items() >= {"unchanged": 6, "cancelled": 0, "unreadable": 1}.items()


def test_londons_two_builds_differ_in_what_london_changed(cli: FlaskCliRunner, tmp_path: Path):
    first, second = (real_file(f"pyconuk2015_2015-09-{day}.ics") for day in (17, 19))

    before = run(cli, tmp_path / "a.ics", first, "--release", "--override", "So steht es in der Quelle.")
    after = json.loads(run(cli, tmp_path / "b.ics", second).stdout)

    changed = {entry["title"] for entry in after["sessions"] if entry["state"] in ("new", "changed")}
    assert counts(before).items() >= {"new": 159, "unreadable": 0}.items()
    assert after["counts"].items() >= {"unchanged": 154, "cancelled": 3, "unreadable": 4}.items()
    assert changed == {
        *("Transducers in Python", "Build the right thing", "EuroPython in UK bid Discussion"),
        *("Scrapy Workshop Part 1 (workshop by Juan Riaza)", "Lightning PyKids"),
    }
