"""Feeds, downloads and QR codes over HTTP, as calendar programs ask for them."""

from __future__ import annotations

import gzip
from datetime import timedelta
from xml.etree import ElementTree

import brotli
import pytest
from icalendar import Calendar
from sqlalchemy.exc import OperationalError

from eventapp.calendars import views
from eventapp.calendars.clients import qr_svg
from eventapp.calendars.feed import feed_octets, session_octets
from eventapp.database import transaction
from eventapp.privacy import tombstones
from eventapp.programme.lenses import WHOLE, lenses_of
from tests.calendars.builders import BASE_URL, REVISED, make_programme, make_session

FEED = "/elektrotechnik-2027/kalender/elektrotechnik-2027-programm.ics"
FILE = "/elektrotechnik-2027/programm/AB12CD.ics"
ASKING_LATER = {"If-Modified-Since": "Sun, 01 Nov 2026 08:00:00 GMT"}


def test_the_feed_is_the_released_programme_octet_for_octet(published):
    programme = make_programme(make_session())

    german, english = published.client.get(FEED), published.client.get("/en" + FEED)

    assert german.data == feed_octets(programme, WHOLE, "de", base_url=BASE_URL)
    assert english.data == feed_octets(programme, WHOLE, "en", base_url=BASE_URL)


def test_the_feed_says_all_that_programs_want_to_know(published):
    answer = published.client.get(FEED)

    said = {name: answer.headers[name] for name in (
        "Content-Type", "Content-Disposition", "Cache-Control", "Last-Modified", "Vary",
        "Access-Control-Allow-Origin", "X-Content-Type-Options",
    )}  # fmt: skip
    assert said == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": 'inline; filename="elektrotechnik-2027-programm.ics"',
        "Cache-Control": "public, max-age=300",
        "Last-Modified": "Sun, 01 Nov 2026 08:00:00 GMT",
        "Vary": "Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
        "X-Content-Type-Options": "nosniff",
    }
    assert "Set-Cookie" not in answer.headers


def test_the_download_is_a_file_of_one_session(published):
    answer = published.client.get(FILE)

    expected = session_octets(make_programme(make_session()), make_session(), "de", base_url=BASE_URL)
    assert answer.data == expected
    assert answer.headers["Content-Disposition"] == 'attachment; filename="elektrotechnik-2027-AB12CD.ics"'
    assert answer.headers["Last-Modified"] == "Sun, 01 Nov 2026 08:00:00 GMT"


def test_every_lens_has_its_feed_in_both_languages(published):
    names = [lens.name for lens in lenses_of(make_programme())]
    address = "/elektrotechnik-2027/kalender/elektrotechnik-2027-{}.ics"

    answers = [published.client.get(way + address.format(name)) for name in names for way in ("", "/en")]

    assert [answer.status_code for answer in answers] == [200] * 14


@pytest.mark.parametrize(
    "address",
    [
        "/elektrotechnik-2027/kalender/programm.ics",
        "/elektrotechnik-2027/kalender/elektrotechnik-2027-.ics",
        "/elektrotechnik-2027/kalender/elektrotechnik-2027-thema-x.ics",
        "/elektrotechnik-2027/kalender/elektrotechnik-2029-programm.ics",
        "/elektrotechnik-2029/kalender/elektrotechnik-2029-programm.ics",
        "/elektrotechnik-2027/programm/ZZZZZZ.ics",
        "/elektrotechnik-2027/programm/ab12cd.ics",
        "/elektrotechnik-2027/kalender/qr-seite-x.svg",
        "/elektrotechnik-2027/kalender/qr-anderes-programm.svg",
        "/elektrotechnik-2027/kalender?feed=x",
    ],
)
def test_what_does_not_exist_is_not_found(published, address: str):
    assert published.client.get(address).status_code == 404


@pytest.mark.parametrize("address", [FEED, FILE])
@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"If-None-Match": "{etag}"}, 304),
        ({"If-None-Match": "{strong}"}, 304),
        ({"If-None-Match": '"x", {etag}'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"x"'}, 200),
        ({"If-None-Match": '"x"', **ASKING_LATER}, 200),
        (ASKING_LATER, 304),
        ({"If-Modified-Since": "Sun, 01 Nov 2026 07:59:59 GMT"}, 200),
        ({"If-Modified-Since": "gestern"}, 200),
    ],
)
def test_who_has_it_already_is_told_so(published, address: str, asked: dict[str, str], status: int):
    etag = published.client.get(address).headers["ETag"]
    headers = {name: value.format(etag=etag, strong=etag.removeprefix("W/")) for name, value in asked.items()}

    answer = published.client.get(address, headers=headers)

    assert (answer.status_code, answer.headers["ETag"], answer.headers["Cache-Control"]) == (
        status, etag, "public, max-age=300",
    )  # fmt: skip
    assert bool(answer.data) == (status == 200)


