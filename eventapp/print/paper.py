"""What every paper about a programme carries: whose it is, which version it shows, where it says what changed since."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from eventapp.clock import at_the_fair
from eventapp.fair.value import PublicFair, Venue
from eventapp.i18n import _, language
from eventapp.i18n.days import day_with_year, long_day
from eventapp.programme.value import Programme
from eventapp.web.qr import qr_svg

LONG = 20
"""Letters from which a word may be hyphenated; most lines have room for shorter ones."""
_NO_WORD = re.compile(r"\S{46,}")
_BREAK, _EVERY = "\u200b", 12
"""What is no word of any language may break after so many signs."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A released programme with its fair, to be printed. ``changes`` is the address of what changed since."""

    fair: PublicFair
    programme: Programme
    changes: str

    @property
    def title(self) -> str:
        return self.fair.title.in_language(language())

    @property
    def version(self) -> str:
        """Version 3, Stand 4. Januar 2027, 10:00 Uhr"""
        return _("Version {number}, Stand {when}", number=self.programme.number, when=_when(self.programme.released_at))

    def values(self, title: str) -> dict[str, Any]:
        """What ``paper.typ`` sets head, foot and properties of the file from."""
        days = [self.programme.starts_on, self.programme.ends_on]
        return {
            **about(self.title, self.programme.released_at),
            "title": title,
            "fair": breakable(self.title),
            "when": days_told(days),
            "where": where_told(self.programme.venue),
            "version": self.version,
            "changes": code(
                self.changes, _("Was sich seit Version {number} geändert hat", number=self.programme.number)
            ),
        }


def about(author: str, at: datetime | None) -> dict[str, Any]:
    """Of whom and of when the file is."""
    told: dict[str, Any] = {"author": author, "language": language(), "date": None}
    if at is not None:
        day = at_the_fair(at)
        told["date"] = {"year": day.year, "month": day.month, "day": day.day}
    return told


def code(address: str, says: str) -> dict[str, str]:
    """An address for a camera, for a hand, and for a finger where the paper is a screen."""
    svg = qr_svg(address, title=says, border=0).decode()
    return {"svg": svg, "says": says, "address": address, "short": breakable(address.split("://", 1)[-1])}


def days_told(days: Sequence[date]) -> str:
    """10. und 11. Februar 2027 by its first and its last day."""
    first, last = days[0], days[-1]
    if first == last:
        return f"{long_day(first, language())} {first.year}"
    last_day = f"{long_day(last, language())} {last.year}"
    return _("{first} bis {last}", first=_unbroken(long_day(first, language())), last=_unbroken(last_day))


def where_told(venue: Venue) -> str:
    """The hall before the house: whoever holds the paper is in the right town."""
    hall = venue.hall.in_language(language())
    stand = _("Stand {number}", number=venue.stand) if venue.stand and venue.stand not in hall else ""
    return ", ".join(filter(None, (hall, stand, venue.name)))


def breakable(text: str) -> str:
    """The same with places to break words that no line is long enough for."""
    return _NO_WORD.sub(lambda found: _BREAK.join(_parts(found[0])), text)


def has_long_words(text: str) -> bool:
    return any(len(word) >= LONG for word in text.split())


def shortened(text: str, most: int) -> str:
    """Cut at a word where it is longer."""
    if len(text) <= most:
        return text
    cut = text[:most].rpartition(" ")[0] or text[:most]
    return f"{cut.rstrip(' ,;:–-')} …"


def _parts(word: str) -> list[str]:
    return [word[start : start + _EVERY] for start in range(0, len(word), _EVERY)]


def _unbroken(day: str) -> str:
    """A line ends after the weekday or not at all."""
    weekday, comma, rest = day.partition(", ")
    return weekday + comma + rest.replace(" ", "\u00a0")


def _when(moment: datetime | None) -> str:
    if moment is None:
        return "–"
    wall = at_the_fair(moment)
    return _("{day}, {time} Uhr", day=day_with_year(wall.date(), language()), time=f"{wall:%H:%M}")
