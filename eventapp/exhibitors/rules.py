"""What one fair asks of its exhibitors, how long it may be and until when: one document, set by the office. Pure.

Whatever the office did not set stays as :mod:`eventapp.exhibitors.fields` has it, so a new field of ours appears in
old documents as well.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import msgspec

from eventapp.clock import aware, from_the_wall
from eventapp.errors import DomainError
from eventapp.exhibitors.fields.field import LIMITED, Field
from eventapp.exhibitors.fields.tasks import TASKS, find_task
from eventapp.i18n import Words, mark

DUE = time(18, 0)
WEEKS_TO_APPLY = 13
LARGEST_LIMIT = 5_000


class RulesRefused(DomainError):
    """The rules cannot stand like this."""


class FieldRule(msgspec.Struct, frozen=True, omit_defaults=True):
    """``None``: as the field itself says."""

    is_asked: bool | None = None
    is_compulsory: bool | None = None
    limit: int | None = None
    help: Words = Words()


class TaskRule(msgspec.Struct, frozen=True, omit_defaults=True):
    due_at: datetime
    is_asked: bool = True
    is_compulsory: bool | None = None
    help: Words = Words()
    fields: dict[str, FieldRule] = {}


class Span(msgspec.Struct, frozen=True):
    starts_at: datetime
    ends_at: datetime


class OfficeContact(msgspec.Struct, frozen=True, omit_defaults=True):
    """The one person members turn to."""

    name: str = ""
    phone: str = ""
    email: str = ""


class Rules(msgspec.Struct, frozen=True, omit_defaults=True):
    """``is_open``: organisations may ask to take part, within ``opens_at`` and ``closes_at`` where these are set."""

    tasks: dict[str, TaskRule]
    is_open: bool = False
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    build_up: tuple[Span, ...] = ()
    dismantling: tuple[Span, ...] = ()
    delivery_address: str = ""
    contact: OfficeContact = OfficeContact()
    free_passes: int = 4
    welcome: Words = Words()

    def task(self, key: str) -> TaskRule:
        return self.tasks[key]

    def takes_applications(self, at: datetime) -> bool:
        has_begun = self.opens_at is None or self.opens_at <= at
        return self.is_open and has_begun and (self.closes_at is None or at < self.closes_at)


def default_rules(starts_on: date) -> Rules:
    """The waves in which fairs ask: 13, 8, 6, 4 and 2 weeks before they begin, at six in the evening."""
    return Rules(
        tasks={task.key: TaskRule(due_at=_before(starts_on, task.weeks)) for task in TASKS},
        closes_at=_before(starts_on, WEEKS_TO_APPLY),
    )


def _before(starts_on: date, weeks: int) -> datetime:
    return from_the_wall(starts_on - timedelta(weeks=weeks), DUE)


@lru_cache(maxsize=64)
def rules_of(document: str, starts_on: date) -> Rules:
    """The stored rules; tasks that the document does not know are asked as by default."""
    if not document:
        return default_rules(starts_on)
    written = msgspec.json.decode(document)
    defaults = msgspec.to_builtins(default_rules(starts_on))
    tasks = defaults["tasks"] | {key: rule for key, rule in written.get("tasks", {}).items() if find_task(key)}
    return msgspec.convert(written | {"tasks": tasks}, Rules)


def to_document(rules: Rules) -> str:
    return msgspec.json.encode(rules, order="deterministic").decode()


def checked(rules: Rules) -> Rules:
    """The rules as they may stand, moments in UTC; :class:`RulesRefused` names the field at fault."""
    if rules.opens_at and rules.closes_at and rules.opens_at >= rules.closes_at:
        raise RulesRefused(mark("Die Anmeldung endet, bevor sie beginnt."), field="closes_at")
    if not 0 <= rules.free_passes <= 200:
        raise RulesRefused(mark("Bitte eine Zahl von 0 bis 200."), field="free_passes")
    for name, spans in (("build_up", rules.build_up), ("dismantling", rules.dismantling)):
        if any(span.starts_at >= span.ends_at for span in spans):
            raise RulesRefused(mark("Eine Zeit endet, bevor sie beginnt."), field=name)
    tasks = {task.key: _checked_task(task.key, rules.tasks[task.key]) for task in TASKS if task.key in rules.tasks}
    if missing := [task.key for task in TASKS if task.key not in tasks]:
        raise RulesRefused(mark("Die Aufgabe {task} fehlt."), task=missing[0])
    return msgspec.structs.replace(rules, tasks=tasks)


def _checked_task(key: str, rule: TaskRule) -> TaskRule:
    task = find_task(key)
    assert task is not None  # noqa: S101 -- the caller walks over TASKS
    fields = {name: _checked_field(key, task.find(name), one) for name, one in rule.fields.items() if task.find(name)}
    return msgspec.structs.replace(rule, fields=fields, due_at=aware(rule.due_at))


def _checked_field(task: str, known: Field | None, rule: FieldRule) -> FieldRule:
    assert known is not None  # noqa: S101 -- the caller asks for known fields only
    place = f"{task}.{known.key}"
    if rule.limit is not None and known.kind not in LIMITED:
        return msgspec.structs.replace(rule, limit=None)
    if rule.limit is not None and not 1 <= rule.limit <= LARGEST_LIMIT:
        message = mark("Bitte eine Grenze von 1 bis {most} Zeichen.")
        raise RulesRefused(message, field=place, most=LARGEST_LIMIT)
    if known.is_fixed and (rule.is_asked is False or (known.is_compulsory and rule.is_compulsory is False)):
        raise RulesRefused(mark("„{label}“ wird immer gebraucht."), field=place, label=known.label)
    return rule
