"""Giving a place back and taking an offered one: whoever goes makes room in the same transaction."""

from __future__ import annotations

from datetime import datetime

from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.programme.value import Session
from eventapp.signups import queries
from eventapp.signups.actions.places import Door, become, lock_one, settle
from eventapp.signups.actions.telling import tell
from eventapp.signups.models import STANDING, SignUp


class OfferIsOver(DomainError):
    """Too late, or taken already."""


def give_back(sign_up: SignUp, session: Session, *, at: datetime, to: str = "given_back") -> None:
    """The place, the offer or the turn goes to the next. Twice is once."""
    door = door_of(sign_up, session)
    if sign_up.state in STANDING:
        become(sign_up, to, door, at=at)
    settle(door, at=at)


def accept(sign_up: SignUp, session: Session, *, at: datetime) -> None:
    """An offered place becomes theirs. Twice is once."""
    door = door_of(sign_up, session)
    if sign_up.state == "offered" and sign_up.offered_until is not None and sign_up.offered_until > at:
        become(sign_up, "confirmed", door, at=at)
        tell("place", sign_up, at=at)
    settle(door, at=at)
    if sign_up.state != "confirmed":
        raise OfferIsOver(mark("Das Angebot ist abgelaufen, der Platz ist an die Nächsten gegangen."))


def door_of(sign_up: SignUp, session: Session) -> Door:
    """Locked, with the sign-up as it is now."""
    door = lock_one(sign_up.fair_id, session)
    queries.reread(sign_up)
    return door
