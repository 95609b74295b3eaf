"""A stand of 12 × 8 metres, drawn through the actions that the office uses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from eventapp.database import db, transaction
from eventapp.exhibitors.models import Entry, Exhibitor
from eventapp.exhibitors.queries import find_entry, find_exhibitor
from eventapp.fair.models import Fair
from eventapp.i18n import Words
from eventapp.stand import queries
from eventapp.stand.actions import drawing, marking, placing, publishing
from eventapp.stand.entries import AreaEntry, MarkEntry, StandEntry
from eventapp.stand.geometry import Box
from eventapp.stand.models import Stand, StandArea, StandMark
from eventapp.stand.value import StandPlan
from eventapp.text import slug as slug_of
from tests.factories import SLUG, make_entry

AT = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
OUTLINE = Box(0, 0, 1_200, 800).points
T = TypeVar("T")


def do(action: Callable[..., T], *arguments: Any, **values: Any) -> T:
    """An action in a transaction of its own, by nobody, at :data:`AT` unless told otherwise."""
    values = {"by": None, "at": AT, **values}
    with transaction():
        return action(*arguments, **values)


def make_stand(fair: Fair, name: str = "Gemeinschaftsstand") -> Stand:
    return do(drawing.create_stand, fair, StandEntry(Words(name, "Joint stand"), OUTLINE, Words("Halle 3")))


def make_area(
    stand: Stand, number: str = "A1", box: tuple[int, int, int, int] = (0, 0, 300, 200), **values: Any
) -> StandArea:
    """``box`` is x, y, width and depth in centimetres."""
    name = values.pop("name", Words())
    return do(drawing.add_area, stand, AreaEntry(number, Box(*box).points, name, **values))


def make_mark(stand: Stand, kind: str = "power", *points: tuple[int, int], kw: int = 0) -> StandMark:
    return do(marking.add_mark, stand, MarkEntry(kind, points or ((50, 50),), kw=kw))


def make_exhibit(exhibitor: Exhibitor, title: str = "Sicherung", *, is_public: bool = True, **answers: Any) -> Entry:
    """An exhibit of that exhibitor; a public one has its address."""
    said = {"title_de": title, **answers}
    slug = f"{exhibitor.slug}-{slug_of(title)}" if is_public else None
    values = {"accepted": said, "state": "accepted"} if is_public else {"handed_in": said, "state": "submitted"}
    return make_entry(exhibitor, "exhibit", slug=slug, **values)


def put(stand: Stand, entry: Entry, *areas: StandArea) -> None:
    """The exhibit stands on these areas."""
    fair_id, entry_id = stand.fair_id, entry.id
    db.session.expire_all()
    with transaction():
        loaded = find_entry(fair_id, entry_id)
        assert loaded is not None
        placing.place_exhibit(stand, loaded, areas, by=None, at=AT)


def put_exhibitor(stand: Stand, exhibitor: Exhibitor, *areas: StandArea) -> None:
    """The exhibitor is met on these areas, whatever it shows."""
    fair_id, exhibitor_id = stand.fair_id, exhibitor.id
    db.session.expire_all()
    with transaction():
        loaded = find_exhibitor(fair_id, exhibitor_id)
        assert loaded is not None
        placing.place_exhibitor(stand, loaded, areas, by=None, at=AT)


def publish(**values: Any) -> StandPlan | None:
    return do(publishing.publish, SLUG, seen=values.pop("seen", ""), **values)


def told(fair: Fair) -> list[str]:
    """What the draft says does not fit, as the office reads it."""
    db.session.expire_all()
    stand = queries.find_stand(fair.id)
    assert stand is not None
    return [one.message.format(**one.values) for one in queries.read_stand(fair, stand).misfits]
