"""How calendars read feeds is counted, and nothing that tells two readers apart."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventapp.calendars.families import family_of
from eventapp.calendars.queries import readings_of
from eventapp.calendars.readers import EXTENSION, put_away
from eventapp.database import db
from eventapp.fair.queries import get_fair
from tests.factories import SLUG, make_fair, make_release, make_session
from tests.people import sign_in
from tests.reader import read as read_page

FEED = f"/{SLUG}/kalender/{SLUG}-programm.ics"
APPLE = "iOS/17.4 (21E219) dataaccessd/1.0"
GOOGLE = "Google-Calendar-Importer"


@pytest.fixture
def reader(app: Flask) -> FlaskClient:
    with app.app_context():
        make_session(make_fair(), "Netze")
        make_release()
    return app.test_client()


def counted(app: Flask) -> list[tuple[int, str, int, int]]:
    with app.app_context():
        put_away()
        found = readings_of(get_fair(SLUG).id)
        db.session.remove()
    return [(one.release, one.family, one.reads, one.unchanged) for one in found]


def read(reader: FlaskClient, agent: str, path: str = FEED, **headers: str) -> int:
    return reader.get(path, headers={"User-Agent": agent, **headers}).status_code


@pytest.mark.parametrize(
    ("agent", "family"),
    [
        (APPLE, "apple"),
        ("macOS/14.4 (23E214) CalendarAgent/999", "apple"),
        (GOOGLE, "google"),
        ("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)", "outlook"),
        ("Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Thunderbird/128.0", "thunderbird"),
        ("ICSx5/2.2.3 (2024/01/01; Ktor) Android/14", "android"),
        ("Nextcloud Calendar Subscription", "nextcloud"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "browser"),
        ("curl/8.0", "other"),
        ("", "other"),
    ],
)
def test_the_make_of_a_program_is_told_from_what_it_calls_itself(agent: str, family: str):
    assert family_of(agent) == family


def test_reads_are_counted_by_make_and_whether_anything_was_new(app: Flask, reader: FlaskClient):
    tag = reader.get(FEED, headers={"User-Agent": APPLE}).headers["ETag"]
    statuses = [read(reader, APPLE, **{"If-None-Match": tag}), read(reader, GOOGLE), read(reader, GOOGLE)]

    assert statuses == [304, 200, 200]
    assert counted(app) == [(1, "apple", 2, 1), (1, "google", 2, 0)]


def test_counts_add_up_over_days_of_work(app: Flask, reader: FlaskClient):
    read(reader, GOOGLE)
    counted(app)
    read(reader, GOOGLE)

    assert counted(app) == [(1, "google", 2, 0)]


def test_reads_after_a_release_count_for_it(app: Flask, reader: FlaskClient):
    read(reader, GOOGLE)
    counted(app)
    with app.app_context():
        make_session(get_fair(SLUG), "Speicher", code="BBBBBB")
        make_release()
    read(reader, GOOGLE)

    assert counted(app) == [(2, "google", 1, 0), (1, "google", 1, 0)]


def test_refusals_pages_and_downloads_are_nobody_s_reading(app: Flask, reader: FlaskClient):
    read(reader, GOOGLE, f"/{SLUG}/kalender/{SLUG}-nichts.ics")
    read(reader, GOOGLE, f"/{SLUG}/programm/AAAAAA.ics")
    read(reader, GOOGLE, f"/{SLUG}/kalender")
    reader.head(FEED)

    assert counted(app) == []


def test_a_fair_that_is_gone_takes_nothing_down(app: Flask, reader: FlaskClient):
    app.extensions[EXTENSION].count("nirgends", GOOGLE, is_unchanged=False)
    read(reader, GOOGLE)

    assert counted(app) == [(1, "google", 1, 0)]


def test_the_page_of_a_release_tells_how_calendars_catch_up(app: Flask, reader: FlaskClient):
    office = sign_in(app)
    before = read_page(office, f"/desk/{SLUG}/programm/version/1").text
    read(reader, GOOGLE)
    counted(app)
    after = read_page(office, f"/desk/{SLUG}/programm/version/1")

    assert "Seit dieser Version hat noch kein Kalenderprogramm gefragt." in before
    told = after.tree.xpath("//section[@aria-labelledby='kalender-title']//tbody/tr")[0]
    assert [cell.text for cell in told][:3] == ["Google Kalender", "1", "1"]
