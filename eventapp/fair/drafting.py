"""What the office does with a fair's draft: write, publish, discard. Nothing it writes is public before that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.fair.draft import Draft, settled
from eventapp.fair.fields import Fields
from eventapp.fair.models import Fair
from eventapp.fair.queries import draft_of, get_fair_locked
from eventapp.fair.rules import faults
from eventapp.fair.sections import Section
from eventapp.fair.value import PublicFair
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, Reversal, record
from eventapp.journal.undoing import Turn, undoers


class Stale(DomainError):
    """Somebody else was faster; ``draft`` is what stands now."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(mark("Inzwischen hat jemand anderes gespeichert."))
        self.draft = draft


class NothingToPublish(DomainError):
    """The draft says what is public already."""


def write(slug: str, section: Section, written: Fields, *, seen: int, by: int | None, at: datetime) -> Draft:
    """Write one section's fields into the draft. ``seen`` is the print of what the writer had before them.

    Who wrote the same as somebody else meanwhile loses nothing and is not stopped.
    """
    fair = get_fair_locked(slug)
    before = draft_of(fair)
    wanted = {field: written[field] for field in section.fields}
    standing = {field: before.fields[field] for field in section.fields}
    if wanted == standing:
        return before
    if seen != before.seen(section.fields):
        raise Stale(before)
    after = Draft(before.public, settled(before.public, {**before.written, **wanted}))
    for fault in faults(after.fields):
        if fault.field in section.fields:
            raise fault
    _keep(fair, after)
    reversal = Reversal.between(standing, wanted)
    differences = [Difference(field, standing[field], wanted[field]) for field in reversal.after or ()]
    _note(fair, "fair.drafted", differences, section=section, reversal=reversal, by=by, at=at)
    return after


def publish(slug: str, *, seen: int, by: int | None, at: datetime) -> int:
    """Everything that was written becomes public at once; returns how many fields that were. ``seen`` is the print of
    the whole draft, so that nobody publishes what they have not looked at."""
    fair = get_fair_locked(slug)
    draft = draft_of(fair)
    if not draft.edits:
        raise NothingToPublish(mark("Es gibt nichts zu veröffentlichen."))
    if seen != draft.seen():
        raise Stale(draft)
    for fault in faults(draft.fields):
        raise fault
    put_in_place(fair, draft.fair)
    _note(fair, "fair.published", (Difference(one.field, one.old, one.new) for one in draft.edits), by=by, at=at)
    return len(draft.edits)


def discard(slug: str, fields: Iterable[str], *, seen: int, by: int | None, at: datetime) -> int:
    """These fields of the draft go back to what is public; returns how many. ``seen`` is a print of just these."""
    fair = get_fair_locked(slug)
    draft = draft_of(fair)
    wanted = set(fields)
    if seen != draft.seen(field for field in draft.fields if field in wanted):
        raise Stale(draft)
    gone = [edit for edit in draft.edits if edit.field in wanted]
    _keep(fair, Draft(draft.public, {name: text for name, text in draft.written.items() if name not in wanted}))
    reversal = Reversal({one.field: one.new for one in gone}, {one.field: one.old for one in gone})
    told = [Difference(one.field, one.new, one.old) for one in gone]
    _note(fair, "fair.discarded", told, reversal=reversal, by=by, at=at)
    return len(gone)


def undo_drafting(turns: Sequence[Turn]) -> None:
    """Fields of the draft as they were before; what is public stays."""
    for turn in turns:
        fair = db.session.get_one(Fair, turn.fair_id, with_for_update={"key_share": True}, populate_existing=True)
        draft = draft_of(fair)
        turn.check(draft.fields)
        wanted = {name: text for name, text in (turn.wanted or {}).items() if name in draft.fields}
        after = Draft(draft.public, settled(draft.public, {**draft.written, **wanted}))
        for fault in faults(after.fields):
            if fault.field in wanted:
                raise fault
        _keep(fair, after)


undoers["fair"] = undo_drafting


def write_over(fair: Fair, fields: Fields) -> None:
    """These fields lie in the draft of a fair that has just begun, over what else does."""
    standing = draft_of(fair)
    _keep(fair, Draft(standing.public, settled(standing.public, {**standing.written, **fields})))


def put_in_place(fair: Fair, public: PublicFair, *, written: Fields | None = None) -> None:
    """Make this the public state, under the next ``public_version``; ``written`` is what stays a draft."""
    fair.title_de, fair.title_en = public.title.de, public.title.en
    fair.starts_on, fair.ends_on = public.starts_on, public.ends_on
    fair.profile = msgspec.json.encode(public.profile, order="deterministic").decode()
    fair.public_version += 1
    _keep(fair, Draft(public, settled(public, written or {})))


def _keep(fair: Fair, draft: Draft) -> None:
    fair.draft = msgspec.json.encode(draft.written, order="deterministic").decode() if draft.written else None
    db.session.flush()


def _note(
    fair: Fair,
    kind: str,
    differences: Iterable[Difference],
    *,
    section: Section | None = None,
    reversal: Reversal | None = None,
    by: int | None,
    at: datetime,
) -> None:
    subject, name = (f"fair:{section.key}", section.title) if section else ("fair", fair.title_de)
    record(by, kind, fair_id=fair.id, subject=subject, name=name, differences=differences, at=at, reversal=reversal)
