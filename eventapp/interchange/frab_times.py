"""When a frab entry starts: its ``date``, its ``start`` and its day often say different things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from eventapp.clock import DAY_ENDS_AT, FAIR_ZONE
from eventapp.i18n import _, mark
from eventapp.interchange.moments import YEARS, Wall, day_in, on_the_wall, times_in
from eventapp.interchange.remarks import BadEntry, Remarks

KEPT = mark(
    "Die Zeiten tragen einen fremden Zeitversatz (etwa Z), gleichen aber der Uhrzeit im Feld „start“; "
    "sie gelten als Uhrzeit in der Halle."
)
CONVERTED = mark(
    "Die Zeiten stehen in einer anderen Zeitzone in der Datei; sie wurden auf die Uhr der Halle umgerechnet."
)


@dataclass(frozen=True, slots=True)
class FrabDay:
    """The day an entry stands under, as the file writes it."""

    date: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file says of one entry's start. ``zone`` is the file's named zone."""

    where: str
    date: str
    start: str
    day: FrabDay
    zone: str = ""


def starts_at(stamp: Stamp, remarks: Remarks) -> datetime:
    """The start in UTC."""
    wall = _clock(stamp.start)
    moment = _moment(stamp.date)
    if moment is not None and not (_is_midnight(moment) and wall and wall != time(0, 0)):
        return _from_moment(moment, wall, stamp, remarks)
    if wall is None:
        raise BadEntry(mark("Die Uhrzeit fehlt oder ist nicht lesbar."), mark("Beginn als HH:MM eintragen."))
    return _from_day(wall, stamp, remarks)


def _from_moment(moment: datetime, wall: time | None, stamp: Stamp, remarks: Remarks) -> datetime:
    _check_year(moment.date())
    if moment.tzinfo is None:
        return on_the_wall(moment.date(), Wall(wall or moment.time()))
    hall = moment.astimezone(FAIR_ZONE)
    if hall.utcoffset() == moment.utcoffset():
        return _same_zone(hall, wall, stamp, remarks)
    if wall == moment.time() and not _is_of_zone(moment, stamp.zone):
        remarks.once("assumed", KEPT, mark("Stimmt das nicht, in der Quelle die Zeitzone berichtigen."))
        return on_the_wall(moment.date(), Wall(moment.time()))
    if wall not in (None, moment.time(), hall.time()):
        return _same_zone(hall, wall, stamp, remarks)
    remarks.once("note", CONVERTED)
    return hall


def _same_zone(hall: datetime, wall: time | None, stamp: Stamp, remarks: Remarks) -> datetime:
    if wall and wall != hall.time().replace(second=0, microsecond=0):
        reason = _(
            "„date“ sagt {hall} Uhr, „start“ sagt {wall} Uhr; es gilt {hall} Uhr.",
            hall=f"{hall:%H:%M}",
            wall=f"{wall:%H:%M}",
        )
        remarks.assumed(stamp.where, reason, mark("In der Quelle berichtigen."))
    return hall


def _from_day(wall: time, stamp: Stamp, remarks: Remarks) -> datetime:
    """Only day and clock: what starts before the day does, in the small hours, belongs to the next date."""
    own, under = day_in(stamp.date), day_in(stamp.day.date)
    day = own or under
    if day is None:
        raise BadEntry(mark("Das Datum fehlt oder ist nicht lesbar."), mark("Datum als JJJJ-MM-TT eintragen."))
    _check_year(day)
    if own in (None, under) and _is_after_midnight(wall, stamp.day):
        day += timedelta(days=1)
        reason = _(
            "Beginn {time} Uhr liegt nach Mitternacht; gerechnet zum {day}.",
            time=f"{wall:%H:%M}",
            day=f"{day:%d.%m.%Y}",
        )
        remarks.assumed(stamp.where, reason, mark("Im Feld „date“ das volle Datum mit Uhrzeit angeben."))
    return on_the_wall(day, Wall(wall))


def _is_after_midnight(wall: time, day: FrabDay) -> bool:
    opens, closes = _moment(day.start), _moment(day.end)
    if opens is None or _is_midnight(opens):
        return False
    limit = DAY_ENDS_AT
    if closes is not None and closes.date() > opens.date() and closes.time() < opens.time():
        limit = max(limit, closes.time())
    return wall < opens.time() and wall < limit


def _check_year(day: date) -> None:
    if day.year not in YEARS:
        raise BadEntry(_("Das Jahr {year} kann nicht stimmen.", year=day.year), mark("Datum prüfen."))


def _is_midnight(moment: datetime) -> bool:
    return moment.time() == time(0, 0)


def _is_of_zone(moment: datetime, zone: str) -> bool:
    """Whether the offset is really that of the zone the file names, and that zone is not the hall's."""
    if not zone or zone == FAIR_ZONE.key:
        return False
    try:
        return ZoneInfo(zone).utcoffset(moment.replace(tzinfo=None)) == moment.utcoffset()
    except (OSError, ValueError, KeyError):
        return False


def _moment(text: str) -> datetime | None:
    """A date with a clock time; a mere date is none."""
    if "T" not in text and " " not in text:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _clock(text: str) -> time | None:
    found = times_in(text) if ":" in text else None
    return found[0].clock if found and not found[0].days else None
