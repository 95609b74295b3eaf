"""``programme import``, ``release``, ``diff`` and ``template``, as an office types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner

from eventapp.cli.programmes import FORMAT
from eventapp.database import db
from eventapp.fair.queries import get_fair
from eventapp.interchange.reading import read_programme
from eventapp.programme.queries import draft_sessions
from tests.factories import SLUG, change, make_fair, make_place, make_release, make_session, make_speaker
from tests.signups.house import come

HEAD = "Kennung;Titel;Datum;Beginn;Ende;Ort"
HARBOUR = "1;Wärme aus dem Hafen;28.03.2027;10:00;10:45;Bühne A"
GRID = "2;Netze von morgen;28.03.2027;11:00;11:45;Bühne A"
CLASHING = "2;Netze von morgen;28.03.2027;10:30;11:15;Bühne A"


@pytest.fixture(autouse=True)
def fair(app: Flask) -> None:
    with app.app_context():
        make_fair()
        db.session.remove()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "programm.csv", HARBOUR, GRID)


def written(path: Path, *lines: str, head: str = HEAD) -> Path:
    path.write_text("\n".join((head, *lines)))
    return path


def run(cli: FlaskCliRunner, command: str, *arguments: object) -> Result:
    return cli.invoke(args=["programme", command, *map(str, arguments), "--fair", SLUG])


def standing(app: Flask) -> tuple[int, list[str]]:
    """The number of the last release, and the draft's titles."""
    with app.app_context():
        fair = get_fair(SLUG)
        found = (fair.released, sorted(row.title_de for row in draft_sessions(fair.id)))
        db.session.remove()
    return found


def codes(app: Flask) -> dict[str, str]:
    with app.app_context():
        found = {row.title_de: row.code for row in draft_sessions(get_fair(SLUG).id)}
        db.session.remove()
    return found


BOTH = ["Netze von morgen", "Wärme aus dem Hafen"]


def test_an_import_fills_the_draft_and_counts_what_it_did(app: Flask, cli: FlaskCliRunner, file: Path):
    answer = run(cli, "import", file)

    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "Eingelesen (csv): 2 neu, 0 geändert" in answer.stdout.splitlines()[-1]
    assert standing(app) == (0, BOTH)


def test_what_changed_is_named_with_its_fields(cli: FlaskCliRunner, file: Path):
    run(cli, "import", file)

    answer = run(cli, "import", written(file, HARBOUR.replace("10:45", "11:00"), GRID))

    assert [line.split()[0] for line in answer.stdout.splitlines() if "Wärme" in line] == ["geändert"]
    assert "1 geändert" in answer.stdout


def test_the_report_as_json_is_complete(app: Flask, cli: FlaskCliRunner, file: Path):
    report = json.loads(run(cli, "import", file, "--json").stdout)

    assert (report["format"], report["dry_run"], report["counts"]["new"]) == ("csv", False, 2)
    assert {entry["title"]: entry["code"] for entry in report["sessions"]} == codes(app)
    assert {"version_label", "remarks", "notes"} < set(report)


def test_json_stays_json_when_it_is_released_as_well(cli: FlaskCliRunner, file: Path):
    answer = run(cli, "import", file, "--json", "--release")

    assert json.loads(answer.stdout)["counts"]["new"] == 2
    assert "Veröffentlicht: Version 1, 2 Programmpunkte." in answer.stderr


def test_a_dry_run_writes_nothing(app: Flask, cli: FlaskCliRunner, file: Path):
    answer = run(cli, "import", file, "--dry-run", "--release")

    assert (answer.exit_code, "Probelauf, nichts geschrieben (csv): 2 neu" in answer.stdout) == (0, True)
    assert standing(app) == (0, [])


def test_an_import_may_be_released_at_once(app: Flask, cli: FlaskCliRunner, file: Path):
    answer = run(cli, "import", file, "--release", "--comment", "Das Programm steht.")

    assert (answer.exit_code, answer.stdout.splitlines()[-1]) == (0, "Veröffentlicht: Version 1, 2 Programmpunkte.")
    assert standing(app) == (1, BOTH)


def test_what_was_assumed_is_said_whole_with_what_to_do_about_it(app: Flask, cli: FlaskCliRunner, file: Path):
    answer = run(cli, "import", written(file, HARBOUR, "2;Netze von morgen;28.03.2027;11:00;;Bühne A"), "--dry-run")

    assert (
        "„Netze von morgen“: kein gültiges Ende angegeben; angenommen 11:45 Uhr, 45 Minuten nach dem Beginn.\n"
        in answer.stdout
    )
    assert "→ Ende oder Dauer in der Quelle eintragen, wenn das nicht stimmt.\n" in answer.stdout


