"""What visitors do with places. One module a noun; this file joins them."""

from __future__ import annotations

from eventapp.signups import views_asking, views_confirming, views_left, views_own
from eventapp.signups.views_root import blueprint

__all__ = ["blueprint", "views_asking", "views_confirming", "views_left", "views_own"]
