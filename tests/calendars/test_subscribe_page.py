"""The page on how to subscribe."""

from __future__ import annotations

import re
from dataclasses import replace

from eventapp.programme.value import NamedExhibitor, Words
from tests.calendars.builders import BASE_URL, STAGE, make_programme, make_session

PAGE = "/elektrotechnik-2027/kalender"
ADDRESS = BASE_URL + "/elektrotechnik-2027/kalender/elektrotechnik-2027-{}.ics"


def address_shown(page: str) -> str:
    [address] = re.findall(r'<input id="kalenderadresse"[^>]* value="([^"]*)"', page)
    return address


def test_the_address_of_the_whole_programme_comes_first(published):
    page = published.client.get(PAGE).text

    assert address_shown(page) == ADDRESS.format("programm")
    assert page.index("kalenderadresse") < page.index("webcal://")


def test_a_part_can_be_chosen_and_everything_is_then_about_it(published):
    page = published.client.get(PAGE + "?feed=thema-energie").text

    feeds = set(re.findall(r"kalender(?:/|%2F)(elektrotechnik-2027-[\w-]+)\.ics", page))
    chosen = re.findall(r'href="([^"]+)" aria-current="true"', page)
    assert feeds == {"elektrotechnik-2027-thema-energie"}
    assert chosen == [PAGE + "?feed=thema-energie"]


def test_the_english_page_hands_out_the_english_feed(published):
    page = published.client.get("/en" + PAGE).text

    assert address_shown(page) == ADDRESS.format("programm").replace("/elektrotechnik", "/en/elektrotechnik", 1)


def test_every_feed_can_be_chosen(published):
    page = published.client.get(PAGE).text

    assert re.findall(r"\?feed=([\w-]+)", page) == [
        "programm",
        "tag-2027-02-10",
        "tag-2027-02-11",
        "tag-2027-02-12",
        "thema-energie",
        "ort-buehne-a",
        "ort-werkstatt",
    ]


def test_before_the_first_release_one_can_subscribe_already(site):
    answer = site.client.get(PAGE)

    assert (answer.status_code, address_shown(answer.text)) == (200, ADDRESS.format("programm"))


def test_a_name_with_markup_in_it_stays_text(published):
    place = replace(STAGE, name=Words("<script>alert(1)</script>"))
    published.publish(make_programme(make_session(), number=2, places=(place,)))

    page = published.client.get(PAGE + "?feed=ort-buehne-a").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_many_exhibitors_are_folded_away_until_one_of_them_is_chosen(published):
    named = tuple(NamedExhibitor(f"nr-{number}", f"Nummer {number} GmbH") for number in range(40))
    session = make_session(exhibitors=tuple(one.slug for one in named))
    published.publish(make_programme(session, number=2, exhibitors=named))

    page = published.client.get(PAGE).text
    chosen = published.client.get(PAGE + "?feed=aussteller-nr-7").text

    assert "<details open" not in page
    assert "<details open" in chosen
    assert "Elektrotechnik 2027: Nummer 7 GmbH" in chosen
