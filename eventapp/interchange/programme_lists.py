"""The lists of the programme's desk as rows of tables: what the pages show, in their order. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from eventapp.clock import at_the_fair
from eventapp.i18n import Words, _, language, mark
from eventapp.interchange.exhibitor_lists import Cell, List
from eventapp.programme.conflict_words import conflict_words
from eventapp.programme.conflicts import KINDS, SEVERITIES
from eventapp.programme.models import Blocker, Place, Speaker
from eventapp.programme.names import CONSENT_NAMES, place_kind_name
from eventapp.programme.planning import Conflict, Window
from eventapp.programme.snapshots import windows_told
from eventapp.programme.value import Programme
from eventapp.programme.worklist import MISSING, STATES, Line

WHEN = (mark("Tag"), mark("Beginn"), mark("Ende"))
SESSION_HEADS = (
    *WHEN,
    mark("Minuten"),
    mark("Titel"),
    mark("Ort"),
    mark("Themenfeld"),
    mark("Vortragende"),
    mark("Zustand"),
    mark("Abgesagt"),
    mark("Verspätung (Minuten)"),
    mark("Konflikte"),
    mark("Verhindert die Veröffentlichung"),
    mark("Vergebene Plätze"),
    mark("Plätze"),
    mark("Fehlt"),
    mark("Code"),
)
SPEAKER_HEADS = (
    mark("Name"),
    mark("Organisation"),
    mark("Einverständnis"),
    mark("Einverständnis seit"),
    mark("Eigener Eintrag"),
    mark("Seit"),
    mark("Programmpunkte"),
    mark("Verfügbar"),
)
PLACE_HEADS = (
    mark("Name"),
    mark("Englisch"),
    mark("Wo"),
    mark("Art"),
    mark("Personen"),
    mark("Programmpunkte"),
    mark("Ausgeblendet"),
    mark("Verfügbar"),
)
BLOCKER_HEADS = (*WHEN, mark("Wofür"), mark("Ort"))
CONFLICT_HEADS = (mark("Folge"), mark("Art"), mark("Konflikt"), *WHEN, mark("Ort"), mark("Programmpunkte"))
Windows = Mapping[str, tuple[Window, ...]]
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Used:
    """Of places or people: by number in how many sessions they are, by address when they can be had."""

    times: Mapping[int, int]
    windows: Windows


def sessions(lines: Iterable[Line]) -> List:
    return _list(_("Programmpunkte"), SESSION_HEADS, map(_session, lines))


def _session(line: Line) -> Row:
    session, row = line.session, line.row
    people = ", ".join(speaker.name for speaker in row.speakers)
    return (
        *(_when(session.starts_at, session.ends_at) if line.is_scheduled else (_("ohne Zeit"), "", "")),
        int((session.ends_at - session.starts_at).total_seconds() // 60),
        _said(session.title),
        _said(row.place.name) if row.place else "",
        _said(row.theme.name) if row.theme else "",
        people or session.organisation,
        _(STATES[line.state]),
        _yes(session.is_cancelled),
        session.delay or "",
        line.conflicts or "",
        _yes(line.is_grave),
        line.taken if line.places else "",
        line.places or "",
        ", ".join(_(MISSING[one]) for one in line.missing),
        session.code,
    )


def speakers(rows: Iterable[Speaker], used: Used) -> List:
    return _list(_("Vortragende"), SPEAKER_HEADS, (_speaker(row, used) for row in rows))


def _speaker(row: Speaker, used: Used) -> Row:
    entry = _("ergänzt") if row.completed_at else _("Link geschickt") if row.link_sent_at else ""
    since = row.completed_at or row.link_sent_at
    return (
        row.name,
        row.organisation,
        _(CONSENT_NAMES[row.consent]),
        _day(row.consent_on) if row.consent_on else "",
        entry,
        _day(at_the_fair(since)) if since else "",
        used.times.get(row.id, 0),
        windows_told(used.windows.get(row.slug, ())),
    )


def places(rows: Iterable[Place], used: Used) -> List:
    return _list(_("Orte"), PLACE_HEADS, (_place(row, used) for row in rows))


def _place(row: Place, used: Used) -> Row:
    return (
        row.name_de,
        row.name_en,
        row.where_de,
        place_kind_name(row.kind),
        row.capacity or "",
        used.times.get(row.id, 0),
        _yes(row.is_hidden),
        windows_told(used.windows.get(row.slug, ())),
    )


def blockers(rows: Iterable[Blocker]) -> List:
    told = (
        (*_when(row.starts_at, row.ends_at), row.title, row.place.name_de if row.place else _("alle Orte"))
        for row in rows
    )
    return _list(_("Sperrzeiten"), BLOCKER_HEADS, told)


def conflicts(found: Iterable[Conflict], drafted: Programme) -> List:
    return _list(_("Konflikte"), CONFLICT_HEADS, (_conflict(one, drafted) for one in found))


def _conflict(found: Conflict, drafted: Programme) -> Row:
    place = drafted.place(found.place)
    return (
        _(SEVERITIES[found.severity]),
        _(KINDS[found.kind]),
        conflict_words(found, drafted),
        *(_when(found.starts_at, found.ends_at) if found.starts_at and found.ends_at else ("", "", "")),
        _said(place.name) if place else "",
        ", ".join(found.codes),
    )


def _list(title: str, heads: Sequence[str], rows: Iterable[Row]) -> List:
    return List(title, tuple(_(head) for head in heads), tuple(rows))


def _when(starts_at: datetime, ends_at: datetime) -> tuple[str, str, str]:
    starts_at, ends_at = at_the_fair(starts_at), at_the_fair(ends_at)
    return _day(starts_at), f"{starts_at:%H:%M}", f"{ends_at:%H:%M}"


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _said(words: Words) -> str:
    return words.in_language(language())


def _yes(is_so: bool) -> str:
    return _("ja") if is_so else ""
