"""The office writes to those who are signed up for a session: one mail each, once, however often the button is
pressed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, record
from eventapp.outbox.actions import post
from eventapp.outbox.models import OutboxMail
from eventapp.programme.value import Session
from eventapp.signups.actions.telling import PART
from eventapp.signups.filling import standing_in
from eventapp.signups.models import SignUp
from eventapp.text import clean_line, clean_text

AUDIENCES = {
    "place": mark("alle mit einem Platz"),
    "waiting": mark("alle auf der Warteliste"),
    "both": mark("alle mit einem Platz und alle auf der Warteliste"),
}
"""An offered place counts as one."""
LONGEST_SUBJECT, LONGEST_MESSAGE = 120, 4_000


def readers(fair_id: int, code: str, audience: str) -> list[SignUp]:
    """Who would get it: those with an address, by name, then in turn."""
    found = standing_in(fair_id, code)
    placed, waiting = [*found.placed, *found.offered], found.waiting
    wanted = {"place": placed, "waiting": waiting}.get(audience, [*placed, *waiting])
    return [one for one in wanted if one.visitor is not None and one.visitor.email]


def nobody() -> DomainError:
    return DomainError(mark("Es gibt niemanden, an den diese Nachricht ginge."), field="audience")


def write_to(
    fair_id: int, session: Session, *, subject: str, message: str, audience: str, key: str, by: int | None, at: datetime
) -> Sequence[SignUp]:
    """Gives to whom it went. The same ``key`` (the form's) reaches nobody twice, and stands in the journal once."""
    subject, message = clean_line(subject, longest=LONGEST_SUBJECT), clean_text(message, longest=LONGEST_MESSAGE)
    if not subject or not message:
        raise DomainError(mark("Schreiben Sie Betreff und Text."), field="message" if subject else "subject")
    found = readers(fair_id, session.code, audience)
    if not found:
        raise nobody()
    keys = {one.id: f"signups.message:{one.handle[:PART]}:{key[:22]}" for one in found}
    known = set(db.session.scalars(select(OutboxMail.key).where(OutboxMail.key.in_(keys.values()))))
    for one in found:
        _post(one, key=keys[one.id], subject=subject, message=message, at=at)
    if number := len(set(keys.values()) - known):
        told = {
            mark("Betreff"): subject,
            mark("An"): AUDIENCES[audience],
            mark("Mails"): str(number),
        }
        record(
            by,
            "sign_up.written",
            fair_id=fair_id,
            subject=f"session:{session.code}",
            name=session.title.de,
            at=at,
            differences=[Difference(name, "", text) for name, text in told.items()],
        )
    return found


def _post(one: SignUp, *, key: str, subject: str, message: str, at: datetime) -> None:
    if one.visitor is not None:
        post(
            "signups.message",
            to=one.visitor.email,
            language=one.visitor.language,
            key=key,
            values={"handle": one.handle, "subject": subject, "message": message},
            fair_id=one.fair_id,
            at=at,
        )
