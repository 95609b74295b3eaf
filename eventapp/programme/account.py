"""The changes between two releases as a page tells them: grouped, in order, one line for each field. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from eventapp.i18n import Words, mark
from eventapp.programme.board import Row, rows
from eventapp.programme.diff import FIELDS, Changes, SessionChange, Value
from eventapp.programme.value import Place, Programme, Session

TOO_LONG_TO_QUOTE = ("abstract", "description")


@dataclass(frozen=True, slots=True)
class Detail:
    """One field, old and new; ``name`` is to be translated."""

    field: str
    name: str
    old: Value
    new: Value

    @property
    def is_quoted(self) -> bool:
        return self.field not in TOO_LONG_TO_QUOTE


@dataclass(frozen=True, slots=True)
class Item:
    """One session with what became different. A session that is gone has no page any more."""

    row: Row
    details: tuple[Detail, ...] = ()
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Rename:
    """A place or a theme that is called, or found, otherwise; ``noun`` is to be translated."""

    noun: str
    old: tuple[Words, ...]
    new: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """``name`` is to be translated, ``sign`` is an icon."""

    name: str
    sign: str
    members: tuple[Item, ...]


def told(changes: Changes, programme: Programme) -> tuple[Group, ...]:
    """What matters most to somebody on the way there comes first."""
    otherwise = tuple(change for change in changes.changed if not change.is_moved)
    groups = (
        Group(mark("Abgesagt"), "cancelled", _changed(programme, changes.cancelled)),
        Group(mark("Verlegt"), "moved", _changed(programme, changes.moved)),
        Group(mark("Findet doch statt"), "running", _changed(programme, changes.reinstated)),
        Group(mark("Neu im Programm"), "next", _listed(programme, changes.new)),
        Group(mark("Geändert"), "info", _changed(programme, otherwise)),
        Group(mark("Nicht mehr im Programm"), "drop", _listed(programme, changes.gone, is_gone=True)),
    )
    return tuple(group for group in groups if group.members)


def renames(changes: Changes) -> tuple[Rename, ...]:
    """What has a new name or a new description of the way: told once, not for each session."""
    places = (Rename(mark("Ort"), _signs(was), _signs(now)) for was, now in changes.renamed_places)
    themes = (Rename(mark("Thema"), (was.name,), (now.name,)) for was, now in changes.renamed_themes)
    halls = (Rename(mark("Halle"), (was,), (now,)) for was, now in changes.renamed_halls)
    return (*halls, *places, *themes)


def _signs(place: Place) -> tuple[Words, ...]:
    return tuple(text for text in (place.name, place.where) if text)


def _changed(programme: Programme, changes: tuple[SessionChange, ...]) -> tuple[Item, ...]:
    ordered = sorted(changes, key=lambda change: change.new.starts_at)
    lines = rows(programme, [change.new for change in ordered])
    return tuple(Item(row, _details(change)) for row, change in zip(lines, ordered, strict=True))


def _details(change: SessionChange) -> tuple[Detail, ...]:
    return tuple(Detail(told.field, FIELDS[told.field], told.old, told.new) for told in change.fields)


def _listed(programme: Programme, sessions: tuple[Session, ...], *, is_gone: bool = False) -> tuple[Item, ...]:
    ordered = sorted(sessions, key=lambda session: session.starts_at)
    return tuple(Item(row, is_gone=is_gone) for row in rows(programme, ordered))
