"""The demo's mailings, as ``demo/rundmails-2027.toml`` tells of them: written and sent by the office's own actions."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from eventapp.accounts.models import Person
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.mailings import actions, queries
from eventapp.mailings.actions import FIELDS, Written
from eventapp.mailings.audiences import audience_of
from eventapp.mailings.models import Mailing
from eventapp.mailings.recipients import seen
from eventapp.mailings.starters import STARTERS
from eventapp.outbox import reasons
from eventapp.outbox.models import FAILED

FILE = Path(__file__).resolve().parents[2] / "demo" / "rundmails-2027.toml"


def play(slug: str, *, office: Person, at: datetime) -> None:
    """The mails that the file says so of came back; the others go their way with the worker."""
    fair = get_fair(slug)
    with FILE.open("rb") as file:
        told = tomllib.load(file)["mailings"]
    for one in told:
        then = at - timedelta(days=one.get("days_ago", 0))
        mailing = actions.create(fair, _written(one), by=office.id, at=then)
        if "failed" in one:
            _send(mailing, fair, one["failed"], office=office, at=then)


def _written(one: Mapping[str, Any]) -> Written:
    if "start" not in one:
        return Written(**{field: one[field].strip() for field in FIELDS})
    starter = STARTERS[one["start"]]
    subject, text = starter.subject, starter.text
    return Written(starter.name, starter.audience, subject.de, subject.en, text.de, text.en)


def _send(mailing: Mailing, fair: Fair, failed: Sequence[str], *, office: Person, at: datetime) -> None:
    found = queries.reached_by(fair, audience_of(mailing.audience), at=at)
    actions.send(mailing, fair, print_seen=seen(mailing.version, found), by=office.id, at=at)
    for mail, answer in zip(queries.mails_of(mailing), failed, strict=False):
        mail.state, mail.error = FAILED, reasons.reason(reasons.REJECTED, answer)
        mail.attempts, mail.settled_at = 1, at
