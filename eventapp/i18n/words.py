"""One text in two languages, as organisers write it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One text in German and, where there is one, English. German is required wherever a text is."""

    de: str = ""
    en: str = ""

    def in_language(self, language: str) -> str:
        """The text to show; German where English is missing."""
        return self.en if language == "en" and self.en else self.de

    def language_shown(self, language: str) -> str:
        """The language that :meth:`in_language` really answers in, for ``lang`` and for saying so."""
        return "en" if language == "en" and self.en else "de"

    def __bool__(self) -> bool:
        return bool(self.de or self.en)
