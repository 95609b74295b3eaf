"""What needs the office today: everything that waits for it, each with its number and the way to the act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from eventapp.clock import at_the_fair
from eventapp.exhibitors import queries as exhibitors
from eventapp.exhibitors.asking import asked_tasks
from eventapp.exhibitors.overview import OVERDUE, Stage, counts_of, lines_of
from eventapp.exhibitors.rules import Rules, rules_of
from eventapp.fair.draft import Draft
from eventapp.fair.gaps import gaps_in
from eventapp.fair.models import Fair
from eventapp.fair.queries import draft_of
from eventapp.i18n import _, ngettext
from eventapp.i18n.catalogue import language
from eventapp.i18n.days import short_day
from eventapp.outbox import queries as outbox
from eventapp.programme import queries as programme
from eventapp.programme.actions.release import outlook
from eventapp.programme.conflicts import Clash
from eventapp.programme.worklist import Line, worklist

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Todo:
    """One line: what it is in words, how many, where it is done. ``is_urgent``: something is broken or late."""

    number: int
    text: str
    endpoint: str
    values: dict[str, str] = field(default_factory=dict)
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A task's deadline and how many exhibitors have not handed it in."""

    name: str
    due_at: datetime
    open: int


@dataclass(frozen=True, slots=True)
class Today:
    """The front page. ``stages`` counts exhibitors by :class:`Stage`."""

    todos: tuple[Todo, ...]
    released: int
    unreleased: int
    sessions: int
    stages: dict[str, int]
    deadlines: tuple[Deadline, ...]
    mails: dict[str, int]


def today_of(fair: Fair, *, at: datetime) -> Today:
    """Asks each room once; the number of queries does not grow with what they hold."""
    ahead = outlook(fair.slug, at=at)
    unreleased = len(ahead.changed) + len(ahead.changes.gone)
    sessions = worklist(ahead.drafted, ahead.standing, unasked=programme.speakers_unasked(fair.id))
    registration = exhibitors.find_registration(fair.id)
    rules = rules_of(registration.document if registration else "", fair.starts_on)
    lines = lines_of(exhibitors.marks_of(fair.id), rules, at=at)
    counts = counts_of(lines)
    applications = len(exhibitors.applications_of(fair.id))
    mails = outbox.numbers_by_state(fair.id)
    todos = (
        *_of_mails(mails),
        *_of_exhibitors(counts, applications),
        *_of_registration(fair, is_set=registration is not None, at=at),
        *_of_programme(ahead.clashes, unreleased),
        *_of_gaps(sessions),
        *_of_the_fair(draft_of(fair)),
    )
    done = [{mark.task.key for mark in line.tasks if mark.status in ("open", "in_work")} for line in lines]
    return Today(
        todos=todos,
        released=fair.released,
        unreleased=unreleased,
        sessions=len(sessions),
        stages={stage.value: counts[stage] for stage in Stage},
        deadlines=tuple(
            _deadlines(rules, [some for some, line in zip(done, lines, strict=True) if _takes_part(line.stage)], at)
        ),
        mails=mails,
    )


def _of_the_fair(draft: Draft) -> Iterator[Todo]:
    if number := len(draft.edits):
        text = ngettext(
            "Angabe der Messe ist geändert und nicht öffentlich",
            "Angaben der Messe sind geändert und nicht öffentlich",
            number,
        )
        yield Todo(number, text, "fair_desk.publication")
    if number := len(gaps_in(draft.fields).owed):
        text = ngettext("Pflichttext der Seiten fehlt", "Pflichttexte der Seiten fehlen", number)
        yield Todo(number, text, "fair_desk.fair")


def _takes_part(stage: Stage) -> bool:
    return stage not in (Stage.LISTED, Stage.WITHDRAWN)


def _of_mails(mails: dict[str, int]) -> Iterator[Todo]:
    if number := mails["failed"]:
        text = ngettext("Mail kam nicht an", "Mails kamen nicht an", number)
        yield Todo(number, text, "outbox_desk.mails", {"stand": "failed"}, is_urgent=True)


