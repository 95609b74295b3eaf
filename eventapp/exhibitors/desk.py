"""The exhibitors' desk: where the office invites, reviews and decides. One module a noun; this file joins them."""

from __future__ import annotations

from eventapp.exhibitors import desk_acts, desk_applications, desk_exhibitor, desk_list, desk_review, desk_rules
from eventapp.exhibitors.desk_root import blueprint

__all__ = ["blueprint", "desk_acts", "desk_applications", "desk_exhibitor", "desk_list", "desk_review", "desk_rules"]
