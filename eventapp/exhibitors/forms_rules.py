"""Forms of a fair's rules: one task with all its fields, and what holds for the registration as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar

import msgspec
from wtforms import Field as FormField
from wtforms import HiddenField, SelectChoice

from eventapp.clock import at_the_fair, from_the_wall, is_in_the_gap
from eventapp.errors import DomainError
from eventapp.exhibitors.fields.field import LIMITED, Field, Task
from eventapp.exhibitors.rules import LARGEST_LIMIT, FieldRule, OfficeContact, Rules, Span, TaskRule
from eventapp.i18n import Words, _, mark
from eventapp.web.forms import Choice, Day, EmailLine, Form, Line, Paragraphs, Required, Version, Wall, Whole

LONGEST_HELP, LONGEST_WELCOME, LONGEST_ADDRESS = 1_000, 2_000, 600
MOST_PASSES, MOST_SPANS = 200, 12
COMPULSORY, OPTIONAL, LEFT_OUT = "compulsory", "optional", "left_out"
HOW = {COMPULSORY: mark("Pflicht"), OPTIONAL: mark("freiwillig"), LEFT_OUT: mark("nicht gefragt")}
SPANS = ("build_up", "dismantling")


def how_by_default(field: Field) -> str:
    if not (field.is_asked or field.is_fixed):
        return LEFT_OUT
    return COMPULSORY if field.is_compulsory else OPTIONAL


def how_of(field: Field, rule: FieldRule) -> str:
    """How a fair asks a field: one of :data:`HOW`."""
    is_asked = field.is_asked if rule.is_asked is None else rule.is_asked
    if not (is_asked or field.is_fixed):
        return LEFT_OUT
    is_compulsory = field.is_compulsory if rule.is_compulsory is None else rule.is_compulsory
    return COMPULSORY if is_compulsory or (field.is_fixed and field.is_compulsory) else OPTIONAL


def hows_of(field: Field) -> list[str]:
    """What the office can choose from."""
    if not field.is_fixed:
        return [COMPULSORY, OPTIONAL, LEFT_OUT]
    return [COMPULSORY] if field.is_compulsory else [COMPULSORY, OPTIONAL]


@dataclass(frozen=True, slots=True)
class Row:
    """One field of the task. ``how`` and ``limit`` are None where there is nothing to choose."""

    field: Field
    how: FormField | None
    limit: FormField | None
    help_de: FormField
    help_en: FormField

    @property
    def inputs(self) -> list[FormField]:
        return [one for one in (self.how, self.limit, self.help_de, self.help_en) if one is not None]

    @property
    def has_help(self) -> bool:
        return bool(self.help_de.data or self.help_en.data or self.help_de.errors or self.help_en.errors)

    @property
    def is_own(self) -> bool:
        """Whether anything differs from what every fair asks."""
        chosen = self.how is not None and self.how.data not in (None, "", how_by_default(self.field))
        limited = self.limit is not None and self.limit.data not in (None, self.field.longest)
        return bool(chosen or limited or self.help_de.data or self.help_en.data)

    def rule(self) -> FieldRule:
        """What is like the default stays unsaid, so that it follows the default."""
        how = self.how.data if self.how is not None else ""
        limit = self.limit.data if self.limit is not None else None
        rule = FieldRule(
            limit=None if limit == self.field.longest else limit,
            help=Words(self.help_de.data or "", self.help_en.data or ""),
        )
        if how in ("", None, how_by_default(self.field)):
            return rule
        if how == LEFT_OUT:
            return msgspec.structs.replace(rule, is_asked=False)
        is_asked = None if self.field.is_asked else True
        return msgspec.structs.replace(rule, is_asked=is_asked, is_compulsory=how == COMPULSORY)


class PartForm(Form):
    """``agreed`` lists the remarks that the person has read and saves in spite of."""

    version = Version()
    agreed = HiddenField()

    def put(self, name: str, value: object) -> None:
        """What the page shows instead of what was typed."""
        field = self._fields[name]
        field.data, field.raw_data, field.errors = value, None, []

    def differing(self, stored: Mapping[str, Any]) -> dict[str, str]:
        """By field what is stored, where something else was typed."""
        different = (name for name, value in stored.items() if (self[name].data or None) != (value or None))
        return {name: _shown(self[name], stored[name]) for name in different}


def _shown(field: FormField, value: object) -> str:
    if isinstance(field, Choice):
        return next((one.label for one in field.choices if one.value == value), "")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return "" if value is None else str(value)


class TaskForm(PartForm):
    """Made for one task by :func:`task_form`."""

    task: ClassVar[Task]
    is_asked = Choice(mark("Wird die Aufgabe gestellt?"), as_buttons=True)
    is_compulsory = Choice(mark("Muss sie jeder erledigen?"), as_buttons=True)
    due_day = Day(mark("Frist: Tag"), [Required(mark("Geben Sie den Tag der Frist ein."))])
    due_time = Wall(mark("Uhrzeit"), [Required(mark("Geben Sie die Uhrzeit der Frist ein."))])
    help_de = Paragraphs(mark("Deutsch"), most=LONGEST_HELP)
    help_en = Paragraphs(mark("Englisch"), most=LONGEST_HELP)

    @property
    def rows(self) -> list[Row]:
        return [self.row(field) for field in self.task.fields]

    def row(self, field: Field) -> Row:
        how, limit, german, english = (self._fields.get(f"{field.key}__{part}") for part in PARTS)
        return Row(field, how, limit, german, english)

    def rule(self) -> TaskRule:
        rules = {row.field.key: row.rule() for row in self.rows}
        said = self.is_compulsory.data
        wanted = said == COMPULSORY if said else self.task.is_compulsory
        return TaskRule(
            due_at=moment_of(self.due_day.data, self.due_time.data, "due_time"),
            is_asked=self.is_asked.data != LEFT_OUT,
            is_compulsory=None if wanted == self.task.is_compulsory else wanted,
            help=Words(self.help_de.data or "", self.help_en.data or ""),
            fields={key: rule for key, rule in rules.items() if rule != FieldRule()},
        )

    def to_default(self, key: str, default: TaskRule) -> None:
        """One field as every fair asks it; "" is the whole task. Nothing is saved."""
        values = values_of(self.task, default)
        names = [name for name in values if name.startswith(f"{key}__")] if key else list(values)
        for name in names:
            self.put(name, values[name])

    def refuse(self, error: DomainError) -> None:
        """A rule speaks of „exhibit.text_de“."""
        task, dot, key = (error.field or "").partition(".")
        if dot and task == self.task.key:
            names = (f"{key}__{part}" for part in PARTS)
            error.field = next((name for name in names if name in self._fields), None)
        super().refuse(error)


PARTS = ("how", "limit", "help_de", "help_en")


def values_of(task: Task, rule: TaskRule) -> dict[str, Any]:
    """What stands in the form of these rules."""
    due = at_the_fair(rule.due_at)
    is_compulsory = task.is_compulsory if rule.is_compulsory is None else rule.is_compulsory
    values: dict[str, Any] = {
        "is_asked": COMPULSORY if rule.is_asked else LEFT_OUT,
        "is_compulsory": COMPULSORY if is_compulsory else OPTIONAL,
        "due_day": due.date(),
        "due_time": due.time().replace(second=0, microsecond=0),
        "help_de": rule.help.de,
        "help_en": rule.help.en,
    }
    for field in task.fields:
        values |= _values_of_field(field, rule.fields.get(field.key, FieldRule()))
    return values


def _values_of_field(field: Field, rule: FieldRule) -> dict[str, Any]:
    key = field.key
    values: dict[str, Any] = {f"{key}__help_de": rule.help.de, f"{key}__help_en": rule.help.en}
    if len(hows_of(field)) > 1:
        values[f"{key}__how"] = how_of(field, rule)
    if field.kind in LIMITED:
        values[f"{key}__limit"] = rule.limit or field.longest
    return values


def task_form(task: Task, rule: TaskRule, seen: int) -> TaskForm:
    """The form of one task, filled in with its rules unless something was sent."""
    made: dict[str, Any] = {"task": task}
    for field in task.fields:
        made |= _inputs_of(field)
    form: TaskForm = type("TaskFormOfTask", (TaskForm,), made)(data={**values_of(task, rule), "version": seen})
    form.is_asked.choices = [SelectChoice(COMPULSORY, _("ja")), SelectChoice(LEFT_OUT, _("nein"))]
    form.is_compulsory.choices = _choices(
        [COMPULSORY, OPTIONAL],
        COMPULSORY if task.is_compulsory else OPTIONAL,
        {COMPULSORY: _("ja"), OPTIONAL: _("nein")},
    )
    return form


def _inputs_of(field: Field) -> dict[str, FormField]:
    key, hows = field.key, hows_of(field)
    made: dict[str, FormField] = {
        f"{key}__help_de": Paragraphs(mark("Deutsch"), most=LONGEST_HELP),
        f"{key}__help_en": Paragraphs(mark("Englisch"), most=LONGEST_HELP),
    }
    if len(hows) > 1:
        names = {how: _(name) for how, name in HOW.items()}
        made[f"{key}__how"] = Choice(mark("Gefragt"), choices=_choices(hows, how_by_default(field), names))
    if field.kind in LIMITED:
        made[f"{key}__limit"] = Whole(mark("Höchstens Zeichen"), least=1, most=LARGEST_LIMIT)
    return made


def _choices(keys: Iterable[str], default: str, names: Mapping[str, str]) -> list[SelectChoice]:
    """The default says that it is one."""
    told = {key: _("{choice} (Vorgabe)", choice=names[key]) if key == default else names[key] for key in keys}
    return [SelectChoice(key, name) for key, name in told.items()]


def moment_of(day: date, wall: time, field: str) -> datetime:
    if is_in_the_gap(day, wall):
        message = mark("Diese Uhrzeit gibt es an dem Tag nicht: Die Uhren werden vorgestellt.")
        raise DomainError(message, field=field)
    return from_the_wall(day, wall)


@dataclass(frozen=True, slots=True)
class SpanRow:
    """One time of building up or dismantling. ``last_day`` only where it does not end on the day it begins."""

    day: FormField
    starts: FormField
    ends: FormField
    last_day: FormField

    @property
    def inputs(self) -> tuple[FormField, ...]:
        return self.day, self.starts, self.ends, self.last_day

    def span(self) -> Span | None:
        """None for an empty row; refuses half of one."""
        if not any(field.data for field in self.inputs):
            return None
        for field in (self.day, self.starts, self.ends):
            if field.data is None:
                raise DomainError(mark("Geben Sie Tag, Beginn und Ende ein."), field=field.name)
        starts_at = moment_of(self.day.data, self.starts.data, self.starts.name)
        ends_at = moment_of(self.last_day.data or self.day.data, self.ends.data, self.ends.name)
        if ends_at <= starts_at:
            raise DomainError(mark("Eine Zeit endet, bevor sie beginnt."), field=self.ends.name)
        return Span(starts_at, ends_at)


class GeneralForm(PartForm):
    """Made with enough rows for times by :func:`general_form`."""

    spans: ClassVar[dict[str, int]] = {}
    is_open = Choice(mark("Anmeldung"), as_buttons=True)
    opens_day = Day(mark("Beginnt am"))
    opens_time = Wall(mark("Uhrzeit"))
    closes_day = Day(mark("Anmeldeschluss am"))
    closes_time = Wall(mark("Uhrzeit"))
    delivery_address = Paragraphs(mark("Lieferadresse"), most=LONGEST_ADDRESS)
    contact_name = Line(mark("Name"), most=120)
    contact_phone = Line(mark("Telefon"), most=60)
    contact_email = EmailLine(mark("E-Mail-Adresse"))
    free_passes = Whole(
        mark("Freie Ausweise je Aussteller"), [Required(mark("Geben Sie eine Zahl ein."))], most=MOST_PASSES
    )
    welcome_de = Paragraphs(mark("Deutsch"), most=LONGEST_WELCOME)
    welcome_en = Paragraphs(mark("Englisch"), most=LONGEST_WELCOME)

    def span_rows(self, kind: str) -> list[SpanRow]:
        return [
            SpanRow(*(self[f"{kind}_{i}_{part}"] for part in ("day", "starts", "ends", "last_day")))
            for i in range(self.spans[kind])
        ]

    def rules(self, before: Rules) -> Rules:
        """``before`` with what was typed; its tasks stay."""
        return msgspec.structs.replace(
            before,
            is_open=self.is_open.data == "open",
            opens_at=self._moment("opens"),
            closes_at=self._moment("closes"),
            build_up=self._spans("build_up"),
            dismantling=self._spans("dismantling"),
            delivery_address=self.delivery_address.data or "",
            contact=OfficeContact(
                self.contact_name.data or "", self.contact_phone.data or "", self.contact_email.data or ""
            ),
            free_passes=self.free_passes.data,
            welcome=Words(self.welcome_de.data or "", self.welcome_en.data or ""),
        )

    def _moment(self, name: str) -> datetime | None:
        day, wall = self[f"{name}_day"], self[f"{name}_time"]
        if day.data is None and wall.data is None:
            return None
        if day.data is None or wall.data is None:
            missing = day if day.data is None else wall
            raise DomainError(mark("Geben Sie Tag und Uhrzeit ein oder nichts von beidem."), field=missing.name)
        return moment_of(day.data, wall.data, wall.name)

    def _spans(self, kind: str) -> tuple[Span, ...]:
        spans = (row.span() for row in self.span_rows(kind))
        return tuple(sorted((span for span in spans if span), key=lambda span: span.starts_at))

    def differing(self, stored: Mapping[str, Any]) -> dict[str, str]:
        """Times are told as a whole, at the first row: rows have no names by which they could be known again."""
        return super().differing({name: value for name, value in stored.items() if not name.startswith(SPANS)})

    def refuse(self, error: DomainError) -> None:
        if error.field == "closes_at":
            error.field = "closes_day"
        super().refuse(error)


def general_values(rules: Rules) -> dict[str, Any]:
    """What stands in the form of these rules."""
    values: dict[str, Any] = {
        "is_open": "open" if rules.is_open else "closed",
        "delivery_address": rules.delivery_address,
        "contact_name": rules.contact.name,
        "contact_phone": rules.contact.phone,
        "contact_email": rules.contact.email,
        "free_passes": rules.free_passes,
        "welcome_de": rules.welcome.de,
        "welcome_en": rules.welcome.en,
    }
    for name, moment in (("opens", rules.opens_at), ("closes", rules.closes_at)):
        values[f"{name}_day"], values[f"{name}_time"] = _on_the_wall(moment) if moment else (None, None)
    for kind in SPANS:
        for i, span in enumerate(getattr(rules, kind)):
            values |= dict(_span_values(f"{kind}_{i}", span))
    return values


def _on_the_wall(moment: datetime) -> tuple[date, time]:
    wall = at_the_fair(moment)
    return wall.date(), wall.time().replace(second=0, microsecond=0)


def _span_values(name: str, span: Span) -> Iterator[tuple[str, Any]]:
    (day, starts), (last_day, ends) = _on_the_wall(span.starts_at), _on_the_wall(span.ends_at)
    yield f"{name}_day", day
    yield f"{name}_starts", starts
    yield f"{name}_ends", ends
    yield f"{name}_last_day", last_day if last_day != day else None


def general_form(rules: Rules, seen: int, sent: Mapping[str, str]) -> GeneralForm:
    """The form with as many rows for times as are stored or were sent, and an empty one."""
    made: dict[str, Any] = {"spans": {}}
    for kind in SPANS:
        typed = sum(name.startswith(f"{kind}_") and name.endswith("_starts") for name in sent)
        number = min(MOST_SPANS, max(len(getattr(rules, kind)) + 1, typed))
        made["spans"][kind] = number
        for i in range(number):
            made |= {
                f"{kind}_{i}_day": Day(mark("Tag")),
                f"{kind}_{i}_starts": Wall(mark("von")),
                f"{kind}_{i}_ends": Wall(mark("bis")),
                f"{kind}_{i}_last_day": Day(mark("bis zum Tag")),
            }
    form: GeneralForm = type("GeneralFormOfFair", (GeneralForm,), made)(data={**general_values(rules), "version": seen})
    form.is_open.choices = [SelectChoice("open", _("offen")), SelectChoice("closed", _("geschlossen"))]
    return form
