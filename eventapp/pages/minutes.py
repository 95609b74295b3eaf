"""Minutes of a fair at which its front page has something of its own to show, for the demo's time machine. Pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from eventapp.clock import at_the_fair, from_the_wall
from eventapp.i18n import mark
from eventapp.programme.board import is_on
from eventapp.programme.value import Programme, Session

A_MOMENT_LATER = timedelta(minutes=10)


def interesting_minutes(programme: Programme) -> tuple[tuple[str, str], ...]:
    """Names (to be translated) and wall clock times as ``?um=`` takes them."""
    held = [s for s in programme.sessions if not s.is_cancelled and not s.is_break]
    if not held:
        return ()
    first, last = min(held, key=lambda s: s.starts_at), max(held, key=lambda s: s.ends_at)
    minutes = [
        (mark("Drei Wochen vorher"), from_the_wall(programme.starts_on - timedelta(days=21), time(12))),
        (mark("Erster Morgen"), first.starts_at - timedelta(minutes=25)),
        (mark("Viel zugleich"), _busiest(held)),
        (mark("Eine Absage"), _cancellation(programme)),
        (mark("Pause"), _break(programme)),
        (mark("Am Abend"), max(s.ends_at for s in held if s.day == first.day) + A_MOMENT_LATER),
        (mark("Danach"), last.ends_at + timedelta(days=2)),
    ]
    return tuple((name, _wall(moment)) for name, moment in minutes if moment is not None)


def _wall(moment: datetime) -> str:
    return at_the_fair(moment).strftime("%Y-%m-%dT%H:%M")


def _busiest(held: list[Session]) -> datetime:
    starts = sorted({s.starts_at for s in held})
    return max(starts, key=lambda at: sum(is_on(s, at) for s in held)) + A_MOMENT_LATER


def _cancellation(programme: Programme) -> datetime | None:
    return min((s.starts_at + A_MOMENT_LATER for s in programme.sessions if s.is_cancelled), default=None)


def _break(programme: Programme) -> datetime | None:
    return min((s.starts_at + A_MOMENT_LATER for s in programme.sessions if s.is_break), default=None)
