"""Taking back what one has done, and taking that back again. What a change means is known to the room that made it: it
joins :data:`undoers` with a function of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, Reversal, record
from eventapp.journal.models import JournalEntry
from eventapp.journal.queries import UNDONE, entries_of_act, latest_about, undoable_acts

State = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing to be turned back. ``stood`` is how it has to be now, ``wanted`` how it shall be, both only as far as
    it was changed; None: it is not there."""

    entry: JournalEntry
    stood: State
    wanted: State

    @property
    def fair_id(self) -> int:
        if self.entry.fair_id is None:
            raise NotUndoable
        return self.entry.fair_id

    @property
    def key(self) -> str:
        """The code or address of the thing, ``4TK9QW`` of ``session:4TK9QW``."""
        return self.entry.subject.partition(":")[2]

    def check(self, now: State) -> None:
        """Whether nobody has changed the same since; ``now`` is the thing as it is."""
        if (now is None) != (self.stood is None):
            raise Overtaken(self.entry)
        if now is not None and any(now.get(name) != value for name, value in (self.stood or {}).items()):
            raise Overtaken(self.entry)


Undoer = Callable[[Sequence[Turn]], None]
"""Turns things of one kind back, one after the other, or refuses with a sentence."""
undoers: dict[str, Undoer] = {}
"""By the beginning of the subject, ``session`` of ``session:4TK9QW``. Rooms put themselves in at start-up."""


class NotUndoable(DomainError):
    def __init__(self) -> None:
        super().__init__(
            mark(
                "Zurücknehmen lassen sich die letzten zwanzig eigenen Änderungen, jede einmal. Diese gehört nicht dazu."
            )
        )


class Overtaken(DomainError):
    """Somebody has changed the same since; ``later`` is what they did, if the journal knows it."""

    def __init__(self, entry: JournalEntry) -> None:
        super().__init__(
            mark(
                "„{name}“ wurde danach noch einmal geändert. "
                "Nehmen Sie zuerst das Spätere zurück, oder ändern Sie es von Hand."
            ),
            name=entry.name,
        )
        self.entry = entry
        self.later = latest_about(entry.fair_id, entry.subject, since=entry.id)


def noun_of(entry: JournalEntry) -> str:
    return entry.subject.partition(":")[0]


def is_undoing(entry: JournalEntry) -> bool:
    return entry.kind.endswith(UNDONE)


def undo(entry: JournalEntry, *, by: int, at: datetime) -> list[JournalEntry]:
    """Everything of the act that this entry belongs to is as it was before; what was taken back is done again. Gives
    the entries that tell it."""
    found = what_goes_with(entry, by=by)
    turns = [Turn(one, one.reversal["after"], one.reversal["before"]) for one in found if one.reversal]
    for noun, of_one_kind in groupby(turns, lambda turn: noun_of(turn.entry)):
        undoers[noun](list(of_one_kind))
    told = []
    for turn in turns:
        taken = turn.entry
        line = record(
            by,
            f"{noun_of(taken)}.{'redone' if is_undoing(taken) else 'undone'}",
            subject=taken.subject,
            name=taken.name,
            at=at,
            fair_id=taken.fair_id,
            differences=[Difference(one["field"], one["new"], one["old"]) for one in taken.differences],
            reversal=Reversal(turn.stood, turn.wanted),
        )
        taken.undone_by = line.id
        told.append(line)
    db.session.flush()
    return told


def what_goes_with(entry: JournalEntry, *, by: int) -> list[JournalEntry]:
    """The entries of the same act, the last first; refused where it is not this person's, or not any more."""
    if entry.fair_id is None or entry.act is None or entry.act not in undoable_acts(entry.fair_id, by):
        raise NotUndoable
    return [one for one in entries_of_act(entry.act, by) if noun_of(one) in undoers]
