"""The changes as an Atom feed (RFC 4287): one entry for each release, told field by field, bounded. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, pairwise

from eventapp.fair.value import PublicFair
from eventapp.i18n import Words, _, language, mark
from eventapp.programme.account import Detail, Item, renames, told
from eventapp.programme.diff import Changes, changes_between
from eventapp.programme.value import Programme, Session
from eventapp.programme.wording import in_words
from eventapp.text import clean_line
from eventapp.web.formats import wall_when

MOST_ENTRIES = 20
"""Releases that the feed tells; what lies further back stands on the pages about the versions."""
MOST_LINES = 40
"""Sessions that one entry tells of; the rest is counted."""
LONGEST_VALUE = 300
"""Characters of one old or new value."""
LONGEST_COMMENT_IN_TITLE = 200
NEVER_CHANGED = datetime(1970, 1, 1, tzinfo=UTC)
"""``updated`` of the empty feed: RFC 4287 requires one, and nothing in it has ever changed."""


@dataclass(frozen=True, slots=True)
class Said:
    """A short text and the language it is in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Part:
    """One field that became different; without ``old`` and ``new`` where the text is too long to be quoted."""

    name: str
    old: Said | None = None
    new: Said | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One session, place or theme and what became of it. ``code`` is empty where no page is left to lead to."""

    state: str
    title: Said
    code: str = ""
    when: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of change for readers that sort: ``term`` is for programs, ``label`` for people."""

    term: str
    label: str


@dataclass(frozen=True, slots=True)
class AtomEntry:
    """``id`` is for good (RFC 4151 tag); ``comment`` is the office's text, in the
    language it is there. ``more`` counts the lines
    left out."""

    id: str
    number: int
    title: str
    updated: datetime
    comment: Said
    summary: str
    lines: tuple[Line, ...] = ()
    more: int = 0
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True)
class AtomFeed:
    """The feed as it is written; entries newest first, none before the first release."""

    id: str
    updated: datetime
    entries: tuple[AtomEntry, ...]


def feed_of(fair: PublicFair, releases: Iterable[Programme]) -> AtomFeed:
    """``releases`` newest first, one more than is told: the oldest is only there to compare with, unless it is the
    very first. Of a big fair no more than three are in memory at a time."""
    # Each language has a feed of its own: ids are for one and the same text (RFC 4287 § 4.2.6).
    tag = f"tag:{fair.uid_domain},{fair.starts_on.year}:{fair.slug}{'' if language() == 'de' else f'/{language()}'}"
    entries: list[AtomEntry] = []
    standing: Programme | None = None
    for programme, before in pairwise(chain(releases, (None,))):
        if programme is None or len(entries) == MOST_ENTRIES:
            break
        standing = standing or programme
        if before is not None or programme.number == 1:
            entries.append(_entry(tag, programme, before, standing=standing))
    return AtomFeed(f"{tag}/changes", entries[0].updated if entries else NEVER_CHANGED, tuple(entries))


def _entry(tag: str, programme: Programme, before: Programme | None, *, standing: Programme) -> AtomEntry:
    assert programme.released_at is not None  # noqa: S101 -- a stored release always has its moment
    changes = changes_between(before, programme) if before else Changes()
    lines = tuple(_lines(changes, programme, standing))
    title = _("Version {number}", number=programme.number)
    comment = _said(programme.comment)
    in_a_line = clean_line(comment.text, longest=LONGEST_COMMENT_IN_TITLE)
    return AtomEntry(
        id=f"{tag}/version/{programme.number}",
        number=programme.number,
        title=f"{title}: {in_a_line}" if in_a_line and comment.language == language() else title,
        updated=programme.released_at,
        comment=comment,
        summary=_summary(programme, before, lines),
        lines=lines[:MOST_LINES],
        more=max(0, len(lines) - MOST_LINES),
        categories=tuple(_categories(changes, is_first=before is None)),
    )


def _summary(programme: Programme, before: Programme | None, lines: tuple[Line, ...]) -> str:
    """A sentence where there is no line to tell."""
    if before is None:
        return _("Das erste veröffentlichte Programm: {number} Programmpunkte.", number=len(programme.sessions))
    return "" if lines else _("An den Programmpunkten hat sich nichts geändert.")


def _lines(changes: Changes, programme: Programme, standing: Programme) -> Iterator[Line]:
    """What matters most to somebody on the way there comes first."""
    for group in told(changes, programme):
        yield from (_line(_(group.name), item, standing) for item in group.members)
    if not changes:
        yield from (
            _about(_("Links, Aussteller oder Einlass geändert"), session, standing) for session in changes.supplemented
        )
        yield from (Line(_("Neue Angaben zur Person"), Said(one.name, language())) for one in changes.retold)
    for one in renames(changes):
        new = ", ".join(_said(text).text for text in one.new)
        old = ", ".join(_said(text).text for text in one.old)
        yield Line(_("Neuer Name"), Said(f"{_shortened(old)} → {_shortened(new)}", _said(one.new[0]).language))


def _line(state: str, item: Item, standing: Programme) -> Line:
    return _about(state, item.row.session, standing, tuple(map(_part, item.details)))


def _about(state: str, session: Session, standing: Programme, parts: tuple[Part, ...] = ()) -> Line:
    title = Said(session.title.in_language(language()), session.text_language(language()))
    code = session.code if standing.session(session.code) else ""
    return Line(state, title, code, wall_when(session.starts_at, session.ends_at), parts)


def _part(detail: Detail) -> Part:
    if not detail.is_quoted:
        return Part(_(detail.name))
    old, new = (
        Said(
            _shortened(in_words(detail.field, value)),
            value.language_shown(language()) if isinstance(value, Words) and value else language(),
        )
        for value in (detail.old, detail.new)
    )
    return Part(_(detail.name), old, new)


def _said(text: Words) -> Said:
    return Said(text.in_language(language()), text.language_shown(language()))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1].rstrip() + "…"


def _categories(changes: Changes, *, is_first: bool) -> Iterator[Category]:
    kinds = (
        ("first", mark("Erste Version"), is_first),
        ("cancelled", mark("Abgesagt"), changes.cancelled),
        ("moved", mark("Verlegt"), changes.moved),
        ("reinstated", mark("Findet doch statt"), changes.reinstated),
        ("new", mark("Neu im Programm"), changes.new),
        ("changed", mark("Geändert"), any(not change.is_moved for change in changes.changed)),
        ("gone", mark("Nicht mehr im Programm"), changes.gone),
        ("material", mark("Links, Aussteller oder Einlass geändert"), changes.supplemented and not changes),
        ("people", mark("Neue Angaben zur Person"), changes.retold and not changes),
        ("renamed", mark("Neuer Name"), renames(changes)),
    )
    yield from (Category(term, _(label)) for term, label, is_told in kinds if is_told)
