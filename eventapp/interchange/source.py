"""What a reader hands over: a foreign programme, cleaned, with everything that had to be guessed or left out.

Readers are pure (bytes in, :class:`SourceProgramme` out) and know nothing of our tables. A file that cannot be
read as a whole raises :class:`UnreadableFile`; a single bad entry becomes a :class:`Remark` and the rest is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from eventapp.errors import DomainError
from eventapp.programme.value import Link, Words

Progress = Callable[[int, int], None]
"""Told again and again how many entries are done, of how many."""


MAIN_SOURCE = "programm"
"""The source of what an import brings, unless it is given another name."""


class UnreadableFile(DomainError):
    """Nothing of the file can be used; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the office should know: ``assumed`` (read with a guess), ``unreadable`` (left out), ``note``.

    ``where`` is a line, a cell or an entry ("Zeile 12", "Blatt Programm, C7", "event id 201"); ``reason`` and
    ``advice`` are sentences in the language spoken while the file was read.
    """

    kind: str
    where: str
    reason: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class SourceSpeaker:
    name: str
    organisation: str = ""
    biography: Words = Words()


@dataclass(frozen=True, slots=True)
class SourceExhibitor:
    """An exhibitor as a file names it: by its address in the catalogue, by its name, or by both."""

    name: str
    slug: str = ""


@dataclass(frozen=True, slots=True)
class SourceSession:
    """One session as the file tells it. ``keys`` holds whatever could identify it in the next state of the file:
    any of ``guid``, ``code``, ``uid``, ``slug``, ``id``, as text. Times are aware; a wall clock without a zone was
    taken to be the hall's. ``exhibitors`` is None where the file knows of none, and empty where it says that there are
    none."""

    where: str
    keys: dict[str, str]
    title: Words
    starts_at: datetime
    ends_at: datetime
    kind: str = "talk"
    subtitle: Words = Words()
    abstract: Words = Words()
    description: Words = Words()
    language: str = ""
    place: str = ""
    theme: str = ""
    organisation: str = ""
    speakers: tuple[SourceSpeaker, ...] = ()
    links: tuple[Link, ...] = ()
    is_cancelled: bool = False
    series: str = ""
    exhibitors: tuple[SourceExhibitor, ...] | None = None
    admission: dict[str, object] | None = None
    """By column of the draft's row what the file says of how one gets in; None where it knows nothing of it."""


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """What a file tells of a place beside its name in a session. Used where the place is new here."""

    name: Words
    where: Words = Words()
    kind: str = "stage"
    capacity: int = 0


@dataclass(frozen=True, slots=True)
class SourceTheme:
    """What a file tells of a theme; colours as ``#rrggbb``, empty where it tells none."""

    name: Words
    colour: str = ""
    colour_dark: str = ""


@dataclass(frozen=True, slots=True)
class SourceProgramme:
    """``format`` is one of ``frab-xml``, ``frab-json``, ``ics``, ``csv``, ``xlsx``; ``label`` the file's own version.

    ``left_out`` has keys, title and, as far as they can be read, ``place`` and ``starts_at`` (ISO 8601) of each entry
    that stands in the file but cannot be used: it is not gone.
    ``is_ours``: an eventapp wrote it, so its texts are taken as they stand and its ``code`` and ``guid`` are ours.
    ``language`` is the one language (``de``, ``en``) that a file of ours tells in, empty where it tells both.
    ``is_partial``: it never meant to hold the whole programme (one day, one session); what is missing is not gone."""

    format: str
    title: str = ""
    label: str = ""
    sessions: tuple[SourceSession, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())
    left_out: tuple[dict[str, str], ...] = ()
    places: tuple[SourcePlace, ...] = ()
    themes: tuple[SourceTheme, ...] = ()
    is_ours: bool = False
    language: str = ""
    is_partial: bool = False
