"""The office's room for places. One module a noun; this file joins them."""

from __future__ import annotations

from eventapp.signups import desk_acts, desk_doors, desk_message, desk_sessions, desk_settings
from eventapp.signups.desk_root import blueprint

__all__ = ["blueprint", "desk_acts", "desk_doors", "desk_message", "desk_sessions", "desk_settings"]
