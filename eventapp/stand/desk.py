"""The stand's desk: where the office draws, assigns and publishes. One module a noun; this file joins them."""

from __future__ import annotations

from eventapp.stand import desk_areas, desk_marks, desk_placing, desk_plan, desk_publish
from eventapp.stand.desk_root import blueprint

__all__ = ["blueprint", "desk_areas", "desk_marks", "desk_placing", "desk_plan", "desk_publish"]
