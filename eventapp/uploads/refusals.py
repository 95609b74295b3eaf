"""Why an upload is refused: sentences that say what to do instead."""

from __future__ import annotations

from eventapp.errors import DomainError
from eventapp.i18n import mark

MEGABYTE = 1024 * 1024
MOST_BYTES = 5 * MEGABYTE
MOST_PIXELS = 25_000_000


class RefusedUpload(DomainError):
    """The file is not kept; nothing was written."""


NOTHING = mark("Wählen Sie eine Datei aus.")
NO_PICTURE = mark("Das ist kein Bild, das wir lesen können. Speichern Sie es als PNG, JPEG oder WebP.")
NO_VECTOR = mark("Das ist keine SVG- oder PDF-Datei. Speichern Sie das Logo als SVG oder PDF.")
TOO_HEAVY = mark("Die Datei ist größer als {megabytes} MB. Speichern Sie sie kleiner oder stärker komprimiert.")
TOO_LARGE = mark(
    "Das Bild hat {width} × {height} Pixel, das ist zu groß. Verkleinern Sie es, zum Beispiel auf 2000 Pixel Breite."
)
TOO_SMALL = mark(
    "Das Bild hat {width} × {height} Pixel. Gebraucht werden mindestens {at_least} Pixel auf der längeren Seite: "
    "Nehmen Sie eine größere Fassung."
)
DAMAGED = mark("Das Bild ist beschädigt oder unvollständig. Speichern Sie es neu, und laden Sie es noch einmal hoch.")
BLANK = mark("Auf dem Bild ist nichts zu sehen: Es ist ganz durchsichtig. Nehmen Sie eine andere Fassung.")
DAMAGED_FILE = mark(
    "Die Datei ist beschädigt oder unvollständig. Speichern Sie sie neu, und laden Sie sie noch einmal hoch."
)
DECLARES = mark(
    "Die SVG-Datei beginnt mit einer DOCTYPE-Angabe. Speichern Sie sie als „einfaches SVG“ oder „SVG 2“, oder als PDF."
)
ACTS = mark(
    "Die Datei enthält Programmteile oder Verweise nach außen ({found}). Speichern Sie nur die Zeichnung, "
    "zum Beispiel als „einfaches SVG“ oder als PDF für den Druck."
)
