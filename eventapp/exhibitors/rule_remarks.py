"""What the office should know about its rules: times in an odd order, and what a change does to members. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from eventapp.clock import at_the_fair, from_the_wall
from eventapp.exhibitors.answers import NOTHING_SAID, is_answered, is_called_for
from eventapp.exhibitors.asking import AskedField, asked_fields, asked_tasks
from eventapp.exhibitors.fields.field import LIMITED, Task
from eventapp.exhibitors.overview import Marks, Stage, lines_of
from eventapp.exhibitors.rules import Rules
from eventapp.exhibitors.tasks import WAITS_FOR_THE_MEMBER, due_at
from eventapp.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class Remark:
    """``key`` says which remark of which thing it is, so that one that was read is not made again."""

    key: str
    sentence: str
    task: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What one exhibitor has written into one entry."""

    exhibitor_id: int
    draft: Mapping[str, Any]
    is_begun: bool
    is_handed_in: bool


def oddities(rules: Rules, starts_on: date, ends_on: date) -> list[Remark]:
    """What is odd about these times, in the order of the tasks, the general ones last."""
    begins = from_the_wall(starts_on, time(0))
    of_tasks = (remark for task in asked_tasks(rules) for remark in _of_deadline(task, rules, begins))
    return [*of_tasks, *_of_times(rules, begins, ends_on), *_of_what_is_missing(rules)]


def _of_deadline(task: Task, rules: Rules, begins: datetime) -> Iterator[Remark]:
    due = rules.task(task.key).due_at
    build_up = min((span.starts_at for span in rules.build_up), default=begins)
    if due >= begins:
        yield _remark("after_the_start", task, _("Die Frist liegt nach dem Beginn der Messe."))
    elif due > build_up:
        yield _remark("after_build_up", task, _("Die Frist liegt nach dem Beginn des Aufbaus."))
    if rules.opens_at and due <= rules.opens_at:
        yield _remark("before_opening", task, _("Die Frist endet, bevor die Anmeldung beginnt."))
    elif rules.closes_at and due < rules.closes_at:
        sentence = _("Die Frist endet vor dem Anmeldeschluss: Wer zuletzt dazukommt, kann hier nichts mehr eingeben.")
        yield _remark("before_closing", task, sentence)
    if task.key == "delivery" and rules.task("exhibit").is_asked and due < rules.task("exhibit").due_at:
        yield _remark("before_exhibits", task, _("Die Frist endet, bevor feststeht, was ausgestellt wird."))


def _remark(kind: str, task: Task, sentence: str) -> Remark:
    return Remark(f"{kind}:{task.key}", sentence, task.key)


def _of_times(rules: Rules, begins: datetime, ends_on: date) -> Iterator[Remark]:
    if rules.closes_at and rules.closes_at >= begins:
        yield Remark("closes_late", _("Der Anmeldeschluss liegt nach dem Beginn der Messe."))
    if any(span.starts_at >= begins + timedelta(days=1) for span in rules.build_up):
        yield Remark("build_up_late", _("Der Aufbau beginnt erst nach dem ersten Messetag."))
    if any(at_the_fair(span.starts_at).date() < ends_on for span in rules.dismantling):
        yield Remark("dismantling_early", _("Der Abbau beginnt vor dem letzten Messetag."))


def _of_what_is_missing(rules: Rules) -> Iterator[Remark]:
    if not rules.task("company").is_asked:
        sentence = _("Ohne Firmeneintrag steht kein Aussteller im öffentlichen Verzeichnis.")
        yield Remark("no_company", sentence, "company")
    if rules.is_open and not (rules.contact.phone or rules.contact.email):
        yield Remark("no_contact", _("Mitglieder lesen nicht, an wen sie sich wenden können."))


def waiting_for(task: str, before: Rules, after: Rules, marks: Marks, *, at: datetime) -> int:
    """How many members have a task open that the new deadline shuts now; those with a longer one of their own not."""
    was, due = before.task(task), after.task(task)
    if not (was.is_asked and due.is_asked and was.due_at > at >= due.due_at):
        return 0
    lines = (line for line in lines_of(marks, before, at=at) if line.stage not in (Stage.LISTED, Stage.WITHDRAWN))
    shut = (line for line in lines if due_at(task, after, marks.reopened.get(line.exhibitor.id, {})) <= at)
    return sum(one.task.key == task and one.status in WAITS_FOR_THE_MEMBER for line in shut for one in line.tasks)


