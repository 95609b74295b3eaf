"""What holds at the door: which verdict a press gets, how many are in, who may still be let in. Pure."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from eventapp.clock import DAY_ENDS_AT, from_the_wall
from eventapp.signups.rules import CODE_SIGNS, LAST_CALL

_CODE = re.compile(rf"[{CODE_SIGNS}]{{6}}")
_LIKE_A_CODE = re.compile(r"[0-9A-Z]{6}")
_NOT_TYPED = re.compile(r"[\W_]+")
_OTHER_KEYBOARD = str.maketrans("YZ", "ZY")
UNDO_WITHIN = timedelta(minutes=10)
MOST_MISSES, PAUSE = 10, timedelta(minutes=1)
LONGEST_AWAY = timedelta(hours=12)
"""What a device without network kept back counts for the moment it was pressed, at most so long ago."""


class Verdict(Enum):
    """What is said of a press, full-screen. Only the first three change who is in the room."""

    OK = "ok"
    COUNTED = "counted"
    UNDONE = "undone"
    ALREADY = "already"
    WAITING = "waiting"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"
    UNCONFIRMED = "unconfirmed"
    GIVEN_BACK = "given_back"
    LAPSED = "lapsed"
    FULL = "no_room"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"


GONE = {
    "given_back": Verdict.GIVEN_BACK,
    "lapsed": Verdict.LAPSED,
    "removed": Verdict.LAPSED,
    "held": Verdict.UNCONFIRMED,
    "asked": Verdict.UNCONFIRMED,
}
"""Sign-ups in these states open no door."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of one session. ``taken`` places are given to somebody; ``came`` of those who signed up are in, ``counted`` heads
    besides, without a name. ``capacity`` None: everybody may come, nobody is counted down."""

    capacity: int | None = None
    taken: int = 0
    came: int = 0
    counted: int = 0
    waiting: int = 0

    @property
    def present(self) -> int:
        return self.came + self.counted

    def free(self, *, has_begun: bool) -> int:
        """Places that nobody has; once it has begun, chairs on which nobody sits: who does not come holds none."""
        if self.capacity is None:
            return 0
        return max(0, self.capacity - self.counted - (self.came if has_begun else self.taken))


def code_typed(text: str) -> str | None:
    """The code in what was typed or scanned, blanks and small letters aside; None if no code looks like that. What has
    a 0, O, 1, I or L in it was misread: codes have none of these."""
    code = _NOT_TYPED.sub("", text).upper()
    return code if _CODE.fullmatch(code) else None


def is_misread(text: str) -> bool:
    """As long as a code, but with signs that none has."""
    code = _NOT_TYPED.sub("", text).upper()
    return code_typed(text) is None and bool(_LIKE_A_CODE.fullmatch(code))


def codes_meant(code: str) -> tuple[str, ...]:
    """A scanner set to another keyboard than the device types Y for Z."""
    other = code.translate(_OTHER_KEYBOARD)
    return (code,) if other == code else (code, other)


def print_of_code(code: str, door: str) -> str:
    """By which a device that has lost its network knows a code again, without having it; different at every door."""
    return hashlib.sha256(f"{door}|{code}".encode()).hexdigest()[:16]


def walk_ins_begin(starts_at: datetime) -> datetime:
    """Until then places are given by signing up only: whoever is counted in before would take one of those."""
    return starts_at - LAST_CALL


@dataclass(frozen=True, slots=True)
class Misses:
    """Codes that opened nothing, at one link."""

    number: int = 0
    since: datetime | None = None

    def one_more(self, at: datetime) -> Misses:
        """The tenth within a minute begins the pause."""
        if self.since is None or at - self.since >= PAUSE:
            return Misses(1, at)
        number = self.number + 1
        return Misses(number, at if number == MOST_MISSES else self.since)

    def pause_at(self, at: datetime) -> timedelta:
        """How long no code is looked up any more."""
        if self.number < MOST_MISSES or self.since is None:
            return timedelta(0)
        return max(timedelta(0), self.since + PAUSE - at)


def pressed_at(at: datetime, seconds_ago: int, day: date) -> datetime:
    """When a press was made that was sent later, on the ``day`` of the link. The device tells how long ago, not when:
    its clock may be wrong."""
    said = at - min(max(timedelta(0), timedelta(seconds=seconds_ago)), LONGEST_AWAY)
    return max(said, min(at, from_the_wall(day, DAY_ENDS_AT)))
