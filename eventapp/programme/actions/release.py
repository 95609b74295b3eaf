"""Releasing: the draft becomes one immutable value under the next number, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from eventapp.database import db
from eventapp.errors import DomainError, Stale
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair, get_fair_locked
from eventapp.i18n import Words, mark, ngettext
from eventapp.journal.actions import Difference, record
from eventapp.programme import draft, queries
from eventapp.programme.actions.rules import check_crowded
from eventapp.programme.conflicts import Clash, new_clashes
from eventapp.programme.crowding import Crowded, crowded_between
from eventapp.programme.diff import Changes, changes_between
from eventapp.programme.document import to_document
from eventapp.programme.draft_reading import read_draft
from eventapp.programme.models import Release
from eventapp.programme.offers import places_taken, tell_released
from eventapp.programme.revision import NO_WORDS, is_the_same, revise
from eventapp.programme.value import Programme
from eventapp.text import clean_text

Step = Callable[[str], None]
_DESPITE_CLASHES = mark("Trotz Überschneidungen, weil")
_DESPITE_PEOPLE = mark("Obwohl mehr Menschen einen Platz haben")


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
class Terms:
    """What is said to a release in public; why it is made in spite of clashes; whether fewer places than people who
    have one are meant."""

    comment: Words = NO_WORDS
    override: str = ""
    is_sure: bool = False

    def cleaned(self) -> Terms:
        """English readers are shown the German comment where there is no English one, not the other way round."""
        comment = Words(clean_text(self.comment.de), clean_text(self.comment.en))
        if comment.en and not comment.de:
            raise DomainError(mark("Schreiben Sie den Kommentar auch auf Deutsch."), field="comment")
        return replace(self, comment=comment, override=clean_text(self.override))


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
    comment: Words = NO_WORDS,
    only: Sequence[str] = (),
    override: str = "",
    is_sure: bool = False,
    seen: str = "",
    by: int | None = None,
    step: Step = lambda said: None,
) -> Outcome:
    """Publish the draft (or, of it, just the sessions ``only``). Nothing to tell means no new number. Fewer places than
    people who have one: only if ``is_sure``. ``seen`` is the print of the draft that the person was shown.

    To be called inside ``transaction()``: a crash at any point leaves the old release standing.
    """
    terms = Terms(comment, override, is_sure).cleaned()
    fair = get_fair_locked(slug)
    step(mark("Entwurf lesen"))
    standing = queries.find_release(fair.id, fair.released)
    drafted = drafted_of(fair, standing, only, seen=seen)
    step(mark("Überschneidungen prüfen"))
    return publish(fair, standing, drafted, terms, only=only, by=by, at=at, step=step)


def publish(
    fair: Fair,
    standing: Programme | None,
    drafted: Programme,
    terms: Terms,
    *,
    only: Sequence[str],
    by: int | None,
    at: datetime,
    step: Step = lambda said: None,
) -> Outcome:
    """Exactly this value as the next release. ``fair`` is locked, ``standing`` is what is public of it."""
    clashes, tight = check(fair, standing, drafted, terms)
    step(mark("Mit der letzten Version vergleichen"))
    revised = revise(standing, drafted, at=at, comment=terms.comment)
    if is_the_same(standing, revised):
        return Outcome(standing, Changes(), is_new=False)
    step(mark("Veröffentlichen"))
    override = terms.override if clashes else ""
    _store(fair, revised, override=override)
    reasons = {_DESPITE_CLASHES: override, _DESPITE_PEOPLE: numbers(tight)}
    _note(fair, revised, only=only, reasons=reasons, by=by, at=at)
    tell_released(fair.id, standing, revised, at=at)
    return Outcome(revised, changes_between(standing, revised), is_new=True, overridden=clashes)


def check(
    fair: Fair, standing: Programme | None, drafted: Programme, terms: Terms
) -> tuple[tuple[Clash, ...], tuple[Crowded, ...]]:
    """What stands in its way and was accepted on these terms; a refusal where it was not."""
    clashes = new_clashes(standing, drafted)
    if clashes and not terms.override:
        raise ClashesFound(clashes)
    tight = crowded_between(standing, drafted, places_taken(fair.id))
    check_crowded(tight, is_sure=terms.is_sure)
    return clashes, tight


@dataclass(frozen=True)
class Outlook:
    """What a release would do if it were made ``at`` that moment: of ``draft`` as it was read, ``drafted`` with its
    stamps. Those are made when somebody asks: what changes is told without them."""

    standing: Programme | None
    draft: Programme
    at: datetime

    @cached_property
    def drafted(self) -> Programme:
        return revise(self.standing, self.draft, at=self.at)

    @cached_property
    def changes(self) -> Changes:
        return changes_between(self.standing, self.draft)

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        return new_clashes(self.standing, self.draft)

    @cached_property
    def print(self) -> str:
        """Tells this state of the draft from every other one."""
        return _print(self.draft)

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """The codes of all sessions that the public would see otherwise, or for the first time."""
        turned = (*self.changes.changed, *self.changes.cancelled, *self.changes.reinstated)
        told = (*self.changes.new, *(change.new for change in turned), *self.changes.supplemented)
        return tuple(session.code for session in told)

    @property
    def is_empty(self) -> bool:
        return self.standing is not None and is_the_same(self.standing, self.drafted)


def outlook(slug: str, *, at: datetime, only: Sequence[str] = ()) -> Outlook:
    """What the next release would change, and which clashes stand in its way. Writes nothing."""
    fair = get_fair(slug)
    standing = queries.standing_at_hand(fair)
    return Outlook(standing, drafted_of(fair, standing, only), at)


def preview(slug: str, *, at: datetime) -> tuple[Changes, tuple[Clash, ...]]:
    """The changes and the clashes alone."""
    found = outlook(slug, at=at)
    return found.changes, found.clashes


def drafted_of(fair: Fair, standing: Programme | None, only: Sequence[str], *, seen: str = "") -> Programme:
    """What would be public of the draft, or with just these of its sessions. Once ``fair`` is locked, ``seen`` is asked
    for: what a colleague changed between the look at the page and the lock goes out with nobody who did not see it."""
    whole = read_draft(fair)
    drafted = _limited(standing, whole, only) if only else whole
    if seen and seen not in (_print(whole), _print(drafted)):
        raise Stale
    return drafted


def _limited(standing: Programme | None, whole: Programme, only: Sequence[str]) -> Programme:
    if standing is None:
        raise DomainError(mark("Es gibt noch keine Version. Veröffentlichen Sie zuerst das ganze Programm."))
    try:
        return draft.with_only(standing, whole, only)
    except draft.NotInTheDraft as missing:
        codes = ", ".join(str(code) for code in missing.args)
        raise DomainError(mark("Im Entwurf gibt es nicht oder ohne Zeit: {codes}."), codes=codes) from missing


def _print(drafted: Programme) -> str:
    return hashlib.sha256(to_document(drafted).encode()).hexdigest()[:32]


def numbers(tight: Sequence[Crowded]) -> str:
    """For the journal, which speaks no language here."""
    return ", ".join(f"{one.code}: {one.taken} > {one.places}" for one in tight)


def _note(
    fair: Fair,
    revised: Programme,
    *,
    only: Sequence[str],
    reasons: Mapping[str, str],
    by: int | None,
    at: datetime,
) -> None:
    said = {mark("Kommentar"): revised.comment.de, mark("Kommentar auf Englisch"): revised.comment.en}
    noted = {mark("Umfang"): ", ".join(only), **said, **reasons}
    differences = [Difference(name, "", text) for name, text in noted.items() if text]
    subject, name = f"release:{revised.number}", f"Version {revised.number}"
    record(by, "release.released", fair_id=fair.id, subject=subject, name=name, at=at, differences=differences)


def _store(fair: Fair, revised: Programme, *, override: str) -> None:
    row = Release(
        fair_id=fair.id,
        number=revised.number,
        released_at=revised.released_at,
        comment=revised.comment.de,
        comment_en=revised.comment.en,
        override_reason=override,
        document=to_document(revised),
    )
    db.session.add(row)
    fair.released = revised.number
    fair.public_version += 1
    db.session.flush()
