"""Which sessions a visitor wants to see, as it stands in the address. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from eventapp.matching import is_found, words_of
from eventapp.programme.search import search_texts
from eventapp.programme.value import Programme, Session
from eventapp.web.asking import Chosen

GRID = "raster"
WITH_PLACES = "frei"


@dataclass(frozen=True, slots=True)
class Filter(Chosen):
    """``ansicht`` (list or grid) narrows nothing."""

    PARAMETERS: ClassVar[tuple[str, ...]] = ("tag", "ort", "thema", "art", "sprache", "aussteller", "plaetze", "q")
    ALONG: ClassVar[tuple[str, ...]] = ("ansicht",)

    tag: str = ""
    ort: str = ""
    thema: str = ""
    art: str = ""
    sprache: str = ""
    aussteller: str = ""
    plaetze: str = ""
    ansicht: str = ""

    @property
    def day(self) -> date | None:
        try:
            return date.fromisoformat(self.tag)
        except ValueError:
            return None

    @property
    def is_grid(self) -> bool:
        return self.ansicht == GRID

    @property
    def narrows(self) -> bool:
        """Whether anything but the day is chosen."""
        return any(name != "tag" for name in self.chosen)

    def sessions(self, programme: Programme, with_places: Collection[str] = ()) -> list[Session]:
        """The sessions that pass. ``with_places`` are the codes of those that have a place left."""
        asked = words_of(self.q)
        if not asked:
            return [session for session in programme.sessions if self._lets_through(session, with_places)]
        texts = search_texts(programme)
        return [one for one, text in texts if self._lets_through(one, with_places) and is_found(text, asked)]

    def _lets_through(self, session: Session, with_places: Collection[str]) -> bool:
        return (
            (not self.tag or session.day == self.day)
            and (not self.ort or session.place == self.ort)
            and (not self.thema or session.theme == self.thema)
            and (not self.art or session.kind == self.art)
            and (not self.sprache or session.language == self.sprache)
            and (not self.aussteller or self.aussteller in session.exhibitors)
            and (not self.plaetze or session.code in with_places)
        )
