"""Forms of members, made from the fields that the fair asks: one builder for every step of every task.

Their shape only: what was typed is tidied and judged by :mod:`eventapp.exhibitors.answers`, here it is taken as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from wtforms import Field as FormField
from wtforms import HiddenField, SelectChoice

from eventapp.exhibitors.answers import NOT_WANTED, NOTHING_SAID, Answer, Answers, Options, Problem, number
from eventapp.exhibitors.asking import AskedField
from eventapp.exhibitors.fields.field import LIMITED, Kind
from eventapp.i18n import _, mark
from eventapp.web.forms import (
    Choice,
    Choices,
    EmailLine,
    Form,
    Line,
    Paragraphs,
    Tick,
    Upload,
    Version,
    WebLine,
)

FILES = (Kind.IMAGE, Kind.FILE)
ACCEPTED = {Kind.IMAGE: "image/png,image/jpeg,image/webp", Kind.FILE: ".svg,.pdf,image/svg+xml,application/pdf"}
REMOVE = "_entfernen"
"""After a file field's name: the tick that takes the file out again."""
AUTOCOMPLETE = {
    "name": "organization",
    "street": "address-line1",
    "postal_code": "postal-code",
    "city": "address-level2",
    "country": "country-name",
    "website": "url",
    "contact_name": "name",
    "contact_phone": "tel",
    "contact_mobile": "tel",
    "contact_email": "email",
    "invoice_email": "email",
    "on_site_phone": "tel",
}
TEXT_LIKE = 100
"""Characters from which a line is written rather than filled in."""


class _Asked:
    """The flag by which a field is shown as one that has to be filled in; nothing is refused here."""

    field_flags: Mapping[str, bool] = {"required": True}

    def __call__(self, _form: Any, _field: FormField) -> None:
        """Judged by the domain."""


class Count(Line):
    """A number as it was typed, so that a wrong one can be shown again."""


class DayLine(Line):
    """A day as the browser's own field sends it, or as people write it here."""

    def process_formdata(self, values: list[str]) -> None:
        self.data = _iso_day(values[0]) if values else ""


