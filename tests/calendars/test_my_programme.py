"""What somebody starred and where they have a place, as a private calendar: true, theirs alone, and never older."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import icalendar
import pytest
import time_machine
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from eventapp.calendars.event import LONG_AGO, freshness
from eventapp.calendars.my_programme import Entry, Writing
from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.programme.models import ConferenceSession
from eventapp.signups import queries
from eventapp.signups.actions.giving_back import accept, give_back
from eventapp.signups.actions.looking_after import erase_unconfirmed, settle_due
from eventapp.signups.models import SignUp
from eventapp.signups.own import STARRED
from eventapp.visitors.actions import shut_links, star, unstar
from eventapp.visitors.links import feed_path, feed_token, page_token
from eventapp.visitors.models import Visitor
from tests.factories import RELEASED, SLUG, at, change, make_release, make_session, value_programme, value_session
from tests.signups.house import (
    NOW,
    ask_for,
    at_once,
    come,
    fair_id,
    known_visitor,
    make_workshop,
    of_address,
    workshop,
)

UID = f"session-{SLUG}-worksh@messe.example"
EMAIL = "ada@besuch.example"


class Reader:
    """A calendar program that fetches one visitor's feed again and again, and looks whether entries only ever age
    forward."""

    def __init__(self, client: FlaskClient, visitor: Visitor, language: str = "de") -> None:
        self.client = client
        self.path = feed_path(SLUG, feed_token(visitor), language)
        self.last: dict[str, icalendar.Event] = {}

    def fetch(self) -> dict[str, icalendar.Event]:
        """By UID; refuses what would be told wrongly to a client that knows the entries of before."""
        answer = self.client.get(self.path)
        assert answer.status_code == 200
        calendar = icalendar.Calendar.from_ical(answer.get_data())
        found = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
        for uid, event in found.items():
            if uid in self.last:
                _refuse_what_ages_backward(self.last[uid], event)
        self.last |= found
        return found

    def entry(self) -> tuple[str, str, str] | None:
        """Of the workshop: the title, the status, and whether it fills the day."""
        event = self.fetch().get(UID)
        return (str(event["SUMMARY"]), str(event["STATUS"]), str(event["TRANSP"])) if event else None


def _refuse_what_ages_backward(was: icalendar.Event, event: icalendar.Event) -> None:
    if was.to_ical() == event.to_ical():
        return
    assert event["SEQUENCE"] >= was["SEQUENCE"]
    assert event["LAST-MODIFIED"].dt >= was["LAST-MODIFIED"].dt + timedelta(seconds=1)
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt
    if (was["DTSTART"].dt, was["STATUS"]) != (event["DTSTART"].dt, event["STATUS"]):
        assert event["SEQUENCE"] > was["SEQUENCE"]


@pytest.fixture
def clock(in_app: None) -> Iterator[time_machine.Traveller]:
    make_workshop(capacity=1)
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def session_id() -> int:
    found = queries.session_id_of(fair_id(), "WORKSH")
    assert found is not None
    return found


def act(action: Any, sign_up: SignUp, **values: Any) -> None:
    """Gives back or accepts, as of the standing clock."""
    handle = sign_up.handle
    moment = values.pop("now", NOW)

    def run() -> None:
        found = queries.find_by_handle(fair_id(), handle)
        action(found, workshop(), at=moment, **values)

    in_transaction(run)


def release_with(**values: Any) -> None:
    """The workshop changed, and released at the very moment at which everything here happens."""
    change(db.session.scalars(select(ConferenceSession)).one(), **values)
    make_release(later=int((NOW - RELEASED).total_seconds()) // 60)


def on(visitor: Visitor, action: Any, *, now: Any = NOW) -> None:
    visitor_id, there = visitor.id, session_id()
    in_transaction(lambda: action(db.session.get_one(Visitor, visitor_id), there, at=now))


def test_a_place_is_firm_and_fills_the_day(client: FlaskClient, clock: time_machine.Traveller):
    visitor_id = come(EMAIL).visitor_id

    reader = Reader(client, db.session.get_one(Visitor, visitor_id))

    assert reader.entry() == ("Messen", "CONFIRMED", "OPAQUE")


def test_a_star_is_tentative_and_leaves_the_day_free(client: FlaskClient, clock: time_machine.Traveller):
    visitor = known_visitor(EMAIL)
    on(visitor, star)

    assert Reader(client, visitor).entry() == ("Gemerkt: Messen", "TENTATIVE", "TRANSPARENT")
    assert Reader(client, visitor, "en").entry() == ("Starred: Messen", "TENTATIVE", "TRANSPARENT")


def test_from_the_star_to_the_place_that_is_given_back(client: FlaskClient, clock: time_machine.Traveller):
    """Everything within one second of the clock: each change is newer than the one before all the same."""
    first, visitor = come("erste@besuch.example"), known_visitor(EMAIL)
    reader, titles = Reader(client, visitor), []

    on(visitor, star)
    titles.append(reader.entry())
    ask_for(EMAIL)
    titles.append(reader.entry())
    in_transaction(lambda: at_once(visitor.id).state)
    titles.append(reader.entry())
    act(give_back, first)
    titles.append(reader.entry())
    mine = of_address(EMAIL)
    assert mine is not None
    act(accept, mine)
    titles.append(reader.entry())
    act(give_back, mine)
    titles.append(reader.entry())
    on(visitor, unstar)
    titles.append(reader.entry())

    assert titles == [
        ("Gemerkt: Messen", "TENTATIVE", "TRANSPARENT"),
        ("Bitte bestätigen: Messen", "TENTATIVE", "TRANSPARENT"),
        ("Warteliste: Messen", "TENTATIVE", "TRANSPARENT"),
        ("Angebot bis Mi., 22:00: Messen", "TENTATIVE", "TRANSPARENT"),
        ("Messen", "CONFIRMED", "OPAQUE"),
        ("Gemerkt: Messen", "TENTATIVE", "TRANSPARENT"),
        ("Zurückgegeben: Messen", "CANCELLED", "TRANSPARENT"),
    ]


def test_a_release_in_the_same_second_is_newer_too(client: FlaskClient, clock: time_machine.Traveller):
    visitor = known_visitor(EMAIL)
    reader = Reader(client, visitor)

    on(visitor, star)
    before = reader.fetch()[UID]
    release_with(starts_at=at("11:00"), ends_at=at("11:45"))
    after = reader.fetch()[UID]
    on(visitor, unstar)
    on(visitor, star)

    assert after["DTSTART"].dt == before["DTSTART"].dt + timedelta(hours=1)
    assert reader.fetch()[UID]["LAST-MODIFIED"].dt > after["LAST-MODIFIED"].dt


def test_a_change_of_the_own_in_the_second_of_a_release_is_newer_too(
    client: FlaskClient, clock: time_machine.Traveller
):
    visitor = known_visitor(EMAIL)
    reader = Reader(client, visitor)
    on(visitor, star, now=NOW - timedelta(minutes=1))
    release_with(starts_at=at("11:00"), ends_at=at("11:45"))
    reader.fetch()

    in_transaction(lambda: at_once(visitor.id).state)

    assert reader.entry() == ("Messen", "CONFIRMED", "OPAQUE")


def test_an_offer_that_nobody_takes_is_told_as_over(client: FlaskClient, clock: time_machine.Traveller):
    first, mine = come("erste@besuch.example"), come(EMAIL)
    reader = Reader(client, db.session.get_one(Visitor, mine.visitor_id))
    act(give_back, first)
    assert "Angebot" in str(reader.entry())

    clock.move_to(NOW + timedelta(hours=13))
    in_transaction(lambda: settle_due(NOW + timedelta(hours=13)))

    assert reader.entry() == ("Verfallen: Messen", "CANCELLED", "TRANSPARENT")


def test_a_cancelled_session_says_so_until_its_day_is_over(client: FlaskClient, clock: time_machine.Traveller):
    reader = Reader(client, db.session.get_one(Visitor, come(EMAIL).visitor_id))
    reader.fetch()

    release_with(is_cancelled=True)

    assert reader.entry() == ("ABGESAGT: Messen", "CANCELLED", "TRANSPARENT")
    clock.move_to(at("03:59", at("10:00").date() + timedelta(days=1)))
    assert reader.entry() is not None
    clock.move_to(at("04:00", at("10:00").date() + timedelta(days=1)))
    assert reader.entry() is None


def test_a_place_stays_there_after_the_fair(client: FlaskClient, clock: time_machine.Traveller):
    reader = Reader(client, db.session.get_one(Visitor, come(EMAIL).visitor_id))

    clock.move_to(at("10:00") + timedelta(days=20))

    assert reader.entry() == ("Messen", "CONFIRMED", "OPAQUE")


def test_what_was_never_confirmed_goes_and_its_entry_is_newer_if_it_comes_back(
    client: FlaskClient, clock: time_machine.Traveller
):
    visitor = known_visitor(EMAIL)
    reader = Reader(client, visitor)
    ask_for(EMAIL)
    before = reader.fetch()[UID]
    later = NOW + timedelta(hours=26)

    clock.move_to(later)
    in_transaction(lambda: settle_due(later))
    in_transaction(lambda: erase_unconfirmed(later))
    assert reader.entry() is None
    in_transaction(lambda: at_once(visitor.id, now=later).state)

    assert reader.fetch()[UID]["SEQUENCE"] > before["SEQUENCE"]


def test_a_star_under_a_place_changes_nothing_that_is_not_told(client: FlaskClient, clock: time_machine.Traveller):
    mine = come(EMAIL)
    visitor = db.session.get_one(Visitor, mine.visitor_id)
    reader = Reader(client, visitor)
    before = reader.fetch()[UID]

    on(visitor, star)

    after = reader.fetch()[UID]
    assert (after["SUMMARY"], after["SEQUENCE"] - before["SEQUENCE"]) == ("Messen", 1)
    assert str(after["DESCRIPTION"]) != str(before["DESCRIPTION"])


def test_no_name_no_address_no_code_and_no_token_is_in_it(client: FlaskClient, clock: time_machine.Traveller):
    mine = come(EMAIL, name="Petra Geheim")
    visitor = db.session.get_one(Visitor, mine.visitor_id)

    octets = client.get(Reader(client, visitor).path).get_data(as_text=True).replace("\r\n ", "")

    hidden = ("Petra", "besuch.example", mine.code, mine.handle, feed_token(visitor), page_token(visitor), "SOURCE")
    assert [one for one in hidden if one in octets] == []
    assert f"/{SLUG}/programm/WORKSH" in octets


def test_somebody_with_nothing_has_an_empty_calendar_with_its_zone(client: FlaskClient, clock: time_machine.Traveller):
    answer = client.get(Reader(client, known_visitor(EMAIL)).path)

    calendar = icalendar.Calendar.from_ical(answer.get_data())
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]
    assert str(calendar["X-WR-CALNAME"]) == "Messe 2027: Mein Programm"


def test_the_octets_stay_the_same_and_are_answered_with_304(client: FlaskClient, clock: time_machine.Traveller):
    path = Reader(client, db.session.get_one(Visitor, come(EMAIL).visitor_id)).path
    clock.shift(timedelta(minutes=1))
    first = client.get(path)
    clock.shift(timedelta(hours=5))

    again = client.get(path)
    known = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    dated = client.get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    looked = client.head(path)

    assert again.get_data() == first.get_data()
    assert [(one.status_code, one.get_data()) for one in (known, dated, looked)] == [(304, b""), (304, b""), (200, b"")]
    assert looked.headers["ETag"] == first.headers["ETag"]
    said = {name: first.headers[name] for name in (
        "Content-Type", "Cache-Control", "Content-Disposition", "X-Robots-Tag", "Vary",
    )}  # fmt: skip
    assert said == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f'inline; filename="{SLUG}-mein-programm.ics"',
        "X-Robots-Tag": "noindex",
        "Vary": "Accept-Encoding",
    }
    assert not {"Set-Cookie", "Access-Control-Allow-Origin"} & set(first.headers.keys())


def test_an_entry_that_goes_makes_the_feed_newer(client: FlaskClient, clock: time_machine.Traveller):
    visitor = known_visitor(EMAIL)
    reader = Reader(client, visitor)
    on(visitor, star)
    first = client.get(reader.path)

    clock.shift(timedelta(minutes=1))
    on(visitor, unstar, now=NOW + timedelta(minutes=1))

    asked = client.get(reader.path, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert (asked.status_code, reader.entry()) == (200, None)


def test_a_guessed_another_s_a_page_s_or_a_former_address_opens_nothing(
    client: FlaskClient, clock: time_machine.Traveller
):
    visitor, other = known_visitor(EMAIL), known_visitor("andere@besuch.example")
    former = Reader(client, visitor).path
    in_transaction(lambda: shut_links(db.session.get_one(Visitor, visitor.id)))
    db.session.refresh(visitor)
    mixed = f"{visitor.id}.{feed_token(other).split('.')[1]}"
    tokens = (mixed, "1.x", f"{visitor.id}.{'A' * 22}", "0.0", page_token(visitor), f"9999999999.{'A' * 22}")

    paths = [*(feed_path(SLUG, token, "de") for token in tokens), former]
    current = Reader(client, visitor).path
    paths += [current.replace("mein-programm", "fristen"), current.replace(f"{SLUG}-mein", "x-mein")]

    assert {client.get(path).status_code for path in paths} == {404}
    assert client.get(current).status_code == 200


@pytest.mark.parametrize("address", ["{path}", "{path}?x=1"])
def test_one_query_however_much_there_is(
    client: FlaskClient, clock: time_machine.Traveller, queries_counted: Callable[[], int], address: str
):
    """By Flask the version of the fair's public face is asked for besides, in tests every time."""
    visitor = known_visitor(EMAIL)
    path = address.format(path=Reader(client, visitor).path)
    on(visitor, star)
    client.get(path)
    begins = queries_counted()
    client.get(path)
    asked = queries_counted() - begins

    assert asked == (2 if "?" in address else 0), "without Flask SQLAlchemy is asked for nothing"


