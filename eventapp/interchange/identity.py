"""Whose is it? Pairs the sessions of a file with those we know, by what proves stable in that very file.

A key (guid, code, slug, id) is believed only if the sessions it pairs mostly are alike: some tools give the number
of a slot to another talk. What no key pairs is paired by title, speakers, place and time. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher

from eventapp.i18n import _, mark
from eventapp.text import folded

KEYS: dict[str, float] = {"guid": 0.5, "code": 0.5, "uid": 0.5, "slug": 0.6, "id": 0.8}
"""The keys in order of trust, each with the share of its pairs that must be alike."""
KEY_NAMES = {"guid": "guid", "code": "Code", "uid": "UID", "slug": mark("Adresse (slug)"), "id": mark("Kennung (id)")}
LASTING = ("guid", "code", "uid")
"""Keys made to last: it takes several odd pairs to doubt them, and one that is believed pairs what is wholly new."""
ODD_PAIRS_THAT_COUNT = 3
SIMILAR = 0.6
SIMILAR_THOUGH_OTHERS_SPEAK = 0.9
"""How alike two titles must be where wholly other people speak: "Vortrag 7" is not "Vortrag 8"."""
MOST_COMPARED = 40_000
"""Pairs of titles compared for likeness; more would hold up everyone who waits for the database."""
LONGEST_COMPARED = 200
TOO_MANY_TO_COMPARE = mark("Zu viele Programmpunkte ohne Kennung: nicht alle ähnlichen Titel wurden verglichen")
HONORIFICS = {"prof", "professor", "professorin", "dr", "ing", "med", "phil", "dipl", "inform", "habil", "hc"}


@dataclass(frozen=True, slots=True)
class Features:
    """What of a session can be compared; texts folded. ``at`` is its position in the list it came from."""

    at: int
    keys: dict[str, str]
    title: str
    speakers: frozenset[str]
    place: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Pair:
    """``known`` and ``new`` are positions; ``why`` names what proved it, in German."""

    known: int
    new: int
    why: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """All pairs, the keys that nothing speaks against, and what is to be said about the others."""

    pairs: tuple[Pair, ...]
    doubts: tuple[str, ...]
    believed: tuple[str, ...] = ()


def person_key(name: str) -> str:
    """A person's name for comparing: without titles, so that "Professor Dr. X" is "Prof. Dr. X"."""
    parts = [part for part in folded(name).split() if part not in HONORIFICS]
    return " ".join(parts) or folded(name)


def similarity(one: str, other: str) -> float:
    """How alike two folded titles are, from 0 to 1; what is plainly unlike is not measured any closer."""
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one[:LONGEST_COMPARED], other[:LONGEST_COMPARED], autojunk=False)
    if matcher.real_quick_ratio() < SIMILAR or matcher.quick_ratio() < SIMILAR:
        return 0.0
    return matcher.ratio()


def title_likeness(known: Features, new: Features) -> float:
    """How alike the titles are, 0 where they prove nothing; where wholly other people speak, they must prove more."""
    others_speak = known.speakers and new.speakers and not known.speakers & new.speakers
    found = similarity(known.title, new.title)
    return found if found >= (SIMILAR_THOUGH_OTHERS_SPEAK if others_speak else SIMILAR) else 0.0


def are_alike(known: Features, new: Features, *, by_slot: bool = True) -> bool:
    """Whether two sessions with the same key may well be one: title or people say so, or time and place both."""
    if known.speakers & new.speakers or title_likeness(known, new):
        return True
    same_slot = known.starts_at == new.starts_at and known.place == new.place
    return by_slot and same_slot and (known.speakers <= new.speakers or new.speakers <= known.speakers)


