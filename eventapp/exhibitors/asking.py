"""What a fair really asks: the fields as its rules have them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from eventapp.exhibitors.fields.field import Field, Task
from eventapp.exhibitors.fields.tasks import TASKS, get_task
from eventapp.exhibitors.rules import FieldRule, Rules
from eventapp.i18n import Words, _, language


@dataclass(frozen=True, slots=True)
class AskedField:
    """``own_help`` is what this office wrote instead of our help."""

    field: Field
    is_compulsory: bool
    limit: int
    own_help: Words = Words()

    @property
    def help(self) -> str:
        """In the language being spoken."""
        return self.own_help.in_language(language()) or (_(self.field.help) if self.field.help else "")


def asked_tasks(rules: Rules) -> tuple[Task, ...]:
    return tuple(task for task in TASKS if rules.task(task.key).is_asked)


def is_compulsory(task: Task, rules: Rules) -> bool:
    wanted = rules.task(task.key).is_compulsory
    return task.is_compulsory if wanted is None else wanted


def asked_fields(rules: Rules, task: str) -> tuple[AskedField, ...]:
    """The task's fields in their order, without those that the office leaves out."""
    rule = rules.task(task)
    asked = (_asked(field, rule.fields.get(field.key, FieldRule())) for field in get_task(task).fields)
    return tuple(one for one in asked if one is not None)


def _asked(field: Field, rule: FieldRule) -> AskedField | None:
    if not (field.is_fixed or (field.is_asked if rule.is_asked is None else rule.is_asked)):
        return None
    compulsory = field.is_compulsory if rule.is_compulsory is None else rule.is_compulsory
    return AskedField(
        field, compulsory or (field.is_fixed and field.is_compulsory), rule.limit or field.longest, rule.help
    )
