"""One visitor's programme as a value: what is starred and where there is a place, in order of time. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from eventapp.programme.board import Row, by_time, rows
from eventapp.programme.value import Programme, Session
from eventapp.signups.models import STANDING
from eventapp.signups.rules import Taking, overlaps, taking

TOLD = (*STANDING, "lapsed", "removed")
"""States that are shown until the session is over; what somebody gave back by themselves needs no line."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody has of one session's places: ``state`` as of a sign-up, ``until`` when a hold or an offer ends,
    ``before`` how many wait before them. ``door`` is the code that is told at the door."""

    code: str
    state: str
    handle: str = ""
    door: str = ""
    until: datetime | None = None
    before: int = 0

    @property
    def stands(self) -> bool:
        return self.state in STANDING


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the programme: the session, whether it is starred, what there is of a place, and what else the visitor
    wants at that time."""

    row: Row
    is_starred: bool = False
    claim: Claim | None = None
    taking: Taking = Taking.NOT_NEEDED
    overlaps: tuple[Session, ...] = ()

    @property
    def session(self) -> Session:
        return self.row.session

    @property
    def state(self) -> str:
        """The state of the place, or ``starred``."""
        return self.claim.state if self.claim else "starred"

    @property
    def may_ask(self) -> bool:
        """Whether the visitor could sign up now and has not."""
        return self.taking is Taking.YES and not (self.claim and self.claim.stands)


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    entries: tuple[Entry, ...]


def days_of(programme: Programme, codes: Collection[str], claims: Iterable[Claim], moment: datetime) -> tuple[Day, ...]:
    """Day by day in order of time. ``codes`` are starred. What is not released is not shown."""
    theirs = _by_session(claims)
    found = [s for s in programme.sessions if s.code in codes or _is_told(theirs.get(s.code), s, moment)]
    wanted = by_time(programme, found)
    entries = [_entry(row, codes, theirs, wanted, moment) for row in rows(programme, wanted, moment)]
    return tuple(Day(day, tuple(of_day)) for day, of_day in groupby(entries, lambda entry: entry.session.day))


def _by_session(claims: Iterable[Claim]) -> Mapping[str, Claim]:
    """One for each session: what stands, else what came last. ``claims`` are in order of age."""
    last = {one.code: one for one in sorted(claims, key=lambda one: one.stands)}
    return {code: one for code, one in last.items() if one.state in TOLD}


def _is_told(claim: Claim | None, session: Session, moment: datetime) -> bool:
    return claim is not None and (claim.stands or session.ends_at > moment)


def _entry(
    row: Row, codes: Collection[str], claims: Mapping[str, Claim], wanted: Iterable[Session], moment: datetime
) -> Entry:
    session = row.session
    counts = [other for other in wanted if other.code in codes or claims[other.code].stands]
    return Entry(
        row=row,
        is_starred=session.code in codes,
        claim=claims.get(session.code),
        taking=taking(session, moment),
        overlaps=tuple(other for other in counts if overlaps(session, other)) if session in counts else (),
    )