def pair_up(known: Sequence[Features], new: Sequence[Features]) -> Pairing:
    """Every pair that can be proved, the strongest proof first; each session at most once."""
    work = _Work(known, new)
    for key, needed in KEYS.items():
        work.by_key(key, needed)
    work.adopt_labels()
    work.by(
        mark("gleicher Titel und gleiche Vortragende"), lambda one: (one.title, one.speakers) if one.speakers else None
    )
    work.by(mark("gleicher Titel, Ort und Beginn"), lambda one: (one.title, one.place, one.starts_at))
    work.by(mark("gleicher Titel und Beginn"), lambda one: (one.title, one.starts_at))
    work.by(mark("gleicher Titel"), lambda one: one.title)
    work.by_order(mark("gleicher Titel, gleiche Reihenfolge"))
    work.by_likeness(mark("ähnlicher Titel und gleiche Vortragende"), lambda one: one.speakers)
    work.by_likeness(mark("ähnlicher Titel, gleicher Ort und Beginn"), lambda one: [(one.place, one.starts_at)])
    return Pairing(tuple(sorted(work.pairs, key=lambda pair: pair.new)), tuple(work.doubts), tuple(work.believed))


class _Work:
    """The two lists while they are being paired."""

    def __init__(self, known: Sequence[Features], new: Sequence[Features]) -> None:
        self.places_before = {one.at: one.place for one in known}
        self.places_after = {one.at: one.place for one in new}
        self.known = {one.at: one for one in known}
        self.new = {one.at: one for one in new}
        self.titles_before = {one.title for one in known}
        self.titles_after = {one.title for one in new}
        self.pairs: list[Pair] = []
        self.doubts: list[str] = []
        self.believed: list[str] = []
        self.telling: set[str] = set()

    def join(self, pairs: Iterable[tuple[Features, Features]], why: str) -> None:
        for one, other in pairs:
            if one.at in self.known and other.at in self.new and not self._are_told_apart(one, other):
                self.pairs.append(Pair(one.at, other.at, why))
                del self.known[one.at], self.new[other.at]

    def _are_told_apart(self, one: Features, other: Features) -> bool:
        """Whether a key that was made to last, and proved to, says that these are two."""
        return any(
            one.keys.get(key) and other.keys.get(key) and one.keys[key] != other.keys[key] for key in self.telling
        )

    def by_key(self, key: str, needed: float) -> None:
        """Pair by a key of the file, if the file has earned it."""
        pairs = self._meeting(lambda one: one.keys.get(key) or None)
        is_lasting = key in LASTING
        alike = [pair for pair in pairs if self._may_be_one(*pair, by_slot=is_lasting)]
        odd = len(pairs) - len(alike)
        if len(alike) < needed * len(pairs) and not (is_lasting and odd < ODD_PAIRS_THAT_COUNT):
            self.doubts.append(
                _(
                    "{key} nicht verwendet: bei {odd} von {number} steht dahinter jetzt etwas anderes",
                    key=_(KEY_NAMES[key]),
                    odd=odd,
                    number=len(pairs),
                )
            )
            return
        self.believed.append(key)
        if is_lasting and pairs and len(pairs) * 2 >= min(self._bearers(key)):
            self.telling.add(key)
        believed = pairs if is_lasting else alike
        self.join(believed, _("gleiche {key}", key=_(KEY_NAMES[key])) if key != "code" else mark("gleicher Code"))

    def _may_be_one(self, one: Features, other: Features, *, by_slot: bool) -> bool:
        """Not if one of the two stands, by its exact title, elsewhere in the other list."""
        if one.title == other.title:
            return True
        is_elsewhere = one.title in self.titles_after or other.title in self.titles_before
        return not is_elsewhere and are_alike(one, other, by_slot=by_slot)

    def _bearers(self, key: str) -> tuple[int, int]:
        """How many have that key, before and after."""
        before, after = self.known.values(), self.new.values()
        return sum(bool(one.keys.get(key)) for one in before), sum(bool(one.keys.get(key)) for one in after)

    def adopt_labels(self) -> None:
        """Where the pairs so far show that a place only has a new label, the sessions still to pair are seen there."""
        now_called = set(self.places_after.values())
        moves: dict[str, Counter[str]] = {}
        for pair in self.pairs:
            before, after = self.places_before[pair.known], self.places_after[pair.new]
            if before not in now_called:
                moves.setdefault(before, Counter())[after] += 1
        labels = {before: after.most_common(1)[0][0] for before, after in moves.items()}
        for at, one in self.known.items():
            self.known[at] = replace(one, place=labels.get(one.place, one.place))

    def by(self, why: str, trait: Callable[[Features], Hashable | None]) -> None:
        """Pair what shares a trait that occurs once on either side."""
        self.join(self._meeting(trait), why)

    def by_order(self, why: str) -> None:
        """Breaks and repetitions: as many of one title on either side are taken place by place, in the order of time;
        else the nearest are taken, as far as they go."""
        titles = Counter(one.title for one in self.known.values()) & Counter(one.title for one in self.new.values())
        before, after = _by_title(self.known.values()), _by_title(self.new.values())
        for title in titles:
            as_many = len(before[title]) == len(after[title])
            few = len(before[title]) * len(after[title]) <= MOST_COMPARED
            pairs = zip(before[title], after[title], strict=False)
            self.join(list(pairs) if as_many or not few else _nearest(before[title], after[title]), why)

    def by_likeness(self, why: str, traits: Callable[[Features], Iterable[Hashable]]) -> None:
        """Pair the most alike of those that share a trait first, as long as they are similar at all."""
        scored = {
            (one.at, other.at): (likeness, one, other)
            for one, other in self._to_compare(traits)
            if (likeness := title_likeness(one, other))
        }
        best = sorted(scored.values(), key=lambda entry: (-entry[0], entry[1].at, entry[2].at))
        self.join([(one, other) for _score, one, other in best], why)

    def _to_compare(self, traits: Callable[[Features], Iterable[Hashable]]) -> Iterator[tuple[Features, Features]]:
        """Who shares a trait, the rarest traits first; what is shared by too many proves little and is left."""
        before, after = _by_traits(self.known.values(), traits), _by_traits(self.new.values(), traits)
        sizes = {trait: len(before[trait]) * len(after[trait]) for trait in before.keys() & after.keys()}
        left = MOST_COMPARED
        for trait in sorted(sizes, key=lambda trait: (sizes[trait], repr(trait))):
            left -= sizes[trait]
            if left < 0:
                self.doubts = list(dict.fromkeys([*self.doubts, TOO_MANY_TO_COMPARE]))
                return
            yield from ((one, other) for one in before[trait] for other in after[trait])

    def _meeting(self, trait: Callable[[Features], Hashable | None]) -> list[tuple[Features, Features]]:
        before, after = _single(self.known.values(), trait), _single(self.new.values(), trait)
        return [(one, after[value]) for value, one in before.items() if value in after]


