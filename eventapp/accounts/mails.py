"""The mails of this room: the code somebody asked for and the invitation with its link, which both open a door; and
the question before an account that nobody uses is erased."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from eventapp.accounts.models import Person
from eventapp.accounts.queries import hashed
from eventapp.clock import day_at_the_fair
from eventapp.i18n import mark
from eventapp.i18n.days import day_with_year
from eventapp.outbox import kinds
from eventapp.outbox.actions import post
from eventapp.outbox.queries import find_mail_of
from eventapp.web.addresses import base_url

CODE, INVITATION, ENDING = "accounts.code", "accounts.invitation", "accounts.ending"


def init_app(_app: object) -> None:
    for kind, name in ((CODE, mark("Code zum Einloggen")), (INVITATION, mark("Einladung zu einem Konto"))):
        kinds.register(kind, kinds.Kind(is_secret=True, is_unasked=True, name=name))
    kinds.register(ENDING, kinds.Kind(name=mark("Konto wird gelöscht")))


def post_code(person: Person, code: str, *, to: str, key: str, at: datetime) -> None:
    """``key`` names the question that the code answers."""
    _post(CODE, person, f"{CODE}:{key[:24]}", {"code": f"{code[:3]} {code[3:]}"}, to=to, at=at)


def post_invitation(person: Person, token: str, *, by: Person | None, at: datetime) -> None:
    """``by`` is named in it, so that nobody takes it for a stranger's."""
    values = {"link": link_address(token), "by": by.name if by else "", "is_organiser": person.is_organiser}
    _post(INVITATION, person, f"{INVITATION}:{hashed(token)[:24]}", values, to=person.email, at=at)


def post_ending(person: Person, last_here: datetime, *, ends_on: datetime, at: datetime) -> None:
    """Once for each time that somebody stayed away."""
    day = day_with_year(day_at_the_fair(ends_on), person.language)
    values = {"ends_on": day, "link": f"{base_url()}/konto/einloggen"}
    _post(ENDING, person, _ending_key(person, last_here), values, to=person.email, at=at)


def was_asked(person: Person, last_here: datetime, *, before: datetime) -> bool:
    mail = find_mail_of(_ending_key(person, last_here))
    return mail is not None and mail.created_at <= before


def _ending_key(person: Person, last_here: datetime) -> str:
    return f"{ENDING}:{person.handle}:{last_here:%Y%m%d%H%M%S}"


def link_address(token: str) -> str:
    """The address of the page with the button."""
    return f"{base_url()}/konto/link/{token}"


def _post(kind: str, person: Person, key: str, values: Mapping[str, Any], *, to: str, at: datetime) -> None:
    filled = {"name": person.name, **values}
    post(kind, to=to, language=person.language, key=key, values=filled, at=at)
