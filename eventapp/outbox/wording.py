"""How a mail's state is told, and what a mail is about while it has no subject yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from eventapp.clock import at_the_fair
from eventapp.i18n import _, language, mark
from eventapp.i18n.days import short_day
from eventapp.outbox.kinds import kind_of
from eventapp.outbox.models import DROPPED, FAILED, KEPT, SENDING, SENT, WAITING, OutboxMail
from eventapp.outbox.reasons import in_words


@dataclass(frozen=True, slots=True)
class Filter:
    name: str
    states: tuple[str, ...]


FILTERS = {
    "wartet": Filter(mark("Wartet"), (WAITING, SENDING)),
    "gesendet": Filter(mark("Gesendet"), (SENT, KEPT)),
    "fehlgeschlagen": Filter(mark("Fehlgeschlagen"), (FAILED,)),
    "entfallen": Filter(mark("Entfallen"), (DROPPED,)),
}
"""By the word in the address."""
WORDS = {
    WAITING: mark("wartet"),
    SENDING: mark("wird gerade gesendet"),
    SENT: mark("gesendet"),
    KEPT: mark("im Postfach der Vorführung"),
    FAILED: mark("fehlgeschlagen"),
    DROPPED: mark("entfallen"),
}
ICONS = {
    WAITING: "hourglass",
    SENDING: "mail",
    SENT: "done",
    KEPT: "done",
    FAILED: "warning",
    DROPPED: "cancelled",
}


def about(mail: OutboxMail) -> str:
    """Its subject once it was sent; before, and where that is forgotten, what kind of mail it is."""
    return mail.subject or _(kind_of(mail.kind).name or mail.kind)


@dataclass(frozen=True, slots=True)
class Standing:
    """A word, its sign, since or till when, and why."""

    word: str
    sign: str
    moment: str
    reason: str


def standing(mail: OutboxMail) -> Standing:
    moment = _moment(mail.settled_at) if mail.settled_at else ""
    if mail.state == WAITING and mail.attempts:
        moment = _("nächster Versuch {moment}", moment=_moment(mail.next_try_at))
    return Standing(_(WORDS[mail.state]), ICONS[mail.state], moment, in_words(mail.error))


def _moment(moment: datetime) -> str:
    return _(
        "{day}, {time} Uhr",
        day=short_day(at_the_fair(moment).date(), language()),
        time=at_the_fair(moment).strftime("%H:%M"),
    )
