"""The lines of an iCalendar file (RFC 5545 §§ 3.1, 3.6): which of them make which component, and where each began.

Ours, because icalendar gives a whole file up for one line that stands wrong, and takes a minute for ten megabytes of
parameters. What a value says, it reads.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar.parser import unescape_backslash

from eventapp.i18n import _, mark
from eventapp.interchange.limits import DEEPEST, MOST_ENTRIES, too_many
from eventapp.interchange.remarks import Remarks
from eventapp.interchange.source import UnreadableFile
from eventapp.interchange.wording import LONGEST_RAW
from eventapp.text import clean_line

MOST_LINES = 500_000
LONGEST_LINE = 2_500
"""Characters looked at of a line that is no description."""
MOST_ALIKE = 50
"""Lines of one name that one component may have; further ones say nothing that we read."""
_OBSERVANCE = frozenset(("DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"))
_READ = {
    "VCALENDAR": frozenset(("PRODID", "VERSION", "METHOD", "NAME", "X-WR-CALNAME", "SOURCE")),
    "VTIMEZONE": frozenset(("TZID", "X-LIC-LOCATION")),
    "STANDARD": _OBSERVANCE,
    "DAYLIGHT": _OBSERVANCE,
    "VEVENT": frozenset(
        (
            *("UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"),
            *("SUMMARY", "LOCATION", "DESCRIPTION", "URL", "CATEGORIES", "STATUS", "TRANSP", "CLASS"),
        )
    ),
}
"""What is kept of each component. Nobody's address is: ORGANIZER, ATTENDEE and CONTACT are not even looked at."""
_OUTERMOST = ("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY")
"""Never inside one another: where one begins, another that is still open has lost its end."""
_NAME = re.compile(r"\s*([A-Za-z0-9-]+)\s*[:;]")
_HEAD = re.compile(r'[^:;"]*+(?:;(?:[^:;"]++|"[^"]*+")*+)*+:')
"""Everything before the colon that parts a line; one in quotes parts nothing."""
_PARAMETER = re.compile(r';\s*([A-Za-z0-9-]+)\s*=\s*("[^"]*"|[^";]*)')


@dataclass(frozen=True, slots=True)
class Property:
    """One content line: its value as it is written, and what stands before it."""

    value: str = ""
    head: str = ""

    @property
    def text(self) -> str:
        """The value as TEXT (RFC 5545 § 3.3.11)."""
        text: str = unescape_backslash(self.value)
        return text

    def parameter(self, name: str) -> str:
        """Without its quotes; empty where it is not given."""
        found = (said for key, said in _PARAMETER.findall(self.head) if key.upper() == name)
        return next(found, "").strip(' "')


_NONE = Property()


@dataclass(slots=True)
class Component:
    """``line`` is that of its BEGIN; ``lines`` holds what is read of it, unfolded, by name."""

    name: str
    line: int
    lines: dict[str, list[str]] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)

    @property
    def where(self) -> str:
        return _("Zeile {line}", line=self.line)

    def every(self, name: str) -> Iterator[Property]:
        """All properties of that name that can be read."""
        return (one for line in self.lines.get(name, ()) if (one := _property(line)) is not None)

    def first(self, name: str) -> Property:
        """The one that counts where there should be one only; empty where there is none."""
        return next(self.every(name), _NONE)


@dataclass(slots=True)
class Calendars:
    """All calendars of a file; ``unread`` counts the components that hold no event."""

    calendars: list[Component] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)

    def parts(self, name: str) -> list[tuple[Component, Component]]:
        """Each component of that name with its calendar."""
        return [(part, calendar) for calendar in self.calendars for part in calendar.parts if part.name == name]


def parse(text: str, remarks: Remarks) -> Calendars:
    """The file's components; raises :class:`UnreadableFile` for what is no calendar or only a piece of one."""
    frame = _Frame(remarks)
    for number, content in unfolded(text):
        frame.take(number, content)
    return frame.finished()


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Content lines with the number of their first line; what is longer than any text of ours is cut."""
    begun, parts, length = 0, list[str](), 0
    for number, line in _lines(text):
        if line.startswith((" ", "\t")) and parts:
            if length < LONGEST_RAW:
                parts.append(line[1:])
                length += len(line)
        elif line and not line.isspace():
            if parts:
                yield begun, "".join(parts)
            begun, parts, length = number, [line[: LONGEST_RAW + 1]], len(line)
    if parts:
        yield begun, "".join(parts)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """One by one: five million of them as a list would not fit into the memory."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_LINES:
        raise too_many(mark("Zeilen"), MOST_LINES)
    number, at = 1, 0
    while (end := text.find("\n", at)) >= 0:
        yield number, text[at:end]
        number, at = number + 1, end + 1
    yield number, text[at:]


