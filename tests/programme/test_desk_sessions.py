"""The desk's list of sessions and the form of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from eventapp.database import db
from eventapp.fair.queries import get_fair
from tests.factories import (
    SLUG,
    at,
    change,
    make_exhibitor,
    make_fair,
    make_place,
    make_release,
    make_session,
    make_speaker,
    make_theme,
)
from tests.people import Insider, sign_in
from tests.programme.desk_pages import DESK, draft_of, filled_in, texts

LINK = "https://a.example/x Folien"
TITLES = "//table//th[@scope='row']"


@pytest.fixture
def office(app: Flask) -> Insider:
    """Signed in at the desk of a fair with one released session, one that is changed since, and one draft."""
    with app.app_context():
        fair = make_fair()
        stage, theme = make_place(fair, "Bühne A", slug="buehne-a"), make_theme(fair, "Energie", slug="energie")
        make_place(fair, "Bühne B", slug="buehne-b")
        ada = make_speaker(fair, "Ada Beispiel", organisation="Stadt")
        make_session(fair, "Wärme", code="AAAAAA", place=stage, theme=theme, speakers=[ada])
        changed = make_session(fair, "Licht", code="BBBBBB", starts="12:00", ends="12:30")
        make_release()
        change(changed, title_de="Licht im Hafen")
        make_session(fair, "Wasser", code="CCCCCC", starts="14:00", ends="14:30", title_en="Water")
        db.session.remove()
    return sign_in(app)


def page_of(office: Insider, path: str = "") -> str:
    answer = office.get(DESK + path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def save(office: Insider, code: str, **changes: Any) -> Any:
    path = f"/{code}"
    return office.send(DESK + path, filled_in(page_of(office, path), do="save", **changes))


def test_the_list_says_of_each_session_how_it_stands_towards_the_public(office: Insider):
    states = texts(page_of(office), "//table//span[contains(@class, 'plan-state')]")

    assert states == ["Veröffentlicht", "Geändert", "Entwurf"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("zustand=draft", ["Wasser"]),
        ("zustand=changed", ["Licht im Hafen"]),
        ("q=beispiel", ["Wärme"]),
        ("q=waerme", ["Wärme"]),
        ("ort=buehne-a", ["Wärme"]),
        ("thema=energie", ["Wärme"]),
        ("fehlt=place", ["Licht im Hafen", "Wasser"]),
        ("sort=titel", ["Licht im Hafen", "Wärme", "Wasser"]),
        ("tag=2027-03-28&q=hafen", ["Licht im Hafen"]),
        ("tag=unsinn&seite=99999999999", []),
    ],
)
def test_the_list_can_be_narrowed_and_sorted(office: Insider, query: str, titles: list[str]):
    assert texts(page_of(office, f"?{query}"), TITLES) == titles


def test_the_list_says_what_is_missing(office: Insider):
    assert "englischer Titel" in texts(page_of(office, "?q=hafen"), "//table//*[contains(@class, 'lacks')]")[0]


def test_the_list_asks_the_database_as_often_for_many_sessions_as_for_few(
    app: Flask, office: Insider, queries_counted: Callable[[], int]
):
    page_of(office)
    before = queries_counted()
    page_of(office)
    few = queries_counted() - before
    with app.app_context():
        fair = get_fair(SLUG)
        for number in range(6):
            make_session(
                fair, f"Mehr {number}", speakers=[make_speaker(fair, f"Person {number}")], place=make_place(fair)
            )
        db.session.remove()
    before = queries_counted()
    page_of(office)

    assert queries_counted() - before == few


def test_a_session_is_edited_in_both_languages(app: Flask, office: Insider):
    answer = save(
        office,
        "AAAAAA",
        title_de="Neue Wärme",
        title_en="New heat",
        abstract_en="**Warm**",
        links="https://a.example/x Folien",
    )

    row = draft_of(app, "AAAAAA")
    assert answer.status_code == 303
    assert (row.title_de, row.title_en, row.abstract_en) == ("Neue Wärme", "New heat", "**Warm**")
    assert row.links == [{"url": "https://a.example/x", "title": "Folien"}]


def test_a_session_is_created_with_somebody_new_on_stage(app: Flask, office: Insider):
    page = page_of(office, "/neu")
    answer = office.send(
        f"{DESK}/neu",
        filled_in(page, do="save", title_de="Frisch", starts="09:00", minutes="45", add_speaker="Ben Neu, Hochschule"),
    )

    row = draft_of(app, answer.location.rsplit("/", 1)[1])
    assert (row.title_de, row.starts_at, row.ends_at) == ("Frisch", at("09:00"), at("09:45"))
    assert [(one.speaker.name, one.speaker.organisation) for one in row.speaking] == [("Ben Neu", "Hochschule")]


def test_somebody_known_is_found_by_name(app: Flask, office: Insider):
    save(office, "CCCCCC", add_speaker="ada beispiel")

    assert [one.speaker.name for one in draft_of(app, "CCCCCC").speaking] == ["Ada Beispiel"]


@pytest.fixture
def exhibitors(app: Flask, office: Insider) -> dict[str, str]:
    """Two on the fair's list, one of them public; by address their ids as the form sends them."""
    with app.app_context():
        fair = get_fair(SLUG)
        found = {
            "siba": make_exhibitor(fair, "SIBA", slug="siba", accepted={"name": "SIBA GmbH"}),
            "hafen": make_exhibitor(fair, "Hafen KG", slug="hafen"),
        }
        ids = {slug: str(row.id) for slug, row in found.items()}
        db.session.remove()
        return ids


