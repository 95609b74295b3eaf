"""Conflicts: what does not go together in a programme. Overlaps of a place or a person refuse a release; everything
else warns. Pure: one programme, one :class:`~eventapp.programme.planning.Planning`, no database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from eventapp.fair.value import OpeningHours
from eventapp.i18n import mark
from eventapp.programme.planning import Conflict, Planning, Window
from eventapp.programme.value import Programme, Session

KINDS = {
    "place": mark("Ort doppelt belegt"),
    "speaker": mark("Person doppelt verplant"),
    "speaker_away": mark("Person nicht verfügbar"),
    "place_away": mark("Ort nicht verfügbar"),
    "blocked": mark("Sperrzeit"),
    "changeover": mark("Umbauzeit zu kurz"),
    "hours": mark("Außerhalb der Öffnungszeit"),
    "day": mark("Außerhalb der Messetage"),
    "seats": mark("Mehr Menschen, als hineinpassen"),
    "capacity": mark("Mehr Plätze, als der Ort hat"),
    "crowd": mark("Menschen mit Platz in beiden"),
}
SEVERITIES = {
    "blocking": mark("Verhindert die Veröffentlichung"),
    "warning": mark("Hinweis"),
    "accepted": mark("Beim Veröffentlichen hingenommen"),
}
"""From grave to light. ``accepted``: the standing release has the same overlap, with its reason."""
_GRAVE = {severity: rank for rank, severity in enumerate(SEVERITIES)}
_SORTS = {kind: rank for rank, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Clash:
    """``kind`` is ``place`` or ``speaker``; ``name`` whose; ``minutes`` how long both are wanted at once."""

    kind: str
    name: str
    first: Session
    second: Session
    minutes: int


def clashes_in(programme: Programme) -> tuple[Clash, ...]:
    """Every overlap of a place or a speaker, by time. Cancelled sessions and breaks take no room."""
    taking_part = _taking_part(programme)
    places = {place.slug: place.name.de for place in programme.places}
    speakers = {speaker.slug: speaker.name for speaker in programme.speakers}
    found = [
        *_overlaps("place", _by_place(taking_part), places),
        *_overlaps("speaker", _by_speaker(taking_part), speakers),
    ]
    return tuple(sorted(found, key=lambda clash: (clash.second.starts_at, clash.kind, clash.name)))


def new_clashes(standing: Programme | None, drafted: Programme) -> tuple[Clash, ...]:
    """The clashes that the standing release does not have: what was accepted once, with its reason, stands in nobody's
    way again as long as both sessions stay when and where they are."""
    accepted = accepted_in(standing)
    return tuple(clash for clash in clashes_in(drafted) if _print(clash) not in accepted)


def accepted_in(standing: Programme | None) -> frozenset[object]:
    """The prints of the overlaps that the public already has."""
    return frozenset(_print(clash) for clash in clashes_in(standing)) if standing else frozenset()


def all_conflicts(programme: Programme, planning: Planning) -> tuple[Conflict, ...]:
    """Everything, the gravest first, then by time."""
    sessions = _taking_part(programme)
    found = [
        *_clashing(programme, planning),
        *_hurried(programme, planning, sessions),
        *(conflict for session in sessions for conflict in _alone(programme, planning, session)),
        *(conflict for judge in planning.judges for conflict in judge(programme)),
    ]
    return tuple(sorted(found, key=_gravity))


def conflicts_of(programme: Programme, planning: Planning, code: str) -> tuple[Conflict, ...]:
    """Those that one session has a part in: looks only at what it could meet."""
    session = programme.session(code)
    if session is None:
        return ()
    longest = timedelta(minutes=max(planning.changeovers.values(), default=0))
    around = Window(session.starts_at - longest, session.ends_at + longest)
    near = tuple(one for one in programme.sessions if one.starts_at < around.ends_at and one.ends_at > around.starts_at)
    found = all_conflicts(replace(programme, sessions=near), planning)
    return tuple(conflict for conflict in found if code in conflict.codes)


def overlapping(sessions: Iterable[Session]) -> Iterator[tuple[Session, Session]]:
    """Every pair that overlaps; each session is compared with all that still run when it starts."""
    running: list[Session] = []
    for session in sorted(sessions, key=_by_time):
        running = [before for before in running if before.ends_at > session.starts_at]
        yield from ((before, session) for before in running)
        running.append(session)


def _gravity(conflict: Conflict) -> tuple[object, ...]:
    starts_at = conflict.starts_at.timestamp() if conflict.starts_at else 0.0
    return _GRAVE[conflict.severity], starts_at, _SORTS.get(conflict.kind, len(KINDS)), conflict.names, conflict.codes


def _by_time(session: Session) -> tuple[datetime, datetime, int]:
    return session.starts_at, session.ends_at, session.number


def _taking_part(programme: Programme) -> list[Session]:
    return [session for session in programme.sessions if not session.is_cancelled and not session.is_break]


def _by_place(sessions: Iterable[Session]) -> dict[str, list[Session]]:
    found: dict[str, list[Session]] = defaultdict(list)
    for session in sessions:
        if session.place:
            found[session.place].append(session)
    return found


def _by_speaker(sessions: Iterable[Session]) -> dict[str, list[Session]]:
    found: dict[str, list[Session]] = defaultdict(list)
    for session in sessions:
        for slug in session.speakers:
            found[slug].append(session)
    return found


def _print(clash: Clash) -> object:
    both = tuple(
        (session.code, session.starts_at, session.ends_at, session.place) for session in (clash.first, clash.second)
    )
    return clash.kind, clash.name, both


def _overlaps(kind: str, groups: dict[str, list[Session]], names: dict[str, str]) -> Iterator[Clash]:
    for slug, sessions in groups.items():
        for first, second in overlapping(sessions):
            until = min(first.ends_at, second.ends_at)
            yield Clash(kind, names.get(slug, slug), first, second, _minutes(second.starts_at, until))


def _clashing(programme: Programme, planning: Planning) -> Iterator[Conflict]:
    for clash in clashes_in(programme):
        yield Conflict(
            clash.kind,
            "accepted" if _print(clash) in planning.accepted else "blocking",
            (clash.first.code, clash.second.code),
            (clash.name,),
            minutes=clash.minutes,
            starts_at=clash.second.starts_at,
            ends_at=min(clash.first.ends_at, clash.second.ends_at),
            place=clash.second.place,
            day=clash.second.day,
        )


def _hurried(programme: Programme, planning: Planning, sessions: list[Session]) -> Iterator[Conflict]:
    """Places that get less time between two sessions than they need."""
    for slug, there in _by_place(sessions).items():
        needed = planning.changeovers.get(slug, 0)
        if not needed:
            continue
        before: Session | None = None
        for session in sorted(there, key=_by_time):
            if before and before.ends_at <= session.starts_at < before.ends_at + timedelta(minutes=needed):
                yield Conflict(
                    "changeover",
                    "warning",
                    (before.code, session.code),
                    (_place_name(programme, slug),),
                    minutes=_minutes(before.ends_at, session.starts_at),
                    number=needed,
                    starts_at=before.ends_at,
                    ends_at=session.starts_at,
                    place=slug,
                    day=session.day,
                )
            if before is None or session.ends_at > before.ends_at:
                before = session


def _alone(programme: Programme, planning: Planning, session: Session) -> Iterator[Conflict]:
    """What is wrong with one session whatever the others do."""
    place, day = _place_name(programme, session.place), session.day
    if not programme.starts_on <= day <= programme.ends_on:
        yield _warning(session, "day")
    elif missed := _minutes_outside(planning.hours_by_day.get(day), session):
        yield _warning(session, "hours", minutes=missed)
    for blocker in planning.blockers:
        if blocker.place in ("", session.place) and (lost := _shared(session, blocker.starts_at, blocker.ends_at)):
            yield _warning(session, "blocked", blocker.title, minutes=lost)
    if missed := _minutes_away(planning.places.get(session.place), session):
        yield _warning(session, "place_away", place, minutes=missed)
    for slug in session.speakers:
        if missed := _minutes_away(planning.speakers.get(slug), session):
            speaker = programme.speaker(slug)
            yield _warning(session, "speaker_away", speaker.name if speaker else slug, minutes=missed)
    yield from _too_many(programme, planning, session, place)


def _too_many(programme: Programme, planning: Planning, session: Session, place: str) -> Iterator[Conflict]:
    """More people than the place has room for: with a place already, or let in by the rules."""
    found = programme.place(session.place)
    room = found.capacity if found else 0
    people, places = planning.taken.get(session.code, 0), programme.capacity_of(session)
    for kind, wanted in (("seats", people), ("capacity", places)):
        if room and wanted > room:
            yield _warning(session, kind, place, number=wanted, room=room)


def _warning(session: Session, kind: str, *names: str, minutes: int = 0, number: int = 0, room: int = 0) -> Conflict:
    return Conflict(
        kind,
        "warning",
        (session.code,),
        names,
        minutes=minutes,
        number=number,
        room=room,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place=session.place,
        day=session.day,
    )


def _place_name(programme: Programme, slug: str) -> str:
    place = programme.place(slug)
    return place.name.de if place else slug


def _minutes_outside(hours: OpeningHours | None, session: Session) -> int:
    """Of a day of which no hours are known: none."""
    if hours is None or (hours.opens_at <= session.starts_at and session.ends_at <= hours.closes_at):
        return 0
    return _length(session) - _within(session, [Window(hours.opens_at, hours.closes_at)])


def _minutes_away(windows: Sequence[Window] | None, session: Session) -> int:
    """Of somebody without windows: none."""
    return _length(session) - _within(session, windows) if windows else 0


def _within(session: Session, windows: Iterable[Window]) -> int:
    """How many of its minutes lie in one of the windows, which may overlap."""
    covered, until = 0, session.starts_at
    for window in sorted(windows, key=lambda window: window.starts_at):
        starts_at, ends_at = max(window.starts_at, until), min(window.ends_at, session.ends_at)
        if ends_at > starts_at:
            covered += _minutes(starts_at, ends_at)
            until = ends_at
    return covered


def _shared(session: Session, starts_at: datetime, ends_at: datetime) -> int:
    return max(0, _minutes(max(session.starts_at, starts_at), min(session.ends_at, ends_at)))


def _length(session: Session) -> int:
    return _minutes(session.starts_at, session.ends_at)


def _minutes(starts_at: datetime, ends_at: datetime) -> int:
    return int((ends_at - starts_at).total_seconds() // 60)
