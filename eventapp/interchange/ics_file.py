"""iCalendar files (RFC 5545): what others subscribe to becomes a programme; also our own feeds."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from eventapp.i18n import _, mark
from eventapp.interchange import ics_own
from eventapp.interchange.decoding import decoded
from eventapp.interchange.ends import Draft, with_ends
from eventapp.interchange.ics_event import Reader, Withheld, about_event, keys_of, place_in, replaced_dates
from eventapp.interchange.ics_lines import Calendars, Component, parse
from eventapp.interchange.ics_times import Clock
from eventapp.interchange.ics_zones import Zones
from eventapp.interchange.limits import LARGEST_TEXT, check_size
from eventapp.interchange.remarks import BadEntry, Remarks
from eventapp.interchange.source import Progress, SourceProgramme, UnreadableFile
from eventapp.interchange.wording import line

_SAVE_AS = mark("Den Kalender in UTF-8 ausspielen.")
_FOLD_IN_CHARACTER = re.compile(rb"([\xc2-\xf4][\x80-\xbf]{0,2})(\r?\n[ \t])([\x80-\xbf]{1,3})")
"""Lines may be folded between the octets of one character (RFC 5545 § 3.1)."""
_OTHERS = {
    "VTODO": mark("Aufgaben"),
    "VJOURNAL": mark("Notizen"),
    "VFREEBUSY": mark("Belegtzeiten"),
    "VAVAILABILITY": mark("Sprechzeiten"),
}


def read(data: bytes, *, default_minutes: int, progress: Progress | None, remarks: Remarks) -> SourceProgramme:
    """All events that can be used; a remark for each that cannot."""
    check_size(data, largest=LARGEST_TEXT)
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = _FOLD_IN_CHARACTER.sub(rb"\1\3\2", data)
    file = parse(decoded(data, remarks, advice=_SAVE_AS), remarks)
    _refuse_old_version(file)
    _remark_contents(file, remarks)
    read_events = _own if ics_own.language_of(file.calendars) else _foreign
    return read_events(file, default_minutes, progress or (lambda done, of: None), remarks)


def _foreign(file: Calendars, default_minutes: int, progress: Progress, remarks: Remarks) -> SourceProgramme:
    events = file.parts("VEVENT")
    reader = Reader(_clock(file, remarks), remarks, replaced_dates(event for event, _calendar in events))
    drafts: list[Draft] = []
    clock = _clock(file, Remarks())
    left_out: list[dict[str, str]] = []
    for number, (event, calendar) in enumerate(events, 1):
        try:
            drafts.append(reader.draft(event, method=calendar.first("METHOD").value.strip().upper()))
        except Withheld as withheld:
            remarks.note(event.where, str(withheld))
        except BadEntry as bad:
            remarks.unreadable(event.where, about_event(event, bad.reason), bad.advice)
            told = {"title": line(event.first("SUMMARY").text), **_where_and_when(event, clock)}
            left_out.append(keys_of(event) | told)
        progress(number, len(events))
    sessions = with_ends(drafts, default_minutes=default_minutes, remarks=remarks)
    return SourceProgramme("ics", _title(file), "", sessions, remarks.told(), tuple(left_out))


def _where_and_when(event: Component, clock: Clock) -> dict[str, str]:
    """As far as they can be read, of an event that cannot be used for another reason."""
    with suppress(BadEntry):
        return {"place": place_in(event), "starts_at": clock.times(event)[0].isoformat()}
    return {}


def _own(file: Calendars, _default_minutes: int, progress: Progress, remarks: Remarks) -> SourceProgramme:
    """Times in UTC are how we write the second hour of autumn's night: nothing worth a remark."""
    events = file.parts("VEVENT")
    language, clock = ics_own.language_of(file.calendars), _clock(file, Remarks())
    sessions = []
    left_out: list[dict[str, str]] = []
    for number, (event, _calendar) in enumerate(events, 1):
        try:
            sessions.append(ics_own.session_of(event, language, clock))
        except BadEntry as bad:
            remarks.unreadable(event.where, about_event(event, bad.reason), bad.advice)
            left_out.append(ics_own.keys_of(event) | {"title": line(event.first("SUMMARY").text)})
        progress(number, len(events))
    return SourceProgramme(
        "ics",
        _title(file),
        sessions=tuple(sessions),
        remarks=remarks.told(),
        left_out=tuple(left_out),
        is_ours=True,
        language=language,
        is_partial=ics_own.is_partial(file.calendars),
    )


def _clock(file: Calendars, remarks: Remarks) -> Clock:
    return Clock(Zones(zone for zone, _calendar in file.parts("VTIMEZONE")), remarks)


def _title(file: Calendars) -> str:
    names = (calendar.first(name).text for calendar in file.calendars for name in ("X-WR-CALNAME", "NAME"))
    return next((title for name in names if (title := line(name))), "")


def _refuse_old_version(file: Calendars) -> None:
    if any(calendar.first("VERSION").value.strip() == "1.0" for calendar in file.calendars):
        raise UnreadableFile(
            mark(
                "Das ist das alte Format vCalendar 1.0. Bitte im Kalenderprogramm als iCalendar (ICS, Version 2.0) "
                "ausspielen und diese Datei einlesen."
            )
        )


def _remark_contents(file: Calendars, remarks: Remarks) -> None:
    for name, count in file.unread.items():
        remarks.once(
            "note",
            _(
                "Nicht gelesen: {count} {what} ({name}); nur Termine sind Programm.",
                count=count,
                what=_(_OTHERS.get(name, name)),
                name=name,
            ),
        )
    events: list[Component] = [event for event, _calendar in file.parts("VEVENT")]
    if not events:
        remarks.once(
            "note", mark("Der Kalender enthält keinen einzigen Termin."), mark("Prüfen, ob es die richtige Datei ist.")
        )
