"""The changes as an Atom feed (RFC 4287): one entry for each release, told field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from eventapp.i18n import Words, _, language
from eventapp.programme.diff import FIELDS, Changes, SessionChange, changes_between
from eventapp.programme.value import Programme, Session
from eventapp.programme.wording import old_and_new
from eventapp.web.formats import wall_when


@dataclass(frozen=True, slots=True)
class Line:
    """One session and what became of it: ``parts`` are the changed fields in words."""

    state: str
    title: str
    code: str
    when: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AtomEntry:
    """``id`` is for good (RFC 4151 tag), ``updated`` aware; ``comment`` is the office's sentence, in German."""

    id: str
    number: int
    title: str
    updated: datetime
    comment: str
    summary: str
    lines: tuple[Line, ...]


def entries_of(releases: list[Programme]) -> list[AtomEntry]:
    """``releases`` newest first; the oldest of them is only there to compare with, unless it is the very first."""
    entries = []
    for at, programme in enumerate(releases):
        before = releases[at + 1] if at + 1 < len(releases) else None
        if before is None and programme.number > 1:
            break
        entries.append(_entry(programme, before))
    return entries


def feed_id(programme: Programme) -> str:
    return f"tag:{programme.uid_domain},{programme.starts_on.year}:{programme.fair}/changes"


def _entry(programme: Programme, before: Programme | None) -> AtomEntry:
    assert programme.released_at is not None  # noqa: S101 -- a stored release always has its moment
    lines = tuple(_lines(changes_between(before, programme))) if before else ()
    first = _("Das erste veröffentlichte Programm: {number} Programmpunkte.", number=len(programme.sessions))
    return AtomEntry(
        id=f"tag:{programme.uid_domain},{programme.starts_on.year}:{programme.fair}/version/{programme.number}",
        number=programme.number,
        title=_("Version {number}", number=programme.number),
        updated=programme.released_at,
        comment=programme.comment,
        summary="" if before else first,
        lines=lines,
    )


def _lines(changes: Changes) -> Iterator[Line]:
    yield from (_changed(_("Abgesagt"), change) for change in changes.cancelled)
    yield from (_changed(_("Verlegt"), change) for change in changes.moved)
    yield from (_changed(_("Findet doch statt"), change) for change in changes.reinstated)
    yield from (_listed(_("Neu im Programm"), session) for session in changes.new)
    yield from (_changed(_("Geändert"), change) for change in changes.changed if not change.is_moved)
    yield from (_listed(_("Nicht mehr im Programm"), session) for session in changes.gone)
    if not changes:
        yield from (_listed(_("Material ergänzt"), session) for session in changes.supplemented)
    renamed = [(was.name, now.name) for was, now in changes.renamed_places]
    renamed += [(was.name, now.name) for was, now in changes.renamed_themes]
    renamed += list(changes.renamed_halls)
    for old, new in renamed:
        yield Line(_("Neuer Name"), f"{_said(old)} → {_said(new)}", "", "")


def _said(text: Words) -> str:
    return text.in_language(language())


def _listed(state: str, session: Session) -> Line:
    return Line(state, _said(session.title), session.code, wall_when(session.starts_at, session.ends_at))


def _changed(state: str, change: SessionChange) -> Line:
    parts = []
    for field in change.fields:
        old, new = old_and_new(field)
        parts.append(f"{_(FIELDS[field.field])}: {old} → {new}")
    session = change.new
    when = wall_when(session.starts_at, session.ends_at)
    return Line(state, _said(session.title), session.code, when, tuple(parts))
