"""What one visitor has to do with each session, for a calendar: stars and sign-ups together, in one query."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from flask import Flask, current_app
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    String,
    bindparam,
    case,
    func,
    literal_column,
    null,
    select,
    type_coerce,
    union_all,
)

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.prepared import Question
from eventapp.signups.models import SignUp
from eventapp.visitors.links import FEED
from eventapp.visitors.models import Star, Visitor
from eventapp.web.private_links import keys_of, opened_by

STARRED, UNSTARRED = "starred", "unstarred"
OWNER = "owner"
"""The row of the visitor: ``number`` is the calendar's generation, ``revision`` the fair's ``public_version``,
``changed_at`` since when there is such a visitor."""


def _said(word: str) -> ColumnElement[str]:
    """A word of ours as it stands, so that it need not be sent each time."""
    return literal_column(f"'{word}'", String)


class Own(NamedTuple):
    """A star or a sign-up: its session's row, a state of ``SignUp`` or one of the two above, until when a place is
    kept, the number of its sign-up (0 for a star). Stars count in ``revision`` how often anything changed for the
    visitor there, and say when last."""

    session_id: int
    state: str
    until: datetime | None
    number: int
    revision: int
    changed_at: datetime


_VISITOR: BindParameter[int] = bindparam("visitor")
_NEVER = type_coerce(null(), SignUp.held_until.type)
_NONE: ColumnElement[int] = literal_column("0", Integer)
_owner = (
    select(_NONE, _said(OWNER), _NEVER, Visitor.feed_generation, Fair.public_version, Visitor.created_at)
    .join(Fair, Fair.id == Visitor.fair_id)
    .where(Visitor.id == _VISITOR, Fair.slug == bindparam("slug"))
)
_sign_ups = select(
    SignUp.session_id,
    SignUp.state,
    func.coalesce(SignUp.held_until, SignUp.offered_until, type_=SignUp.held_until.type),
    SignUp.id,
    _NONE,
    SignUp.changed_at,
).where(SignUp.visitor_id == _VISITOR)
_stars = select(
    Star.session_id,
    case((Star.is_set, _said(STARRED)), else_=_said(UNSTARRED)),
    _NEVER,
    _NONE,
    Star.revision,
    Star.changed_at,
).where(Star.visitor_id == _VISITOR)
_ALL = union_all(_owner, _sign_ups, _stars)
"""Without the sessions themselves: joined, they would cost more than all the rest together."""


class Feed(NamedTuple):
    """Everything of one visitor, in no order, since when there is such a visitor, and the ``public_version`` that the
    fair had at that moment."""

    since: datetime
    public_version: int
    owned: list[Own]


def find_feed(slug: str, token: str) -> Feed | None:
    """What the link of a calendar opens, without the name and the address that no calendar needs."""

    def ask(visitor_id: int) -> Iterable[Iterable[Any]]:
        return db.session.connection().execute(_ALL, {"visitor": visitor_id, "slug": slug})

    return _feed(keys_of(current_app.config), token, ask)


class Feeds:
    """The same without a context of Flask. Calendars ask for it all day, and everything else about a session would
    take longer than the statement."""

    def __init__(self, app: Flask) -> None:
        self._config = app.config
        with app.app_context():
            self._question = Question(_ALL, db.engine)

    def find(self, slug: str, token: str) -> Feed | None:
        def ask(visitor_id: int) -> Iterable[Iterable[Any]]:
            return self._question.rows(visitor=visitor_id, slug=slug)

        return _feed(keys_of(self._config), token, ask)


def _feed(keys: tuple[bytes, ...], token: str, ask: Callable[[int], Iterable[Iterable[Any]]]) -> Feed | None:
    """``ask`` answers with the rows of a visitor."""
    owned: list[Own] = []
    owners: list[Own] = []

    def generation(visitor_id: int) -> int | None:
        for row in map(Own._make, ask(visitor_id)):
            (owners if row.state == OWNER else owned).append(row)
        return owners[0].number if owners else None

    if opened_by(keys, token, FEED, generation) is None:
        return None
    return Feed(owners[0].changed_at, owners[0].revision, owned)
