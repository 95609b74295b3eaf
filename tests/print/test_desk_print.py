"""The office's page of everything that can be printed, and the papers for doors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from lxml import html

from eventapp.fair.models import Fair
from tests.factories import DAY, SLUG, change, make_fair, make_place, make_release, make_session
from tests.people import Insider, sign_in
from tests.print.reading import addresses, bare, pdf, size_in_mm, texts
from tests.reader import Page, faults

DESK = f"/desk/{SLUG}/druck"
DOORS = f"{DESK}/tuerblaetter.pdf"


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def office(app: Flask, fair: Fair) -> Insider:
    return sign_in(app)


def shown(office: Insider) -> Page:
    answer = office.get(DESK)
    return Page(DESK, answer.status_code, answer.get_data(as_text=True))


def two_places(fair: Fair) -> None:
    for name, slug, title in (("Bühne A", "a", "Auf A"), ("Bühne B", "b", "Auf B")):
        place = make_place(fair, name, slug=slug)
        make_session(fair, title, place_id=place.id)
        make_session(fair, f"{title} morgen", place_id=place.id, day=DAY + timedelta(days=1))


def test_before_the_first_release_it_says_that_there_is_nothing_to_print(office: Insider, fair: Fair):
    make_session(fair, "Geheim")
    page = shown(office)

    assert "Es ist noch kein Programm veröffentlicht." in page.text
    assert page.tree.xpath("//main//form") == []
    names = ("faltblatt", "programm", "tuerblaetter", "exponatschilder")
    assert {office.get(f"{DESK}/{name}.pdf").status_code for name in names} == {422}


def test_it_says_which_version_and_what_of_the_draft_is_not_in_it(office: Insider, fair: Fair):
    row = make_session(fair)
    make_release()
    assert ("Version 1" in shown(office).text, "nicht veröffentlicht" in shown(office).text) == (True, False)

    change(row, title_de="Neu")
    make_session(fair, "Noch eins", starts="12:00", ends="13:00")
    assert "Es gibt Änderungen, die nicht veröffentlicht sind (2)." in shown(office).text


@pytest.mark.parametrize("name", ["faltblatt", "programm", "tuerblaetter"])
def test_no_paper_shows_a_draft(office: Insider, fair: Fair, name: str):
    two_places(fair)
    make_release()
    make_session(fair, "Geheim", place_id=make_place(fair, "Keller").id)

    text = "".join(texts(pdf(office.get(f"{DESK}/{name}.pdf"))))
    assert ("Auf A" in text, "Geheim" in text, "Keller" in text) == (True, False, False)


def test_every_choice_of_the_page_leads_to_a_paper(office: Insider, fair: Fair):
    two_places(fair)
    make_release()
    page = shown(office)
    assert list(faults(page)) == []

    for form in page.tree.xpath("//main//form[@method='get']"):
        chosen = {one.get("name"): one.xpath("option/@value") for one in form.xpath(".//select")}
        for name, values in chosen.items():
            for value in values:
                assert office.get(form.get("action"), query_string={name: value}).mimetype == "application/pdf"


@pytest.mark.parametrize("asked", ["sprache=fr", "tag=2027-01-01", "tag=x", "ort=keller"])
def test_what_is_not_there_is_refused_with_what_to_do(office: Insider, fair: Fair, asked: str):
    two_places(fair)
    make_release()

    answer = office.get(f"{DOORS}?{asked}")
    assert answer.status_code == 422
    assert "Wählen Sie auf der Druckseite noch einmal" in answer.get_data(as_text=True)


def test_a_door_has_its_place_its_day_and_what_happens_there(office: Insider, fair: Fair):
    two_places(fair)
    make_release()
    reader = pdf(office.get(DOORS))
    pages = texts(reader)

    assert {size_in_mm(page) for page in reader.pages} == {(210, 297)}
    heads = [("Bühne A", "Sonntag"), ("Bühne B", "Sonntag"), ("Bühne A", "Montag"), ("Bühne B", "Montag")]
    assert [all(one in page for one in head) for head, page in zip(heads, pages, strict=True)] == [True] * 4
    assert [one for one in ("Auf A", "10:00", "bis 10:45", "Version 1, Stand") if one not in pages[0]] == []
    assert "Auf B" not in pages[0]
    assert addresses(reader) == [f"https://messe.example/{SLUG}/version/1"] * 4


def test_one_door_of_one_day_is_one_sheet(office: Insider, fair: Fair):
    two_places(fair)
    make_release()
    (page,) = texts(pdf(office.get(f"{DOORS}?tag={DAY:%Y-%m-%d}&ort=b")))

    assert ("Auf B" in page, "morgen" in page) == (True, False)


def test_a_full_day_shrinks_and_then_goes_on_on_a_second_page(office: Insider, fair: Fair):
    place = make_place(fair, "Bühne A", slug="a")
    for hour in range(8, 20):
        make_session(fair, f"Vortrag {hour}", place_id=place.id, starts=f"{hour}:00", ends=f"{hour}:15")
    make_release()
    assert len(pdf(office.get(DOORS)).pages) == 1

    for hour in range(8, 20):
        make_session(fair, f"Danach {hour}", place_id=place.id, starts=f"{hour}:20", ends=f"{hour}:35")
    make_release(later=1)
    first, second = texts(pdf(office.get(DOORS)))
    assert [page for page in (first, second) if "Bühne A" not in page or "Version 2" not in page] == []
    assert ("Vortrag 8" in first, "Danach 19" in second) == (True, True)


@pytest.mark.parametrize("hostile", ["W" * 120, "#panic() $x$ [*b*] @a <b>", "東京 💡 מסחר Licht"])
def test_a_door_stands_any_name(office: Insider, fair: Fair, hostile: str):
    make_session(fair, hostile, place_id=make_place(fair, hostile, slug="x").id)
    make_release()
    (page,) = texts(pdf(office.get(DOORS)))

    assert bare("".join(sign for sign in hostile if sign.isascii())) in bare(page)


def test_the_page_asks_no_more_of_the_database_for_more_of_everything(
    office: Insider, fair: Fair, queries_counted: Callable[[], int]
):
    numbers = []
    for more in (1, 2):
        for _ in range(more):
            make_session(fair, place_id=make_place(fair).id)
        make_release(later=more)
        shown(office)
        before = queries_counted()
        shown(office)
        numbers.append(queries_counted() - before)

    assert numbers[0] == numbers[1]


def test_the_menu_leads_there(office: Insider, fair: Fair):
    tree = html.fromstring(office.get(f"/desk/{SLUG}/programm").get_data(as_text=True))

    assert DESK in tree.xpath("//nav[@aria-label='Hauptmenü']//a/@href")
