"""Places and themes of a file: found by name, created, or recognised as the same under a new label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from eventapp.calendars.event import location_line
from eventapp.database import db
from eventapp.fair.colours import DARK_GROUND, LIGHT_GROUND, PALETTE, READABLE, contrast, lightened
from eventapp.fair.models import Fair
from eventapp.fair.queries import public_fair
from eventapp.fair.settings import COLOUR, LONGEST_WHERE, PLACE_KINDS
from eventapp.i18n import _, mark
from eventapp.interchange.identity import SIMILAR, similarity
from eventapp.interchange.source import SourcePlace, SourceProgramme, SourceTheme
from eventapp.programme import queries
from eventapp.programme.draft import place_of
from eventapp.programme.keys import free_slug
from eventapp.programme.models import Place, Theme
from eventapp.programme.value import LANGUAGES, Words
from eventapp.text import clean_line, folded, slug

LONGEST_LABEL = 200

Ground = TypeVar("Ground", Place, Theme)
Details = TypeVar("Details", SourcePlace, SourceTheme)


@dataclass
class Labels:
    """The places and themes of one fair while a file is being read in; ``notes`` tells what was done to them."""

    fair: Fair
    source: str
    programme: SourceProgramme
    notes: list[str] = field(default_factory=list)
    created: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._places = _Grounds(queries.places_of(self.fair.id))
        self._themes = _Grounds(queries.themes_of(self.fair.id))

    @property
    def places(self) -> list[Place]:
        return self._places.rows

    @property
    def themes(self) -> list[Theme]:
        return self._themes.rows

    def relabel(self, places: Iterable[tuple[Place | None, str]], themes: Iterable[tuple[Theme | None, str]]) -> None:
        """Given where the known sessions were and what the file now calls it: the same place under a new name keeps
        its identity. Only labels that an import brought are renamed, never one set by hand."""
        self._rename(self._places, ((place, self._without_way(label)) for place, label in places), mark("Ort"))
        self._rename(self._themes, themes, mark("Themenfeld"))

    def _rename(self, known: _Grounds[Ground], moves: Iterable[tuple[Ground | None, str]], noun: str) -> None:
        cut = ((ground, clean_line(label, longest=LONGEST_LABEL)) for ground, label in moves)
        moves = [(ground, label) for ground, label in cut if ground is not None and label]
        still_used = {folded(label) for _ground, label in moves}
        for ground in known.rows:
            labels = Counter(label for was, label in moves if was is ground)
            if not labels or ground.source != self.source or folded(ground.name_de) in still_used:
                continue
            label, times = labels.most_common(1)[0]
            comers = sum(1 for _was, said in moves if folded(said) == folded(label))
            is_told = times > 1 or similarity(folded(ground.name_de), folded(label)) >= SIMILAR
            if is_told and times * 2 > labels.total() and times * 2 > comers and not known.named(label):
                self.notes.append(
                    _(
                        "{noun} „{old}“ heißt jetzt „{new}“ (dieselben Programmpunkte)",
                        noun=_(noun),
                        old=ground.name_de,
                        new=label,
                    )
                )
                self._call(ground, label)
                known.forget_names()

    def _call(self, ground: Place | Theme, label: str) -> None:
        """The new name; a file of ours in one language says nothing of the name in the other."""
        ground.version += 1
        if self.programme.language == "en":
            ground.name_en = label
            return
        ground.name_de = label
        if self.programme.language != "de":
            details = self._place_details if isinstance(ground, Place) else self._theme_details
            ground.name_en = _names(label, details.get(_key(label)))["name_en"]

    def prepare(self, places: Iterable[str], themes: Iterable[str]) -> None:
        """Create what is new of these in the order that the file gives its places and themes, if it gives one."""
        wanted_places, wanted_themes = ({_key(label) for label in labels} for labels in (places, themes))
        for key, place in self._place_details.items():
            if key in wanted_places:
                self.place(place.name.de or place.name.en)
        for key, theme in self._theme_details.items():
            if key in wanted_themes:
                self.theme(theme.name.de or theme.name.en)

    def place(self, label: str) -> Place | None:
        """The place of that name, new if there is none; None for an empty name."""
        label = clean_line(self._without_way(label), longest=LONGEST_LABEL)
        if not label:
            return None
        place = self._places.named(label)
        if place is None:
            details = self._place_details.get(_key(label))
            place = Place(**self._born(self._places, label, details, "ort"), **_way(details))
            self._places.add(place)
            self._add(place, mark("Orte"))
        return place

    def theme(self, label: str) -> Theme | None:
        label = clean_line(label, longest=LONGEST_LABEL)
        if not label:
            return None
        theme = self._themes.named(label)
        if theme is None:
            details = self._theme_details.get(_key(label))
            colours = _colours(details, PALETTE[len(self.themes) % len(PALETTE)])
            self._tell_colour(label, details.colour if details else "", colours["colour"])
            theme = Theme(**self._born(self._themes, label, details, "thema"), **colours)
            self._themes.add(theme)
            self._add(theme, mark("Themenfelder"))
        return theme

    def _tell_colour(self, label: str, told: str, taken: str) -> None:
        if told and told.lower() != taken:
            self.notes.append(
                _(
                    "Themenfeld „{name}“ hat die Farbe {new} bekommen: {old} aus der Datei wäre schlecht zu lesen.",
                    name=label,
                    new=taken,
                    old=told,
                )
            )

    @cached_property
    def _place_details(self) -> dict[str, SourcePlace]:
        return _by_name(self.programme.places)

    @cached_property
    def _theme_details(self) -> dict[str, SourceTheme]:
        return _by_name(self.programme.themes)

    def _without_way(self, label: str) -> str:
        """The label as it is, but of a calendar of ours, which says "Bühne A, Halle 3", the name of the place if we
        know it; and nothing, where it only says where the fair is."""
        if not (self.programme.is_ours and self.programme.format == "ics") or self._places.named(label):
            return label
        if label in self._announced:
            place = self._announced[label]
            return place.name_de if place else ""
        names = ((name, place) for place in self.places for name in (place.name_de, place.name_en) if name)
        meant = [(len(name), place.name_de) for name, place in names if label.startswith(f"{name}, ")]
        return max(meant)[1] if meant else label

    @cached_property
    def _announced(self) -> dict[str, Place | None]:
        """What calendars say of the place of a session, and of one that has no place."""
        venue = public_fair(self.fair).profile.venue
        found: dict[str, Place | None] = {}
        for language in LANGUAGES:
            for place in (*self.places, None):
                found.setdefault(location_line(place_of(place) if place else None, venue, language), place)
        return found

    def _born(self, known: _Grounds[Ground], label: str, details: Details | None, noun: str) -> dict[str, object]:
        address = free_slug(slug(label), known.slugs, noun)
        names = _names(label, details)
        return {"fair_id": self.fair.id, "slug": address, "position": len(known.rows), "source": self.source, **names}

    def _add(self, ground: Place | Theme, noun: str) -> None:
        db.session.add(ground)
        self.created.setdefault(noun, []).append(ground.name_de)

    def tell_created(self) -> None:
        """One note for all new places, one for all new themes."""
        told = ((_(noun), ", ".join(names)) for noun, names in self.created.items())
        self.notes.extend(_("Neu angelegte {noun}: {names}", noun=noun, names=names) for noun, names in told)


@lru_cache(maxsize=4_096)
def _key(label: str) -> str:
    """A name for comparing. One of signs only is compared as it is."""
    return folded(label) or label


class _Grounds(Generic[Ground]):
    """The places or the themes of a fair, found by what they are called, however many there are."""

    def __init__(self, known: list[Ground]) -> None:
        self.rows: list[Ground] = known
        self.slugs = {ground.slug for ground in known}
        self._names: dict[str, Ground] | None = None

    def named(self, label: str) -> Ground | None:
        """By German or English name, spelled alike or not; else by the name that it had before a hand changed it."""
        if self._names is None:
            self._names = {}
            for ground in self.rows:
                self._call(ground, ground.name_de, ground.name_en)
            for ground in self.rows:
                self._call(ground, ground.known_as)
        return self._names.get(_key(label))

    def add(self, ground: Ground) -> None:
        self.rows.append(ground)
        self.slugs.add(ground.slug)
        self._call(ground, ground.name_de, ground.name_en)

    def forget_names(self) -> None:
        """Something is called otherwise now."""
        self._names = None

    def _call(self, ground: Ground, *names: str) -> None:
        for name in names:
            if name and self._names is not None:
                self._names.setdefault(_key(name), ground)


def _by_name(details: Iterable[Details]) -> dict[str, Details]:
    """By German and English name; where one name is told twice, the first counts."""
    found: dict[str, Details] = {}
    for one in details:
        for name in (one.name.de, one.name.en):
            if name:
                found.setdefault(_key(name), one)
    return found


def _names(label: str, details: SourcePlace | SourceTheme | None) -> dict[str, str]:
    """The names that the file tells elsewhere, else the label alone."""
    told = details.name if details else Words(label)
    name_de, name_en = (clean_line(name, longest=LONGEST_LABEL) for name in (told.de, told.en))
    return {"name_de": name_de or label, "name_en": name_en}


def _way(details: SourcePlace | None) -> dict[str, str | int]:
    """How the place is found, what it is, and how many have room."""
    where, kind = (details.where, details.kind) if details else (Words(), "")
    way_de, way_en = (clean_line(way, longest=LONGEST_WHERE) for way in (where.de, where.en))
    said: dict[str, str | int] = {
        "where_de": way_de,
        "where_en": way_en,
        "kind": kind if kind in PLACE_KINDS else PLACE_KINDS[0],
    }
    return {**said, "capacity": details.capacity if details else 0}


def _colours(details: SourceTheme | None, spare: str) -> dict[str, str]:
    """The file's colours as far as they can be read on our grounds; the dark one made of the light one, if need be."""
    colour, dark = (details.colour.lower(), details.colour_dark.lower()) if details else ("", "")
    light = colour if _is_readable(colour, LIGHT_GROUND) else spare
    return {"colour": light, "colour_dark": dark if _is_readable(dark, DARK_GROUND) else lightened(light)}


def _is_readable(colour: str, ground: str) -> bool:
    return COLOUR.fullmatch(colour) is not None and contrast(colour, ground) >= READABLE
