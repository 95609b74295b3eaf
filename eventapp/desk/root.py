"""The blueprint of the pages about fairs as a whole. ``desk`` joins them."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("desk", __name__, url_prefix="/desk")
