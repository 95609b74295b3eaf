"""What can be asked about sign-ups: one's own, those of a session, counts for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from eventapp.database import db, rows_of
from eventapp.errors import NotFound
from eventapp.fair.models import Fair
from eventapp.i18n import mark
from eventapp.programme.models import ConferenceSession
from eventapp.signups.models import OFFER_HOURS_UNSET, OVERLAP_UNSET, STANDING, Allotment, SignUp, SignUpSettings
from eventapp.visitors.models import Visitor
from eventapp.visitors.prints import print_of
from eventapp.web.private_links import opened, private_token

CONFIRMING = "my place"
_OF_VISITOR = (
    select(SignUp)
    .where(SignUp.visitor_id == bindparam("visitor_id"))
    .options(joinedload(SignUp.session))
    .order_by(SignUp.id)
    .execution_options(populate_existing=True)
)


def settings_of(fair_id: int) -> SignUpSettings:
    """As the office set them; where it never did, as they are without it (such a row is not kept)."""
    found = db.session.get(SignUpSettings, fair_id)
    unset = {"overlap": OVERLAP_UNSET, "shows": "numbers", "offer_hours": OFFER_HOURS_UNSET, "version": 1}
    return found or SignUpSettings(fair_id=fair_id, **unset)


def are_set(fair_id: int) -> bool:
    """Whether the office ever set them."""
    return db.session.get(SignUpSettings, fair_id) is not None


def session_id_of(fair_id: int, code: str) -> int | None:
    found = select(ConferenceSession.id).where(ConferenceSession.fair_id == fair_id, ConferenceSession.code == code)
    return db.session.scalar(found)


def allotments_of(fair_id: int) -> dict[str, Allotment]:
    """By the code of the session."""
    wanted = select(ConferenceSession.code, Allotment).join(Allotment, Allotment.session_id == ConferenceSession.id)
    return {row.code: row.Allotment for row in db.session.execute(wanted.where(Allotment.fair_id == fair_id))}


def places_taken(fair_id: int) -> dict[str, int]:
    """By the code of the session; where none is taken, it is not there."""
    wanted = select(ConferenceSession.code, Allotment.taken).join(
        Allotment, Allotment.session_id == ConferenceSession.id
    )
    wanted = wanted.where(Allotment.fair_id == fair_id, Allotment.taken > 0)
    return dict(rows_of(wanted).all())


def sign_ups_of_visitor(visitor: Visitor) -> list[SignUp]:
    """All of them, with their sessions, also those that are over."""
    return list(db.session.scalars(_OF_VISITOR, {"visitor_id": visitor.id}))


def find_own(visitor: Visitor, handle: str) -> SignUp | None:
    return db.session.scalar(_with_all().where(SignUp.visitor_id == visitor.id, SignUp.handle == handle))


def find_by_handle(fair_id: int, handle: str) -> SignUp | None:
    """For the office."""
    return db.session.scalar(_with_all().where(SignUp.fair_id == fair_id, SignUp.handle == handle))


def find_by_key(key: str) -> SignUp | None:
    return db.session.scalar(_with_all().where(SignUp.key == key))


def find_by_code(fair_id: int, code: str) -> SignUp | None:
    return db.session.scalar(_with_all().where(SignUp.fair_id == fair_id, SignUp.code == code))


def find_to_confirm(fair_id: int, token: str, *, locked: bool = False) -> SignUp | None:
    """What a button in a mail confirms, or has confirmed. ``locked`` where it was pressed: nobody claims another
    address until that is done."""
    sign_up_id = opened(token, CONFIRMING, _made_of)
    if locked and sign_up_id is not None:
        theirs = select(Visitor.id).join(SignUp, SignUp.visitor_id == Visitor.id).where(SignUp.id == sign_up_id)
        db.session.execute(theirs.with_for_update(of=Visitor, key_share=True))
        sign_up_id = opened(token, CONFIRMING, _made_of)
    return db.session.scalar(_with_all().where(SignUp.id == sign_up_id, SignUp.fair_id == fair_id))


def confirming_token(sign_up: SignUp) -> str:
    """For the mail to the address that the visitor claims now."""
    return private_token(CONFIRMING, sign_up.id, _made_of(sign_up.id) or 0)


def find_of_any_fair(handle: str) -> SignUp | None:
    """For mails, which say whose they are by it. Unlike its number a handle is never given again."""
    return db.session.scalar(_with_all().where(SignUp.handle == handle))


def reread(sign_up: SignUp) -> None:
    """As it is now that the session's row is locked."""
    wanted = _with_all().where(SignUp.id == sign_up.id).execution_options(populate_existing=True)
    if db.session.scalar(wanted) is None:
        raise NotFound(mark("Diese Anmeldung gibt es nicht mehr."))


def last_of(visitor_id: int, session_id: int) -> SignUp | None:
    """What became of a person's wish to come: the sign-up that stands, else the last one that was."""
    wanted = _with_all().where(SignUp.visitor_id == visitor_id, SignUp.session_id == session_id)
    stands = case((SignUp.state.in_(STANDING), 0), else_=1)
    return db.session.scalar(wanted.order_by(stands, SignUp.id.desc()).limit(1))


def standing_of(visitor_id: int, session_id: int) -> SignUp | None:
    """The one sign-up of a person for a session that is not over."""
    wanted = _with_all().where(SignUp.visitor_id == visitor_id, SignUp.session_id == session_id)
    return db.session.scalar(wanted.where(SignUp.state.in_(STANDING)))


