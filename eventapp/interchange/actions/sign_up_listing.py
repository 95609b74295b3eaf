"""Taking out who is signed up: read in few queries, and noted who took what."""

from __future__ import annotations

from datetime import datetime

from eventapp.accounts.models import Person
from eventapp.errors import NotFound
from eventapp.fair.models import Fair
from eventapp.i18n import _, mark
from eventapp.interchange.exhibitor_lists import List
from eventapp.interchange.sign_up_lists import Source, sign_ups
from eventapp.journal.actions import Difference, record
from eventapp.programme.queries import find_release
from eventapp.signups.filling import all_standing, filled_of
from eventapp.signups.overview import Wanted, chosen, lines_of

EVERYTHING = Wanted()


def take_sign_ups(fair: Fair, code: str = "", *, wanted: Wanted = EVERYTHING, by: Person, at: datetime) -> List:
    """Of one session, or of those that the office's list shows if it is asked for this, in its order."""
    programme = find_release(fair.id, fair.released)
    one = programme.session(code) if programme and code else None
    if programme is None or (code and one is None):
        raise NotFound(mark("Diesen Programmpunkt gibt es nicht, oder er ist noch nicht veröffentlicht."))
    lines = () if one else chosen(lines_of(programme, filled_of(fair.id), at=at), wanted)
    sessions = [one] if one else [line.session for line in lines]
    standing = all_standing(fair.id, code)
    told = sign_ups(programme, [Source(some, standing[some.code]) for some in sessions if some.code in standing])
    name = one.title.de if one else _("Anmeldungen")
    record(
        by.id,
        "sign_up.list_taken",
        subject=f"session:{code}" if code else f"fair:{fair.slug}",
        name=name,
        at=at,
        fair_id=fair.id,
        differences=[Difference(mark("Zeilen"), "", str(len(told.rows)))],
    )
    return told
