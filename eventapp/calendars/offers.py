"""What can be subscribed to, as the page offers it: grouped, named, counted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from eventapp.calendars.feed import lens_label
from eventapp.i18n import mark
from eventapp.programme.lenses import Lens, lenses_of, sessions_by_lens
from eventapp.programme.value import Programme, Session, Words

GROUPS = {
    "programme": mark("Alles"),
    "day": mark("Ein Tag"),
    "theme": mark("Ein Themenfeld"),
    "place": mark("Ein Ort"),
    "exhibitor": mark("Ein Aussteller"),
}
MOST_IN_SIGHT = 16
"""Feeds of one kind that stand on the page at once; more are folded away under their title."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One feed: ``number`` counts what will take place, without what is cancelled."""

    name: str
    label: Words
    number: int


@dataclass(frozen=True, slots=True)
class Group:
    """Feeds of one kind; ``title`` is German, marked."""

    title: str
    offers: tuple[Offer, ...]

    @property
    def is_long(self) -> bool:
        return len(self.offers) > MOST_IN_SIGHT

    def has(self, name: str) -> bool:
        return any(offer.name == name for offer in self.offers)


def offers_of(programme: Programme) -> tuple[Group, ...]:
    """Every feed of the programme, in the order to show them; of exhibitors those who give anything."""
    seen = sessions_by_lens(programme)
    lenses = (lens for lens in lenses_of(programme) if lens.kind != "exhibitor" or lens in seen)
    grouped = groupby(lenses, key=lambda lens: lens.kind)
    return tuple(
        Group(GROUPS[kind], tuple(_offer(programme, lens, seen.get(lens, ())) for lens in some))
        for kind, some in grouped
    )


def _offer(programme: Programme, lens: Lens, sessions: tuple[Session, ...]) -> Offer:
    taking_place = [session for session in sessions if not session.is_cancelled]
    theme = programme.theme(lens.key) if lens.kind == "theme" else None
    return Offer(lens.name, theme.name if theme else lens_label(programme, lens), len(taking_place))
