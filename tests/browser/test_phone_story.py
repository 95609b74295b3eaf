"""A visitor with a phone in one hand: finds a session, opens it, takes it along, subscribes, sees what changed."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from eventapp.programme.filters import Filter
from eventapp.programme.value import Session
from tests.browser.conftest import Site, Visit
from tests.browser.fairs import BIG, DEMO, FULL
from tests.browser.following import before_its_script, follow
from tests.browser.kinds import CANCELLED, DURING, LONG_TITLE, MOVED, UNTRANSLATED, USUAL
from tests.browser.programme_page import (
    choose,
    dropper,
    expect_hits,
    hits,
    query_of,
    search_field,
    status,
    submit,
    when,
)

pytestmark = pytest.mark.browser

PROGRAMME = f"/{DEMO}/programm"
WORDS = ("strasse", "Straße", "STRASSE", "  straße  ", "buehne sued", "Bühne Süd", "laterne", "lastmanagement", "smart")


def found(site: Site, **chosen: str) -> list[str]:
    """The German titles that a filter lets through, sorted."""
    return sorted(session.title.de for session in Filter(**chosen).sessions(site.demo))


def path_of(session: Session) -> str:
    return f"{PROGRAMME}/{session.code}"


def stays(page: Page) -> bool:
    """Whether this is still the document that was marked with :func:`mark`."""
    return bool(page.evaluate("window.__stays === true"))


def mark(page: Page) -> None:
    page.evaluate("window.__stays = true")


def test_from_the_front_page_to_the_programme_is_one_tap(visit: Visit):
    page = visit(f"/{DEMO}/?{DURING}")

    follow(page.get_by_role("link", name="Ganzes Programm"))

    expect(page.get_by_role("heading", level=1, name="Programm")).to_be_visible()
    assert len(hits(page)) == 63


def test_choosing_a_theme_shows_only_its_sessions_at_once(visit: Visit, site: Site):
    page = visit(PROGRAMME)
    mark(page)

    choose(page, "Thema", "Energie")

    expect(status(page)).to_have_text(f"Treffer: {len(found(site, thema='energie'))}")
    expect_hits(page, found(site, thema="energie"))
    assert stays(page)


def test_the_address_carries_every_choice(visit: Visit):
    page = visit(PROGRAMME)

    page.get_by_role("link", name="Do., 11.02.", exact=True).click()
    choose(page, "Thema", "Energie")
    choose(page, "Ort", "Bühne Nord")
    search_field(page).fill("5gain")

    expect(status(page)).to_have_text("Treffer: 1")
    assert query_of(page) == {"tag": "2027-02-11", "thema": "energie", "ort": "buehne-nord", "q": "5gain"}


def test_the_address_of_a_filtered_programme_opens_as_it_was(visit: Visit, site: Site):
    page = visit(f"{PROGRAMME}?thema=energie&tag=2027-02-11")

    expect_hits(page, found(site, thema="energie", tag="2027-02-11"))
    expect(page.get_by_label("Thema", exact=True)).to_have_value("energie")
    expect(page.get_by_role("link", name="Do., 11.02.", exact=True)).to_have_attribute("aria-current", "true")


def test_reloading_keeps_the_filter(visit: Visit):
    page = visit(PROGRAMME)
    choose(page, "Thema", "Hafenumfeld")
    expect(status(page)).to_contain_text("Treffer")
    before = hits(page)

    page.reload()

    expect_hits(page, before)
    expect(page.get_by_label("Thema", exact=True)).to_have_value("hafenumfeld")


def test_what_was_chosen_before_the_script_came_is_found(visit: Visit, site: Site):
    page = visit("about:blank")
    with before_its_script(page, PROGRAMME, "filter.js"):
        choose(page, "Thema", "Hafenumfeld")

    expect_hits(page, found(site, thema="hafenumfeld"))
    assert query_of(page) == {"thema": "hafenumfeld"}


def test_back_and_forward_keep_the_filter(visit: Visit):
    page = visit(f"/{DEMO}/")
    follow(page.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name="Programm"))
    choose(page, "Thema", "Hafenumfeld")
    search_field(page).fill("Kundschaft")
    expect(status(page)).to_have_text("Treffer: 1")
    (title,) = hits(page)

    page.get_by_role("main").get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    page.go_back()

    expect(status(page)).to_have_text("Treffer: 1")
    expect_hits(page, [title])
    expect(search_field(page)).to_have_value("Kundschaft")
    assert query_of(page) == {"thema": "hafenumfeld", "q": "Kundschaft"}
    page.go_back()
    expect(page).to_have_url(f"{page.evaluate('location.origin')}/{DEMO}/")
    page.go_forward()
    expect(status(page)).to_have_text("Treffer: 1")
    expect_hits(page, [title])


def test_searching_finds_every_spelling_and_parts_of_compound_words(visit: Visit, site: Site):
    page = visit(PROGRAMME)

    answers = {}
    for words in WORDS:
        search_field(page).fill(words)
        expect(status(page)).to_have_text(f"Treffer: {len(found(site, q=words))}")
        answers[words] = sorted(hits(page))

    assert answers == {words: found(site, q=words) for words in WORDS}
    assert all(answers.values())


def test_a_programme_of_199_sessions_is_searched_in_all_spellings(visit: Visit):
    page = visit(f"/{FULL}/programm")

    numbers = {}
    for words in ("waerme", "gibtesnicht", "Wärme", "WÄRMENETZ", "wende", "strasse"):
        search_field(page).fill(words)
        expect(page).to_have_url(re.compile(f"[?&]q={quote(words)}$"))  # the address follows what is shown
        numbers[words] = len(hits(page))

    assert numbers == {"waerme": 72, "gibtesnicht": 0, "Wärme": 72, "WÄRMENETZ": 72, "wende": 71, "strasse": 72}


def test_a_search_in_a_fair_with_a_day_a_page_finds_on_every_day(visit: Visit):
    page = visit(f"/{BIG}/programm")

    search_field(page).fill("waerme")
    submit(page)

    expect(status(page)).to_have_text("Treffer: 72")
    days = page.get_by_role("main").get_by_role("heading", level=2)
    expect(days).to_have_text(["Dienstag, 4. Mai", "Mittwoch, 5. Mai"])


def test_the_number_of_hits_is_announced_without_moving_the_focus(visit: Visit):
    page = visit(PROGRAMME)
    before = status(page).element_handle()

    search_field(page).press_sequentially("hafen")

    expect(status(page)).to_contain_text("Treffer: ")
    expect(search_field(page)).to_be_focused()
    assert before is not None
    assert before.inner_text() == status(page).inner_text()


def test_an_empty_result_names_the_filters(visit: Visit):
    page = visit(PROGRAMME)
    choose(page, "Thema", "Energie")

    search_field(page).fill("gibtesnicht")

    expect(status(page)).to_have_text("Keine Treffer. Lassen Sie einen Filter weg:")
    expect(dropper(page, "Energie")).to_be_visible()
    expect(dropper(page, "„gibtesnicht“")).to_be_visible()
    expect_hits(page, [])


def test_dropping_one_filter_of_an_empty_result_keeps_the_others(visit: Visit, site: Site):
    page = visit(f"{PROGRAMME}?thema=energie&q=gibtesnicht")

    dropper(page, "„gibtesnicht“").click()

    expect(status(page)).to_have_text(f"Treffer: {len(found(site, thema='energie'))}")
    assert query_of(page) == {"thema": "energie"}
    expect(search_field(page)).to_have_value("")


def test_dropping_all_filters_shows_the_whole_programme(visit: Visit):
    page = visit(f"{PROGRAMME}?thema=energie&q=gibtesnicht")

    page.get_by_role("link", name="Alle Filter weglassen").click()

    expect(status(page)).to_have_text("Programmpunkte: 63")
    assert query_of(page) == {}


def test_jumping_to_now_brings_the_running_sessions_into_sight(visit: Visit):
    page = visit(f"{PROGRAMME}?um=2027-02-11T13:40")
    running = page.get_by_role("main").get_by_text("Läuft", exact=True).first
    expect(running).not_to_be_in_viewport()

    page.get_by_role("link", name="Zu jetzt springen").click()

    expect(running).to_be_in_viewport()


def test_a_session_says_when_where_and_who(visit: Visit, site: Site):
    session = site.session(USUAL)
    page = visit(path_of(session))

    main = page.get_by_role("main")
    expect(page.get_by_role("heading", level=1)).to_have_text(session.title.de)
    expect(when(page)).to_have_text(re.compile("10. Februar.*11:45–12:30 Uhr"))
    expect(main.get_by_role("link", name="Bühne Nord").first).to_be_visible()
    for speaker in site.demo.speakers_of(session):
        expect(main.get_by_role("heading", name=speaker.name)).to_be_visible()


def test_a_moved_session_says_old_and_new(visit: Visit, site: Site):
    main = visit(path_of(site.session(MOVED))).get_by_role("main")

    news = main.get_by_text("Verlegt.").locator("xpath=..")
    expect(news).to_contain_text("Jetzt: Fr., 12. Februar, 11:15–11:45 Uhr, Bühne Nord")
    expect(news).to_contain_text("vorher Do., 11. Februar, 11:30–12:00 Uhr, Bühne Süd")


def test_a_cancelled_session_says_so_and_offers_no_download(visit: Visit, site: Site):
    main = visit(path_of(site.session(CANCELLED))).get_by_role("main")

    expect(main.get_by_text("Abgesagt.", exact=True)).to_be_visible()
    expect(main.get_by_role("link", name="In den Kalender laden")).to_have_count(0)


def test_a_session_downloads_as_a_calendar_entry(visit: Visit, site: Site):
    session = site.session(USUAL)
    page = visit(path_of(session))

    with page.expect_response("**/*.ics") as answered, page.expect_download() as downloading:
        page.get_by_role("link", name="In den Kalender laden").click()

    assert answered.value.headers["content-type"] == "text/calendar; charset=utf-8"
    assert downloading.value.suggested_filename == f"{DEMO}-{session.code}.ics"
    octets = downloading.value.path().read_bytes()
    assert octets.startswith(b"BEGIN:VCALENDAR\r\n")
    assert octets.count(b"BEGIN:VEVENT") == 1


def test_the_address_to_copy_comes_before_every_other_way_to_subscribe(visit: Visit):
    page = visit(f"/{DEMO}/kalender")

    address = page.get_by_label("Adresse dieses Kalenders")
    expect(address).to_have_value(f"https://messe.example/{DEMO}/kalender/{DEMO}-programm.ics")
    expect(address).to_be_in_viewport(ratio=1)
    first_way = """input => [...document.querySelectorAll("main a")]
      .filter((link) => /^(webcal|https?):/.test(link.getAttribute("href")))
      .every((link) => input.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING)"""
    assert address.evaluate(first_way)


def test_the_address_can_be_copied_with_one_tap(visit: Visit):
    page = visit(f"/{DEMO}/kalender", permissions=["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="Adresse kopieren").click()

    expect(page.get_by_role("main").get_by_role("status")).to_have_text("Kopiert.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"https://messe.example/{DEMO}/kalender/{DEMO}-programm.ics"


def test_choosing_a_theme_to_subscribe_to_changes_the_address(visit: Visit):
    page = visit(f"/{DEMO}/kalender")

    page.get_by_role("main").get_by_role("link", name="Hafenumfeld").click()

    expected = f"https://messe.example/{DEMO}/kalender/{DEMO}-thema-hafenumfeld.ics"
    expect(page.get_by_label("Adresse dieses Kalenders")).to_have_value(expected)


def test_the_changes_tell_old_and_new_of_everything_that_moved(visit: Visit, site: Site):
    page = visit(f"/{DEMO}/")
    page.get_by_role("contentinfo").get_by_role("link", name=f"Version {site.demo.number}").click()
    page.get_by_role("link", name="Version 1", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Was sich seit Version 1 geändert hat")
    told = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Älter werden mit Technik")).last
    expect(told).to_contain_text("vorher Do., 11. Februar, 11:30–12:00 Uhr")
    expect(told).to_contain_text("jetzt Fr., 12. Februar, 11:15–11:45 Uhr")
    expect(told).to_contain_text("vorher Bühne Süd")
    expect(told).to_contain_text("jetzt Bühne Nord")


def test_the_changes_name_new_cancelled_and_retitled_sessions(visit: Visit):
    main = visit(f"/{DEMO}/version/1").get_by_role("main")

    expect(main.get_by_role("link", name="Ein Haus, ein Zähler? Strom gemeinsam nutzen")).to_be_visible()
    expect(main.get_by_role("article").filter(has_text="Platz frei?").get_by_text("Abgesagt")).to_be_visible()
    retitled = main.get_by_role("listitem").filter(has_text="Chancen und Grenzen der Sensorik").last
    expect(retitled).to_contain_text("jetzt Messen wir zu viel? Sensoren im öffentlichen Raum")


@pytest.mark.parametrize("path", ["", "programm?thema=energie&q=laden", "vortragende", "kalender", "version/1"])
def test_the_other_language_stays_on_the_page_and_leads_back(visit: Visit, path: str):
    page = visit(f"/{DEMO}/{path}")
    here = page.url

    page.get_by_role("link", name="English").click()

    expect(page).to_have_url(here.replace(f"/{DEMO}/", f"/en/{DEMO}/"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Deutsch", exact=True).click()
    expect(page).to_have_url(here)


def test_the_other_language_keeps_a_filter_chosen_just_now(visit: Visit):
    page = visit(PROGRAMME)
    choose(page, "Thema", "Energie")
    expect(status(page)).to_contain_text("Treffer")

    page.get_by_role("link", name="English").click()

    expect(page.get_by_role("heading", level=1, name="Programme")).to_be_visible()
    assert query_of(page) == {"thema": "energie"}


def test_a_german_title_on_an_english_page_is_marked_as_german_and_said_to_be(visit: Visit, site: Site):
    session = site.session(UNTRANSLATED)
    main = visit(f"/en{path_of(session)}").get_by_role("main")

    assert main.get_by_role("heading", level=1).locator("[lang=de]").inner_text() == session.title.de
    expect(main.get_by_text("available in German only")).to_be_visible()


def test_a_very_long_title_is_shown_whole(visit: Visit, site: Site):
    session = site.session(LONG_TITLE)
    heading = visit(path_of(session)).get_by_role("heading", level=1)

    expect(heading).to_have_text(session.title.de)
    fits = "h => h.scrollWidth <= h.clientWidth + 1 && h.scrollHeight <= h.clientHeight + 5"
    assert heading.evaluate(fits)


def test_a_phone_gets_the_list_even_at_the_address_of_the_grid(visit: Visit):
    main = visit(f"{PROGRAMME}?ansicht=raster").get_by_role("main")

    expect(main.get_by_role("table")).to_have_count(0)
    expect(main.get_by_role("link", name="Eröffnung des Gemeinschaftsstands")).to_be_visible()
