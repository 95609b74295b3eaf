"""The chooser of fairs and the form of a new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask
from lxml import html

from eventapp.database import transaction
from eventapp.fair.actions import set_fair
from eventapp.fair.queries import all_slugs, draft_of, get_fair
from eventapp.fair.settings import FairSettings
from eventapp.fair.value import Venue
from eventapp.i18n import Words
from eventapp.journal.queries import entries
from tests.factories import RELEASED, SLUG, make_fair, make_place, make_release, make_session
from tests.people import Insider, sign_in
from tests.reader import read

NEW = {"title": "Elektrotechnik 2029", "starts_on": "2029-02-14", "ends_on": "16.02.2029", "former": ""}


@pytest.fixture
def office(app: Flask) -> Insider:
    return sign_in(app)


def facts_of(page: str) -> list[tuple[str, str]]:
    rows = html.fromstring(page).xpath("//dl[contains(@class, 'facts')]/div")
    return [(row.find("dt").text_content(), row.find("dd").text_content()) for row in rows]


def rows_of(office: Insider) -> list[str]:
    page = read(office, "/desk/")
    return [" ".join(row.text_content().split()) for row in page.tree.find_class("fairs__fair")]


def test_a_house_without_a_fair_says_how_to_begin(office: Insider):
    page = read(office, "/desk/")

    assert "Legen Sie den ersten an" in page.text
    assert page.tree.xpath("//main//a/@href") == ["/konto", "/desk/neu"] or "/desk/neu" in page.tree.xpath(
        "//main//a/@href"
    )


def test_fairs_are_listed_the_last_one_first_with_their_state(app: Flask, office: Insider):
    with app.app_context():
        for slug, day in {
            "messe-2025": date(2025, 2, 12),
            "messe-2027": date(2027, 3, 28),
            "messe-2029": date(2029, 2, 14),
        }.items():
            fair = make_fair(slug, title=slug.title(), starts_on=day)
            if slug == SLUG:
                make_session(fair)
                make_release()

    with time_machine.travel(datetime(2027, 3, 28, 10, tzinfo=UTC), tick=False):
        browser = sign_in(app, "zwei@messe.example")
        told = rows_of(browser)

    assert [row.split(" ")[0] for row in told] == ["Messe-2029", "Messe-2027", "Messe-2025"]
    assert ["die nächste" in told[0], "läuft" in told[1], "vorbei" in told[2]] == [True, True, True]
    assert "Programm Version 1" in told[1]
    assert "kein Programm veröffentlicht" in told[0]
    assert ["führt hierher" in row for row in told] == [False, True, False]


def test_the_number_of_queries_does_not_grow_with_fairs(
    app: Flask, office: Insider, queries_counted: Callable[[], int]
):
    def asked() -> int:
        before = queries_counted()
        assert office.get("/desk/").status_code == 200
        return queries_counted() - before

    with app.app_context():
        make_fair()
    with_one = asked()
    with app.app_context():
        make_fair("messe-2029")
        make_fair("messe-2031")

    assert asked() == with_one


def test_a_new_fair_gets_its_address_from_its_title(app: Flask, office: Insider):
    answer = office.send("/desk/neu", NEW)

    assert (answer.status_code, answer.location) == (303, "/desk/elektrotechnik-2029/messe")
    with app.app_context():
        fair = get_fair("elektrotechnik-2029")
        assert (fair.acronym, fair.starts_on, fair.ends_on) == (
            "elektrotechnik2029",
            date(2029, 2, 14),
            date(2029, 2, 16),
        )
        assert (fair.uid_domain, fair.draft) == ("messe.example", None)
        assert [(row.kind, row.by) for row in entries(fair.id)] == [("fair.created", office.person_id)]


def test_a_new_fair_takes_over_what_was_shown_before(app: Flask, office: Insider):
    with app.app_context():
        make_fair()
        with transaction():
            settings = FairSettings(venue=Venue(name="Halle"), texts={"imprint": Words("Wir", "We")})
            set_fair(get_fair(SLUG), settings, at=RELEASED)
    asked = {**NEW, "former": SLUG, "carry": ["texts", "hours"]}

    preview = office.send("/desk/neu", asked)

    assert preview.status_code == 200
    assert facts_of(preview.get_data(as_text=True))[4:] == [
        ("Angaben zu Ort und Kontakt", "1"),
        ("Texte der Seiten", "1"),
        ("Öffnungszeiten", "nichts vorhanden"),
    ]
    with app.app_context():
        assert all_slugs() == [SLUG], "nothing is made by looking"

    seen = html.fromstring(preview.get_data(as_text=True)).xpath("//input[@name='seen']/@value")[0]
    assert office.send("/desk/neu", {**asked, "seen": seen}).status_code == 303
    with app.app_context():
        draft = draft_of(get_fair("elektrotechnik-2029"))
        assert draft.written == {"venue.name": "Halle", "texts.imprint.de": "Wir", "texts.imprint.en": "We"}
        assert draft.public.profile.venue.name == ""


def test_what_changed_since_the_preview_is_shown_once_more(app: Flask, office: Insider):
    with app.app_context():
        fair = make_fair()
        make_place(fair)
    asked = {**NEW, "former": SLUG, "carry": ["places"]}
    seen = html.fromstring(office.send("/desk/neu", asked).get_data(as_text=True)).xpath("//input[@name='seen']/@value")
    with app.app_context():
        make_place(get_fair(SLUG), "Bühne B")

    answer = office.send("/desk/neu", {**asked, "seen": seen[0]})

    assert answer.status_code == 409
    assert facts_of(answer.get_data(as_text=True))[4:] == [("Orte des Programms", "2")]
    with app.app_context():
        assert all_slugs() == [SLUG]


def test_the_preview_leads_back_with_everything_kept(app: Flask, office: Insider):
    with app.app_context():
        make_fair()

    answer = office.send("/desk/neu", {**NEW, "former": SLUG, "carry": ["places"], "change": "1"})

    page = html.fromstring(answer.get_data(as_text=True))
    assert page.xpath("//input[@name='title']/@value") == [NEW["title"]]
    assert page.xpath("//input[@name='carry'][@checked]/@value") == ["places"]


def test_any_fair_may_be_the_one_that_is_taken_over_from(app: Flask, office: Insider):
    with app.app_context():
        make_fair()
        make_fair("messe-2029", starts_on=date(2029, 2, 14))

    page = read(office, "/desk/neu")
    assert page.tree.xpath("//input[@name='former'][@checked]/@value") == ["messe-2029"]
    assert page.tree.xpath("//input[@name='former']/@value") == ["messe-2029", SLUG, ""]
    assert read(office, f"/desk/neu?von={SLUG}").tree.xpath("//input[@name='former'][@checked]/@value") == [SLUG]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": " "}, "Geben Sie den deutschen Titel ein."),
        ({"starts_on": ""}, "Geben Sie den ersten Messetag ein."),
        ({"ends_on": "2029-02-13"}, "Die Messe endet vor ihrem Beginn."),
        ({"ends_on": "2029-04-14"}, "Eine Messe dauert hier höchstens 31 Tage."),
        ({"slug": "desk"}, "„desk“ taugt nicht als Adresse"),
        ({"slug": "a b"}, "„a b“ taugt nicht als Adresse"),
        ({"slug": SLUG}, f"Einen Messeauftritt „{SLUG}“"),
        ({"acronym": "x"}, "vier bis dreißig Zeichen"),
        ({"former": "keine"}, "Wählen Sie einen Eintrag aus der Liste."),
    ],
)
def test_a_mistake_is_told_and_no_fair_is_made(app: Flask, office: Insider, typed: dict[str, str], sentence: str):
    with app.app_context():
        make_fair()

    answer = office.send("/desk/neu", {**NEW, **typed})

    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    with app.app_context():
        assert all_slugs() == [SLUG]


def test_the_form_of_a_new_fair_is_a_good_page(app: Flask, office: Insider):
    with app.app_context():
        make_fair()

    assert read(office, "/desk/neu").h1 == "Messeauftritt anlegen"
