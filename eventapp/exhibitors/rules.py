"""What one fair asks of its exhibitors, how long it may be and until when: one document, set by the office. Pure.

Whatever the office did not set stays as :mod:`eventapp.exhibitors.fields` has it, so a new field of ours appears in
old documents as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from hashlib import sha256

import msgspec

from eventapp.clock import aware, from_the_wall
from eventapp.errors import DomainError
from eventapp.exhibitors.fields.field import LIMITED, Field, Task
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

    def with_task(self, key: str, rule: TaskRule) -> Rules:
        return msgspec.structs.replace(self, tasks={**self.tasks, key: rule})

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


def told(rules: Rules) -> dict[str, str]:
    """Everything that is said, by the names of the document (``tasks.exhibit.due_at``), defaults too where the
    document leaves them out; "" is never in it."""
    return {name: text for name, text in _told(rules) if text}


def _told(part: object, name: str = "") -> Iterator[tuple[str, str]]:
    inner: dict[str, object] | None = None
    if isinstance(part, msgspec.Struct) and not isinstance(part, Span):
        inner = msgspec.structs.asdict(part)
    elif isinstance(part, Words):
        inner = {"de": part.de, "en": part.en}
    elif isinstance(part, dict):
        inner = part
    if inner is None:
        yield name, _text(part)
        return
    for key, value in inner.items():
        yield from _told(value, f"{name}.{key}" if name else key)


def _text(value: object) -> str:
    if isinstance(value, Span):
        return f"{_text(value.starts_at)}/{_text(value.ends_at)}"
    if isinstance(value, tuple):
        return " ".join(_text(one) for one in value)
    if isinstance(value, datetime):
        return f"{aware(value):%Y-%m-%dT%H:%M:%SZ}"
    return "" if value is None else str(value)


def seen(rules: Rules, task: str = "") -> int:
    """A print of what a form showed: one task, or everything but the tasks. A form carries it, so whoever sets one
    task is not stopped because somebody else set another."""
    begins = f"tasks.{task}."
    said = told(rules).items()
    part = [pair for pair in said if (pair[0].startswith(begins) if task else not pair[0].startswith("tasks."))]
    shown = "\0".join(f"{name}\0{text}" for name, text in part)
    return int(sha256(shown.encode()).hexdigest()[:7], 16)


def checked(rules: Rules) -> Rules:
    """The rules as they may stand, moments in UTC; :class:`RulesRefused` names the field at fault."""
    if rules.opens_at and rules.closes_at and rules.opens_at >= rules.closes_at:
        raise RulesRefused(mark("Die Anmeldung endet, bevor sie beginnt."), field="closes_at")
    if not 0 <= rules.free_passes <= 200:
        raise RulesRefused(mark("Bitte eine Zahl von 0 bis 200."), field="free_passes")
    for name, spans in (("build_up", rules.build_up), ("dismantling", rules.dismantling)):
        if any(span.starts_at >= span.ends_at for span in spans):
            raise RulesRefused(mark("Eine Zeit endet, bevor sie beginnt."), field=name)
    tasks = {task.key: _checked_task(task, rules.tasks[task.key]) for task in TASKS if task.key in rules.tasks}
    if missing := [task.key for task in TASKS if task.key not in tasks]:
        raise RulesRefused(mark("Die Aufgabe {task} fehlt."), task=missing[0])
    return msgspec.structs.replace(rules, tasks=tasks)


def _checked_task(task: Task, rule: TaskRule) -> TaskRule:
    known = {name: field for name in rule.fields if (field := task.find(name))}
    fields = {name: _checked_field(task.key, field, rule.fields[name]) for name, field in known.items()}
    return msgspec.structs.replace(rule, fields=fields, due_at=aware(rule.due_at))


def _checked_field(task: str, known: Field, rule: FieldRule) -> FieldRule:
    place = f"{task}.{known.key}"
    if rule.limit is not None and known.kind not in LIMITED:
        return msgspec.structs.replace(rule, limit=None)
    if rule.limit is not None and not 1 <= rule.limit <= LARGEST_LIMIT:
        message = mark("Bitte eine Grenze von 1 bis {most} Zeichen.")
        raise RulesRefused(message, field=place, most=LARGEST_LIMIT)
    if known.is_fixed and (rule.is_asked is False or (known.is_compulsory and rule.is_compulsory is False)):
        raise RulesRefused(mark("„{label}“ wird immer gebraucht."), field=place, label=known.label)
    return rule
