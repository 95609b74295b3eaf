"""Places and themes: as a settings file sets them, and as the office creates, edits, orders, hides and removes them.

What was ever released is never thrown away: it has an address and a feed that people subscribed to. It can be hidden.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.fair.colours import DARK_GROUND, LIGHT_GROUND, READABLE, contrast, lightened
from eventapp.fair.models import Fair
from eventapp.fair.settings import COLOUR, PLACE_KINDS, PlaceSettings, ThemeSettings
from eventapp.i18n import Words, mark
from eventapp.journal.actions import Difference, Reversal, differences_between, record
from eventapp.programme import queries
from eventapp.programme.actions import availability
from eventapp.programme.actions.rules import (
    LONGEST_NAME,
    LONGEST_WHERE,
    MOST_CHANGEOVER,
    check_crowded,
    check_version,
    lines,
    places,
    required,
)
from eventapp.programme.crowding import Crowded, crowded
from eventapp.programme.entries import PlaceEntry, ThemeEntry
from eventapp.programme.hand import columns_of
from eventapp.programme.keys import free_slug
from eventapp.programme.models import Place, Theme
from eventapp.programme.offers import places_taken
from eventapp.programme.snapshots import place_snapshot, theme_snapshot
from eventapp.text import folded, slug

Ground = TypeVar("Ground", Place, Theme)


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


def create_place(fair: Fair, entry: PlaceEntry, *, by: int | None, at: datetime) -> Place:
    known = queries.places_of(fair.id)
    place = Place(fair_id=fair.id, is_hidden=False, known_as="", source="")
    place.slug = free_slug(slug(entry.name.de), {one.slug for one in known} | _slugs_released(fair, "ort-"), "ort")
    place.position = max((one.position for one in known), default=-1) + 1
    _write_place(place, entry, known)
    return _born(place, by=by, at=at)


def create_theme(fair: Fair, entry: ThemeEntry, *, by: int | None, at: datetime) -> Theme:
    known = queries.themes_of(fair.id)
    theme = Theme(fair_id=fair.id, is_hidden=False, known_as="", source="")
    theme.slug = free_slug(slug(entry.name.de), {one.slug for one in known} | _slugs_released(fair, "thema-"), "thema")
    theme.position = max((one.position for one in known), default=-1) + 1
    _write_theme(theme, entry, known)
    return _born(theme, by=by, at=at)


def edit_place(
    place: Place, entry: PlaceEntry, *, version: int, is_sure: bool = False, by: int | None, at: datetime
) -> list[Difference]:
    """Fewer people than are signed up for something there: only if ``is_sure``."""
    check_version(place, version)
    before, capacity, columns = _snapshot(place), place.capacity, columns_of(place)
    _write_place(place, entry, queries.places_of(place.fair_id))
    check_crowded(crowded_at(place, capacity), is_sure=is_sure)
    return _changed(place, before, columns, by=by, at=at)


def crowded_at(place: Place, before: int) -> tuple[Crowded, ...]:
    """The sessions that have fewer places than people with one, now that the place has another capacity than before."""
    if place.capacity >= before:
        return ()
    titles = queries.titles_counting_on(place)
    were, will = dict.fromkeys(titles, before), dict.fromkeys(titles, place.capacity)
    return crowded(titles, places_taken(place.fair_id), were, will)


def edit_theme(theme: Theme, entry: ThemeEntry, *, version: int, by: int | None, at: datetime) -> list[Difference]:
    check_version(theme, version)
    before, columns = _snapshot(theme), columns_of(theme)
    _write_theme(theme, entry, queries.themes_of(theme.fair_id))
    return _changed(theme, before, columns, by=by, at=at)


def move_ground(ground: Place | Theme, steps: int, *, by: int | None, at: datetime) -> None:
    known = beside(ground)
    was = known.index(ground)
    now = min(max(was + steps, 0), len(known) - 1)
    if now == was:
        return
    put_at(ground, now)
    told = [Difference(mark("Reihenfolge"), str(was + 1), str(now + 1))]
    _record(ground, "moved", told, Reversal({"index": was}, {"index": now}), by=by, at=at)


def beside(ground: Place | Theme) -> list[Place | Theme]:
    """All places or all themes of the fair, this one among them, in their order."""
    is_place = isinstance(ground, Place)
    return [*(queries.places_of(ground.fair_id) if is_place else queries.themes_of(ground.fair_id))]


def put_at(ground: Place | Theme, index: int) -> None:
    """So far down the list, the others behind and before it in their order."""
    order = [one for one in beside(ground) if one is not ground]
    order.insert(index, ground)
    for position, one in enumerate(order):
        one.position = position
    db.session.flush()


def hide_ground(ground: Place | Theme, *, version: int, by: int | None, at: datetime) -> None:
    """No session can be put there any more. It keeps its address and its feed."""
    check_version(ground, version)
    refuse_used(ground)
    before, columns = _snapshot(ground), columns_of(ground)
    ground.is_hidden = True
    _changed(ground, before, columns, by=by, at=at)


def show_ground(ground: Place | Theme, *, version: int, by: int | None, at: datetime) -> None:
    check_version(ground, version)
    before, columns = _snapshot(ground), columns_of(ground)
    ground.is_hidden = False
    _changed(ground, before, columns, by=by, at=at)


def remove_ground(ground: Place | Theme, *, version: int, by: int | None, at: datetime) -> None:
    """Only what no session stands on and no release ever had."""
    check_version(ground, version)
    refuse_lasting(ground)
    if isinstance(ground, Place):
        availability.clear(ground, by=by, at=at)
    gone = [Difference(name, old, "") for name, old in _snapshot(ground).items() if old]
    _record(ground, "removed", gone, Reversal(columns_of(ground), None), by=by, at=at)
    db.session.delete(ground)
    db.session.flush()


def refuse_lasting(ground: Place | Theme) -> None:
    refuse_used(ground)
    if was_released(ground):
        raise DomainError(mark("„{name}“ war schon veröffentlicht. Blenden Sie den Eintrag aus."), name=ground.name_de)


def was_released(ground: Place | Theme) -> bool:
    """Whether a release has offered its feed: what was offered once stays in every later release's marks."""
    fair = db.session.get_one(Fair, ground.fair_id)
    return ground.slug in _slugs_released(fair, "ort-" if isinstance(ground, Place) else "thema-")


