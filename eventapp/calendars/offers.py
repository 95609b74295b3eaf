"""What can be subscribed to, as the page offers it: grouped, named, counted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from eventapp.calendars.feed import lens_label
from eventapp.i18n import mark
from eventapp.programme.lenses import Lens, lenses_of, sessions_in
from eventapp.programme.value import Programme, Words

GROUPS = {"programme": mark("Alles"), "day": mark("Ein Tag"), "theme": mark("Ein Themenfeld"), "place": mark("Ein Ort")}


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


def offers_of(programme: Programme) -> tuple[Group, ...]:
    """Every feed of the programme, in the order to show them."""
    grouped = groupby(lenses_of(programme), key=lambda lens: lens.kind)
    return tuple(Group(GROUPS[kind], tuple(_offer(programme, lens) for lens in lenses)) for kind, lenses in grouped)


def _offer(programme: Programme, lens: Lens) -> Offer:
    taking_place = [session for session in sessions_in(programme, lens) if not session.is_cancelled]
    theme = programme.theme(lens.key) if lens.kind == "theme" else None
    return Offer(lens.name, theme.name if theme else lens_label(programme, lens), len(taking_place))
