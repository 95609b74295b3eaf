"""How many places are left, as everybody is told: on the session's page, in the programme, and by the small address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from eventapp.cli.saying import in_transaction
from eventapp.programme.queries import find_draft_session
from eventapp.signups.actions.office import set_settings
from eventapp.signups.rules import left
from tests.factories import SLUG, change, make_fair, make_release, make_session
from tests.signups.house import NOW, START, ask_for, come, fair_id, make_workshop

pytestmark = pytest.mark.usefixtures("in_app")
LEFT = f"/{SLUG}/plaetze.json"
SESSION = f"/{SLUG}/programm/WORKSH"


def come_many(number: int) -> None:
    for one in range(number):
        come(f"p{one}@besuch.example")


@pytest.mark.parametrize(
    ("capacity", "taken", "band"), [(5, 0, "free"), (5, 3, "few"), (12, 6, "free"), (12, 7, "few"), (200, 160, "few")]
)
def test_few_is_told_by_what_was_there(capacity: int, taken: int, band: str):
    """An empty workshop for five is not nearly full."""
    assert left(capacity, taken, in_words=True).band == band


def say_in_words() -> None:
    in_transaction(lambda: set_settings(fair_id(), overlap="warn", shows="words", offer_hours=12, by=None, at=NOW))


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        (0, {"state": "free", "left": 20, "waiting": False}),
        (15, {"state": "few", "left": 5, "waiting": False}),
        (20, {"state": "full", "left": 0, "waiting": True}),
        (21, {"state": "full", "left": 0, "waiting": True}),
    ],
)
def test_places_left_are_told_for_every_session_with_sign_up(client: FlaskClient, clock, taken: int, told):
    make_workshop(capacity=20)
    come_many(taken)

    assert client.get(LEFT).json == {"WORKSH": told}


def test_where_the_fair_wishes_only_words_are_told(client: FlaskClient, clock):
    make_workshop(capacity=20)
    say_in_words()
    come_many(17)

    assert client.get(LEFT).json == {"WORKSH": {"state": "few", "left": None, "waiting": False}}


def test_a_place_that_somebody_has_yet_to_confirm_is_nobodys(client: FlaskClient, clock):
    """Otherwise the number would tell whether an address was known, and made-up names would fill the session."""
    make_workshop(capacity=20)
    before = client.get(LEFT).data
    ask_for("ada@besuch.example")
    clock.shift(timedelta(seconds=5))

    assert client.get(LEFT).data == before


@pytest.mark.parametrize(
    ("moment", "state"),
    [(NOW - timedelta(days=2), "not_yet"), (NOW, "full"), (START - timedelta(minutes=15), "over")],
)
def test_outside_of_its_times_no_number_is_told(client: FlaskClient, clock, moment, state: str):
    make_workshop(capacity=1, sign_up_opens_at=NOW - timedelta(days=1))
    come("ada@besuch.example")
    clock.move_to(moment)

    assert client.get(LEFT).json["WORKSH"]["state"] == state


def test_sessions_that_are_open_to_all_are_not_among_them(client: FlaskClient, clock):
    make_session(make_fair(), code="OFFEN1")
    make_release()

    assert client.get(LEFT).json == {}


def test_a_thousand_phones_ask_the_database_once(client: FlaskClient, clock, queries_counted: Callable[[], int], app):
    make_workshop()
    client.get(LEFT)
    before = queries_counted()

    for _ in range(20):
        client.get(LEFT)

    assert queries_counted() - before == 20, "whether there is a new release, which these tests believe for no second"


def test_the_number_is_two_seconds_old_at_most(client: FlaskClient, clock):
    make_workshop(capacity=2)
    client.get(LEFT)
    come("ada@besuch.example")
    clock.shift(timedelta(seconds=2))

    assert client.get(LEFT).json["WORKSH"]["left"] == 1


def test_a_release_is_seen_at_once(client: FlaskClient, clock):
    fair = make_workshop(capacity=2)
    client.get(LEFT)
    change(find_draft_session(fair.id, "WORKSH"), capacity=5)
    make_release(later=1)

    assert client.get(LEFT).json["WORKSH"]["left"] == 5


def test_it_is_the_same_for_everybody_and_may_be_kept_for_seconds(client: FlaskClient, clock):
    make_workshop()

    answer = client.get(LEFT)

    assert answer.headers["Cache-Control"] == "public, max-age=5"
    assert "Set-Cookie" not in answer.headers


def test_the_page_of_a_session_leads_to_its_form(client: FlaskClient, clock):
    make_workshop(capacity=20)

    page = client.get(SESSION).text

    assert f'href="{SESSION}/anmelden"' in page
    assert "mit Anmeldung, 20 Plätze" in page
    assert "Anmeldung bis Sonntag, 28. März, 09:45 Uhr" in page
    assert '"maximumAttendeeCapacity": 20' in page


def test_the_kept_page_turns_when_sign_up_opens_and_when_it_ends(client: FlaskClient, clock):
    """The page is kept until the next moment at which it says something else; these are such moments."""
    make_workshop(sign_up_opens_at=NOW + timedelta(hours=1))
    before = client.get(SESSION).text
    clock.move_to(NOW + timedelta(hours=1))
    while_open = client.get(SESSION).text
    clock.move_to(START - timedelta(minutes=15))
    after = client.get(SESSION).text

    leads = [f'href="{SESSION}/anmelden"' in page for page in (before, while_open, after)]
    assert leads == [False, True, False]
    assert "Anmeldung ab Mittwoch, 3. Februar, 11:00 Uhr" in before
    assert "Freie Plätze gibt es an der Tür." in after


@pytest.mark.parametrize(("admission", "told"), [("open", "offen für alle"), ("closed", "nur geladene Gäste")])
def test_the_page_says_how_one_gets_in(client: FlaskClient, clock, admission: str, told: str):
    make_session(make_fair(), code="WORKSH", admission=admission)
    make_release()

    page = client.get(SESSION).text

    assert told in page
    assert "places.js" not in page


def test_the_programme_marks_sessions_for_which_one_signs_up(client: FlaskClient, clock):
    fair = make_workshop()
    make_session(fair, "Nur für uns", code="ZUZUZU", admission="closed", starts="12:00", ends="13:00")
    make_session(fair, "Für alle", code="OFFEN1", starts="14:00", ends="15:00")
    make_release(later=1)

    page = client.get(f"/{SLUG}/programm").text

    assert page.count("Mit Anmeldung") == 1
    assert page.count("Nur geladene Gäste") == 1
    assert page.count('data-code="WORKSH"') == 1
