"""What the office does with places: let somebody in, move people, take places away. All of it is in the journal."""

from __future__ import annotations

import secrets
from datetime import datetime

from eventapp.database import db
from eventapp.errors import DomainError, Stale
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, record
from eventapp.outbox.address import one_address
from eventapp.programme.value import Session
from eventapp.signups import queries
from eventapp.signups.actions.asking import type_anew
from eventapp.signups.actions.giving_back import door_of
from eventapp.signups.actions.places import Door, New, NoPlaces, become, lock, lock_one, make_sign_up, settle
from eventapp.signups.actions.telling import tell
from eventapp.signups.models import STANDING, SignUp, SignUpSettings
from eventapp.text import clean_line
from eventapp.visitors.actions import visitor_asking
from eventapp.visitors.models import LONGEST_NAME, Visitor


def let_in(
    fair_id: int, session: Session, *, name: str, email: str, language: str, by: int | None, at: datetime
) -> SignUp:
    """Somebody gets a place whatever the count says: marked, and in the journal. A mail tells them."""
    said = clean_line(name, longest=LONGEST_NAME)
    if not said:
        raise DomainError(mark("Geben Sie einen Namen ein."), field="name")
    address = one_address(email).lower()
    door = lock_one(fair_id, session)
    settle(door, at=at)
    standing = queries.standing_of_address(door.session_id, address)
    if standing is not None and standing.state == "confirmed":
        raise DomainError(mark("Diese Person hat schon einen Platz."), field="email")
    if standing is None:
        visitor = visitor_asking(fair_id, address, language=language, at=at)
        visitor.name = visitor.name or said
        standing = _made_for(visitor, door, said, at=at)
    type_anew(standing, name=said, answer="")
    put_in(standing, door, at=at)
    tell("place", standing, at=at)
    _note("sign_up.let_in", standing, session, by=by, at=at)
    return standing


def _made_for(visitor: Visitor, door: Door, name: str, answer: str = "", *, at: datetime) -> SignUp:
    """Asked for in their stead."""
    return make_sign_up(visitor, door, New("asked", name, answer, secrets.token_urlsafe(16), at))


def give_place(sign_up: SignUp, session: Session, *, by: int | None, at: datetime) -> None:
    """Somebody who waits, or to whom a place is offered, has one now, whoever stands before them. Twice is once."""
    door = door_of(sign_up, session)
    settle(door, at=at)
    if sign_up.state == "confirmed":
        return
    if sign_up.state not in ("waiting", "offered"):
        raise DomainError(mark("Diese Anmeldung gilt nicht mehr."))
    put_in(sign_up, door, at=at)
    tell("place", sign_up, at=at)
    _note("sign_up.put_in", sign_up, session, by=by, at=at)


def put_in(sign_up: SignUp, door: Door, *, at: datetime) -> None:
    """A place beyond the line, and where need be beyond the capacity: that is marked. A turn that was passed is
    nobody's loss: the others keep theirs."""
    count = door.count
    if not sign_up.takes_a_place:
        sign_up.is_forced = not count.has_room
        count.extra = max(count.extra, count.taken + 1 - count.capacity)
    sign_up.confirmed_at = sign_up.confirmed_at or at
    become(sign_up, "confirmed", door, at=at)
    settle(door, at=at)


def remove(sign_up: SignUp, session: Session, *, by: int | None, at: datetime) -> None:
    """The office takes the place away, and says so by mail."""
    door = door_of(sign_up, session)
    if sign_up.state in STANDING:
        become(sign_up, "removed", door, at=at)
        tell("removed", sign_up, at=at)
        _note("sign_up.removed", sign_up, session, by=by, at=at)
    settle(door, at=at)


def move(
    sign_up: SignUp, here: Session, there: Session, *, even_if_full: bool = False, by: int | None, at: datetime
) -> SignUp:
    """From one session to another: the place there is sure before the one here is free."""
    there_id = queries.session_id_of(sign_up.fair_id, there.code)
    if there_id is None or there_id == sign_up.session_id or sign_up.visitor_id is None:
        raise DomainError(mark("Wählen Sie einen anderen Programmpunkt."), field="to")
    both = lock([(sign_up.session_id, here), (there_id, there)])
    doors = {door.session_id: door for door in both}
    if len(doors) < 2:
        raise NoPlaces(field="to")
    queries.reread(sign_up)
    if sign_up.state not in STANDING or sign_up.visitor is None:
        raise DomainError(mark("Diese Anmeldung gilt nicht mehr."))
    door = doors[there_id]
    settle(door, at=at)
    if not door.count.free and not even_if_full:
        raise DomainError(mark("Dort ist kein Platz frei."), field="to")
    standing = queries.standing_of(sign_up.visitor_id, there_id)
    made = standing or _made_for(sign_up.visitor, door, sign_up.name, sign_up.answer, at=at)
    type_anew(made, name=sign_up.name, answer=sign_up.answer)
    put_in(made, door, at=at)
    leaving = doors[sign_up.session_id]
    become(sign_up, "removed", leaving, at=at)
    settle(leaving, at=at)
    tell("moved_over", made, at=at)
    _note("sign_up.moved", made, there, by=by, at=at, was=here)
    return made


def set_settings(
    fair_id: int,
    *,
    overlap: str,
    shows: str,
    offer_hours: int,
    version: int | None = None,
    by: int | None,
    at: datetime,
) -> SignUpSettings:
    """What holds for all sessions of the fair. Whoever saw an older ``version`` is refused."""
    row = db.session.get(SignUpSettings, fair_id, with_for_update=True)
    if version is not None and version != (row.version if row else 1):
        raise Stale
    if row is None:
        row = queries.settings_of(fair_id)
        db.session.add(row)
        db.session.flush()
    before = {"overlap": row.overlap, "shows": row.shows, "offer_hours": str(row.offer_hours)}
    row.overlap, row.shows, row.offer_hours = overlap, shows, offer_hours
    after = {"overlap": overlap, "shows": shows, "offer_hours": str(offer_hours)}
    found = [Difference(name, before[name], after[name]) for name in after if before[name] != after[name]]
    if found:
        row.version += 1
        record(by, "sign_up.settings", fair_id=fair_id, subject="sign_ups", name="", at=at, differences=found)
    db.session.flush()
    return row


def _note(
    kind: str, sign_up: SignUp, session: Session, *, by: int | None, at: datetime, was: Session | None = None
) -> None:
    """By the number of the sign-up, never by a name: the journal outlives it."""
    differences = [Difference(mark("Programmpunkt"), was.title.de if was else "", session.title.de)]
    name = f"Anmeldung {sign_up.code}"
    record(
        by, kind, fair_id=sign_up.fair_id, subject=f"session:{session.code}", name=name, at=at, differences=differences
    )
