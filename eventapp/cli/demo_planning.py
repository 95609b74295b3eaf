"""The demo's office in the middle of planning, as ``demo/planung-2027.toml`` tells of it: through the actions of its
desk, in the draft alone."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from eventapp.accounts.models import Person
from eventapp.clock import from_the_wall
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.programme.actions.availability import create_blocker, set_windows
from eventapp.programme.actions.grounds import edit_place
from eventapp.programme.actions.moving import move_session
from eventapp.programme.actions.planning_release import plan_release
from eventapp.programme.actions.release import Terms, outlook
from eventapp.programme.actions.sessions import create_session
from eventapp.programme.entries import BlockerEntry, PlaceEntry, SessionEntry
from eventapp.programme.models import Place
from eventapp.programme.planning import Window
from eventapp.programme.queries import draft_sessions, first_hour, places_of, speakers_of, themes_of

LATER = timedelta(days=2)
FILE = Path(__file__).resolve().parents[2] / "demo" / "planung-2027.toml"


def play(slug: str, *, office: Person, at: datetime) -> None:
    told = tomllib.loads(FILE.read_text())
    fair = get_fair(slug)
    places = {place.slug: place for place in places_of(fair.id)}
    for one in told["changeovers"]:
        _change_over(places[one["place"]], one["minutes"], office=office, at=at)
    for one in told["blockers"]:
        place_id = places[one["place"]].id if "place" in one else None
        create_blocker(fair, BlockerEntry(one["title"], *_times(one), place_id), by=office.id, at=at)
    speakers = {speaker.name: speaker for speaker in speakers_of(fair.id)}
    for one in told["available"]:
        speaker = speakers[one["speaker"]]
        set_windows(speaker, [Window(*_times(one))], version=speaker.version, by=office.id, at=at)
    for one in told["unscheduled"]:
        create_session(fair, _unscheduled(fair, one), by=office.id, at=at)
    rows = {row.title_de: row for row in draft_sessions(fair.id)}
    for one in told["moves"]:
        row, starts_at = rows[one["title"]], _moment(one["starts"])
        move_session(
            row,
            place_id=places[one["place"]].id,
            starts_at=starts_at,
            ends_at=starts_at + (row.ends_at - row.starts_at),
            version=row.version,
            by=office.id,
            at=at,
        )


def release_later(slug: str, *, office: Person, at: datetime) -> None:
    """A release that waits for its time: the first change of the draft that nothing stands in the way of."""
    for code in outlook(slug, at=at).changed:
        ahead = outlook(slug, at=at, only=[code])
        if not ahead.clashes and not ahead.is_empty:
            terms = Terms(Words("Eine Änderung vorab.", "A change ahead of the others."))
            plan_release(slug, due_at=at + LATER, terms=terms, only=[code], by=office.id, at=at)
            return


def _change_over(place: Place, minutes: int, *, office: Person, at: datetime) -> None:
    name, where = Words(place.name_de, place.name_en), Words(place.where_de, place.where_en)
    entry = PlaceEntry(name, where, place.kind, place.capacity, minutes)
    edit_place(place, entry, version=place.version, by=office.id, at=at)


def _unscheduled(fair: Fair, one: Mapping[str, Any]) -> SessionEntry:
    starts_at = first_hour(fair)
    themes = {theme.slug: theme.id for theme in themes_of(fair.id)}
    return SessionEntry(
        title=Words(**one["title"]),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=one["minutes"]),
        kind=one.get("kind", "talk"),
        language="de",
        theme_id=themes.get(one.get("theme", "")),
        is_scheduled=False,
    )


def _times(one: Mapping[str, Any]) -> tuple[datetime, datetime]:
    return _moment(one["starts"]), _moment(one["ends"])


def _moment(wall: datetime) -> datetime:
    return from_the_wall(wall.date(), wall.time())
