"""Asking for a place, and confirming it: what a stranger types is believed once a button in a mail was pressed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.i18n import Words, mark
from eventapp.outbox.actions import may_write_to
from eventapp.outbox.address import one_address
from eventapp.programme.value import Programme, Session
from eventapp.signups import queries
from eventapp.signups.actions.merging import forget_if_empty, give_over, hand_over
from eventapp.signups.actions.places import Door, New, become, lock_one, make_if_new, make_sign_up, settle
from eventapp.signups.actions.telling import SEATED, tell, tell_visitor
from eventapp.signups.models import STANDING, SignUp
from eventapp.signups.rules import LONGEST_ANSWER, Taking, hold_ends, most_holds, overlaps, taking
from eventapp.text import clean_line, clean_text
from eventapp.visitors.actions import confirm_address, visitor_asking
from eventapp.visitors.models import LONGEST_NAME, Visitor
from eventapp.visitors.queries import is_unwanted

REFUSALS = {
    Taking.NOT_NEEDED: mark("Dieser Programmpunkt ist offen für alle. Kommen Sie einfach vorbei."),
    Taking.CLOSED: mark("Dieser Programmpunkt ist nur für geladene Gäste."),
    Taking.NOT_YET: mark("Die Anmeldung ist noch nicht geöffnet."),
    Taking.OVER: mark("Die Anmeldung ist geschlossen. Freie Plätze gibt es an der Tür."),
    Taking.CANCELLED: mark("Dieser Programmpunkt ist abgesagt."),
}


class NotTaken(DomainError):
    """The session takes no sign-ups now; ``why`` says which case it is."""

    def __init__(self, why: Taking) -> None:
        super().__init__(REFUSALS[why])
        self.why = why


class Overlapping(DomainError):
    """The fair allows one place at a time, and there is one at that time."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed. ``key`` is the form's, so that it counts once."""

    name: str
    email: str
    answer: str
    key: str
    language: str


def ask(fair_id: int, session: Session, asked: Asked, *, at: datetime, visitor: Visitor | None = None) -> datetime:
    """Somebody asks for a place whose address nobody has confirmed. One is kept for an hour, as long as not too many
    are kept already; a mail asks to confirm. Gives until when, the same whoever has the address and whatever they
    have already.

    ``visitor`` is who asks from a private page; it hangs on them. No mail goes to an address that wants none of these
    or got too many of them, and a stranger's asking is forgotten then.
    """
    _check_taking(session, at)
    email = one_address(asked.email).lower()
    until = hold_ends(session, at)
    is_quiet = is_unwanted(email) or not may_write_to(email, at=at)
    if is_quiet and visitor is None:
        return until
    door = lock_one(fair_id, session)
    if queries.find_by_key(asked.key):
        return until
    settle(door, at=at)
    who = visitor or visitor_asking(fair_id, email, language=asked.language, at=at)
    standing = queries.standing_of(who.id, door.session_id)
    if visitor is not None:
        claim_address(visitor, email)
    elif standing is None:
        standing = queries.pending_of_address(door.session_id, email)
    is_held = standing is None and not is_quiet and _may_hold(door)
    state, kept_until = ("held", until) if is_held else ("asked", None)
    new = New(state, asked.name, asked.answer, asked.key, at, until=kept_until)
    made = standing or make_sign_up(who, door, new)
    type_anew(made, name=asked.name, answer=asked.answer)
    if not is_quiet:
        kind = "confirm" if made.state in ("held", "asked") else "again"
        tell(kind, made, at=at, again=f":{asked.key[:16]}" if standing else "")
    return until


def _may_hold(door: Door) -> bool:
    count = door.count
    return count.has_room and queries.number_held(door.session_id) < most_holds(count.capacity)


def claim_address(visitor: Visitor, email: str) -> None:
    """Whose private page it is says which address is theirs. Links in mails to another one open nothing from now on;
    while a place hangs on that one, it stays."""
    if visitor.email == email:
        return
    if visitor.is_confirmed or any(
        one.state in ("confirmed", "offered", "waiting") for one in queries.sign_ups_of_visitor(visitor)
    ):
        raise DomainError(mark("Ihre Plätze hängen an einer anderen E-Mail-Adresse. Melden Sie sich mit dieser an."))
    visitor.email = email
    db.session.flush()


def confirm(sign_up: SignUp, session: Session, programme: Programme, *, at: datetime) -> SignUp:
    """The button in the mail was pressed: a place, or the waiting list. Gives the sign-up that stands now: the same
    person may have had one before."""
    door = lock_one(sign_up.fair_id, session)
    settle(door, at=at)
    queries.reread(sign_up)
    if sign_up.visitor is None:
        raise DomainError(mark("Diese Anmeldung gibt es nicht mehr. Melden Sie sich neu an."))
    if sign_up.state not in ("held", "asked"):
        return sign_up
    _check_taking(session, at)
    former = sign_up.visitor
    visitor = confirm_address(former, at=at)
    if visitor is not former:
        sign_up = _handed_over(sign_up, visitor, door, programme, at=at)
        if sign_up.state not in ("held", "asked"):
            return sign_up
    visitor.name = visitor.name or sign_up.name
    type_anew(sign_up, name=visitor.name, answer=sign_up.answer)
    if door.overlap == "refuse":
        _refuse_overlaps(visitor, queries.sign_ups_of_visitor(visitor), session, programme)
    _seat(sign_up, door, at=at)
    return sign_up