def consequences(task: str, before: Rules, after: Rules, written: Sequence[Written], *, shut: int) -> list[Remark]:
    """What the change does to members that have written something already; ``shut`` comes from :func:`waiting_for`."""
    found = []
    if shut:
        sentence = ngettext(
            "Die Frist ist damit vorbei. {number} Mitglied hat die Aufgabe noch offen und kann nichts mehr eingeben.",
            "Die Frist ist damit vorbei. {number} Mitglieder haben die Aufgabe noch offen und können nichts mehr "
            "eingeben.",
            shut,
        )
        found.append(Remark(f"shut:{task}", sentence, task))
    if before.task(task).is_asked and not after.task(task).is_asked:
        return [*found, *_of_a_task_left_out(task, written)]
    asked = {one.field.key: one for one in asked_fields(after, task)}
    for old in asked_fields(before, task):
        found += _of_field(task, old, asked.get(old.field.key), written)
    was_asked = {one.field.key for one in asked_fields(before, task)}
    new = (one for key, one in asked.items() if key not in was_asked and one.is_compulsory)
    return found + [remark for one in new for remark in _now_missing(task, one, written)]


def _of_a_task_left_out(task: str, written: Sequence[Written]) -> Iterator[Remark]:
    if number := _number(one for one in written if one.is_begun):
        sentence = ngettext(
            "{number} Mitglied hat hier schon etwas eingetragen. Es bleibt gespeichert, wird aber nicht mehr gefragt.",
            "{number} Mitglieder haben hier schon etwas eingetragen. Es bleibt gespeichert, wird aber nicht mehr "
            "gefragt.",
            number,
        )
        yield Remark(f"left_out:{task}", sentence, task)


def _of_field(task: str, old: AskedField, new: AskedField | None, written: Sequence[Written]) -> Iterator[Remark]:
    if new is None:
        yield from _no_longer_asked(task, old, written)
        return
    if new.is_compulsory and not old.is_compulsory:
        yield from _now_missing(task, new, written)
    if new.limit < old.limit and new.field.kind in LIMITED:
        yield from _now_too_long(task, new, written)


def _no_longer_asked(task: str, old: AskedField, written: Sequence[Written]) -> Iterator[Remark]:
    key = old.field.key
    number = _number(one for one in written if is_answered(one.draft, key) and one.draft[key] is not None)
    if number:
        sentence = ngettext(
            "„{label}“: {number} Mitglied hat das schon ausgefüllt. Die Angabe bleibt gespeichert, wird aber nicht "
            "mehr gefragt und beim nächsten Einreichen weggelassen.",
            "„{label}“: {number} Mitglieder haben das schon ausgefüllt. Die Angaben bleiben gespeichert, werden aber "
            "nicht mehr gefragt und beim nächsten Einreichen weggelassen.",
            number,
            label=_(old.field.label),
        )
        yield Remark(f"not_asked:{task}.{key}", sentence, task)


def _now_missing(task: str, new: AskedField, written: Sequence[Written]) -> Iterator[Remark]:
    key = new.field.key
    handed_in = (one for one in written if one.is_handed_in and is_called_for(new.field, one.draft))
    if number := _number(one for one in handed_in if one.draft.get(key) in (None, *NOTHING_SAID)):
        sentence = ngettext(
            "„{label}“ wird Pflicht: {number} Mitglied hat ohne diese Angabe eingereicht. Das bleibt so, bis es "
            "noch einmal einreicht.",
            "„{label}“ wird Pflicht: {number} Mitglieder haben ohne diese Angabe eingereicht. Das bleibt so, bis sie "
            "noch einmal einreichen.",
            number,
            label=_(new.field.label),
        )
        yield Remark(f"compulsory:{task}.{key}", sentence, task)


def _now_too_long(task: str, new: AskedField, written: Sequence[Written]) -> Iterator[Remark]:
    key = new.field.key
    if number := _number(one for one in written if len(str(one.draft.get(key) or "")) > new.limit):
        sentence = ngettext(
            "„{label}“: {number} Mitglied hat schon mehr als {limit} Zeichen geschrieben und muss kürzen, bevor es "
            "wieder einreicht.",
            "„{label}“: {number} Mitglieder haben schon mehr als {limit} Zeichen geschrieben und müssen kürzen, "
            "bevor sie wieder einreichen.",
            number,
            label=_(new.field.label),
            limit=new.limit,
        )
        yield Remark(f"limit:{task}.{key}:{new.limit}", sentence, task)


def _number(written: Iterator[Written]) -> int:
    """Of exhibitors; somebody with three exhibits counts once."""
    return len({one.exhibitor_id for one in written})
