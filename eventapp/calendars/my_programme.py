"""One visitor's programme as a private calendar: pure octets. Not: whose it is (visitors), what they have (signups).

A place is firm and fills the day. Everything else (waiting, an offer, a star) is tentative, leaves the day free and
says in its title what it is. What is over stays as cancelled until the session's day is over: an entry that vanishes
looks like one that was never there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from threading import Lock

from eventapp.calendars.event import (
    AS_OF,
    BEGIN,
    CANCELLED,
    END,
    LONG_AGO,
    parts_of,
    programme_address,
    session_stamp,
    times,
)
from eventapp.calendars.feed import ASK_AGAIN_AFTER, COLOUR, head, joined
from eventapp.calendars.lines import line, text, utc, utc_value
from eventapp.calendars.timezone import ZONE_NAME
from eventapp.clock import DAY_ENDS_AT, at_the_fair, from_the_wall
from eventapp.i18n import Words
from eventapp.i18n.days import short_weekday
from eventapp.programme.value import Programme, Session
from eventapp.signups.models import ENDED, STANDING
from eventapp.signups.own import STARRED, UNSTARRED, Own
from eventapp.text import clean_line

PREFIXES = {
    "confirmed": Words(""),
    "waiting": Words("Warteliste: ", "Waiting list: "),
    "offered": Words("Angebot bis {until}: ", "Offer until {until}: "),
    "held": Words("Bitte bestätigen: ", "Please confirm: "),
    "asked": Words("Bitte bestätigen: ", "Please confirm: "),
    STARRED: Words("Gemerkt: ", "Starred: "),
    "given_back": Words("Zurückgegeben: ", "Given back: "),
    "lapsed": Words("Verfallen: ", "Expired: "),
    "removed": Words("Platz zurückgenommen: ", "Place withdrawn: "),
}
"""By state what stands before the title."""
SENTENCES = {
    "confirmed": Words("Sie haben einen Platz.", "You have a place."),
    "waiting": Words("Sie stehen auf der Warteliste.", "You are on the waiting list."),
    "offered": Words(
        "Ein Platz wird für Sie frei gehalten. Nehmen Sie ihn in Ihrem Programm an.",
        "A place is being kept for you. Accept it in your programme.",
    ),
    "held": Words(
        "Noch keine Anmeldung: Bestätigen Sie sie mit dem Knopf in unserer Mail.",
        "Not signed up yet: please confirm with the button in our e-mail.",
    ),
    STARRED: Words("Gemerkt, ohne Anmeldung.", "Starred, without a place."),
    "given_back": Words("Sie haben den Platz zurückgegeben.", "You gave your place back."),
    "lapsed": Words("Die Frist ist abgelaufen, Sie haben keinen Platz.", "Time ran out, you have no place."),
    "removed": Words("Das Büro hat den Platz zurückgenommen.", "The office withdrew your place."),
}
SENTENCES["asked"] = SENTENCES["held"]
NAME = Words("{fair}: Mein Programm", "{fair}: My programme")
EXPLANATION = Words(
    "Was Sie sich gemerkt haben und wo Sie einen Platz haben. Kalender erfahren Änderungen oft erst nach Stunden.",
    "What you starred and where you have a place. Calendars often learn of changes hours later.",
)


MOST_WRITTEN = 1_500
"""Entries at hand for each fair and language, some 1.3 kB each."""
_PLACES = {
    "%Y": "\x0e\x0f\x10\x11",
    "%m": "\x12\x13",
    "%d": "\x14\x15",
    "%H": "\x16\x17",
    "%M": "\x18\x19",
    "%S": "\x1a\x1b",
}
_OPEN = "".join(_PLACES.values()).encode()
"""A stamp has as many digits as any other, so it folds no line elsewhere: they are put in last, in place of control
characters, which no clean text holds (``eventapp.text``)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a visitor has to do with one session, of all that they ever did there. ``revision`` counts all changes."""

    session_id: int
    state: str
    until: datetime | None
    revision: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """The entry of a session in the calendar of whoever has that to do with it: the octets before and after those that
    differ. ``after`` leaves open the digits of the stamp, ``gone_at`` says when an entry goes that is over."""

    before: bytes
    after: bytes
    starts_at: datetime
    gone_at: datetime | None


class Writing:
    """Private calendars of one release in one language. What several of them have in common is made when it is first
    needed, and at hand for the next one. ``sessions`` are those of the release by the ids of their rows."""

    def __init__(
        self,
        programme: Programme,
        sessions: Mapping[int, Session],
        language: str,
        *,
        base_url: str,
        most: int = MOST_WRITTEN,
    ) -> None:
        self.most = most
        self._sessions = sessions
        self._programme = programme
        self._language = language
        self._base_url = base_url
        self._head = _head(programme, language, base_url=base_url)
        self._at_hand: dict[tuple[int, str, datetime | None], Written] = {}
        self._lock = Lock()

    def octets(self, entries: Iterable[Entry], *, since: datetime, at: datetime) -> tuple[bytes, datetime]:
        """The feed, and when it last changed. ``since`` is when the visitor came."""
        modified, events = since, []
        for entry in entries:
            session = self._sessions.get(entry.session_id)
            if session is None:
                modified = max(modified, entry.changed_at)
                continue
            stamp = stamp_of(session, entry)
            modified = max(modified, stamp)
            if entry.state == UNSTARRED:
                continue
            known = self._written(session, entry)
            if known.gone_at is None or at < known.gone_at:
                events.append((known.starts_at, _stamped(session, entry, known, stamp)))
            else:
                modified = max(modified, known.gone_at)
        events.sort()
        parts = [part for _, octets in events for part in octets]
        before, after = self._head
        return joined(before + utc("LAST-MODIFIED", max(modified, LONG_AGO)) + after, *parts), modified

    def _written(self, session: Session, entry: Entry) -> Written:
        key = entry.session_id, entry.state, entry.until if entry.state == "offered" else None
        found = self._at_hand.get(key)
        if found is None:
            found = _written(self._programme, session, entry, self._language, base_url=self._base_url)
            with self._lock:
                self._at_hand[key] = found
                while len(self._at_hand) > self.most:
                    del self._at_hand[next(iter(self._at_hand))]
        return found


def entries_of(owned: Iterable[Own]) -> list[Entry]:
    """One for each session: what stands comes before a star, that before what is over, and of that the last."""
    found: dict[int, list[Own]] = {}
    for one in owned:
        found.setdefault(one.session_id, []).append(one)
    return [_entry(session_id, some) for session_id, some in found.items()]


def _entry(session_id: int, some: list[Own]) -> Entry:
    if len(some) == 1:
        (one,) = some
        return Entry(session_id, one.state, one.until, one.revision, one.changed_at)
    shown = max(some, key=_weight)
    revision, changed_at = sum(one.revision for one in some), max(one.changed_at for one in some)
    return Entry(session_id, shown.state, shown.until, revision, changed_at)


def _weight(one: Own) -> tuple[int, int]:
    ranks = (UNSTARRED, *ENDED), (STARRED,), STANDING
    rank = next(at for at, states in enumerate(ranks) if one.state in states)
    return rank, one.number


def stamp_of(session: Session, entry: Entry) -> datetime:
    """When the entry last changed, by a release or by the visitor. Whoever writes sees to it that no two changes have
    the same second (``visitors.actions.count_change``)."""
    return max(session_stamp(session), entry.changed_at)


def is_over(session: Session, entry: Entry) -> bool:
    """Whether it stands there only to say that it does not any more."""
    return session.is_cancelled or entry.state in ENDED


def _stamped(session: Session, entry: Entry, known: Written, stamp: datetime) -> tuple[bytes, bytes, bytes]:
    """The entry's octets in three parts; those in the middle are nobody else's."""
    moment = utc_value(stamp)
    sequence = session.sequence + entry.revision
    own = f"DTSTAMP:{moment}\r\nLAST-MODIFIED:{moment}\r\nSEQUENCE:{sequence}\r\n".encode()
    digits = _on_the_wall(moment[:11]) + moment[11:15]
    return known.before, own, known.after.translate(bytes.maketrans(_OPEN, digits.encode()))


@lru_cache(maxsize=500)
def _on_the_wall(hour: str) -> str:
    """``20261126T09`` (UTC) → ``2026112610``: minutes and seconds are the same on the hall's clock."""
    return f"{at_the_fair(datetime.strptime(f'{hour}+0000', '%Y%m%dT%H%z')):%Y%m%d%H}"