def test_an_import_with_clashes_stays_a_draft(app: Flask, cli: FlaskCliRunner, file: Path):
    answer = run(cli, "import", written(file, HARBOUR, CLASHING), "--release")

    assert (answer.exit_code, standing(app)) == (3, (0, BOTH))


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"Nur ein Satz.", b"<schedule><day", b"PK\x03\x04kaputt"])
def test_an_unreadable_file_ends_in_a_sentence(app: Flask, cli: FlaskCliRunner, file: Path, content: bytes):
    run(cli, "import", file)
    file.write_bytes(content)

    answer = run(cli, "import", file)

    assert (answer.exit_code, answer.stdout, len(answer.stderr.splitlines())) == (1, "", 1)
    assert standing(app) == (0, BOTH)


def test_a_file_of_something_else_replaces_the_programme_only_when_asked_to(
    app: Flask, cli: FlaskCliRunner, file: Path
):
    one_day = [f"{n};{word};28.03.2027;1{n}:00;1{n}:30;Bühne" for n, word in enumerate(("Strom", "Gas", "Öl", "Holz"))]
    run(cli, "import", written(file, *one_day), "--release")
    written(file, "901;Tanz im Zelt;29.03.2027;19:00;20:00;Zelt", "902;Ausklang;29.03.2027;20:00;21:00;Zelt")

    refused = run(cli, "import", file)
    assert (refused.exit_code, refused.stdout, len(standing(app)[1])) == (1, "", 4)

    replaced = run(cli, "import", file, "--replace")
    assert (replaced.exit_code, "2 neu, 0 geändert, 4 abgesagt" in replaced.stdout) == (0, True)


def test_an_unknown_fair_is_said_before_anything_is_read(cli: FlaskCliRunner, file: Path):
    answer = cli.invoke(args=["programme", "import", str(file), "--fair", "messe-2029"])

    assert (answer.exit_code, "Es gibt keinen Messeauftritt „messe-2029“." in answer.stderr) == (1, True)


@pytest.mark.parametrize(
    "option", [("--format", "\x1b[2J"), ("--minutes", "0"), ("--minutes", "1441"), ("--minutes", "viele")]
)
def test_a_nonsensical_option_is_refused(app: Flask, cli: FlaskCliRunner, file: Path, option: tuple[str, str]):
    answer = run(cli, "import", file, *option)

    assert (answer.exit_code, "\x1b" in answer.stderr, standing(app)) == (2, False, (0, []))


@pytest.mark.parametrize("name", FORMAT.choices)
def test_every_format_that_can_be_named_is_known(cli: FlaskCliRunner, file: Path, name: str):
    assert "ist unbekannt" not in run(cli, "import", file, "--format", name).stderr


def test_nothing_from_a_file_steers_the_terminal(cli: FlaskCliRunner, file: Path):
    evil = "\x1b[2J\x9b31m\x07böse\u202e"
    bad_time = f"3;Zeit{evil};28.03.2027;{evil};{evil};Bühne"
    written(file, f"{evil};{evil};28.03.2027;10:00;10:45;{evil}", bad_time, head=f"{HEAD};{evil}")

    shown = run(cli, "import", file, "--format", "csv").output + run(cli, "release").output + run(cli, "diff").output

    assert "böse" in shown
    assert [sign for sign in shown if not sign.isprintable() and sign != "\n"] == []


def test_a_clash_is_listed_and_the_draft_kept(app: Flask, cli: FlaskCliRunner, file: Path):
    run(cli, "import", written(file, HARBOUR, CLASHING))

    answer = run(cli, "release")

    assert (answer.exit_code, answer.stdout, standing(app)) == (3, "", (0, BOTH))
    assert "Nicht veröffentlicht: 1 Überschneidung." in answer.stderr
    assert "Ort Bühne A: 15 min doppelt:" in answer.stderr
    assert all(title in answer.stderr for title in BOTH)


def test_a_clash_is_published_for_a_reason_only(app: Flask, cli: FlaskCliRunner, file: Path):
    run(cli, "import", written(file, HARBOUR, CLASHING))

    answer = run(cli, "release", "--override", "Geteilte Bühne")

    assert (answer.exit_code, standing(app)) == (0, (1, BOTH))
    assert "Trotz Überschneidungen veröffentlicht: 1" in answer.stderr


def test_single_sessions_are_released_in_either_case(app: Flask, cli: FlaskCliRunner, file: Path):
    run(cli, "import", file, "--release")
    run(cli, "import", written(file, HARBOUR.replace("10:00", "10:15"), GRID.replace("11:00", "11:15")))

    answer = run(cli, "release", "--only", codes(app)["Netze von morgen"].lower())

    assert (answer.exit_code, standing(app)[0]) == (0, 2)
    assert ("Netze von morgen" in answer.stdout, "Wärme" in answer.stdout) == (True, False)
    assert "Wärme" in run(cli, "diff").stdout


