"""Places, themes and speakers on the desk."""

from __future__ import annotations

import pytest
from flask import Flask

from eventapp.database import db
from eventapp.fair.queries import get_fair
from eventapp.programme import queries
from eventapp.programme.models import Place, Speaker, Theme
from tests.factories import SLUG, make_fair, make_place, make_session, make_speaker, make_theme
from tests.people import Insider, sign_in
from tests.programme.desk_pages import DESK, filled_in, texts


@pytest.fixture
def office(app: Flask) -> Insider:
    with app.app_context():
        fair = make_fair()
        stage = make_place(fair, "Bühne A", slug="buehne-a")
        make_place(fair, "Werkraum", slug="werkraum")
        make_theme(fair, "Energie", slug="energie")
        ada = make_speaker(fair, "Ada")
        make_session(fair, place=stage, speakers=[ada])
        db.session.remove()
    return sign_in(app)


def row(app: Flask, kind, slug: str):
    with app.app_context():
        found = queries.find_ground(kind, get_fair(SLUG).id, slug)
        db.session.remove()
        return found


def ada_of(app: Flask) -> Speaker:
    with app.app_context():
        found = next(one for one in queries.speakers_of(get_fair(SLUG).id) if one.name == "Ada")
        db.session.remove()
        return found


def names(office: Insider, path: str) -> list[str]:
    return texts(office.get(DESK + path).get_data(as_text=True), "//table//th[@scope='row']")


def edit(office: Insider, path: str, **changes: str):
    page = office.get(DESK + path).get_data(as_text=True)
    return office.send(DESK + path, filled_in(page, **changes))


def test_places_are_listed_in_their_order_and_can_be_moved(office: Insider):
    before = names(office, "/orte")
    office.send(f"{DESK}/orte/werkraum/tun", {"version": "1", "do": "up"})

    assert (before, names(office, "/orte")) == (["Bühne A", "Werkraum"], ["Werkraum", "Bühne A"])


def test_a_place_is_created_edited_and_removed(app: Flask, office: Insider):
    made = edit(office, "/orte/neu", name_de="Treffpunkt Tor 1", kind="meeting_point")
    edit(office, "/orte/treffpunkt-tor-1", name_en="Meeting point gate 1")
    found = row(app, Place, "treffpunkt-tor-1")
    office.send(f"{DESK}/orte/treffpunkt-tor-1/tun", {"version": str(found.version), "do": "remove"})

    assert (made.status_code, found.name_en, found.kind) == (303, "Meeting point gate 1", "meeting_point")
    assert row(app, Place, "treffpunkt-tor-1") is None


def test_a_place_in_use_is_neither_hidden_nor_removed(app: Flask, office: Insider):
    answers = [office.send(f"{DESK}/orte/buehne-a/tun", {"version": "1", "do": act}) for act in ("hide", "remove")]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert not row(app, Place, "buehne-a").is_hidden


def test_a_hidden_place_is_offered_no_longer(office: Insider):
    office.send(f"{DESK}/orte/werkraum/tun", {"version": "1", "do": "hide"})

    offered = texts(office.get(f"{DESK}/neu").get_data(as_text=True), "//select[@name='place']/option")
    assert offered == ["keine Angabe", "Bühne A"]


def test_a_stale_place_shows_both_names(office: Insider):
    opened = office.get(f"{DESK}/orte/werkraum").get_data(as_text=True)
    edit(office, "/orte/werkraum", name_de="Von ihr")

    refused = office.send(f"{DESK}/orte/werkraum", filled_in(opened, name_de="Von mir"))

    assert refused.status_code == 409
    assert texts(refused.get_data(as_text=True), "//*[@class='field__stored-text']") == ["Von ihr"]


def test_a_theme_whose_colour_cannot_be_read_is_refused_at_the_colour(office: Insider):
    answer = edit(office, "/themen/energie", colour="#ffee00")

    assert (answer.status_code, 'href="#colour"' in answer.get_data(as_text=True)) == (422, True)


def test_a_theme_is_created_and_edited(app: Flask, office: Insider):
    edit(office, "/themen/neu", name_de="Wärme", colour="#1f5fbf", colour_dark="")
    edit(office, "/themen/waerme", name_en="Heat")

    found = row(app, Theme, "waerme")
    assert (found.name_en, found.colour) == ("Heat", "#1f5fbf")
    assert names(office, "/themen") == ["Energie", "Wärme"]


def test_consent_is_noted_and_found_again(app: Flask, office: Insider):
    slug = ada_of(app).slug
    edit(office, f"/vortragende/{slug}", consent="given")

    assert ada_of(app).consent == "given"
    assert names(office, "/vortragende?einverstaendnis=given") == ["Ada"]
    assert names(office, "/vortragende?einverstaendnis=unknown") == []
    assert names(office, "/vortragende?q=ada") == ["Ada"]


def test_nobody_can_claim_that_a_source_agreed(app: Flask, office: Insider):
    answer = edit(office, f"/vortragende/{ada_of(app).slug}", consent="source")

    assert (answer.status_code, ada_of(app).consent) == (422, "unknown")


def test_a_person_is_created_and_taken_out_again(app: Flask, office: Insider):
    edit(office, "/vortragende/neu", name="Ben Beispiel", consent="unknown")
    gone = office.send(f"{DESK}/vortragende/ben-beispiel/entfernen", {"version": "1"})
    kept = office.send(f"{DESK}/vortragende/{ada_of(app).slug}/entfernen", {"version": "1"})

    assert (gone.status_code, kept.status_code) == (303, 422)
    assert row(app, Speaker, "ben-beispiel") is None


@pytest.mark.parametrize("path", ["/orte/gibt-es-nicht", "/themen/gibt-es-nicht", "/vortragende/gibt-es-nicht"])
def test_what_is_not_there_is_not_found(office: Insider, path: str):
    assert office.get(DESK + path).status_code == 404


@pytest.mark.parametrize("path", ["/orte/neu", "/themen/neu", "/vortragende/neu"])
def test_nothing_without_a_name_is_created(office: Insider, path: str):
    answer = edit(office, path, name_de=" ", name=" ")

    assert answer.status_code == 422
