"""A frab programme as the file has it, before anything is made of it: alike for XML and JSON."""

from __future__ import annotations

from dataclasses import dataclass, field

from eventapp.i18n import _
from eventapp.interchange.frab_times import FrabDay
from eventapp.interchange.source import SourceExhibitor, SourcePlace, SourceTheme
from eventapp.interchange.wording import line

KEYS = ("guid", "code", "slug", "id")
TEXTS = (
    "title",
    "subtitle",
    "abstract",
    "description",
    "language",
    "type",
    "track",
    "room",
    "date",
    "start",
    "duration",
    "status",
)


@dataclass(frozen=True, slots=True)
class FrabPerson:
    name: str
    biography: str = ""
    biography_en: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class FrabEvent:
    """One entry as the file has it. ``texts`` may hold ``title_en`` and the like beside the names in ``TEXTS``, in a
    file of ours ``kind``, ``end``, ``cancelled``, ``organisation`` and ``series`` as well. ``exhibitors`` and
    ``admission`` (as in :class:`SourceSession`) are None where the file knows of none."""

    number: int
    day: FrabDay
    keys: dict[str, str]
    texts: dict[str, str]
    people: tuple[FrabPerson, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    exhibitors: tuple[SourceExhibitor, ...] | None = None
    admission: dict[str, object] | None = None

    @property
    def where(self) -> str:
        name = next((key for key in ("id", "guid", "code", "slug") if self.keys.get(key)), "")
        return f"event {name} {line(self.keys[name])[:80]}" if name else _("event Nr. {number}", number=self.number)

    def text(self, name: str) -> str:
        return self.texts.get(name, "")


@dataclass(frozen=True, slots=True)
class FrabFile:
    """What the file says as a whole. ``is_ours``: an eventapp wrote it, in ``language`` or (empty) both."""

    format: str
    title: str = ""
    label: str = ""
    zone: str = ""
    events: list[FrabEvent] = field(default_factory=list)
    places: tuple[SourcePlace, ...] = ()
    themes: tuple[SourceTheme, ...] = ()
    is_ours: bool = False
    language: str = ""
