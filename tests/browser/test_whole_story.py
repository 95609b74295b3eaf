"""The whole story with nothing but a shell for the first invitation, a mail server and two browsers.

Sabine runs the office. She reads in last fair's list, then the addresses, and invites everybody. Holger works for one
of them: he signs in with the code from the mail, says everything about the stand, adds a logo and proposes a talk.
Sabine asks what she does not understand, he answers, she accepts. The talk gets a time and a place and is released
alone; what else she changed stays a draft. A visitor who subscribed to the calendar before has the talk in it, and
nothing else.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar, Component
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_member_story import fill, go_on, logo
from tests.browser.town import Town, device, sink, town

__all__ = ["device", "sink", "town"]
pytestmark = pytest.mark.browser

FAIR, YEAR = "et-2035", "2035-02-14"
OFFICE, HOLGER = "buero@messe.example", "holger@hafenwerk.example"
DESK, LIST = f"/desk/{FAIR}/programm", f"/desk/{FAIR}/aussteller"
FEED = f"/{FAIR}/kalender/{FAIR}-programm.ics"
MEMBERS = (
    *("Hafenwerk GmbH & Co. KG", "Ämter für Übermorgen e. V.", "Groß & Söhne KG", "Institut für Wärme"),
    *(f"Beispielwerk {number} GmbH" for number in range(1, 15)),
)
"""Eighteen, as many as on the joint stand whose list this one is shaped after."""
PROGRAMME = f"""Titel;Tag;Beginn;Ende;Ort
Eröffnung;{YEAR};09:00;09:30;Bühne A
Netze der Zukunft;{YEAR};10:00;10:45;Bühne A
Rundgang;{YEAR};11:00;11:30;Bühne A
"""


def calendar_of(page: Page) -> dict[str, Component]:
    """What the subscribed calendar holds at its next look, by title."""
    feed = page.request.get(FEED).body()
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(feed).walk("VEVENT")}


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("main").get_by_role("button", name=name).first.click()


def list_of_members() -> bytes:
    """As a fair's own site gives it away: a line above the header, another code page, a stray column at the end."""
    lines = ["MESSE 2034 - Exhibitors", "Hit type;Exhibitor;Country;Zip Code;City;Company website;Booth"]
    lines += [f'Exhibitor;{name};Germany;44137;Dortmund;http://werk.example;"Hall 13, Stand C14";' for name in MEMBERS]
    return "\r\n".join(lines).encode("cp1252")


def list_of_addresses() -> bytes:
    addresses = [HOLGER, *(f"kontakt{number}@werk.example" for number in range(1, len(MEMBERS)))]
    return "\r\n".join(["Aussteller;E-Mail", *map(";".join, zip(MEMBERS, addresses, strict=True))]).encode()


def read_in(page: Page, path: str, name: str, content: bytes, taken: str) -> None:
    page.goto(path)
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.get_by_role("main").locator("input[type=file]").set_input_files(file)
    press(page, "Prüfen")
    press(page, taken)
    expect(page.get_by_role("status").first).to_be_visible()


def the_office_comes_in(page: Page, town: Town) -> None:
    town.shell("fair", "create", FAIR, "--title", "Elektrotechnik 2035", "--starts", YEAR, "--ends", "2035-02-16")
    town.shell("accounts", "invite", OFFICE, "--role", "organiser", "--name", "Sabine Beispiel", "--mail")
    page.goto(town.link(OFFICE, "Zugang"))
    press(page, "Einloggen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Messeauftritte")


