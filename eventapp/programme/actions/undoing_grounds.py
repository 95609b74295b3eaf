"""Places, themes and people on stage as they were before, and when they can be had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.i18n import Words, mark
from eventapp.journal.undoing import Turn
from eventapp.programme import queries
from eventapp.programme.actions import availability, grounds, speakers
from eventapp.programme.crowding import in_a_line
from eventapp.programme.hand import columns_of, state_of_windows
from eventapp.programme.models import Place, Speaker, Theme
from eventapp.programme.planning import Window
from eventapp.programme.planning_reading import windows_of


def undo_places(turns: Sequence[Turn]) -> None:
    _undo_grounds(Place, turns)


def undo_themes(turns: Sequence[Turn]) -> None:
    _undo_grounds(Theme, turns)


def undo_speakers(turns: Sequence[Turn]) -> None:
    for turn in turns:
        row = queries.find_ground(Speaker, turn.fair_id, turn.key, locked=True)
        if row is not None and _is_about("windows", turn):
            _put_windows_back(row, turn)
            continue
        turn.check(columns_of(row) if row else None)
        if row is None and turn.wanted is not None:
            row = Speaker(fair_id=turn.fair_id)
            _write(row, turn.wanted)
            db.session.add(row)
        elif row is not None and turn.wanted is None:
            speakers.refuse_on_stage(row)
            availability.refuse_planned(row)
            db.session.delete(row)
        elif row is not None and turn.wanted is not None:
            _write(row, turn.wanted)
            row.version += 1
        db.session.flush()


def _undo_grounds(kind: type[Place] | type[Theme], turns: Sequence[Turn]) -> None:
    for turn in turns:
        row = _found(kind, turn)
        if row is not None and _is_about("index", turn):
            _put_at_again(row, turn)
        elif isinstance(row, Place) and _is_about("windows", turn):
            _put_windows_back(row, turn)
        else:
            _put_all_back(kind, row, turn)
        db.session.flush()


def _put_all_back(kind: type[Place] | type[Theme], row: Place | Theme | None, turn: Turn) -> None:
    turn.check(columns_of(row) if row else None)
    if row is None and turn.wanted is not None:
        _made_again(kind, turn.fair_id, turn.wanted)
    elif row is not None and turn.wanted is None:
        grounds.refuse_lasting(row)
        if isinstance(row, Place):
            availability.refuse_planned(row)
        db.session.delete(row)
    elif row is not None and turn.wanted is not None:
        _put_back(row, turn.wanted)


def _is_about(what: str, turn: Turn) -> bool:
    """Whether it turns back what is no column of the thing's own."""
    return turn.wanted is not None and what in turn.wanted


def _put_at_again(row: Place | Theme, turn: Turn) -> None:
    turn.check({"index": grounds.beside(row).index(row)})
    grounds.put_at(row, turn.wanted["index"] if turn.wanted else 0)


def _put_windows_back(row: Place | Speaker, turn: Turn) -> None:
    turn.check(state_of_windows(windows_of(row)))
    wanted = turn.wanted["windows"] if turn.wanted else ()
    moments = ((datetime.fromisoformat(starts_at), datetime.fromisoformat(ends_at)) for starts_at, ends_at in wanted)
    availability.put_windows(row, [Window(*pair) for pair in moments])


def _found(kind: type[Place] | type[Theme], turn: Turn) -> Place | Theme | None:
    if kind is Place:
        return queries.find_ground(Place, turn.fair_id, turn.key, locked=True)
    return queries.find_ground(Theme, turn.fair_id, turn.key, locked=True)


def _made_again(kind: type[Place] | type[Theme], fair_id: int, wanted: Mapping[str, Any]) -> None:
    """At the end of the list."""
    row = kind(fair_id=fair_id)
    _write(row, wanted)
    known = grounds.beside(row)
    grounds.free_name(row, Words(row.name_de, row.name_en), known)
    row.position = max((one.position for one in known), default=-1) + 1
    db.session.add(row)


def _put_back(row: Place | Theme, wanted: Mapping[str, Any]) -> None:
    capacity = row.capacity if isinstance(row, Place) else 0
    if wanted.get("is_hidden"):
        grounds.refuse_used(row)
    _write(row, wanted)
    grounds.free_name(row, Words(row.name_de, row.name_en), grounds.beside(row))
    found = grounds.crowded_at(row, capacity) if isinstance(row, Place) else ()
    if found:
        raise DomainError(
            mark("Danach gäbe es weniger Plätze, als vergeben sind ({sessions}). Ändern Sie es von Hand."),
            sessions=in_a_line(found),
        )
    row.version += 1


def _write(row: Place | Theme | Speaker, wanted: Mapping[str, Any]) -> None:
    for name, value in wanted.items():
        setattr(row, name, date.fromisoformat(value) if name == "consent_on" and value else value)
