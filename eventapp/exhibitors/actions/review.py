"""What the office decides: accepted values go public, everything else leaves the public as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import select

from eventapp.accounts.models import Person
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.exhibitors import offers, states
from eventapp.exhibitors.actions.locks import locked_entry, locked_fair, publish
from eventapp.exhibitors.actions.mailing import write
from eventapp.exhibitors.actions.members import LONGEST, WORDS
from eventapp.exhibitors.actions.questions import check_submission, close_questions, words
from eventapp.exhibitors.actions.recording import differences, id_of, record_entry
from eventapp.exhibitors.models import ONCE, Entry, Exhibitor
from eventapp.exhibitors.naming import free_slug
from eventapp.exhibitors.progress import options_of
from eventapp.exhibitors.states import Act, State
from eventapp.exhibitors.tasks import called
from eventapp.i18n import mark
from eventapp.journal.actions import Difference
from eventapp.text import clean_line

PUBLIC = ("company", "exhibit")
"""Kinds of which the accepted value is seen by everybody."""


class NothingPublic(DomainError):
    """There is nothing to take off."""


def accept(entry: Entry, *, submission: int, by: Person, at: datetime) -> Entry:
    """What was handed in as number ``submission`` becomes the accepted value, word for word."""
    return accept_all([(entry, submission)], by=by, at=at)[0]


def accept_all(chosen: Sequence[tuple[Entry, int]], *, by: Person, at: datetime) -> list[Entry]:
    """Several with the number each was seen under: one mail per exhibitor, one publication."""
    order = sorted(chosen, key=lambda one: (one[0].exhibitor_id, one[0].id))
    locked = [(locked_entry(entry), submission) for entry, submission in order]
    for fair_id in sorted({entry.fair_id for entry, _submission in locked}):
        locked_fair(fair_id)  # two exhibits of the same title do not get the same address
    accepted = [_accept(entry, submission, by=by, at=at) for entry, submission in locked]
    for _exhibitor_id, group in groupby(accepted, key=lambda entry: entry.exhibitor_id):
        of_one = list(group)
        _tell(of_one[0].exhibitor, of_one, at=at)
    _publish(accepted)
    return accepted


def decline(entry: Entry, reason: str, *, submission: int, by: Person, at: datetime) -> Entry:
    """With a reason for the member. What was accepted before stays as it is."""
    why = words(reason, mark("Schreiben Sie, warum."), field="reason")
    entry = locked_entry(entry)
    check_submission(entry, submission)
    entry.state = states.after(Act.DECLINE, entry.state)
    entry.declined_reason = why
    close_questions(entry, at=at)
    db.session.flush()
    record_entry(entry, "declined", by=by.id, at=at, differences=[Difference("", "", why)])
    _tell(entry.exhibitor, [entry], at=at)
    return entry


def take_off(entry: Entry, reason: str, *, by: Person, at: datetime) -> Entry:
    """What is public of it is public no longer. Its address is never given to another thing."""
    why = words(reason, mark("Schreiben Sie, warum."), field="reason")
    entry = locked_entry(entry)
    if entry.accepted is None:
        raise NothingPublic(mark("Davon ist nichts veröffentlicht."))
    told = differences(entry.kind, entry.accepted, {})
    was_accepted = entry.state == State.ACCEPTED
    entry.state = states.after(Act.TAKE_OFF, entry.state)
    entry.accepted = entry.accepted_at = None
    if was_accepted:
        entry.declined_reason = why
    db.session.flush()
    record_entry(entry, "taken_off", by=by.id, at=at, differences=[Difference("", "", why), *told])
    _tell(entry.exhibitor, [entry], at=at)
    _publish([entry])
    return entry


def withdraw_entry(entry: Entry, *, by: Person | None, at: datetime) -> None:
    """An exhibit or a proposal that is not to be. One that was never handed in leaves nothing behind."""
    entry = locked_entry(entry)
    if entry.kind in ONCE:
        raise NothingPublic(mark("Das lässt sich nicht einzeln zurückziehen, nur die ganze Teilnahme."))
    was_public = entry.accepted is not None
    entry.state = states.after(Act.WITHDRAW, entry.state)
    entry.accepted = entry.accepted_at = None
    close_questions(entry, at=at)
    record_entry(entry, "withdrawn", by=id_of(by), at=at)
    if entry.submission == 0:
        db.session.delete(entry)
    db.session.flush()
    if was_public:
        _publish([entry])


def restore_entry(entry: Entry, *, by: Person | None, at: datetime) -> Entry:
    """It is a draft again, and nothing of it is with the office."""
    entry = locked_entry(entry)
    entry.state = states.after(Act.RESTORE, entry.state)
    entry.handed_in = None
    entry.version += 1
    db.session.flush()
    record_entry(entry, "restored", by=id_of(by), at=at)
    return entry


def _accept(entry: Entry, submission: int, *, by: Person, at: datetime) -> Entry:
    check_submission(entry, submission)
    entry.state = states.after(Act.ACCEPT, entry.state)
    before = entry.accepted or {}
    entry.accepted, entry.accepted_at = entry.handed_in, at
    entry.declined_reason = ""
    close_questions(entry, at=at)
    if entry.kind == "exhibit" and entry.slug is None:
        _give_address(entry)
    if entry.kind == "company":
        _know_the_member_by(entry)
    db.session.flush()
    told = differences(entry.kind, before, entry.accepted or {}, options_of(entry.fair_id))
    record_entry(entry, "accepted", by=by.id, at=at, differences=told)
    for join in offers.after_acceptance:
        join(entry, by, at)
    return entry


def _give_address(entry: Entry) -> None:
    """Made of the title it is first published under, and never changed."""
    taken = db.session.scalars(select(Entry.slug).where(Entry.fair_id == entry.fair_id, Entry.slug.is_not(None)))
    title = str((entry.accepted or {}).get("title_de") or "")
    entry.slug = free_slug(title, {slug for slug in taken if slug}, otherwise="exponat")


def _know_the_member_by(entry: Entry) -> None:
    """What the member says about itself is what is known of it from now on."""
    member = entry.exhibitor.member
    said = entry.accepted or {}
    new = {key: clean_line(str(said[key]), longest=LONGEST[key]) for key in WORDS if said.get(key)}
    if any(getattr(member, key) != text for key, text in new.items()):
        for key, text in new.items():
            setattr(member, key, text)
        member.version += 1


def _tell(exhibitor: Exhibitor, entries: Sequence[Entry], *, at: datetime) -> None:
    named = ":".join(f"{one.id}.{one.submission}.{one.state}" for one in entries[:8])
    key = f"decided:{named}:{at:%Y%m%d%H%M%S}"
    write(exhibitor, "decided", key=key, at=at, values=lambda: {"entries": [_told(one) for one in entries]})


def _told(entry: Entry) -> dict[str, str]:
    is_accepted = entry.state == State.ACCEPTED
    return {"name": called(entry), "reason": "" if is_accepted else entry.declined_reason, "state": entry.state}


def _publish(entries: Sequence[Entry]) -> None:
    for fair_id in sorted({entry.fair_id for entry in entries if entry.kind in PUBLIC}):
        publish(fair_id)
