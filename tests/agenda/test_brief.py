"""The programme in brief: what script draws lines of, in the page's language."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from eventapp.agenda.brief import brief
from eventapp.i18n import Words, speaking
from eventapp.programme.value import Place, SignUpRules, Theme
from tests.factories import SLUG, make_fair, make_release, make_session, value_programme, value_session

PLACE, THEME = Place("a", Words("Bühne A", "Stage A")), Theme("energie", Words("Energie", "Energy"))


def told(language: str, **values):
    session = value_session(place="a", theme="energie", **values)
    with speaking(language):
        return brief(value_programme(session, places=(PLACE,), themes=(THEME,)), language)


def test_a_line_has_all_that_is_shown_of_it():
    assert told("de")["sessions"]["AAAAAA"] == {
        "title": "Wärme aus dem Hafen",
        "day": "2027-03-28",
        "start": "2027-03-28T10:00:00+02:00",
        "end": "2027-03-28T10:45:00+02:00",
        "from": "10:00",
        "to": "10:45",
        "place": "Bühne A",
        "theme": "energie",
        "theme_name": "Energie",
    }


def test_only_where_one_signs_up_the_line_says_so():
    assert told("de", admission="sign_up", sign_up=SignUpRules(capacity=2))["sessions"]["AAAAAA"]["sign_up"] == "1"
    assert "sign_up" not in told("de")["sessions"]["AAAAAA"]


def test_in_english_the_names_are_english_and_a_german_title_says_so():
    line = told("en")["sessions"]["AAAAAA"]

    assert (line["place"], line["theme_name"], line["lang"]) == ("Stage A", "Energy", "de")
    assert told("en")["days"] == {"2027-03-28": "Sunday, 28 March"}


def test_what_is_cancelled_or_late_says_so():
    assert told("de", is_cancelled=True)["sessions"]["AAAAAA"]["state"] == "cancelled"
    assert told("de", delay=10)["sessions"]["AAAAAA"]["state"] == "moved"


@pytest.mark.usefixtures("in_app")
def test_it_is_the_same_for_everybody_and_may_be_kept(client: FlaskClient):
    make_session(make_fair(), code="AAAAAA")
    make_release()

    answer = client.get(f"/{SLUG}/programm/kurz.json")

    assert list(answer.json["sessions"]) == ["AAAAAA"]
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert (
        client.get(f"/{SLUG}/programm/kurz.json", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    )
