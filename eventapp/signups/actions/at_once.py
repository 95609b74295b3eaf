"""A free place for one press: when sign-ups open hundreds press, each for the first time there, and queue at one row.

So what mostly happens is tried at once, past SQLAlchemy and on a connection of its own, and the row is held for as
short as it can be: the statement that locks it also asks and counts. On PostgreSQL it takes the rows of the sign-up, of
the mail and of the visitor's star along: every further way to the server is one that all others wait for.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, cast

from flask import Flask, current_app
from sqlalchemy import (
    CTE,
    ColumnElement,
    Executable,
    Select,
    Table,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.utils import import_string

from eventapp.database import Entity, UtcDateTime, db
from eventapp.fair.models import Fair
from eventapp.outbox.models import OutboxMail
from eventapp.prepared import Question, Run, Unanswered, Writing
from eventapp.programme.models import ConferenceSession
from eventapp.programme.value import Session
from eventapp.signups.actions.places import New, row_of
from eventapp.signups.actions.telling import SEATED, first_mail
from eventapp.signups.models import OVERLAP_UNSET, Allotment, SignUp, SignUpSettings
from eventapp.visitors.actions import star_row
from eventapp.visitors.links import PAGE
from eventapp.visitors.models import KnownVisitor, Star, Visitor
from eventapp.web.private_links import keys_of, opened_by

EXTENSION = "eventapp.at_once"
LONGEST_KEY = 40
_log = logging.getLogger(__name__)
Row = Mapping[str, Any]
_KNOWN = select(
    Visitor.id,
    Visitor.fair_id,
    Visitor.generation,
    Visitor.name,
    Visitor.email,
    Visitor.language,
).join(Fair, Fair.id == Visitor.fair_id)
_KNOWN = _KNOWN.where(
    Visitor.id == bindparam("visitor"), Fair.slug == bindparam("slug"), Visitor.email_confirmed_at.is_not(None)
)
_STILL = select(Visitor.id).where(
    Visitor.id == bindparam("of_visitor"),
    Visitor.generation == bindparam("of_generation"),
    Visitor.email == bindparam("of_email"),
)
"""Whoever has shut the link or changed the address meanwhile, or is being erased, does not sign up."""
_SESSION = select(ConferenceSession.id).where(
    ConferenceSession.fair_id == bindparam("of_fair"), ConferenceSession.code == bindparam("of_code")
)
_OVERLAP = select(SignUpSettings.overlap).where(SignUpSettings.fair_id == bindparam("of_fair"))
_COUNT = update(Allotment).where(
    Allotment.session_id == _SESSION.scalar_subquery(),
    Allotment.taken < Allotment.capacity,
    Allotment.extra == 0,
    Allotment.waiting == 0,
    or_(Allotment.next_due_at.is_(None), Allotment.next_due_at > bindparam("of_moment", type_=UtcDateTime)),
    func.coalesce(_OVERLAP.scalar_subquery(), OVERLAP_UNSET) != "refuse",
)
_COUNT = _COUNT.values(taken=Allotment.taken + 1).returning(Allotment.session_id)


def key_of(visitor_id: int, once: str) -> str:
    """What makes a press count once, however often its form is sent; without ``once`` each counts."""
    return f"{visitor_id}:{once or secrets.token_urlsafe(12)}"[:LONGEST_KEY]


class AtOnce:
    """Made once for an application."""

    def __init__(self, app: Flask) -> None:
        self._config = app.config
        with app.app_context():
            engine = db.engine
        self._known = Question(_KNOWN, engine)
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._errors = Unanswered, SQLAlchemyError, cast("Any", engine.dialect).loaded_dbapi.Error
        self._writing = Writing(engine, _steps() if self._is_sqlite else {"all": _all()})

    def sign_up(self, slug: str, token: str, session: Session, once: str, *, at: datetime, answer: str = "") -> bool:
        """A place for who presses on their private page and is known by name and address; ``once`` is the form's.

        True with a place, the mail about it and the calendar's count, all committed, where one is free, nobody waits,
        nothing is due, places at the same time are nobody's concern and the person has none there. Else False, and
        nothing was done: the usual way (``asking.sign_up_known``) knows what to say.
        """
        db.session.rollback()  # what was read before is old by then, and its connection is others' meanwhile
        try:
            visitor = self._find(slug, token)
            if visitor is None or not visitor.name or not once:
                return False
            return self._give(visitor, session, once, answer=answer, at=at)
        except self._errors as error:
            _log.debug("not at once: %s", type(error).__name__)
            return False

    def _find(self, slug: str, token: str) -> KnownVisitor | None:
        """Whose private page it is. None, too, for who has no confirmed address."""
        found: list[KnownVisitor] = []

        def generation(visitor_id: int) -> int | None:
            found.extend(map(KnownVisitor._make, self._known.rows(visitor=visitor_id, slug=slug)))
            return found[0].generation if found else None

        return found[0] if opened_by(keys_of(self._config), token, PAGE, generation) is not None else None

    def _give(self, visitor: KnownVisitor, session: Session, once: str, *, at: datetime, answer: str = "") -> bool:
        new = New("confirmed", visitor.name, answer, key_of(visitor.id, once), at, confirmed_at=at)
        asked: dict[str, Any] = {
            "of_fair": visitor.fair_id,
            "of_code": session.code,
            "of_moment": at,
            "of_visitor": visitor.id,
            "of_generation": visitor.generation,
            "of_email": visitor.email,
        }
        rows = {
            SignUp: row_of(visitor, None, new),
            OutboxMail: first_mail(SEATED["confirmed"], visitor, new.handle, at=at),
            Star: star_row(visitor.id, None, at=at, revised_at=session.revised_at),
        }
        for entity, row in rows.items():
            asked |= {_parameter(entity, name): value for name, value in row.items()}
        with self._writing.begun() as run:
            return _step_by_step(run, asked) if self._is_sqlite else run("all", asked) is not None


def init_app(app: Flask) -> None:
    app.extensions[EXTENSION] = cache(lambda: AtOnce(app))


def at_once() -> AtOnce:
    """This application's."""
    known: AtOnce = current_app.extensions[EXTENSION]()
    return known