def _of_exhibitors(counts: dict[str, int], applications: int) -> Iterator[Todo]:
    page = "exhibitors_desk.exhibitors"
    if number := counts[Stage.WAITING]:
        text = ngettext("Aussteller wartet auf Ihre Prüfung", "Aussteller warten auf Ihre Prüfung", number)
        yield Todo(number, text, page, {"stand": Stage.WAITING.value})
    if applications:
        text = ngettext("Organisation möchte mitmachen", "Organisationen möchten mitmachen", applications)
        yield Todo(applications, text, page)
    if number := counts[OVERDUE]:
        text = ngettext(
            "Aussteller ist mit einer Aufgabe überfällig", "Aussteller sind mit Aufgaben überfällig", number
        )
        yield Todo(number, text, page, {"stand": OVERDUE}, is_urgent=True)
    if number := counts[Stage.LISTED]:
        text = ngettext("Aussteller ist noch nicht eingeladen", "Aussteller sind noch nicht eingeladen", number)
        yield Todo(number, text, page, {"stand": Stage.LISTED.value})


def _of_registration(fair: Fair, *, is_set: bool, at: datetime) -> Iterator[Todo]:
    """A coming fair that nobody can apply for, because nobody ever said what it asks."""
    if not is_set and at_the_fair(at).date() < fair.starts_on:
        yield Todo(1, _("Anmeldung ist geschlossen und noch nicht eingerichtet"), "exhibitors_desk.rules")


def _of_programme(clashes: tuple[Clash, ...], unreleased: int) -> Iterator[Todo]:
    page = "programme_desk.release_draft"
    if clashes:
        text = ngettext("Überschneidung im Entwurf", "Überschneidungen im Entwurf", len(clashes))
        yield Todo(len(clashes), text, page, is_urgent=True)
    if unreleased:
        text = ngettext(
            "Änderung ist noch nicht veröffentlicht", "Änderungen sind noch nicht veröffentlicht", unreleased
        )
        yield Todo(unreleased, text, page)


def _of_gaps(sessions: tuple[Line, ...]) -> Iterator[Todo]:
    """What sessions lack that visitors would miss."""
    page = "programme_desk.sessions"
    lacking = Counter(key for line in sessions for key in line.missing)
    if number := lacking["place"]:
        text = ngettext("Programmpunkt hat keinen Ort", "Programmpunkte haben keinen Ort", number)
        yield Todo(number, text, page, {"fehlt": "place"})
    if number := lacking["consent"]:
        text = ngettext(
            "Programmpunkt wartet auf ein Einverständnis", "Programmpunkte warten auf ein Einverständnis", number
        )
        yield Todo(number, text, page, {"fehlt": "consent"})
    if number := lacking["title_en"]:
        text = ngettext(
            "Programmpunkt hat keinen englischen Titel", "Programmpunkte haben keinen englischen Titel", number
        )
        yield Todo(number, text, page, {"fehlt": "title_en"})


def _deadlines(rules: Rules, undone: list[set[str]], at: datetime) -> Iterator[Deadline]:
    """What is due from yesterday on, the next first; who has not handed in counts."""
    tasks = sorted(asked_tasks(rules), key=lambda task: rules.task(task.key).due_at)
    for task in tasks:
        due = rules.task(task.key).due_at
        if due >= at - timedelta(days=1):
            yield Deadline(_(task.label), due, sum(task.key in some for some in undone))


def in_words(moment: datetime, at: datetime) -> str:
    """``heute``, ``morgen``, ``in 5 Tagen``, else the day."""
    day: date = at_the_fair(moment).date()
    days = (day - at_the_fair(at).date()).days
    if days < 0:
        return _("vorbei")
    if days <= 1:
        return _("morgen") if days else _("heute")
    return _("in {number} Tagen", number=days) if days <= SOON.days else short_day(day, language())