def pending_of_address(session_id: int, email: str) -> SignUp | None:
    """A sign-up with that address that nobody has confirmed yet, of a visitor who was made by that asking: nobody has
    seen that page. What somebody asked for on a private page is theirs, whatever address they typed."""
    wanted = _with_all().join(SignUp.visitor).where(SignUp.session_id == session_id, Visitor.email == email)
    wanted = wanted.where(Visitor.created_at == SignUp.asked_at)
    return db.session.scalar(wanted.where(SignUp.state.in_(("held", "asked"))).order_by(SignUp.id).limit(1))


def standing_of_address(session_id: int, email: str) -> SignUp | None:
    """What stands for that address in a session; a place before a turn, a turn before an asking. An asking of whom
    nobody knows whether the address is theirs is none of its."""
    wanted = _with_all().join(SignUp.visitor).where(SignUp.session_id == session_id, Visitor.email == email)
    wanted = wanted.where(or_(SignUp.state.not_in(("held", "asked")), Visitor.email_confirmed_at.is_not(None)))
    found = db.session.scalars(wanted.where(SignUp.state.in_(STANDING)).order_by(SignUp.id))
    in_order = ("confirmed", "offered", "waiting", "held", "asked")
    return min(found, key=lambda one: in_order.index(one.state), default=None)


def number_held(session_id: int) -> int:
    held = select(func.count()).select_from(SignUp).where(SignUp.session_id == session_id, SignUp.state == "held")
    return db.session.scalar(held) or 0


def before_in_line(sign_up: SignUp) -> int:
    """How many wait before this one. It only ever sinks: turns rise, and nobody gets one that was."""
    waiting = select(func.count()).select_from(SignUp)
    waiting = waiting.where(SignUp.session_id == sign_up.session_id, SignUp.state == "waiting")
    return db.session.scalar(waiting.where(SignUp.turn < sign_up.turn)) or 0


def places_before(visitor: Visitor) -> dict[int, int]:
    """The same for all sessions somebody waits for, by the id of the sign-up, in one query."""
    other = aliased(SignUp)
    earlier = select(func.count()).where(
        other.session_id == SignUp.session_id, other.state == "waiting", other.turn < SignUp.turn
    )
    wanted = select(SignUp.id, earlier.scalar_subquery())
    wanted = wanted.where(SignUp.visitor_id == visitor.id, SignUp.state == "waiting")
    return {row[0]: row[1] for row in db.session.execute(wanted)}


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one session, for everybody: places, how many of them are somebody's for good or on offer, whether somebody
    waits. What is held for people who have yet to confirm counts as free: it is nobody's, and so neither made-up
    names can make a session look full nor does the number tell whether an address was known."""

    capacity: int
    given: int
    somebody_waits: bool
    in_words: bool


def tallies_of(slug: str, *, code: str = "") -> dict[str, Tally]:
    """By the code of the session, in one query; of all sessions with sign-up, or of one."""
    held = select(func.count()).select_from(SignUp).where(SignUp.session_id == Allotment.session_id)
    held_now = held.where(SignUp.state == "held").scalar_subquery()
    given, waits = Allotment.taken - held_now, Allotment.waiting > 0
    wanted = select(ConferenceSession.code, Allotment.capacity, given, waits, SignUpSettings.shows)
    wanted = wanted.join(Allotment, Allotment.session_id == ConferenceSession.id)
    wanted = wanted.join(Fair, Fair.id == ConferenceSession.fair_id).where(Fair.slug == slug)
    wanted = wanted.outerjoin(SignUpSettings, SignUpSettings.fair_id == Fair.id)
    if code:
        wanted = wanted.where(ConferenceSession.code == code)
    return {row[0]: Tally(*row[1:4], in_words=row[4] == "words") for row in db.session.execute(wanted)}


def sessions_run_out(at: datetime) -> set[int]:
    """Sessions in which a hold or an offer has run out."""
    return set(db.session.scalars(select(Allotment.session_id).where(Allotment.next_due_at <= at)))


def sessions_with_room() -> set[int]:
    """Sessions in which a place is free while somebody waits."""
    free = select(Allotment.session_id).where(Allotment.taken < Allotment.capacity, Allotment.waiting > 0)
    return set(db.session.scalars(free))


def first_due_at(session_id: int) -> datetime | None:
    """When the next hold or offer of a session runs out."""
    until = func.coalesce(SignUp.held_until, SignUp.offered_until, type_=SignUp.held_until.type)
    return db.session.scalar(select(func.min(until)).where(SignUp.session_id == session_id))


def visitors_signed_up(session_ids: Iterable[int]) -> Sequence[SignUp]:
    """Who has, is offered or waits for a place in these, with their visitors."""
    wanted = select(SignUp).where(SignUp.session_id.in_(list(session_ids)))
    wanted = wanted.where(SignUp.state.in_(("confirmed", "offered", "waiting")), SignUp.visitor_id.is_not(None))
    return db.session.scalars(wanted.options(joinedload(SignUp.visitor), joinedload(SignUp.session))).all()


def _with_all() -> Select[SignUp]:
    return select(SignUp).options(joinedload(SignUp.visitor), joinedload(SignUp.session))


def _made_of(sign_up_id: int) -> int | None:
    """A link is good for the asking and the address it was made for: the number of a row may be given again, and
    whoever claims another address later has shown nothing about that one."""
    wanted = select(SignUp.asked_at, Visitor.email).join(SignUp.visitor).where(SignUp.id == sign_up_id)
    found = db.session.execute(wanted).one_or_none()
    return int(found.asked_at.timestamp()) + int(print_of(found.email)[:12], 16) if found else None
