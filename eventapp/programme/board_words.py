"""What the planning board says: its own sentences, conflicts, what lies under the sessions, and who was first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from operator import itemgetter
from typing import Any

from eventapp.accounts.queries import names_of
from eventapp.clock import from_the_wall
from eventapp.fair.models import Fair
from eventapp.i18n import Words, _, language, mark
from eventapp.journal.queries import entries_about
from eventapp.programme.conflict_words import conflict_words
from eventapp.programme.conflicts import SEVERITIES
from eventapp.programme.models import ConferenceSession
from eventapp.programme.planning import Conflict, Plan, Planning, Window
from eventapp.programme.tiles import wall
from eventapp.programme.value import Programme
from eventapp.web.formats import wall_time, wall_when

TEXTS = {
    "isAside": mark("ohne Zeit"),
    "isCancelled": mark("Abgesagt"),
    "minutes": mark("{number} min"),
    "conflict": mark("{number} Konflikt"),
    "conflicts": mark("{number} Konflikte"),
    "noConflict": mark("Kein Konflikt."),
    "nobody": mark("– nicht tauschen –"),
    "away": mark("{name}: nicht da"),
    "moved": mark("„{title}“: {where}."),
    "setAside": mark("„{title}“ liegt jetzt an der Seite, ohne Zeit."),
    "swapped": mark("„{title}“ und „{other}“ sind getauscht."),
    "swapsWith": mark("Tauscht mit „{title}“."),
    "toTheSide": mark("Kommt zur Seite, ohne Zeit."),
    "staysOnBoard": mark("Schon veröffentlicht: kann nicht zur Seite."),
    "undone": mark("Rückgängig gemacht. „{title}“: {where}."),
    "redone": mark("Wiederholt. „{title}“: {where}."),
    "nothingToUndo": mark("Es gibt nichts rückgängig zu machen."),
    "nothingToRedo": mark("Es gibt nichts zu wiederholen."),
    "putBack": mark("Zurückgelegt, nichts ist geändert."),
    "notMoved": mark("Nichts ist geändert."),
    "letGoNow": mark("Lassen Sie los: Es bleibt, wo es war."),
    "keysHelp": mark(
        "Aufgenommen. Pfeiltasten verschieben, mit Strg um eine Stunde, mit Umschalt ändern sie die Dauer. "
        "Bild auf und Bild ab: der Tag. Eingabe legt ab, Escape legt zurück."
    ),
    "saving": mark("Wird gespeichert …"),
    "saved": mark("Gespeichert."),
    "offline": mark(
        "Keine Verbindung. Was Sie verschieben, bleibt hier stehen und wird gespeichert, sobald es wieder geht."
    ),
    "signedOut": mark(
        "Sie sind nicht mehr angemeldet. Melden Sie sich in einem neuen Fenster an: "
        "Was Sie verschoben haben, wird danach gespeichert."
    ),
    "notLoaded": mark("Die Tafel lässt sich gerade nicht laden. Laden Sie die Seite neu."),
}
"""What the script says; names are filled in by it."""


def conflicts_told(programme: Programme, conflicts: Iterable[Conflict]) -> list[dict[str, Any]]:
    return [
        {
            "words": conflict_words(conflict, programme),
            "severity": conflict.severity,
            "severityName": _(SEVERITIES[conflict.severity]),
            "isSerious": conflict.severity == "blocking",
            "codes": conflict.codes,
        }
        for conflict in conflicts
    ]


def grounds_told(planning: Planning, days: Sequence[date]) -> list[dict[str, Any]]:
    """What lies under the sessions; a place of None is all of them."""
    open_ = [Window(hours.opens_at, hours.closes_at) for hours in planning.hours]
    with_hours = [day for day in days if day in planning.hours_by_day]
    grounds = [_ground("closed", None, span, "") for span in away(open_, with_hours)]
    for slug, windows in planning.places.items():
        grounds += [_ground("away", slug, span, _("nicht verfügbar")) for span in away(windows, days)]
    for blocker in planning.blockers:
        span = Window(blocker.starts_at, blocker.ends_at)
        grounds.append(_ground("blocker", blocker.place or None, span, blocker.title))
    return grounds


def people_told(plan: Plan, days: Sequence[date]) -> dict[str, dict[str, Any]]:
    """Who cannot be had at any time: when they are there, and when not."""
    return {
        slug: {
            "name": speaker.name,
            "there": _("{name} kann: {times}", name=speaker.name, times="; ".join(_span_words(windows))),
            "away": [{"starts": wall(span.starts_at), "ends": wall(span.ends_at)} for span in away(windows, days)],
        }
        for slug, windows in plan.planning.speakers.items()
        if (speaker := plan.whole.speaker(slug)) is not None
    }


def _span_words(windows: Iterable[Window]) -> Iterator[str]:
    return (wall_when(window.starts_at, window.ends_at) for window in windows)


def away(windows: Iterable[Window], days: Iterable[date]) -> Iterator[Window]:
    """What these days have beside the windows."""
    in_order = sorted(windows, key=lambda window: window.starts_at)
    for day in days:
        begins, ends = from_the_wall(day, time(0)), from_the_wall(day + timedelta(days=1), time(0))
        for window in in_order:
            if begins < (until := min(window.starts_at, ends)):
                yield Window(begins, until)
            begins = max(begins, min(window.ends_at, ends))
        if begins < ends:
            yield Window(begins, ends)


def _ground(kind: str, place: str | None, span: Window, said: str) -> dict[str, Any]:
    return {"kind": kind, "place": place, "starts": wall(span.starts_at), "ends": wall(span.ends_at), "said": said}


def what_happened(fair: Fair, row: ConferenceSession) -> str:
    """Who changed it since, when, and what: from the journal, which has it in words."""
    title = Words(row.title_de, row.title_en).in_language(language())
    found = entries_about(fair.id, f"session:{row.code}", most=1)
    if not found or not found[0].differences:
        return _(
            "Jemand anders hat „{title}“ inzwischen geändert. Die Tafel zeigt jetzt, was gespeichert ist.",
            title=title,
        )
    entry = found[0]
    told = (
        (_(field), old or "–", new or "–")
        for field, old, new in map(itemgetter("field", "old", "new"), entry.differences)
    )
    changes = "; ".join(_("{field}: {old} → {new}", field=field, old=old, new=new) for field, old, new in told)
    return _(
        "{who} hat „{title}“ um {time} Uhr geändert ({changes}). Ihre Änderung gilt nicht; "
        "die Tafel zeigt, was gespeichert ist.",
        who=(names_of({entry.by}).get(entry.by) if entry.by else None) or _("Jemand anders"),
        title=title,
        time=wall_time(entry.at),
        changes=changes,
    )
