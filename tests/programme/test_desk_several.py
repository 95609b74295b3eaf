"""One act on several sessions of the desk's list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from lxml import html

from eventapp.database import db
from eventapp.fair.queries import get_fair
from tests.factories import SLUG, at, make_fair, make_place, make_release, make_session, make_theme
from tests.people import Insider, sign_in
from tests.programme.desk_pages import DESK, draft_of, filled_in, texts

SEVERAL = f"{DESK}/mehrere"
CODES = ["AAAAAA", "BBBBBB", "CCCCCC", "DDDDDD"]


@pytest.fixture
def office(app: Flask) -> Insider:
    """One released session, two drafts at the same time and place, one that is cancelled."""
    with app.app_context():
        fair = make_fair()
        stage, theme = make_place(fair, "Bühne A", slug="buehne-a"), make_theme(fair, "Energie", slug="energie")
        make_place(fair, "Bühne B", slug="buehne-b")
        make_session(fair, "Wärme", code="AAAAAA", place=stage, theme=theme)
        make_release()
        make_session(fair, "Licht", code="BBBBBB", starts="12:00", ends="12:30", place=stage)
        make_session(fair, "Wasser", code="CCCCCC", starts="12:00", ends="12:30", place=stage)
        make_session(fair, "Strom", code="DDDDDD", starts="15:00", ends="15:30", is_cancelled=True)
        db.session.remove()
    return sign_in(app)


def ask(office: Insider, act: str, codes: list[str], **more: str) -> str:
    answer = office.send(SEVERAL, {"act": act, "codes": codes, **more})
    assert answer.status_code == 200, answer.status
    return answer.get_data(as_text=True)


def do(office: Insider, act: str, codes: list[str], **more: Any) -> Any:
    return office.send(SEVERAL, filled_in(ask(office, act, codes), do="save", **more))


def lists(page: str) -> list[list[str]]:
    return [
        [" ".join(one.text_content().split()) for one in some.xpath("./li")]
        for some in html.fromstring(page).find_class("several")
    ]


def test_the_page_tells_what_will_happen_and_what_cannot_with_the_reason(app: Flask, office: Insider):
    page = ask(office, "aside", CODES)

    doable, other = lists(page)
    assert [one.partition(" ")[0] for one in doable] == ["Licht", "Wasser", "Strom"]
    assert other[0].endswith("ist schon veröffentlicht und braucht eine Zeit")
    assert texts(page, "//button[@value='save']") == ["3 Programmpunkte zur Seite legen"]
    assert draft_of(app, "BBBBBB").is_scheduled


def test_several_are_moved_and_taken_back_in_one_step(app: Flask, office: Insider):
    answer = do(office, "move", CODES, minutes="-30")
    page = office.get(answer.location).get_data(as_text=True)

    assert "3 Programmpunkte geändert." in page
    assert [draft_of(app, code).starts_at for code in CODES] == [at("09:30"), at("11:30"), at("11:30"), at("15:00")]
    form = html.fromstring(page).xpath("//*[@class='undo-now']//form")[0]
    office.send(form.get("action"), {})
    assert [draft_of(app, code).starts_at for code in CODES] == [at("10:00"), at("12:00"), at("12:00"), at("15:00")]


@pytest.mark.parametrize(
    ("act", "more", "name", "values"),
    [
        ("place", {"place": "buehne-b"}, "place", ["Bühne B"] * 4),
        ("place", {"place": ""}, "place", [None] * 4),
        ("theme", {"theme": "energie"}, "theme", ["Energie"] * 4),
    ],
)
def test_several_are_put_to_one_place_or_theme(
    app: Flask, office: Insider, act: str, more: dict[str, str], name: str, values: list[str | None]
):
    assert do(office, act, CODES, **more).status_code == 303

    found = [getattr(draft_of(app, code), name) for code in CODES]
    assert [one.name_de if one else None for one in found] == values


def test_several_are_cancelled_and_what_was_cancelled_stays_as_it_is(app: Flask, office: Insider):
    do(office, "cancel", CODES)

    assert [draft_of(app, code).is_cancelled for code in CODES] == [True] * 4
    assert [draft_of(app, code).version for code in CODES] == [2, 2, 2, 1]


def test_all_that_the_list_is_narrowed_to_are_meant_and_the_list_stays_so(office: Insider):
    page = ask(office, "cancel", [], alle="1", q="wasser")
    answer = office.send(SEVERAL, filled_in(page, do="save"))

    assert texts(page, "//button[@value='save']") == ["1 Programmpunkt absagen"]
    assert answer.location == f"{DESK}?q=wasser"


def test_nobody_acts_on_what_they_have_not_seen(app: Flask, office: Insider):
    page = ask(office, "cancel", ["AAAAAA", "BBBBBB"])
    do(office, "theme", ["BBBBBB"], theme="energie")

    answer = office.send(SEVERAL, filled_in(page, do="save"))

    assert (answer.status_code, draft_of(app, "AAAAAA").is_cancelled) == (409, False)
    assert "inzwischen" in answer.get_data(as_text=True).lower()


@pytest.mark.parametrize("minutes", ["", "0", "5000", "viele"])
def test_minutes_that_are_none_are_refused_with_a_sentence(app: Flask, office: Insider, minutes: str):
    answer = do(office, "move", ["AAAAAA"], minutes=minutes)

    assert (answer.status_code, draft_of(app, "AAAAAA").version) == (422, 1)
    assert 'href="#minutes"' in answer.get_data(as_text=True)


def test_to_release_several_leads_to_the_release_with_these_ticked(office: Insider):
    answer = office.send(SEVERAL, {"act": "release", "codes": ["AAAAAA", "CCCCCC"]})
    page = office.get(answer.location).get_data(as_text=True)

    assert html.fromstring(page).xpath("//input[@name='codes' and @checked]/@value") == ["CCCCCC"]


@pytest.mark.parametrize("sent", [{"act": "cancel"}, {"act": "unsinn", "codes": "AAAAAA"}, {"act": "release"}])
def test_nothing_chosen_does_nothing_and_says_so(office: Insider, sent: dict[str, str]):
    answer = office.send(SEVERAL, sent)

    assert answer.status_code == 303
    assert "ählen Sie" in (page := office.get(answer.location).get_data(as_text=True)) or "nichts ausgewählt" in page


def test_the_list_says_which_conflicts_there_are_and_can_be_narrowed_to_them(office: Insider):
    page = office.get(f"{DESK}?zustand=conflict").get_data(as_text=True)

    assert texts(page, "//table//th[@scope='row']") == ["Licht", "Wasser"]
    assert texts(page, "//table//a[@class='lacks']")[0].startswith("1 Konflikt")


def test_the_page_asks_the_database_as_often_for_many_as_for_few(
    app: Flask, office: Insider, queries_counted: Callable[[], int]
):
    before = queries_counted()
    ask(office, "cancel", ["AAAAAA"])
    few = queries_counted() - before
    with app.app_context():
        fair = get_fair(SLUG)
        more = [make_session(fair, f"Mehr {number}").code for number in range(5)]
        db.session.remove()
    before = queries_counted()
    ask(office, "cancel", ["AAAAAA", *more])

    assert queries_counted() - before == few
