"""The two mails of this room: the code somebody asked for, and the invitation with its link. Both open a door."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from eventapp.accounts.models import Person
from eventapp.accounts.queries import hashed
from eventapp.outbox import kinds
from eventapp.outbox.actions import post
from eventapp.web.addresses import base_url

CODE, INVITATION = "accounts.code", "accounts.invitation"


def init_app(_app: object) -> None:
    for kind in (CODE, INVITATION):
        kinds.register(kind, kinds.Kind(is_secret=True, is_unasked=True))


def post_code(person: Person, code: str, *, to: str, key: str, at: datetime) -> None:
    """``key`` names the question that the code answers."""
    _post(CODE, person, f"{CODE}:{key[:24]}", {"code": f"{code[:3]} {code[3:]}"}, to=to, at=at)


def post_invitation(person: Person, token: str, *, by: Person | None, at: datetime) -> None:
    """``by`` is named in it, so that nobody takes it for a stranger's."""
    values = {"link": link_address(token), "by": by.name if by else "", "is_organiser": person.is_organiser}
    _post(INVITATION, person, f"{INVITATION}:{hashed(token)[:24]}", values, to=person.email, at=at)


def link_address(token: str) -> str:
    """The address of the page with the button."""
    return f"{base_url()}/konto/link/{token}"


def _post(kind: str, person: Person, key: str, values: Mapping[str, Any], *, to: str, at: datetime) -> None:
    filled = {"name": person.name, **values}
    post(kind, to=to, language=person.language, key=key, values=filled, at=at)
