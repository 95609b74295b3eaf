"""What a fair's pages still miss: texts the law asks for, empty ones, English that is not there. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from eventapp.fair.fields import Fields
from eventapp.fair.sections import SECTIONS, TEXT_SECTIONS, Section

SAME_IN_BOTH = ("title.en",)
"""Names that need no translation: where it is missing, the German one is the right one."""
EXPECTED = ("venue.name", "venue.city", "hours", "contact.name", "contact.email")
"""Single fields that visitors or members look for."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """``owed`` are the texts that the law asks for; ``empty`` the other sections without what visitors look for there;
    ``untranslated`` those with German but no English."""

    owed: tuple[Section, ...]
    empty: tuple[Section, ...]
    untranslated: tuple[Section, ...]

    def __bool__(self) -> bool:
        return bool(self.owed or self.empty or self.untranslated)


def gaps_in(fields: Fields) -> Gaps:
    missing = [text for text in TEXT_SECTIONS if not fields[text.fields[0]]]
    lacking = [
        section for section in SECTIONS if any(not fields[field] for field in EXPECTED if field in section.fields)
    ]
    return Gaps(
        owed=tuple(text for text in missing if text.is_law),
        empty=(*lacking, *(text for text in missing if not text.is_law)),
        untranslated=tuple(section for section in SECTIONS if lacks_english(section, fields)),
    )


def lacks_english(section: Section, fields: Fields) -> bool:
    """Whether English readers find German here."""
    english = [field for field in section.fields if field.endswith(".en") and field not in SAME_IN_BOTH]
    return any(fields[f"{field[:-3]}.de"] and not fields[field] for field in english)
