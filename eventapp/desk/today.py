"""What needs the office today: everything that waits for it, each with its number and the way to the act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from eventapp.clock import at_the_fair, from_the_wall
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
from eventapp.programme.value import Programme
from eventapp.programme.worklist import Line, worklist
from eventapp.signups.filling import filled_of, offers_that_end
from eventapp.signups.overview import counts as place_counts
from eventapp.signups.overview import lines_of as lines_of_places
from eventapp.stand import queries as stand
from eventapp.stand.draft import tells_news
from eventapp.stand.misfits import SERIOUS

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
        *_of_places(fair, ahead.standing, at),
        *_of_gaps(sessions),
        *_of_the_stand(fair),
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


def _of_places(fair: Fair, standing: Programme | None, at: datetime) -> Iterator[Todo]:
    """Sessions that are too full, and offers that end today: who rings up asks about those. What is over is over."""
    lines = [line for line in lines_of_places(standing, filled_of(fair.id), at=at) if line.session.starts_at > at]
    counts = place_counts(lines)
    page = "sign_ups_desk.sessions"
    if number := counts["over"]:
        text = ngettext("Programmpunkt ist überbelegt", "Programmpunkte sind überbelegt", number)
        yield Todo(number, text, page, {"zustand": "over"}, is_urgent=True)
    if number := counts["waiting"]:
        text = ngettext(
            "Programmpunkt ist voll und hat eine Warteliste",
            "Programmpunkte sind voll und haben eine Warteliste",
            number,
        )
        yield Todo(number, text, page, {"zustand": "waiting"})
    if number := offers_that_end(fair.id, after=at, before=_end_of_day(at)):
        text = ngettext("angebotener Platz läuft heute ab", "angebotene Plätze laufen heute ab", number)
        yield Todo(number, text, page, {"sort": "warten"})


def _end_of_day(at: datetime) -> datetime:
    return from_the_wall(at_the_fair(at).date() + timedelta(days=1), time(0))


def _of_gaps(sessions: tuple[Line, ...]) -> Iterator[Todo]:
    """What sessions lack that visitors would miss."""
    page = "programme_desk.sessions"
    lacking = Counter(key for line in sessions for key in line.missing)
    if number := lacking["place"]:
        text = ngettext("Programmpunkt hat keinen Ort", "Programmpunkte haben keinen Ort", number)
        yield Todo(number, text, page, {"fehlt": "place"})
    if number := lacking["capacity"]:
        text = ngettext(
            "Programmpunkt mit Anmeldung hat keine Platzzahl",
            "Programmpunkte mit Anmeldung haben keine Platzzahl",
            number,
        )
        yield Todo(number, text, page, {"fehlt": "capacity"})
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


def _of_the_stand(fair: Fair) -> Iterator[Todo]:
    """What does not fit on the plan, who stands nowhere, what nobody can see yet."""
    row = stand.find_stand(fair.id)
    if row is None:
        return
    draft = stand.read_stand(fair, row)
    serious = [one for one in draft.misfits if one.severity == SERIOUS]
    nowhere = sum(one.kind == "nowhere" for one in serious)
    if number := len(serious) - nowhere:
        text = ngettext("Unstimmigkeit auf dem Standplan", "Unstimmigkeiten auf dem Standplan", number)
        yield Todo(number, text, "stand_desk.plan", is_urgent=True)
    if nowhere:
        text = ngettext("Exponat hat noch keine Fläche", "Exponate haben noch keine Fläche", nowhere)
        yield Todo(nowhere, text, "stand_desk.placing", {"zeigen": "ohne"})
    if tells_news(draft, stand.find_published(fair.id, row.published)):
        yield Todo(1, _("Standplan ist geändert und nicht veröffentlicht"), "stand_desk.publication")


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
