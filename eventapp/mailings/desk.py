"""The office's mailings. One module a step; this file joins them."""

from __future__ import annotations

from eventapp.mailings import desk_drafts, desk_letter, desk_sending
from eventapp.mailings.desk_root import blueprint

__all__ = ["blueprint", "desk_drafts", "desk_letter", "desk_sending"]
