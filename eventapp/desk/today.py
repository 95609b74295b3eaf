"""The front page as a value: what waits, how things stand, and on a day of the fair what is on. Asks each room once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from eventapp.clock import at_the_fair, now
from eventapp.desk import todos
from eventapp.desk.fair_day import FairDay, fair_day
from eventapp.desk.queries import ToCome, releases_to_come
from eventapp.desk.todos import Todo
from eventapp.exhibitors import queries as exhibitors
from eventapp.exhibitors.asking import asked_tasks
from eventapp.exhibitors.overview import Stage, Standing, counts_of, standings_of
from eventapp.exhibitors.rules import Rules, rules_of
from eventapp.exhibitors.standing_queries import alike_of
from eventapp.exhibitors.states import State
from eventapp.fair.models import Fair
from eventapp.fair.queries import draft_of
from eventapp.i18n import _, language, ngettext
from eventapp.i18n.days import day_with_year, short_day
from eventapp.outbox import queries as outbox
from eventapp.outbox.tasks import Beat, last_beat
from eventapp.programme import queries as programme
from eventapp.programme.actions.release import outlook
from eventapp.programme.conflicts import all_conflicts
from eventapp.programme.planning_reading import read_planning
from eventapp.programme.value import Programme
from eventapp.programme.worklist import lacking_in
from eventapp.signups.filling import filled_of
from eventapp.signups.overview import Filled
from eventapp.signups.overview import lines_of as lines_of_places

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A task's deadline and how many exhibitors have not handed it in."""

    name: str
    due_at: datetime
    open: int


@dataclass(frozen=True, slots=True)
class Places:
    """Of all sessions that take sign-ups: places, how many are taken, who waits; ``sessions`` is how many they are."""

    sessions: int
    capacity: int
    taken: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Today:
    """The front page. ``stages`` counts exhibitors by :class:`Stage`; ``applies_until`` is when the registration
    closes that is open (None with ``takes_applications``: whenever the office says)."""

    todos: tuple[Todo, ...]
    released: int
    released_on: date | None
    unreleased: int
    sessions: int
    to_come: tuple[ToCome, ...]
    takes_applications: bool
    applies_until: date | None
    stages: dict[str, int]
    deadlines: tuple[Deadline, ...]
    places: Places
    mails: dict[str, int]
    beat: Beat
    day: FairDay | None

    def todos_in(self, group: str) -> tuple[Todo, ...]:
        return tuple(todo for todo in self.todos if todo.group == group)


def today_of(fair: Fair, *, at: datetime, needs_worker: bool = False) -> Today:
    """The number of queries does not grow with what the rooms hold. ``at`` may be the demo's minute; a worker lives by
    the real one."""
    ahead = outlook(fair.slug, at=at)
    unreleased = len(ahead.changed) + len(ahead.changes.gone)
    conflicts = all_conflicts(ahead.draft, read_planning(fair))
    registration = exhibitors.find_registration(fair.id)
    rules = rules_of(registration.document if registration else "", fair.starts_on)
    alike = alike_of(fair.id)
    standings = standings_of(alike, rules, at=at)
    counts = counts_of(standings)
    applications = len(exhibitors.applications_of(fair.id))
    answered = sum(one.number * sum(entry.state == State.ANSWERED for entry in one.entries) for one in alike)
    filled = filled_of(fair.id)
    with_places = lines_of_places(ahead.standing, filled, at=at)
    mails, beat = outbox.numbers_by_state(fair.id), last_beat(now(), is_needed=needs_worker)
    to_come = tuple(releases_to_come(fair.id))
    todo = (
        *todos.of_mails(mails),
        *todos.of_the_worker(beat),
        *todos.of_releases(to_come),
        *todos.of_exhibitors(counts, applications, answered),
        *todos.of_registration(fair, is_set=registration is not None, at=at),
        *todos.of_programme(conflicts, unreleased),
        *todos.of_places(fair, [line for line in with_places if line.session.starts_at > at], at),
        *todos.of_gaps(lacking_in(ahead.draft, unasked=programme.speakers_unasked(fair.id))),
        *todos.of_the_stand(fair),
        *todos.of_the_fair(draft_of(fair)),
    )
    return Today(
        todos=todo,
        released=fair.released,
        released_on=_day(ahead.standing.released_at if ahead.standing else None),
        unreleased=unreleased,
        sessions=len(ahead.draft.sessions),
        to_come=tuple(one for one in to_come if one.state == "planned"),
        takes_applications=rules.takes_applications(at),
        applies_until=_day(rules.closes_at),
        stages={stage.value: counts[stage] for stage in Stage},
        deadlines=tuple(_deadlines(rules, _undone(standings), at)),
        places=_places(ahead.standing, filled),
        mails=mails,
        beat=beat,
        day=fair_day(
            ahead.standing,
            filled,
            frozenset(ahead.changed),
            starts_on=fair.starts_on,
            ends_on=fair.ends_on,
            at=at,
        ),
    )


