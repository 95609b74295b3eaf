"""Taking out the lists of the stand: read in few queries, and noted who took what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from eventapp.accounts.models import Person
from eventapp.database import db
from eventapp.errors import NotFound
from eventapp.exhibitors.models import Entry, Exhibitor, Member
from eventapp.fair.models import Fair
from eventapp.i18n import _, mark
from eventapp.interchange.exhibitor_lists import List
from eventapp.interchange.stand_lists import SORTS, Firm, Firms
from eventapp.journal.actions import Difference, record
from eventapp.stand.draft import said_of
from eventapp.stand.queries import find_stand, read_stand


def take_stand_list(fair: Fair, name: str, *, by: Person, at: datetime) -> List:
    """The list of that name (:data:`SORTS`) from what is drawn now, whether published or not."""
    stand = find_stand(fair.id)
    if stand is None:
        raise NotFound(mark("Diese Messe hat noch keinen Standplan."))
    sort = SORTS[name]
    told = sort.make(read_stand(fair, stand), firms_of(fair.id))
    rows = [Difference(mark("Zeilen"), "", str(len(told.rows)))]
    title = _(sort.title)
    record(by.id, "stand.list_taken", subject="stand", name=title, at=at, fair_id=fair.id, differences=rows)
    return told


def firms_of(fair_id: int) -> Firms:
    """What stands over each exhibitor's counter. Only what was handed in is painted; where nothing was, the name that
    the office knows it by."""
    wanted = select(Exhibitor.id, Member.name, Entry).join(Member, Member.id == Exhibitor.member_id)
    wanted = wanted.outerjoin(Entry, (Entry.exhibitor_id == Exhibitor.id) & (Entry.kind == "company"))
    rows = db.session.execute(wanted.where(Exhibitor.fair_id == fair_id, Exhibitor.state != "withdrawn"))
    return {row[0]: _firm(row[1], row[2]) for row in rows}


def _firm(known_as: str, company: Entry | None) -> Firm:
    said = said_of(company) if company and (company.handed_in or company.accepted) else {}
    name = str(said.get("name") or known_as)
    return Firm(name, str(said.get("fascia") or name))
