"""The office's list of speakers: what of it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from eventapp.matching import is_found, spellings, words_of
from eventapp.programme.models import Speaker


@dataclass(frozen=True, slots=True)
class Asked:
    """Names as in the address."""

    q: str = ""
    einverstaendnis: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Asked:
        return cls(**{name: query.get(name, "")[:100] for name in ("q", "einverstaendnis")})

    @property
    def parameters(self) -> dict[str, str]:
        """For links and forms that keep it."""
        return {name: value for name, value in asdict(self).items() if value}

    def among(self, everybody: Iterable[Speaker]) -> list[Speaker]:
        words = words_of(self.q)
        return [row for row in everybody if self._has_consent(row) and (not words or is_found(_said(row), words))]

    def _has_consent(self, row: Speaker) -> bool:
        return self.einverstaendnis in ("", row.consent)


def _said(row: Speaker) -> str:
    return " ".join((*spellings(row.name), *spellings(row.organisation)))
