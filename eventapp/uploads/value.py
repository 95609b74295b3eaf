"""A kept picture as pages and accepted entries know it: a value without a table."""

from __future__ import annotations

from dataclasses import dataclass

from eventapp.i18n import mark

SIZES = (96, 320, 800, 1600)
"""Pixels of the square that a picture is fitted into: beside a line, in a list, on a page, for print."""
LIST_SIZE = 320
LOGO_AT_LEAST = 800
"""Pixels on the longer side below which a logo is no good in print."""
VANISHING, PARTLY_VANISHING = 90, 40
"""Hundredths of a picture from which it is said that it, or a part of it, cannot be seen."""

VANISHES_ON_WHITE = mark(
    "Das Bild ist hell auf durchsichtigem Grund: Auf Weiß ist es nicht zu sehen. "
    "Laden Sie eine dunkle oder farbige Fassung hoch, oder eine mit eigenem Hintergrund."
)
PARTLY_VANISHES = mark(
    "Teile des Bildes sind hell auf durchsichtigem Grund und auf Weiß kaum zu sehen. Sehen Sie in der Vorschau nach."
)
VANISHES_ON_BLACK = mark("Das Bild ist dunkel auf durchsichtigem Grund. Auf dunklen Seiten steht es auf heller Fläche.")
VERY_WIDE = mark("Das Bild ist sehr breit und niedrig. In Listen wird es klein; eine höhere Fassung wirkt besser.")
WIDE = 6


@dataclass(frozen=True, slots=True)
class Picture:
    """``light`` and ``dark`` as in :class:`eventapp.uploads.models.Upload`."""

    digest: str
    width: int
    height: int
    is_transparent: bool = False
    light: int = 0
    dark: int = 0

    @property
    def plate(self) -> str:
        """The ground it needs: ``dark`` or ``light`` behind what is transparent, nothing behind what is not."""
        if not self.is_transparent:
            return ""
        return "dark" if self.light > max(self.dark, PARTLY_VANISHING) else "light"

    def fitted(self, size: int) -> tuple[int, int]:
        """Width and height in that size. Nothing is blown up."""
        return fitted(self.width, self.height, size)


def fitted(width: int, height: int, size: int) -> tuple[int, int]:
    longer = max(width, height)
    if longer <= size:
        return width, height
    return max(1, round(width * size / longer)), max(1, round(height * size / longer))


def hints(picture: Picture) -> list[str]:
    """German source sentences for whoever handed it in: how it will look, and what to do about it."""
    found = []
    if picture.is_transparent and picture.light >= VANISHING:
        found.append(VANISHES_ON_WHITE)
    elif picture.is_transparent and picture.light >= PARTLY_VANISHING:
        found.append(PARTLY_VANISHES)
    if picture.is_transparent and picture.dark >= VANISHING:
        found.append(VANISHES_ON_BLACK)
    if picture.width > WIDE * picture.height:
        found.append(VERY_WIDE)
    return found
