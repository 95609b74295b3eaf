"""Links for the crews at the doors: the office makes one for a day and a door, and shuts it."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, record
from eventapp.programme.queries import places_of
from eventapp.signups.models import DoorLink
from eventapp.text import clean_line

LONGEST_DOOR = 80


def create_door(fair: Fair, *, name: str, day: date, place_id: int | None, by: int | None, at: datetime) -> DoorLink:
    """Good from four in the morning of ``day`` until four in the next. Without a name it is called like its place."""
    places = {place.id: place.name_de for place in places_of(fair.id)}
    if place_id is not None and place_id not in places:
        raise DomainError(mark("Diesen Eintrag gibt es nicht mehr. Wählen Sie einen anderen."), field="place")
    if not fair.starts_on <= day <= fair.ends_on:
        raise DomainError(mark("Wählen Sie einen Tag der Messe."), field="day")
    called = clean_line(name or places.get(place_id or 0, ""), longest=LONGEST_DOOR)
    if not called:
        raise DomainError(mark("Geben Sie der Tür einen Namen, oder wählen Sie einen Ort."), field="name")
    door = DoorLink(fair_id=fair.id, handle=secrets.token_urlsafe(16), name=called, day=day, created_at=at)
    door.place_id = place_id
    db.session.add(door)
    db.session.flush()
    _note("door.created", door, by=by, at=at)
    return door


def revoke_door(door: DoorLink, *, by: int | None, at: datetime) -> None:
    """From now on the link opens nothing. Twice is once."""
    if door.revoked_at is None:
        door.revoked_at = at
        db.session.flush()
        _note("door.revoked", door, by=by, at=at)


def _note(kind: str, door: DoorLink, *, by: int | None, at: datetime) -> None:
    told = [Difference(mark("Tag"), "", door.day.strftime("%d.%m.%Y"))]
    record(by, kind, fair_id=door.fair_id, subject=f"door:{door.id}", name=door.name, at=at, differences=told)