def _iso_day(text: str) -> str:
    for pattern in ("%d.%m.%Y", "%d.%m.%y"):
        try:
            return datetime.strptime(text.strip(), pattern).date().isoformat()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    return text


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a page with what its template has to know. ``only_when``: its own condition, for the script."""

    asked: AskedField
    field: FormField
    attributes: Mapping[str, str]
    only_when: str = ""

    @property
    def kind(self) -> Kind:
        return self.asked.field.kind

    @property
    def limit(self) -> int | None:
        """Counted while typing: nobody comes near that of a postal code, and a line each would only be noise."""
        is_text = self.kind is Kind.PROSE or (self.asked.field.is_public and self.asked.limit >= TEXT_LIKE)
        return self.asked.limit if self.kind in LIMITED and is_text else None


class StepForm(Form):
    """``leaves_empty``: what is not compulsory and empty here is not wanted. ``seen`` tells by field what the page
    showed: only what differs from it was changed by the one who sends it, so two people on one page do not meet."""

    asked: Sequence[AskedField] = ()
    version = Version()
    seen = HiddenField()
    leaves_empty = Tick(mark("Freiwillige Felder, die hier leer bleiben, sind nicht gewünscht"))

    def changes(self) -> dict[str, object]:
        """Of what was typed only what the page did not show already."""
        seen = dict(pair.split(":", 1) for pair in (self.seen.data or "").split(",") if ":" in pair)
        return {key: said for key, said in self.answers().items() if seen.get(key) != _sign(said)}

    def now_seen(self, changes: Mapping[str, object]) -> str:
        """What the page shows after these changes were saved while it was open."""
        seen = dict(pair.split(":", 1) for pair in (self.seen.data or "").split(",") if ":" in pair)
        return _listed(seen | {key: _sign(said) for key, said in changes.items()})

    def show(self, draft: Answers, version: int, *, besides: Iterable[str] = ()) -> None:
        """Before the page is shown again: it knows of this draft now, and what the reader typed (``besides``) stays."""
        self.version.data, self.seen.data = version, seen_of(self.asked, draft)
        typed = set(besides)
        for one in self.asked:
            if one.field.key not in typed:
                self._fields[one.field.key].data = _shown(one, draft.get(one.field.key))

    def judge(self, found: Iterable[Problem], *, besides_missing: bool = False) -> bool:
        """Put what is wrong to its field; whether anything is."""
        is_wrong = False
        for problem in found:
            field = self._fields.get(problem.key)
            if field is None or (besides_missing and problem.is_missing):
                continue
            field.errors = [*field.errors, _(problem.message, **problem.values)]
            is_wrong = True
        return is_wrong

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Many sentences are the same for several fields: in the summary each says of which."""
        labels = {self._fields[one.field.key].id: _(one.field.label) for one in self.asked}
        return [(at, f"{labels[at]}: {sentence}" if at in labels else sentence) for at, sentence in super().faults]

    @property
    def questions(self) -> list[list[Question]]:
        """The fields row by row: one, or the two languages of one text side by side."""
        rows: list[list[Question]] = []
        for one in self.asked:
            key = one.field.key
            question = Question(one, self._fields[key], _attributes(one), _only_when(one))
            german = f"{key.removesuffix('_en')}_de"
            if key.endswith("_en") and rows and rows[-1][-1].asked.field.key == german:
                rows[-1].append(question)
            else:
                rows.append([question])
        return rows

    @property
    def has_optional(self) -> bool:
        return any(_may_be_left(one) for one in self.asked)

    def answers(self) -> dict[str, object]:
        """What was typed, raw, by field; of files only that one is to go. "Not wanted" is said for what is empty."""
        said = {one.field.key: self._said(one) for one in self.asked if one.field.kind not in FILES}
        said |= {one.field.key: "" for one in self.asked if self._is_to_go(one)}
        if self.leaves_empty.data:
            empty = [one for one in self.asked if _may_be_left(one) and said.get(one.field.key, "") in NOTHING_SAID]
            has_file = {one.field.key for one in empty if one.field.kind in FILES and one.field.key not in said}
            said |= {one.field.key: NOT_WANTED for one in empty if one.field.key not in has_file}
        return said

    def _said(self, asked: AskedField) -> object:
        data = self._fields[asked.field.key].data
        if asked.field.kind is Kind.YES_NO and _is_confirmation(asked):
            return True if data else ""
        return "" if data is None else data

    def _is_to_go(self, asked: AskedField) -> bool:
        field = self._fields.get(asked.field.key + REMOVE)
        return field is not None and bool(field.data)

    def uploads(self) -> Iterator[tuple[AskedField, Any]]:
        """Files that came along, with the field they are for."""
        for one in self.asked:
            sent = self._fields[one.field.key].data if one.field.kind in FILES else None
            if sent:
                yield one, sent


def _may_be_left(asked: AskedField) -> bool:
    return not asked.is_compulsory and asked.field.kind is not Kind.CONSENT


def _is_confirmation(asked: AskedField) -> bool:
    """A question that only "yes" answers: a tick."""
    return asked.field.is_fixed and asked.is_compulsory


def step_form(
    asked: Sequence[AskedField], draft: Answers, options: Options, *, version: int, prefix: str = "", **more: FormField
) -> StepForm:
    """The form for these fields, filled in with the draft unless something was sent; ``more`` fields of the page's.
    ``prefix``: what the names of its inputs begin with, where a page shows several."""
    fields: dict[str, Any] = {"asked": tuple(asked), **more}
    left = _are_left(asked, draft)
    data: dict[str, Any] = {"version": version, "leaves_empty": left, "seen": seen_of(asked, draft)}
    for one in asked:
        key = one.field.key
        answer = draft.get(key)
        fields[key] = _field(one, options, answer)
        data[key] = _shown(one, answer)
        if one.field.kind in FILES and answer:
            fields[key + REMOVE] = Tick(mark("Datei entfernen"))
    form: StepForm = type("StepFormOfFields", (StepForm,), fields)(data=data, prefix=prefix)
    return form


def seen_of(asked: Sequence[AskedField], draft: Answers) -> str:
    """Signs of what a page shows that is made from this draft."""
    plain = [one for one in asked if one.field.kind not in FILES]
    return _listed({one.field.key: _sign(_as_sent(one, draft.get(one.field.key, ""))) for one in plain})


def _listed(signs: Mapping[str, str]) -> str:
    return ",".join(f"{key}:{sign}" for key, sign in signs.items())


def _sign(said: object) -> str:
    return sha256(repr(said).encode()).hexdigest()[:10]


