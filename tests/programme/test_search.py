"""Sessions and speakers are found by everything that is said of them."""

from __future__ import annotations

import pytest

from eventapp.i18n import Words
from eventapp.matching import is_found, words_of
from eventapp.programme.search import search_index, session_text, speaker_texts
from eventapp.programme.value import Place, Speaker, Theme
from tests.factories import value_programme, value_session


@pytest.mark.parametrize("query", ["Projektteam", "Musterwerke", "Halle", "Energie", "Hochschule", "AAAAAA"])
def test_speakers_places_themes_organisations_and_codes_are_searched(query):
    session = value_session(
        "AAAAAA", speakers=("team",), place="halle", theme="energie", organisation="Hochschule Musterstadt"
    )
    programme = value_programme(
        session,
        speakers=(Speaker("team", "Projektteam A", "Musterwerke"),),
        places=(Place("halle", Words("Halle 3")),),
        themes=(Theme("energie", Words("Energie")),),
    )

    assert is_found(session_text(programme, session), words_of(query))


def test_every_session_has_its_place_in_the_index():
    programme = value_programme(value_session("AAAAAA"), value_session("BBBBBB"))

    assert list(search_index(programme)) == ["AAAAAA", "BBBBBB"]


@pytest.mark.parametrize("query", ["Anna", "Musterwerke", "Brücken", "bridges"])
def test_a_speaker_is_found_by_name_organisation_and_biography(query):
    anna = Speaker("anna", "Anna Alt", "Musterwerke", Words("Sie baut Brücken.", "She builds bridges."))

    ((_speaker, text),) = speaker_texts(value_programme(value_session(), speakers=(anna,)))

    assert is_found(text, words_of(query))
