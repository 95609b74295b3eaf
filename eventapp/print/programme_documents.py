"""What the papers for visitors say of a programme, as values for their templates: list and folded leaflet. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from eventapp.i18n import _, language
from eventapp.i18n.days import long_day
from eventapp.print.lines import days_of
from eventapp.print.paper import Paper, breakable, code, shortened
from eventapp.print.stand_sheets import visitors_drawing
from eventapp.programme.value import Place, Programme
from eventapp.stand.value import StandPlan
from eventapp.web.formats import wall_time

PLAN_ON_A5 = (12_850, 7_600)
"""In hundredths of a millimetre, on the leaflet's back."""

LONGEST_TAGLINE = 160


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the leaflet leads: to the fair's pages, and to its calendars."""

    fair: str
    calendars: str


def list_document(paper: Paper) -> dict[str, Any]:
    """The whole programme day by day on A4."""
    programme = paper.programme
    return {
        **paper.values(_("Programm: {fair}", fair=paper.title)),
        "heading": _("Programm"),
        "days": days_of(programme, programme.sessions),
        "nothing": "" if programme.sessions else _("Noch ist kein Programm veröffentlicht."),
    }


def leaflet_document(paper: Paper, plan: StandPlan | None, addresses: Addresses) -> dict[str, Any]:
    """A4, folded to A5: cover, programme, and a back that says where everything is and how one stays up to date."""
    programme, profile = paper.programme, paper.fair.profile
    return {
        **paper.values(_("Faltblatt: {fair}", fair=paper.title)),
        "heading": _("Programm"),
        "tagline": breakable(shortened(profile.text("tagline").in_language(language()), LONGEST_TAGLINE)),
        "hours": [
            {"day": long_day(one.day, language()), "span": f"{wall_time(one.opens_at)}–{wall_time(one.closes_at)}"}
            for one in profile.hours
        ],
        "hours_head": _("Geöffnet"),
        "themes_head": _("Themen"),
        "themes": [{"name": one.name.in_language(language()), "colour": one.colour} for one in _themes(programme)],
        "days": days_of(programme, programme.sessions),
        "goes_on": _("{day}, weiter", day="{day}"),
        "notes": _("Notizen"),
        "nothing": "" if programme.sessions else _("Noch ist kein Programm veröffentlicht."),
        "plan": _plan(plan),
        "places_head": _("Wo was ist"),
        "places": list(_places(programme)),
        "stay_head": _("Auf dem Laufenden bleiben"),
        "calendar": code(addresses.calendars, _("Als Kalender abonnieren: Änderungen kommen von selbst aufs Telefon.")),
        "address": code(addresses.fair, "")["short"],
    }


def _themes(programme: Programme) -> Iterable[Any]:
    used = {session.theme for session in programme.sessions}
    return (theme for theme in programme.themes if theme.slug in used)


def _plan(plan: StandPlan | None) -> dict[str, Any] | None:
    if plan is None:
        return None
    told = _("Plan {number}", number=plan.number)
    return {"sheet": visitors_drawing(plan, *PLAN_ON_A5), "where": plan.where.in_language(language()), "told": told}


def _places(programme: Programme) -> Iterable[dict[str, str]]:
    """Those where something happens and of which there is more to say than their name."""
    used = {session.place for session in programme.sessions}
    for place in programme.places:
        where = _where(place)
        if place.slug in used and where:
            yield {"name": breakable(place.name.in_language(language())), "where": breakable(where)}


def _where(place: Place) -> str:
    area = _("Fläche {number}", number=place.area) if place.area else ""
    return ", ".join(filter(None, (place.where.in_language(language()), area)))
