"""frab and pentabarf ``schedule.xml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from eventapp.i18n import mark
from eventapp.interchange import admissions, frab_details, people
from eventapp.interchange.frab_file import TEXTS, FrabEvent, FrabFile, FrabPerson
from eventapp.interchange.frab_times import FrabDay
from eventapp.interchange.limits import DEEPEST, LARGEST_SCHEDULE, MOST_ELEMENTS, MOST_ENTRIES, check_size, too_many
from eventapp.interchange.schedule_parts import (
    ADMISSION_LINK,
    EXHIBITOR_LINK,
    GENERATOR,
    PLACELESS_GUIDS,
    READ_FORMATS,
    STAND_LINKS,
    TELLS_ADMISSION,
    TELLS_EXHIBITORS,
)
from eventapp.interchange.source import SourceExhibitor, SourceTheme, UnreadableFile
from eventapp.interchange.wording import LONGEST_RAW

_OWN_VERSION = re.compile(rf"({'|'.join(map(str, READ_FORMATS))})-(de|en)")
"""What stands behind our name as the generator's version: of the format, and the language of the file."""


class _BoundedTree(TreeBuilder):
    """Builds the tree, up to a limit of elements and depth."""

    def __init__(self) -> None:
        super().__init__()
        self._elements = 0
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._elements += 1 + len(attrs)
        self._depth += 1
        if self._elements > MOST_ELEMENTS or self._depth > DEEPEST:
            raise too_many(mark("Elemente"), MOST_ELEMENTS)
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def parse(data: bytes) -> FrabFile:
    check_size(data, largest=LARGEST_SCHEDULE)
    root = _tree(data)
    if root.tag != "schedule":
        raise UnreadableFile(
            mark("Das ist eine XML-Datei, aber kein Programm: Das äußerste Element muss „schedule“ heißen.")
        )
    own_format, language = _own_version(root)
    conference = root.find("conference")
    if conference is None:
        conference = Element("conference")
    events = list(islice(_events(root, own_format, language), MOST_ENTRIES + 1))
    if len(events) > MOST_ENTRIES:
        raise too_many(mark("Programmpunkte"), MOST_ENTRIES)
    return FrabFile(
        format="frab-xml",
        title=_text(conference, "title"),
        label=_text(root, "version"),
        zone=_text(conference, "time_zone_name"),
        events=events,
        themes=tuple(_themes(conference, language)),
        is_ours=bool(language),
        language=language,
    )


def _own_version(root: Element) -> tuple[int, str]:
    """Format and language of a file of ours; 0 and nothing for any other file."""
    generator = root.find("generator")
    if generator is None or generator.get("name") != GENERATOR:
        return 0, ""
    match = _OWN_VERSION.fullmatch(generator.get("version", ""))
    return (int(match[1]), match[2]) if match else (0, "")


def _themes(conference: Element, language: str) -> Iterator[SourceTheme]:
    for track in islice(conference.iterfind("track"), frab_details.MOST):
        name, colour = track.get("name", "")[:LONGEST_RAW], track.get("color", "")
        if language:
            theme = frab_details.own_theme(name, colour=colour, language=language)
        else:
            theme = frab_details.theme(name, colour=colour)
        if theme:
            yield theme


def _tree(data: bytes) -> Element:
    parser = DefusedXMLParser(target=_BoundedTree(), forbid_dtd=True)
    try:
        parser.feed(data)
        tree: Element = parser.close()
    except DefusedXmlException:
        raise UnreadableFile(
            mark(
                "Die XML-Datei enthält eine DTD oder eigene Entitäten; das wird aus Sicherheitsgründen nicht gelesen. "
                "Bitte den Abschnitt „<!DOCTYPE …>“ entfernen."
            )
        ) from None
    except ParseError as error:
        line = error.position[0]
        raise UnreadableFile(
            mark(
                "Die XML-Datei ist in Zeile {line} beschädigt oder unvollständig. "
                "Bitte neu ausspielen und ganz herunterladen."
            ),
            line=line,
        ) from None
    except (ValueError, LookupError):
        raise UnreadableFile(
            mark("Die Zeichenkodierung der XML-Datei ist unbekannt. Bitte als UTF-8 speichern.")
        ) from None
    return tree


def _events(root: Element, own_format: int, language: str) -> Iterator[FrabEvent]:
    number = 0
    for day in root.iterfind("day"):
        under = FrabDay(day.get("date", ""), day.get("start", ""), day.get("end", ""))
        for room in day.iterfind("room"):
            for event in room.iterfind("event"):
                number += 1
                found = _event(event, number, under, _room(event, room, is_ours=own_format > 0))
                if own_format >= TELLS_EXHIBITORS:
                    found = _with_exhibitors(found, event)
                yield _with_admission(found, event, language) if own_format >= TELLS_ADMISSION else found


def _room(event: Element, room: Element, *, is_ours: bool) -> str:
    if is_ours and room.get("guid") in PLACELESS_GUIDS:
        return ""
    return _text(event, "room") or room.get("name", "")


def _event(event: Element, number: int, day: FrabDay, room: str) -> FrabEvent:
    keys = {name: event.get(name, "") for name in ("guid", "code", "id")}
    texts = {name: _text(event, name) for name in TEXTS}
    texts["room"] = room
    found = _links(event.iterfind("links/link"))
    return FrabEvent(number, day, keys | {"slug": _text(event, "slug")}, texts, tuple(_people(event)), found)


def _links(links: Iterable[Element]) -> tuple[tuple[str, str], ...]:
    return tuple((link.get("href", "")[:LONGEST_RAW], _own(link)) for link in links)


def _with_exhibitors(found: FrabEvent, event: Element) -> FrabEvent:
    """What we wrote of the joint stand is no link of the session: the exhibitors are known by it, the plan is ours."""
    links = list(event.iterfind("links/link"))
    own = _links(link for link in links if link.get("type") not in (*STAND_LINKS, ADMISSION_LINK))
    pages = _links(link for link in links if link.get("type") == EXHIBITOR_LINK)
    exhibitors = tuple(SourceExhibitor(name, address.rpartition("/")[2]) for address, name in pages)
    return replace(found, links=own, exhibitors=exhibitors)


def _with_admission(found: FrabEvent, event: Element, language: str) -> FrabEvent:
    """How one gets in is told by a link of its kind; that there is none says that everybody can come."""
    links = [link for link in event.iterfind("links/link") if link.get("type") == ADMISSION_LINK]
    address = links[0].get("href", "")[:LONGEST_RAW] if links else ""
    return replace(found, admission=admissions.from_link(address, language))


def _people(event: Element) -> list[FrabPerson]:
    """``persons/person``, or the single ``person`` of pentabarf that holds several names in no lasting order."""
    listed = [*event.iterfind("persons/person"), *event.iterfind("person")]
    if len(listed) == 1 and not listed[0].attrib:
        return [FrabPerson(name) for name in sorted(people.comma_separated(_own(listed[0])), key=str.casefold)]
    return [FrabPerson(_own(person)) for person in listed[: people.MOST]]


def _text(parent: Element, name: str) -> str:
    child = parent.find(name)
    return "" if child is None else _own(child)


def _own(element: Element) -> str:
    """The text in an element, that of elements within it included (XHTML in descriptions)."""
    return "".join(element.itertext())[:LONGEST_RAW].strip()
