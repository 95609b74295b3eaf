"""Answers as pages show them back: to be checked, to be read, beside what is public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventapp.exhibitors.answers import Answers, is_called_for, problems, shown
from eventapp.exhibitors.asking import AskedField, asked_fields
from eventapp.exhibitors.fields.field import Task
from eventapp.exhibitors.forms import FILES
from eventapp.exhibitors.models import Entry
from eventapp.exhibitors.views.own import Own
from eventapp.exhibitors.views.steps import field_url
from eventapp.i18n import _
from eventapp.uploads.queries import pictures_of
from eventapp.uploads.value import Picture


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One answer to check; ``url`` leads to where it is changed."""

    label: str
    text: str
    lang: str = ""
    picture: Picture | None = None
    problem: str = ""
    url: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.problem or self.picture)


@dataclass(frozen=True, slots=True)
class Changed:
    """A field whose draft says something else than what the public sees, or what lies with the office."""

    label: str
    old: str
    new: str


def shown_answers(
    own: Own, task: Task, entry: Entry, *, may_change: bool, only_public: bool = False
) -> list[ShownAnswer]:
    """What is asked and called for, in the order of the form; what was left empty is there to be seen."""
    asked = _called_for(own, task, entry.draft)
    if only_public:
        asked = [one for one in asked if one.field.is_public]
    found = problems(asked, entry.draft, own.options) if may_change else []
    wrong = {problem.key: _(problem.message, **problem.values) for problem in found}
    pictures = _pictures(asked, entry.draft)
    return [_shown(own, task, entry, one, wrong, pictures, may_change) for one in asked]


def _called_for(own: Own, task: Task, draft: Answers) -> list[AskedField]:
    return [one for one in asked_fields(own.rules, task.key) if is_called_for(one.field, draft)]


def _pictures(asked: Sequence[AskedField], draft: Answers) -> Mapping[str, Picture]:
    digests = (draft.get(one.field.key) for one in asked if one.field.kind in FILES)
    return pictures_of(str(digest) for digest in digests if digest)


def _shown(
    own: Own,
    task: Task,
    entry: Entry,
    asked: AskedField,
    wrong: Mapping[str, str],
    pictures: Mapping[str, Picture],
    may_change: bool,
) -> ShownAnswer:
    key = asked.field.key
    return ShownAnswer(
        label=_(asked.field.label),
        text=shown(asked.field, entry.draft.get(key, ""), own.options),
        lang=key[-2:] if key.endswith(("_de", "_en")) else "",
        picture=pictures.get(str(entry.draft.get(key))) if asked.field.kind in FILES else None,
        problem=wrong.get(key, ""),
        url=field_url(own, task, entry, key) if may_change else "",
    )


def changed_since(own: Own, task: Task, entry: Entry) -> list[Changed]:
    """How the draft differs from what is accepted, else from what was handed in."""
    before = entry.accepted if entry.accepted is not None else entry.handed_in
    if before is None:
        return []
    found = []
    for one in asked_fields(own.rules, task.key):
        key = one.field.key
        old, new = (
            shown(one.field, said.get(key, "") if is_called_for(one.field, said) else "", own.options)
            for said in (before, entry.draft)
        )
        if old != new:
            found.append(Changed(_(one.field.label), old, new))
    return found
