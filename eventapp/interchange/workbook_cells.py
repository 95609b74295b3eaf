"""What stands in the cells of our workbook, by field: one session, speaker, place or theme in one row each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from eventapp.clock import at_the_fair
from eventapp.i18n import Words
from eventapp.interchange.admissions import cells_of
from eventapp.interchange.cell_times import end_on
from eventapp.interchange.links import is_web
from eventapp.interchange.moments import Wall
from eventapp.interchange.remarks import BadEntry
from eventapp.interchange.workbook_labels import (
    CANCELLED,
    SEPARATOR,
    exhibitor_labels,
    ground_labels,
    kind_label,
    language_label,
    link_line,
    place_kind_label,
    speaker_labels,
)
from eventapp.interchange.xlsx_strings import LONGEST, shortened, units
from eventapp.programme.value import Place, Programme, Session, Speaker, Theme
from eventapp.text import clean_line, clean_text

Cell = str | int | date | time | datetime
Cells = dict[str, Cell]


class CellsOf:
    """The rows of one programme, in one language what has a name, in both what is a text."""

    def __init__(self, programme: Programme, language: str) -> None:
        self._language = language
        self._speakers = speaker_labels(programme.speakers)
        self._places = ground_labels(programme.places, language)
        self._themes = ground_labels(programme.themes, language)
        self._exhibitors = exhibitor_labels(programme.exhibitors)

    def session(self, session: Session) -> Cells:
        speakers = (self._speakers[slug] for slug in session.speakers if slug in self._speakers)
        exhibitors = (self._exhibitors[slug] for slug in session.exhibitors if slug in self._exhibitors)
        return {
            **_times(session),
            "place": self._places.get(session.place, ""),
            "theme": self._themes.get(session.theme, ""),
            "kind": kind_label(session.kind, self._language),
            "status": CANCELLED.in_language(self._language) if session.is_cancelled else "",
            "speakers": _joined(SEPARATOR, speakers),
            "organisation": clean_line(session.organisation),
            "exhibitors": _joined(SEPARATOR, exhibitors),
            **cells_of(session, self._language),
            "language": language_label(session.language, self._language),
            **_lines("title", session.title),
            **_lines("subtitle", session.subtitle),
            **_prose("abstract", session.abstract),
            **_prose("description", session.description),
            "link": _joined("\n", (link_line(one) for one in session.links if is_web(one.url))),
            "series": clean_line(session.series),
            "code": session.code,
            "guid": session.guid,
            "id": session.number,
        }

    def speaker(self, speaker: Speaker) -> Cells:
        return {
            "label": self._speakers[speaker.slug],
            "name": clean_line(speaker.name),
            "organisation": clean_line(speaker.organisation),
            **_prose("biography", speaker.biography),
        }

    def place(self, place: Place) -> Cells:
        kind = place_kind_label(place.kind, self._language)
        told: Cells = {**_lines("name", place.name), **_lines("where", place.where), "kind": kind}
        return {**told, "capacity": place.capacity or ""}

    def theme(self, theme: Theme) -> Cells:
        return {**_lines("name", theme.name), "colour": theme.colour, "colour_dark": theme.colour_dark}


def _times(session: Session) -> Cells:
    """The date of the start, and each time as short as it is still read rightly: an end on another date holds it, and
    in the repeated hour of autumn the second reading is written with its offset."""
    starts, ends = at_the_fair(session.starts_at), at_the_fair(session.ends_at)
    end: Cell = _told(ends)
    if isinstance(end, time) and not _is_clear(end, session, starts.date()):
        end = ends.replace(tzinfo=None)
    return {"date": starts.date(), "start": _told(starts), "end": end}


def _is_clear(end: time, session: Session, day: date) -> bool:
    """Whether the time alone would be read as this session's end."""
    try:
        return end_on(day, session.starts_at, Wall(end)) == session.ends_at
    except BadEntry:
        return False


def _told(wall: datetime) -> time | str:
    return wall.isoformat(sep=" ") if wall.fold else wall.time()


def _lines(field: str, words: Words) -> Cells:
    return {field: clean_line(words.de), f"{field}_en": clean_line(words.en)}


def _prose(field: str, words: Words) -> Cells:
    return {field: shortened(clean_text(words.de)), f"{field}_en": shortened(clean_text(words.en))}


def _joined(separator: str, parts: Iterable[str]) -> str:
    """As many as one cell can hold, none of them by halves."""
    kept: list[str] = []
    left = LONGEST
    for part in parts:
        left -= units(part) + len(separator)
        if left < 0:
            break
        kept.append(part)
    return separator.join(kept)
