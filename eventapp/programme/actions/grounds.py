"""Places and themes as the office sets them: matched by slug, never thrown away (a session may stand on them)."""

from __future__ import annotations

from collections.abc import Sequence

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.fair.settings import PlaceSettings, ThemeSettings
from eventapp.programme import queries
from eventapp.programme.models import Place, Theme


def set_places(fair: Fair, wanted: Sequence[PlaceSettings]) -> None:
    """Create or change the named places, in this order. They count as set by hand from then on."""
    known = {place.slug: place for place in queries.places_of(fair.id)}
    for position, settings in enumerate(wanted):
        place = known.get(settings.slug) or Place(fair_id=fair.id, slug=settings.slug)
        place.name_de, place.name_en = settings.name.de, settings.name.en
        place.where_de, place.where_en = settings.where.de, settings.where.en
        place.kind, place.position, place.source = settings.kind, position, ""
        place.is_hidden, place.version = False, (place.version or 0) + 1
        db.session.add(place)
    db.session.flush()


def set_themes(fair: Fair, wanted: Sequence[ThemeSettings]) -> None:
    """Create or change the named themes, in this order."""
    known = {theme.slug: theme for theme in queries.themes_of(fair.id)}
    for position, settings in enumerate(wanted):
        theme = known.get(settings.slug) or Theme(fair_id=fair.id, slug=settings.slug)
        theme.name_de, theme.name_en = settings.name.de, settings.name.en
        theme.colour, theme.colour_dark = settings.colour.lower(), settings.colour_dark
        theme.position, theme.source = position, ""
        theme.is_hidden, theme.version = False, (theme.version or 0) + 1
        db.session.add(theme)
    db.session.flush()
