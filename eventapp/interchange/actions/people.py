"""The speakers of a file: one row per person and fair, whatever titles stand before the name.

Two organisations for one name are two people. What another source or a hand brought is linked, never changed; and
nothing depends on the order of the file. A file of ours need not tell all of a person: what it leaves out stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.interchange.identity import person_key
from eventapp.interchange.report import FieldDifference, shown
from eventapp.interchange.source import SourceProgramme, SourceSpeaker
from eventapp.programme import queries
from eventapp.programme.keys import free_slug
from eventapp.programme.models import Speaker
from eventapp.text import clean_line, folded, slug

LONGEST_NAME = 200
LONGEST_ORGANISATION = 300
Person = tuple[str, str]
"""Name and, where that tells two people of one name apart, organisation; both for comparing."""


class People:
    """The ``speakers`` that a file tells of a fair, while it is being read in; ``changes`` tells what it changed of
    whom, ``kept`` what it says otherwise than a hand did."""

    def __init__(self, fair: Fair, source: str, programme: SourceProgramme, speakers: Sequence[SourceSpeaker]) -> None:
        self.fair = fair
        self.source = source
        self.programme = programme
        self.changes: dict[Speaker, list[FieldDifference]] = {}
        self.kept: dict[Speaker, list[FieldDifference]] = {}
        self.organisations = _organisations(speakers)
        rows = queries.speakers_of(fair.id)
        self.slugs = {row.slug for row in rows}
        told = _fullest((self._person(speaker), speaker) for speaker in speakers)
        known = _matched(told, rows, source)
        self.rows = {person: known.get(person) or self._create(told[person]) for person in sorted(told)}
        for person, row in self.rows.items():
            if row.source == source:
                self._write(row, told[person])

    def row(self, speaker: SourceSpeaker) -> Speaker:
        return self.rows[self._person(speaker)]

    def _person(self, speaker: SourceSpeaker) -> Person:
        name = _name_key(speaker.name)
        return name, _organisation_key(speaker.organisation) if len(self.organisations[name]) > 1 else ""

    def _create(self, told: SourceSpeaker) -> Speaker:
        address = free_slug(slug(told.name), self.slugs, "person")
        self.slugs.add(address)
        row = Speaker(fair_id=self.fair.id, slug=address, source=self.source, consent="source", **_columns(told))
        db.session.add(row)
        return row

    def _write(self, row: Speaker, told: SourceSpeaker) -> None:
        by_hand = {} if self.programme.is_ours else dict(row.hand_fields or {})
        for column, new in _columns(told).items():
            old = getattr(row, column)
            if old == new or self._says_nothing_of(column, new):
                continue
            whose = "" if column == "name" else f"{row.name}: "
            before, after = (shown(f"{whose}{text or '–'}") for text in (old, new))
            change = FieldDifference(f"speaker_{column}", before, after)
            if column in by_hand:
                self.kept.setdefault(row, []).append(change)
                continue
            self.changes.setdefault(row, []).append(change)
            setattr(row, column, new)
        if row in self.changes:
            row.version += 1

    def _says_nothing_of(self, column: str, told: str) -> bool:
        """Whether a file of ours leaves it out, or knows it in the other language only."""
        other = {"de": "biography_en", "en": "biography_de"}.get(self.programme.language)
        return self.programme.is_ours and (not told or column == other)


def _columns(told: SourceSpeaker) -> dict[str, str]:
    return {
        "name": clean_line(told.name, longest=LONGEST_NAME),
        "organisation": clean_line(told.organisation, longest=LONGEST_ORGANISATION),
        "biography_de": told.biography.de,
        "biography_en": told.biography.en,
    }


def _name_key(name: str) -> str:
    return person_key(clean_line(name, longest=LONGEST_NAME))


def _organisation_key(organisation: str) -> str:
    return folded(clean_line(organisation, longest=LONGEST_ORGANISATION))


def _organisations(speakers: Iterable[SourceSpeaker]) -> dict[str, set[str]]:
    """By name, the organisations that the file gives."""
    found: dict[str, set[str]] = defaultdict(set)
    for speaker in speakers:
        found[_name_key(speaker.name)] |= {_organisation_key(speaker.organisation)} - {""}
    return found


def _fullest(speakers: Iterable[tuple[Person, SourceSpeaker]]) -> dict[Person, SourceSpeaker]:
    """Of each person the longest that the file says, whatever stands first."""
    found: dict[Person, list[SourceSpeaker]] = defaultdict(list)
    for person, speaker in speakers:
        found[person].append(speaker)
    return {
        person: SourceSpeaker(
            max((one.name for one in said), key=_by_length),
            max((one.organisation for one in said), key=_by_length),
            max((one.biography for one in said), key=lambda words: (len(words.de + words.en), words.de, words.en)),
        )
        for person, said in found.items()
    }


def _by_length(text: str) -> tuple[int, str]:
    return len(text), text


def _matched(told: Mapping[Person, SourceSpeaker], rows: Iterable[Speaker], source: str) -> dict[Person, Speaker]:
    """Whom we know already: by name, what this source brought first."""
    namesakes: dict[str, list[Speaker]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.source != source, row.slug)):
        namesakes[person_key(row.known_as or row.name)].append(row)
    wanted: dict[str, list[Person]] = defaultdict(list)
    for person in sorted(told):
        wanted[person[0]].append(person)
    found: dict[Person, Speaker] = {}
    for name, people in wanted.items():
        found |= _matched_of_one_name(
            {one: _organisation_key(told[one].organisation) for one in people}, namesakes[name]
        )
    of_others = {person for person, row in found.items() if row.source != source and len(wanted[person[0]]) > 1}
    return {person: row for person, row in found.items() if person not in of_others or _is_exactly(row, told[person])}


def _matched_of_one_name(organisations: Mapping[Person, str], rows: Iterable[Speaker]) -> dict[Person, Speaker]:
    """By organisation first; the others take what is left, in order."""
    left = list(rows)
    found: dict[Person, Speaker] = {}
    for person, organisation in organisations.items():
        same = next((row for row in left if _organisation_key(row.organisation) == organisation), None)
        if same:
            found[person] = same
            left.remove(same)
    rest = [person for person in organisations if person not in found]
    return found | dict(zip(rest, left, strict=False))


def _is_exactly(row: Speaker, told: SourceSpeaker) -> bool:
    return _organisation_key(row.organisation) == _organisation_key(told.organisation)
