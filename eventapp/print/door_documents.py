"""What hangs at a door: the sessions of one place on one day, as values for their template. Pure."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

from eventapp.i18n import _, language
from eventapp.i18n.days import long_day
from eventapp.print.lines import line_of
from eventapp.print.paper import Paper, breakable
from eventapp.programme.board import by_time
from eventapp.programme.value import Place, Programme


def door_document(paper: Paper, *, day: date | None = None, place: str = "") -> dict[str, Any]:
    """A sheet for each place and day where something happens; of one day or one place alone where that is asked for."""
    programme = paper.programme
    days = [one for one in programme.days if day in (None, one)]
    places = [one for one in programme.places if place in ("", one.slug)]
    sheets = [_sheet(programme, one, where) for one, where in product(days, places)]
    return {
        **paper.values(_("Türblätter: {fair}", fair=paper.title)),
        "sheets": [one for one in sheets if one["lines"]],
    }


def _sheet(programme: Programme, day: date, place: Place) -> dict[str, Any]:
    sessions = by_time(programme, (one for one in programme.sessions if one.place == place.slug and one.day == day))
    return {
        "place": breakable(place.name.in_language(language())),
        "where": breakable(place.where.in_language(language())),
        "day": long_day(day, language()),
        "lines": [line_of(programme, one) for one in sessions],
    }
