"""A foreign VEVENT becomes a session. Nothing of who organises or attends is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from icalendar.parser import split_on_unescaped_comma

from eventapp.i18n import _, mark
from eventapp.interchange import kinds
from eventapp.interchange.ends import Draft
from eventapp.interchange.ics_lines import MOST_ALIKE, Component
from eventapp.interchange.ics_times import Clock
from eventapp.interchange.links import link, links
from eventapp.interchange.remarks import BadEntry, Remarks
from eventapp.interchange.source import SourceSession
from eventapp.interchange.wording import about, language_of, line, prose, words
from eventapp.text import clean_line

CANCELLED_METHOD = "CANCEL"
_PRIVATE = ("PRIVATE", "CONFIDENTIAL")


class Withheld(Exception):
    """The event is none for the public, or another entry of the file stands for it; the sentence says which."""


@dataclass(slots=True)
class Reader:
    """Reads the events of one file; remembers what it has seen, for what stands in it twice."""

    clock: Clock
    remarks: Remarks
    replaced: frozenset[tuple[str, str]] = frozenset()
    seen: dict[tuple[str, datetime, str, str], str] = field(default_factory=dict)

    def draft(self, event: Component, *, method: str) -> Draft:
        """Raises :class:`BadEntry` for what cannot be read and :class:`Withheld` for what is not to be."""
        raw_title = event.first("SUMMARY").text
        title, is_marked_cancelled = kinds.without_cancelled(line(raw_title))
        if event.first("CLASS").value.strip().upper() in _PRIVATE:
            raise Withheld(
                mark("Der Termin ist nicht öffentlich (CLASS:PRIVATE oder CONFIDENTIAL); er wurde weggelassen.")
            )
        if not title:
            raise BadEntry(mark("Der Titel (SUMMARY) fehlt."), mark("Titel in der Quelle eintragen."))
        starts_at, ends_at = self.clock.times(event)
        self._refuse_repetition(event, starts_at)
        self._remark_title(event, raw_title, title)
        language = self._language(event)
        kind, theme = self._kind_and_theme(event, title)
        place, place_link = self._place(event, kind)
        address = event.first("URL").value.strip()
        session = SourceSession(
            where=event.where,
            keys=keys_of(event),
            title=words(title, language=language),
            starts_at=starts_at,
            ends_at=ends_at or starts_at,
            kind=kind,
            description=words(_description(event, address), language=language),
            language=language,
            place=place,
            theme=theme,
            links=links((one, "") for one in (address, place_link) if one),
            is_cancelled=is_marked_cancelled or method == CANCELLED_METHOD or _is_cancelled(event),
        )
        return Draft(session, ends_at is not None)

    def _refuse_repetition(self, event: Component, starts_at: datetime) -> None:
        """What stands there twice alike, or was moved by an entry of its own. Events that share only a UID are two."""
        uid = event.first("UID").text
        if "RECURRENCE-ID" not in event.lines and (uid, event.first("DTSTART").value) in self.replaced:
            raise Withheld(mark("Der erste Termin der Reihe ist durch einen eigenen Eintrag ersetzt; dieser gilt."))
        self._remark_series(event)
        same = (uid, starts_at, event.first("SUMMARY").value, event.first("LOCATION").value)
        if uid and same in self.seen:
            raise Withheld(_("Derselbe Termin steht schon in {where}; er wurde einmal gelesen.", where=self.seen[same]))
        self.seen[same] = event.where

    def _remark_series(self, event: Component) -> None:
        """Repetitions are never worked out: a rule can stand for millions."""
        excepted = {said for one in event.every("EXDATE") for said in one.value.split(",")}
        if event.first("DTSTART").value in excepted:
            raise BadEntry(
                mark("Der erste Termin der Reihe findet nicht statt (EXDATE)."), mark("Jeden Termin einzeln eintragen.")
            )
        if "RRULE" in event.lines or "RDATE" in event.lines:
            reason = about_event(
                event, mark("Wiederholungen werden nicht ausgerechnet; gelesen wurde der erste Termin.")
            )
            self.remarks.note(event.where, reason, mark("Jeden Termin einzeln eintragen."))

    def _remark_title(self, event: Component, raw: str, title: str) -> None:
        if title.endswith("…") and not raw.rstrip().endswith("…"):
            reason = about_event(
                event, _("Der Titel ist zu lang; er wurde auf {length} Zeichen gekürzt.", length=len(title))
            )
            self.remarks.note(event.where, reason, mark("In der Quelle kürzer fassen."))

    def _language(self, event: Component) -> str:
        label = event.first("SUMMARY").parameter("LANGUAGE")
        return language_of(label, where=event.where, remarks=self.remarks)

    def _kind_and_theme(self, event: Component, title: str) -> tuple[str, str]:
        """A category that names a kind ("Workshop") tells it; the first of the others is the theme."""
        said = (said for one in event.every("CATEGORIES") for said in split_on_unescaped_comma(one.value))
        found = [line(one) for one in islice(said, MOST_ALIKE)]
        themes = [said for said in found if said and not kinds.kind_named(said)]
        if len(themes) > 1:
            reason = mark("Manche Termine haben mehrere Kategorien; als Themenfeld gilt die erste.")
            self.remarks.once("note", reason, where=event.where)
        kind = next((named for said in found if (named := kinds.kind_named(said))), "")
        if kinds.is_break(kind=kind, theme="", title=title, has_speakers=False):
            kind = "break"
        return kind or kinds.kind_in_title(title) or "talk", themes[0] if themes else ""

    def _place(self, event: Component, kind: str) -> tuple[str, str]:
        """The place on one line, or the web address that stands in for it."""
        said = event.first("LOCATION").text
        if link(said):
            return "", said
        place = place_in(event)
        if not place and kind != "break":
            reason = about_event(event, mark("Kein Ort angegeben (LOCATION)."))
            self.remarks.note(event.where, reason, mark("Ort in der Quelle eintragen."))
        return place, ""


def place_in(event: Component) -> str:
    parts = (part.strip(" \t,") for part in event.first("LOCATION").text.splitlines())
    return line(", ".join(part for part in parts if part))


def keys_of(event: Component) -> dict[str, str]:
    """The UID, which is no address even where it looks like one; one date of a series has its own name."""
    uid = clean_line(event.first("UID").text)
    date = clean_line(event.first("RECURRENCE-ID").value)
    return {"uid": f"{uid} {date}".strip()} if uid else {}


def about_event(event: Component, reason: str) -> str:
    return about(event.first("SUMMARY").text[:300], reason)


def replaced_dates(events: Iterable[Component]) -> frozenset[tuple[str, str]]:
    """UID and original start, as written, of what has an entry of its own beside its series."""
    return frozenset(
        (event.first("UID").text, event.first("RECURRENCE-ID").value)
        for event in events
        if "RECURRENCE-ID" in event.lines
    )


def _description(event: Component, address: str) -> str:
    """Some tools write the link there, too; once is enough."""
    said = event.first("DESCRIPTION").text
    return "" if said.strip() == address else prose(said)


def _is_cancelled(event: Component) -> bool:
    return kinds.is_cancelled(event.first("STATUS").text)
