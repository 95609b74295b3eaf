"""The office's list of sessions: what each one's state is towards the public, and what it lacks. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from eventapp.i18n import mark
from eventapp.matching import is_found, spellings, words_of
from eventapp.programme.board import Row, rows
from eventapp.programme.diff import changes_between
from eventapp.programme.planning import Conflict
from eventapp.programme.value import Programme, Session
from eventapp.text import folded

STATES = {
    "unscheduled": mark("ohne Zeit"),
    "draft": mark("Entwurf"),
    "changed": mark("Geändert"),
    "released": mark("Veröffentlicht"),
}
"""Beside the board; never released; released, but otherwise than it is now; released as it is."""
MISSING = {
    "title_en": mark("englischer Titel"),
    "text": mark("Text"),
    "text_en": mark("englischer Text"),
    "place": mark("Ort"),
    "theme": mark("Themenfeld"),
    "speakers": mark("Vortragende"),
    "consent": mark("Einverständnis"),
    "day": mark("liegt außerhalb der Messetage"),
    "capacity": mark("Platzzahl, so kann sich niemand anmelden"),
}
SORTED_BY: dict[str, Callable[[Line], tuple[object, ...]]] = {
    "zeit": lambda line: (not line.is_scheduled, line.session.starts_at, line.session.number),
    "titel": lambda line: (folded(line.session.title.de), line.session.starts_at),
    "ort": lambda line: (line.row.place.name.de if line.row.place else "", line.session.starts_at),
    "zustand": lambda line: (list(STATES).index(line.state), line.session.starts_at),
}
PAGE = 250
Troubles = Mapping[str, tuple[int, bool]]
"""By the code of a session how many conflicts it has part in, and whether one of them stops a release."""


@dataclass(frozen=True, slots=True)
class Line:
    """``missing`` are keys of :data:`MISSING`; ``is_grave``: one of the conflicts stops a release; ``taken`` of its
    ``places`` somebody has."""

    row: Row
    state: str
    missing: tuple[str, ...]
    conflicts: int = 0
    is_grave: bool = False
    taken: int = 0
    places: int = 0

    @property
    def session(self) -> Session:
        return self.row.session

    @property
    def is_scheduled(self) -> bool:
        return self.state != "unscheduled"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list is asked for; names as in the address."""

    q: str = ""
    zustand: str = ""
    tag: str = ""
    ort: str = ""
    thema: str = ""
    fehlt: str = ""
    sort: str = "zeit"
    seite: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Wanted:
        said = {name: query.get(name, "")[:100] for name in ("q", "zustand", "tag", "ort", "thema", "fehlt")}
        sort, page = query.get("sort", ""), query.get("seite", "")
        return cls(
            **said,
            sort=sort if sort in SORTED_BY else "zeit",
            seite=max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 5 else 1,
        )

    @property
    def parameters(self) -> dict[str, str]:
        """For links that keep what was asked for, but the page."""
        said = {name: getattr(self, name) for name in ("q", "zustand", "tag", "ort", "thema", "fehlt")}
        if self.sort != "zeit":
            said["sort"] = self.sort
        return {name: value for name, value in said.items() if value}


def worklist(
    drafted: Programme,
    standing: Programme | None,
    *,
    unasked: Collection[str],
    unscheduled: Collection[str] = (),
    troubles: Troubles = MappingProxyType({}),
    taken: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Line, ...]:
    """Every session of the draft. ``unasked`` are the addresses of speakers whose consent nobody knows; ``unscheduled``
    the codes of what lies beside the board."""
    changes = changes_between(standing, drafted)
    turned = (*changes.changed, *changes.cancelled, *changes.reinstated)
    changed = {change.new.code for change in turned} | {session.code for session in changes.supplemented}

    def state(session: Session) -> str:
        if session.code in unscheduled:
            return "unscheduled"
        if standing is None or standing.session(session.code) is None:
            return "draft"
        return "changed" if session.code in changed else "released"

    unknown = frozenset(unasked)
    return tuple(
        Line(
            row,
            state(row.session),
            _missing(drafted, row.session, unknown, has_time=row.session.code not in unscheduled),
            *troubles.get(row.session.code, (0, False)),
            taken=taken.get(row.session.code, 0),
            places=drafted.capacity_of(row.session),
        )
        for row in rows(drafted, drafted.sessions)
    )


