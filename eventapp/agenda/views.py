"""All pages of "my programme", on one blueprint. One module a subject; this file joins them."""

from __future__ import annotations

from eventapp.agenda import views_data, views_private, views_public
from eventapp.agenda.views_root import blueprint

__all__ = ["blueprint", "views_data", "views_private", "views_public"]
