"""Taking out who is signed up: read in few queries, and noted who took what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from eventapp.accounts.models import Person
from eventapp.errors import NotFound
from eventapp.fair.models import Fair
from eventapp.i18n import _, mark
from eventapp.interchange.exhibitor_lists import List
from eventapp.interchange.sign_up_lists import Source, sign_ups
from eventapp.journal.actions import Difference, record
from eventapp.programme.queries import find_release
from eventapp.programme.value import Programme
from eventapp.signups.filling import all_standing, filled_of
from eventapp.signups.overview import Wanted, chosen, lines_of

EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Taken:
    """The sessions that somebody took with who is signed up for them, as the standing release tells them."""

    programme: Programme
    sources: list[Source]


def take_sign_ups(fair: Fair, code: str = "", *, wanted: Wanted = EVERYTHING, by: Person, at: datetime) -> List:
    """As rows of a table."""
    taken = take_standing(fair, code, wanted=wanted, by=by, at=at)
    return sign_ups(taken.programme, taken.sources)


def take_standing(fair: Fair, code: str = "", *, wanted: Wanted = EVERYTHING, by: Person, at: datetime) -> Taken:
    """Of one session, or of those that the office's list shows if it is asked for this, in its order."""
    programme = find_release(fair.id, fair.released)
    one = programme.session(code) if programme and code else None
    if programme is None or (code and one is None):
        raise NotFound(mark("Diesen Programmpunkt gibt es nicht, oder er ist noch nicht veröffentlicht."))
    lines = () if one else chosen(lines_of(programme, filled_of(fair.id), at=at), wanted)
    sessions = [one] if one else [line.session for line in lines]
    standing = all_standing(fair.id, code)
    sources = [Source(some, standing[some.code]) for some in sessions if some.code in standing]
    record(
        by.id,
        "sign_up.list_taken",
        subject=f"session:{code}" if code else f"fair:{fair.slug}",
        name=one.title.de if one else _("Anmeldungen"),
        at=at,
        fair_id=fair.id,
        differences=[Difference(mark("Zeilen"), "", str(sum(_people(source) for source in sources)))],
    )
    return Taken(programme, sources)


def _people(source: Source) -> int:
    standing = source.standing
    return len(standing.placed) + len(standing.offered) + len(standing.waiting)