def _as_sent(asked: AskedField, answer: Answer) -> object:
    """An answer as the form would send it back untouched."""
    if answer is NOT_WANTED:
        return NOT_WANTED
    if asked.field.kind is Kind.YES_NO and _is_confirmation(asked):
        return True if answer is True else ""
    return _shown(asked, answer)


def _are_left(asked: Sequence[AskedField], draft: Answers) -> bool:
    """Whether somebody said of this page that what is empty is not wanted."""
    return any(one.field.key in draft and draft[one.field.key] is NOT_WANTED for one in asked if _may_be_left(one))


LINES: dict[Kind, Callable[..., FormField]] = {
    Kind.PROSE: Paragraphs,
    Kind.NUMBER: Count,
    Kind.URL: WebLine,
    Kind.EMAIL: EmailLine,
    Kind.DATE: DayLine,
}
"""Kinds that are typed, beside plain lines."""


def _field(asked: AskedField, options: Options, answer: Answer) -> FormField:
    label, validators, kind = asked.field.label, [_Asked()] if asked.is_compulsory else [], asked.field.kind
    if kind in ACCEPTED:
        return Upload(label, validators, accept=ACCEPTED[kind])
    if kind is Kind.CONSENT or (kind is Kind.YES_NO and _is_confirmation(asked)):
        return Tick(label, validators)
    if kind is Kind.YES_NO:
        return _buttons(asked, [("1", _("Ja")), ("0", _("Nein"))])
    if kind is Kind.CHOICE:
        return _buttons(asked, [(one.key, _(one.label)) for one in asked.field.choices])
    if kind in (Kind.CHOICES, Kind.PARTNERS):
        return Choices(label, validators, choices=_choices(asked, options, answer), validate_choice=False)
    return LINES.get(kind, Line)(label, validators)


def _buttons(asked: AskedField, choices: list[tuple[str, str]]) -> FormField:
    """What nobody has to answer can be taken back: buttons know no "none" of their own."""
    none = [] if asked.is_compulsory else [("", _("Keine Angabe"))]
    validators = [_Asked()] if asked.is_compulsory else []
    return Choice(
        asked.field.label,
        validators,
        as_buttons=True,
        choices=[SelectChoice(*one) for one in (*choices, *none)],
        validate_choice=False,
        default="",
    )


def _choices(asked: AskedField, options: Options, answer: Answer) -> list[SelectChoice]:
    """With what was chosen and is no longer there, so that it can be unticked."""
    known = dict(options.get(asked.field.source, {})) or {one.key: _(one.label) for one in asked.field.choices}
    chosen = [str(one) for one in answer] if isinstance(answer, list) else []
    gone = {one: one for one in chosen if one not in known}
    return [SelectChoice(key, name) for key, name in (known | gone).items()]


def _shown(asked: AskedField, answer: Answer) -> Any:
    """An answer as its field holds it."""
    match asked.field.kind:
        case Kind.CONSENT:
            return bool(answer)
        case Kind.YES_NO if _is_confirmation(asked):
            return answer is True
        case Kind.YES_NO if isinstance(answer, bool):
            return "1" if answer else "0"
        case Kind.CHOICES | Kind.PARTNERS:
            return [str(one) for one in answer] if isinstance(answer, list) else []
        case Kind.NUMBER if isinstance(answer, int | float):
            return number(answer)
        case Kind.IMAGE | Kind.FILE:
            return None
    return "" if answer is None else str(answer)


def _attributes(asked: AskedField) -> dict[str, str]:
    """What a browser can help with."""
    key, kind = asked.field.key, asked.field.kind
    found = {}
    if kind in LIMITED | {Kind.URL, Kind.EMAIL, Kind.PHONE} and key in AUTOCOMPLETE:
        found["autocomplete"] = AUTOCOMPLETE[key]
    if kind is Kind.NUMBER:
        found["inputmode"] = "decimal" if asked.field.decimals else "numeric"
    if kind is Kind.PHONE:
        found["type"] = "tel"
    if kind is Kind.DATE:
        found["type"] = "date"
    if key.endswith(("_de", "_en")):
        found["lang"] = key[-2:]
    return found


def _only_when(asked: AskedField) -> str:
    """``power=3kw,10kw;screen=`` for the script that hides what nobody has to answer."""
    return ";".join(f"{when.key}={','.join(when.answers)}" for when in asked.field.only_when)
