"""What the pages about a stand say, as values for their templates: from the draft for builders, from the plan for
visitors. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from eventapp.i18n import _, language
from eventapp.interchange.stand_lists import Firm, Firms, met_on
from eventapp.print.paper import about
from eventapp.print.sheet import Sheet
from eventapp.print.signs import legend, sample
from eventapp.print.stand_drawing import for_visitors
from eventapp.print.stand_sheets import Imprint, builders_sheet, size_of, visitors_drawing
from eventapp.stand.draft import StandDraft
from eventapp.stand.names import area_kind_name, metres
from eventapp.stand.value import FOR_BUILDERS, MARK_KINDS, Area, StandPlan

DRAWING_ON_A4 = (18_000, 14_800)
"""The plan beside its list, in hundredths of a millimetre."""


def plan_sheet(draft: StandDraft, firms: Firms, imprint: Imprint) -> Sheet:
    """Each area with its own name and everybody who is met there, public or not yet."""
    standing = _standing(draft, firms)
    names = {
        area.number: [*_own_name(area), *(firm.name for firm in standing[area.number])] for area in draft.plan.areas
    }
    return builders_sheet(draft.plan, names, imprint)


def builders_document(
    draft: StandDraft, firms: Firms, imprint: Imprint, *, author: str, at: datetime
) -> dict[str, Any]:
    """The sheet, and all areas as a table."""
    standing = _standing(draft, firms)
    heads = (
        *(_("Fläche"), _("Name"), _("Art"), _("Größe"), _("m²"), _("Strom gewünscht"), _("Strom vorhanden")),
        *(_("Aussteller"), _("Beschriftung der Blende")),
    )
    rows = [_row(area, draft.demands[area.number], standing[area.number]) for area in draft.plan.areas]
    return {
        "sheet": plan_sheet(draft, firms, imprint),
        "list": {"title": _("Flächen und Aussteller"), "heads": heads, "rows": rows},
        "foot": " · ".join((imprint.fair, draft.plan.name.in_language(language()), imprint.state, imprint.when)),
        **about(author, at),
    }


def visitors_document(
    plan: StandPlan, names: Mapping[str, str], imprint: Imprint, *, address: str, author: str, at: datetime
) -> dict[str, Any]:
    """``names`` of exhibitors by slug, in the order of the directory. ``address``: where the plan of today is."""
    exhibitors = [(name, plan.areas_of_exhibitor(slug)) for slug, name in names.items()]
    others = [(own, (area,)) for area in for_visitors(plan) for own in _own_name(area)]
    parts = ((_("Aussteller"), exhibitors), (_("Bereiche"), others))
    kinds = legend(plan, set(MARK_KINDS) - set(FOR_BUILDERS))
    return {
        "title": plan.name.in_language(language()),
        "where": plan.where.in_language(language()),
        "sheet": visitors_drawing(plan, *DRAWING_ON_A4),
        "parts": [_part(title, told) for title, told in parts if any(areas for _name, areas in told)],
        "signs": [{"name": name, "drawn": list(sample(kind, 400, 220))} for kind, name in kinds if kind in MARK_KINDS],
        "foot": " · ".join(filter(None, (imprint.fair, imprint.state, imprint.when, address))),
        **about(author, at),
    }


def _part(title: str, told: Sequence[tuple[str, Sequence[Area]]]) -> dict[str, Any]:
    entries = [{"name": name, "areas": ", ".join(area.number for area in areas)} for name, areas in told if areas]
    return {"title": title, "entries": entries}


def _row(area: Area, demand: tuple[float, int, float], standing: Sequence[Firm]) -> list[str]:
    wanted, there, _room = demand
    return [
        *(area.number, area.name.in_language(language()), area_kind_name(area.kind), size_of(area)),
        *(metres(area.square_metres * 100), _kilowatts(wanted), _supplied(wanted, there)),
        ", ".join(firm.name for firm in standing),
        ", ".join(firm.fascia for firm in standing),
    ]


def _standing(draft: StandDraft, firms: Firms) -> dict[str, list[Firm]]:
    return {area.number: [firms[one] for one in met_on(draft, area) if one in firms] for area in draft.areas}


def _own_name(area: Area) -> list[str]:
    name = area.name.in_language(language())
    return [name] if name else []


def _kilowatts(number: float) -> str:
    return f"{metres(number * 100)} kW" if number else "–"


def _supplied(wanted: float, there: int) -> str:
    """With what is missing: whoever connects it has to know."""
    if wanted <= there:
        return _kilowatts(there)
    return _("{there}, es fehlen {missing}", there=_kilowatts(there), missing=_kilowatts(wanted - there))