def test_a_release_that_changes_nothing_leaves_the_feed_known(published):
    etag = published.client.get(FEED).headers["ETag"]

    published.publish(make_programme(make_session(), number=2, released_at=REVISED + timedelta(days=1)))

    assert published.client.get(FEED, headers={"If-None-Match": etag}).status_code == 304


def test_a_release_that_moves_a_session_is_in_the_feed_at_once(published):
    etag = published.client.get(FEED).headers["ETag"]
    moved = make_session(place="werkstatt", sequence=1, revised_at=REVISED + timedelta(days=1))

    published.publish(make_programme(moved, number=2))

    answer = published.client.get(FEED, headers={"If-None-Match": etag, **ASKING_LATER})
    assert b"LOCATION:Werkstatt" in answer.data
    assert answer.headers["Last-Modified"] == "Mon, 02 Nov 2026 08:00:00 GMT"


def test_head_says_the_same_without_the_octets(published):
    full, head = published.client.get(FEED), published.client.head(FEED)

    assert (head.status_code, head.data, head.headers) == (200, b"", full.headers)


@pytest.mark.parametrize(("encoding", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_it_comes_packed_to_who_can_unpack(published, encoding: str, unpack):
    plain = published.client.get(FEED)

    packed = published.client.get(FEED, headers={"Accept-Encoding": encoding})

    assert packed.headers["Content-Encoding"] == encoding
    assert unpack(packed.data) == plain.data
    assert packed.headers["ETag"] == plain.headers["ETag"]


@pytest.mark.parametrize("address", [FEED, FILE])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "PROPFIND"])
def test_nobody_may_write(published, address: str, method: str):
    answer = published.client.open(address, method=method, headers={"If-Match": "nothing"})

    assert (answer.status_code, set(answer.allow)) == (405, {"GET", "HEAD", "OPTIONS"})


@pytest.mark.parametrize("accept", ["text/html", "application/calendar+json", "image/png"])
def test_nothing_is_negotiated(published, accept: str):
    wishes = {"Accept": accept, "Accept-Language": "en", "User-Agent": "Google-Calendar-Importer"}

    assert published.client.get(FEED, headers=wishes).data == published.client.get(FEED).data


def test_before_the_first_release_there_is_an_empty_calendar(site):
    answer = site.client.get(FEED)

    assert (answer.status_code, Calendar.from_ical(answer.data).events) == (200, [])
    assert answer.headers["Last-Modified"] == "Sat, 01 Jan 2000 00:00:00 GMT"


def test_before_the_first_release_there_is_nothing_to_download(site):
    assert site.client.get(FILE).status_code == 404


def test_while_the_database_is_away_the_feed_stays_as_it_was(published, monkeypatch):
    before = published.client.get(FEED)

    monkeypatch.setattr(views, "published", away)

    after = published.client.get(FEED)
    assert (after.status_code, after.data, after.headers["ETag"]) == (200, before.data, before.headers["ETag"])


def test_a_feed_that_was_read_before_somebody_withdrew_is_given_no_more_without_database(published, monkeypatch):
    """Whoever withdrew did so in another process: this one has heard nothing of it but the list of the erased."""
    published.client.get(FEED)
    with published.app.app_context(), transaction():
        tombstones.bury("speaker", "handle|0|name", at=REVISED)
    monkeypatch.setattr(views, "published", away)

    assert published.client.get(FEED).status_code == 503


def test_a_feed_that_was_read_since_is_given_without_database(published, monkeypatch):
    with published.app.app_context(), transaction():
        tombstones.bury("speaker", "handle|0|name", at=REVISED)
    published.client.get(FEED)
    monkeypatch.setattr(views, "published", away)

    assert published.client.get(FEED).status_code == 200


def test_a_feed_that_nobody_has_seen_yet_is_unavailable_while_the_database_is_away(published, monkeypatch):
    monkeypatch.setattr(views, "published", away)

    assert published.client.get(FEED).status_code == 503


def away(slug: str):
    raise OperationalError("SELECT", {}, Exception("database is locked"))


@pytest.mark.parametrize(
    ("target", "leads_to"),
    [
        ("adresse", "/elektrotechnik-2027/kalender/elektrotechnik-2027-thema-energie.ics"),
        ("seite", "/elektrotechnik-2027/kalender?feed=thema-energie"),
    ],
)
def test_a_qr_code_leads_to_the_feed_or_to_the_page(published, target: str, leads_to: str):
    answer = published.client.get(f"/elektrotechnik-2027/kalender/qr-{target}-thema-energie.svg")

    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.data == qr_svg(BASE_URL + leads_to)
    assert ElementTree.fromstring(answer.data).tag.endswith("svg")
