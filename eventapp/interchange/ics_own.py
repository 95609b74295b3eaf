"""Events that an eventapp wrote (``calendars.event``): read back as they stand, for they were clean when written."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from eventapp.calendars.event import CANCELLED, LONGEST_NAMES, THEME, WITH
from eventapp.i18n import mark
from eventapp.interchange.frab_own import LONGEST_OF_OURS
from eventapp.interchange.ics_lines import Component
from eventapp.interchange.ics_times import Clock
from eventapp.interchange.remarks import BadEntry
from eventapp.interchange.source import SourceSession, SourceSpeaker
from eventapp.interchange.wording import words
from eventapp.programme.value import LANGUAGES
from eventapp.text import clean_line, clean_text

PRODID = re.compile(r"-//eventapp//.*//([A-Za-z]{2})")
_UID = re.compile(r"session-.+-([0-9a-z]+)@")
_CLOSING = re.compile(r"(?:Stand|As of) \d.*\nhttps?://\S+")
_SENTENCE_ENDS = (".", "!", "?", ":", "…")
LONGEST_SUBTITLE = 150


def language_of(calendars: list[Component]) -> str:
    """``de`` or ``en`` if an eventapp wrote all of the file's calendars in it, else nothing."""
    found = {clean_line(calendar.first("PRODID").text) for calendar in calendars}
    match = PRODID.fullmatch(found.pop()) if len(found) == 1 else None
    language = match[1].lower() if match else ""
    return language if language in LANGUAGES else ""


def is_partial(calendars: list[Component]) -> bool:
    """Whether it is anything but the feed of the whole programme, whose address says what it is:
    ``…/<fair>/kalender/<fair>-programm.ics``."""
    addresses = [calendar.first("SOURCE").value.split("/") for calendar in calendars]
    return not any(len(parts) > 2 and parts[-1] == f"{parts[-3]}-programm.ics" for parts in addresses)


def session_of(event: Component, language: str, clock: Clock) -> SourceSession:
    """The session as far as its event tells it. Raises :class:`BadEntry` for what we never wrote."""
    is_cancelled = event.first("STATUS").value == "CANCELLED"
    title = event.first("SUMMARY").text
    title = clean_line(title.removeprefix(CANCELLED.in_language(language)) if is_cancelled else title)
    if not title:
        raise BadEntry(mark("Der Titel (SUMMARY) fehlt."), mark("Die Datei neu herunterladen."))
    starts_at, ends_at = _times(event, clock)
    theme = clean_line(event.first("CATEGORIES").text)
    subtitle, named, prose = _parted(event.first("DESCRIPTION").text, theme, language)
    is_break = event.first("TRANSP").value == "TRANSPARENT" and not is_cancelled
    return SourceSession(
        where=event.where,
        keys=keys_of(event),
        title=words(title, language=language),
        starts_at=starts_at,
        ends_at=ends_at,
        kind="break" if is_break else "talk",
        subtitle=words(clean_line(subtitle), language=language),
        abstract=words(clean_text(prose), language=language),
        place=clean_line(event.first("LOCATION").text),
        theme=theme,
        speakers=_speakers(named),
        is_cancelled=is_cancelled,
    )


def keys_of(event: Component) -> dict[str, str]:
    match = _UID.match(event.first("UID").text)
    return {"code": match[1].upper()} if match else {}


def _times(event: Component, clock: Clock) -> tuple[datetime, datetime]:
    """Without DTEND it ends as it starts (RFC 5545 § 3.6.1)."""
    starts_at = clock.moment(event.first("DTSTART"), mark("Beginn (DTSTART)"))
    ends_at = clock.moment(event.first("DTEND"), "Ende (DTEND)") if "DTEND" in event.lines else starts_at
    if not timedelta(0) <= ends_at - starts_at <= LONGEST_OF_OURS:
        raise BadEntry(mark("Beginn und Ende können nicht stimmen."), mark("Die Datei neu herunterladen."))
    return starts_at, ends_at


def _parted(text: str, theme: str, language: str) -> tuple[str, str, str]:
    """Subtitle, names and prose: what stands between the first lines and the closing two."""
    before, _gap, last = text.rpartition("\n\n")
    told = before if _CLOSING.fullmatch(last) else text
    first, _gap, prose = told.partition("\n\n")
    facts = first.split("\n")
    has_theme = bool(theme) and facts[-1] == THEME.in_language(language) + theme
    if has_theme:
        facts.pop()
    names = facts.pop() if facts and facts[-1].startswith(WITH.in_language(language)) else ""
    is_told_by_form = (has_theme or bool(names)) and len(facts) < 2
    if not is_told_by_form and not _looks_like_a_subtitle(first, prose):
        return "", "", told
    return "\n".join(facts), names.removeprefix(WITH.in_language(language)), prose


def _looks_like_a_subtitle(first: str, prose: str) -> bool:
    """Without speakers and theme, form does not tell a subtitle from a text's first paragraph."""
    is_short = len(first) <= LONGEST_SUBTITLE and "\n" not in first
    return bool(prose) and is_short and not first.endswith(_SENTENCE_ENDS)


def _speakers(named: str) -> tuple[SourceSpeaker, ...]:
    """``Name (Organisation), Name``. Who was cut off at the end is left out: half a name is nobody's."""
    parts = _outside_brackets(named)
    if named.endswith("…") and len(named) > LONGEST_NAMES // 2:
        parts.pop()
    return tuple(dict.fromkeys(_speaker(part) for part in parts if part))


def _outside_brackets(text: str) -> list[str]:
    """The parts between those commas that stand in no brackets."""
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        depth = max(depth + (sign == "(") - (sign == ")"), 0)
        if sign == "," and not depth:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]


def _speaker(part: str) -> SourceSpeaker:
    """The last brackets hold the organisation; there may be others in it, and in the name."""
    depth, at = 0, len(part)
    while at and (depth or at == len(part)):
        at -= 1
        depth += (part[at] == ")") - (part[at] == "(")
    name, organisation = (part[:at], part[at + 1 : -1]) if part.endswith(")") and not depth else (part, "")
    if not clean_line(name):
        name, organisation = part, ""
    return SourceSpeaker(clean_line(name, longest=200), clean_line(organisation, longest=200))
