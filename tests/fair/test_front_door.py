"""The front door: "/" leads to the fair of the day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from eventapp.database import transaction
from eventapp.fair.queries import fair_to_show, fairs_to_come, get_fair
from tests.factories import make_fair
from tests.reader import read

DAYS = {"messe-2023": date(2023, 2, 8), "messe-2025": date(2025, 2, 12), "messe-2027": date(2027, 2, 10)}


@pytest.fixture
def fairs(app: Flask) -> None:
    with app.app_context():
        for slug, day in reversed(DAYS.items()):
            make_fair(slug, starts_on=day, ends_on=day + timedelta(days=2))


@pytest.mark.usefixtures("fairs", "in_app")
@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2020, 1, 1), "messe-2023"),
        (date(2025, 2, 12), "messe-2025"),
        (date(2025, 2, 14), "messe-2025"),
        (date(2025, 2, 15), "messe-2027"),
        (date(2026, 11, 23), "messe-2027"),
        (date(2030, 1, 1), "messe-2027"),
    ],
)
def test_the_running_fair_is_shown_else_the_next_else_the_last(today: date, shown: str):
    assert fair_to_show(today) == shown


@pytest.mark.usefixtures("fairs", "in_app")
@pytest.mark.parametrize(
    ("preferred", "shown"), [("messe-2023", "messe-2023"), ("nie", "messe-2027"), ("", "messe-2027")]
)
def test_the_office_may_prefer_a_fair(preferred: str, shown: str):
    assert fair_to_show(date(2026, 11, 23), preferred=preferred) == shown


@pytest.mark.usefixtures("fairs", "in_app")
def test_an_archived_fair_is_shown_only_if_the_office_prefers_it():
    with transaction():
        get_fair("messe-2027").is_archived = True

    assert fair_to_show(date(2026, 11, 23)) == "messe-2025"
    assert fair_to_show(date(2026, 11, 23), preferred="messe-2027") == "messe-2027"
    assert fairs_to_come(date(2026, 11, 23)) == []


@pytest.mark.usefixtures("fairs")
@pytest.mark.parametrize(("door", "leads_to"), [("/", "/messe-2025/"), ("/en/", "/en/messe-2025/")])
def test_the_door_leads_on_in_its_language(client: FlaskClient, door: str, leads_to: str):
    with time_machine.travel(datetime(2025, 2, 13, 12, tzinfo=UTC), tick=False):
        answer = client.get(door)

    assert (answer.status_code, answer.location) == (302, leads_to)


@pytest.mark.usefixtures("fairs")
def test_the_day_turns_at_the_hall_s_midnight(client: FlaskClient):
    with time_machine.travel(datetime(2025, 2, 14, 23, 30, tzinfo=UTC), tick=False):
        assert client.get("/").location == "/messe-2027/"


@pytest.mark.usefixtures("fairs")
def test_the_settings_prefer_a_fair(app: Flask, client: FlaskClient):
    app.config["CURRENT_FAIR"] = "messe-2023"

    assert client.get("/").location == "/messe-2023/"


@pytest.mark.parametrize("door", ["/", "/en/"])
def test_a_house_without_a_fair_says_how_to_begin(client: FlaskClient, door: str):
    assert "flask --app eventapp fair create" in read(client, door).text
