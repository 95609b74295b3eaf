"""Places, themes and speakers edited by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import delete

from eventapp.database import db, transaction
from eventapp.errors import DomainError, Stale
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.journal.queries import entries_about
from eventapp.programme import queries
from eventapp.programme.actions import grounds, speakers
from eventapp.programme.entries import PlaceEntry, SpeakerEntry, ThemeEntry
from eventapp.programme.models import Place, SessionSpeaker, Speaker, Theme
from tests.factories import RELEASED, SLUG, make_fair, make_place, make_release, make_session, make_speaker, make_theme

pytestmark = pytest.mark.usefixtures("in_app")
WHO = {"by": None, "at": RELEASED}


def act(module, name: str, row, *more: object, version: int | None = None):
    """The action on the row as it stands, in a transaction."""
    with transaction():
        row = db.session.get_one(type(row), row.id)
        return getattr(module, name)(row, *more, version=version or row.version, **WHO)


def names(kind) -> list[str]:
    fair = get_fair(SLUG)
    rows = queries.places_of(fair.id) if kind is Place else queries.themes_of(fair.id)
    return [row.name_de for row in rows]


def create(create_it, entry):
    with transaction():
        return create_it(get_fair(SLUG), entry, **WHO)


def test_a_new_place_stands_last_and_has_an_address_of_its_own():
    fair = make_fair()
    make_place(fair, "Bühne A", slug="buehne-a")

    place = create(grounds.create_place, PlaceEntry(Words("Große Bühne", "Main stage"), Words("Halle 3"), "room"))

    assert (place.slug, place.kind, place.where_de) == ("grosse-buehne", "room", "Halle 3")
    assert names(Place) == ["Bühne A", "Große Bühne"]


def test_two_places_of_one_name_are_refused():
    make_place(make_fair(), "Bühne A")

    with pytest.raises(DomainError) as refused:
        create(grounds.create_place, PlaceEntry(Words("BÜHNE a")))

    assert refused.value.field == "name_de"


def test_an_edited_place_is_noted_and_versioned():
    place = make_place(make_fair(), "Bühne A")

    act(grounds, "edit_place", place, PlaceEntry(Words("Bühne Nord")))

    entry = entries_about(place.fair_id, f"place:{place.slug}")[0]
    assert {"field": "Name (deutsch)", "old": "Bühne A", "new": "Bühne Nord"} in entry.differences
    assert db.session.get_one(Place, place.id).version == 2


def test_an_older_state_of_a_place_is_refused():
    place = make_place(make_fair(), "Bühne A")
    act(grounds, "edit_place", place, PlaceEntry(Words("Bühne Nord")))

    with pytest.raises(Stale):
        act(grounds, "edit_place", place, PlaceEntry(Words("Bühne Süd")), version=1)


@pytest.mark.parametrize(("steps", "order"), [(-1, "BAC"), (1, "ACB"), (9, "ACB"), (-9, "BAC"), (0, "ABC")])
def test_places_can_be_put_in_order(steps: int, order: str):
    fair = make_fair()
    for position, name in enumerate("ABC"):
        with transaction() as session:
            session.add(Place(fair_id=fair.id, slug=name.lower(), name_de=name, position=position))

    with transaction():
        grounds.move_ground(queries.find_ground(Place, fair.id, "b"), steps, **WHO)

    assert "".join(names(Place)) == order


def test_a_place_that_a_session_stands_on_is_not_removed():
    fair = make_fair()
    place = make_place(fair)
    make_session(fair, place=place)

    with pytest.raises(DomainError, match="steht noch"):
        act(grounds, "remove_ground", place)


def test_a_place_that_was_released_is_hidden_instead():
    fair = make_fair()
    place, other = make_place(fair, "Bühne A"), make_place(fair, "Bühne B")
    make_session(fair, place=other)
    make_release()

    with pytest.raises(DomainError, match="Blenden"):
        act(grounds, "remove_ground", place)
    act(grounds, "hide_ground", place)

    programme = make_release(later=5).programme
    assert [shown.name.de for shown in programme.places] == ["Bühne B"]
    assert f"ort-{place.slug}" in programme.feeds


def test_a_place_that_nobody_saw_can_go():
    place = make_place(make_fair())

    act(grounds, "remove_ground", place)

    assert names(Place) == []


def test_a_theme_gets_a_colour_for_the_dark_by_itself():
    make_fair()

    theme = create(grounds.create_theme, ThemeEntry(Words("Energie", "Energy"), "#0B6E4F"))

    assert (theme.colour, theme.colour_dark[0]) == ("#0b6e4f", "#")


@pytest.mark.parametrize(("colour", "said"), [("#ffee00", "Kontrast"), ("green", "#rrggbb")])
def test_a_colour_that_cannot_be_read_is_refused(colour: str, said: str):
    make_fair()

    with pytest.raises(DomainError, match=said) as refused:
        create(grounds.create_theme, ThemeEntry(Words("Energie"), colour))

    assert refused.value.field == "colour"


def test_an_edited_theme_keeps_its_address():
    theme = make_theme(make_fair(), "Energie", slug="energie")

    act(grounds, "edit_theme", theme, ThemeEntry(Words("Wärme"), "#1f5fbf"))

    row = db.session.get_one(Theme, theme.id)
    assert (row.slug, row.name_de, row.colour) == ("energie", "Wärme", "#1f5fbf")


def test_consent_is_noted_with_its_day():
    make_fair()
    row = create(speakers.create_speaker, SpeakerEntry("Ada Beispiel", "Stadt"))

    act(speakers, "edit_speaker", row, SpeakerEntry("Ada Beispiel", "Stadt", consent="given"))

    found = db.session.get_one(Speaker, row.id)
    assert (found.consent, found.consent_on) == ("given", RELEASED.date())


def test_who_withdraws_consent_is_left_out_of_the_next_release():
    fair = make_fair()
    ada, ben = make_speaker(fair, "Ada"), make_speaker(fair, "Ben")
    make_session(fair, code="AAAAAA", speakers=[ada, ben])
    make_release()

    act(speakers, "edit_speaker", ada, replace(SpeakerEntry("Ada"), consent="withdrawn"))

    programme = make_release(later=5, only=["AAAAAA"]).programme
    assert [speaker.name for speaker in programme.speakers] == ["Ben"]
    assert programme.session("AAAAAA").speakers == (ben.slug,)


def test_who_still_speaks_is_not_removed():
    fair = make_fair()
    ada = make_speaker(fair, "Ada")
    make_session(fair, speakers=[ada])

    with pytest.raises(DomainError, match="spricht noch"):
        act(speakers, "remove_speaker", ada)


def test_who_speaks_nowhere_can_be_removed():
    ada = make_speaker(make_fair(), "Ada")

    act(speakers, "remove_speaker", ada)

    assert db.session.get(Speaker, ada.id) is None


def test_who_stands_in_a_release_is_not_removed():
    fair = make_fair()
    ada = make_speaker(fair, "Ada")
    make_session(fair, code="AAAAAA", speakers=[ada])
    make_release()
    with transaction():
        db.session.execute(delete(SessionSpeaker))

    with pytest.raises(DomainError, match="steht in einer Veröffentlichung"):
        act(speakers, "remove_speaker", ada)


def test_who_does_not_want_to_be_named_stays_so_that_no_file_brings_the_name_back():
    ada = make_speaker(make_fair(), "Ada", consent="withdrawn")

    with pytest.raises(DomainError, match="Der Eintrag bleibt"):
        act(speakers, "remove_speaker", ada)
