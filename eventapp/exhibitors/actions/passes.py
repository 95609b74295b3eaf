"""Passes for people on the stand: added one by one or as a list, changed, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from eventapp.accounts.models import Person
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.exhibitors import pass_list
from eventapp.exhibitors.actions.drafts import TooMany, begin, check_in_time
from eventapp.exhibitors.actions.locks import get_fair_of, locked_exhibitor
from eventapp.exhibitors.actions.recording import record_exhibitor
from eventapp.exhibitors.models import Exhibitor, StaffPass
from eventapp.exhibitors.pass_list import Listed, PassList
from eventapp.exhibitors.queries import passes_of
from eventapp.fair.models import Fair
from eventapp.i18n import mark
from eventapp.text import clean_line

MOST_PASSES = 200


class PassRefused(DomainError):
    """There is no pass like this."""


def add_pass(
    exhibitor: Exhibitor,
    *,
    first_name: str,
    last_name: str,
    organisation: str = "",
    days: Sequence[str] = (),
    by: Person,
    at: datetime,
    is_office: bool = False,
) -> StaffPass:
    """For one person; without days for all of the fair."""
    exhibitor = _open(exhibitor, at=at, is_office=is_office)
    where = clean_line(organisation, longest=pass_list.LONGEST_ORGANISATION) or exhibitor.member.name
    listed = pass_list.person(1, (clean_line(first_name), clean_line(last_name), where), where)
    if isinstance(listed, str):
        raise PassRefused(listed, field="last_name")
    if listed.key in _known(exhibitor):
        raise PassRefused(mark("Diese Person hat schon einen Ausweis."), field="last_name")
    made = _add(exhibitor, [listed], days, by=by, at=at)
    return made[0]


def add_list(
    exhibitor: Exhibitor, text: str, *, days: Sequence[str] = (), by: Person, at: datetime, is_office: bool = False
) -> PassList:
    """Good lines become passes; the others are given back with their reason."""
    exhibitor = _open(exhibitor, at=at, is_office=is_office)
    found = pass_list.read(text, organisation=exhibitor.member.name, known=_known(exhibitor))
    if not found.people and not found.bad:
        raise PassRefused(mark("In der Liste steht niemand."), field="people")
    _add(exhibitor, found.people, days, by=by, at=at)
    return found


def withdraw_pass(exhibitor: Exhibitor, pass_id: int, *, by: Person, at: datetime) -> None:
    """It opens nothing any more; possible until the end, for members and office alike."""
    row = db.session.get(StaffPass, pass_id)
    if row is None or row.exhibitor_id != exhibitor.id or row.withdrawn_at is not None:
        raise PassRefused(mark("Diesen Ausweis gibt es nicht (mehr)."))
    row.withdrawn_at = at
    db.session.flush()
    record_exhibitor(exhibitor, "pass_withdrawn", by=by, at=at)


def days_of(fair: Fair) -> list[str]:
    """The fair's days as a pass names them."""
    return [f"{fair.starts_on + timedelta(days=n):%Y-%m-%d}" for n in range((fair.ends_on - fair.starts_on).days + 1)]


def _open(exhibitor: Exhibitor, *, at: datetime, is_office: bool) -> Exhibitor:
    exhibitor = locked_exhibitor(exhibitor)
    check_in_time(exhibitor, "staff", at=at, is_office=is_office)
    return exhibitor


def _known(exhibitor: Exhibitor) -> set[str]:
    return {Listed(0, one.first_name, one.last_name, one.organisation).key for one in passes_of(exhibitor.id)}


def _add(
    exhibitor: Exhibitor, people: Sequence[Listed], days: Sequence[str], *, by: Person, at: datetime
) -> list[StaffPass]:
    if len(passes_of(exhibitor.id)) + len(people) > MOST_PASSES:
        raise TooMany(mark("Mehr als {most} gehen nicht."), most=MOST_PASSES)
    fair_days = days_of(get_fair_of(exhibitor))
    wanted = [day for day in fair_days if day in days]
    made = [
        StaffPass(
            exhibitor_id=exhibitor.id,
            first_name=one.first_name,
            last_name=one.last_name,
            organisation=one.organisation,
            days=[] if wanted == fair_days else wanted,
            added_at=at,
        )
        for one in people
    ]
    db.session.add_all(made)
    begin(exhibitor, at=at)
    db.session.flush()
    if made:
        record_exhibitor(exhibitor, "passes_added", by=by, at=at)
    return made
