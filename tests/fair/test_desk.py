"""The office's pages for a fair's data: saved by section, previewed, never overwritten in silence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from eventapp.fair.queries import get_fair
from eventapp.fair.sections import SECTIONS, TEXT_SECTIONS
from eventapp.journal.queries import entries
from tests.factories import SLUG, make_fair
from tests.fair.office import HERE, SAVED, errors_on, page_of, save, version_on
from tests.people import Insider, sign_in
from tests.reader import faults, read


def test_every_section_has_something_to_save_here():
    assert set(SAVED) == {section.address for section in SECTIONS}


@pytest.mark.parametrize("address", SAVED)
def test_a_section_is_saved_as_a_draft(office: Insider, draft: Callable[[], dict[str, str]], address: str):
    typed, stored = SAVED[address]

    answer = save(office, address, typed)

    assert (answer.status_code, answer.location) == (303, f"{HERE}#{address}")
    standing = {"starts_on": "2027-03-28", "ends_on": "2027-03-29"}
    assert draft() == {field: text for field, text in stored.items() if standing.get(field) != text}


@pytest.mark.parametrize("address", SAVED)
def test_what_was_saved_stands_in_the_form_again(office: Insider, address: str):
    save(office, address, SAVED[address][0])
    form = page_of(office.get(f"{HERE}/{address}")).tree

    shown = {
        field.get("name"): field.text_content().lstrip("\n") if field.tag == "textarea" else field.get("value", "")
        for field in form.xpath("//main//form//*[self::input or self::textarea][@name]")
    }
    again = save(office, address, {name: text for name, text in shown.items() if name not in ("version", "csrf_token")})

    assert again.status_code == 303 or address == "oeffnungszeiten"


@pytest.mark.parametrize("address", SAVED)
def test_every_form_is_a_good_page(office: Insider, address: str):
    page = read(office, f"{HERE}/{address}")

    assert page.h1


@pytest.mark.parametrize("address", SAVED)
def test_an_overlong_form_comes_back_with_its_input(office: Insider, draft: Callable[[], dict[str, str]], address: str):
    typed = {name: "x" * (20_001 if name.startswith("text") else 501) for name in SAVED[address][0]}

    answer = save(office, address, typed)

    assert answer.status_code == 422
    assert errors_on(answer)
    assert page_of(answer).title.startswith("Fehler: ")
    assert faults(page_of(answer)) == [] or all("does not start with h1" in fault for fault in faults(page_of(answer)))
    assert draft() == {}


@pytest.mark.parametrize(
    ("address", "typed", "sentence"),
    [
        ("name", {"title_de": " "}, "Geben Sie den deutschen Titel ein."),
        ("name", {"starts_on": ""}, "Geben Sie den ersten Messetag ein."),
        ("name", {"ends_on": "2027-03-26"}, "Der letzte Messetag liegt vor dem ersten."),
        ("name", {"date_note_de": ""}, "Schreiben Sie den Hinweis auch auf Deutsch."),
        ("ort", {"venue_point": "Dortmund"}, "Geben Sie Breite und Länge ein, zum Beispiel 51.4964, 7.4558."),
        ("ort", {"venue_hall_de": ""}, "Schreiben Sie die Halle auch auf Deutsch."),
        ("kontakt", {"contact_email": "a@b.de, c@d.de"},
         "Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@beispiel.de."),
        ("kontakt", {"tickets_url": "javascript:alert(1)"},
         "Geben Sie eine Webadresse ein, zum Beispiel https://www.beispiel.de."),
        ("kontakt", {"tickets_url": "http://tickets.example"}, "Die Adresse muss mit https:// beginnen."),
        ("oeffnungszeiten", {"closes_0": ""}, "Geben Sie beide Uhrzeiten ein oder keine."),
        ("oeffnungszeiten", {"closes_0": "08:00"}, "Die Halle schließt, bevor sie öffnet."),
        ("oeffnungszeiten", {"further_day_0": ""}, "Wählen Sie den Tag."),
        ("oeffnungszeiten", {"further_day_0": "2027-05-01"}, "Wählen Sie einen Eintrag aus der Liste."),
        ("oeffnungszeiten", {"further_opens_0": "16:00"}, "Am 28.03.2027 überschneiden sich zwei Öffnungszeiten."),
        ("oeffnungszeiten", {"opens_0": "neun"}, "Geben Sie eine Uhrzeit ein, zum Beispiel 10:30."),
        ("anfahrt", {"text_de": ""},
         "Schreiben Sie den Text auch auf Deutsch: Deutsch gilt, wo eine Übersetzung fehlt."),
        ("leitsatz", {"text_en": "x" * 301}, "Kürzen Sie den Text: 301 Zeichen sind es, 300 haben Platz."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_field_and_nothing_is_saved(
    office: Insider, draft: Callable[[], dict[str, str]], address: str, typed: dict[str, str], sentence: str
):
    answer = save(office, address, {**SAVED[address][0], **typed})

    assert answer.status_code == 422
    assert sentence in errors_on(answer)
    assert draft() == {}


@pytest.mark.parametrize("text", TEXT_SECTIONS, ids=lambda text: text.address)
def test_a_preview_shows_what_visitors_would_read_and_saves_nothing(
    app: Flask, office: Insider, draft: Callable[[], dict[str, str]], text: Any
):
    typed = {"text_de": "Ein **Satz**.", "text_en": "A **sentence**."}

    answer = save(office, text.address, typed, preview="1")

    sides = page_of(answer).tree.find_class("as-read__side")
    assert answer.status_code == 200
    assert [side.xpath("string(.//strong)") for side in sides] == (
        ["Satz", "sentence"] if text.is_markdown else ["", ""]
    )
    assert typed["text_de"] in answer.get_data(as_text=True)
    assert draft() == {}
    with app.app_context():
        assert entries(get_fair(SLUG).id) == []


def test_a_preview_says_where_english_readers_get_german(office: Insider):
    answer = save(office, "anfahrt", {"text_de": "Mit der U45.", "text_en": ""}, preview="1")

    german, english = page_of(answer).tree.find_class("as-read__side")
    assert english.xpath("string(.//div/@lang)") == "de"
    assert "Ohne englischen Text steht hier der deutsche." in english.text_content()
    assert "Ohne englischen Text" not in german.text_content()


def test_who_saves_what_they_have_not_seen_gets_both_texts(office: Insider, draft: Callable[[], dict[str, str]]):
    seen = version_on(office, f"{HERE}/anfahrt")
    save(office, "anfahrt", {"text_de": "Von Anna", "text_en": "By Anna"})

    answer = office.send(f"{HERE}/anfahrt", {"version": seen, "text_de": "Von Ben", "text_en": "By Anna"})

    page = page_of(answer)
    assert answer.status_code == 409
    assert [box.text_content() for box in page.tree.find_class("field__stored-text")] == ["Von Anna"]
    assert page.tree.xpath("string(//textarea[@name='text_de'])").strip() == "Von Ben"
    assert "Inzwischen hat jemand anderes gespeichert" in page.text
    assert draft()["texts.getting_there.de"] == "Von Anna"


def test_who_saves_again_after_seeing_both_overwrites_knowingly(office: Insider, draft: Callable[[], dict[str, str]]):
    seen = version_on(office, f"{HERE}/ort")
    save(office, "ort", {"venue_name": "Von Anna"})
    conflict = page_of(office.send(f"{HERE}/ort", {"version": seen, "venue_name": "Von Ben"}))

    answer = office.send(
        f"{HERE}/ort",
        {"version": conflict.tree.xpath("string(//input[@name='version']/@value)"), "venue_name": "Von Ben"},
    )

    assert answer.status_code == 303
    assert draft()["venue.name"] == "Von Ben"


def test_stale_hours_are_told_in_words(office: Insider):
    path = f"{HERE}/oeffnungszeiten"
    seen = version_on(office, path)
    save(office, "oeffnungszeiten", {"opens_0": "09:00", "closes_0": "17:00"})

    answer = office.send(path, {"version": seen, "opens_0": "10:00", "closes_0": "18:00"})

    assert answer.status_code == 409
    assert page_of(answer).tree.xpath("string(//*[@class='field__stored-text'])") == "So., 28. März, 09:00–17:00 Uhr"


def test_the_overview_names_what_is_missing(office: Insider):
    save(office, "anfahrt", {"text_de": "Mit der U45."})

    page = read(office, HERE)

    owed, untranslated, empty = (
        [link.text for link in row.xpath(".//a")] for row in page.tree.xpath("//*[@class='missing']/dl/div")
    )
    assert owed == ["Impressum", "Datenschutz", "Barrierefreiheit"]
    assert untranslated == ["Anfahrt"]
    assert empty[:3] == ["Ort und Halle", "Öffnungszeiten", "Kontakt und Tickets"]
    assert "1 Änderung ist noch nicht öffentlich." in page.text


def test_the_last_changes_of_a_section_stand_below_its_form(office: Insider):
    save(office, "ort", {"venue_name": "Halle"})
    save(office, "anfahrt", {"text_de": "Mit der U45."})

    page = read(office, f"{HERE}/ort")

    assert [entry.xpath("string(.//ins)") for entry in page.tree.find_class("history__entry")] == ["Halle"]
    assert "Büro" in page.text


@pytest.mark.parametrize("path", [f"{HERE}/gibtesnicht", "/desk/keine-messe/messe", "/desk/keine-messe/messe/ort"])
def test_what_is_not_there_answers_404(office: Insider, path: str):
    assert office.get(path).status_code == 404


def test_the_pages_speak_english_to_who_wants_it(app: Flask):
    with app.app_context():
        make_fair()
    english = sign_in(app, "en@messe.example", language="en")

    for path in (HERE, *(f"{HERE}/{address}" for address in SAVED), f"{HERE}/veroeffentlichen", "/desk/", "/desk/neu"):
        assert page_of(english.get(path)).lang == "en"


def test_the_number_of_queries_does_not_grow_with_what_is_written(office: Insider, queries_counted: Callable[[], int]):
    def asked() -> int:
        before = queries_counted()
        for path in (HERE, f"{HERE}/veroeffentlichen", f"{HERE}/ort"):
            assert office.get(path).status_code == 200
        return queries_counted() - before

    save(office, "ort", {"venue_name": "Halle"})
    with_one = asked()
    for address, (typed, _stored) in SAVED.items():
        save(office, address, typed)

    assert asked() == with_one


def test_the_history_calls_fields_and_days_by_their_names(office: Insider):
    save(office, "oeffnungszeiten", {"opens_0": "09:00", "closes_0": "17:00"})
    save(office, "name", {**SAVED["name"][0], "ends_on": "2027-03-31"})

    told = read(office, f"/desk/{SLUG}/verlauf").text

    assert "Öffnungszeiten" in told
    assert "So., 28. März, 09:00–17:00 Uhr" in told
    assert "31. März 2027" in told
    assert "date_note" not in told
