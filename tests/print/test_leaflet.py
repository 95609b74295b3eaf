"""The folded leaflet: A4 sheets in the order of printing, as few as legible type allows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from pypdf import PdfReader

from eventapp.fair.models import Fair
from tests.factories import DAY, SLUG, make_fair, make_place, make_release, make_session, make_theme
from tests.people import Insider, sign_in
from tests.print.reading import addresses, pdf, size_in_mm, structure, texts

LEAFLET = f"/desk/{SLUG}/druck/faltblatt.pdf"


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def office(app: Flask, fair: Fair) -> Insider:
    return sign_in(app)


def fill(fair: Fair, number: int) -> None:
    """So many sessions over two days, and a release of them."""
    place, theme = make_place(fair, "Bühne A"), make_theme(fair, "Energie")
    for n in range(number):
        starts = f"{9 + n % 9:02d}:{n % 4 * 15:02d}"
        day = DAY + timedelta(days=2 * n // number)
        make_session(
            fair, f"Vortrag {n:03d} über die Stadt von morgen", starts=starts, ends="19:00", day=day, place_id=place.id
        )
    make_session(fair, "Mit Thema", starts="18:00", ends="19:00", theme_id=theme.id)
    make_release(override="Eine Bühne genügt")


def numbers(reader: PdfReader, last: int) -> list[set[str]]:
    """What stands at the foot of the A5 pages, side by side of the sheets."""
    known = {str(number) for number in range(2, last + 1)}
    return [known & set(page.split()) for page in texts(reader)]


def test_one_sheet_is_cover_and_back_outside_and_the_programme_inside(office: Insider, fair: Fair):
    fill(fair, 5)
    reader = pdf(office.get(LEAFLET))
    outside, inside = texts(reader)

    assert {size_in_mm(page) for page in reader.pages} == {(297, 210)}
    assert [one for one in ("Messe 2027", "Energie", "Auf dem Laufenden bleiben") if one not in outside] == []
    assert [one for one in ("Vortrag 000", "Vortrag 004", "Bühne A", "bis 19:00") if one not in inside] == []
    assert "Vortrag" not in outside


@pytest.mark.parametrize(("number", "sheets"), [(1, 1), (40, 1), (110, 2), (300, 3)])
def test_it_takes_whole_sheets_and_every_session_is_on_one_of_them(
    office: Insider, fair: Fair, number: int, sheets: int
):
    fill(fair, number)
    pages = texts(pdf(office.get(LEAFLET)))
    text = " ".join("".join(pages).split())

    assert (len(pages) % 2, len(pages) // 2 <= sheets) == (0, True)
    assert [n for n in range(number) if text.count(f"Vortrag {n:03d}") != 1] == []


def test_pages_lie_on_the_sheets_so_that_they_follow_each_other_when_folded(office: Insider, fair: Fair):
    fill(fair, 180)

    assert numbers(pdf(office.get(LEAFLET)), 8) == [{"8"}, {"2", "7"}, {"3", "6"}, {"4", "5"}]


def test_its_codes_lead_to_the_calendar_and_to_what_changed_since(office: Insider, fair: Fair):
    fill(fair, 5)
    reader = pdf(office.get(LEAFLET))

    assert addresses(reader) == [f"https://messe.example/{SLUG}/kalender", f"https://messe.example/{SLUG}/version/1"]
    assert "Was sich seit Version 1 geändert hat" in structure(reader)
    assert [page for page in texts(reader) if "Version 1, Stand" not in page] == []


def test_it_is_tagged_and_speaks_the_language_asked_for(office: Insider, fair: Fair):
    fill(fair, 5)
    reader = pdf(office.get(f"{LEAFLET}?sprache=en"))

    assert reader.root_object["/Lang"] == "en"
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Leaflet: Messe 2027"
    assert "Sunday, 28 March" in texts(reader)[1]
    assert addresses(reader)[-1] == f"https://messe.example/en/{SLUG}/version/1"


def test_each_day_has_a_page_of_its_own_while_type_stays_large(office: Insider, fair: Fair):
    fill(fair, 20)
    left, _head, right = texts(pdf(office.get(LEAFLET)))[1].partition("Montag, 29. März")

    assert ("Vortrag 000" in left, "Vortrag 019" in left, "Vortrag 019" in right) == (True, False, True)


@pytest.mark.parametrize(
    "hostile", ["W" * 500, "#panic() $x$ [*b*] @a", "東京 💡 מסחר Licht", "Ein langer Titel " * 29]
)
def test_texts_stay_text_and_break_no_sheet(office: Insider, fair: Fair, hostile: str):
    place, theme = make_place(fair, hostile[:120]), make_theme(fair, hostile[:120])
    make_session(fair, hostile, place_id=place.id, theme_id=theme.id)
    make_session(fair, "Danach", starts="12:00", ends="13:00")
    make_release()

    assert "Danach" in texts(pdf(office.get(LEAFLET)))[1]