def _in_order(one: Features) -> tuple[str, datetime, int]:
    return one.place, one.starts_at, one.at


def _by_title(features: Iterable[Features]) -> dict[str, list[Features]]:
    found: dict[str, list[Features]] = {}
    for one in sorted(features, key=_in_order):
        found.setdefault(one.title, []).append(one)
    return found


def _by_traits(
    features: Iterable[Features], traits: Callable[[Features], Iterable[Hashable]]
) -> dict[Hashable, list[Features]]:
    found: dict[Hashable, list[Features]] = {}
    for one in features:
        for trait in traits(one):
            found.setdefault(trait, []).append(one)
    return found


def _nearest(before: Sequence[Features], after: Sequence[Features]) -> list[tuple[Features, Features]]:
    """Every couple, those in one place and nearest in time first."""
    couples = [(one, other) for one in before for other in after]

    def distance(couple: tuple[Features, Features]) -> tuple[bool, float, int, int]:
        one, other = couple
        return one.place != other.place, abs((one.starts_at - other.starts_at).total_seconds()), one.at, other.at

    return sorted(couples, key=distance)


def _single(features: Iterable[Features], trait: Callable[[Features], Hashable | None]) -> dict[Hashable, Features]:
    """By trait, those whose trait nobody else has."""
    found: dict[Hashable, list[Features]] = {}
    for one in features:
        value = trait(one)
        if value is not None:
            found.setdefault(value, []).append(one)
    return {value: ones[0] for value, ones in found.items() if len(ones) == 1}
