"""The history that can be narrowed, and taking back from there what one did oneself."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from lxml import html

from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.desk.wording import SENTENCES, SUBJECTS, VERBS, sentence_for
from eventapp.fair.queries import get_fair
from eventapp.journal.actions import Difference, record
from eventapp.journal.models import JournalEntry
from eventapp.journal.queries import entries
from tests.factories import RELEASED, SLUG, make_fair, make_place, make_session
from tests.people import Insider, sign_in
from tests.programme.desk_pages import DESK, draft_of, filled_in, texts

ROOMS = Path(__file__).parents[2] / "eventapp"
HISTORY = f"/desk/{SLUG}/verlauf"
HEADS = "//*[@class='history__what']"


@pytest.fixture
def office(app: Flask) -> Insider:
    with app.app_context():
        fair = make_fair()
        make_place(fair, "Bühne B", slug="buehne-b")
        make_session(fair, "Wärme", code="AAAAAA")
        make_session(fair, "Licht", code="BBBBBB")
        db.session.remove()
    return sign_in(app)


def page_of(office: Insider, path: str = HISTORY) -> str:
    answer = office.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def cancel(office: Insider, code: str) -> str:
    """The page that is shown afterwards."""
    path = f"{DESK}/{code}/absagen"
    answer = office.send(path, filled_in(page_of(office, path)))
    assert answer.status_code == 303
    return page_of(office, answer.location)


def note(app: Flask, *told: tuple[int | None, str, str], at=RELEASED, role: str = "") -> None:
    with app.app_context(), transaction():
        fair = get_fair(SLUG)
        for by, kind, name in told:
            record(by, kind, subject="session:X", name=name, at=at, fair_id=fair.id, role=role)


def last_entry(app: Flask) -> JournalEntry:
    with app.app_context():
        entry = max(entries(get_fair(SLUG).id), key=lambda one: one.id)
        db.session.remove()
        return entry


def acts_of(page: str) -> list[str]:
    return [str(found) for found in html.fromstring(page).xpath("//a[@class='history__act']/@href")]


@pytest.fixture
def told(app: Flask, office: Insider) -> Insider:
    """A history of four changes: two of the office, one of nobody, one of somebody who is gone."""
    note(app, (office.person_id, "session.changed", "Öl und Gas"), (office.person_id, "place.created", "Bühne C"))
    note(app, (None, "import.applied", "Datei"), at=RELEASED + timedelta(days=2))
    note(app, (None, "session.cancelled", "Strom"), at=RELEASED + timedelta(days=4), role="organiser")
    return office


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Strom", "Datei", "Bühne C", "Öl und Gas"]),
        ("was=programm&tat=session.changed", ["Öl und Gas"]),
        ("q=öl", ["Öl und Gas"]),
        ("q=%25", []),
        ("wer=niemand", ["Datei"]),
        ("wer=war-organiser", ["Strom"]),
        ("wer=99", []),
        ("ab=2027-01-06", ["Strom", "Datei"]),
        ("bis=2027-01-05&q=bühne", ["Bühne C"]),
        ("ab=2027-01-06&bis=2027-01-06", ["Datei"]),
        ("ab=unsinn&seite=9999999&was=unsinn", ["Strom", "Datei", "Bühne C", "Öl und Gas"]),
        ("nur=meine", []),
    ],
)
def test_the_history_is_narrowed_by_who_what_when_and_name(told: Insider, query: str, names: list[str]):
    assert texts(page_of(told, f"{HISTORY}?{query}"), f"{HEADS}/strong") == names


def test_whoever_is_gone_is_told_by_what_they_were(told: Insider):
    assert texts(page_of(told), "//*[@class='history__who']")[0] == "Büro (Konto gelöscht)"


def test_only_what_happened_is_offered_to_be_chosen(told: Insider):
    page = page_of(told, f"{HISTORY}?was=programm")

    assert texts(page, "//select[@id='wer']/option") == ["Alle", "Büro", "Büro (Konto gelöscht)", "eventapp"]
    assert texts(page, "//select[@id='tat']/option") == [
        "Alle",
        "Ort angelegt",
        "Programmdatei eingelesen",
        "Programmpunkt abgesagt",
        "Programmpunkt geändert",
    ]


def test_pages_keep_what_was_asked_for(app: Flask, office: Insider):
    note(app, *[(None, "session.changed", f"Nummer {number}") for number in range(101)])

    page = page_of(office, f"{HISTORY}?q=nummer")
    older = html.fromstring(page).xpath("//a[@rel='next']/@href")

    assert older == [f"{HISTORY}?q=nummer&seite=2"]
    assert texts(page_of(office, older[0]), f"{HEADS}/strong") == ["Nummer 0"]


def test_the_history_asks_as_often_for_a_hundred_lines_as_for_one(
    app: Flask, office: Insider, queries_counted: Callable[[], int]
):
    cancel(office, "AAAAAA")
    before = queries_counted()
    page_of(office)
    few = queries_counted() - before
    note(app, *[(office.person_id, "session.changed", f"Nummer {number}") for number in range(100)])
    before = queries_counted()
    page_of(office)

    assert queries_counted() - before == few


def test_an_empty_history_says_what_will_stand_there(office: Insider):
    assert "sobald jemand etwas ändert" in page_of(office)


def test_exactly_what_is_shown_is_taken_out_as_a_list_and_that_is_noted(app: Flask, told: Insider):
    with app.app_context(), transaction():
        differences = [Difference("Titel (deutsch)", "=Alt", "Neu")]
        fair = get_fair(SLUG)
        record(
            told.person_id,
            "session.changed",
            subject="s",
            name="Wind",
            at=RELEASED,
            fair_id=fair.id,
            differences=differences,
        )

    answer = told.send(f"{HISTORY}/liste", {"tat": "session.changed", "q": "wind"})

    lines = answer.get_data().decode("utf-8-sig").splitlines()
    assert lines[0] == "Wann;Wer;Was;Name;Feld;Vorher;Jetzt"
    assert lines[1].endswith(";Büro;Programmpunkt geändert;Wind;Titel (deutsch);'=Alt;Neu")
    assert len(lines) == 4
    assert (last_entry(app).kind, last_entry(app).differences[0]["new"]) == ("history.list_taken", "1")


def test_the_history_of_an_archived_fair_is_taken_as_a_list_too(app: Flask, told: Insider):
    with app.app_context(), transaction():
        get_fair(SLUG).is_archived = True

    assert told.send(f"{HISTORY}/liste").status_code == 200


def test_a_list_asks_anew_who_it_is(told: Insider):
    with time_machine.travel(now() + timedelta(minutes=16)):
        assert told.send(f"{HISTORY}/liste").status_code == 303


def test_after_an_act_a_button_takes_it_back_and_leads_to_where_one_was(app: Flask, office: Insider):
    page = cancel(office, "AAAAAA")
    form = html.fromstring(page).xpath("//*[@class='undo-now']//form")[0]
    sent = dict(form.form_values())
    answer = office.send(form.get("action"), {"weiter": sent["weiter"]})

    assert (answer.status_code, answer.location) == (303, f"{DESK}/AAAAAA")
    assert not draft_of(app, "AAAAAA").is_cancelled
    assert "Zurückgenommen." in page_of(office, answer.location)


def test_the_history_shows_what_would_be_again_before_it_is_taken_back(app: Flask, office: Insider):
    cancel(office, "AAAAAA")
    (way,) = acts_of(page_of(office))
    asked = page_of(office, way)
    assert draft_of(app, "AAAAAA").is_cancelled

    assert texts(asked, "//*[@class='history__fields']//del") == ["ja"]
    office.send(way.partition("?")[0], {})
    page = page_of(office, f"{HISTORY}?nur=meine")
    assert texts(page, "//a[@class='history__act']")[0].startswith("Wiederherstellen")
    assert texts(page_of(office), "//*[@class='history__undone']") == ["zurückgenommen"]


def test_a_session_that_goes_with_the_undoing_leads_to_the_history(app: Flask, office: Insider):
    new = office.send(
        f"{DESK}/neu", filled_in(page_of(office, f"{DESK}/neu"), do="save", title_de="X", starts="09:00", minutes="45")
    )
    number = last_entry(app).id

    answer = office.send(f"{HISTORY}/{number}/zuruecknehmen", {"weiter": new.location})

    assert answer.location == f"{HISTORY}?nur=meine"
    assert office.get(new.location).status_code == 404


def test_nothing_leads_to_another_site(app: Flask, office: Insider):
    cancel(office, "AAAAAA")

    answer = office.send(f"{HISTORY}/{last_entry(app).id}/zuruecknehmen", {"weiter": "//evil.example/"})

    assert answer.location == f"{HISTORY}?nur=meine"


def test_what_somebody_has_changed_since_is_refused_with_their_name(app: Flask, office: Insider):
    cancel(office, "AAAAAA")
    number = last_entry(app).id
    other = sign_in(app, "ben@messe.example", name="Ben Büro")
    path = f"{DESK}/AAAAAA/stattfinden"
    other.send(path, filled_in(page_of(other, path)))

    answer = office.send(f"{HISTORY}/{number}/zuruecknehmen")

    told = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Ben Büro" in told
    assert f'href="{DESK}/AAAAAA"' in told


def test_nobody_takes_back_what_others_did(app: Flask, office: Insider):
    cancel(office, "AAAAAA")
    other = sign_in(app, "ben@messe.example", name="Ben Büro")
    number = last_entry(app).id

    assert acts_of(page_of(other)) == []
    assert other.send(f"{HISTORY}/{number}/zuruecknehmen").status_code == 409
    assert draft_of(app, "AAAAAA").is_cancelled


def test_the_board_takes_back_the_last_act_and_does_it_again(app: Flask, office: Insider):
    cancel(office, "AAAAAA")
    cancel(office, "BBBBBB")
    asks = {"headers": {"Accept": "application/json"}}

    first = office.send(f"{HISTORY}/letztes-zuruecknehmen", **asks)
    second = office.send(f"{HISTORY}/letztes-zuruecknehmen", **asks)
    third = office.send(f"{HISTORY}/letztes-zuruecknehmen", **asks)
    again = office.send(f"{HISTORY}/{second.json['entry']}/zuruecknehmen", **asks)

    assert [answer.status_code for answer in (first, second, third, again)] == [200, 200, 404, 200]
    assert first.json["said"] == "Zurückgenommen."
    assert [draft_of(app, code).is_cancelled for code in ("AAAAAA", "BBBBBB")] == [True, False]


def test_a_change_of_the_fairs_draft_is_taken_back(app: Flask, office: Insider):
    path = f"/desk/{SLUG}/messe/ort"
    sent = filled_in(page_of(office, path))
    office.send(path, sent | {"venue_stand": "3.A99"})
    number = last_entry(app).id
    stands = "//input[@name='venue_stand' and @value='3.A99']"
    assert html.fromstring(page_of(office, path)).xpath(stands)

    assert office.send(f"{HISTORY}/{number}/zuruecknehmen").status_code == 303
    assert not html.fromstring(page_of(office, path)).xpath(stands)


def kinds_recorded() -> Iterator[str]:
    """Those that rooms write out; a kind that is put together of parts is not seen."""
    nouns = {"record_exhibitor": "exhibitor.", "record_entry": "entry."}
    for path in ROOMS.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            name = getattr(call.func, "id", "") if isinstance(call, ast.Call) else ""
            if isinstance(call, ast.Call) and (name in nouns or name in ("record", "note", "_note", "note_changes")):
                said = [
                    one.value for argument in call.args for one in ast.walk(argument) if isinstance(one, ast.Constant)
                ]
                whole = (f"{nouns.get(name, '')}{one}" for one in said if isinstance(one, str))
                yield from (one for one in whole if re.fullmatch(r"[a-z_]+\.[a-z_]+", one))


def test_every_kind_of_change_has_words():
    told = set(kinds_recorded())
    wordless = [kind for kind in told - SENTENCES.keys() if not _is_put_together(kind)]

    assert ("exhibitor.not_wanted" in told, wordless) == (True, [])
    assert sentence_for("export.technical") == "Liste heruntergeladen"


def _is_put_together(kind: str) -> bool:
    noun, _dot, verb = kind.partition(".")
    return noun in SUBJECTS and verb in VERBS
