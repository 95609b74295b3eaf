"""What the worker does: pass on what ran out, forget who never confirmed, and erase what is over."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.outbox.models import OutboxMail
from eventapp.privacy.retention import AFTER_THE_FAIR, UNCONFIRMED
from eventapp.programme.models import ConferenceSession
from eventapp.programme.queries import release_at_hand
from eventapp.programme.value import Session
from eventapp.signups import queries
from eventapp.signups.actions.places import become, fresh_code, lock, settle
from eventapp.signups.models import STANDING, SignUp
from eventapp.signups.rules import passes_on
from eventapp.visitors.actions import count_change, erase, forget_strangers
from eventapp.visitors.erasing import brought_back
from eventapp.visitors.models import Star, Visitor

LOOKED_EVERY = timedelta(hours=1)
"""How often the worker forgets what nobody confirmed."""


def settle_due(at: datetime) -> None:
    """Holds and offers that ran out, in every fair."""
    run_out, with_room = queries.sessions_run_out(at), queries.sessions_with_room()
    for wanted in _released_sessions(run_out | with_room).values():
        due = [(one, session) for one, session in wanted.items() if one in run_out or passes_on(session, at)]
        for door in lock(due):
            settle(door, at=at)


def _released_sessions(session_ids: Collection[int]) -> dict[int, dict[int, Session]]:
    """By fair and id of the row, each as the public sees it."""
    if not session_ids:
        return {}
    rows = select(ConferenceSession.id, ConferenceSession.code, Fair.id, Fair.released)
    rows = rows.join(Fair, Fair.id == ConferenceSession.fair_id).where(ConferenceSession.id.in_(session_ids))
    found: dict[int, dict[int, Session]] = defaultdict(dict)
    for session_id, code, fair_id, released in db.session.execute(rows):
        programme = release_at_hand(fair_id, released)
        session = programme.session(code) if programme else None
        if session is not None:
            found[fair_id][session_id] = session
    return found


def forget_unconfirmed(at: datetime) -> None:
    """The worker's job."""
    erase_unconfirmed(at)


def erase_unconfirmed(at: datetime, *, is_trial: bool = False) -> int:
    """Askings that nobody confirmed, and who is left of them: an address that somebody typed, no more. Early enough
    that they are gone within the day although nobody looks more often than hourly."""
    since = UNCONFIRMED.is_over_since(at + LOOKED_EVERY)
    is_over = (SignUp.state.in_(("asked", "lapsed")), SignUp.confirmed_at.is_(None))
    old = select(SignUp.id).where(*is_over, SignUp.asked_at < since)
    number = db.session.scalar(select(func.count()).select_from(old.subquery())) or 0
    if is_trial:
        return number
    going = select(SignUp.visitor_id, SignUp.session_id).distinct()
    gone = db.session.execute(going.where(SignUp.id.in_(old), SignUp.visitor_id.is_not(None))).all()
    db.session.execute(delete(SignUp).where(SignUp.id.in_(old)).execution_options(synchronize_session="fetch"))
    _forget_claims(since, at=at)
    left = set(db.session.scalars(select(Visitor.id).where(Visitor.id.in_([row.visitor_id for row in gone]))))
    for visitor_id, session_id in gone:
        if visitor_id in left:
            count_change(visitor_id, session_id, at=at, revised_at=None)
    return number


def _forget_claims(since: datetime, *, at: datetime) -> None:
    """Addresses that somebody typed and nobody showed to be theirs, a day after the last mail that went there. Who
    keeps a programme goes on without an address; nothing else is left of the others."""
    written_to = select(OutboxMail.id).where(OutboxMail.to_address == Visitor.email, OutboxMail.created_at >= since)
    claims = select(Visitor).where(
        Visitor.email != "",
        Visitor.email_confirmed_at.is_(None),
        Visitor.created_at < since,
        ~written_to.exists(),
        ~select(SignUp.id).where(SignUp.visitor_id == Visitor.id).exists(),
    )
    keeps = select(Star.visitor_id).where(Star.visitor_id == Visitor.id, Star.is_set).exists()
    for visitor, is_kept in db.session.execute(claims.add_columns(keeps)).all():
        if is_kept:
            visitor.email = visitor.name = ""
        else:
            db.session.delete(visitor)
    db.session.flush()
    forget_strangers(since, at=at)


def erase_after_the_fair(at: datetime, *, is_trial: bool = False) -> int:
    """Who was there: the persons go, the counts stay."""
    over = select(Fair.id).where(Fair.ends_on < AFTER_THE_FAIR.is_over_since(at).date())
    theirs = select(Visitor).where(Visitor.fair_id.in_(over))
    visitors = list(db.session.scalars(theirs))
    if is_trial:
        return len(visitors)
    for visitor in visitors:
        erase_person(visitor, at=at)
    return len(visitors)


def erase_again(at: datetime) -> int:
    """After a restore. Who left before the fair makes room once more."""
    found = brought_back()
    for visitor in found:
        ids = [one.session_id for one in queries.sign_ups_of_visitor(visitor)]
        leave(visitor, _released_sessions(ids).get(visitor.fair_id, {}), at=at)
    return len(found)


def erase_person(visitor: Visitor, *, at: datetime) -> None:
    """The visitor goes; of every sign-up the session, the state, its times and whether somebody came are left, under a
    code that nobody was ever told: the former one stands in mails and on printed lists."""
    for sign_up in queries.sign_ups_of_visitor(visitor):
        sign_up.name = sign_up.answer = ""
        sign_up.visitor_id = sign_up.key = None
        sign_up.code, sign_up.handle = fresh_code(sign_up.fair_id), secrets.token_urlsafe(16)
    db.session.flush()
    erase(visitor, at=at)


def leave(visitor: Visitor, sessions: dict[int, Session], *, at: datetime) -> None:
    """On request, at once: places and turns go to the next, then everything about the person goes. Who was there
    already is counted still."""
    standing = [one for one in queries.sign_ups_of_visitor(visitor) if one.state in STANDING]
    coming = {one: session for one, session in sessions.items() if at < session.starts_at}
    wanted = [(one.session_id, coming[one.session_id]) for one in standing if one.session_id in coming]
    doors = {door.session_id: door for door in lock(wanted)}
    for one in standing:
        door = doors.get(one.session_id)
        if door is not None:
            become(one, "given_back", door, at=at)
            settle(door, at=at)
    erase_person(visitor, at=at)
