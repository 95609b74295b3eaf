"""A member list from the shell and on the desk: tried out first, then exactly what was seen."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from eventapp.database import db
from eventapp.exhibitors.models import Exhibitor, Member
from eventapp.journal.models import JournalEntry
from tests.exhibitors.desk_pages import page_of, rows
from tests.factories import SLUG, change, make_fair
from tests.interchange.member_files import FAIR_LIST, TIDY_LIST
from tests.people import Insider, sign_in

PAGE = f"/desk/{SLUG}/aussteller/einlesen"


def names() -> list[str]:
    db.session.rollback()
    return sorted(member.name for member in rows(Member))


@pytest.fixture
def office(app: Flask, in_app: None) -> Insider:
    make_fair()
    return sign_in(app)


def send(office: Insider, data: bytes, name: str = "liste.csv") -> str:
    """Uploads the list; the address of its report."""
    answer = office.send(PAGE, {"file": (BytesIO(data), name)}, content_type="multipart/form-data")
    assert answer.status_code == 303, page_of(answer).text
    return str(answer.location)


@pytest.fixture
def list_file(tmp_path: Path) -> str:
    path = tmp_path / "liste.csv"
    path.write_bytes(FAIR_LIST)
    return str(path)


def test_the_shell_tries_out_without_writing(cli: FlaskCliRunner, in_app: None, list_file: str):
    make_fair()

    said = cli.invoke(args=["exhibitors", "import", list_file, "--fair", SLUG, "--dry-run"])

    assert said.exit_code == 0
    assert "2 neu" in said.output
    assert "abgeschnitten, eine Klammer" in said.output
    assert names() == []


def test_the_shell_takes_in_and_tells_programs_in_json(cli: FlaskCliRunner, in_app: None, list_file: str):
    make_fair()

    said = cli.invoke(args=["exhibitors", "import", list_file, "--fair", SLUG, "--json"])

    assert json.loads(said.output)["counts"]["new"] == 2
    assert len(names()) == 2
    assert rows(Exhibitor).count() == 2


def test_the_same_list_again_changes_nothing(cli: FlaskCliRunner, in_app: None, list_file: str):
    make_fair()
    for _time in range(2):
        said = cli.invoke(args=["exhibitors", "import", list_file, "--fair", SLUG])

    assert "0 neu, 0 geändert, 2 unverändert" in said.output


def test_the_shell_refuses_with_one_sentence(cli: FlaskCliRunner, in_app: None, tmp_path: Path):
    make_fair()
    (tmp_path / "leer.csv").write_bytes(b"")

    said = cli.invoke(args=["exhibitors", "import", str(tmp_path / "leer.csv"), "--fair", SLUG])

    assert said.exit_code == 1
    assert "leer" in said.output + said.stderr


def test_the_desk_shows_the_report_before_anything_is_taken_over(office: Insider):
    page = page_of(office.get(send(office, TIDY_LIST)))

    assert "3 neu" in page.text
    assert "Der Name fehlt" in page.text
    assert page.tree.xpath("//button[contains(., '3 Mitglieder übernehmen')]")
    assert names() == []


def test_the_button_takes_over_what_was_seen(office: Insider):
    report = send(office, TIDY_LIST)

    answer = office.send(report)

    assert (answer.status_code, answer.location) == (303, f"/desk/{SLUG}/aussteller")
    assert names() == ["Dritte GmbH", "Muster AG", "Zweite Ltd"]
    entry = rows(JournalEntry).filter_by(kind="import.applied").one()
    assert (entry.name, entry.by) == ("liste.csv", office.person_id)


def test_where_something_changed_meanwhile_the_new_report_is_shown_and_nothing_is_written(office: Insider):
    office.send(send(office, TIDY_LIST))
    report = send(office, TIDY_LIST.replace(b"Weg 1", b"Weg 9"))
    change(rows(Member).filter_by(name="Muster AG").one(), city="Essen")

    answer = office.send(report)

    assert answer.status_code == 409
    assert "Essen" in page_of(answer).text
    db.session.rollback()
    assert rows(Member).filter_by(name="Muster AG").one().street == "Weg 1"


def test_a_report_is_its_sender_s_alone(app: Flask, office: Insider):
    report = send(office, TIDY_LIST)

    assert sign_in(app, "other@messe.example").get(report).status_code == 303
    office.send(f"{report}/verwerfen")
    assert office.get(report).status_code == 303


def test_a_member_list_is_no_programme(office: Insider):
    token = send(office, TIDY_LIST).rsplit("/", 1)[1]

    assert office.get(f"/desk/{SLUG}/programm/einlesen/{token}").status_code == 303


def test_without_a_file_or_with_a_wrong_one_the_page_says_so(office: Insider):
    for data in ({}, {"file": (BytesIO(b"\x89PNG\r\n"), "bild.png")}):
        answer = office.send(PAGE, data, content_type="multipart/form-data")

        assert answer.status_code == 422
        assert page_of(answer).title.startswith("Fehler: ")


def test_hostile_names_are_names(office: Insider):
    data = b"Name;Ort\n<script>alert(1)</script> {{7*7}};=cmd|x\n"

    page = page_of(office.get(send(office, data)))

    assert page.tree.xpath("//script[not(@src)]") == []
    assert "<script>alert(1)</script> {{7*7}}" in page.text


ADDRESSES = b"Aussteller;E-Mail\nMuster AG;neu@muster.example\nZweite Ltd;neu@zweite.example\n"


def emails() -> dict[str, str]:
    db.session.rollback()
    return {one.slug: one.contact_email for one in rows(Exhibitor)}


def test_the_page_tells_both_addresses_and_takes_over_the_ticked_one(office: Insider):
    office.send(send(office, TIDY_LIST))
    first = rows(Exhibitor).filter_by(slug="muster-ag").one()
    report = send(office, ADDRESSES)

    page = page_of(office.get(report))
    office.send(report, {"wer": str(first.id)})

    assert "Liste: neu@muster.example / bei uns: eva@muster.example" in page.text
    assert page.tree.xpath("//input[@name='wer'][@checked]") == []
    assert emails() == {"muster-ag": "neu@muster.example", "zweite-ltd": "max@zweite.example", "dritte-gmbh": ""}


def test_one_tick_takes_over_all_contacts(office: Insider):
    office.send(send(office, TIDY_LIST))

    office.send(send(office, ADDRESSES), {"alle": "1"})

    assert set(emails().values()) == {"neu@muster.example", "neu@zweite.example", ""}


def test_without_a_tick_no_contact_changes(office: Insider):
    office.send(send(office, TIDY_LIST))
    before = emails()

    office.send(send(office, ADDRESSES))

    assert emails() == before


def test_the_shell_takes_contacts_over_when_told_to(cli: FlaskCliRunner, office: Insider, tmp_path: Path):
    office.send(send(office, TIDY_LIST))
    (tmp_path / "adressen.csv").write_bytes(ADDRESSES)
    command = ["exhibitors", "import", str(tmp_path / "adressen.csv"), "--fair", SLUG]

    told = cli.invoke(args=command).output
    before = emails()
    taken = cli.invoke(args=[*command, "--take-contacts"]).output

    assert "Liste neu@muster.example / bei uns eva@muster.example  nicht übernommen" in told
    assert "--take-contacts" in told
    assert before["muster-ag"] == "eva@muster.example"
    assert "bei uns eva@muster.example  übernommen" in taken
    assert emails()["muster-ag"] == "neu@muster.example"


def test_where_addresses_are_missing_both_pages_say_how_a_list_brings_them(office: Insider):
    office.send(send(office, TIDY_LIST))

    assert "Bei 1 Aussteller fehlt die E-Mail-Adresse" in page_of(office.get(PAGE)).text
    listed = page_of(office.get(f"/desk/{SLUG}/aussteller"))
    assert listed.tree.xpath(f"//a[@href='{PAGE}'][contains(., 'aus einer Liste')]")


def test_a_member_list_is_reported_in_the_language_of_who_reads_it(app: Flask, office: Insider):
    reader = sign_in(app, "reader@messe.example", language="en")

    page = page_of(reader.get(send(reader, TIDY_LIST)))

    assert "The name is missing; the row was left out." in page.text
    assert "Der Name fehlt" not in page.text
