"""Two languages: German is the source text, English a complete catalogue. Not: what organisers write (Words)."""

from __future__ import annotations

from eventapp.i18n.catalogue import _, gettext_in, language, mark, ngettext, speaking
from eventapp.i18n.words import Words

__all__ = ["Words", "_", "gettext_in", "language", "mark", "ngettext", "speaking"]
