"""What a member handed in for an earlier fair, offered for the next one: as drafts to look through."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from eventapp.accounts.models import Person
from eventapp.database import db
from eventapp.exhibitors.actions.drafts import begin, check_in_time
from eventapp.exhibitors.actions.locks import get_fair_of, locked_exhibitor
from eventapp.exhibitors.actions.recording import id_of, record_entry
from eventapp.exhibitors.fields.field import Kind
from eventapp.exhibitors.fields.tasks import get_task
from eventapp.exhibitors.models import ONCE, Entry, Exhibitor, ExhibitPartner
from eventapp.exhibitors.progress import options_of
from eventapp.exhibitors.states import State
from eventapp.exhibitors.tasks import UNTOUCHED, title_of
from eventapp.fair.models import Fair

CARRIED = ("company", "exhibit", "proposal", "delivery", "billing")
"""Not the staff: those are other people, and the old ones are forgotten."""
NOT_CARRIED = frozenset((Kind.CONSENT, Kind.DATE))
"""A consent is given anew, a day has passed."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One entry of an earlier fair that can be taken over."""

    entry: Entry
    title: str


@dataclass(frozen=True, slots=True)
class Offer:
    fair: Fair
    entries: tuple[Offered, ...]


def offer_for(exhibitor: Exhibitor) -> Offer | None:
    """What the member had at the last fair before this one, as far as it is not taken over yet."""
    fair = get_fair_of(exhibitor)
    earlier = select(Exhibitor, Fair).join(Fair, Fair.id == Exhibitor.fair_id)
    earlier = earlier.where(Exhibitor.member_id == exhibitor.member_id, Fair.starts_on < fair.starts_on)
    for row in db.session.execute(earlier.order_by(Fair.starts_on.desc())):
        entries = _entries_to_offer(row[0], exhibitor)
        if entries:
            return Offer(row[1], entries)
    return None


def carry_over(exhibitor: Exhibitor, entry_ids: Collection[int], *, by: Person, at: datetime) -> list[Entry]:
    """The chosen ones become drafts, marked for review. What somebody already wrote here is not touched."""
    exhibitor = locked_exhibitor(exhibitor)
    offer = offer_for(exhibitor)
    chosen = [one.entry for one in offer.entries if one.entry.id in entry_ids] if offer else []
    for kind in {entry.kind for entry in chosen}:
        check_in_time(exhibitor, kind, at=at)
    options = options_of(exhibitor.fair_id, besides=exhibitor.id)
    now_here = _the_same_here(exhibitor)
    made = [_carry(old, exhibitor, options, now_here, by=by, at=at) for old in chosen]
    if made:
        begin(exhibitor, at=at)
    db.session.flush()
    return made


def _entries_to_offer(old: Exhibitor, exhibitor: Exhibitor) -> tuple[Offered, ...]:
    here = list(db.session.scalars(select(Entry).where(Entry.exhibitor_id == exhibitor.id)))
    taken = {entry.carried_from for entry in here}
    begun = {entry.kind for entry in here if entry.kind in ONCE and entry.version > UNTOUCHED}
    wanted = select(Entry).where(Entry.exhibitor_id == old.id, Entry.kind.in_(CARRIED), Entry.state != State.WITHDRAWN)
    found = db.session.scalars(wanted.order_by(Entry.id))
    written = (entry for entry in found if entry.version > UNTOUCHED and _said(entry))
    standing = (entry for entry in written if entry.id not in taken and entry.kind not in begun)
    return tuple(Offered(entry, title_of(entry)) for entry in standing)


def _said(entry: Entry) -> dict[str, Any]:
    """What was accepted, else handed in, else drafted."""
    return entry.accepted or entry.handed_in or entry.draft


def _carry(
    old: Entry,
    exhibitor: Exhibitor,
    options: Mapping[str, Mapping[str, str]],
    now_here: Mapping[int, int],
    *,
    by: Person,
    at: datetime,
) -> Entry:
    entry = _entry_for(old, exhibitor, at=at)
    carried = _carried(old, options, now_here)
    entry.draft = {**entry.draft, **carried}
    entry.version += 1
    note = {"version": entry.version, "by": id_of(by), "at": at.isoformat()}
    entry.touched = dict.fromkeys(carried, note)
    entry.changed_by, entry.changed_at = by.id, at
    entry.carried_from, entry.is_to_review = old.id, True
    db.session.flush()
    partners = entry.draft.get("partners") or []
    db.session.add_all([ExhibitPartner(entry_id=entry.id, exhibitor_id=one) for one in partners])
    record_entry(entry, "carried_over", by=by.id, at=at)
    return entry


def _entry_for(old: Entry, exhibitor: Exhibitor, *, at: datetime) -> Entry:
    """The one that is there already, or a new one."""
    here = select(Entry).where(Entry.exhibitor_id == exhibitor.id, Entry.kind == old.kind)
    standing = db.session.scalar(here) if old.kind in ONCE else None
    if standing is not None:
        standing.exhibitor = exhibitor
        return standing
    entry = Entry(fair_id=exhibitor.fair_id, exhibitor=exhibitor, kind=old.kind, draft={}, touched={}, changed_at=at)
    entry.unrecorded, entry.version = {}, UNTOUCHED
    db.session.add(entry)
    return entry


def _carried(old: Entry, options: Mapping[str, Mapping[str, str]], now_here: Mapping[int, int]) -> dict[str, Any]:
    """Answers that still mean something: themes there still are, partners that take part again."""
    carried = {}
    for field in get_task(old.kind).fields:
        answer = _said(old).get(field.key)
        if answer is None or field.kind in NOT_CARRIED:
            continue
        if field.kind is Kind.PARTNERS:
            answer = [now_here[one] for one in answer if one in now_here]
        elif field.source:
            answer = [one for one in answer if one in options.get(field.source, {})]
        if answer not in ("", [], {}):
            carried[field.key] = answer
    return carried


def _the_same_here(exhibitor: Exhibitor) -> dict[int, int]:
    """For exhibitors of other fairs who the same member is at this one."""
    here = select(Exhibitor.member_id, Exhibitor.id).where(
        Exhibitor.fair_id == exhibitor.fair_id, Exhibitor.state != "withdrawn", Exhibitor.id != exhibitor.id
    )
    now_here = {row[0]: row[1] for row in db.session.execute(here)}
    others = select(Exhibitor.id, Exhibitor.member_id).where(Exhibitor.member_id.in_(now_here))
    return {row[0]: now_here[row[1]] for row in db.session.execute(others)}
