"""A fair on its own day, with two doors and people in every state, for the browsers of the door crew."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from eventapp.cli.saying import in_transaction
from eventapp.clock import DAY_ENDS_AT, day_at_the_fair, from_the_wall, now
from eventapp.database import db, transaction
from eventapp.fair.models import Fair
from eventapp.programme.actions.release import release
from eventapp.programme.models import Place
from eventapp.signups.actions.door_links import create_door
from eventapp.signups.doors import token_of
from tests.factories import change, make_fair, make_place, make_session
from tests.signups.house import come

SLUG = "messe-am-tag"
NAMES = ("Ada Beispiel", "Ben Muster", "Cem Özgür", "Meta Wärme")


@dataclass(frozen=True)
class Hall:
    """A site on the day of its fair; ``doors`` are their paths, ``codes`` by name, and the database behind
    it."""

    url: str
    doors: dict[str, str]
    codes: dict[str, str] = field(default_factory=dict)
    database: str = ""


def make_day() -> tuple[dict[str, str], dict[str, str]]:
    """A workshop that starts in ten minutes (sooner where the day itself ends before), with people in every state; one
    later, one open to all."""
    today = day_at_the_fair(now())
    last_minute = from_the_wall(today + timedelta(days=1), DAY_ENDS_AT) - timedelta(minutes=1)
    moment = min(now().replace(second=0) + timedelta(minutes=10), last_minute)
    fair = make_fair(SLUG, title="Messe am Tag", starts_on=today)
    room, stage = make_place(fair, "Werkraum", slug="werkraum"), make_place(fair, "Bühne", slug="buehne")

    def session(title: str, code: str, minutes: int, place: Place, **values: Any) -> None:
        row = make_session(fair, title, code=code, place_id=place.id, day=today, **values)
        starts_at = moment + timedelta(minutes=minutes)
        change(row, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=45))

    session("Messen mit echten Geräten", "WORKSH", 0, room, admission="sign_up", capacity=5)
    session("Später am Tag", "LATER1", 60, room, admission="sign_up", capacity=5)
    session("Zehn Jahre Allianz", "OPENTO", -5, stage)
    with transaction():
        release(SLUG, at=now() - timedelta(days=2))
    early = now() - timedelta(days=1)
    codes = {name: come(f"p{n}@besuch.example", name=name, now=early).code for n, name in enumerate(NAMES)}
    codes["Lara Später"] = come("lara@besuch.example", name="Lara Später", code="LATER1", now=early).code
    return codes, in_transaction(lambda: _doors(today))


def _doors(today: date) -> dict[str, str]:
    fair = db.session.scalars(select(Fair).where(Fair.slug == SLUG)).one()
    place = db.session.scalars(select(Place).where(Place.slug == "werkraum")).one()
    made = {}
    for name in ("Tür A", "Tür B"):
        door = create_door(fair, name=name, day=today, place_id=place.id, by=None, at=now())
        made[name] = f"/{SLUG}/tuer/{token_of(door)}"
    return made