def _slugs_released(fair: Fair, prefix: str) -> set[str]:
    standing = queries.find_release(fair.id, fair.released)
    return {name.removeprefix(prefix) for name in standing.feeds if name.startswith(prefix)} if standing else set()


def refuse_used(ground: Place | Theme) -> None:
    noun = "place" if isinstance(ground, Place) else "theme"
    number = queries.times_used(ground.fair_id).get((noun, ground.id), 0)
    if number:
        raise DomainError(
            mark("„{name}“ steht noch bei {number} Programmpunkten. Geben Sie diesen zuerst etwas anderes."),
            name=ground.name_de,
            number=number,
        )


def _write_place(place: Place, entry: PlaceEntry, known: Sequence[Place]) -> None:
    name, where = free_name(place, entry.name, known), lines(entry.where, field="where", most=LONGEST_WHERE)
    if entry.kind not in PLACE_KINDS:
        raise DomainError(mark("Wählen Sie einen Eintrag aus der Liste."), field="kind")
    _call(place, name)
    place.where_de, place.where_en, place.kind = where.de, where.en, entry.kind
    place.capacity = places(entry.capacity, field="capacity")
    if not 0 <= entry.changeover <= MOST_CHANGEOVER:
        raise DomainError(
            mark("Geben Sie eine Zahl von {least} bis {most} ein."), field="changeover", least=0, most=MOST_CHANGEOVER
        )
    place.changeover_minutes = entry.changeover


def _write_theme(theme: Theme, entry: ThemeEntry, known: Sequence[Theme]) -> None:
    name = free_name(theme, entry.name, known)
    light = _colour(entry.colour, LIGHT_GROUND, field="colour")
    dark = _colour(entry.colour_dark, DARK_GROUND, field="colour_dark") if entry.colour_dark else lightened(light)
    _call(theme, name)
    theme.colour, theme.colour_dark = light, dark


def free_name(ground: Place | Theme, wanted: Words, known: Sequence[Place | Theme]) -> Words:
    """The new name, if nothing else is called so: two of one name could not be told apart."""
    name = lines(wanted, field="name", most=LONGEST_NAME)
    required(name.de, mark("Geben Sie einen deutschen Namen ein."), field="name_de")
    for one in known:
        if one is not ground and name.de and (folded(one.name_de) or one.name_de) == (folded(name.de) or name.de):
            raise DomainError(mark("„{name}“ gibt es schon."), field="name_de", name=one.name_de)
    return name


def _call(ground: Place | Theme, name: Words) -> None:
    """A new name; what a source calls it is kept, so that its next file finds it."""
    if ground.source and ground.name_de and ground.name_de != name.de:
        ground.known_as = ground.known_as or ground.name_de
    ground.name_de, ground.name_en = name.de, name.en


def _colour(colour: str, ground: str, *, field: str) -> str:
    colour = colour.strip().lower()
    if not COLOUR.fullmatch(colour):
        raise DomainError(mark("Geben Sie eine Farbe als #rrggbb ein, zum Beispiel #0b6e4f."), field=field)
    reached = contrast(colour, ground)
    if reached < READABLE:
        raise DomainError(
            mark("Diese Farbe hat auf {ground} nur {reached:.1f}:1 Kontrast; nötig sind {needed}:1."),
            field=field,
            ground=ground,
            reached=reached,
            needed=READABLE,
        )
    return colour


def _born(ground: Ground, *, by: int | None, at: datetime) -> Ground:
    db.session.add(ground)
    db.session.flush()
    found = differences_between({}, _snapshot(ground))
    _record(ground, "created", found, Reversal(None, columns_of(ground)), by=by, at=at)
    return ground


def _changed(
    ground: Place | Theme, before: dict[str, str], columns: Mapping[str, Any], *, by: int | None, at: datetime
) -> list[Difference]:
    """Set by hand from now on; nothing at all if nothing is different."""
    found = differences_between(before, _snapshot(ground))
    if found:
        ground.source = ""
        ground.version += 1
        db.session.flush()
        _record(ground, "changed", found, Reversal.between(columns, columns_of(ground)), by=by, at=at)
    return found


def _snapshot(ground: Place | Theme) -> dict[str, str]:
    return place_snapshot(ground) if isinstance(ground, Place) else theme_snapshot(ground)


def _record(
    ground: Place | Theme,
    what: str,
    differences: Sequence[Difference],
    reversal: Reversal,
    *,
    by: int | None,
    at: datetime,
) -> None:
    noun = "place" if isinstance(ground, Place) else "theme"
    record(
        by,
        f"{noun}.{what}",
        fair_id=ground.fair_id,
        subject=f"{noun}:{ground.slug}",
        name=ground.name_de,
        at=at,
        differences=differences,
        reversal=reversal,
    )
