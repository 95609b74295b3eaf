"""The demo's office in the middle of planning, as ``demo/planung-2027.toml`` tells of it: through the actions of its
desk, in the draft alone."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from eventapp.accounts.models import Person
from eventapp.clock import at_the_fair, from_the_wall
from eventapp.fair.drafting import write
from eventapp.fair.models import Fair
from eventapp.fair.queries import draft_of, get_fair
from eventapp.fair.sections import SECTIONS
from eventapp.i18n import Words
from eventapp.programme.actions.admission import set_admission
from eventapp.programme.actions.availability import create_blocker, set_windows
from eventapp.programme.actions.grounds import edit_place
from eventapp.programme.actions.moving import move_session
from eventapp.programme.actions.sessions import create_session
from eventapp.programme.actions.speakers import create_speaker
from eventapp.programme.entries import AdmissionEntry, BlockerEntry, PlaceEntry, SessionEntry, SpeakerEntry
from eventapp.programme.models import ConferenceSession, Place
from eventapp.programme.planning import Window
from eventapp.programme.queries import draft_sessions, first_hour, places_of, speakers_of, themes_of

FILE = Path(__file__).resolve().parents[2] / "demo" / "planung-2027.toml"


@cache
def told() -> dict[str, Any]:
    with FILE.open("rb") as file:
        return tomllib.load(file)


def play(slug: str, *, office: Person, at: datetime) -> None:
    fair = get_fair(slug)
    places = {place.slug: place for place in places_of(fair.id)}
    for one in told()["changeovers"]:
        _change_over(places[one["place"]], one["minutes"], office=office, at=at)
    for one in told()["blockers"]:
        place_id = places[one["place"]].id if "place" in one else None
        create_blocker(fair, BlockerEntry(one["title"], *_times(one), place_id), by=office.id, at=at)
    speakers = {speaker.name: speaker for speaker in speakers_of(fair.id)}
    for one in told()["available"]:
        whose = places[one["place"]] if "place" in one else speakers[one["speaker"]]
        windows = [Window(*_times(window)) for window in one["windows"]]
        set_windows(whose, windows, version=whose.version, by=office.id, at=at)
    for one in told()["unscheduled"]:
        create_session(fair, _entry(fair, one), by=office.id, at=at)
    for one in told()["begun"]:
        _begin(fair, one, office=office, at=at)
    for one in told()["moves"]:
        move(fair, one, office=office, at=at)


def _begin(fair: Fair, one: Mapping[str, Any], *, office: Person, at: datetime) -> None:
    """A session that still lacks what visitors would miss: a place, somebody's consent, how many fit in."""
    speakers: tuple[int, ...] = ()
    if "speaker" in one:
        speakers = (create_speaker(fair, SpeakerEntry(**one["speaker"]), by=office.id, at=at).id,)
    row = create_session(fair, _entry(fair, one, speakers), by=office.id, at=at)
    if "admission" in one:
        set_admission(row, AdmissionEntry(one["admission"]), version=row.version, by=office.id, at=at)


def write_about_the_fair(slug: str, *, office: Person, at: datetime) -> None:
    """What the office has written over the fair's own data, and not published yet."""
    for address, written in told()["fair"].items():
        section = next(one for one in SECTIONS if one.address == address)
        draft = draft_of(get_fair(slug))
        fields = {name: draft.fields[name] for name in section.fields} | written
        write(slug, section, fields, seen=draft.seen(section.fields), by=office.id, at=at)


def move(fair: Fair, one: Mapping[str, Any], *, office: Person, at: datetime) -> str:
    """Its code. Of sessions of one title the one on ``day`` is meant."""
    row = _row(fair, one)
    place = next(place for place in places_of(fair.id) if place.slug == one["place"])
    starts_at = _moment(one["starts"])
    ends_at = starts_at + (row.ends_at - row.starts_at)
    move_session(row, place_id=place.id, starts_at=starts_at, ends_at=ends_at, version=row.version, by=office.id, at=at)
    return row.code


def _row(fair: Fair, one: Mapping[str, Any]) -> ConferenceSession:
    found = [row for row in draft_sessions(fair.id) if row.title_de == one["title"]]
    meant = [row for row in found if "day" not in one or at_the_fair(row.starts_at).date() == one["day"]]
    if not meant:
        raise LookupError(f"{FILE.name}: {one['title']}")
    return meant[0]


def _change_over(place: Place, minutes: int, *, office: Person, at: datetime) -> None:
    name, where = Words(place.name_de, place.name_en), Words(place.where_de, place.where_en)
    entry = PlaceEntry(name, where, place.kind, place.capacity, minutes)
    edit_place(place, entry, version=place.version, by=office.id, at=at)


def _entry(fair: Fair, one: Mapping[str, Any], speakers: tuple[int, ...] = ()) -> SessionEntry:
    starts_at = _moment(one["starts"]) if "starts" in one else first_hour(fair)
    themes = {theme.slug: theme.id for theme in themes_of(fair.id)}
    return SessionEntry(
        title=Words(**one["title"]),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=one["minutes"]),
        kind=one.get("kind", "talk"),
        language="de",
        theme_id=themes.get(one.get("theme", "")),
        speakers=speakers,
        is_scheduled="starts" in one,
    )


def _times(one: Mapping[str, Any]) -> tuple[datetime, datetime]:
    return _moment(one["starts"]), _moment(one["ends"])


def _moment(wall: datetime) -> datetime:
    return from_the_wall(wall.date(), wall.time())
