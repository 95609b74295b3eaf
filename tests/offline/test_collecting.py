"""What a device is told to keep: what somebody in the hall asks for, nothing that is not public, and not too much."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventapp.clock import DAY_ENDS_AT, from_the_wall
from eventapp.offline import collecting
from tests.factories import DAY, SLUG, at, make_fair, make_release, make_session

LIST = f"/{SLUG}/ohne-netz.json"


@pytest.fixture
def released(app: Flask) -> None:
    with app.app_context():
        fair = make_fair()
        make_session(fair, "Wärme aus dem Hafen", code="WARM22")
        make_session(fair, "Pause", code="PAUSE2", kind="break")
        make_release()
        make_session(fair, "Noch geheim", code="SECRET")


def told(client: FlaskClient, path: str = LIST) -> dict:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_json()


@pytest.mark.usefixtures("released")
def test_the_released_programme_is_kept_and_nothing_of_the_draft(client: FlaskClient):
    pages = told(client)["pages"]

    assert f"/{SLUG}/programm/WARM22" in pages
    assert [page for page in pages if page.endswith(("PAUSE2", "SECRET"))] == []


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_address_on_the_list_answers_and_lies_at_its_place(client: FlaskClient, prefix: str):
    kept = told(client, prefix + LIST)

    wanted = [*kept["pages"], *kept["data"], kept["fallback"]]
    assert {path: client.get(path).status_code for path in wanted} == dict.fromkeys(wanted, 200)
    assert all(path.startswith(f"{prefix}/{SLUG}/") for path in wanted)
    assert kept["base"] == f"{prefix}/{SLUG}"


def test_before_the_first_release_there_is_a_list_too(app: Flask, client: FlaskClient):
    with app.app_context():
        make_fair()

    assert told(client)["fallback"] in told(client)["pages"]


@pytest.mark.usefixtures("released")
def test_another_release_is_another_version(client: FlaskClient, app: Flask):
    before = told(client)["version"]
    with app.app_context():
        make_release(later=5)

    assert told(client)["version"] != before


@pytest.mark.usefixtures("released")
def test_a_list_never_grows_beyond_what_a_bad_network_can_carry(client: FlaskClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(collecting, "MOST_PAGES", 3)

    assert len(told(client)["pages"]) == 3


@pytest.mark.usefixtures("released")
def test_two_weeks_after_the_fair_it_is_over(client: FlaskClient):
    ends = from_the_wall(DAY + timedelta(days=1), DAY_ENDS_AT) + timedelta(days=14)

    assert abs(told(client)["until"] / 1_000 - ends.timestamp()) <= 3_600
    assert told(client)["until"] / 1_000 > at("23:59", DAY + timedelta(days=14)).timestamp()


def test_a_fair_that_does_not_exist_has_no_list(client: FlaskClient):
    assert client.get("/gibt-es-nicht/ohne-netz.json").status_code == 404


def test_the_script_comes_from_the_root_and_is_asked_for_anew_each_time(client: FlaskClient):
    answer = client.get("/service-worker.js")

    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert client.get("/service-worker.js", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