def test_several_codes_follow_one_option(app: Flask, cli: FlaskCliRunner, file: Path):
    run(cli, "import", file, "--release")
    run(cli, "import", written(file, HARBOUR.replace("10:00", "10:15"), GRID.replace("11:00", "11:15")))

    answer = run(cli, "release", "--only", *codes(app).values())

    assert (answer.exit_code, answer.stdout.count("geändert")) == (0, 2)


@pytest.mark.parametrize(("arguments", "status"), [(("--only", "NICHTS"), 1), (("NICHTS",), 2)])
def test_codes_that_are_none_are_refused(
    app: Flask, cli: FlaskCliRunner, file: Path, arguments: tuple[str, ...], status: int
):
    run(cli, "import", file, "--release")

    assert (run(cli, "release", *arguments).exit_code, standing(app)[0]) == (status, 1)


def test_a_release_without_a_change_keeps_its_number(app: Flask, cli: FlaskCliRunner, file: Path):
    run(cli, "import", file, "--release")

    answer = run(cli, "release")

    assert (answer.exit_code, answer.stdout) == (0, "Nichts geändert: Version 1 bleibt.\n")
    assert standing(app)[0] == 1


def test_a_biography_that_would_be_published_is_said(app: Flask, cli: FlaskCliRunner):
    with app.app_context():
        ada = make_speaker(get_fair(SLUG), "Ada Muster")
        make_session(get_fair(SLUG), speakers=[ada])
        make_release()
        change(ada, biography_de="Baut um.")
        db.session.remove()

    assert run(cli, "diff").stdout == "Außerdem Angaben zu Vortragenden anders (gilt nicht als Änderung): Ada Muster.\n"


def test_the_difference_is_said_before_and_gone_after(app: Flask, cli: FlaskCliRunner, file: Path):
    run(cli, "import", file, "--release")
    run(cli, "import", written(file, HARBOUR.replace("10:45", "11:00"), GRID))
    before = run(cli, "diff")

    assert (before.exit_code, standing(app)[0]) == (0, 1)
    assert ("geändert" in before.stdout, "Netze" in before.stdout) == (True, False)

    run(cli, "release")
    assert run(cli, "diff").stdout == "Keine Änderung.\n"


def test_the_difference_names_clashes(app: Flask, cli: FlaskCliRunner):
    with app.app_context():
        fair = get_fair(SLUG)
        make_release()
        stage = make_place(fair)
        make_session(fair, place=stage)
        make_session(fair, "Netze", place=stage)
        db.session.remove()

    answer = run(cli, "diff")

    assert (answer.exit_code, "Überschneidungen: 1" in answer.stderr, standing(app)[0]) == (0, True, 0)


def test_the_template_can_be_read_back(cli: FlaskCliRunner, tmp_path: Path):
    path = tmp_path / "leer.xlsx"

    answer = cli.invoke(args=["programme", "template", str(path)])

    assert (answer.exit_code, answer.stdout) == (0, f"Geschrieben: {path}\n")
    assert read_programme(path.read_bytes()).format == "xlsx"


def test_a_place_that_cannot_be_written_to_is_said(cli: FlaskCliRunner):
    answer = cli.invoke(args=["programme", "template", "/nonexistent/x.xlsx"])

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == "Nicht lesbar oder nicht zu schreiben: /nonexistent/x.xlsx (No such file or directory).\n"


PLACES = "Kennung;Titel;Datum;Beginn;Ende;Ort;Einlass;Plätze"


def test_fewer_places_than_people_need_a_word_on_the_command_line_too(app: Flask, cli: FlaskCliRunner, tmp_path: Path):
    line = "1;Messen;28.03.2027;10:00;10:45;Bühne A;mit Anmeldung;{}"
    wide, narrow = (written(tmp_path / f"{n}.csv", line.format(n), head=PLACES) for n in (5, 1))
    run(cli, "import", wide, "--release")
    with app.app_context():
        for email in ("ada@besuch.example", "ben@besuch.example"):
            come(email, code=draft_sessions(get_fair(SLUG).id)[0].code)
        db.session.remove()

    tried, refused = run(cli, "import", narrow, "--dry-run"), run(cli, "import", narrow)
    taken, held_back = run(cli, "import", narrow, "--fewer-places"), run(cli, "release")
    released = run(cli, "release", "--fewer-places")

    assert "Plätze künftig" in tried.stdout
    assert [one.exit_code for one in (tried, refused, taken, held_back, released)] == [0, 1, 0, 1, 0]
    for said in (refused, held_back):
        assert "„Messen“: 2 mit Platz, künftig 1" in said.stderr
        assert said.stderr.rstrip().endswith("Auf der Kommandozeile: --fewer-places")
    assert standing(app)[0] == 2
