"""The demo's last fair: over, in the archive, and of its visitors only the numbers left, as a fair two years ago is."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select

from eventapp.accounts.models import Person
from eventapp.calendars.models import FeedReading
from eventapp.cli import demo_programme
from eventapp.clock import at_the_fair, from_the_wall
from eventapp.database import db
from eventapp.fair.archiving import archive
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.programme.actions.sessions import cancel_session
from eventapp.programme.models import ConferenceSession
from eventapp.programme.queries import draft_sessions
from eventapp.signups.actions.door_links import create_door
from eventapp.signups.door_rules import Verdict
from eventapp.signups.models import Allotment, DoorAct, SignUp

FILE = "programm-2025.csv"
DOOR = "Werkraum"
CANCELLED = "Parken wird Auskunft"
COMPLETE = Words("Das Programm steht.", "The programme is complete.")
ON_THE_DAY = Words("Ein Vortrag entfällt.", "One talk is cancelled.")
OPEN_FOR = timedelta(days=64)
"""How long before the fair one could sign up."""
GAVE_BACK, CAME, WAITED = 0.12, 0.78, 5
"""Which share of those with a place gave one back, which came; how many waited where a session was full."""
SATURDAY, FEW, HOLIDAYS = 5, 0.2, (date(2024, 12, 21), date(2025, 1, 6))
READ = {"apple": 34, "google": 12, "outlook": 9, "thunderbird": 14, "android": 5, "browser": 1}
"""By make of program: reads on a usual day."""


def play(slug: str, *, office: Person) -> None:
    fair = get_fair(slug)
    opened = from_the_wall(fair.starts_on, time(9)) - OPEN_FOR
    demo_programme.read_in(slug, FILE, at=opened - timedelta(days=2))
    demo_programme.make_public(slug, COMPLETE, by=office.id, at=opened)
    row = next(one for one in draft_sessions(fair.id) if one.title_de == CANCELLED)
    last_day = from_the_wall(fair.ends_on, time(8, 30))
    cancel_session(row, version=row.version, by=office.id, at=last_day)
    demo_programme.make_public(slug, ON_THE_DAY, by=office.id, at=last_day)
    doors = {
        day: create_door(fair, name=DOOR, day=day, place_id=None, by=office.id, at=opened).id for day in _days(fair)
    }
    _come(fair, opened, doors, Random(slug))  # noqa: S311 -- the same numbers every time, no secret
    _read(fair)
    put_away(slug, office=office)


def put_away(slug: str, *, office: Person) -> None:
    """Into the archive, when everything was paid."""
    archive(slug, by=office.id, at=from_the_wall(get_fair(slug).ends_on, time(12)) + timedelta(days=40))


def _days(fair: Fair) -> list[date]:
    return [fair.starts_on + timedelta(days=number) for number in range((fair.ends_on - fair.starts_on).days + 1)]


def _come(fair: Fair, opened: datetime, doors: Mapping[date, int], chance: Random) -> None:
    """What the erasing leaves of sign-ups: the session, the state, its times, whether somebody came and that a door let
    them in."""
    wanted = select(Allotment, ConferenceSession)
    wanted = wanted.join(ConferenceSession, ConferenceSession.id == Allotment.session_id)
    rows = []
    for allotment, session in db.session.execute(wanted.where(Allotment.fair_id == fair.id)):
        _fill(allotment, chance)
        given_back = round(allotment.taken * GAVE_BACK)
        numbers = {"confirmed": allotment.taken, "given_back": given_back, "waiting": allotment.waiting}
        for state, number in numbers.items():
            rows += [_sign_up(session, state, turn, opened, chance) for turn in range(1, number + 1)]
    for code, row in zip(_codes(), rows, strict=False):
        row["code"] = code
    made = db.session.scalars(insert(SignUp).returning(SignUp), rows)
    db.session.execute(insert(DoorAct), [_let_in(one, one.came_at, doors) for one in made if one.came_at is not None])


def _fill(allotment: Allotment, chance: Random) -> None:
    """Every other session was full, and some waited there."""
    is_full = chance.random() < 0.5
    allotment.taken = allotment.capacity if is_full else round(allotment.capacity * chance.uniform(0.6, 0.9))
    allotment.waiting = WAITED if is_full else 0
    allotment.next_turn = 1 + allotment.waiting


def _sign_up(session: ConferenceSession, state: str, turn: int, opened: datetime, chance: Random) -> dict[str, Any]:
    asked_at = _moment(opened, session.starts_at, chance)
    return {
        "fair_id": session.fair_id,
        "session_id": session.id,
        "handle": secrets.token_urlsafe(16),
        "state": state,
        "turn": turn if state == "waiting" else None,
        "asked_at": asked_at,
        "confirmed_at": asked_at,
        "changed_at": asked_at,
        "came_at": session.starts_at if state == "confirmed" and chance.random() < CAME else None,
    }


def _let_in(one: SignUp, came_at: datetime, doors: Mapping[date, int]) -> dict[str, Any]:
    door_id = doors[at_the_fair(came_at).date()]
    ticked = {"session_id": one.session_id, "sign_up_id": one.id, "verdict": Verdict.OK.value, "was": one.state}
    return ticked | {"nonce": one.handle, "door_id": door_id, "step": 1, "at": came_at}


def _moment(opened: datetime, starts_at: datetime, chance: Random) -> datetime:
    """Many in the last weeks, few at weekends and over the holidays."""
    while True:
        at = opened + (starts_at - opened) * chance.betavariate(2.2, 0.8)
        day = at_the_fair(at).date()
        if (day.weekday() < SATURDAY and not HOLIDAYS[0] <= day <= HOLIDAYS[1]) or chance.random() < FEW:
            return at.replace(microsecond=0)


def _codes() -> Iterator[str]:
    given: set[str] = set()
    while True:
        code = secrets.token_hex(3).upper()
        if code not in given:
            given.add(code)
            yield code


def _read(fair: Fair) -> None:
    """Calendars in the last two weeks before the fair, and on its days, when they read the second release as well."""
    chance = Random(fair.slug)  # noqa: S311 -- as above
    rows = []
    for days in range(-14, 3):
        day = fair.starts_on + timedelta(days=days)
        for family, usual in READ.items():
            reads = round(usual * chance.uniform(0.8, 1.2) * (1 + max(0, days + 5) / 4))
            rows.append(
                {
                    "fair_id": fair.id,
                    "release": 2 if day == fair.ends_on else 1,
                    "family": family,
                    "day": day,
                    "reads": reads,
                    "unchanged": round(reads * 0.94),
                    "last_at": from_the_wall(day, time(18)),
                }
            )
    db.session.execute(insert(FeedReading), rows)
