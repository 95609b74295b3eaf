"""The lists that the office takes out: from what exhibitors handed in to rows of a table. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from eventapp.exhibitors.answers import Options, is_answered, shown
from eventapp.exhibitors.fields.exhibit import POWER
from eventapp.exhibitors.fields.field import Export, Field, Kind
from eventapp.exhibitors.fields.tasks import get_task
from eventapp.exhibitors.models import Entry, Exhibitor, StaffPass
from eventapp.exhibitors.states import STATE_NAMES, State
from eventapp.exhibitors.value import sort_letter
from eventapp.i18n import _, language, mark
from eventapp.i18n.days import day_with_short_weekday

Cell = str | int | float
CATALOGUE_HEADS = (
    mark("Aussteller"),
    mark("Art"),
    mark("Buchstabe"),
    mark("Name oder Titel"),
    mark("Titel auf Englisch"),
    mark("Text auf Deutsch"),
    mark("Text auf Englisch"),
    mark("Anschrift"),
    mark("Website"),
    mark("Themenfelder"),
    mark("Partner"),
    mark("Logo"),
    mark("Stand"),
)
ADDED_UP = ("area", "tables", "chairs", "bar_tables", "display_cases")


@dataclass(frozen=True, slots=True)
class Source:
    """Everything of one exhibitor that lists are made of, passes that stand only."""

    exhibitor: Exhibitor
    entries: Sequence[Entry]
    passes: Sequence[StaffPass] = ()

    def handed_in(self, *kinds: str) -> Iterator[tuple[Entry, Mapping[str, Any]]]:
        """Entries that the office may count on: what is accepted, else what was handed in last."""
        for entry in self.entries:
            said = entry.accepted or entry.handed_in
            if entry.kind in kinds and said and entry.state != State.WITHDRAWN:
                yield entry, said


@dataclass(frozen=True, slots=True)
class List:
    """``more`` are further tables of the same file: sums."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: tuple[List, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Sort:
    """One kind of list. ``is_personal``: it names people."""

    title: str
    make: Callable[[Sequence[Source], Options, Sequence[str]], List]
    is_personal: bool = False


def technical(sources: Sequence[Source], options: Options, _days: Sequence[str]) -> List:
    """One row for each exhibit, and what it comes to."""
    fields = [one for one in get_task("exhibit").fields if Export.TECHNICAL in one.exports and one.key != "title_de"]
    found = [(one, entry, said) for one in sources for entry, said in one.handed_in("exhibit")]
    rows = tuple(
        (_name(one), str(said.get("title_de", "")), _state(entry), *(cell_of(f, said, options) for f in fields))
        for one, entry, said in found
    )
    heads = (_("Aussteller"), _("Exponat"), _("Stand"), *map(head_of, fields))
    return List(_("Technische Bestellungen"), heads, rows, (power_of([said for _one, _entry, said in found]),))


def power_of(exhibits: Sequence[Mapping[str, Any]]) -> List:
    """How many connections of each class, how many of them at night, and the furniture added up."""
    classes = Counter(str(said.get("power")) for said in exhibits)
    at_night = Counter(str(said.get("power")) for said in exhibits if said.get("power_at_night") is True)
    rows: list[tuple[Cell, ...]] = [
        (_(one.label), classes[one.key], at_night[one.key]) for one in POWER if classes[one.key]
    ]
    task = get_task("exhibit")
    for key in ADDED_UP:
        numbers = [said[key] for said in exhibits if isinstance(said.get(key), int | float)]
        known = task.find(key)
        if known and sum(numbers):
            rows.append((head_of(known), sum(numbers), ""))
    return List(_("Summen"), (_("Was"), _("Anzahl"), _("davon Dauerstrom")), tuple(rows))


def passes(sources: Sequence[Source], _options: Options, days: Sequence[str]) -> List:
    """For the fair's organiser: who, from where, on which days."""
    rows = tuple(
        (_name(one), row.last_name, row.first_name, row.organisation, *_days_of(row, days))
        for one in sources
        for row in one.passes
    )
    heads = (_("Aussteller"), _("Nachname"), _("Vorname"), _("Organisation"), *map(_day, days))
    return List(_("Ausstellerausweise"), heads, rows)