def _property(line: str) -> Property | None:
    """None for what has no value."""
    head = _HEAD.match(line)
    return Property(line[head.end() :], head[0][:-1]) if head else None


def _label(text: str) -> str:
    """A component's name as we write it down."""
    name = text[:40].strip().upper()
    return name if name.isascii() and name.isalnum() else clean_line(name)


class _Frame:
    """The components while the lines go by; ``open`` are those that have begun and not ended."""

    def __init__(self, remarks: Remarks) -> None:
        self.remarks = remarks
        self.found = Calendars()
        self.open: list[Component] = []
        self.events = 0
        self.last = 0

    def take(self, number: int, content: str) -> None:
        self.last = number
        keyword = content[:6].upper()
        if keyword == "BEGIN:":
            self._begin(number, _label(content[6:]))
        elif keyword.startswith("END:"):
            self._end(_label(content[4:]))
        elif self.open:
            self._keep(number, content)

    def finished(self) -> Calendars:
        if not self.found.calendars:
            raise UnreadableFile(
                mark("In der Datei beginnt kein Kalender: BEGIN:VCALENDAR fehlt. Bitte die Datei neu herunterladen.")
            )
        if self.open:
            raise UnreadableFile(
                mark(
                    "Die Kalenderdatei bricht nach Zeile {line} ab: END:{name} fehlt. "
                    "Vermutlich ist sie unvollständig; bitte neu und ganz herunterladen."
                ),
                line=self.last,
                name=self.open[0].name,
            )
        return self.found

    def _begin(self, number: int, name: str) -> None:
        component = Component(name, number)
        if name == "VCALENDAR":
            self._break_off(down_to=0)
            self.found.calendars.append(component)
        elif name in _OUTERMOST:
            self._take_in(component)
        elif self.open and name in ("STANDARD", "DAYLIGHT"):
            self.open[-1].parts.append(component)
        if len(self.open) >= DEEPEST:
            raise UnreadableFile(mark("Die Kalenderdatei ist in Zeile {line} zu tief verschachtelt."), line=number)
        self.open.append(component)

    def _take_in(self, component: Component) -> None:
        """What belongs to a calendar, even where its calendar has ended too soon."""
        self._break_off(down_to=1 if self.open and self.open[0].name == "VCALENDAR" else 0)
        if component.name not in ("VEVENT", "VTIMEZONE"):
            self.found.unread[component.name] += 1
        elif self.found.calendars:
            self.found.calendars[-1].parts.append(component)
        self.events += component.name == "VEVENT"
        if self.events > MOST_ENTRIES:
            raise too_many(mark("Termine"), MOST_ENTRIES)

    def _break_off(self, *, down_to: int) -> None:
        """Whatever is still open there has lost its END; what it said until here counts."""
        for lost in self.open[down_to:]:
            reason = _("END:{name} fehlt; gelesen wurde bis zum nächsten BEGIN.", name=lost.name)
            self.remarks.assumed(lost.where, reason, mark("Die Quelle prüfen."))
        del self.open[down_to:]

    def _end(self, name: str) -> None:
        """The innermost open component of that name and whatever in it has not ended; an END of nothing is nothing."""
        place = next((at for at in reversed(range(len(self.open))) if self.open[at].name == name), None)
        if place is not None:
            del self.open[place:]

    def _keep(self, number: int, content: str) -> None:
        if ":" not in content:
            reason = mark("Einzelne Zeilen ohne Doppelpunkt sind keine Kalenderzeilen; sie wurden übergangen.")
            self.remarks.once("note", reason, mark("Die Quelle prüfen."), where=_("Zeile {line}", line=number))
            return
        component, named = self.open[-1], _NAME.match(content)
        name = named[1].upper() if named else ""
        if name in _READ.get(component.name, ()):
            lines = component.lines.setdefault(name, [])
            if len(lines) < MOST_ALIKE:
                lines.append(content if name == "DESCRIPTION" else content[:LONGEST_LINE])
