"""The pages about fairs as a whole: which there are, a new one, archiving one. This file joins them."""

from __future__ import annotations

from eventapp.desk import archiving, new_fair, views
from eventapp.desk.root import blueprint

__all__ = ["archiving", "blueprint", "new_fair", "views"]
