"""Passes for people on the stand, as a member orders them."""

from __future__ import annotations

import io

from eventapp.exhibitors.queries import passes_of
from tests.exhibitors.stand import make_invited
from tests.members.conftest import STRANGER, at
from tests.people import Insider, sign_in

PAGE, ONE, LIST = "standpersonal/", "standpersonal/ausweis", "standpersonal/liste"


def names(inside) -> list[str]:
    return [f"{one.first_name} {one.last_name}" for one in passes_of(inside().id)]


def test_a_pass_is_added_by_hand_for_some_days(petra: Insider, here: int, inside):
    sent = {"first_name": "Erika", "last_name": "Muster", "days": ["2027-03-28"]}

    assert petra.send(at(here, ONE), sent).location == at(here, PAGE)

    page = petra.get(at(here, PAGE)).text
    assert "Erika Muster" in page
    assert "SIBA GmbH · So., 28.03." in page


def test_a_pass_needs_both_names(petra: Insider, here: int, inside):
    answer = petra.send(at(here, ONE), {"first_name": "Erika", "last_name": " "})

    assert answer.status_code == 422
    assert "Geben Sie den Nachnamen ein." in answer.text
    assert 'value="Erika"' in answer.text
    assert names(inside) == []


def test_good_lines_of_a_list_are_kept_and_bad_ones_stay_to_be_mended(petra: Insider, here: int, inside):
    answer = petra.send(at(here, LIST), {"text": "Erika Muster\nkim@siba.example\nBeispiel, Max"})

    assert answer.status_code == 422
    assert "Zeile 2" in answer.text
    assert ">\r\nkim@siba.example</textarea>" in answer.text.replace(">\nkim", ">\r\nkim")
    assert names(inside) == ["Max Beispiel", "Erika Muster"]


def test_a_good_list_leads_back(petra: Insider, here: int, inside):
    assert petra.send(at(here, LIST), {"text": "Erika Muster\nMax Beispiel"}).status_code == 303
    assert len(names(inside)) == 2


def test_a_file_from_a_spreadsheet_is_read(petra: Insider, here: int, inside):
    octets = "Nachname;Vorname;Firma\r\nMüller;Jörg;Partner AG\r\n".encode("cp1252")

    petra.send(at(here, LIST), {"file": (io.BytesIO(octets), "namen.csv")})

    assert names(inside) == ["Jörg Müller"]


def test_an_empty_list_says_so(petra: Insider, here: int):
    answer = petra.send(at(here, LIST), {"text": ""})

    assert answer.status_code == 422
    assert "In der Liste steht niemand." in answer.text


def test_a_pass_is_withdrawn_by_its_own_people_only(petra: Insider, app, here: int, inside):
    petra.send(at(here, LIST), {"text": "Erika Muster"})
    row = passes_of(inside().id)[0]
    from eventapp.fair.queries import get_fair  # noqa: PLC0415 -- only here

    other = make_invited(get_fair("messe-2027"), "Fremd AG", STRANGER)
    stranger = sign_in(app, STRANGER, is_organiser=False)

    assert stranger.send(at(other.id, f"standpersonal/{row.id}/zurueckziehen")).status_code == 404
    assert names(inside) == ["Erika Muster"]
    assert petra.send(at(here, f"standpersonal/{row.id}/zurueckziehen")).status_code == 303
    assert names(inside) == []