def lacking_in(drafted: Programme, *, unasked: Collection[str]) -> Counter[str]:
    """How many sessions lack each thing, by the keys of :data:`MISSING`; what :func:`worklist` tells line by line."""
    unknown = frozenset(unasked)
    each = (_missing(drafted, session, unknown, has_time=True) for session in drafted.sessions)
    return Counter(key for missing in each for key in missing)


def troubles_in(conflicts: Iterable[Conflict]) -> Troubles:
    found: dict[str, tuple[int, bool]] = {}
    for conflict in conflicts:
        for code in conflict.codes:
            number, is_grave = found.get(code, (0, False))
            found[code] = number + 1, is_grave or conflict.severity == "blocking"
    return found


def _missing(drafted: Programme, session: Session, unasked: frozenset[str], *, has_time: bool) -> tuple[str, ...]:
    if session.is_cancelled:
        return ()
    prose, is_break = (session.abstract, session.description), session.is_break
    lacks = {
        "title_en": not session.title.en,
        "text": not is_break and not any(prose),
        "text_en": any(text.de for text in prose) and not any(text.en for text in prose),
        "place": not session.place and not is_break,
        "theme": bool(drafted.themes) and not session.theme and not is_break,
        "speakers": session.kind in ("talk", "panel") and not (session.speakers or session.organisation),
        "consent": not unasked.isdisjoint(session.speakers),
        "day": has_time and not drafted.starts_on <= session.day <= drafted.ends_on,
        "capacity": session.sign_up is not None and not drafted.capacity_of(session),
    }
    return tuple(name for name, is_so in lacks.items() if is_so)


def chosen(lines: Iterable[Line], wanted: Wanted) -> list[Line]:
    """The lines asked for, in the order asked for."""
    asked = words_of(wanted.q)
    passing = [line for line in lines if _passes(line, wanted) and (not asked or is_found(_words(line), asked))]
    return sorted(passing, key=SORTED_BY[wanted.sort])


def _passes(line: Line, wanted: Wanted) -> bool:
    session = line.session
    state = wanted.zustand
    return (
        (not state or state == line.state or state in _besides(line))
        and (not wanted.tag or (line.is_scheduled and session.day.isoformat() == wanted.tag))
        and (not wanted.ort or session.place == wanted.ort)
        and (not wanted.thema or session.theme == wanted.thema)
        and (not wanted.fehlt or wanted.fehlt in line.missing or (wanted.fehlt == "etwas" and bool(line.missing)))
    )


def _besides(line: Line) -> tuple[str, ...]:
    """What else a line is, beside its state."""
    return (*(["cancelled"] if line.session.is_cancelled else []), *(["conflict"] if line.conflicts else []))


def _words(line: Line) -> str:
    """What the office looks for: titles, names, the code; not the long texts."""
    session = line.session
    said = [session.title.de, session.title.en, session.organisation, session.code]
    said += [text for speaker in line.row.speakers for text in (speaker.name, speaker.organisation)]
    said += [exhibitor.name for exhibitor in line.row.exhibitors]
    return " ".join(spellings("\n".join(said)))


def days_of(lines: Iterable[Line]) -> tuple[date, ...]:
    return tuple(sorted({line.session.day for line in lines if line.is_scheduled}))


def counts(lines: Iterable[Line]) -> dict[str, int]:
    """How many are in each state, cancelled, and lacking something."""
    found = dict.fromkeys([*STATES, "cancelled", "missing", "conflict"], 0)
    for line in lines:
        found[line.state] += 1
        found["cancelled"] += line.session.is_cancelled
        found["missing"] += bool(line.missing)
        found["conflict"] += bool(line.conflicts)
    return found
