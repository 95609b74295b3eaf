"""Lists of names for a door without network, as values for their template. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from eventapp.clock import at_the_fair
from eventapp.i18n import _, language
from eventapp.interchange.sign_up_lists import STATES, Source
from eventapp.print.lines import line_of
from eventapp.print.paper import Paper, breakable
from eventapp.signups.models import SignUp
from eventapp.web.formats import wall_when


def sign_up_document(paper: Paper, sources: Iterable[Source], *, at: datetime) -> dict[str, Any]:
    """A sheet for each session, with no address on it."""
    printed = _("Gedruckt {when} Uhr", when=f"{at_the_fair(at):%d.%m.%Y, %H:%M}")
    return {
        **paper.values(_("Anmeldelisten: {fair}", fair=paper.title)),
        "printed": printed,
        "destroy": _("Personenbezogen: nach der Messe vernichten."),
        "heads": [_("Da"), _("Name"), _("Zustand"), _("Code")],
        "waiting_heads": [_("Da"), _("Name"), _("An der Reihe"), _("Code")],
        "placed_head": _("Mit Platz"),
        "waiting_head": _("Warteliste, in dieser Reihenfolge"),
        "nobody": _("Noch niemand."),
        "sheets": [_sheet(paper, source) for source in sources],
    }


def _sheet(paper: Paper, source: Source) -> dict[str, Any]:
    standing, capacity = source.standing, paper.programme.capacity_of(source.session)
    placed = [_row(one, _(STATES[one.state])) for one in (*standing.placed, *standing.offered)]
    counts = _("{taken} von {capacity} Plätzen vergeben", taken=len(placed), capacity=capacity)
    waiting = [_row(one, f"{turn}.") for turn, one in enumerate(standing.waiting, 1)]
    return {
        **line_of(paper.programme, source.session),
        "when": wall_when(source.session.starts_at, source.session.ends_at),
        "counts": f"{counts}, {_('{number} auf der Warteliste', number=len(waiting))}" if waiting else counts,
        "placed": placed,
        "waiting": waiting,
        "language": language(),
    }


def _row(one: SignUp, state: str) -> dict[str, Any]:
    name = one.name or _("(gelöscht)")
    return {
        "name": breakable(name),
        "state": state,
        "code": f"{one.code[:3]} {one.code[3:]}",
        "has_come": one.came_at is not None,
    }
