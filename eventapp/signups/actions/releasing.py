"""What a release means for sign-ups: capacities as released, and one mail for everybody whose sessions changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from eventapp.database import db
from eventapp.outbox.actions import post
from eventapp.programme.diff import changes_between
from eventapp.programme.models import ConferenceSession
from eventapp.programme.value import Programme
from eventapp.signups import queries
from eventapp.signups.actions.places import lock, settle
from eventapp.signups.models import Allotment
from eventapp.visitors.actions import give_way
from eventapp.visitors.models import Visitor

CHANGED = "signups.changed"


def after_release(fair_id: int, standing: Programme | None, released: Programme, *, at: datetime) -> None:
    """Joined to every release, in its transaction."""
    give_way(fair_id, _revised(standing, released), at=at)
    _set_capacities(fair_id, released, at=at)
    if standing is not None:
        _write_to_those_concerned(fair_id, standing, released, at=at)


def after_redaction(fair_id: int, standing: Programme | None, released: Programme, *, at: datetime) -> None:
    """Nobody has to go elsewhere because somebody is named no more; but calendars have to be told."""
    give_way(fair_id, _revised(standing, released), at=at)


def _revised(standing: Programme | None, released: Programme) -> set[str]:
    """The codes of the sessions that calendars have to be told of anew."""
    before = {session.code: session.revised_at for session in standing.sessions} if standing else {}
    return {one.code for one in released.sessions if before.get(one.code, one.revised_at) != one.revised_at}


def _set_capacities(fair_id: int, released: Programme, *, at: datetime) -> None:
    """Raised ones go to those who wait. Of lowered ones nobody is thrown out: who is too many stays, as extra."""
    known = queries.allotments_of(fair_id)
    wanted = {session.code: released.capacity_of(session) for session in released.sessions if session.sign_up}
    ids = _ids_of(fair_id, {*wanted, *known})
    added = [
        Allotment(session_id=ids[code], fair_id=fair_id, capacity=capacity)
        for code, capacity in wanted.items()
        if code not in known
    ]
    db.session.add_all(added)
    db.session.flush()
    changed = {code for code in known if code in wanted and known[code].capacity != wanted[code]}
    stopped = {code for code in known if code not in wanted}
    touched = [(ids[code], session) for code in changed | stopped if (session := released.session(code))]
    for door in lock(touched):
        count, capacity = door.count, wanted.get(door.session.code, door.count.capacity)
        count.extra = max(0, count.taken - capacity)
        count.capacity = capacity
        settle(door, at=at)


def _write_to_those_concerned(fair_id: int, standing: Programme, released: Programme, *, at: datetime) -> None:
    """Time, place or state: whoever has or waits for a place hears of it, once for all sessions together."""
    for visitor, codes in concerned(fair_id, standing, released):
        post(
            CHANGED,
            to=visitor.email,
            language=visitor.language,
            key=f"{CHANGED}:{visitor.handle}:{released.number}",
            values={"visitor": visitor.id, "number": released.number, "codes": sorted(codes)},
            fair_id=fair_id,
            at=at,
        )


def concerned(fair_id: int, standing: Programme, released: Programme) -> list[tuple[Visitor, list[str]]]:
    """Whoever is to be written to, with the codes of the sessions that it is about."""
    concerning = [change.new.code for change in changes_between(standing, released).felt]
    if not concerning:
        return []
    ids = _ids_of(fair_id, concerning)
    codes: dict[int, list[str]] = defaultdict(list)
    visitors: dict[int, Visitor] = {}
    for sign_up in queries.visitors_signed_up(ids.values()):
        if sign_up.visitor is not None and sign_up.visitor.email:
            visitors[sign_up.visitor.id] = sign_up.visitor
            codes[sign_up.visitor.id].append(sign_up.session.code)
    return [(visitor, codes[visitor_id]) for visitor_id, visitor in sorted(visitors.items())]


def _ids_of(fair_id: int, codes: Iterable[str]) -> dict[str, int]:
    wanted = select(ConferenceSession.code, ConferenceSession.id).where(ConferenceSession.fair_id == fair_id)
    found = db.session.execute(wanted.where(ConferenceSession.code.in_(list(codes))))
    return {row.code: row.id for row in found}
