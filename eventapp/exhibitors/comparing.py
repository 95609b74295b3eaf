"""What was handed in beside what is accepted, field by field, for whoever reviews it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eventapp.exhibitors.answers import NOTHING_SAID, Answer, Options, shown
from eventapp.exhibitors.fields.field import Field, Kind, Step
from eventapp.exhibitors.fields.tasks import get_task
from eventapp.exhibitors.models import Entry, Question

FILES = (Kind.IMAGE, Kind.FILE)


@dataclass(frozen=True, slots=True)
class Row:
    """One field. ``new`` was handed in, ``old`` is accepted, both as text; ``files`` are the digests of the two where
    it is a file. ``questions`` are all that were asked about it."""

    field: Field
    new: str
    old: str
    is_changed: bool
    files: tuple[str, str] = ("", "")
    questions: tuple[Question, ...] = ()

    @property
    def lang(self) -> str:
        return self.field.key[-2:] if self.field.key.endswith(("_de", "_en")) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An entry for review. ``is_edit``: something of it is accepted already, so ``changed`` is what there is to decide;
    of a first one everything is."""

    is_edit: bool
    steps: tuple[tuple[Step, tuple[Row, ...]], ...]
    general: tuple[Question, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for _step, rows in self.steps for row in rows)

    @property
    def changed(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_changed)


def sheet_of(entry: Entry, options: Options) -> Sheet:
    """Fields that nobody answered and nobody asked about are left out."""
    task = get_task(entry.kind)
    new, old = entry.handed_in or {}, entry.accepted or {}
    rows = list(_rows(task.fields, new, old, entry.questions, options))
    by_step = ((step, tuple(row for row in rows if row.field.step == step.key)) for step in task.steps)
    return Sheet(
        is_edit=entry.accepted is not None,
        steps=tuple((step, some) for step, some in by_step if some),
        general=tuple(question for question in entry.questions if not question.field),
    )


def _rows(
    fields: Sequence[Field],
    new: Mapping[str, Answer],
    old: Mapping[str, Answer],
    questions: Sequence[Question],
    options: Options,
) -> Iterator[Row]:
    for field in fields:
        after, before = new.get(field.key, ""), old.get(field.key, "")
        asked = tuple(question for question in questions if question.field == field.key)
        if _says_nothing(field, new) and _says_nothing(field, old) and not asked:
            continue
        is_same = after == before or (after in NOTHING_SAID and before in NOTHING_SAID)
        files = (_digest(after), _digest(before)) if field.kind in FILES else ("", "")
        yield Row(field, shown(field, after, options), shown(field, before, options), not is_same, files, asked)


def _says_nothing(field: Field, answers: Mapping[str, Answer]) -> bool:
    """ "Not wanted" says something."""
    return field.key not in answers or answers[field.key] in NOTHING_SAID


def _digest(answer: Answer) -> str:
    return answer if isinstance(answer, str) else ""
