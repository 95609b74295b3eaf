"""How large a file may be, in bytes and in parts, so that reading it never takes more memory than the server has."""

from __future__ import annotations

from eventapp.i18n import _, mark
from eventapp.interchange.source import UnreadableFile

LARGEST_WORKBOOK = 25_000_000
LARGEST_TEXT = 10_000_000
"""Bytes. A programme of 200 sessions with long texts has 0.4 MB; decoded text can take four times its bytes."""
LARGEST_SCHEDULE = 20_000_000
"""Bytes of XML or JSON, which are read where they lie: 1 000 sessions with long texts in two languages have 9 MB."""
MOST_ENTRIES = 10_000
MOST_ELEMENTS = 400_000
DEEPEST = 60
MOST_JSON_VALUES = 1_000_000


def check_size(data: bytes, *, largest: int) -> None:
    if len(data) > largest:
        raise UnreadableFile(
            mark(
                "Die Datei ist zu groß: {size} MB, höchstens {largest} MB können gelesen werden. "
                "Bitte Bilder und nicht benötigte Blätter oder Texte entfernen und neu speichern."
            ),
            size=f"{len(data) / 1_000_000:.0f}",
            largest=f"{largest / 1_000_000:.0f}",
        )


def too_many(what: str, most: int) -> UnreadableFile:
    """The refusal of a file that is small in bytes and huge in content."""
    return UnreadableFile(
        mark(
            "Die Datei enthält zu viele {what} (höchstens {most}). "
            "Bitte nur das Programm selbst speichern und neu einlesen."
        ),
        what=_(what),
        most=f"{most:,}".replace(",", "."),
    )
