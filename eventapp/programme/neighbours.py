"""What stands next to a session: in its place before and after, elsewhere at the same time, in its theme. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eventapp.programme.board import Row, by_time, rows
from eventapp.programme.value import Programme, Session

MOST_ELSEWHERE = 5
MOST_OF_THEME = 4


@dataclass(frozen=True, slots=True)
class Neighbours:
    before: Row | None
    after: Row | None
    elsewhere: tuple[Row, ...]
    of_theme: tuple[Row, ...]
    repeats: tuple[Row, ...]


def neighbours(programme: Programme, session: Session) -> Neighbours:
    """Where a visitor could go instead, before and after. Cancelled sessions and breaks are no such place."""
    others = [s for s in programme.sessions if s.code != session.code and not s.is_cancelled and not s.is_break]
    others = by_time(programme, others)
    here = [s for s in others if s.place == session.place and s.day == session.day and session.place]
    before = [s for s in here if s.ends_at <= session.starts_at]
    after = [s for s in here if s.starts_at >= session.ends_at]
    elsewhere = [s for s in others if s.place != session.place and _overlap(s, session)]
    return Neighbours(
        before=next(iter(rows(programme, before[-1:])), None),
        after=next(iter(rows(programme, after[:1])), None),
        elsewhere=rows(programme, elsewhere[:MOST_ELSEWHERE]),
        of_theme=rows(programme, _of_theme(others, session)),
        repeats=rows(programme, [s for s in others if session.series and s.series == session.series]),
    )


def _overlap(one: Session, other: Session) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _of_theme(others: Iterable[Session], session: Session) -> list[Session]:
    """Those of the theme that come soonest after it, filled up with earlier ones, in order of time."""
    same = [s for s in others if session.theme and s.theme == session.theme and not _overlap(s, session)]
    later = [s for s in same if s.starts_at >= session.ends_at]
    earlier = [s for s in same if s.ends_at <= session.starts_at]
    chosen = [*later, *reversed(earlier)][:MOST_OF_THEME]
    return sorted(chosen, key=lambda s: s.starts_at)
