"""Petra's story, with a browser: twenty minutes before the deadline she hands in everything, once.

Petra works for a member. She comes with the link of her invitation, presses the button and sees what she should have
ready and what is due next. She fills in the company entry, one topic a page, sees the logo on white, on dark and as
printed, adds an exhibit with what it needs, pastes a list of people, says how things are delivered and that optional
parts of the invoice are not wanted. She looks at the preview in both languages and at everything on one page, hands in,
and is told that it arrived. The office asks about one field; the question stands there and she answers it. Once she is
accepted her front page is her appearance, which prints on one sheet.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from flask import Flask
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from eventapp import create_app
from eventapp.clock import at_the_fair, now
from eventapp.database import db
from eventapp.exhibitors.actions.invitations import invite, invite_colleague
from eventapp.exhibitors.actions.members import add_exhibitor, create_member
from eventapp.exhibitors.actions.questions import ask
from eventapp.exhibitors.actions.registration import set_rules
from eventapp.exhibitors.actions.review import accept_all
from eventapp.exhibitors.models import Entry
from eventapp.exhibitors.queries import get_exhibitor, rules_of_fair
from eventapp.exhibitors.rules import OfficeContact
from eventapp.fair.queries import get_fair
from eventapp.outbox.models import OutboxMail
from tests.browser.conftest import PHONE
from tests.browser.office import REFUSALS, WIDE, devices
from tests.browser.server import served
from tests.browser.test_accessibility import violations_by_light_and_dark
from tests.conftest import settings
from tests.exhibitors.stand import do, entry_of, office, person
from tests.factories import SLUG, make_fair, make_theme

pytestmark = pytest.mark.browser

PETRA, KIM = "petra@muster.example", "kim@muster.example"


@dataclass
class House:
    """A served fair with one invited member, and its database to arrange and to look into."""

    app: Flask
    url: str
    here: int

    def at(self, path: str = "") -> str:
        return f"/mein-stand/{self.here}/{path}"

    def link(self, kind: str, address: str) -> str:
        """The path of the link in the last mail of that kind to that address."""
        with self.app.app_context():
            wanted = select(OutboxMail).where(OutboxMail.kind == f"exhibitors.{kind}", OutboxMail.to_address == address)
            mail = db.session.scalars(wanted.order_by(OutboxMail.id.desc())).first()
            assert mail is not None
            return str(mail.values["link"]).removeprefix("https://messe.example")


@pytest.fixture
def house(sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    database = tmp_path / "site.sqlite"
    shutil.copy(sqlite_template, database)
    monkeypatch.setitem(os.environ, "UPLOAD_FOLDER", str(tmp_path / "uploads"))
    app = create_app(settings(f"sqlite:///{database}", UPLOAD_FOLDER=str(tmp_path / "uploads")))
    with app.app_context():
        here = invited_member()
        db.session.remove()
    with served(f"sqlite:///{database}", tmp_path / "server.log") as url:
        yield House(app, url, here)
    with app.app_context():
        db.engine.dispose()


def invited_member() -> int:
    """The company entry is due in twenty minutes, everything else later."""
    moment = now()
    fair = make_fair(title="Elektrotechnik", starts_on=at_the_fair(moment).date() + timedelta(weeks=30))
    make_theme(fair, "Energie")
    rules = rules_of_fair(fair)
    soon = msgspec.structs.replace(rules.task("company"), due_at=moment + timedelta(minutes=20))
    contact = OfficeContact("Sabine Beispiel", "+49 231 1234567", "buero@messe.example")
    rules = msgspec.structs.replace(rules, tasks={**rules.tasks, "company": soon}, contact=contact)
    do(set_rules, get_fair(SLUG), rules, version=0, by=office(), at=moment)
    member = do(create_member, name="Musterwerke GmbH", at=moment)
    whom = {"contact_name": "Petra Muster", "contact_email": PETRA}
    exhibitor = do(add_exhibitor, get_fair(SLUG), member, at=moment, **whom)
    do(invite, [get_exhibitor(exhibitor.id)], by=office(), at=moment)
    return exhibitor.id


@pytest.fixture
def visit(chromium: Browser, house: House) -> Iterator:
    """A device on which somebody signs in by the link of a mail; at the end no page may have complained."""
    with devices(chromium, house.url, tolerated=REFUSALS, viewport=WIDE) as new_device:

        def open_(link: str, **device: object) -> Page:
            page = new_device(**device).new_page()
            page.goto(link)
            page.get_by_role("main").get_by_role("button").first.click()
            return page

        yield open_


def logo(folder: Path) -> str:
    """A blue wheel on nothing."""
    image = Image.new("RGBA", (1000, 400), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((350, 50, 650, 350), outline=(20, 60, 140, 255), width=60)
    path = folder / "logo.png"
    image.save(path)
    return str(path)


def fill(page: Page, **texts: str) -> None:
    for label, text in texts.items():
        page.get_by_label(label.replace("_", " "), exact=False).first.fill(text)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Speichern und weiter").click()


def clean(page: Page) -> None:
    assert violations_by_light_and_dark(page) == {}, page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url


def fill_in_the_company(page: Page, house: House, tmp_path: Path) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Name")
    page.get_by_label("Hersteller").check()
    go_on(page)
    fill(page, Straße="Musterweg 1", Postleitzahl="44137")
    page.get_by_label("Ort", exact=True).fill("Dortmund")
    go_on(page)
    fill(page, Text_auf_Deutsch="Wir bauen Zahnräder.", Text_auf_Englisch="We build cogs.")
    expect(page.locator("#text_de-hint")).to_contain_text("Noch 780 Zeichen")
    clean(page)
    go_on(page)
    page.get_by_label("Logo", exact=False).first.set_input_files(logo(tmp_path))
    expect(page.get_by_text("Auf dunklen Seiten")).to_be_visible()
    picture = page.locator(".look img").first
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    clean(page)
    fill(page, Beschreibung_des_Logos="Ein blaues Zahnrad")
    page.get_by_label("Rechte am Logo").check()
    go_on(page)
    page.get_by_label("Telefon", exact=True).fill("+49 231 99999")
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Angaben prüfen")


def add_an_exhibit(page: Page, house: House) -> None:
    page.goto(house.at("exponate/"))
    clean(page)
    page.get_by_role("button", name="Exponat anlegen").click()
    fill(page, Titel_auf_Deutsch="Zahnrad mit Gedächtnis", Text_auf_Deutsch="Es weiß, wie oft es sich gedreht hat.")
    page.get_by_label("Energie", exact=True).check()
    go_on(page)
    page.get_by_role("button", name="Später ergänzen").click()
    fill(page, Gewünschte_Fläche="2,5", Gewicht="40")
    go_on(page)
    expect(page.get_by_label("Wo der Anschluss gebraucht wird")).to_be_hidden()
    page.get_by_label("bis 3 kW, 230 V, Steckdose 16 A").check()
    expect(page.get_by_label("Wo der Anschluss gebraucht wird")).to_be_visible()
    clean(page)
    go_on(page)
    page.get_by_label("WLAN genügt").check()
    page.get_by_label("Kein Bildschirm").check()
    go_on(page)
    page.get_by_label("Freiwillige Felder, die hier leer bleiben").check()
    go_on(page)
    expect(page.get_by_role("link", name="Zahnrad mit Gedächtnis", exact=True)).to_be_visible()


def say_the_rest(page: Page, house: House) -> None:
    page.goto(house.at("standpersonal/"))
    page.get_by_label("Liste einfügen").fill("Erika Muster\nkeinname\nBeispiel, Max")
    page.get_by_role("button", name="Liste eintragen").click()
    expect(page.get_by_role("alert")).to_contain_text("Zeile 2")
    expect(page.get_by_text("Max Beispiel").first).to_be_visible()
    clean(page)
    page.get_by_role("link", name="Angaben machen").click()
    fill(page, Ansprechperson_am_Stand="Petra Muster", Telefon_am_Stand="+49 171 1234567")
    page.get_by_label("Die genannten Personen sind informiert").check()
    go_on(page)
    page.goto(house.at("anlieferung/"))
    page.get_by_label("Wir liefern nichts an").check()
    go_on(page)
    page.goto(house.at("rechnung/"))
    fill(page, Rechnungsempfänger="Musterwerke GmbH", Straße_oder_Postfach="Postfach 1", Postleitzahl="44137")
    page.get_by_label("Ort", exact=True).fill("Dortmund")
    page.get_by_label("E-Mail für die elektronische Rechnung").fill("rechnung@muster.example")
    page.get_by_label("Freiwillige Felder, die hier leer bleiben").check()
    clean(page)
    go_on(page)
    page.goto(house.at("programmvorschlaege/"))
    page.get_by_role("button", name="Wir schlagen nichts vor").click()


def test_petra_hands_in_everything_before_the_deadline(house: House, visit, tmp_path: Path):
    page = visit(house.link("invitation", PETRA))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Anmeldung")
    expect(page.get_by_text("Das sollten Sie bereitlegen")).to_be_visible()
    expect(page.locator(".next-due")).to_contain_text(re.compile(r"noch (19|20) Minuten"))
    clean(page)
    page.get_by_role("link", name="Beginnen Firmeneintrag").click()
    fill_in_the_company(page, house, tmp_path)
    add_an_exhibit(page, house)
    say_the_rest(page, house)

    page.goto(house.at("vorschau"))
    expect(page.get_by_role("article", name="Auf Englisch")).to_contain_text("We build cogs.")
    clean(page)
    page.goto(house.at("pruefen"))
    clean(page)
    page.get_by_role("button", name="5 Angaben einreichen").click()
    expect(page.get_by_text("Danke, Ihre Angaben sind beim Messebüro.")).to_be_visible()
    clean(page)
    assert house.link("handed_in", PETRA)

    with house.app.app_context():
        do(ask, entry_of(get_exhibitor(house.here)), "Stimmt die Hausnummer?", field="street", by=office(), at=now())
    page.goto(house.at())
    page.get_by_role("link", name="Rückfrage beantworten", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Frage des Messebüros")
    clean(page)
    fill(page, Straße="Musterweg 3", Ihre_Antwort="Jetzt stimmt sie.")
    page.get_by_role("button", name="Antworten und wieder einreichen").click()
    expect(page.get_by_text("Danke, Ihre Antwort ist beim Messebüro.")).to_be_visible()

    accept_everything(house)
    page.goto(house.at())
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Auftritt")
    clean(page)
    page.set_viewport_size(PHONE)
    clean(page)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4"))) == 1


def accept_everything(house: House) -> None:
    with house.app.app_context():
        wanted = select(Entry).where(Entry.exhibitor_id == house.here, Entry.state.in_(("submitted", "answered")))
        chosen = [(entry, entry.submission) for entry in db.session.scalars(wanted)]
        do(accept_all, chosen, by=office(), at=now())


def test_what_was_typed_is_there_after_the_browser_died(house: House, visit):
    page = visit(house.link("invitation", PETRA))
    page.goto(house.at("firmeneintrag/texte"))
    page.get_by_label("Text auf Deutsch").press_sequentially("Wir bauen")
    expect(page.get_by_text("Gespeichert um")).to_be_visible(timeout=5_000)
    context = page.context
    page.close(run_before_unload=False)

    again = context.new_page()
    again.goto(house.at("firmeneintrag/texte"))

    expect(again.get_by_label("Text auf Deutsch")).to_have_value("Wir bauen")


def test_what_was_typed_outlives_a_lost_session_in_its_tab(house: House, visit):
    page = visit(house.link("invitation", PETRA))
    page.goto(house.at("firmeneintrag/texte"))
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.get_by_label("Text auf Deutsch").press_sequentially("Nicht verloren")
    expect(page.get_by_text("Sie sind nicht mehr eingeloggt")).to_be_visible(timeout=5_000)
    page.context.add_cookies(cookies)

    page.goto(house.at("firmeneintrag/texte"))

    expect(page.get_by_label("Text auf Deutsch")).to_have_value("Nicht verloren")
    expect(page.get_by_text("Gespeichert um")).to_be_visible(timeout=5_000)
    assert page.evaluate("Object.keys(sessionStorage).length") == 0


def test_two_browsers_on_one_text_see_both_and_decide(house: House, visit):
    with house.app.app_context():
        do(invite_colleague, get_exhibitor(house.here), email=KIM, name="Kim Muster", by=person(PETRA), at=now())
    petra, kim = visit(house.link("invitation", PETRA)), visit(house.link("colleague", KIM))
    for page in (petra, kim):
        page.goto(house.at("firmeneintrag/texte"))
    kim.get_by_label("Text auf Deutsch").fill("Kims Text")
    expect(kim.get_by_text("Gespeichert um")).to_be_visible(timeout=5_000)

    petra.get_by_label("Text auf Deutsch").fill("Petras Text")
    petra.get_by_role("button", name="Beide Fassungen ansehen").click(timeout=5_000)

    expect(petra.get_by_role("alert")).to_contain_text("Jemand anderes hat inzwischen gespeichert")
    expect(petra.get_by_label("Text auf Deutsch")).to_have_value("Petras Text")
    expect(petra.get_by_text("Kims Text")).to_be_visible()
    clean(petra)
    go_on(petra)
    kim.reload()
    expect(kim.get_by_label("Text auf Deutsch")).to_have_value("Petras Text")


def test_without_script_everything_can_be_filled_in(house: House, visit):
    page = visit(house.link("invitation", PETRA), java_script_enabled=False, viewport=PHONE)
    page.get_by_role("link", name="Beginnen Firmeneintrag").click()
    page.get_by_label("Dienstleister").check()
    go_on(page)
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("Postleitzahl: Diese Angabe fehlt noch.")
    page.get_by_role("button", name="Später ergänzen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Texte")


@pytest.mark.parametrize("viewport", [PHONE, {"width": 768, "height": 900}], ids=["phone", "tablet"])
def test_every_other_page_is_clean_too_in_bothspokens(house: House, visit, viewport: dict[str, int]):
    page = visit(house.link("invitation", PETRA), viewport=viewport)
    for spoken in ("de", "en"):
        for path in ("team", "verlauf", "zurueckziehen", "pruefen", "vorschau", "standpersonal/", "rechnung/rechnung"):
            page.goto(house.at(path))
            clean(page)
        page.goto(f"/{SLUG}/mitmachen")
        clean(page)
        page.goto("/mein-stand/?alle=1")
        clean(page)
        if spoken == "de":
            page.get_by_role("button", name="English").click()
