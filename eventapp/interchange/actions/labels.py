"""Places and themes of a file: found by name, created, or recognised as the same under a new label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from eventapp.database import db
from eventapp.fair.colours import PALETTE, lightened
from eventapp.fair.models import Fair
from eventapp.interchange.identity import SIMILAR, similarity
from eventapp.programme import queries
from eventapp.programme.models import Place, Theme
from eventapp.text import clean_line, folded, slug

LONGEST_LABEL = 200
LONGEST_SLUG = 60

Ground = TypeVar("Ground", Place, Theme)


@dataclass
class Labels:
    """The places and themes of one fair while a file is being read in; ``notes`` tells what was done to them."""

    fair: Fair
    source: str
    notes: list[str] = field(default_factory=list)
    created: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = queries.places_of(self.fair.id)
        self.themes = queries.themes_of(self.fair.id)

    def relabel(self, places: Iterable[tuple[Place | None, str]], themes: Iterable[tuple[Theme | None, str]]) -> None:
        """Given where the known sessions were and what the file now calls it: the same place under a new name keeps
        its identity. Only labels that an import brought are renamed, never one set by hand."""
        self._rename(self.places, places, "Ort")
        self._rename(self.themes, themes, "Themenfeld")

    def _rename(self, known: Sequence[Ground], moves: Iterable[tuple[Ground | None, str]], noun: str) -> None:
        cut = ((ground, clean_line(label, longest=LONGEST_LABEL)) for ground, label in moves)
        moves = [(ground, label) for ground, label in cut if ground is not None and label]
        still_used = {folded(label) for _ground, label in moves}
        for ground in known:
            labels = Counter(label for was, label in moves if was is ground)
            if not labels or ground.source != self.source or folded(ground.name_de) in still_used:
                continue
            label, times = labels.most_common(1)[0]
            comers = sum(1 for _was, said in moves if folded(said) == folded(label))
            is_told = times > 1 or similarity(folded(ground.name_de), folded(label)) >= SIMILAR
            if is_told and times * 2 > labels.total() and times * 2 > comers and not _named(known, label):
                self.notes.append(f"{noun} „{ground.name_de}“ heißt jetzt „{label}“ (dieselben Programmpunkte)")
                ground.name_de, ground.name_en = label, ""

    def place(self, label: str) -> Place | None:
        """The place of that name, new if there is none; None for an empty name."""
        label = clean_line(label, longest=LONGEST_LABEL)
        if not label:
            return None
        place = _named(self.places, label)
        if place is None:
            place = Place(name_de=label, **self._born(self.places, label, "ort"))
            self.places.append(place)
            self._add(place, "Orte")
        return place

    def theme(self, label: str) -> Theme | None:
        label = clean_line(label, longest=LONGEST_LABEL)
        if not label:
            return None
        theme = _named(self.themes, label)
        if theme is None:
            colour = PALETTE[len(self.themes) % len(PALETTE)]
            born = self._born(self.themes, label, "thema")
            theme = Theme(name_de=label, colour=colour, colour_dark=lightened(colour), **born)
            self.themes.append(theme)
            self._add(theme, "Themenfelder")
        return theme

    def _born(self, known: Sequence[Place | Theme], label: str, noun: str) -> dict[str, object]:
        address = free_slug(slug(label), {ground.slug for ground in known}, noun)
        return {"fair_id": self.fair.id, "slug": address, "position": len(known), "source": self.source, "name_en": ""}

    def _add(self, ground: Place | Theme, noun: str) -> None:
        db.session.add(ground)
        self.created.setdefault(noun, []).append(ground.name_de)

    def tell_created(self) -> None:
        """One note for all new places, one for all new themes."""
        self.notes.extend(f"Neu angelegte {noun}: {', '.join(names)}" for noun, names in self.created.items())


def _named(known: Sequence[Ground], label: str) -> Ground | None:
    """By German or English name, spelled alike or not. A name of signs only is compared as it is."""
    wanted = folded(label) or label
    for ground in known:
        if wanted in (folded(ground.name_de) or ground.name_de, folded(ground.name_en) or None):
            return ground
    return None


def free_slug(wanted: str, taken: set[str], noun: str) -> str:
    """An address nobody has yet: ``wanted``, else with a number behind it, within what the column holds."""
    stem = (wanted or noun)[:LONGEST_SLUG]
    address, number = stem, 1
    while address in taken:
        number += 1
        address = f"{stem[: LONGEST_SLUG - len(str(number)) - 1].rstrip('-')}-{number}"
    return address
