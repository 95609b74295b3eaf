"""What publishing a plan changes: areas that are new, gone, moved or renamed, who newly stands where. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from eventapp.exhibitors.value import PublicExhibitors
from eventapp.i18n import Words, _, language, mark
from eventapp.stand.geometry import Box
from eventapp.stand.names import area_kind_name, mark_kind_name, metres
from eventapp.stand.value import Area, Mark, StandPlan

Pair = tuple[Area, Area]


@dataclass(frozen=True, slots=True)
class Settled:
    """Who came to an area and who left it: slugs of exhibitors, exhibits or places."""

    number: str
    came: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """Pairs are (before, now). ``exhibitors``, ``exhibits`` and ``places`` say who came and left, area by area."""

    added: tuple[Area, ...] = ()
    gone: tuple[Area, ...] = ()
    moved: tuple[Pair, ...] = ()
    renamed: tuple[Pair, ...] = ()
    exhibitors: tuple[Settled, ...] = ()
    exhibits: tuple[Settled, ...] = ()
    places: tuple[Settled, ...] = ()
    marks_added: tuple[Mark, ...] = ()
    marks_gone: tuple[Mark, ...] = ()
    has_other_outline: bool = False
    has_other_name: bool = False
    has_other_background: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Changes of one kind in sentences. ``name`` is a German source text, ``sign`` an icon."""

    name: str
    sign: str
    lines: tuple[str, ...]


def changes_between(before: StandPlan | None, after: StandPlan) -> PlanChanges:
    """Without a plan before, everything is new."""
    old = {area.number: area for area in before.areas} if before else {}
    new = {area.number: area for area in after.areas}
    pairs = [(old[number], area) for number, area in new.items() if number in old]
    told = [(old.get(number), area) for number, area in new.items()]
    marks_before = before.marks if before else ()
    return PlanChanges(
        added=tuple(area for number, area in new.items() if number not in old),
        gone=tuple(area for number, area in old.items() if number not in new),
        moved=tuple((was, now) for was, now in pairs if was.points != now.points),
        renamed=tuple((was, now) for was, now in pairs if (was.name, was.kind) != (now.name, now.kind)),
        exhibitors=tuple(_settled(told, lambda area: area.exhibitors)),
        exhibits=tuple(_settled(told, lambda area: area.exhibits)),
        places=tuple(_settled(told, lambda area: area.places)),
        marks_added=_missing_in(after.marks, marks_before),
        marks_gone=_missing_in(marks_before, after.marks),
        has_other_outline=before is not None and before.outline != after.outline,
        has_other_name=before is not None and (before.name, before.where) != (after.name, after.where),
        has_other_background=before is not None and before.background != after.background,
    )


def told(changes: PlanChanges, catalogue: PublicExhibitors, places: Mapping[str, Words]) -> list[Group]:
    """In sentences, for the desk. Who is not in the catalogue any more is called by its address."""
    exhibitors = {one.slug: one.name for one in catalogue.exhibitors}
    exhibits = {one.slug: _quoted(one.title) for one in catalogue.exhibits}
    halls = {slug: _quoted(name) for slug, name in places.items()}
    groups = (
        Group(mark("Der Stand"), "info", tuple(_of_the_whole(changes))),
        Group(mark("Neue Flächen"), "add", tuple(_called(area) for area in changes.added)),
        Group(mark("Flächen, die wegfallen"), "cancelled", tuple(_called(area) for area in changes.gone)),
        Group(mark("Anders gelegen oder groß"), "moved", tuple(_moved(*pair) for pair in changes.moved)),
        Group(mark("Umbenannt"), "edit", tuple(_renamed(*pair) for pair in changes.renamed)),
        Group(mark("Aussteller"), "person", tuple(_who(changes.exhibitors, exhibitors))),
        Group(mark("Exponate"), "info", tuple(_who(changes.exhibits, exhibits))),
        Group(mark("Orte des Programms"), "place", tuple(_who(changes.places, halls))),
        Group(mark("Wege und Zeichen"), "info", tuple(_of_marks(changes))),
    )
    return [group for group in groups if group.lines]


def _settled(told: Iterable[tuple[Area | None, Area]], of: Callable[[Area], tuple[str, ...]]) -> Iterator[Settled]:
    for before, after in told:
        was, now = of(before) if before else (), of(after)
        came, left = tuple(one for one in now if one not in was), tuple(one for one in was if one not in now)
        if came or left:
            yield Settled(after.number, came, left)


def _missing_in(some: Iterable[Mark], others: Iterable[Mark]) -> tuple[Mark, ...]:
    """Each as often as it is missing."""
    return tuple((Counter(some) - Counter(others)).elements())


def _of_the_whole(changes: PlanChanges) -> Iterator[str]:
    if changes.has_other_name:
        yield _("Name oder Ortsangabe des Stands")
    if changes.has_other_outline:
        yield _("Umriss des Stands")
    if changes.has_other_background:
        yield _("Bild unter dem Plan")


def _of_marks(changes: PlanChanges) -> Iterator[str]:
    for sentence, marks in ((mark("neu: {what}"), changes.marks_added), (mark("weg: {what}"), changes.marks_gone)):
        for what, number in Counter(_sign(one) for one in marks).items():
            yield _(sentence, what=what if number == 1 else f"{number} × {what}")


def _sign(one: Mark) -> str:
    label = one.label.in_language(language())
    return f"{mark_kind_name(one.kind)} ({label})" if label else mark_kind_name(one.kind)


def _called(area: Area) -> str:
    return f"{area.number}: {area.name.in_language(language()) or area_kind_name(area.kind)}"


def _renamed(before: Area, after: Area) -> str:
    return f"{_called(before)} → {_called(after)}"


def _moved(before: Area, after: Area) -> str:
    return f"{after.number}: {_lying(before.box)} → {_lying(after.box)}"


def _lying(box: Box) -> str:
    width, depth, x, y = (metres(one) for one in (box.width, box.depth, box.x, box.y))
    return _("{width} × {depth} m bei {x} / {y}", width=width, depth=depth, x=x, y=y)


def _who(settled: Iterable[Settled], names: Mapping[str, str]) -> Iterator[str]:
    for one in settled:
        for sentence, slugs in ((mark("{area}: neu {who}"), one.came), (mark("{area}: nicht mehr {who}"), one.left)):
            if slugs:
                yield _(sentence, area=one.number, who=", ".join(names.get(slug, slug) for slug in slugs))


def _quoted(text: Words) -> str:
    return _("„{words}“", words=text.in_language(language()))
