"""The links of door crews: each opens one door on one day, until the office shuts it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from eventapp.clock import day_at_the_fair
from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.signups.models import DoorLink
from eventapp.web.private_links import opened, private_token

DOOR = "door"


def token_of(door: DoorLink) -> str:
    """Opens the door's pages. To be shown to the office and to whoever stands there only."""
    return private_token(DOOR, door.id, _made_of(door.created_at))


def find_door(slug: str, token: str, at: datetime) -> DoorLink | None:
    """Whose link it is, on its day (which ends at four in the morning) and as long as nobody revoked it. In one query:
    devices ask every few seconds."""
    found: list[DoorLink] = []

    def generation(door_id: int) -> int | None:
        wanted = select(DoorLink).join(Fair, Fair.id == DoorLink.fair_id)
        wanted = wanted.where(DoorLink.id == door_id, Fair.slug == slug)
        door = db.session.scalar(wanted.where(DoorLink.day == day_at_the_fair(at), DoorLink.revoked_at.is_(None)))
        found.extend([door] if door else [])
        return _made_of(door.created_at) if door else None

    return found[0] if opened(token, DOOR, generation) else None


def doors_of(fair_id: int) -> list[DoorLink]:
    """All that were ever made, by day and name."""
    wanted = select(DoorLink).where(DoorLink.fair_id == fair_id)
    return list(db.session.scalars(wanted.order_by(DoorLink.day, DoorLink.name, DoorLink.id)))


def find_door_link(fair_id: int, handle: str, *, locked: bool = False) -> DoorLink | None:
    """For the office."""
    wanted = select(DoorLink).where(DoorLink.fair_id == fair_id, DoorLink.handle == handle)
    return db.session.scalar(wanted.with_for_update() if locked else wanted)


def _made_of(created_at: datetime) -> int:
    """A link is good for the row it was made for: the number of a row may be given again."""
    return int(created_at.timestamp())
