"""What the catalogue's address asks for."""

from __future__ import annotations

import pytest

from eventapp.catalogue.filters import Filter
from tests.catalogue.values import value_catalogue


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({}, ["licht", "hafen"]),
        ({"thema": "energie"}, ["licht"]),
        ({"thema": "hafen"}, ["licht", "hafen"]),
        ({"art": "services"}, ["hafen"]),
        ({"thema": "energie", "art": "services"}, []),
        ({"q": "lichtwerk"}, ["licht"]),
        ({"q": "  WERK "}, ["licht"]),
        ({"q": "laterne"}, ["licht"]),
        ({"q": "loeschen"}, ["hafen"]),
        ({"q": "unload"}, ["hafen"]),
        ({"q": "manufacturer"}, ["licht"]),
        ({"q": "Hersteller"}, ["licht"]),
        ({"q": "harbour district"}, ["licht", "hafen"]),
        ({"q": "gmbh", "thema": "energie"}, ["licht"]),
        ({"q": "gibtesnicht"}, []),
    ],
)
def test_exhibitors_are_narrowed_by_themes_of_their_exhibits_kind_and_words(query, slugs):
    assert [one.slug for one in Filter.from_query(query).exhibitors(value_catalogue())] == slugs


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({}, ["laterne", "modell"]),
        ({"thema": "hafen"}, ["modell"]),
        ({"art": "services"}, ["modell"]),
        ({"art": "manufacturer", "thema": "energie"}, ["laterne"]),
        ({"q": "charges"}, ["laterne"]),
        ({"q": "musterhafen"}, ["modell"]),
        ({"q": "energy"}, ["laterne"]),
        ({"q": "wir löschen"}, []),
    ],
)
def test_exhibits_are_narrowed_by_theme_kind_of_an_exhibitor_and_words(query, slugs):
    assert [one.slug for one in Filter.from_query(query).exhibits(value_catalogue())] == slugs


def test_dropping_one_choice_keeps_the_others():
    assert Filter(thema="energie", art="services", q="netz").query(art="") == {"thema": "energie", "q": "netz"}
