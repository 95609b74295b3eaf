"""How far exhibitors are, read from the tables: one, or all of a fair in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import set_committed_value

from eventapp.database import db
from eventapp.exhibitors.answers import Options
from eventapp.exhibitors.choices import chosen_from
from eventapp.exhibitors.models import Entry, Exhibitor, Member, ReopenedTask, StaffPass
from eventapp.exhibitors.queries import entries_of, exhibitors_of, passes_of, reopened_of, rules_of_fair
from eventapp.exhibitors.rules import Rules
from eventapp.exhibitors.tasks import Part, TaskState, states_of
from eventapp.fair.models import Fair
from eventapp.i18n import language


@dataclass(frozen=True, slots=True)
class Progress:
    """One line of the office's list."""

    exhibitor: Exhibitor
    tasks: tuple[TaskState, ...]


class _Choosable(Mapping[str, Mapping[str, str]]):
    """Each source of choices is asked of the tables once, when somebody wants to know: most steps offer none."""

    def __init__(self, sources: Mapping[str, Callable[[], Mapping[str, str]]]) -> None:
        self._sources = sources
        self._known: dict[str, Mapping[str, str]] = {}

    def __getitem__(self, source: str) -> Mapping[str, str]:
        if source not in self._known:
            self._known[source] = self._sources[source]()
        return self._known[source]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


def options_of(fair_id: int, *, besides: int = 0) -> Options:
    """What can be chosen at this fair, named in the language being spoken. Nobody is their own partner."""
    spoken = language()
    return _Choosable(
        {"themes": lambda: _themes(fair_id, spoken), "partners": lambda: _partners(fair_id, besides=besides)}
    )


def _themes(fair_id: int, spoken: str) -> dict[str, str]:
    return {key: name.in_language(spoken) for key, name in chosen_from("themes", fair_id).items()}


def _partners(fair_id: int, *, besides: int) -> dict[str, str]:
    wanted = select(Exhibitor.id, Member.name).join(Member, Member.id == Exhibitor.member_id)
    rows = db.session.execute(
        wanted.where(Exhibitor.fair_id == fair_id, Exhibitor.state != "withdrawn", Exhibitor.id != besides)
    )
    return {str(row[0]): row[1] for row in rows}


def part_of(exhibitor: Exhibitor) -> Part:
    """Its entries know whose they are."""
    entries = entries_of(exhibitor.id)
    for entry in entries:
        set_committed_value(entry, "exhibitor", exhibitor)
    return Part(
        entries=entries,
        passes=len(passes_of(exhibitor.id)),
        not_wanted=exhibitor.not_wanted,
        reopened=reopened_of(exhibitor.id),
    )


def states_of_exhibitor(
    exhibitor: Exhibitor, *, at: datetime, rules: Rules | None = None, options: Options | None = None
) -> tuple[TaskState, ...]:
    """The task list of one exhibitor."""
    asked = rules or rules_of_fair(db.session.get_one(Fair, exhibitor.fair_id))
    known = options if options is not None else options_of(exhibitor.fair_id, besides=exhibitor.id)
    return states_of(part_of(exhibitor), asked, options=known, at=at)


def progress_of(fair: Fair, *, at: datetime) -> list[Progress]:
    """Everybody of the fair in the order of the alphabet; six queries, however many they are."""
    rules, options = rules_of_fair(fair), options_of(fair.id)
    entries: dict[int, list[Entry]] = defaultdict(list)
    for entry in db.session.scalars(select(Entry).where(Entry.fair_id == fair.id).order_by(Entry.id)):
        entries[entry.exhibitor_id].append(entry)
    passes, reopened = _passes(fair.id), _reopened(fair.id)
    return [
        Progress(
            one,
            states_of(
                Part(entries[one.id], passes.get(one.id, 0), one.not_wanted, reopened.get(one.id, {})),
                rules,
                options=options,
                at=at,
            ),
        )
        for one in exhibitors_of(fair.id)
    ]


def _passes(fair_id: int) -> Mapping[int, int]:
    wanted = select(StaffPass.exhibitor_id, func.count()).join(Exhibitor, Exhibitor.id == StaffPass.exhibitor_id)
    wanted = wanted.where(Exhibitor.fair_id == fair_id, StaffPass.withdrawn_at.is_(None))
    return {row[0]: row[1] for row in db.session.execute(wanted.group_by(StaffPass.exhibitor_id))}


def _reopened(fair_id: int) -> Mapping[int, Mapping[str, datetime]]:
    wanted = select(ReopenedTask).join(Exhibitor, Exhibitor.id == ReopenedTask.exhibitor_id)
    found: dict[int, dict[str, datetime]] = defaultdict(dict)
    for row in db.session.scalars(wanted.where(Exhibitor.fair_id == fair_id)):
        found[row.exhibitor_id][row.task] = row.until
    return found
