"""The office's list of sessions with places: how full each is and what its state is called. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from eventapp.i18n import mark
from eventapp.matching import is_found, spellings, words_of
from eventapp.programme.value import Place, Programme, Session
from eventapp.signups.rules import Taking, left, taking
from eventapp.text import folded

STATES = {
    "over": mark("überbelegt"),
    "waiting": mark("Warteliste"),
    "full": mark("voll"),
    "few": mark("wenige frei"),
    "free": mark("frei"),
    "not_yet": mark("noch nicht offen"),
    "closed": mark("geschlossen"),
    "cancelled": mark("abgesagt"),
    "no_places": mark("ohne Platzzahl"),
    "ended": mark("ohne Anmeldung"),
}
"""In the order of what needs the office most. ``ended``: people are signed up, but as released nobody signs up now."""
SIGNS = {
    "over": "warning",
    "waiting": "hourglass",
    "full": "locked",
    "few": "info",
    "free": "done",
    "not_yet": "clock",
    "closed": "locked",
    "cancelled": "cancelled",
    "no_places": "warning",
    "ended": "info",
}
PAGE = 250
"""Rows on one page of the list."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What the tables say of one session: places as released, how many of them are taken, and by whom. ``unconfirmed``
    asked and have not pressed the button of their mail; some of them are ``held`` a place meanwhile."""

    capacity: int = 0
    taken: int = 0
    confirmed: int = 0
    held: int = 0
    offered: int = 0
    waiting: int = 0
    unconfirmed: int = 0
    came: int = 0

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.taken)

    @property
    def too_many(self) -> int:
        return max(0, self.taken - self.capacity)


@dataclass(frozen=True, slots=True)
class Line:
    session: Session
    place: Place | None
    filled: Filled
    state: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list is asked for; names as in the address."""

    q: str = ""
    zustand: str = ""
    tag: str = ""
    sort: str = "zeit"
    seite: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Wanted:
        said = {name: query.get(name, "")[:100] for name in ("q", "zustand", "tag")}
        sort, page = query.get("sort", ""), query.get("seite", "")
        return cls(
            **said,
            sort=sort if sort in SORTED_BY else "zeit",
            seite=max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 5 else 1,
        )

    @property
    def parameters(self) -> dict[str, str]:
        """For links that keep what was asked for, but the page."""
        said = {"q": self.q, "zustand": self.zustand, "tag": self.tag, "sort": self.sort if self.sort != "zeit" else ""}
        return {name: value for name, value in said.items() if value}


SORTED_BY: dict[str, Callable[[Line], tuple[object, ...]]] = {
    "zeit": lambda line: (line.session.starts_at, line.session.number),
    "titel": lambda line: (folded(line.session.title.de), line.session.starts_at),
    "ort": lambda line: (line.place.name.de if line.place else "", line.session.starts_at),
    "frei": lambda line: (line.filled.free - line.filled.too_many, line.session.starts_at),
    "warten": lambda line: (-line.filled.waiting, line.session.starts_at),
    "zustand": lambda line: (list(STATES).index(line.state), line.session.starts_at),
}


def lines_of(programme: Programme | None, filled: Mapping[str, Filled], *, at: datetime) -> tuple[Line, ...]:
    """Every released session with sign-up, and those that somebody is still signed up for."""
    if programme is None:
        return ()
    wanted = (
        session
        for session in programme.sessions
        if session.sign_up is not None or _is_used(filled.get(session.code, Filled()))
    )
    return tuple(line_of(programme, session, filled.get(session.code, Filled()), at=at) for session in wanted)


def line_of(programme: Programme, session: Session, filled: Filled, *, at: datetime) -> Line:
    return Line(session, programme.place(session.place), filled, state_of(session, filled, at=at))


def _is_used(filled: Filled) -> bool:
    return bool(filled.taken or filled.waiting)


def state_of(session: Session, filled: Filled, *, at: datetime) -> str:
    """A key of :data:`STATES`. What is wrong is told before what is over, that before how much is free."""
    takes = taking(session, at)
    if takes is Taking.CANCELLED:
        return "cancelled"
    if filled.too_many:
        return "over"
    if session.sign_up is None:
        return "ended"
    if takes in (Taking.NOT_YET, Taking.OVER):
        return "not_yet" if takes is Taking.NOT_YET else "closed"
    if filled.waiting:
        return "waiting"
    return left(filled.capacity, filled.taken, in_words=True).band if filled.capacity else "no_places"


def chosen(lines: Iterable[Line], wanted: Wanted) -> list[Line]:
    """The lines asked for, in the order asked for."""
    asked = words_of(wanted.q)
    passing = [line for line in lines if _passes(line, wanted) and (not asked or is_found(_words(line), asked))]
    return sorted(passing, key=SORTED_BY[wanted.sort])


def _passes(line: Line, wanted: Wanted) -> bool:
    is_of_state = not wanted.zustand or wanted.zustand == line.state
    return is_of_state and (not wanted.tag or line.session.day.isoformat() == wanted.tag)


def _words(line: Line) -> str:
    session = line.session
    said = [session.title.de, session.title.en, session.code, line.place.name.de if line.place else ""]
    return " ".join(spellings("\n".join(said)))


def counts(lines: Iterable[Line]) -> dict[str, int]:
    """How many sessions are in each state."""
    found = dict.fromkeys(STATES, 0)
    for line in lines:
        found[line.state] += 1
    return found


def days_of(lines: Iterable[Line]) -> tuple[date, ...]:
    return tuple(sorted({line.session.day for line in lines}))