def addresses(sources: Sequence[Source], options: Options, _days: Sequence[str]) -> List:
    """Company and billing side by side, one row for each exhibitor."""
    both = [(kind, one) for kind in ("company", "billing") for one in _of(kind, Export.ADDRESSES)]
    heads = [head_of(one) if kind == "company" else _("Rechnung: {field}", field=head_of(one)) for kind, one in both]
    return _joined(_("Adressen"), sources, both, heads, options)


def logistics(sources: Sequence[Source], options: Options, _days: Sequence[str]) -> List:
    """Stand staff and delivery, one row for each exhibitor."""
    both = [(kind, one) for kind in ("staff", "delivery") for one in _of(kind, Export.LOGISTICS)]
    return _joined(_("Anlieferung und Standpersonal"), sources, both, [head_of(one) for _kind, one in both], options)


def catalogue(sources: Sequence[Source], options: Options, _days: Sequence[str]) -> List:
    """The texts for the printed catalogue: each company, below it its exhibits."""
    company, exhibit = get_task("company"), get_task("exhibit")
    keys = ("text_de", "text_en")
    rows = []
    for one in sources:
        for entry, said in sorted(one.handed_in("company", "exhibit"), key=lambda pair: pair[0].kind != "company"):
            task = company if entry.kind == "company" else exhibit
            told = {known.key: cell_of(known, said, options) for known in task.fields}
            titles = (told["name"], "") if entry.kind == "company" else (told["title_de"], told["title_en"])
            address = ", ".join(str(told[key]) for key in ("street", "postal_code", "city") if told.get(key))
            letter = sort_letter(str(told["name"]), str(told["sort_letter"])) if entry.kind == "company" else ""
            logo = f"{one.exhibitor.slug}.webp" if entry.kind == "company" and said.get("logo") else ""
            texts = (told[key] for key in keys)
            more = (address, told.get("website", ""), told.get("themes", ""), told.get("partners", ""), logo)
            rows.append((_name(one), _(task.noun), letter, *titles, *texts, *more, _state(entry)))
    return List(_("Katalogtexte"), tuple(_(head) for head in CATALOGUE_HEADS), tuple(rows))


SORTS: dict[str, Sort] = {
    "technik": Sort(mark("Technische Bestellungen"), technical),
    "ausweise": Sort(mark("Ausstellerausweise"), passes, is_personal=True),
    "adressen": Sort(mark("Adressen für den Veranstalter"), addresses, is_personal=True),
    "anlieferung": Sort(mark("Anlieferung und Standpersonal"), logistics, is_personal=True),
    "katalog": Sort(mark("Katalogtexte"), catalogue),
}


def _joined(
    title: str,
    sources: Sequence[Source],
    fields: Sequence[tuple[str, Field]],
    heads: Sequence[str],
    options: Options,
) -> List:
    rows = []
    for one in sources:
        said = {entry.kind: answers for entry, answers in one.handed_in(*{kind for kind, _field in fields})}
        if said:
            rows.append((_name(one), *(cell_of(known, said.get(kind, {}), options) for kind, known in fields)))
    return List(title, (_("Aussteller"), *heads), tuple(rows))


def _of(task: str, export: Export) -> list[Field]:
    return [one for one in get_task(task).fields if export in one.exports and one.kind not in (Kind.IMAGE, Kind.FILE)]


def cell_of(known: Field, said: Mapping[str, Any], options: Options) -> Cell:
    """Numbers stay numbers, so that a spreadsheet can add them up; the unit stands in the head."""
    if not is_answered(said, known.key):
        return ""
    answer = said[known.key]
    if known.kind is Kind.NUMBER and isinstance(answer, int | float) and not isinstance(answer, bool):
        return answer
    return shown(known, answer, options)


def head_of(known: Field) -> str:
    return f"{_(known.label)} ({_(known.unit)})" if known.unit else _(known.label)


def _name(one: Source) -> str:
    return one.exhibitor.member.name


def _state(entry: Entry) -> str:
    return _(STATE_NAMES[State(entry.state)])


def _days_of(row: StaffPass, days: Sequence[str]) -> tuple[str, ...]:
    return tuple("x" if not row.days or day in row.days else "" for day in days)


def _day(day: str) -> str:
    return day_with_short_weekday(date.fromisoformat(day), language())
