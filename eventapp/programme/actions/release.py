"""Releasing: the draft becomes one immutable value under the next number, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair, get_fair_locked
from eventapp.i18n import mark, ngettext
from eventapp.programme import draft, queries
from eventapp.programme.conflicts import Clash, new_clashes
from eventapp.programme.diff import Changes, changes_between
from eventapp.programme.document import to_document
from eventapp.programme.draft_reading import read_draft
from eventapp.programme.models import Release
from eventapp.programme.revision import is_the_same, revise
from eventapp.programme.value import Programme
from eventapp.text import clean_text

Step = Callable[[str], None]


class ClashesFound(DomainError):
    """The release is refused; ``clashes`` says where one place or person is wanted twice."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__(
            ngettext(
                "Nicht veröffentlicht: {number} Überschneidung.",
                "Nicht veröffentlicht: {number} Überschneidungen.",
                len(clashes),
            )
        )
        self.clashes = tuple(clashes)


@dataclass(frozen=True, slots=True)
class Outcome:
    """``programme`` is what stands now; ``is_new`` says whether it was made just now; ``overridden`` the clashes
    that were accepted with a reason."""

    programme: Programme | None
    changes: Changes
    is_new: bool
    overridden: tuple[Clash, ...] = ()


def release(
    slug: str,
    *,
    at: datetime,
    comment: str = "",
    only: Sequence[str] = (),
    override: str = "",
    step: Step = lambda said: None,
) -> Outcome:
    """Publish the draft (or, of it, just the sessions ``only``). Nothing to tell means no new number.

    To be called inside ``transaction()``: a crash at any point leaves the old release standing.
    """
    comment, override = clean_text(comment), clean_text(override)
    fair = get_fair_locked(slug)
    step(mark("Entwurf lesen"))
    standing = queries.find_release(fair.id, fair.released)
    drafted = _drafted(fair, standing, only)
    step(mark("Überschneidungen prüfen"))
    clashes = new_clashes(standing, drafted)
    if clashes and not override:
        raise ClashesFound(clashes)
    step(mark("Mit der letzten Version vergleichen"))
    revised = revise(standing, drafted, at=at, comment=comment)
    if is_the_same(standing, revised):
        return Outcome(standing, Changes(), is_new=False)
    step(mark("Veröffentlichen"))
    _store(fair, revised, override=override if clashes else "")
    return Outcome(revised, changes_between(standing, revised), is_new=True, overridden=clashes)


def preview(slug: str, *, at: datetime) -> tuple[Changes, tuple[Clash, ...]]:
    """What the next release would change, and which clashes stand in its way. Writes nothing."""
    fair = get_fair(slug)
    standing = queries.find_release(fair.id, fair.released)
    drafted = _drafted(fair, standing, ())
    return changes_between(standing, revise(standing, drafted, at=at)), new_clashes(standing, drafted)


def _drafted(fair: Fair, standing: Programme | None, only: Sequence[str]) -> Programme:
    drafted = read_draft(fair)
    if not only:
        return drafted
    if standing is None:
        raise DomainError(mark("Es gibt noch keine Version. Veröffentlichen Sie zuerst das ganze Programm."))
    try:
        return draft.with_only(standing, drafted, only)
    except draft.NotInTheDraft as missing:
        codes = ", ".join(str(code) for code in missing.args)
        raise DomainError(mark("Im Entwurf gibt es nicht: {codes}."), codes=codes) from missing


def _store(fair: Fair, revised: Programme, *, override: str) -> None:
    row = Release(
        fair_id=fair.id,
        number=revised.number,
        released_at=revised.released_at,
        comment=revised.comment,
        override_reason=override,
        document=to_document(revised),
    )
    db.session.add(row)
    fair.released = revised.number
    fair.public_version += 1
    db.session.flush()