def the_office_has_a_programme(page: Page) -> None:
    read_in(page, f"{DESK}/einlesen", "programm.csv", PROGRAMME.encode(), "3 Programmpunkte übernehmen")
    page.goto(f"{DESK}/veroeffentlichen")
    press(page, re.compile("veröffentlichen"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Version 1")
    page.goto(DESK)
    page.get_by_role("link", name="Netze der Zukunft", exact=True).first.click()
    page.locator("#title_de").fill("Noch geheim")
    page.get_by_role("button", name="Speichern").last.click()
    expect(page.locator(".flash").first).to_contain_text("Gespeichert")


def the_office_invites_everybody(page: Page) -> None:
    read_in(page, f"{LIST}/einlesen", "aussteller.csv", list_of_members(), "18 Mitglieder übernehmen")
    read_in(page, f"{LIST}/einlesen", "adressen.csv", list_of_addresses(), "18 Mitglieder übernehmen")
    page.locator("#alle").check()
    press(page, "18 einladen …")
    press(page, "18 einladen")
    expect(page.get_by_role("link", name=re.compile("^eingeladen 18"))).to_be_visible()


def holger_signs_in(page: Page, town: Town) -> None:
    town.link(HOLGER, "Einladung")
    page.goto("/mein-stand/")
    page.get_by_label("E-Mail-Adresse").fill(HOLGER)
    press(page, "Code anfordern")
    page.get_by_label("Code").fill(town.code(HOLGER))
    press(page, "Einloggen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Anmeldung")


def holger_says_everything(page: Page, folder: Path) -> None:
    front = page.url
    page.get_by_role("link", name="Firmeneintrag", exact=True).click()
    press_all_of_the_company(page, folder)
    page.goto(front + "exponate/")
    press(page, "Exponat anlegen")
    fill(page, Titel_auf_Deutsch="Kran mit Gefühl", Text_auf_Deutsch="Er spürt, was er hebt.")
    go_on(page)
    go_on(page)
    fill(page, Gewünschte_Fläche="4")
    go_on(page)
    page.get_by_label("Kein Strom").check()
    go_on(page)
    page.get_by_label("Kein Netz").check()
    page.get_by_label("Kein Bildschirm").check()
    go_on(page)
    without_the_rest(page)
    page.goto(front + "programmvorschlaege/")
    press(page, "Programmvorschlag anlegen")
    fill(page, Titel_auf_Deutsch="Kräne, die fühlen", Kurztext_auf_Deutsch="Aus dem Hafen berichtet.")
    page.get_by_label("Vortrag", exact=True).check()
    go_on(page)
    fill(page, Vortragende="Holger Hafen, Hafenwerk")
    page.get_by_label("Die Vortragenden sind einverstanden").check()
    go_on(page)
    page.get_by_label("Deutsch", exact=True).check()
    page.get_by_label("30 Minuten").check()
    without_the_rest(page)
    page.goto(front + "standpersonal/")
    page.get_by_label("Liste einfügen").fill("Holger Hafen\nErika Muster")
    press(page, "Liste eintragen")
    page.get_by_role("link", name="Angaben machen").click()
    fill(page, Ansprechperson_am_Stand="Holger Hafen", Telefon_am_Stand="+49 171 1234567")
    page.get_by_label("Die genannten Personen sind informiert").check()
    without_the_rest(page)
    page.goto(front + "anlieferung/")
    page.get_by_label("Wir liefern nichts an").check()
    without_the_rest(page)
    page.goto(front + "rechnung/")
    fill(page, Rechnungsempfänger="Hafenwerk GmbH & Co. KG", Straße_oder_Postfach="Postfach 1", Postleitzahl="44147")
    page.get_by_label("Ort", exact=True).fill("Dortmund")
    page.get_by_label("E-Mail für die elektronische Rechnung").fill("rechnung@hafenwerk.example")
    without_the_rest(page)
    page.goto(front + "pruefen")
    press(page, "6 Angaben einreichen")
    expect(page.get_by_text("Danke, Ihre Angaben sind beim Messebüro.")).to_be_visible()


def press_all_of_the_company(page: Page, folder: Path) -> None:
    page.get_by_label("Hersteller").check()
    go_on(page)
    fill(page, Straße="Kai 7")
    go_on(page)
    fill(page, Text_auf_Deutsch="Wir bauen Kräne.", Text_auf_Englisch="We build cranes.")
    go_on(page)
    page.get_by_label("Logo", exact=False).first.set_input_files(logo(folder))
    expect(page.get_by_text("Auf dunklen Seiten")).to_be_visible()
    fill(page, Beschreibung_des_Logos="Ein Haken")
    page.get_by_label("Rechte am Logo").check()
    go_on(page)
    fill(page, Ansprechperson="Holger Hafen")
    page.get_by_label("Telefon", exact=True).fill("+49 231 99999")
    go_on(page)


def without_the_rest(page: Page) -> None:
    """What is not compulsory stays empty on purpose: "not wanted" is an answer."""
    wanted = page.get_by_label("Freiwillige Felder, die hier leer bleiben")
    if wanted.count():
        wanted.check()
    go_on(page)


def the_office_asks(page: Page) -> None:
    page.goto(f"{LIST}/pruefen")
    page.get_by_role("link", name="Firmeneintrag").click()
    row = page.locator("#street")
    row.get_by_text("Rückfrage", exact=True).click()
    row.get_by_label("Ihre Frage").fill("Stimmt die Hausnummer?")
    row.get_by_role("button", name="Rückfrage stellen").click()
    expect(page.locator(".flash").first).to_contain_text("Die Rückfrage ist unterwegs")


def holger_answers(page: Page, town: Town) -> None:
    assert "Stimmt die Hausnummer?" in town.mail(HOLGER, "Rückfrage")
    page.goto(town.front)
    page.get_by_role("link", name="Rückfrage beantworten", exact=True).click()
    fill(page, Straße="Kai 9", Ihre_Antwort="Jetzt stimmt sie.")
    press(page, "Antworten und wieder einreichen")
    expect(page.get_by_text("Danke, Ihre Antwort ist beim Messebüro.")).to_be_visible()


def the_office_accepts_everything(page: Page) -> None:
    page.goto(LIST)
    page.locator("#alle").check()
    press(page, "6 freigeben …")
    press(page, "6 freigeben")
    expect(page.locator(".flash").first).to_be_visible()


def the_office_releases_the_talk_alone(page: Page) -> None:
    page.goto(DESK)
    page.get_by_role("link", name="Kräne, die fühlen", exact=True).first.click()
    page.get_by_label("Tag", exact=True).fill("2035-02-15")
    page.get_by_label("Beginn", exact=True).fill("14:00")
    page.get_by_label("Ort", exact=True).select_option("Bühne A")
    page.get_by_role("button", name="Speichern").last.click()
    expect(page.locator(".flash").first).to_contain_text("Gespeichert")
    page.get_by_role("link", name="Nur diesen veröffentlichen").click()
    expect(page.locator(".release")).not_to_contain_text("Noch geheim")
    press(page, "Version 2 veröffentlichen")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Version 2")


def test_a_proposal_of_a_member_arrives_alone_in_a_subscribed_calendar(town: Town, device, tmp_path: Path):
    sabine, holger, visitor = device(viewport={"width": 1280, "height": 900}), device(viewport=PHONE), device()
    the_office_comes_in(sabine, town)
    the_office_has_a_programme(sabine)
    the_office_invites_everybody(sabine)
    before = calendar_of(visitor)
    assert sorted(before) == ["Eröffnung", "Netze der Zukunft", "Rundgang"]

    holger_signs_in(holger, town)
    town.front = holger.url
    holger_says_everything(holger, tmp_path)
    assert "Kran mit Gefühl" in town.mail(HOLGER, "Eingereicht")

    the_office_asks(sabine)
    holger_answers(holger, town)
    the_office_accepts_everything(sabine)
    holger.goto(town.front)
    expect(holger.get_by_role("heading", level=1)).to_have_text("Ihr Auftritt")
    the_office_releases_the_talk_alone(sabine)

    after = calendar_of(visitor)
    assert sorted(after) == ["Eröffnung", "Kräne, die fühlen", "Netze der Zukunft", "Rundgang"]
    assert after["Kräne, die fühlen"]["DTSTART"].dt.astimezone(UTC) == datetime(2035, 2, 15, 13, 0, tzinfo=UTC)
    assert after["Kräne, die fühlen"]["LOCATION"].startswith("Bühne A")
    assert {title: after[title]["UID"] for title in before} == {title: event["UID"] for title, event in before.items()}
    sabine.goto(DESK)
    expect(sabine.get_by_role("link", name="Noch geheim").first).to_be_visible()
