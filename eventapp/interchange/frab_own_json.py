"""A ``schedule.json`` that an eventapp wrote: what only we know stands under ``x-eventapp`` (see ``schedule_json``) and
goes back to the entries it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from eventapp.calendars.event import CANCELLED
from eventapp.i18n import mark
from eventapp.interchange import admissions
from eventapp.interchange.colours import colour_in
from eventapp.interchange.frab_details import MOST
from eventapp.interchange.frab_file import FrabEvent, FrabPerson
from eventapp.interchange.frab_own import YES
from eventapp.interchange.json_values import Object, as_list, as_object, text
from eventapp.interchange.remarks import Remarks
from eventapp.interchange.schedule_json import EXTENSION, STAND_LINK, TEXTS
from eventapp.interchange.schedule_parts import GENERATOR, READ_FORMATS, TELLS_ADMISSION, TELLS_EXHIBITORS
from eventapp.interchange.source import SourceExhibitor, SourcePlace, SourceTheme
from eventapp.programme.value import LANGUAGES, Words
from eventapp.text import clean_line

_TO_THE_STAND = re.compile(r"/(?:aussteller/[^/]+|stand#.+)$")
FACTS = ("kind", "organisation", "series")
NEWER = mark(
    "Die Datei stammt von einer anderen Fassung dieser Anwendung; gelesen wird nur, was in jeder schedule.json steht, "
    "und nur in einer Sprache."
)


@dataclass(frozen=True, slots=True)
class Own:
    """What ``x-eventapp`` says. ``language`` is that of the main fields; ``exhibitors`` are names by address, or None
    where the file is too old to know of any."""

    language: str
    places: dict[str, SourcePlace]
    themes: dict[str, SourceTheme]
    speakers: Object
    sessions: Object
    exhibitors: Object | None = None
    tells_admission: bool = False

    def completed(self, event: FrabEvent, entry: Object) -> FrabEvent:
        """The entry with all that it tells beside its main fields, in both languages."""
        facts = as_object(self.sessions.get(event.keys.get("guid", "")))
        is_cancelled = facts.get("cancelled") is True
        main = event.texts | {"title": _without_mark(event.text("title"), is_cancelled, self.language)}
        place, theme = text(facts.get("place")), text(facts.get("theme"))
        told = {name: text(facts.get(name)) for name in FACTS} | {
            "end": text(entry.get("end")),
            "cancelled": YES if is_cancelled else "",
            "room": _label(self.places, place, main["room"]),
            "track": _label(self.themes, theme, main["track"]),
        }
        for name in TEXTS:
            told |= self._both(name, main[name], facts)
        persons = zip(event.people, as_list(entry.get("persons")), strict=False)
        people = tuple(self._person(one, as_object(person)) for one, person in persons)
        links = tuple((text(link.get("url")), text(link.get("title"))) for link in _own_links(entry))
        return replace(
            event,
            texts=main | told,
            people=people,
            links=links,
            exhibitors=self._exhibitors(facts),
            admission=admissions.from_facts(facts.get("admission")) if self.tells_admission else None,
        )

    def _exhibitors(self, facts: Object) -> tuple[SourceExhibitor, ...] | None:
        if self.exhibitors is None:
            return None
        slugs = map(text, as_list(facts.get("exhibitors")))
        return tuple(SourceExhibitor(text(self.exhibitors.get(slug)), slug) for slug in slugs)

    def _both(self, name: str, main: str, facts: Object) -> dict[str, str]:
        """A text in both languages. Without any English, the main field is the German text."""
        if self.language == "de":
            return {name: main, f"{name}_en": text(as_object(facts.get("en")).get(name))}
        german = as_object(facts.get("de"))
        if name in german:
            return {name: text(german[name]), f"{name}_en": main}
        return {name: main, f"{name}_en": ""}

    def _person(self, one: FrabPerson, person: Object) -> FrabPerson:
        facts = as_object(self.speakers.get(text(person.get("guid"))))
        texts = self._both("biography", one.biography, facts)
        return FrabPerson(one.name, texts["biography"], texts["biography_en"], text(facts.get("organisation")))


def found_in(document: Any, schedule: Object, remarks: Remarks) -> Own | None:
    """What an eventapp wrote down for itself, if it wrote the file, and in a way that is understood here."""
    if as_object(as_object(document).get("generator")).get("name") != GENERATOR:
        return None
    known = as_object(schedule.get(EXTENSION))
    if known.get("format") not in READ_FORMATS or known.get("language") not in LANGUAGES:
        remarks.once("note", NEWER)
        return None
    return Own(
        language=known["language"],
        places=dict(_places(as_object(known.get("places")))),
        themes=dict(_themes(as_object(known.get("themes")))),
        speakers=as_object(known.get("speakers")),
        sessions=as_object(known.get("sessions")),
        exhibitors=as_object(known.get("exhibitors")) if known["format"] >= TELLS_EXHIBITORS else None,
        tells_admission=known["format"] >= TELLS_ADMISSION,
    )


def _own_links(entry: Object) -> list[Object]:
    """The session's own: those to the joint stand are told by what they are, and by where they lead."""
    links = [as_object(link) for link in as_list(entry.get("links"))]
    return [link for link in links if link.get("type") != STAND_LINK or not _TO_THE_STAND.search(text(link.get("url")))]


def _places(places: Object) -> Iterator[tuple[str, SourcePlace]]:
    for slug, place in islice(places.items(), MOST):
        facts = as_object(place)
        name = _words(facts.get("name"))
        if name:
            kind, capacity = clean_line(text(facts.get("kind"))) or "stage", facts.get("capacity")
            room = capacity if isinstance(capacity, int) and 0 <= capacity <= admissions.MOST_PLACES else 0
            yield slug, SourcePlace(name, _words(facts.get("where")), kind, int(room))


def _themes(themes: Object) -> Iterator[tuple[str, SourceTheme]]:
    for slug, theme in islice(themes.items(), MOST):
        facts = as_object(theme)
        name = _words(facts.get("name"))
        if name:
            colours = (colour_in(text(facts.get(key))) for key in ("colour", "colour_dark"))
            yield slug, SourceTheme(name, *colours)


def _words(value: Any) -> Words:
    said = as_object(value)
    return Words(clean_line(text(said.get("de"))), clean_line(text(said.get("en"))))


def _label(known: Mapping[str, SourcePlace] | Mapping[str, SourceTheme], slug: str, main: str) -> str:
    """The German name; nothing where the session has none, and the main field's where the slug leads nowhere."""
    found = known.get(slug)
    return (found.name.de or found.name.en) if found else main if slug else ""


def _without_mark(title: str, is_cancelled: bool, language: str) -> str:
    return title.removeprefix(CANCELLED.in_language(language)) if is_cancelled else title
