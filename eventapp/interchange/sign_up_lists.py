"""Who is signed up, as rows of a table: with a place by name, offered, waiting in turn. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eventapp.clock import at_the_fair
from eventapp.i18n import _, language, mark
from eventapp.interchange.exhibitor_lists import List
from eventapp.programme.value import Programme, Session
from eventapp.signups.filling import Standing
from eventapp.signups.models import SignUp

HEADS = (
    mark("Tag"),
    mark("Beginn"),
    mark("Programmpunkt"),
    mark("Ort"),
    mark("Zustand"),
    mark("An der Reihe"),
    mark("Name"),
    mark("E-Mail"),
    mark("Antwort"),
    mark("Code"),
    mark("Seit"),
    mark("Vom Büro"),
    mark("Gekommen"),
)
STATES = {"confirmed": mark("Platz"), "offered": mark("Platz angeboten"), "waiting": mark("Warteliste")}
Row = tuple[str | int | float, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One session with who is signed up for it."""

    session: Session
    standing: Standing


def sign_ups(programme: Programme, sources: Iterable[Source]) -> List:
    """In the order of the sources. Who has not confirmed is in no list."""
    rows = tuple(row for source in sources for row in _rows(programme, source))
    return List(_("Anmeldungen"), tuple(_(head) for head in HEADS), rows)


def _rows(programme: Programme, source: Source) -> Iterator[Row]:
    standing = source.standing
    for one in (*standing.placed, *standing.offered):
        yield _row(programme, source.session, one, 0)
    for number, one in enumerate(standing.waiting, 1):
        yield _row(programme, source.session, one, number)


def _row(programme: Programme, session: Session, one: SignUp, turn: int) -> Row:
    starts_at, place = at_the_fair(session.starts_at), programme.place(session.place)
    since = at_the_fair(one.confirmed_at or one.asked_at)
    return (
        f"{starts_at:%d.%m.%Y}",
        f"{starts_at:%H:%M}",
        session.title.in_language(language()),
        place.name.in_language(language()) if place else "",
        _(STATES[one.state]),
        turn or "",
        one.name,
        one.visitor.email if one.visitor else "",
        one.answer,
        one.code,
        f"{since:%d.%m.%Y %H:%M}",
        _("ja") if one.is_forced else "",
        f"{at_the_fair(one.came_at):%d.%m.%Y %H:%M}" if one.came_at else "",
    )