def _day(moment: datetime | None) -> date | None:
    return at_the_fair(moment).date() if moment else None


def _places(standing: Programme | None, filled: dict[str, Filled]) -> Places:
    taking = [one for one in (standing.sessions if standing else ()) if one.sign_up and not one.is_cancelled]
    of = Counter[str]()
    for session in taking:
        if one := filled.get(session.code):
            of.update(capacity=one.capacity, taken=one.taken, waiting=one.waiting)
    return Places(len(taking), of["capacity"], of["taken"], of["waiting"])


def _takes_part(stage: Stage) -> bool:
    return stage not in (Stage.LISTED, Stage.WITHDRAWN)


def _undone(standings: Iterable[Standing]) -> Counter[str]:
    """By task, how many of those who take part have not handed it in."""
    found = Counter[str]()
    for one in standings:
        if _takes_part(one.stage):
            undone = (mark.task.key for mark in one.tasks if mark.status in ("open", "in_work"))
            found.update(dict.fromkeys(undone, one.number))
    return found


def _deadlines(rules: Rules, undone: Mapping[str, int], at: datetime) -> Iterator[Deadline]:
    """What is due from yesterday on, the next first; who has not handed in counts."""
    for task in sorted(asked_tasks(rules), key=lambda task: rules.task(task.key).due_at):
        due = rules.task(task.key).due_at
        if due >= at - timedelta(days=1):
            yield Deadline(_(task.label), due, undone[task.key])


def in_words(moment: datetime, at: datetime) -> str:
    """``heute``, ``morgen``, ``in 5 Tagen``, else the day."""
    day: date = at_the_fair(moment).date()
    days = (day - at_the_fair(at).date()).days
    if days < 0:
        return _("vorbei")
    if days <= 1:
        return _("morgen") if days else _("heute")
    return _("in {number} Tagen", number=days) if days <= SOON.days else day_in_words(day, at)


def day_in_words(day: date, at: datetime) -> str:
    """Of another year with that year: a new fair is begun two years ahead."""
    return short_day(day, language()) if day.year == at_the_fair(at).year else day_with_year(day, language())


def ago_in_words(moment: datetime | None, at: datetime) -> str:
    """``gerade eben``, ``vor 5 Minuten``, ``vor 3 Stunden``, ``vor 2 Tagen``, ``noch nie``."""
    if moment is None:
        return _("noch nie")
    minutes = int((at - moment).total_seconds() // 60)
    if minutes < 2:
        return _("gerade eben")
    if minutes < 60:
        return _("vor {number} Minuten", number=minutes)
    hours = minutes // 60
    if hours < 24:
        return ngettext("vor einer Stunde", "vor {number} Stunden", hours)
    return ngettext("vor einem Tag", "vor {number} Tagen", hours // 24)
