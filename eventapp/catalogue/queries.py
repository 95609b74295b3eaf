"""The catalogue of a fair, read once for each ``public_version`` and kept at hand."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from flask import current_app

from eventapp.catalogue.value import Catalogue
from eventapp.exhibitors.queries import public_exhibitors_of
from eventapp.fair.queries import get_fair
from eventapp.programme.queries import published
from eventapp.stand.queries import find_plan
from eventapp.uploads.queries import pictures_of

CATALOGUES_AT_HAND = 3
"""Two hundred exhibitors with their exhibits take one to two megabytes."""


class AtHand:
    """The catalogues last asked for, by slug and ``public_version``."""

    def __init__(self) -> None:
        self.reading = Lock()
        """Held by who reads one: it is read once, however many wait for it."""
        self._known: OrderedDict[str, tuple[int, Catalogue]] = OrderedDict()

    def find(self, slug: str, public_version: int) -> Catalogue | None:
        version, known = self._known.get(slug, (0, None))
        return known if version == public_version else None

    def keep(self, slug: str, public_version: int, catalogue: Catalogue) -> None:
        self._known[slug] = public_version, catalogue
        self._known.move_to_end(slug)
        while len(self._known) > CATALOGUES_AT_HAND:
            self._known.popitem(last=False)


def catalogue_of(slug: str) -> Catalogue:
    """What the public may know of a fair's exhibitors; 404 if there is no such fair."""
    shown = published(slug)
    at_hand: AtHand = current_app.extensions.setdefault("eventapp.catalogues", AtHand())
    with at_hand.reading:
        known = at_hand.find(slug, shown.standing.public_version)
        if known is None:
            known = _read(slug)
            at_hand.keep(slug, shown.standing.public_version, known)
    return known


def _read(slug: str) -> Catalogue:
    public = public_exhibitors_of(get_fair(slug).id)
    programme = published(slug).programme
    pictures = pictures_of(public.pictures)
    themes = programme.themes if programme else ()
    return Catalogue(public.exhibitors, public.exhibits, themes, pictures, find_plan(slug))
