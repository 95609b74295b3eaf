"""What a release publishes beside the announcement: how one gets in, links, exhibitors. The office sees it before it
releases; calendars are not told of it, for nobody has to go elsewhere because of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from eventapp.clock import at_the_fair
from eventapp.i18n import Words, _, language, mark
from eventapp.programme.names import admission_name
from eventapp.programme.value import Programme, Session, SignUpRules

NAMES = {
    "admission": mark("Einlass"),
    "capacity": mark("Plätze"),
    "opens_at": mark("Anmeldung ab"),
    "closes_at": mark("Anmeldung bis"),
    "question": mark("Frage"),
    "links": mark("Links"),
    "series": mark("Reihe"),
    "exhibitors": mark("Aussteller"),
}
WARNINGS = {
    "above_place": mark("mehr Plätze, als der Ort hat"),
}


@dataclass(frozen=True, slots=True)
class Aside:
    """One field in words, old and new; ``name`` is to be translated."""

    name: str
    old: str
    new: str


def asides(standing: Programme | None, drafted: Programme) -> dict[str, tuple[Aside, ...]]:
    """By the code of the session, of those where anything of it differs from what is public; of a new one what is not
    as usual."""
    found = {session.code: tuple(_of_session(standing, drafted, session)) for session in drafted.sessions}
    return {code: told for code, told in found.items() if told}


def _of_session(standing: Programme | None, drafted: Programme, session: Session) -> Iterator[Aside]:
    was = standing.session(session.code) if standing else None
    old = _told(standing, was) if standing and was else _told(drafted, _plain(session))
    for field, new in _told(drafted, session).items():
        if old[field] != new:
            yield Aside(NAMES[field], old[field] if was else "", new)


def _plain(session: Session) -> Session:
    """As it would be if nobody had said more than when, where and what."""
    return replace(session, admission="open", sign_up=None, links=(), series="", exhibitors=())


def _told(programme: Programme, session: Session) -> dict[str, str]:
    rules = session.sign_up or SignUpRules()
    return {
        "admission": admission_name(session.admission),
        "capacity": _capacity(programme, session),
        "opens_at": f"{at_the_fair(rules.opens_at):%d.%m.%Y, %H:%M}" if rules.opens_at else "",
        "closes_at": f"{at_the_fair(rules.closes_at):%d.%m.%Y, %H:%M}" if rules.closes_at else "",
        "question": rules.question.in_language(language()),
        "links": ", ".join(link.url for link in session.links),
        "series": session.series,
        "exhibitors": ", ".join(one.name for one in programme.exhibitors_of(session)),
    }


def _capacity(programme: Programme, session: Session) -> str:
    if session.sign_up is None:
        return ""
    number = programme.capacity_of(session)
    if session.sign_up.capacity or not number:
        return str(number)
    return _("{number} (wie der Ort)", number=number)


@dataclass(frozen=True, slots=True)
class Roomier:
    """A place with another capacity, and how many sessions with sign-up count on it."""

    name: Words
    old: int
    new: int
    sessions: int


def roomier(standing: Programme | None, drafted: Programme) -> tuple[Roomier, ...]:
    """Told once for a place, not for each of its sessions."""
    before = {place.slug: place for place in standing.places} if standing else {}
    changed = [one for one in drafted.places if one.slug in before and before[one.slug].capacity != one.capacity]
    return tuple(
        Roomier(place.name, before[place.slug].capacity, place.capacity, _counting_on(drafted, place.slug))
        for place in changed
    )


def _counting_on(programme: Programme, slug: str) -> int:
    return sum(
        session.place == slug and session.sign_up is not None and not session.sign_up.capacity
        for session in programme.sessions
    )


def warnings(standing: Programme | None, drafted: Programme) -> list[tuple[Session, str]]:
    """Sessions that would have more places than room. What is public like that already is not said again; fewer places
    than people who have one are more than a warning (``crowding``)."""
    found = []
    for session in drafted.sessions:
        was = standing.session(session.code) if standing else None
        before = _wrong_with(standing, was) if standing and was else ""
        now = _wrong_with(drafted, session)
        if now and now != before:
            found.append((session, now))
    return found


def _wrong_with(programme: Programme, session: Session) -> str:
    place, rules = programme.place(session.place), session.sign_up
    return "above_place" if rules and place and 0 < place.capacity < rules.capacity else ""