def sign_up_known(
    visitor: Visitor, session: Session, programme: Programme, *, answer: str, key: str, at: datetime, name: str = ""
) -> int:
    """One press, for somebody whose address is known; ``name`` the first time, where none is known. Gives the number
    of the sign-up that stands now. Where nothing is in the way, :class:`~eventapp.signups.actions.at_once.AtOnce` has
    given the place before.
    """
    if not visitor.is_confirmed:
        raise DomainError(mark("Bestätigen Sie zuerst Ihre E-Mail-Adresse."))
    if not visitor.name:
        visitor.name = clean_line(name, longest=LONGEST_NAME)
    if not visitor.name:
        raise DomainError(mark("Geben Sie Ihren Namen ein."), field="name")
    _check_taking(session, at)
    new = New("confirmed", visitor.name, answer, key, at, confirmed_at=at)
    door = lock_one(visitor.fair_id, session)
    settle(door, at=at)
    new = new if door.count.has_room else replace(new, state="waiting")
    made = make_if_new(visitor, door, new) if door.overlap != "refuse" else None
    if made is None:
        return _press_again(visitor, door, programme, new)
    tell_visitor(SEATED[new.state], visitor, new.handle, "1", at=at)
    return made


def _press_again(visitor: Visitor, door: Door, programme: Programme, new: New) -> int:
    """By somebody who may stand in that session already, or elsewhere at that time."""
    theirs = queries.sign_ups_of_visitor(visitor)
    standing = next((one for one in theirs if one.session_id == door.session_id and one.state in STANDING), None)
    known = next((one for one in theirs if one.key == new.key), standing)
    if known is not None and (known is not standing or known.state not in ("held", "asked")):
        return known.id
    if door.overlap == "refuse":
        _refuse_overlaps(visitor, theirs, door.session, programme)
    if standing is not None:
        type_anew(standing, name=new.name, answer=new.answer)
        _seat(standing, door, at=new.at)
        return standing.id
    made = make_sign_up(visitor, door, new)
    tell(SEATED[made.state], made, at=new.at)
    return made.id


def _seat(sign_up: SignUp, door: Door, *, at: datetime) -> None:
    """A held place becomes theirs; else a free one, if nobody waits; else the end of the line."""
    gets_one = sign_up.state == "held" or door.count.has_room
    sign_up.confirmed_at = at
    become(sign_up, "confirmed" if gets_one else "waiting", door, at=at)
    tell(SEATED[sign_up.state], sign_up, at=at)


def not_me(sign_up: SignUp, session: Session, *, at: datetime) -> None:
    """Whoever reads the mail did not ask: the asking goes, with what was typed."""
    door = lock_one(sign_up.fair_id, session)
    queries.reread(sign_up)
    if sign_up.state in ("held", "asked"):
        become(sign_up, "lapsed", door, at=at)
        settle(door, at=at)
        visitor = sign_up.visitor
        db.session.delete(sign_up)
        db.session.flush()
        if visitor is not None and not visitor.is_confirmed:
            forget_if_empty(visitor)


def overlapping(visitor: Visitor, session: Session, programme: Programme) -> Sequence[Session]:
    """What else the person has a place for at that time."""
    return _overlapping(queries.sign_ups_of_visitor(visitor), session, programme)


def _overlapping(theirs: Iterable[SignUp], session: Session, programme: Programme) -> Sequence[Session]:
    codes = (one.session.code for one in theirs if one.state in ("confirmed", "offered"))
    others = (programme.session(code) for code in codes)
    return [other for other in others if other is not None and overlaps(session, other)]


def _check_taking(session: Session, at: datetime) -> None:
    state = taking(session, at)
    if state is not Taking.YES:
        raise NotTaken(state)


def check_overlap(visitor: Visitor, session: Session, programme: Programme) -> None:
    """Where the fair allows one place at a time."""
    if queries.settings_of(visitor.fair_id).overlap == "refuse":
        _refuse_overlaps(visitor, queries.sign_ups_of_visitor(visitor), session, programme)


def _refuse_overlaps(visitor: Visitor, theirs: Iterable[SignUp], session: Session, programme: Programme) -> None:
    for other in _overlapping(theirs, session, programme):
        raise Overlapping(
            mark("Zur selben Zeit haben Sie schon einen Platz: „{title}“. Geben Sie zuerst diesen zurück."),
            title=Words(other.title.de, other.title.en).in_language(visitor.language),
        )


def type_anew(sign_up: SignUp, *, name: str, answer: str) -> None:
    """While nobody has confirmed an asking, what was typed last counts: somebody else may have typed the address
    before. Who is known is called as they call themselves."""
    if sign_up.state in ("held", "asked"):
        sign_up.name = clean_line(name, longest=LONGEST_NAME)
        sign_up.answer = clean_text(answer, longest=LONGEST_ANSWER)


def _handed_over(sign_up: SignUp, visitor: Visitor, door: Door, programme: Programme, *, at: datetime) -> SignUp:
    """To who has shown before that the address is theirs. What that person has for this session already stands."""
    former = sign_up.visitor
    known = queries.standing_of(visitor.id, door.session_id)
    if known is not None:
        become(sign_up, "lapsed", door, at=at)
        settle(door, at=at)
    else:
        give_over(sign_up, visitor, at=at, revised_at=door.session.revised_at)
    if former is not None:
        hand_over(former, visitor, programme, but_not=sign_up.id, at=at)
    db.session.flush()
    return known or sign_up
