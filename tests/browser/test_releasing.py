"""Releasing in a real browser: who is written to as one ticks, a release that waits, one taken back; measured."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from sqlalchemy import select

from eventapp.clock import at_the_fair, now
from eventapp.database import db, transaction
from eventapp.i18n import Words
from eventapp.programme.actions.planning_release import plan_release
from eventapp.programme.actions.release import Terms
from eventapp.programme.models import ConferenceSession
from tests.browser.measuring import faults_of
from tests.browser.office import House, house_of, signed_in
from tests.factories import SLUG, at, change, make_fair, make_place, make_release, make_session
from tests.signups.house import come

pytestmark = pytest.mark.browser
DESK = f"/desk/{SLUG}/programm"
DAY = at_the_fair(now()).date().replace(year=at_the_fair(now()).year + 1, day=1)
PEOPLE = 8


@pytest.fixture
def house(sqlite_template: Path, tmp_path: Path) -> Iterator[House]:
    with house_of(sqlite_template, tmp_path, a_changed_programme, people=PEOPLE) as house:
        yield house


def a_changed_programme() -> None:
    """Two workshops with people, of which one has moved and one is cancelled in the draft; two releases before."""
    fair = make_fair(starts_on=DAY)
    place = make_place(fair, "Werkraum", slug="werkraum")
    values = {"admission": "sign_up", "place_id": place.id, "day": DAY}
    make_session(fair, "Messen und Verstehen im eigenen Quartier", code="WORKSH", capacity=5, **values)
    make_session(fair, "Löten", code="SOLDER", capacity=5, starts="14:00", ends="15:00", **values)
    make_release(comment=Words("Das Programm steht.", "The programme is complete."))
    for name in ("ada", "ben"):
        come(f"{name}@besuch.example", now=now())
    come("cem@besuch.example", now=now(), code="SOLDER")
    change(row("WORKSH"), title_de="Messen, Verstehen, Sparen")
    make_release(later=60)
    change(row("WORKSH"), starts_at=at("16:00", DAY), ends_at=at("16:45", DAY))
    change(row("SOLDER"), is_cancelled=True)


def row(code: str) -> ConferenceSession:
    return db.session.scalars(select(ConferenceSession).where(ConferenceSession.code == code)).one()


@pytest.fixture
def context(chromium: Browser, house: House, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    with signed_in(chromium, house, java_script_enabled=getattr(request, "param", True)) as context:
        yield context


def test_the_button_follows_what_is_ticked(context: BrowserContext):
    page = context.pages[0]
    page.goto(f"{DESK}/veroeffentlichen")
    button = page.locator("[data-releases]")

    expect(button).to_have_text("Version 3 veröffentlichen und 3 Mails senden")
    page.get_by_role("checkbox", name="Löten").uncheck()
    expect(button).to_have_text("Version 3 veröffentlichen und 2 Mails senden")
    page.get_by_text("Keine wählen").click()
    expect(button).to_have_text("Version 3 veröffentlichen")
    expect(page.locator("[data-choosing-number]")).to_have_text("0 von 2 gewählt")
    page.get_by_role("checkbox", name="Löten").check()
    button.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Version 3")
    expect(page.get_by_role("heading", name="1 Mail")).to_be_visible()


@pytest.mark.parametrize("context", [False], indirect=True)
def test_without_script_it_is_released_and_planned_just_so(context: BrowserContext):
    page = context.pages[0]
    page.goto(f"{DESK}/veroeffentlichen")
    page.get_by_text("So liest sie sich: Verlegt (Deutsch)").click()
    expect(page.locator(".letter-preview").filter(has_text="Verlegt: Messen").first).to_be_visible()
    page.get_by_text("Zu einem Zeitpunkt veröffentlichen").click()
    page.get_by_label("Tag", exact=True).fill(f"{at_the_fair(now()).date() + timedelta(days=1):%Y-%m-%d}")
    page.get_by_label("Uhrzeit").fill("08:00")
    page.get_by_role("button", name="Für diesen Zeitpunkt vormerken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vorgemerkte Veröffentlichung")
    page.get_by_role("button", name="Zurückziehen").click()

    page.goto(f"{DESK}/veroeffentlichen")
    page.get_by_text("Keine wählen").click()
    page.get_by_role("checkbox", name="Löten").check()
    page.locator("[data-releases]").click()
    page.locator("form.release").or_(page.get_by_role("heading", name="Version 3", exact=True)).first.wait_for()
    if page.url.endswith("veroeffentlichen?wahl=keine"):  # the button said no mail: it asks again with the number
        page.locator("[data-releases]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Version 3")
    page.goto(f"{DESK}/version/1/als-entwurf")
    page.get_by_role("button", name="zurückholen").click()
    expect(page.locator(".flash")).to_contain_text("wieder wie in Version 1")


def test_nothing_is_wrong_at_any_width_by_light_by_dark_or_in_large_text(
    chromium: Browser, sqlite_template: Path, tmp_path: Path
):
    waiting = house_of(sqlite_template, tmp_path, _with_one_that_waits, people=1)
    with waiting as house, signed_in(chromium, house) as there:
        ways = ("/veroeffentlichen", "/versionen", "/version/2", "/version/2?mit=1", "/version/1/als-entwurf")
        ways = (*ways, "/WORKSH/veroeffentlichen", "/vorgemerkt/1")

        assert faults_of(there.pages[0], *(DESK + path for path in ways)) == {}


def _with_one_that_waits() -> None:
    a_changed_programme()
    with transaction():
        terms = Terms(Words("Bald.", "Soon."))
        plan_release(SLUG, due_at=now() + timedelta(days=1), terms=terms, only=["SOLDER"], by=None, at=now())