def _step_by_step(run: Run, asked: Row) -> bool:
    counted = run("count", asked)
    if counted is None:
        return False
    there = {_parameter(entity, "session_id"): counted[0] for entity in (SignUp, Star)}
    for name in ("sign up", "mail", "star"):
        run(name, {**asked, **there})
    return True


def _parameter(entity: type[Entity], column: str) -> str:
    return f"{entity.__tablename__}_{column}"


def _values(entity: type[Entity]) -> dict[str, Any]:
    """A parameter for each column but the one that numbers the rows; what is not said is the column's default."""
    table = cast("Table", entity.__table__)
    return {
        one.name: bindparam(_parameter(entity, one.name), one.default.arg if one.default else None, one.type)
        for one in cast("Any", table.c)
        if one is not table.autoincrement_column
    }


def _steps() -> dict[str, Executable]:
    """SQLite's."""
    insert = import_string("sqlalchemy.dialects.sqlite:insert")
    star = insert(Star).values(_values(Star))
    before = Star.changed_at
    whole, rest = func.substr(before, 1, 19), func.substr(before, 20)
    later = func.strftime("%Y-%m-%d %H:%M:%S", whole, "+1 second").op("||")(rest)
    return {
        "count": _COUNT.where(exists(_STILL)),
        "sign up": insert(SignUp).values(_values(SignUp)),
        "mail": insert(OutboxMail).values(_values(OutboxMail)),
        "star": _counted_again(star, func.max(star.excluded.changed_at, later)),
    }


def _all() -> Select[Any]:
    """PostgreSQL's. The visitor's row is locked before that of the places, as everywhere."""
    insert = import_string("sqlalchemy.dialects.postgresql:insert")
    still = _STILL.with_for_update(key_share=True).cte("still")
    counted = _COUNT.where(exists(select(still.c.id))).cte("counted")
    made = _inserted_for(insert, counted, SignUp).returning(SignUp.session_id).cte("made")
    posted = _inserted_for(insert, made, OutboxMail).returning(OutboxMail.id).cte("posted")
    star = _inserted_for(insert, made, Star)
    later = func.greatest(star.excluded.changed_at, Star.changed_at + literal_column("interval '1 second'"))
    starred = _counted_again(star, later).returning(Star.session_id).cte("starred")
    return select(made.c.session_id).add_cte(posted, starred)


def _inserted_for(insert: Callable[[type[Entity]], Any], source: CTE, entity: type[Entity]) -> Any:
    """One row for the session that ``source`` gives."""
    values = _values(entity)
    if "session_id" in values:
        values["session_id"] = source.c.session_id
    return insert(entity).from_select(list(values), select(*values.values()).select_from(source))


def _counted_again(inserting: Any, later: ColumnElement[Any]) -> Any:
    """Where the star's row is there already, as :func:`eventapp.visitors.actions.count_again` does it."""
    return inserting.on_conflict_do_update(
        index_elements=["visitor_id", "session_id"], set_={"revision": Star.revision + 1, "changed_at": later}
    )