@settings(max_examples=200, deadline=None)
@given(
    moment=st.integers(0, 100 * 366 * 86_400).map(lambda seconds: LONG_AGO + timedelta(seconds=seconds)),
    language=st.sampled_from(["de", "en"]),
)
def test_the_stamp_is_put_in_as_if_it_had_been_written_there(moment: datetime, language: str):
    entry, session = Entry(7, STARRED, None, 1, moment), value_session(revised_at=None, created_at=None)
    writing = Writing(value_programme(session), {7: session}, language, base_url="https://messe.example")

    octets, modified = writing.octets([entry], since=moment, at=moment)

    [event] = icalendar.Calendar.from_ical(octets).events
    assert (modified, event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt) == (moment, moment, moment)
    assert str(event["DESCRIPTION"]).splitlines()[-2] == freshness(moment, language)
    assert max(map(len, octets.split(b"\r\n"))) <= 75


def test_so_many_entries_are_at_hand_and_no_more():
    sessions = {number: value_session(f"AAAAA{number}") for number in range(5)}
    programme = value_programme(*sessions.values())
    writings = [Writing(programme, sessions, "de", base_url="https://messe.example", most=most) for most in (2, 9)]
    entries = [Entry(number, STARRED, None, 1, NOW) for number in sessions]

    twice = [[writing.octets(entries, since=NOW, at=NOW) for _ in range(2)] for writing in writings]

    assert len({octets for made in twice for octets, _ in made}) == 1
    assert [len(writing._at_hand) for writing in writings] == [2, 5]


def test_a_session_that_is_not_released_is_left_out(client: FlaskClient, clock: time_machine.Traveller):
    visitor = known_visitor(EMAIL)
    drafted = make_session(db.session.scalars(select(Fair)).one(), "Nur ein Entwurf").id
    in_transaction(lambda: star(db.session.get_one(Visitor, visitor.id), drafted, at=NOW))

    assert Reader(client, visitor).fetch() == {}
