"""How far a mailing is: what of its mails waits, arrived, did not. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eventapp.i18n import mark
from eventapp.outbox.models import DROPPED, FAILED, KEPT, SENDING, SENT, WAITING


@dataclass(frozen=True, slots=True)
class Filter:
    name: str
    states: tuple[str, ...]


FILTERS = {
    "wartet": Filter(mark("Wartet"), (WAITING, SENDING)),
    "gesendet": Filter(mark("Gesendet"), (SENT, KEPT)),
    "fehlgeschlagen": Filter(mark("Nicht angekommen"), (FAILED,)),
    "entfallen": Filter(mark("Entfallen"), (DROPPED,)),
}
"""By the word in the address."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of each; ``number`` is all of them."""

    waiting: int = 0
    sent: int = 0
    failed: int = 0
    dropped: int = 0

    @property
    def number(self) -> int:
        return self.waiting + self.settled

    @property
    def settled(self) -> int:
        return self.sent + self.failed + self.dropped

    def of(self, word: str) -> int:
        """By the word in the address."""
        return dict(zip(FILTERS, (self.waiting, self.sent, self.failed, self.dropped), strict=True))[word]


def tally_of(counted: Mapping[str, int]) -> Tally:
    return Tally(*(sum(counted.get(state, 0) for state in one.states) for one in FILTERS.values()))


def tallies_of(counted: Mapping[int, Mapping[str, int]]) -> dict[int, Tally]:
    return {number: tally_of(one) for number, one in counted.items()}
