"""How people, places, themes and what else has a name are called in the cells of our workbook, and found again there.

Who speaks stands as "Name, Organisation" in the programme, as any table has it, and once more in a sheet of its own,
where that very label leads to name, organisation and biography. So a label need not be taken apart, only be unique.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from eventapp.i18n import Words, gettext_in
from eventapp.interchange import people
from eventapp.interchange.links import LONGEST as LONGEST_LINK
from eventapp.interchange.links import is_web, link
from eventapp.interchange.remarks import Remarks
from eventapp.interchange.source import SourceExhibitor, SourceSpeaker
from eventapp.programme.names import KIND_NAMES, LANGUAGE_NAMES
from eventapp.programme.value import LANGUAGES, Link, NamedExhibitor, Place, Speaker, Theme
from eventapp.text import clean_line, folded

SEPARATOR = "; "
LONGEST_LABEL = 1_000
"""Characters; a name and an organisation have 500 together."""
CANCELLED = Words("abgesagt", "cancelled")
PLACE_KINDS = {
    "stage": Words("Bühne", "Stage"),
    "room": Words("Raum", "Room"),
    "meeting_point": Words("Treffpunkt", "Meeting point"),
}
MOST_IN_A_CELL = 500
_BETWEEN = re.compile(r"[;\n]")
_QUOTED = re.compile("„(.*)“")


def speaker_labels(speakers: Iterable[Speaker]) -> dict[str, str]:
    """By slug. No label holds what parts them, and of two that would be alike the second gets a number."""
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for speaker in speakers:
        said = f"{speaker.name}, {speaker.organisation}" if speaker.organisation else speaker.name
        stem = clean_line(said, longest=LONGEST_LABEL - 20).replace(";", ",") or "–"
        label, number = stem, 1
        while label in taken:
            number += 1
            label = f"{stem} ({number})"
        taken.add(label)
        labels[speaker.slug] = label
    return labels


def exhibitor_labels(exhibitors: Sequence[NamedExhibitor]) -> dict[str, str]:
    """By slug, the name; the slug itself where the name would not lead back to that one exhibitor."""
    names = {one.slug: clean_line(one.name).replace(";", ",") for one in exhibitors}
    times = Counter(folded(name) for name in names.values())
    return {
        slug: name if times[folded(name)] == 1 and folded(name) and name not in names else slug
        for slug, name in names.items()
    }


def exhibitors_in(text: str) -> tuple[SourceExhibitor, ...]:
    """The exhibitors that a cell names; a comma is part of a name."""
    parts = (clean_line(part, longest=LONGEST_LABEL) for part in _BETWEEN.split(text)[:MOST_IN_A_CELL])
    return tuple(SourceExhibitor(name) for name in dict.fromkeys(parts) if name)


def ground_labels(grounds: Sequence[Place] | Sequence[Theme], language: str) -> dict[str, str]:
    """By slug, the name in that language; the German one where it would be taken for that of another."""
    german = {ground.slug: clean_line(ground.name.de) for ground in grounds}
    shown = {ground.slug: clean_line(ground.name.in_language(language)) for ground in grounds}
    times = Counter(shown.values())
    return {
        slug: name
        if times[name] == 1 and name not in {german[other] for other in german if other != slug}
        else german[slug]
        for slug, name in shown.items()
    }


def german_names(names: Iterable[Words]) -> dict[str, str]:
    """By what may stand in a cell: the German name of the place or theme that is meant."""
    told = [words for words in names if words.de]
    return {words.en: words.de for words in reversed(told) if words.en} | {words.de: words.de for words in told}


class KnownSpeakers:
    """The sheet with the speakers, asked for what stands in a cell of the programme."""

    def __init__(self, labelled: Mapping[str, SourceSpeaker]) -> None:
        self._labelled = labelled
        self._by_name: dict[str, list[SourceSpeaker]] = {}
        for one in labelled.values():
            self._by_name.setdefault(folded(one.name), []).append(one)

    def in_cell(self, text: str, *, where: str, remarks: Remarks) -> tuple[SourceSpeaker, ...]:
        """Whom the labels mean. What is none was typed in by hand: a name like in any other table."""
        found: list[SourceSpeaker] = []
        said: set[str] = set()
        for part in _BETWEEN.split(text)[:MOST_IN_A_CELL]:
            label = clean_line(part, longest=LONGEST_LABEL)
            if label in said:
                continue
            said.add(label)
            if label in self._labelled:
                found.append(self._labelled[label])
            else:
                typed = people.from_cell(label, where=where, remarks=remarks)
                found += [one for one in map(self._known, typed) if one not in found]
        return tuple(found)

    def _known(self, typed: SourceSpeaker) -> SourceSpeaker:
        """The one of that name, if the sheet leaves no doubt who it is."""
        namesakes = self._by_name.get(folded(typed.name), [])
        if typed.organisation:
            wanted = folded(typed.organisation)
            namesakes = [one for one in namesakes if folded(one.organisation) == wanted]
        return namesakes[0] if len(namesakes) == 1 else typed


def link_line(one: Link) -> str:
    """The address, its title before it; quoted where the title alone could be taken for more addresses."""
    title = clean_line(one.title)
    is_quoted = title and (_QUOTED.fullmatch(title) or all(map(_link, title.split())))
    return f"„{title}“ {one.url}" if is_quoted else f"{title} {one.url}".strip()


def links_in(line: str) -> list[Link]:
    """The link of a line, or of one with addresses alone all of them; none where the last word is no address."""
    words = line.split()
    told = [_link(word) for word in words]
    if all(told):
        return [one for one in told if one]
    last = told[-1]
    if last is None:
        return []
    title = " ".join(words[:-1])
    quoted = _QUOTED.fullmatch(title)
    return [Link(last.url, clean_line(quoted[1] if quoted else title))]


def _link(word: str) -> Link | None:
    """An address as it stands, or what a hand meant by it."""
    return Link(word) if is_web(word) and len(word) <= LONGEST_LINK else link(word)


def kind_label(kind: str, language: str) -> str:
    return gettext_in(language, KIND_NAMES.get(kind, KIND_NAMES["other"]))


def language_label(code: str, language: str) -> str:
    """A language that the site has no word for stands for itself."""
    return gettext_in(language, LANGUAGE_NAMES[code]) if code in LANGUAGE_NAMES else clean_line(code)


def place_kind_label(kind: str, language: str) -> str:
    return PLACE_KINDS[kind].in_language(language) if kind in PLACE_KINDS else clean_line(kind)


def kind_labelled(label: str) -> str:
    return _KINDS.get(folded(label), "")


def language_labelled(label: str) -> str:
    return _LANGUAGES.get(folded(label), "")


def place_kind_labelled(label: str) -> str:
    """The kind of a place; what is no label of ours is taken for one itself."""
    return _PLACE_KINDS.get(folded(label)) or clean_line(label, longest=20)


_KINDS = {folded(kind_label(kind, language)): kind for kind in KIND_NAMES for language in LANGUAGES}
_LANGUAGES = {folded(language_label(code, language)): code for code in LANGUAGE_NAMES for language in LANGUAGES}
_PLACE_KINDS = {folded(name): kind for kind, words in PLACE_KINDS.items() for name in (words.de, words.en)}