def _written(programme: Programme, session: Session, entry: Entry, language: str, *, base_url: str) -> Written:
    parts = parts_of(programme, session, language, base_url=base_url)
    has_place = entry.state == "confirmed" and not session.is_cancelled
    over = is_over(session, entry)
    said = "" if session.is_cancelled else SENTENCES[entry.state].in_language(language)
    closing = f"{_freshness(language)}\n{parts.address}"
    return Written(
        before=BEGIN + text("UID", parts.uid) + (utc("CREATED", session.created_at) if session.created_at else b""),
        after=b"".join(
            (
                *times(session),
                text("SUMMARY", _prefix(session, entry, language) + parts.title),
                text("LOCATION", parts.location) if parts.location else b"",
                text("DESCRIPTION", "\n\n".join(filter(None, (said, parts.prose, closing)))),
                line("STATUS", "CANCELLED" if over else "CONFIRMED" if has_place else "TENTATIVE"),
                line("TRANSP", "OPAQUE" if has_place else "TRANSPARENT"),
                line("URL", parts.address),
                text("CATEGORIES", parts.category) if parts.category else b"",
                line("CLASS", "PRIVATE"),
                END,
            )
        ),
        starts_at=session.starts_at,
        gone_at=from_the_wall(session.day + timedelta(days=1), DAY_ENDS_AT) if over else None,
    )


