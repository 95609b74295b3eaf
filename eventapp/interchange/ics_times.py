"""When an event of a calendar file is: DTSTART, DTEND and DURATION become moments; what had to be guessed is said."""

from __future__ import annotations

from datetime import datetime, timedelta

from icalendar.prop import vDuration

from eventapp.clock import FAIR_ZONE, at_the_fair, aware
from eventapp.i18n import _, mark
from eventapp.interchange.frab_times import CONVERTED
from eventapp.interchange.ics_lines import Component, Property
from eventapp.interchange.ics_zones import Zones
from eventapp.interchange.moments import LONGEST_SESSION, YEARS, Wall, checked, on_the_wall
from eventapp.interchange.remarks import BadEntry, Remarks
from eventapp.text import clean_line

FLOATING = mark("Die Zeiten stehen ohne Zeitzone in der Datei; sie gelten als Uhrzeit in der Halle.")
_ADVICE = mark("In der Quelle Beginn und Ende mit Datum und Uhrzeit eintragen.")
LONGEST_DATE = 10
"""Characters of ``2027-02-10``; what tells a time has more."""


class Clock:
    """Reads the times of one file."""

    def __init__(self, zones: Zones, remarks: Remarks) -> None:
        self._zones = zones
        self._remarks = remarks

    def times(self, event: Component) -> tuple[datetime, datetime | None]:
        """Start and, where it can be read, end, in UTC; a length of nought is none. Raises :class:`BadEntry`."""
        starts_at = self.moment(event.first("DTSTART"), mark("Beginn (DTSTART)"))
        ends_at = self._end(event, starts_at)
        if ends_at is not None:
            checked(starts_at, ends_at)
        return starts_at, None if ends_at == starts_at else ends_at

    def moment(self, stamp: Property, noun: str) -> datetime:
        """A DATE-TIME (RFC 5545 § 3.3.5) in UTC; ISO's other spellings and offsets are understood, too."""
        written = stamp.value.strip().upper()[:40]
        try:
            moment = datetime.fromisoformat(written).replace(microsecond=0)
        except ValueError:
            raise BadEntry(_("{what} fehlt oder ist nicht lesbar.", what=_(noun)), _ADVICE) from None
        if len(written) <= LONGEST_DATE:
            reason = _("{what} ist ein ganzer Tag ohne Uhrzeit.", what=_(noun))
            raise BadEntry(reason, mark("Eine Uhrzeit eintragen, wenn es ein Programmpunkt ist."))
        if moment.year not in YEARS:
            raise BadEntry(_("Das Jahr {year} kann nicht stimmen.", year=moment.year), mark("Datum prüfen."))
        if moment.tzinfo is None:
            return self._from_wall(moment, stamp.parameter("TZID"))
        return self._converted(moment)

    def _from_wall(self, wall: datetime, tzid: str) -> datetime:
        """What a clock shows: the hall's, or that of the zone which the line names."""
        if not tzid:
            self._remarks.once("assumed", FLOATING, mark("Stimmt das nicht, in der Quelle die Zeitzone angeben."))
        moment = self._zones.utc(tzid, wall) if tzid and tzid != FAIR_ZONE.key else None
        if moment is None:
            if tzid not in ("", FAIR_ZONE.key):
                name = clean_line(tzid, longest=80)
                reason = _(
                    "Die Zeitzone „{name}“ ist unbekannt; ihre Zeiten gelten als Uhrzeit in der Halle.", name=name
                )
                self._remarks.once("assumed", reason, mark("Uhrzeiten prüfen."))
            return on_the_wall(wall.date(), Wall(wall.time()))
        if at_the_fair(moment).replace(tzinfo=None) != wall:
            self._remarks.once("note", CONVERTED)
        return moment

    def _converted(self, moment: datetime) -> datetime:
        if moment.utcoffset() != at_the_fair(moment).utcoffset():
            self._remarks.once("note", CONVERTED)
        return aware(moment)

    def _end(self, event: Component, starts_at: datetime) -> datetime | None:
        """An end that cannot be read is said and guessed like one that is missing: the event itself is there."""
        try:
            if "DTEND" in event.lines:
                return self.moment(event.first("DTEND"), mark("Ende (DTEND)"))
            if "DURATION" in event.lines:
                return starts_at + _length(event.first("DURATION"))
        except BadEntry as bad:
            self._remarks.assumed(event.where, bad.reason, bad.advice)
        return None


def _length(duration: Property) -> timedelta:
    try:
        said = duration.value.strip().upper()[:40]
        length: timedelta = vDuration.from_ical(said)  # type: ignore[no-untyped-call]  # -- icalendar gives it no type
    except (ValueError, OverflowError):
        raise BadEntry(mark("Dauer (DURATION) ist nicht lesbar."), _ADVICE) from None
    return max(min(length, 2 * LONGEST_SESSION), -LONGEST_SESSION)
