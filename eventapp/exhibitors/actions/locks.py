"""Rows locked and read anew, so that two who change the same thing come one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from eventapp.database import db
from eventapp.exhibitors.models import Entry, Exhibitor
from eventapp.exhibitors.rules import Rules
from eventapp.exhibitors.states import State
from eventapp.fair.models import Fair


@dataclass(frozen=True, slots=True)
class Held:
    """An entry that this transaction has locked and read, its exhibitor before it, with what its fair asks."""

    entry: Entry
    rules: Rules


def locked_entry(entry: Entry) -> Entry:
    """Exhibitor, member and questions loaded. The exhibitor is locked before it: everywhere in this order."""
    db.session.flush()
    db.session.execute(select(Exhibitor.id).where(Exhibitor.id == entry.exhibitor_id).with_for_update())
    wanted = select(Entry).where(Entry.id == entry.id).with_for_update(of=Entry)
    with_member = joinedload(Entry.exhibitor, innerjoin=True).joinedload(Exhibitor.member, innerjoin=True)
    wanted = wanted.options(with_member, selectinload(Entry.questions))
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def find_locked_entry(exhibitor: Exhibitor, kind: str, entry_id: int | None = None) -> Entry | None:
    """Of an exhibitor that is locked already: one that stands, by its number or the only one of its kind. Questions are
    not loaded."""
    asked = {"here": exhibitor.id, "kind": kind} | ({} if entry_id is None else {"entry_id": entry_id})
    entry = db.session.scalar(_locked_entry_of(entry_id is None), asked)
    if entry is not None:
        set_committed_value(entry, "exhibitor", exhibitor)
    return entry


@cache
def _locked_entry_of(is_the_only_one: bool) -> Select[Entry]:
    """Built once, as every save begins with it."""
    wanted = select(Entry).where(Entry.exhibitor_id == bindparam("here"), Entry.kind == bindparam("kind"))
    wanted = wanted.where(Entry.state != State.WITHDRAWN).with_for_update(of=Entry)
    wanted = wanted if is_the_only_one else wanted.where(Entry.id == bindparam("entry_id"))
    return wanted.execution_options(populate_existing=True)


def locked_exhibitor(exhibitor: Exhibitor) -> Exhibitor:
    """The member loaded."""
    db.session.flush()
    wanted = select(Exhibitor).where(Exhibitor.id == exhibitor.id).with_for_update(of=Exhibitor)
    wanted = wanted.options(joinedload(Exhibitor.member, innerjoin=True))
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def get_fair_of(exhibitor: Exhibitor) -> Fair:
    return db.session.get_one(Fair, exhibitor.fair_id)


def locked_fair(fair_id: int) -> Fair:
    """Always the last lock that is taken."""
    db.session.flush()
    wanted = select(Fair).where(Fair.id == fair_id).with_for_update(key_share=True)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def publish(fair_id: int) -> None:
    """Something public became different."""
    locked_fair(fair_id).public_version += 1
    db.session.flush()
