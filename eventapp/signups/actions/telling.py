"""The mails about sign-ups: posted with what happened, written when they are sent, dropped if it is not so any more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from eventapp.outbox.actions import mail_row, post
from eventapp.signups.models import SignUp
from eventapp.visitors.models import KnownVisitor, Visitor
from eventapp.visitors.queries import get_visitor

PART = 12
"""So much of a handle tells one from all others, and stays in the key of a mail when all else of it is forgotten: it
must lead nobody anywhere."""

SEATED = {"confirmed": "place", "waiting": "waiting"}
"""Which mail tells of which state that one comes into."""


def tell(kind: str, sign_up: SignUp, *, at: datetime, again: str = "") -> None:
    """One mail for one change: the same change never makes a second one, but for what somebody asked for ``again``."""
    if sign_up.visitor_id is not None:
        change = f"{sign_up.revision}{again}"
        tell_visitor(kind, get_visitor(sign_up.visitor_id), sign_up.handle, change, at=at)


def tell_visitor(kind: str, visitor: Visitor, handle: str, change: str, *, at: datetime) -> None:
    """The same by the sign-up's handle; ``change`` tells this one from others of it."""
    if visitor.email:
        post(**_mail(kind, visitor, handle, change, at=at))


def first_mail(kind: str, visitor: KnownVisitor, handle: str, *, at: datetime) -> dict[str, Any]:
    """The row of the mail about a new sign-up, for somebody whose address is known."""
    return mail_row(**_mail(kind, visitor, handle, "1", at=at))


def _mail(kind: str, visitor: Visitor | KnownVisitor, handle: str, change: str, *, at: datetime) -> dict[str, Any]:
    return {
        "kind": f"signups.{kind}",
        "to": visitor.email,
        "language": visitor.language,
        "key": f"signups.{kind}:{handle[:PART]}:{change}",
        "values": {"handle": handle},
        "fair_id": visitor.fair_id,
        "at": at,
    }
