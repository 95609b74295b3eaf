"""The one VTIMEZONE that every calendar of ours carries, word for word.

Constant, because generated ones are wrong where it counts: Thunderbird reads only the first of icalendar's RDATEs and
then shows summer an hour off. Recurrence rules are read rightly everywhere. A test holds them against the zone data.
"""

from __future__ import annotations

ZONE_NAME = "Europe/Berlin"

_LINES = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""

VTIMEZONE = _LINES.replace("\n", "\r\n").encode("ascii")
