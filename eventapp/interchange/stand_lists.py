"""The lists that the stand's builder gets: from the draft of the plan to rows of a table, lengths in metres. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eventapp.exhibitors.fields.exhibit import POWER, WITH_POWER
from eventapp.exhibitors.fields.field import Field
from eventapp.exhibitors.fields.tasks import get_task
from eventapp.exhibitors.states import STATE_NAMES, State
from eventapp.i18n import _, mark
from eventapp.interchange.exhibitor_lists import Cell, List, cell_of, head_of
from eventapp.stand.draft import Exhibit, StandDraft, points_of
from eventapp.stand.geometry import box_around, box_of, holds, square_metres
from eventapp.stand.models import StandArea
from eventapp.stand.names import area_kind_name, mark_kind_name

ORDERED = (
    *("power", "power_at_night", "power_where", "network", "screen", "screen_size", "water"),
    *("tables", "chairs", "bar_tables", "display_cases", "height", "weight", "remarks"),
)
"""Answers about an exhibit that its builder asks for."""
FURNITURE = ("tables", "chairs", "bar_tables", "display_cases")
CORNERS_FROM = mark("Maße in Metern, x nach rechts und y nach vorn, gemessen von der linken hinteren Ecke des Plans.")


@dataclass(frozen=True, slots=True)
class Firm:
    """An exhibitor as its name goes into lists, and what is to stand over its counter."""

    name: str
    fascia: str


Firms = Mapping[int, Firm]


@dataclass(frozen=True, slots=True)
class Order:
    """What one exhibit needs. It stands on all ``areas``; where sums are made, it counts on the first."""

    exhibitor: str
    title: str
    state: str
    said: Mapping[str, Any]
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sort:
    """``about`` says to whom it is of use; ``note`` is written below the table."""

    title: str
    about: str
    make: Callable[[StandDraft, Firms], List]
    note: str = ""


def technical(draft: StandDraft, _firms: Firms) -> List:
    """Area by area what was ordered for each exhibit; what it comes to; what stands nowhere yet."""
    orders = orders_of(draft)
    fields = _fields()
    heads = (_("Aussteller"), _("Exponat"), _("Stand"), *map(head_of, fields))
    placed = [
        (area.number, _counted_where(order, area.number), *_cells(order, fields, area.number))
        for area in draft.areas
        for order in orders
        if area.number in order.areas
    ]
    nowhere = [_cells(order, fields, "") for order in orders if not order.areas]
    more = (sums_of(draft, orders), List(_("Exponate ohne Fläche"), heads, tuple(nowhere)))
    return List(_("Technik nach Flächen"), (_("Fläche"), _("Gezählt bei"), *heads), tuple(placed), more)


def sums_of(draft: StandDraft, orders: Sequence[Order]) -> List:
    """One line for each area, one for what has none, and the whole: what stands on several counts on the first."""
    of_area: dict[str, list[Order]] = {area.number: [] for area in draft.areas}
    nowhere = [order for order in orders if not order.areas]
    for order in orders:
        if order.areas:
            of_area[order.areas[0]].append(order)
    lines: list[tuple[Cell, ...]] = [
        (area.number, area.name_de, *_counts(of_area[area.number])) for area in draft.areas
    ]
    lines += [("", _("Ohne Fläche"), *_counts(nowhere)), ("", _("Ganzer Stand"), *_counts(orders))]
    task = get_task("exhibit")
    classes = [_(choice.label) for choice in POWER if choice.key in WITH_POWER]
    media = (_("davon Dauerstrom"), _("Netzwerkkabel"), _("Bildschirme zu stellen"), _("Wasseranschlüsse"))
    furniture = [head_of(known) for known in map(task.find, FURNITURE) if known]
    return List(_("Summen"), (_("Fläche"), _("Name"), *classes, *media, *furniture), tuple(lines))


def areas(draft: StandDraft, firms: Firms) -> List:
    """Every area with its size, its power, who is met there, and the wording for each fascia."""
    heads = (
        *(_("Fläche"), _("Name"), _("Name auf Englisch"), _("Art"), _("Form"), _("Breite (m)"), _("Tiefe (m)")),
        *(_("Größe (m²)"), _("Strom gewünscht (kW)"), _("Strom vorhanden (kW)"), _("Gewünschte Fläche (m²)")),
        *(_("Aussteller"), _("Beschriftung der Blende"), _("Notiz")),
    )
    standing = {area.number: [firms[one] for one in met_on(draft, area) if one in firms] for area in draft.areas}
    rows = tuple(_area_row(draft, area, standing[area.number]) for area in draft.areas)
    pairs = ((area.number, firm) for area in draft.areas for firm in standing[area.number])
    fascias = tuple((number, firm.name, firm.fascia, len(firm.fascia)) for number, firm in pairs)
    fascia_heads = (_("Fläche"), _("Aussteller"), _("Beschriftung der Blende"), _("Zeichen"))
    return List(_("Flächen"), heads, rows, (List(_("Blenden"), fascia_heads, fascias),))


def measures(draft: StandDraft, _firms: Firms) -> List:
    """Every corner of everything that is drawn, to be entered in CAD; rectangles once more by corner and size."""
    shapes = list(_shapes(draft))
    corners: tuple[tuple[Cell, ...], ...] = tuple(
        (layer, name, number, _metres(x), _metres(y))
        for layer, name, points in shapes
        for number, (x, y) in enumerate(points_of(points), 1)
    )
    boxes = [(layer, name, box_of(points_of(points))) for layer, name, points in shapes]
    rectangles: tuple[tuple[Cell, ...], ...] = tuple(
        (layer, name, *_in_metres(box.x, box.y, box.width, box.depth)) for layer, name, box in boxes if box
    )
    powers: tuple[tuple[Cell, ...], ...] = tuple(
        (_area_below(draft, one.points[0]), one.label_de, *_in_metres(*one.points[0]), one.kw)
        for one in draft.marks
        if one.kind == "power"
    )
    point = (_("x (m)"), _("y (m)"))
    return List(
        _("Eckpunkte"),
        (_("Ebene"), _("Bezeichnung"), _("Punkt"), *point),
        corners,
        (
            List(_("Rechtecke"), (_("Ebene"), _("Bezeichnung"), *point, _("Breite (m)"), _("Tiefe (m)")), rectangles),
            List(_("Stromanschlüsse"), (_("Fläche"), _("Bezeichnung"), *point, _("Leistung (kW)")), powers),
        ),
    )


SORTS: dict[str, Sort] = {
    "technik": Sort(
        mark("Technische Bestellungen nach Flächen"),
        mark("Strom, Netz, Bildschirme, Wasser und Möbel je Exponat und Fläche, mit Summen. Für die Technik."),
        technical,
    ),
    "flaechen": Sort(
        mark("Flächen und Blenden"),
        mark("Jede Fläche mit Größe, Strom, Ausstellern und dem Wortlaut ihrer Blende. Für Standbau und Beschriftung."),
        areas,
    ),
    "masse": Sort(
        mark("Maße für CAD"),
        mark("Alle Ecken von Umriss, Flächen, Gängen, Wegen und Anschlüssen als Zahlen in Metern. Zum Nachzeichnen."),
        measures,
        CORNERS_FROM,
    ),
}


def orders_of(draft: StandDraft) -> list[Order]:
    """Of every exhibit, in the order of exhibitors."""
    numbers: dict[int, list[str]] = {}
    for area in draft.areas:
        for one in draft.standing[area.id]:
            if one.entry_id is not None:
                numbers.setdefault(one.entry_id, []).append(area.number)
    return [_order(one, tuple(numbers.get(one.id, ()))) for one in draft.exhibits]


def met_on(draft: StandDraft, area: StandArea) -> list[int]:
    """Ids of everybody whom one meets on an area, partners of its exhibits included, each once."""
    exhibits = {one.id: one for one in draft.exhibits}
    found: list[int] = []
    for one in draft.standing[area.id]:
        exhibit = exhibits.get(one.entry_id) if one.entry_id is not None else None
        found.append(one.exhibitor_id)
        found.extend(_partners(exhibit) if exhibit else ())
    return list(dict.fromkeys(found))


def _partners(exhibit: Exhibit) -> list[int]:
    told = exhibit.said.get("partners")
    return [one for one in told if isinstance(one, int)] if isinstance(told, list) else []


def _order(exhibit: Exhibit, numbers: tuple[str, ...]) -> Order:
    said = exhibit.said
    state = _(STATE_NAMES[State(exhibit.state)])
    return Order(exhibit.exhibitor, str(said.get("title_de") or ""), state, said, numbers)


def _fields() -> list[Field]:
    found = map(get_task("exhibit").find, ORDERED)
    return [known for known in found if known]


def _cells(order: Order, fields: Iterable[Field], number: str) -> tuple[Cell, ...]:
    """Numbers stand on one line of each exhibit only, so that a column can be added up."""
    counts = not order.areas or number == order.areas[0]
    told = (cell_of(known, order.said, {}) if counts else "" for known in fields)
    return (order.exhibitor, order.title, order.state, *told)


def _counted_where(order: Order, number: str) -> str:
    """Where an exhibit on several areas is counted; empty where it stands on this one only."""
    return order.areas[0] if len(order.areas) > 1 and number in order.areas else ""


def _counts(orders: Sequence[Order]) -> tuple[Cell, ...]:
    """In the order of the heads of :func:`sums_of`; nought is an empty cell."""
    said = [order.said for order in orders]
    classes = Counter(str(one.get("power")) for one in said)
    at_night = [one for one in said if one.get("power_at_night") is True and one.get("power") in WITH_POWER]
    wanted = (("network", "cable"), ("screen", "wanted"), ("water", True))
    media = (sum(1 for one in said if one.get(key) == answer) for key, answer in wanted)
    furniture = (sum(_number(one.get(key)) for one in said) for key in FURNITURE)
    return tuple(number or "" for number in (*(classes[key] for key in WITH_POWER), len(at_night), *media, *furniture))


def _number(answer: object) -> int | float:
    return answer if isinstance(answer, int | float) and not isinstance(answer, bool) else 0


def _area_row(draft: StandDraft, area: StandArea, standing: Sequence[Firm]) -> tuple[Cell, ...]:
    points = points_of(area.points)
    around = box_around(points)
    wanted, there, room = draft.demands[area.number]
    return (
        *(area.number, area.name_de, area.name_en, area_kind_name(area.kind)),
        _("Rechteck") if box_of(points) else _("Vieleck"),
        *(_metres(around.width), _metres(around.depth), round(square_metres(points), 2)),
        *(round(wanted, 2) or "", there or "", round(room, 2) or ""),
        "; ".join(firm.name for firm in standing),
        "; ".join(firm.fascia for firm in standing),
        " ".join(area.note.split()),
    )


def _shapes(draft: StandDraft) -> Iterator[tuple[str, str, Sequence[Sequence[int]]]]:
    """Layer, name and points of everything that is drawn."""
    yield _("Umriss"), draft.stand.name_de, draft.stand.outline
    for area in draft.areas:
        yield _("Fläche"), area.number, area.points
    for one in draft.marks:
        yield mark_kind_name(one.kind), one.label_de, one.points


def _area_below(draft: StandDraft, point: Sequence[int]) -> str:
    """The number of the area that a point lies in."""
    at = point[0], point[1]
    return next((area.number for area in draft.areas if holds(points_of(area.points), at)), "")


def _metres(centimetres: int) -> float:
    return round(centimetres / 100, 2)


def _in_metres(*centimetres: int) -> tuple[float, ...]:
    return tuple(map(_metres, centimetres))
