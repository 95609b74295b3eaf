"""Content lines of iCalendar as octets: names, escapes, folds, stamps (RFC 5545 §§ 3.1, 3.3.5, 3.3.11).

Written by hand, because a library that folds a feed character by character needs half a second for a thousand sessions;
the tests read every feed with icalendar. Values come in clean (``eventapp.text``); names never come from outside.
"""

from __future__ import annotations

from datetime import datetime

from eventapp.calendars.timezone import ZONE_NAME

MOST_OCTETS = 74
"""Of a line, its break and the blank before a continued one not counted: one less than allowed, as icalendar has it."""
_IN_CHARACTER, _CONTINUED = 0b1100_0000, 0b1000_0000
_PREFIXES = b"\\^"
"""What begins an escape; some clients do not join one that a fold has parted."""


def line(name: str, value: str) -> bytes:
    """One property with its value as it stands there, folded, with its line break."""
    octets = f"{name}:{value}".encode()
    return (octets if len(octets) <= MOST_OCTETS else _folded(octets)) + b"\r\n"


def text(name: str, value: str) -> bytes:
    """A property of type TEXT. Only ``\\n`` breaks a line: a backslash before N is a backslash."""
    return line(name, value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n"))


def utc(name: str, moment: datetime) -> bytes:
    """A moment in UTC; ``moment`` is in UTC."""
    return line(name, utc_value(moment))


def utc_value(moment: datetime) -> str:
    """The same without its name; ``moment`` is in UTC."""
    return f"{_stamp(moment)}Z"


def wall(name: str, moment: datetime) -> bytes:
    """A reading of the hall's clock."""
    return line(f"{name};TZID={ZONE_NAME}", _stamp(moment))


def _stamp(moment: datetime) -> str:
    day = f"{moment.year:04}{moment.month:02}{moment.day:02}"
    return f"{day}T{moment.hour:02}{moment.minute:02}{moment.second:02}"


def _folded(octets: bytes) -> bytes:
    """Broken between characters, never inside of one and never behind the beginning of an escape."""
    parts, begins = [], 0
    while len(octets) - begins > MOST_OCTETS:
        ends = begins + MOST_OCTETS
        while octets[ends] & _IN_CHARACTER == _CONTINUED:
            ends -= 1
        if octets[ends - 1] in _PREFIXES:
            ends -= 1
        parts.append(octets[begins:ends])
        begins = ends
    return b"\r\n ".join((*parts, octets[begins:]))
