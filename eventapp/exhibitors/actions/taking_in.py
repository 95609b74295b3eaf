"""A list of members becomes members and exhibitors of a fair. Reading the file is not done here (interchange)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from eventapp.accounts.models import Person
from eventapp.database import db
from eventapp.errors import Stale
from eventapp.exhibitors.actions.locks import locked_exhibitor
from eventapp.exhibitors.actions.members import add_exhibitor, change_contact, change_member, create_member
from eventapp.exhibitors.intake import COLUMNS, Change, Differing, Intake, Known, ListedMember, Taken, partner_of
from eventapp.exhibitors.models import Entry, Exhibitor, Member
from eventapp.exhibitors.naming import is_cut_off
from eventapp.fair.models import Fair

Progress = Callable[[int, int], None]
CONTACT = ("contact_name", "contact_email")


def take_in(
    fair: Fair,
    rows: Sequence[ListedMember],
    *,
    at: datetime,
    by: Person | None = None,
    is_dry_run: bool = False,
    progress: Progress = lambda done, of: None,
) -> Intake:
    """Members we know get what the list says otherwise, unless they said it themselves; the others are new. Nobody is
    removed, and no contact that stands is exchanged: where the list knows another, it is told (:func:`take_contacts`).
    A dry run is undone; to be called inside ``transaction()``."""
    work = _Intake(fair, at=at, by=by)
    taken = []
    for number, row in enumerate(rows, 1):
        taken.append(work.take(row))
        progress(number, len(rows))
    db.session.flush()
    if is_dry_run:
        db.session.rollback()
    return Intake(tuple(taken), work.exhibitors, is_dry_run=is_dry_run, differing=tuple(work.differing))


def take_contacts(differing: Iterable[Differing], *, by: Person | None, at: datetime) -> int:
    """The list's contacts instead of ours, because somebody said so; how many. What became another meanwhile than was
    told is refused."""
    number = 0
    for one in differing:
        if one.exhibitor_id is None:
            continue
        exhibitor = locked_exhibitor(db.session.get_one(Exhibitor, one.exhibitor_id))
        if any(getattr(exhibitor, change.field) != change.old for change in one.changes):
            raise Stale
        _change_contact(exhibitor, one.changes, by=by, at=at)
        number += 1
    return number


class _Intake:
    """One intake while it runs."""

    def __init__(self, fair: Fair, *, at: datetime, by: Person | None) -> None:
        self.fair, self.at, self.by = fair, at, by
        self.exhibitors = 0
        self.differing: list[Differing] = []
        self.members = {member.id: member for member in db.session.scalars(select(Member).order_by(Member.id))}
        self.known = [_known(member) for member in self.members.values()]
        here = db.session.scalars(select(Exhibitor).where(Exhibitor.fair_id == fair.id))
        self.here = {exhibitor.member_id: exhibitor for exhibitor in here}
        self.seen: set[int] = set()
        said = select(Exhibitor.member_id).join(Entry, Entry.exhibitor_id == Exhibitor.id)
        said = said.where(Entry.kind == "company", Entry.submission > 0)
        self.speak_for_themselves = set(db.session.scalars(said))

    def take(self, row: ListedMember) -> Taken:
        partner, why = partner_of(row, self.known)
        if partner is None:
            member = create_member(at=self.at, by=self.by, **_words(row))
            self.members[member.id] = member
            self.known.append(_known(member))
            taken = Taken("new", member.name, row.where)
        else:
            member = self.members[partner.id]
            taken = self._update(member, row, why)
        contact = self._list(member, row)
        if contact and taken.state != "new":
            return replace(taken, state="changed", changes=(*taken.changes, *contact))
        return taken

    def _update(self, member: Member, row: ListedMember, why: str) -> Taken:
        changes = tuple(_changes(member, row))
        if changes and member.id in self.speak_for_themselves:
            self.differing.append(Differing("own", member.name, row.where, changes))
            changes = ()
        if changes:
            words = {change.field: change.new for change in changes}
            change_member(member, version=member.version, by=self.by, at=self.at, **words)
        return Taken("changed" if changes else "unchanged", member.name, row.where, why, changes)

    def _list(self, member: Member, row: ListedMember) -> tuple[Change, ...]:
        """The member's part in the fair, with whom to write to if the list knows it and we did not."""
        contact = {"contact_name": row.contact_name, "contact_email": row.contact_email}
        exhibitor = self.here.get(member.id)
        filled: tuple[Change, ...] = ()
        if exhibitor is None:
            language = row.language or "de"
            exhibitor = add_exhibitor(self.fair, member, at=self.at, by=self.by, language=language, **contact)
            self.here[member.id] = exhibitor
            self.exhibitors += 1
        else:
            filled = self._compare(exhibitor, member, row)
        self.seen.add(member.id)
        return filled

    def _compare(self, exhibitor: Exhibitor, member: Member, row: ListedMember) -> tuple[Change, ...]:
        """What the list fills in. Where it contradicts us, all it says is told and none of it mixed in: the address of
        one beside the name of another would be nobody."""
        changes = _contact_changes(exhibitor, row)
        if any(change.old for change in changes):
            reason, whose = ("again", None) if member.id in self.seen else ("contact", exhibitor.id)
            self.differing.append(Differing(reason, member.name, row.where, changes, whose))
            return ()
        if changes:
            _change_contact(exhibitor, changes, by=self.by, at=self.at)
        return changes


def _contact_changes(exhibitor: Exhibitor, row: ListedMember) -> tuple[Change, ...]:
    """Where the list knows something and it is not what we have; capitals make no other."""
    pairs = [(column, getattr(exhibitor, column), getattr(row, column)) for column in CONTACT]
    return tuple(Change(column, old, new) for column, old, new in pairs if new and new.casefold() != old.casefold())


def _change_contact(exhibitor: Exhibitor, changes: Iterable[Change], *, by: Person | None, at: datetime) -> None:
    said = {change.field: change.new for change in changes}
    name = said.get("contact_name", exhibitor.contact_name)
    email = said.get("contact_email", exhibitor.contact_email)
    change_contact(exhibitor, name=name, email=email, language=exhibitor.language, by=by, at=at)


def _changes(member: Member, row: ListedMember) -> list[Change]:
    """A name that was cut off does not replace the whole one."""
    pairs = [(column, getattr(member, column), getattr(row, column)) for column in COLUMNS]
    return [
        Change(column, old, new)
        for column, old, new in pairs
        if new and new != old and not (column == "name" and is_cut_off(new, old))
    ]


def _words(row: ListedMember) -> dict[str, str]:
    return {column: getattr(row, column) for column in COLUMNS}


def _known(member: Member) -> Known:
    return Known(member.id, member.name, member.city, member.website)
