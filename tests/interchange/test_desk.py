"""Reading in a programme on the desk: report first, then exactly that."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from eventapp.clock import now
from eventapp.database import db
from eventapp.fair.queries import get_fair
from eventapp.interchange import waiting
from eventapp.journal.queries import entries
from eventapp.programme import queries
from eventapp.web.sessions import LANGUAGE
from tests.factories import DAY, SLUG, change, make_fair, make_release
from tests.people import Insider, sign_in
from tests.programme.desk_pages import texts

UPLOAD = f"/desk/{SLUG}/programm/einlesen"
HEAD = "Kennung;Titel;Titel (englisch);Datum;Beginn;Ende;Ort\n"
FIRST = f"1;Wärme;Heat;{DAY:%d.%m.%Y};10:00;10:45;Bühne A\n"
SECOND = f"2;Licht;Light;{DAY:%d.%m.%Y};12:00;12:30;Bühne A\n"


@pytest.fixture
def office(app: Flask) -> Insider:
    with app.app_context():
        make_fair()
        db.session.remove()
    return sign_in(app)


def send(office: Insider, content: str | bytes, name: str = "programm.csv", **more: str) -> Any:
    data = content.encode() if isinstance(content, str) else content
    return office.send(UPLOAD, {"file": (BytesIO(data), name), **more}, content_type="multipart/form-data")


def titles(app: Flask) -> list[str]:
    with app.app_context():
        found = [row.title_de for row in queries.draft_sessions(get_fair(SLUG).id)]
        db.session.remove()
        return found


def take_in(office: Insider, content: str) -> None:
    office.send(send(office, content).location)


def test_a_file_is_reported_before_anything_changes(app: Flask, office: Insider):
    answer = send(office, HEAD + FIRST + SECOND)

    page = office.get(answer.location).get_data(as_text=True)
    assert answer.status_code == 303
    assert "2 Programmpunkte übernehmen" in texts(page, "//button")
    assert titles(app) == []


def test_the_word_to_apply_takes_exactly_that_file(app: Flask, office: Insider):
    report = send(office, HEAD + FIRST + SECOND).location

    applied = office.send(report)

    assert applied.location == f"/desk/{SLUG}/programm"
    assert titles(app) == ["Wärme", "Licht"]
    assert office.get(report).location == UPLOAD


def test_an_import_is_noted_file_and_changed_sessions(app: Flask, office: Insider):
    take_in(office, HEAD + FIRST)
    take_in(office, HEAD + FIRST.replace("Wärme", "Wärme neu"))

    with app.app_context():
        kinds = [(entry.kind, entry.by) for entry in entries(get_fair(SLUG).id)]
        db.session.remove()
    assert kinds[:2] == [("session.changed", office.person_id), ("import.applied", office.person_id)]


def test_changes_are_told_field_by_field(office: Insider):
    take_in(office, HEAD + FIRST)

    page = office.get(send(office, HEAD + FIRST.replace("10:45", "11:00")).location).get_data(as_text=True)

    assert texts(page, "//dl/div/dt") == ["Ende"]
    assert any("11:00" in text for text in texts(page, "//dl/div/dd"))


def test_what_cannot_be_read_is_told_with_line_and_reason(office: Insider):
    page = office.get(send(office, HEAD + FIRST + "3;Ohne Zeit;;;;;\n").location).get_data(as_text=True)

    assert any("Zeile 3" in text for text in texts(page, "//table//th[@scope='row']"))


def test_when_the_draft_changed_meanwhile_nothing_is_applied_and_the_new_report_is_shown(app: Flask, office: Insider):
    take_in(office, HEAD + FIRST)
    report = send(office, HEAD + FIRST.replace("Wärme", "Wärme neu")).location
    with app.app_context():
        row = queries.draft_sessions(get_fair(SLUG).id)[0]
        change(row, organisation="Hochschule")
        db.session.remove()

    answer = office.send(report)

    assert answer.status_code == 409
    assert titles(app) == ["Wärme"]


def test_what_nobody_can_read_is_refused_with_a_sentence_at_the_field(app: Flask, office: Insider):
    for content, name in (
        (b"", "leer.csv"),
        (b"<html><body>x</body></html>", "seite.html"),
        (b"PK\x03\x04x", "x.xlsx"),
    ):
        answer = send(office, content, name)

        assert (answer.status_code, 'href="#file"' in answer.get_data(as_text=True)) == (422, True)
    assert titles(app) == []


def test_without_a_file_the_page_asks_for_one(office: Insider):
    answer = office.send(UPLOAD, {}, content_type="multipart/form-data")

    assert (answer.status_code, 'href="#file"' in answer.get_data(as_text=True)) == (422, True)


def test_a_file_that_knows_nothing_of_the_programme_needs_a_tick(app: Flask, office: Insider):
    lines = "".join(
        FIRST.replace("1;Wärme;Heat", f"{n};Punkt {n};Item {n}").replace("10:", f"{9 + n}:") for n in range(1, 6)
    )
    take_in(office, HEAD + lines)
    with app.app_context():
        make_release()
        db.session.remove()
    other = HEAD + f"x9;Ganz anderes;Different;{DAY:%d.%m.%Y};19:00;20:00;Werkraum\n"

    refused, taken = send(office, other), send(office, other, replaces="y")

    assert (refused.status_code, taken.status_code) == (422, 303)


def test_another_person_finds_nothing_under_the_address(app: Flask, office: Insider):
    report = send(office, HEAD + FIRST).location
    colleague = sign_in(app, "kollegin@messe.example")

    assert colleague.get(report).location == UPLOAD
    assert colleague.send(report).location == UPLOAD
    assert titles(app) == []


def test_a_file_can_be_dropped(office: Insider):
    report = send(office, HEAD + FIRST).location

    office.send(f"{report}/verwerfen")

    assert office.get(report).location == UPLOAD


def test_what_waits_too_long_is_forgotten(app: Flask, office: Insider):
    report = send(office, HEAD + FIRST).location
    with app.app_context():
        waiting.forget_old(now() + timedelta(hours=23))
        still = office.get(report).status_code
        waiting.forget_old(now() + timedelta(hours=25))

    assert (still, office.get(report).status_code) == (200, 303)
    assert list((Path(app.config["UPLOAD_FOLDER"]) / "waiting").iterdir()) == []


@pytest.mark.parametrize("token", ["../../etc/passwd", "0" * 32, "x"])
def test_an_address_that_was_never_given_leads_back(office: Insider, token: str):
    assert office.get(f"{UPLOAD}/{token}").status_code in (303, 404)


def test_hostile_titles_stay_text_in_the_report(office: Insider):
    page = office.get(send(office, HEAD + FIRST.replace("Wärme", "<img src=x onerror=alert(1)>")).location)

    assert b"<img src=x" not in page.data


def test_the_template_is_a_workbook(office: Insider):
    answer = office.get(f"{UPLOAD}/vorlage.xlsx")

    assert (answer.status_code, answer.data[:2]) == (200, b"PK")


def test_a_programme_may_be_larger_than_other_forms(office: Insider):
    text = "x" * 10_000
    lines = "".join(FIRST.replace("1;Wärme", f"{n};Wärme {n}").replace("Heat", text) for n in range(30))

    assert send(office, HEAD + lines).status_code == 303


BAD = f"3;;;{DAY:%d.%m.%Y};10:00;10:45;Bühne A\n4;Klang;;{DAY:%d.%m.%Y};13:00;;Bühne A\n"


def test_a_report_speaks_the_language_of_who_reads_it(app: Flask, office: Insider):
    reader = sign_in(app, "reader@messe.example", language="en")

    page = reader.get(send(reader, HEAD + FIRST + BAD).location).get_data(as_text=True)

    assert "The title is missing." in page
    assert "“Klang”: no valid end given; assumed 13:45, 45 minutes after the start." in page
    assert "Line 3" in page
    assert "Der Titel fehlt" not in page


def test_who_reads_on_in_another_language_applies_what_was_seen(app: Flask, office: Insider):
    address = send(office, HEAD + FIRST + BAD).location
    office.remember(**{LANGUAGE: "en"})

    page = office.get(address).get_data(as_text=True)
    answer = office.send(address)

    assert "The title is missing." in page
    assert answer.status_code == 303
    assert titles(app) == ["Wärme", "Klang"]
