"""Sessions of the draft as they were before somebody changed, made or deleted them. Releases are never touched: what is
public stays until the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.exhibitors.queries import exhibitor_ids
from eventapp.i18n import mark
from eventapp.journal.undoing import Turn
from eventapp.programme import queries
from eventapp.programme.actions.rules import check_order_again
from eventapp.programme.actions.sessions import LASTING, check_free, give, seat, was_released, whole_state
from eventapp.programme.crowding import crowded, in_a_line, places_of
from eventapp.programme.hand import marked, said_of
from eventapp.programme.keys import FreshKeys
from eventapp.programme.models import ConferenceSession, Place, Theme
from eventapp.programme.offers import places_taken

Kept = TypeVar("Kept")
Row = TypeVar("Row", Place, Theme)

MOMENTS = ("starts_at", "ends_at", "sign_up_opens_at", "sign_up_closes_at")
GONE = mark("„{name}“ gibt es nicht mehr. Ändern Sie den Programmpunkt von Hand.")


class Ground:
    """What sessions of a fair can be put back to: places, themes, people and exhibitors by their addresses."""

    def __init__(self, fair_id: int, turns: Sequence[Turn]) -> None:
        wanted = [turn.wanted for turn in turns if turn.wanted]
        self.places = {place.slug: place for place in queries.places_of(fair_id)}
        self.themes = {theme.slug: theme for theme in queries.themes_of(fair_id)}
        self.people = queries.speaker_ids(fair_id, {slug for one in wanted for slug in one.get("on_stage", ())})
        self.exhibitors = exhibitor_ids(fair_id, {slug for one in wanted for slug in one.get("giving", ())})

    def place(self, slug: str) -> Place:
        return _shown(_known(self.places, slug))

    def theme(self, slug: str) -> Theme:
        return _shown(_known(self.themes, slug))


def undo_sessions(turns: Sequence[Turn]) -> None:
    """All of one fair, in as many queries for many as for few, except where people or exhibitors change."""
    fair_id = turns[0].fair_id
    ground, taken = Ground(fair_id, turns), places_taken(fair_id)
    rows = queries.lock_draft_sessions(fair_id, {turn.key for turn in turns})
    for turn in turns:
        row = rows.get(turn.key)
        turn.check(whole_state(row) if row else None)
        if turn.wanted is None:
            _unmake(rows.pop(turn.key))
        elif row is None:
            rows[turn.key] = _made_again(fair_id, turn.wanted, ground)
        else:
            _put_back(row, turn.wanted, ground, taken)
    db.session.flush()


def _unmake(row: ConferenceSession) -> None:
    if was_released(row):
        raise DomainError(
            mark("„{name}“ ist schon veröffentlicht. Sagen Sie den Programmpunkt ab, statt ihn zurückzunehmen."),
            name=row.title_de,
        )
    db.session.delete(row)
    db.session.flush()


def _made_again(fair_id: int, wanted: Mapping[str, Any], ground: Ground) -> ConferenceSession:
    """The one it was: with its code, and its number unless another one has it by now."""
    keys = FreshKeys(queries.draft_sessions(fair_id))
    if wanted["code"] in keys.codes or wanted["guid"] in keys.guids:
        raise DomainError(GONE, name=wanted["title_de"])
    row = ConferenceSession(fair_id=fair_id, place=None, theme=None, speaking=[], exhibiting=[], links=[])
    for name in LASTING:
        setattr(row, name, wanted[name])
    row.number = keys.number(str(wanted["number"]))
    _write(row, wanted, ground)
    db.session.add(row)
    db.session.flush()
    return row


def _put_back(row: ConferenceSession, wanted: Mapping[str, Any], ground: Ground, taken: Mapping[str, int]) -> None:
    if not wanted.get("is_scheduled", True):
        check_free(row)
    said, before = said_of(row), places_of(row)
    _write(row, wanted, ground)
    check_order_again(row)
    found = crowded({row.code: row.title_de}, taken, {row.code: before}, {row.code: places_of(row)})
    if found:
        raise DomainError(
            mark("Danach gäbe es weniger Plätze, als vergeben sind ({sessions}). Ändern Sie es von Hand."),
            sessions=in_a_line(found),
        )
    if "hand_fields" in wanted:
        row.hand_fields = dict(wanted["hand_fields"])
    elif row.source:
        row.hand_fields = marked(row.hand_fields, said, said_of(row))
    row.version += 1


def _write(row: ConferenceSession, wanted: Mapping[str, Any], ground: Ground) -> None:
    for name, value in wanted.items():
        match name:
            case "place":
                row.place = ground.place(value) if value else None
            case "theme":
                row.theme = ground.theme(value) if value else None
            case "on_stage":
                seat(row, tuple(_known(ground.people, slug) for slug in value))
            case "giving":
                give(row, tuple(_known(ground.exhibitors, slug) for slug in value))
            case _ if name not in LASTING:
                is_moment = name in MOMENTS and value is not None
                setattr(row, name, datetime.fromisoformat(value) if is_moment else value)


def _known(known: Mapping[str, Kept], slug: str) -> Kept:
    if slug not in known:
        raise DomainError(GONE, name=slug)
    return known[slug]


def _shown(row: Row) -> Row:
    if row.is_hidden:
        raise DomainError(mark("„{name}“ ist ausgeblendet. Zeigen Sie den Eintrag zuerst wieder an."), name=row.name_de)
    return row