def _freshness(language: str) -> str:
    """How fresh the entry is (:func:`eventapp.calendars.event.freshness`), its digits left open."""
    said = AS_OF.in_language(language)
    for code, digits in _PLACES.items():
        said = said.replace(code, digits)
    return said


def _prefix(session: Session, entry: Entry, language: str) -> str:
    if session.is_cancelled:
        return CANCELLED.in_language(language)
    prefix = PREFIXES[entry.state].in_language(language)
    return prefix.format(until=_until(entry.until, language)) if entry.until else prefix


def _until(moment: datetime, language: str) -> str:
    """Mi., 18:00 · Wed 18:00"""
    wall = at_the_fair(moment)
    return f"{short_weekday(wall.date(), language)}{',' if language == 'de' else ''} {wall:%H:%M}"


def feed_title(programme: Programme, language: str) -> str:
    return clean_line(NAME.in_language(language).format(fair=programme.title.in_language(language)))


def _head(programme: Programme, language: str, *, base_url: str) -> tuple[bytes, bytes]:
    """What stands before and after the line that says when the feed last changed. Without SOURCE: it would carry the
    secret of the address into every export. URL is a public address that says more."""
    name = feed_title(programme, language)
    explanation = EXPLANATION.in_language(language)
    before = (
        head(language),
        text("NAME", name),
        text("X-WR-CALNAME", name),
        text("DESCRIPTION", explanation),
        text("X-WR-CALDESC", explanation),
        text("X-WR-TIMEZONE", ZONE_NAME),
    )
    after = (
        line("URL", programme_address(programme, language, base_url=base_url)),
        line("REFRESH-INTERVAL;VALUE=DURATION", ASK_AGAIN_AFTER),
        line("X-PUBLISHED-TTL", ASK_AGAIN_AFTER),
        line("COLOR", COLOUR),
    )
    return b"".join(before), b"".join(after)
