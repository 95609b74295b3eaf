"""What is pressed at a door: a code or a name let in, from the waiting list too, heads counted, the last press undone.

Every press locks the link first and then the session's places, looks whether it was answered before, and is kept with
its verdict: sent again it gets the same answer, and nobody comes in twice, through whatever doors. What could mean
nothing here is not kept, and what opens nothing is a miss: a link in wrong hands fills no table.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from eventapp.clock import day_at_the_fair
from eventapp.database import db
from eventapp.errors import DomainError, NotFound
from eventapp.i18n import mark
from eventapp.programme.value import Session
from eventapp.signups import door_queries as seen
from eventapp.signups import queries
from eventapp.signups.actions.places import Door, become, lock, settle
from eventapp.signups.door_rules import (
    GONE,
    UNDO_WITHIN,
    Misses,
    Numbers,
    Verdict,
    code_typed,
    codes_meant,
    walk_ins_begin,
)
from eventapp.signups.models import DoorAct, DoorLink, SignUp

KINDS = ("code", "name", "let_in", "count", "undo")


class Paused(DomainError):
    """Too many codes that opened nothing; ``left`` says how long nothing is looked up."""

    def __init__(self, left: timedelta) -> None:
        seconds = int(left.total_seconds()) or 1
        super().__init__(mark("Zu viele unbekannte Codes. In {seconds} Sekunden geht es weiter."), seconds=seconds)
        self.seconds = seconds


class NotKept(DomainError):
    """No code, or nothing that could be undone: the ``verdict`` stays the same however often it is sent."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(mark("Diese Anmeldung gibt es nicht mehr."))
        self.verdict = verdict


@dataclass(frozen=True, slots=True)
class Press:
    """``what`` is a code as typed, the handle of a sign-up, ``1`` or ``-1``, or the name of the press to undo. ``at``
    is when it was made: before now, if the device had no network."""

    kind: str
    what: str
    nonce: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _Here:
    """The door, the session it stands at, and the press; ``places`` are locked, where the session has any."""

    door: DoorLink
    session: Session
    session_id: int
    press: Press
    now: datetime
    places: Door | None

    def note(self, verdict: Verdict, sign_up: SignUp | None = None, *, step: int = 0, was: str = "") -> DoorAct:
        act = DoorAct(
            nonce=nonce_of(self.door, self.press),
            door_id=self.door.id,
            session_id=self.session_id,
            sign_up_id=sign_up.id if sign_up else None,
            verdict=verdict.value,
            was=was,
            step=step,
            at=self.press.at,
        )
        db.session.add(act)
        db.session.flush()
        return act


def press_at(door: DoorLink, session: Session, press: Press, *, now: datetime) -> str:
    """The name under which the press and its verdict are kept."""
    locked = seen.locked_door_link(door.id)
    session_id = queries.session_id_of(door.fair_id, session.code)
    if locked is None or session_id is None:
        raise NotFound(mark("Dieser Link gilt nicht mehr."))
    known = seen.find_act(nonce_of(locked, press))
    if known is not None:
        return known.nonce
    here = _Here(locked, session, session_id, press, now, _locked_places(session, session_id))
    if here.places is not None:
        settle(here.places, at=now)
    act = _ACTS[press.kind](here)
    return act.nonce


def nonce_of(door: DoorLink, press: Press) -> str:
    """One page without script sends several presses with one nonce: what was pressed belongs to it."""
    told = f"{press.nonce}|{press.kind}|{press.what}"
    return f"{door.id}.{hashlib.sha256(told.encode()).hexdigest()[:24]}"


def _locked_places(session: Session, session_id: int) -> Door | None:
    places = lock([(session_id, session)])
    if not places:
        seen.lock_session_row(session_id)
    return places[0] if places else None


def _by_code(here: _Here) -> DoorAct:
    misses = Misses(here.door.misses, here.door.missing_since)
    left = misses.pause_at(here.now)
    if left:
        raise Paused(left)
    code = code_typed(here.press.what)
    if code is None:  # a misread one is no guess
        raise NotKept(Verdict.UNKNOWN)
    found = (queries.find_by_code(here.door.fair_id, one) for one in codes_meant(code))
    sign_up = next((one for one in found if one is not None), None)
    if sign_up is None or day_at_the_fair(sign_up.session.starts_at) != here.door.day:
        counted = misses.one_more(here.now)
        here.door.misses, here.door.missing_since = counted.number, counted.since
    return _enter(here, sign_up) if sign_up else here.note(Verdict.UNKNOWN)


