"""A copy of everything that is stored about one visitor, to be read by programs and people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from eventapp.agenda.queries import door_acts_about, mails_to, stars_told, title_of
from eventapp.programme.value import Programme
from eventapp.signups.models import DoorAct, SignUp
from eventapp.signups.queries import sign_ups_of_visitor
from eventapp.visitors.models import Visitor


def copy_of(programme: Programme, visitor: Visitor) -> dict[str, Any]:
    """Times with their zone; names of fields as in ``docs/privacy-register.md``; titles as released, in German."""
    return {
        "fair": programme.fair,
        "visitor": {
            "handle": visitor.handle,
            "name": visitor.name,
            "email": visitor.email,
            "email_confirmed_at": _time(visitor.email_confirmed_at),
            "new_email": visitor.new_email,
            "new_email_asked_at": _time(visitor.new_email_asked_at),
            "language": visitor.language,
            "created_at": _time(visitor.created_at),
        },
        "stars": [
            {"session": one.code, "title": one.title.de, "is_set": one.is_set, "changed_at": _time(one.changed_at)}
            for one in stars_told(visitor, programme)
        ],
        "sign_ups": [_sign_up(one, programme) for one in sign_ups_of_visitor(visitor)],
        "door_acts": [_door_act(one) for one in door_acts_about(visitor)],
        "mails": [
            {"kind": one.kind, "posted_at": _time(one.posted_at), "state": one.state} for one in mails_to(visitor)
        ],
    }


def _sign_up(one: SignUp, programme: Programme) -> dict[str, Any]:
    return {
        "session": one.session.code,
        "title": title_of(programme, one.session.code).de,
        "state": one.state,
        "code": one.code,
        "handle": one.handle,
        "key": one.key,
        "name": one.name,
        "answer": one.answer,
        "asked_at": _time(one.asked_at),
        "confirmed_at": _time(one.confirmed_at),
        "changed_at": _time(one.changed_at),
        "came_at": _time(one.came_at),
        "came_through": one.came_through,
        "is_forced": one.is_forced,
    }


def _door_act(one: DoorAct) -> dict[str, Any]:
    return {
        "sign_up": one.sign_up.code if one.sign_up else "",
        "verdict": one.verdict,
        "was": one.was,
        "at": _time(one.at),
        "undone_at": _time(one.undone_at),
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