def giving(app: Flask, code: str) -> list[str]:
    return [one.exhibitor.slug for one in draft_of(app, code).exhibiting]


def test_exhibitors_are_chosen_by_name_and_stand_in_order(app: Flask, office: Insider, exhibitors: dict[str, str]):
    save(office, "AAAAAA", add_exhibitor="hafen kg")
    save(office, "AAAAAA", add_exhibitor="SIBA GmbH")
    page = page_of(office, "/AAAAAA")
    moved = office.send(f"{DESK}/AAAAAA", filled_in(page, do="exhibitor-up:1"))

    assert giving(app, "AAAAAA") == ["hafen", "siba"]
    assert texts(page, "//*[@id='exhibitors']//*[@class='on-stage__name']") == [
        "Hafen KG (noch nicht öffentlich)",
        "SIBA GmbH",
    ]
    assert filled_in(moved.get_data(as_text=True))["exhibitors"] == [exhibitors["siba"], exhibitors["hafen"]]
    assert filled_in(moved.get_data(as_text=True))["speakers"] == filled_in(page)["speakers"]


@pytest.mark.parametrize("pressed", ["save", "exhibitor-add"])
def test_a_name_that_no_exhibitor_has_is_refused_and_kept(
    app: Flask, office: Insider, exhibitors: dict[str, str], pressed: str
):
    typed = filled_in(page_of(office, "/AAAAAA"), do=pressed, add_exhibitor="Niemand GmbH")

    answer = office.send(f"{DESK}/AAAAAA", typed)

    page = answer.get_data(as_text=True)
    assert (answer.status_code, giving(app, "AAAAAA")) == (422, [])
    assert 'href="#add_exhibitor"' in page
    assert filled_in(page)["add_exhibitor"] == ["Niemand GmbH"]


def test_who_is_called_like_the_organisation_is_offered_and_not_taken_unasked(
    app: Flask, office: Insider, exhibitors: dict[str, str]
):
    save(office, "AAAAAA", organisation="Siba GmbH")
    page = page_of(office, "/AAAAAA")

    assert giving(app, "AAAAAA") == []
    assert f'value="exhibitor:{exhibitors["siba"]}"' in page
    taken = office.send(f"{DESK}/AAAAAA", filled_in(page, do=f"exhibitor:{exhibitors['siba']}"))
    assert filled_in(taken.get_data(as_text=True))["exhibitors"] == [exhibitors["siba"]]
    assert "on-stage__at-hand" not in taken.get_data(as_text=True)


