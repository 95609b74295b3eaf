"""A free place for one press: when sign-ups open hundreds press, each for the first time there, and queue at one row.

So what mostly happens is tried at once, and the row is held for as short as it can be. The statement that locks it also
asks and counts; on PostgreSQL it takes the rows of the sign-up, of the visitor's star and of the mail along: every
further way to the server is one that all others wait for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import CTE, Select, bindparam, func, literal, or_, select, true, update
from werkzeug.utils import import_string

from eventapp.database import Entity, UtcDateTime, connection, insert_new
from eventapp.outbox.models import OutboxMail
from eventapp.programme.models import ConferenceSession
from eventapp.programme.value import Session
from eventapp.signups.actions.places import New, row_of
from eventapp.signups.models import OVERLAP_UNSET, Allotment, SignUp, SignUpSettings
from eventapp.visitors.actions import count_again, star_row
from eventapp.visitors.models import Star, Visitor

Row = Mapping[str, Any]
Names = tuple[str, ...]
_SESSION = select(ConferenceSession.id).where(
    ConferenceSession.fair_id == bindparam("of_fair"), ConferenceSession.code == bindparam("of_code")
)
_OVERLAP = select(SignUpSettings.overlap).where(SignUpSettings.fair_id == bindparam("of_fair"))
_IS_SIMPLE = (
    Allotment.taken < Allotment.capacity,
    Allotment.extra == 0,
    Allotment.waiting == 0,
    or_(Allotment.next_due_at.is_(None), Allotment.next_due_at > bindparam("at", type_=UtcDateTime)),
    func.coalesce(_OVERLAP.scalar_subquery(), OVERLAP_UNSET) != "refuse",
)
_COUNT = update(Allotment).where(Allotment.session_id == _SESSION.scalar_subquery(), *_IS_SIMPLE)
_COUNT = _COUNT.values(taken=Allotment.taken + 1).returning(Allotment.session_id)
_TAKE_BACK = update(Allotment).where(Allotment.session_id == bindparam("of_session"))
_TAKE_BACK = _TAKE_BACK.values(taken=Allotment.taken - 1)


class _Tried(NamedTuple):
    """The ids of the session and of the new sign-up, and the revision of the new star; None for what is not new. With
    no session there was nothing to give."""

    session_id: int | None = None
    sign_up_id: int | None = None
    revision: int | None = None


def give_at_once(visitor: Visitor, session: Session, new: New, mail: Row) -> int | None:
    """A place for somebody new (``new`` is confirmed), and the ``mail`` about it (a row of the outbox), where one is
    free, nobody waits, nothing is due and places at the same time are nobody's concern: the id of the sign-up. None,
    and nothing was done, where it is not so simple or the person stands there already."""
    asked = {"of_fair": visitor.fair_id, "of_code": session.code, "at": new.at}
    star = star_row(visitor.id, None, at=new.at, revised_at=session.revised_at)
    rows = row_of(visitor, None, new), star, mail
    is_postgresql = connection().dialect.name == "postgresql"
    tried = _in_one_statement(asked, *rows) if is_postgresql else _step_by_step(asked, *rows)
    if tried.session_id is None:
        return None
    if tried.sign_up_id is None:
        connection().execute(_TAKE_BACK, {"of_session": tried.session_id})
    elif tried.revision is None:
        count_again({**star, "session_id": tried.session_id})
    return tried.sign_up_id


def _step_by_step(asked: Row, sign_up: Row, star: Row, mail: Row) -> _Tried:
    session_id = connection().execute(_COUNT, asked).scalar()
    if session_id is None:
        return _Tried()
    there = {"session_id": session_id}
    made = insert_new(SignUp, {**sign_up, **there}, given="id")
    if made is None:
        return _Tried(session_id)
    insert_new(OutboxMail, mail, given="id", unless=("key",))
    return _Tried(session_id, made, insert_new(Star, {**star, **there}, given="revision"))


def _in_one_statement(asked: Row, *rows: Row) -> _Tried:
    said = {f"{at}_{name}": value for at, row in enumerate(rows) for name, value in row.items() if name != "session_id"}
    found = connection().execute(_all(*map(tuple, rows)), {**asked, **said}).one_or_none()
    return _Tried(*found) if found else _Tried()


@cache
def _all(of_sign_up: Names, of_star: Names, of_mail: Names) -> Select[Any]:
    """The statement for rows with these columns; PostgreSQL's."""
    counted = _COUNT.cte("counted")
    made = _inserted_for(counted, SignUp, 0, of_sign_up, given=("session_id", "id"))
    starred = _inserted_for(made, Star, 1, of_star, given=("revision",))
    posted = _inserted_for(made, OutboxMail, 2, of_mail, given=("id",))
    joined = counted.outerjoin(made, true()).outerjoin(starred, true())
    return select(counted.c.session_id, made.c.id, starred.c.revision).select_from(joined).add_cte(posted)


def _inserted_for(source: CTE, entity: type[Entity], number: int, columns: Names, *, given: Names) -> CTE:
    """One row for the session that ``source`` gives, unless another row stands in its way."""
    table: Any = entity.__table__
    unsaid = [one for one in table.c if one.name not in columns and one.default is not None]
    values = [
        source.c.session_id if one == "session_id" else bindparam(f"{number}_{one}", type_=table.c[one].type)
        for one in columns
    ]
    values += [literal(one.default.arg, one.type) for one in unsaid]
    inserting: Any = import_string("sqlalchemy.dialects.postgresql:insert")(table)
    inserting = inserting.from_select([*columns, *(one.name for one in unsaid)], select(*values).select_from(source))
    return cast(
        "CTE", inserting.on_conflict_do_nothing().returning(*(table.c[one] for one in given)).cte(f"row_{number}")
    )
