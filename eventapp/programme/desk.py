"""The programme's desk: where the office edits the draft and releases it. One module a noun; this file joins them."""

from __future__ import annotations

from eventapp.programme import (
    desk_acts,
    desk_admission,
    desk_board,
    desk_conflicts,
    desk_grounds,
    desk_list,
    desk_moving,
    desk_planned,
    desk_planning,
    desk_release,
    desk_sessions,
    desk_several,
    desk_speakers,
    desk_versions,
)
from eventapp.programme.desk_root import blueprint

__all__ = [
    "blueprint",
    "desk_acts",
    "desk_admission",
    "desk_board",
    "desk_conflicts",
    "desk_grounds",
    "desk_list",
    "desk_moving",
    "desk_planned",
    "desk_planning",
    "desk_release",
    "desk_sessions",
    "desk_several",
    "desk_speakers",
    "desk_versions",
]