def test_who_saves_stale_exhibitors_sees_who_is_stored(app: Flask, office: Insider, exhibitors: dict[str, str]):
    opened = page_of(office, "/AAAAAA")
    save(office, "AAAAAA", add_exhibitor="SIBA GmbH")

    refused = office.send(f"{DESK}/AAAAAA", filled_in(opened, do="save", add_exhibitor="Hafen KG"))

    stored = texts(refused.get_data(as_text=True), "//*[@id='exhibitors']//*[@class='field__stored-text']")
    assert (refused.status_code, stored, giving(app, "AAAAAA")) == (409, ["SIBA"], ["siba"])


def test_buttons_of_the_speakers_save_nothing_and_keep_what_was_typed(app: Flask, office: Insider):
    page = page_of(office, "/AAAAAA")
    added = office.send(f"{DESK}/AAAAAA", filled_in(page, do="add", title_de="Getippt", add_speaker="Ben"))
    moved = office.send(f"{DESK}/AAAAAA", filled_in(added.get_data(as_text=True), do="up:1"))

    shown = filled_in(moved.get_data(as_text=True))
    assert (moved.status_code, shown["title_de"]) == (200, ["Getippt"])
    assert shown["speakers"][0] == "+Ben"
    assert draft_of(app, "AAAAAA").title_de == "Wärme"


def test_the_preview_shows_markdown_and_saves_nothing(app: Flask, office: Insider):
    page = page_of(office, "/AAAAAA")

    answer = office.send(f"{DESK}/AAAAAA", filled_in(page, do="preview", abstract_de="**fett** <script>x</script>"))

    assert "<strong>fett</strong>" in answer.get_data(as_text=True)
    assert "<script>x" not in answer.get_data(as_text=True)
    assert draft_of(app, "AAAAAA").abstract_de == ""


def test_the_preview_beside_the_form_is_a_part_of_a_page(office: Insider):
    answer = office.send(f"{DESK}/vorschau", {"title_de": "T", "description_en": "- one"})

    assert answer.status_code == 200
    assert "<li>one</li>" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title_de": ""}, "title_de"),
        ({"ends": "09:00"}, "ends"),
        ({"ends": ""}, "ends"),
        ({"starts": "02:30"}, "starts"),
        ({"links": "javascript:alert(1)"}, "links"),
        ({"minutes": "-3"}, "minutes"),
        ({"title_en": "x" * 501}, "title_en"),
    ],
)
def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(office: Insider, changes: dict[str, str], field: str):
    answer = save(office, "AAAAAA", subtitle_de="Getippt", **changes)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert texts(page, "//title")[0].startswith("Fehler: ")
    assert f'href="#{field}"' in page
    assert filled_in(page)["subtitle_de"] == ["Getippt"]


def test_a_night_ends_on_the_next_day(app: Flask, office: Insider):
    save(office, "AAAAAA", starts="22:00", ends="01:00")

    row = draft_of(app, "AAAAAA")
    assert (row.ends_at - row.starts_at).total_seconds() == 3 * 3600


def test_who_saves_a_stale_state_sees_both_texts_and_can_save_knowingly(app: Flask, office: Insider):
    opened = page_of(office, "/AAAAAA")
    save(office, "AAAAAA", title_de="Von der Kollegin")

    refused = office.send(f"{DESK}/AAAAAA", filled_in(opened, do="save", title_de="Von mir"))
    page = refused.get_data(as_text=True)

    assert refused.status_code == 409
    assert filled_in(page)["title_de"] == ["Von mir"]
    assert texts(page, "//*[@class='field__stored-text']") == ["Von der Kollegin"]
    assert draft_of(app, "AAAAAA").title_de == "Von der Kollegin"
    office.send(f"{DESK}/AAAAAA", filled_in(page, do="save"))
    assert draft_of(app, "AAAAAA").title_de == "Von mir"


