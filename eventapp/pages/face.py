"""The face a fair's front page shows at a moment: the board and what stands around it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from eventapp.clock import day_at_the_fair
from eventapp.fair.value import OpeningHours, PublicFair
from eventapp.programme.board import Board, board_at
from eventapp.programme.value import Programme, Theme


@dataclass(frozen=True, slots=True)
class Face:
    """``days_left`` counts to the first day; ``hours_today`` are those of the day shown, if the hall opens then."""

    board: Board
    days_left: int
    hours_today: OpeningHours | None
    themes: tuple[tuple[Theme, int], ...]

    @property
    def state(self) -> str:
        return self.board.state

    @property
    def until(self) -> datetime | None:
        """When the board has to be turned: the next thing it shows begins or ends."""
        if self.state not in ("running", "between"):
            return None
        ends = [row.session.ends_at for row in self.board.now]
        return min([*ends, *(row.session.starts_at for row in self.board.next)], default=None)


def face_of(fair: PublicFair, programme: Programme | None, moment: datetime) -> Face:
    today = day_at_the_fair(moment)
    return Face(
        board=board_at(programme, moment, starts_on=fair.starts_on, ends_on=fair.ends_on),
        days_left=max(0, (fair.starts_on - today).days),
        hours_today=next((hours for hours in fair.profile.hours if hours.day == today), None),
        themes=_themes_with_sessions(programme),
    )


def _themes_with_sessions(programme: Programme | None) -> tuple[tuple[Theme, int], ...]:
    if programme is None:
        return ()
    used = [session.theme for session in programme.sessions if not session.is_break]
    return tuple((theme, used.count(theme.slug)) for theme in programme.themes if theme.slug in used)
