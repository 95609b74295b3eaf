"""The form of the opening hours: a row for each day of the fair, and rows for what is out of the ordinary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from wtforms import Field
from wtforms.fields.choices import SelectChoice

from eventapp.fair.fields import Fields, Span, spans_as_text, spans_in
from eventapp.fair.forms import SectionForm
from eventapp.fair.rules import MOST_DAYS
from eventapp.fair.sections import HOURS
from eventapp.i18n import _, language, mark
from eventapp.i18n.days import day_with_short_weekday
from eventapp.web.forms import Choice, Wall

MOST_FURTHER = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the form. A day of the fair has its own; a further one is chosen in ``day_field``."""

    name: str
    day: date | None
    day_field: Field | None
    opens: Field
    closes: Field


class HoursForm(SectionForm):
    """Made for the days of a fair by :func:`hours_form`."""

    section = HOURS
    days: ClassVar[list[date]] = []
    further: ClassVar[int] = 0

    @classmethod
    def fields_by_name(cls) -> dict[str, str]:
        return {}

    @property
    def rows(self) -> list[Row]:
        own = [Row(f"day_{i}", day, None, self[f"opens_{i}"], self[f"closes_{i}"]) for i, day in enumerate(self.days)]
        return own + [
            Row(f"further_{i}", None, self[f"further_day_{i}"], self[f"further_opens_{i}"], self[f"further_closes_{i}"])
            for i in range(self.further)
        ]

    @classmethod
    def read(cls, fields: Fields) -> dict[str, Any]:
        held: dict[str, Any] = {}
        own, further = _laid_out(spans_in(fields["hours"]), cls.days)
        for i, day in enumerate(cls.days):
            if day in own:
                held |= {f"opens_{i}": own[day][1], f"closes_{i}": own[day][2]}
        for i, (day, opens, closes) in enumerate(further):
            held |= {f"further_day_{i}": day.isoformat(), f"further_opens_{i}": opens, f"further_closes_{i}": closes}
        return held

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        halves = [row for row in self.rows if not self._is_whole(row)]
        return is_valid and not halves

    def _is_whole(self, row: Row) -> bool:
        """Both times or none, in order, and on a day."""
        opens, closes = row.opens.data, row.closes.data
        if opens is None and closes is None:
            return True
        if opens is None or closes is None:
            missing = row.opens if opens is None else row.closes
            missing.errors = [*missing.errors, _("Geben Sie beide Uhrzeiten ein oder keine.")]
            return False
        if closes <= opens:
            row.closes.errors = [*row.closes.errors, _("Die Halle schließt, bevor sie öffnet.")]
            return False
        if row.day_field is not None and not row.day_field.data:
            row.day_field.errors = [*row.day_field.errors, _("Wählen Sie den Tag.")]
            return False
        return True

    def written(self) -> dict[str, str]:
        return {"hours": spans_as_text(span for row in self.rows if (span := _span_of(row)))}


def _span_of(row: Row) -> Span | None:
    chosen = row.day_field.data if row.day_field is not None else ""
    day = row.day or (date.fromisoformat(chosen) if chosen else None)
    opens, closes = row.opens.data, row.closes.data
    return (day, opens, closes) if day and opens and closes else None


def _laid_out(spans: list[Span], days: list[date]) -> tuple[dict[date, Span], list[Span]]:
    """The first span of each day of the fair, and the others."""
    own: dict[date, Span] = {}
    further = []
    for span in sorted(spans):
        if span[0] in days and span[0] not in own:
            own[span[0]] = span
        else:
            further.append(span)
    return own, further


def hours_form(fields: Fields, typed: Mapping[str, str]) -> type[HoursForm]:
    """The form with as many further rows as are stored or were typed, and an empty one."""
    starts_on, ends_on = (date.fromisoformat(fields[name]) for name in ("starts_on", "ends_on"))
    days = [date.fromordinal(n) for n in range(starts_on.toordinal(), ends_on.toordinal() + 1)][:MOST_DAYS]
    _own, others = _laid_out(spans_in(fields["hours"]), days)
    further = min(MOST_FURTHER, max(len(others), sum(name.startswith("further_day_") for name in typed) - 1) + 1)
    choosable = sorted({*days, *(day for day, _opens, _closes in others)})
    made: dict[str, Any] = {"days": days, "further": further}
    for i in range(len(days)):
        made |= {f"opens_{i}": Wall(mark("Öffnet")), f"closes_{i}": Wall(mark("Schließt"))}
    named = [SelectChoice(day.isoformat(), day_with_short_weekday(day, language())) for day in choosable]
    for i in range(further):
        made |= {
            f"further_day_{i}": Choice(mark("Tag"), choices=[SelectChoice("", "–"), *named]),
            f"further_opens_{i}": Wall(mark("Öffnet")),
            f"further_closes_{i}": Wall(mark("Schließt")),
        }
    return type("HoursFormOfFair", (HoursForm,), made)
