"""What a new fair takes over of places and themes: as the office left them, not as they were released."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.fair.offers import Coming, Counts, Part
from eventapp.i18n import mark
from eventapp.programme.models import Place, Theme
from eventapp.programme.queries import places_of, themes_of

OF_A_PLACE = (
    *("slug", "name_de", "name_en", "where_de", "where_en", "kind", "position", "known_as", "capacity"),
    "changeover_minutes",
)
OF_A_THEME = ("slug", "name_de", "name_en", "colour", "colour_dark", "position", "known_as")


def _part(
    key: str,
    name: str,
    hint: str,
    kind: type[Place] | type[Theme],
    find: Callable[[int], Sequence[Any]],
    columns: tuple[str, ...],
) -> Part:
    """Rows that are not hidden, with their addresses. They count as entered by hand, so an import leaves them alone."""

    def found(former: Fair) -> list[Any]:
        return [row for row in find(former.id) if not row.is_hidden]

    def count(former: Fair, _coming: Coming) -> Counts:
        return ((name, len(found(former))),)

    def take(former: Fair, fair: Fair, coming: Coming, _by: int | None, _at: datetime) -> Counts:
        rows = (kind(fair_id=fair.id, **{column: getattr(row, column) for column in columns}) for row in found(former))
        db.session.add_all(rows)
        db.session.flush()
        return count(former, coming)

    return Part(key, name, hint, count, take)


PLACES = _part(
    "places",
    mark("Orte des Programms"),
    mark("Bühnen, Räume und Treffpunkte mit ihren Adressen."),
    Place,
    places_of,
    OF_A_PLACE,
)
THEMES = _part(
    "themes",
    mark("Themenfelder"),
    mark("Mit Farben und Adressen."),
    Theme,
    themes_of,
    OF_A_THEME,
)
