"""Which sessions a visitor wants to see, as it stands in the address. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from eventapp.programme.search import is_found, search_texts, words_of
from eventapp.programme.value import Programme, Session

PARAMETERS = ("tag", "ort", "thema", "art", "sprache", "q")
"""What narrows; beside them stands ``ansicht`` (list or grid), which only goes along."""
GRID = "raster"


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice for each parameter of the address; an empty one lets everything through."""

    tag: str = ""
    ort: str = ""
    thema: str = ""
    art: str = ""
    sprache: str = ""
    q: str = ""
    ansicht: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str | None]) -> Filter:
        return cls(**{name: (query.get(name) or "").strip() for name in (*PARAMETERS, "ansicht")})

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
    def chosen(self) -> dict[str, str]:
        """The parameters that are set, in the order of the address."""
        return {name: value for name in PARAMETERS if (value := getattr(self, name))}

    @property
    def narrows(self) -> bool:
        """Whether anything but the day is chosen."""
        return any(name != "tag" for name in self.chosen)

    def query(self, **changes: str) -> dict[str, str]:
        """The parameters of the address with some of them changed; an empty one is dropped."""
        return {name: value for name in (*PARAMETERS, "ansicht") if (value := changes.get(name, getattr(self, name)))}

    def without_choices(self) -> dict[str, str]:
        """The address of the whole programme, seen in the same way."""
        return {name: value for name, value in self.query().items() if name not in PARAMETERS}

    def sessions(self, programme: Programme) -> list[Session]:
        """The sessions that pass."""
        asked = words_of(self.q)
        if not asked:
            return [session for session in programme.sessions if self._lets_through(session)]
        texts = search_texts(programme)
        return [session for session, text in texts if self._lets_through(session) and is_found(text, asked)]

    def _lets_through(self, session: Session) -> bool:
        return (
            (not self.tag or session.day == self.day)
            and (not self.ort or session.place == self.ort)
            and (not self.thema or session.theme == self.thema)
            and (not self.art or session.kind == self.art)
            and (not self.sprache or session.language == self.sprache)
        )
