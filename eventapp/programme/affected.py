"""Who hears of a release before it is made: how many mails go to whom, and how they will read. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from eventapp.i18n import mark
from eventapp.programme.diff import SessionChange

CANCELLED, MOVED, REINSTATED = mark("Abgesagt"), mark("Verlegt"), mark("Findet doch statt")


@dataclass(frozen=True, slots=True)
class Example:
    """One mail as it will read, for one cause (a source text) and in one language; what is private in it, like a link
    that opens a door, is left out."""

    cause: str
    language: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Affected:
    """``kind`` is ``visitors``, ``speakers`` or ``members``. ``readers`` holds for every mail the codes of the sessions
    it is about: whoever leaves some of them out of the release sees how many mails are left."""

    kind: str
    readers: tuple[frozenset[str], ...]
    examples: tuple[Example, ...] = ()

    @property
    def number(self) -> int:
        return len(self.readers)

    def number_with(self, codes: Iterable[str]) -> int:
        """How many mails go out if only these sessions are released."""
        chosen = frozenset(codes)
        return sum(not chosen.isdisjoint(one) for one in self.readers)

    @property
    def groups(self) -> list[tuple[list[str], int]]:
        """The same for a script that counts as boxes are ticked: sets of codes, and how many mails are about each."""
        return [(sorted(codes), number) for codes, number in Counter(self.readers).items()]


def mails_by_session(affected: Iterable[Affected]) -> Counter[str]:
    """For each session how many mails go out that are about it, alone or beside others."""
    return Counter(code for one in affected for codes in one.readers for code in codes)


def cause_of(change: SessionChange) -> str:
    """Why somebody is written to: what matters most of it."""
    if change.new.is_cancelled:
        return CANCELLED
    return REINSTATED if change.old.is_cancelled else MOVED


def one_of_each(changes: Iterable[SessionChange], readers: Iterable[frozenset[str]]) -> dict[str, SessionChange]:
    """By cause the change that most will read of."""
    asked = Counter(code for codes in readers for code in codes)
    found: dict[str, SessionChange] = {}
    for change in sorted(changes, key=lambda change: (-asked[change.new.code], change.new.code)):
        if asked[change.new.code]:
            found.setdefault(cause_of(change), change)
    return found
