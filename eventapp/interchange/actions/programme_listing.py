"""Taking out the lists of the programme's desk: read in few queries, and noted who took what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from eventapp.accounts.models import Person
from eventapp.fair.models import Fair
from eventapp.i18n import mark
from eventapp.interchange import programme_lists
from eventapp.interchange.exhibitor_lists import List
from eventapp.interchange.programme_lists import Used, Windows
from eventapp.journal.actions import Difference, record
from eventapp.programme import conflict_list, queries, speaker_list
from eventapp.programme.planning_reading import blockers_of, read_planning
from eventapp.programme.worklist import Wanted, chosen
from eventapp.programme.worklist_reading import list_of

Query = Mapping[str, str]


def take_programme_list(fair: Fair, name: str, query: Query, *, by: Person, at: datetime) -> List:
    """The list of that name (:data:`LISTS`) as its page shows it if it is asked for this: every page of it."""
    told = LISTS[name](fair, query)
    rows = [Difference(mark("Zeilen"), "", str(len(told.rows)))]
    record(
        by.id,
        "programme.list_taken",
        subject="programme",
        name=told.title,
        at=at,
        fair_id=fair.id,
        differences=rows,
    )
    return told


def _sessions(fair: Fair, query: Query) -> List:
    listed = list_of(fair, queries.find_release(fair.id, fair.released))
    return programme_lists.sessions(chosen(listed.lines, Wanted.from_query(query)))


def _speakers(fair: Fair, query: Query) -> List:
    """Who does not want to be named only if the page shows just those."""
    asked = speaker_list.Asked.from_query(query)
    rows = asked.among(queries.speakers_of(fair.id))
    named = [row for row in rows if row.consent != "withdrawn" or asked.einverstaendnis == "withdrawn"]
    return programme_lists.speakers(named, _used("speaker", fair, read_planning(fair).speakers))


def _places(fair: Fair, _query: Query) -> List:
    return programme_lists.places(queries.places_of(fair.id), _used("place", fair, read_planning(fair).places))


def _blockers(fair: Fair, _query: Query) -> List:
    return programme_lists.blockers(blockers_of(fair.id))


def _conflicts(fair: Fair, query: Query) -> List:
    found = conflict_list.conflicts_asked_for(fair, conflict_list.Asked.from_query(query))
    return programme_lists.conflicts(found.hits, found.drafted)


def _used(noun: str, fair: Fair, windows: Windows) -> Used:
    return Used({key: number for (what, key), number in queries.times_used(fair.id).items() if what == noun}, windows)


LISTS: dict[str, Callable[[Fair, Query], List]] = {
    "programmpunkte": _sessions,
    "vortragende": _speakers,
    "orte": _places,
    "sperrzeiten": _blockers,
    "konflikte": _conflicts,
}