def _by_name(here: _Here) -> DoorAct:
    return _enter(here, _pressed(here))


def _let_in(here: _Here) -> DoorAct:
    """From the waiting list: a free place, or, once it has begun, a chair on which nobody sits. Never the office's way
    past the count."""
    sign_up = _pressed(here)
    if sign_up.state != "waiting" or sign_up.came_at is not None or here.places is None:
        return _enter(here, sign_up)
    if here.places.count.free > seen.heads_in(here.session_id):
        become(sign_up, "confirmed", here.places, at=here.now)
    elif not _is_room(here):
        return here.note(Verdict.FULL, sign_up)
    return _comes(here, sign_up, was="waiting")


def _pressed(here: _Here) -> SignUp:
    sign_up = queries.find_by_handle(here.door.fair_id, here.press.what)
    if sign_up is None or sign_up.session_id != here.session_id:
        raise NotFound(mark("Diese Anmeldung gibt es nicht mehr."))
    return sign_up


def _enter(here: _Here, sign_up: SignUp) -> DoorAct:
    """With the session's places locked; what is read of the sign-up now stays so until the end."""
    if sign_up.session_id != here.session_id:
        return here.note(Verdict.ELSEWHERE, sign_up)
    queries.reread(sign_up)
    if sign_up.state in GONE:
        return here.note(GONE[sign_up.state], sign_up)
    if sign_up.came_at is not None:
        return here.note(Verdict.ALREADY, sign_up)
    if sign_up.state == "waiting":
        return here.note(Verdict.WAITING, sign_up)
    was = sign_up.state
    if was == "offered" and here.places is not None:
        become(sign_up, "confirmed", here.places, at=here.now)
    return _comes(here, sign_up, was=was)


def _comes(here: _Here, sign_up: SignUp, *, was: str) -> DoorAct:
    sign_up.came_at, sign_up.came_through = here.press.at, here.door.name
    return here.note(Verdict.OK, sign_up, step=1, was=was)


def _count(here: _Here) -> DoorAct:
    """One head more or less. Where places are given, only as many as are free, and not before signing up is over."""
    if here.press.what == "-1":
        is_anybody = seen.heads_in(here.session_id) > 0
        return here.note(Verdict.COUNTED, step=-1 if is_anybody else 0)
    if here.places is not None and here.press.at < walk_ins_begin(here.session.starts_at):
        return here.note(Verdict.TOO_EARLY)
    if here.places is not None and not _is_room(here):
        return here.note(Verdict.FULL)
    return here.note(Verdict.COUNTED, step=1)


def _is_room(here: _Here) -> bool:
    if here.places is None:
        return True
    count = here.places.count
    numbers = Numbers(count.capacity, count.taken, seen.came_to(here.session_id), seen.heads_in(here.session_id))
    return numbers.free(has_begun=here.press.at >= here.session.starts_at) > 0


def _undo(here: _Here) -> DoorAct:
    """What this door let in within ten minutes, whatever the device says of when it was pressed. Who came from the
    waiting list waits again, at the old turn."""
    undone = seen.find_act_of(here.door, here.press.what)
    is_in_time = undone is not None and here.now - UNDO_WITHIN < undone.at <= here.press.at
    sign_up = undone.sign_up if undone and undone.session_id == here.session_id else None
    if undone is None or sign_up is None or not is_in_time or undone.step != 1 or undone.undone_at is not None:
        raise NotKept(Verdict.TOO_LATE)
    queries.reread(sign_up)
    undone.undone_at = here.press.at
    sign_up.came_at, sign_up.came_through = None, ""
    if undone.was != "confirmed" and sign_up.state == "confirmed" and here.places is not None:
        become(sign_up, "waiting", here.places, at=here.now)
        settle(here.places, at=here.now)
    return here.note(Verdict.UNDONE, sign_up, step=-1)


_ACTS = {"code": _by_code, "name": _by_name, "let_in": _let_in, "count": _count, "undo": _undo}
