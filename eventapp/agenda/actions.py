"""What concerns stars and places of one visitor together: whose address it is, the name, and going for good."""

from __future__ import annotations

from datetime import datetime

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.outbox.actions import post
from eventapp.outbox.address import one_address
from eventapp.programme.value import Programme
from eventapp.signups.actions.asking import claim_address
from eventapp.signups.actions.looking_after import erase_person, leave
from eventapp.signups.actions.merging import become_one, hand_over
from eventapp.signups.models import STANDING
from eventapp.signups.queries import sign_ups_of_visitor
from eventapp.text import clean_line
from eventapp.visitors import actions as visitors
from eventapp.visitors.models import LONGEST_NAME, Visitor
from eventapp.visitors.queries import find_by_address


def give_address(visitor: Visitor, email: str, *, at: datetime) -> None:
    """The first, or another one instead. Nothing changes before a button in a mail was pressed."""
    wanted = one_address(email).lower()
    if visitor.is_confirmed:
        visitors.claim_new_address(visitor, wanted, at=at)
    else:
        claim_address(visitor, wanted)
    visitors.ask_to_confirm(visitor, at=at)


def confirm_address(visitor: Visitor, programme: Programme, *, at: datetime) -> Visitor:
    """The button was pressed. Gives the visitor who has everything now: the same person may have had a link before."""
    if visitor.new_email:
        return _change_address(visitor, programme, at=at)
    known = visitors.confirm_address(visitor, at=at)
    if known is not visitor:
        become_one(visitor, known, programme, at=at)
    return known


def _change_address(visitor: Visitor, programme: Programme, *, at: datetime) -> Visitor:
    """The former address learns that it is not used any more, and not which one is."""
    _refuse_doubles(visitor, find_by_address(visitor.fair_id, visitor.new_email))
    number, fair_id, former, language = visitor.id, visitor.fair_id, visitor.email, visitor.language
    known = visitors.take_new_address(visitor, at=at)
    if known is not visitor:
        known.name = known.name or visitor.name
        hand_over(visitor, known, programme, at=at)
        erase_person(visitor, at=at)
    key, values = f"visitors.address_changed:{number}:{int(at.timestamp())}", {"fair": fair_id, "language": language}
    post("visitors.address_changed", to=former, language=language, key=key, values=values, fair_id=fair_id, at=at)
    return known


def _refuse_doubles(visitor: Visitor, known: Visitor | None) -> None:
    """Two who turn out to be one cannot sit on two chairs; which place goes is theirs to say."""
    theirs = {one.session_id for one in sign_ups_of_visitor(known) if one.state in STANDING} if known else set()
    for one in sign_ups_of_visitor(visitor):
        if one.state in STANDING and one.session_id in theirs:
            raise DomainError(
                mark("Unter beiden Adressen sind Sie für „{title}“ angemeldet. Geben Sie zuerst einen Platz zurück."),
                title=one.session.title_de,
            )


def correct_name(visitor: Visitor, name: str) -> None:
    """Everywhere at once: also at the doors."""
    said = clean_line(name, longest=LONGEST_NAME)
    if not said:
        raise DomainError(mark("Geben Sie einen Namen ein."), field="name")
    visitor.name = said
    for sign_up in sign_ups_of_visitor(visitor):
        sign_up.name = said
    db.session.flush()


def erase_all(visitor: Visitor, programme: Programme, *, at: datetime) -> None:
    """Places go to the next, then everything goes; a last mail says so, and its address goes with it."""
    theirs = {one.session_id: programme.session(one.session.code) for one in sign_ups_of_visitor(visitor)}
    told = (visitor.id, visitor.fair_id, visitor.email, visitor.language) if visitor.is_confirmed else None
    leave(visitor, {key: session for key, session in theirs.items() if session is not None}, at=at)
    if told:
        number, fair_id, email, language = told
        key = f"visitors.erased:{number}:{int(at.timestamp())}"
        post("visitors.erased", to=email, language=language, key=key, values={}, fair_id=fair_id, at=at)