def test_the_last_changes_stand_beside_the_form(office: Insider):
    save(office, "AAAAAA", title_de="Anders")

    assert "Anders" in " ".join(texts(page_of(office, "/AAAAAA"), "//*[@class='history']//ins"))


def test_a_session_of_another_fair_is_not_found(app: Flask, office: Insider):
    with app.app_context():
        make_session(make_fair("andere-2027"), code="DDDDDD")
        db.session.remove()

    assert office.get(f"{DESK}/DDDDDD").status_code == 404
    assert office.get("/desk/gibt-es-nicht/programm").status_code == 404


@pytest.mark.parametrize("act", ["absagen", "verspaetung", "loeschen"])
def test_an_act_asks_first_and_a_look_changes_nothing(app: Flask, office: Insider, act: str):
    before = draft_of(app, "CCCCCC")
    page_of(office, f"/CCCCCC/{act}")

    after = draft_of(app, "CCCCCC")
    assert (after.version, after.is_cancelled) == (before.version, False)


def test_a_session_is_cancelled_and_takes_place_after_all(app: Flask, office: Insider):
    office.send(f"{DESK}/AAAAAA/absagen", {"version": "1"})
    was_cancelled = draft_of(app, "AAAAAA").is_cancelled
    office.send(f"{DESK}/AAAAAA/stattfinden", {"version": "2"})

    assert (was_cancelled, draft_of(app, "AAAAAA").is_cancelled) == (True, False)


def test_a_delay_leads_on_to_releasing_it_alone(app: Flask, office: Insider):
    answer = office.send(f"{DESK}/AAAAAA/verspaetung", {"version": "1", "minutes": "15"})

    assert answer.location == f"{DESK}/AAAAAA/veroeffentlichen"
    assert draft_of(app, "AAAAAA").delay_minutes == 15
    office.send(f"{DESK}/AAAAAA/puenktlich", {"version": "2"})
    assert draft_of(app, "AAAAAA").delay_minutes == 0


def test_who_enters_a_second_delay_is_told_of_the_first(office: Insider):
    first = office.get(f"{DESK}/AAAAAA/verspaetung").get_data(as_text=True)
    office.send(f"{DESK}/AAAAAA/verspaetung", {"version": "1", "minutes": "15"})

    second = office.get(f"{DESK}/AAAAAA/verspaetung").get_data(as_text=True)

    assert ["Er ist schon um 15 Minuten verspätet." in page for page in (first, second)] == [False, True]


def test_an_act_on_a_stale_state_is_refused(app: Flask, office: Insider):
    answer = office.send(f"{DESK}/AAAAAA/absagen", {"version": "7"})

    assert answer.status_code == 409
    assert not draft_of(app, "AAAAAA").is_cancelled


def test_a_delay_without_a_number_is_refused_at_its_field(office: Insider):
    answer = office.send(f"{DESK}/AAAAAA/verspaetung", {"version": "1", "minutes": ""})

    assert (answer.status_code, 'href="#minutes"' in answer.get_data(as_text=True)) == (422, True)


def test_a_draft_is_deleted_and_a_released_session_is_not(app: Flask, office: Insider):
    gone = office.send(f"{DESK}/CCCCCC/loeschen", {"version": "1"})
    kept = office.send(f"{DESK}/AAAAAA/loeschen", {"version": "1"})

    assert (gone.status_code, kept.status_code) == (303, 422)
    assert draft_of(app, "CCCCCC") is None
    assert draft_of(app, "AAAAAA") is not None


def test_a_speaker_s_number_that_no_row_has_is_nobody_s(office: Insider):
    answer = save(office, "AAAAAA", speakers=["9" * 30, "9" * 19, "2147483648"])

    assert answer.status_code in (303, 422)
