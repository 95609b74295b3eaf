"""Dates, clock times and durations as people and programs write them down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from eventapp.clock import from_the_wall, is_in_the_gap
from eventapp.i18n import _, mark
from eventapp.interchange.remarks import BadEntry
from eventapp.text import folded

YEARS = range(1990, 2101)
LONGEST_SESSION = timedelta(hours=24)

_MONTHS = [
    "januar",
    "februar",
    "marz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
]
_ENGLISH_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_WEEKDAYS = (
    ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)
_BESIDE_DATES = frozenset(("tag", "day", "am", "den", "der", "st", "nd", "rd", "th"))
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_GERMAN = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2}(?!\d))?(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\.?\s+([^\W\d]{3,9})\.?(?:,?\s+(\d{4}))?(?!\d)")
_MONTH_FIRST = re.compile(r"\b([^\W\d]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?(?!\d)", re.IGNORECASE)
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(uhr|h|a\.?m\.?|p\.?m\.?)?"
_TIMES = re.compile(rf"(?:von|ab|um|from|ca\.?)?\s*{_CLOCK}(?:\s*(?:-|–|—|bis|to)\s*{_CLOCK})?", re.IGNORECASE)
_HOURS_MINUTES = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2}))?(?:\s*(?:h|std\.?|stunden))?", re.IGNORECASE)
_MINUTES = re.compile(r"(\d{1,4})\s*(?:min|minute|minuten|minutes|')?\.?", re.IGNORECASE)
_HOURS = re.compile(
    r"(\d{1,2})(?:[.,](\d{1,2}))?\s*(?:h|std|stunde|stunden|hours?)\.?(?:\s*(\d{1,2})\s*(?:min\w*\.?)?)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Wall:
    """A reading of the clock; ``days`` later where someone writes 24:00."""

    clock: time
    days: int = 0


def day_in(text: str, *, year: int | None = None) -> date | None:
    """The date in a text; one without a year needs ``year``. None where there is no date or an impossible one."""
    for written in (_iso, _german, _slashed, _named_day_first, _named_month_first):
        numbers = written(text)
        if numbers is not None:
            return _date(*numbers, year)
    return None


def is_mere_date(text: str) -> bool:
    """Whether nothing but a date stands there, as in the heading of a day; "Stand: 3.1.2027" is none."""
    words = folded(text[:80]).split()
    return len(text) < 60 and all(
        word.isdigit() or word in _BESIDE_DATES or _month(word) or _weekday(word) for word in words
    )


def weekday_contradicts(text: str, day: date) -> bool:
    """Whether the text names another weekday than the date has."""
    word = re.match(r"[^\W\d_]+", text.strip())
    if not word:
        return False
    named = _weekday(folded(word.group()))
    return bool(named) and named != day.isoweekday()


def times_in(text: str) -> tuple[Wall, Wall | None] | None:
    """Start and, where it stands there too, end ("10:00–10:45 Uhr"); None where the text is something else."""
    match = _TIMES.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute, half, end_hour, end_minute, end_half = match.groups()
    start = _wall(hour, minute, half)
    end = _wall(end_hour, end_minute, end_half) if end_hour else None
    if start is None or (end_hour and end is None):
        return None
    return start, end


def duration_in(text: str) -> timedelta | None:
    """``1:30``, ``90``, ``90 min``, ``1,5 Std.``, ``1 h 30 min``; None where it is none or nought."""
    text = text.strip()
    if match := _HOURS_MINUTES.fullmatch(text):
        found = timedelta(hours=int(match[1]), minutes=int(match[2]), seconds=int(match[3] or 0))
    elif match := _MINUTES.fullmatch(text):
        found = timedelta(minutes=int(match[1]))
    elif match := _HOURS.fullmatch(text):
        found = timedelta(hours=float(f"{match[1]}.{match[2] or 0}"), minutes=int(match[3] or 0))
    else:
        return None
    return found or None


def on_the_wall(day: date, wall: Wall) -> datetime:
    """The moment at which the hall's clock shows that, in UTC."""
    day = _possible(day) + timedelta(days=wall.days)
    if is_in_the_gap(day, wall.clock):
        reason = _(
            "{time} Uhr gibt es am {day} nicht: Die Uhren werden vorgestellt.",
            time=f"{wall.clock:%H:%M}",
            day=f"{day:%d.%m.%Y}",
        )
        raise BadEntry(reason, mark("Uhrzeit prüfen."), field="start")
    return from_the_wall(day, wall.clock)


def _possible(day: date) -> date:
    if day.year not in YEARS:
        reason = _("Das Datum {day} kann nicht stimmen.", day=f"{day:%d.%m.}{day.year}")
        raise BadEntry(reason, mark("Datum mit vierstelligem Jahr schreiben, etwa 10.02.2027."), field="date")
    return day


def checked(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse what no session can be."""
    _possible(starts_at.date())
    if ends_at < starts_at:
        raise BadEntry(mark("Das Ende liegt vor dem Beginn."), mark("Beginn, Ende und Datum prüfen."), field="end")
    if ends_at - starts_at > LONGEST_SESSION:
        raise BadEntry(
            mark("Der Programmpunkt dauert länger als 24 Stunden."),
            mark("Ende oder Dauer prüfen; Mehrtägiges je Tag eintragen."),
            field="end",
        )


def _iso(text: str) -> tuple[int, int, int | None] | None:
    match = _ISO.search(text)
    return (int(match[3]), int(match[2]), int(match[1])) if match else None


def _german(text: str) -> tuple[int, int, int | None] | None:
    match = _GERMAN.search(text)
    return (int(match[1]), int(match[2]), _year(match[3])) if match else None


def _slashed(text: str) -> tuple[int, int, int | None] | None:
    """Day first as in Europe, month first where only that is a date."""
    match = _SLASHED.search(text)
    if not match:
        return None
    first, second = int(match[1]), int(match[2])
    return (second, first, int(match[3])) if second > 12 else (first, second, int(match[3]))


def _named_day_first(text: str) -> tuple[int, int, int | None] | None:
    match = _DAY_FIRST.search(text)
    month = _month(match[2]) if match else None
    return (int(match[1]), month, _year(match[3])) if match and month else None


def _named_month_first(text: str) -> tuple[int, int, int | None] | None:
    match = _MONTH_FIRST.search(text)
    month = _month(match[1]) if match else None
    return (int(match[2]), month, _year(match[3])) if match and month else None


def _month(word: str) -> int | None:
    label = folded(word)
    for names in (_MONTHS, _ENGLISH_MONTHS):
        for number, name in enumerate(names, 1):
            if label == name or (len(label) in (3, 4) and name.startswith(label)):
                return number
    return 3 if label in ("maerz", "mrz") else None


def _weekday(word: str) -> int | None:
    """1 for Monday as in ISO, by the whole name or its usual beginning."""
    for names in _WEEKDAYS:
        for number, name in enumerate(names, 1):
            if word == name or (len(word) in (2, 3) and name.startswith(word)):
                return number
    return None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _date(day: int, month: int, year: int | None, assumed_year: int | None) -> date | None:
    year = year or assumed_year
    if year is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _wall(hour: str, minute: str | None, half: str | None) -> Wall | None:
    hours, minutes = int(hour), int(minute or 0)
    mark = (half or "").lower().replace(".", "")
    if mark in ("am", "pm"):
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if mark == "pm" else 0)
    if (hours, minutes) == (24, 0):
        return Wall(time(0, 0), days=1)
    return Wall(time(hours, minutes)) if hours < 24 and minutes < 60 else None
