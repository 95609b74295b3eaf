"""A member's deadlines as a private calendar: pure octets. Not: who may have it (views), what is due (exhibitors)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from eventapp.calendars.event import BEGIN, END
from eventapp.calendars.feed import ASK_AGAIN_AFTER, COLOUR, head, joined
from eventapp.calendars.lines import line, text, utc, wall
from eventapp.calendars.timezone import ZONE_NAME
from eventapp.clock import at_the_fair
from eventapp.i18n import Words, gettext_in, mark
from eventapp.text import clean_line

BEFORE = timedelta(minutes=30)
"""How long an entry is: it ends with the deadline, so that it stands before it in every calendar."""
TITLE = mark("Frist: {task}")
DONE = mark("Erledigt: {task}")
NAME = mark("{fair}: Fristen von {member}")
EXPLANATION = mark("Bis {when} Uhr einreichen. Was fehlt und wie weit Sie sind: {address}")
WHAT_IT_IS = mark("Ihre Fristen für den Gemeinschaftsstand. Kalender erfahren Änderungen oft erst nach Stunden.")


@dataclass(frozen=True, slots=True)
class Deadline:
    """One task: its name, until when (UTC), whether nothing is left to do, whether the office gave
    longer for it, and when that last changed."""

    key: str
    name: str
    due_at: datetime
    is_done: bool
    is_longer: bool
    revised_at: datetime


@dataclass(frozen=True, slots=True)
class Deadlines:
    """All of one exhibitor; ``uid`` begins every entry's UID and ``revision`` rises with every change of the rules."""

    fair: Words
    member: str
    uid: str
    uid_domain: str
    revision: int
    address: str
    source: str
    tasks: Sequence[Deadline]


def deadlines_octets(told: Deadlines, language: str) -> bytes:
    """The feed. What is handed in stays and says so: an entry that vanishes looks like one that was never there."""
    name = clean_line(gettext_in(language, NAME, fair=told.fair.in_language(language), member=clean_line(told.member)))
    explanation = gettext_in(language, WHAT_IT_IS)
    frame = (
        head(language),
        text("NAME", name),
        text("X-WR-CALNAME", name),
        text("DESCRIPTION", explanation),
        text("X-WR-CALDESC", explanation),
        text("X-WR-TIMEZONE", ZONE_NAME),
        utc("LAST-MODIFIED", max(task.revised_at for task in told.tasks)) if told.tasks else b"",
        line("URL", told.address),
        line("SOURCE;VALUE=URI", told.source),
        line("REFRESH-INTERVAL;VALUE=DURATION", ASK_AGAIN_AFTER),
        line("X-PUBLISHED-TTL", ASK_AGAIN_AFTER),
        line("COLOR", COLOUR),
    )
    return joined(b"".join(frame), *(_event(told, task, language) for task in told.tasks))


def _event(told: Deadlines, task: Deadline, language: str) -> bytes:
    title = gettext_in(language, DONE if task.is_done else TITLE, task=task.name)
    when = f"{at_the_fair(task.due_at):%d.%m.%Y, %H:%M}"
    return b"".join(
        (
            BEGIN,
            text("UID", f"{told.uid}-{task.key}@{told.uid_domain}"),
            utc("DTSTAMP", task.revised_at),
            utc("LAST-MODIFIED", task.revised_at),
            line("SEQUENCE", str(told.revision + task.is_longer)),
            wall("DTSTART", at_the_fair(task.due_at - BEFORE)),
            wall("DTEND", at_the_fair(task.due_at)),
            text("SUMMARY", clean_line(f"{title} ({told.fair.in_language(language)})")),
            text("DESCRIPTION", gettext_in(language, EXPLANATION, when=when, address=told.address)),
            line("URL", told.address),
            line("STATUS", "CONFIRMED"),
            line("TRANSP", "TRANSPARENT"),
            line("CLASS", "PRIVATE"),
            END,
        )
    )
