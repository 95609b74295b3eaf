"""The programme narrowed to what has places left, as the server answers it: for who has no script, for long
programmes and for the grid."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from lxml import html

from tests.factories import SLUG, change, make_fair, make_release, make_session
from tests.signups.house import come, make_workshop
from tests.signups.test_waiting_list import goes

pytestmark = pytest.mark.usefixtures("in_app")
PROGRAMME = f"/{SLUG}/programm"
ASKED = f"{PROGRAMME}?plaetze=frei"


def visible(client: FlaskClient, path: str = ASKED) -> list[str]:
    """The codes of the sessions that are not hidden."""
    page = html.document_fromstring(client.get(path).text)
    return page.xpath("//article[@data-entry][not(@hidden)]/@data-entry")


def make_fair_with_all_kinds() -> None:
    """A workshop for one, one for two, a talk for all, a meeting for the invited, and a workshop that is cancelled."""
    fair = make_workshop(capacity=1)
    wanted = {"admission": "sign_up", "capacity": 2}
    make_session(fair, "Löten", code="LOETEN", starts="11:00", ends="12:00", **wanted)
    make_session(fair, "Für alle", code="OFFEN1", starts="12:00", ends="13:00")
    make_session(fair, "Nur wir", code="INTERN", starts="13:00", ends="14:00", admission="closed")
    off = make_session(fair, "Fällt aus", code="ABSAGE", starts="14:00", ends="15:00", **wanted)
    make_release(later=1)
    change(off, is_cancelled=True)
    make_release(later=2)


def test_what_is_full_closed_or_cancelled_is_left_out(client: FlaskClient, clock):
    make_fair_with_all_kinds()
    assert visible(client) == ["WORKSH", "LOETEN", "OFFEN1"]

    come("ada@besuch.example")
    clock.shift(timedelta(seconds=2))

    assert visible(client) == ["LOETEN", "OFFEN1"]
    assert len(visible(client, PROGRAMME)) == 5


def test_a_place_that_is_offered_to_who_waits_is_nobody_elses(client: FlaskClient, clock):
    make_workshop(capacity=1)
    come("ada@besuch.example")
    come("ben@besuch.example")
    goes("ada@besuch.example")

    assert visible(client) == []


def test_it_combines_with_the_other_filters(client: FlaskClient, clock):
    make_fair_with_all_kinds()

    assert visible(client, f"{ASKED}&q=l%C3%B6ten") == ["LOETEN"]
    assert visible(client, f"{ASKED}&tag=1999-01-01") == []


def test_the_answer_is_kept_no_longer_than_the_places_themselves(client: FlaskClient, clock):
    make_fair_with_all_kinds()

    answer = client.get(ASKED)

    assert answer.headers["Cache-Control"] == "public, max-age=5"
    assert client.get(ASKED, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    come("ada@besuch.example")
    clock.shift(timedelta(seconds=2))
    assert client.get(ASKED, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 200


def test_the_page_of_everything_is_kept_as_before(client: FlaskClient, clock):
    make_fair_with_all_kinds()

    assert client.get(PROGRAMME).headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("is_grid", [False, True])
def test_the_number_of_hits_and_the_choice_are_told(client: FlaskClient, clock, is_grid: bool):
    make_fair_with_all_kinds()

    page = html.document_fromstring(client.get(f"{ASKED}&ansicht=raster" if is_grid else ASKED).text)

    assert page.xpath("normalize-space(//*[@data-status])") == "Treffer: 3"
    assert page.xpath("normalize-space(//ul[@data-chosen]//*[@data-label])") == "Plätze frei"
    assert page.xpath("//select[@name='plaetze']/option[@selected]/@value") == ["frei"]


def test_the_grid_shows_what_has_places(client: FlaskClient, clock):
    make_fair_with_all_kinds()
    come("ada@besuch.example")

    page = html.document_fromstring(client.get(f"{ASKED}&ansicht=raster").text)

    titles = page.xpath("//div[contains(@class, 'grid__entry')]//a/text()")
    assert [title.strip() for title in titles] == ["Löten", "Für alle"]


def test_a_programme_of_many_sessions_is_narrowed_too(client: FlaskClient, clock):
    fair = make_workshop(capacity=1)
    for number in range(200):
        make_session(fair, f"Nummer {number}", code=f"X{number:05d}", starts="12:00", ends="12:30")
    make_session(fair, "Nur wir", code="INTERN", starts="13:00", ends="14:00", admission="closed")
    make_release(later=1)
    come("ada@besuch.example")

    found = visible(client)

    assert (len(found), "WORKSH" in found, "INTERN" in found) == (200, False, False)


def test_where_everybody_can_simply_come_there_is_no_such_choice(client: FlaskClient, clock):
    make_session(make_fair(), code="OFFEN1")
    make_release()

    page = client.get(ASKED).text

    assert 'name="plaetze"' not in page
    assert "Programmpunkte: 1" in page
