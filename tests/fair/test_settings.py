"""A fair's settings file: accepted whole or refused with a sentence that names the place in it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from eventapp.fair.colours import DARK_GROUND, LIGHT_GROUND, PALETTE, READABLE, contrast, lightened
from eventapp.fair.settings import BadSettings, FairSettings, read_settings
from eventapp.fair.value import OpeningHours, Venue
from eventapp.i18n import Words

DEMO = Path(__file__).parents[2] / "demo"
STARTS, ENDS = date(2027, 3, 27), date(2027, 3, 29)
PLACE = '[[places]]\nslug = "buehne-a"\nname = { de = "Bühne A" }\n'
THEME = '[[themes]]\nslug = "energie"\nname = { de = "Energie" }\ncolour = "#0b6e4f"\n'


def read(text: str) -> FairSettings:
    return read_settings(text.encode(), starts_on=STARTS, ends_on=ENDS)


def refused(text: str) -> str:
    with pytest.raises(BadSettings) as error:
        read(text)
    return str(error.value)


def days_of(name: str) -> dict[str, date]:
    starts = {"2019": date(2019, 2, 13), "2027": date(2027, 2, 10)}[name[-4:]]
    return {"starts_on": starts, "ends_on": starts.replace(day=starts.day + 2)}


@pytest.mark.parametrize("name", ["elektrotechnik-2019", "elektrotechnik-2027"])
def test_the_demo_s_files_are_accepted(name: str):
    settings = read_settings((DEMO / f"{name}.toml").read_bytes(), **days_of(name))

    assert settings.profile().is_demo
    assert settings.profile().text("imprint").de


def test_an_empty_file_is_accepted():
    assert read("").profile().venue == Venue()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('acronym = "ET"', "acronym: vier bis dreißig Zeichen aus a–z und 0–9, ohne Bindestrich."),
        ('acronym = "etdo-2027"', "acronym: vier bis dreißig Zeichen aus a–z und 0–9, ohne Bindestrich."),
        ('title = { en = "Fair" }', "title: der deutsche Titel fehlt."),
        ('title = { de = " \\u0007 " }', "title: der deutsche Titel fehlt."),
        (f'title = {{ de = "{"x" * 201}" }}', "title: höchstens 200 Zeichen."),
        ('tickets_url = "http://x.example"', "tickets_url: muss mit https:// beginnen."),
        ('tickets_url = "javascript:alert(1)"', "tickets_url: muss mit https:// beginnen."),
        ('[texts.about]\nen = "Only"', "texts.about: der deutsche Text fehlt."),
        ('[[hours]]\nday = 2027-03-30\nopens = 09:00:00\ncloses = 17:00:00', "hours: 2027-03-30 ist kein Messetag."),
        ('[[hours]]\nday = 2027-03-27\nopens = 17:00:00\ncloses = 09:00:00',
         "hours: am 2027-03-27 schließt die Halle, bevor sie öffnet."),
        (PLACE + PLACE, "places: der slug „buehne-a“ steht zweimal da."),
        (PLACE.replace("buehne-a", "Bühne A"),
         "places: „Bühne A“ taugt nicht als slug (a–z, 0–9, Bindestrich, höchstens 60 Zeichen)."),
        (PLACE.replace("buehne-a", "x" * 61),
         f"places: „{'x' * 61}“ taugt nicht als slug (a–z, 0–9, Bindestrich, höchstens 60 Zeichen)."),
        (PLACE.replace("Bühne A", " "), "places.buehne-a: der deutsche Name fehlt."),
        (PLACE.replace("Bühne A", "x" * 201), "places.buehne-a.name: höchstens 200 Zeichen."),
        (PLACE + f'where = {{ de = "{"x" * 301}" }}', "places.buehne-a.where: höchstens 300 Zeichen."),
        (PLACE + 'kind = "tent"', "places.buehne-a: kind muss eines sein von stage, room, meeting_point."),
        (THEME + THEME, "themes: der slug „energie“ steht zweimal da."),
        (THEME.replace("#0b6e4f", "green"), "themes.energie: colour muss #rrggbb sein."),
        (THEME + 'colour_dark = "#fff"', "themes.energie: colour_dark muss #rrggbb sein."),
        (THEME.replace("#0b6e4f", "#7fc8ac"),
         "themes.energie: colour #7fc8ac hat auf #ffffff nur 2.0:1 Kontrast; nötig sind 4.5:1."),
        (THEME + 'colour_dark = "#0b6e4f"',
         "themes.energie: colour_dark #0b6e4f hat auf #14181d nur 2.8:1 Kontrast; nötig sind 4.5:1."),
    ],
)  # fmt: skip
def test_a_broken_rule_is_refused_with_its_sentence(text: str, sentence: str):
    assert refused(text) == sentence


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('tikets_url = "x"', "tikets_url"),
        ('[venue]\nstrasse = "x"', "venue.strasse"),
        ('[venue.hall]\nfr = "x"', "venue.hall.fr"),
        ('[contact]\nfax = "x"', "contact.fax"),
        ('[texts.about]\nde = "x"\nfr = "y"', "texts.about.fr"),
        (PLACE + 'colour = "x"', "places.colour"),
        (THEME + 'kind = "x"', "themes.kind"),
    ],
)
def test_a_key_that_no_page_knows_is_refused_wherever_it_stands(text: str, key: str):
    assert refused(text) == f"{key}: diese Angabe gibt es nicht."


def test_an_unknown_text_is_refused_with_those_that_exist():
    sentence = refused('[texts.abuot]\nde = "x"')

    assert sentence.startswith("texts.abuot: diesen Text kennt keine Seite. Bekannt: tagline, about, stand,")


@pytest.mark.parametrize("data", [b"a b", b"\xff", b"acronym = 1", b"title = 1", b"[[hours]]\nday = 1", b"x=1\nx=2"])
def test_what_is_no_settings_file_is_refused(data: bytes):
    with pytest.raises(BadSettings, match="Die Datei ist so nicht lesbar"):
        read_settings(data, starts_on=STARTS, ends_on=ENDS)


def test_hours_are_read_on_the_hall_s_clock_and_sorted():
    later = "[[hours]]\nday = 2027-03-29\nopens = 09:00:00\ncloses = 17:00:00\n"
    earlier = "[[hours]]\nday = 2027-03-27\nopens = 09:00:00\ncloses = 17:00:00\n"

    assert read(later + earlier).profile().hours == (
        OpeningHours(datetime(2027, 3, 27, 8, tzinfo=UTC), datetime(2027, 3, 27, 16, tzinfo=UTC)),
        OpeningHours(datetime(2027, 3, 29, 7, tzinfo=UTC), datetime(2027, 3, 29, 15, tzinfo=UTC)),
    )


def test_everything_written_is_cleaned():
    text = '[venue]\nname = " Messe\\u0007\\u202e\\n Dortmund "\n[texts.about]\nde = "eins\\r\\nzwei\\u0000"\n'

    profile = read(text).profile()

    assert (profile.venue.name, profile.text("about")) == ("Messe Dortmund", Words("eins\nzwei"))


def test_a_dark_colour_is_found_where_none_is_given():
    (theme,) = read(THEME).themes

    assert contrast(theme.colour_dark, DARK_GROUND) >= READABLE


@pytest.mark.parametrize("colour", PALETTE)
def test_the_palette_is_readable_on_both_grounds(colour: str):
    assert contrast(colour, LIGHT_GROUND) >= READABLE
    assert contrast(lightened(colour), DARK_GROUND) >= READABLE


def test_contrast_is_measured_as_the_standard_says():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
    assert contrast("#123456", "#123456") == 1
