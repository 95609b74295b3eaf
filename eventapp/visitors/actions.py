"""What visitors do with their own programme: keep it, star, show whose address it is, shut links, go."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select

from eventapp.database import db, insert_new
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.outbox.actions import forget_address, may_write_to, post, redirect_waiting
from eventapp.outbox.address import mailbox_of, one_address
from eventapp.outbox.models import OutboxMail
from eventapp.privacy.tombstones import bury, is_buried
from eventapp.programme.models import ConferenceSession
from eventapp.visitors import queries
from eventapp.visitors.models import Star, UnwantedAddress, Visitor
from eventapp.visitors.prints import print_of
from eventapp.visitors.queries import is_unwanted

ONE_SECOND = timedelta(seconds=1)
"""Calendars know no smaller unit."""
OUR_MAILS = ("visitors.", "signups.", "agenda.", "mailings.visitor")
MOST_STARS = 300
"""So many sessions one visitor remembers at most: nobody goes to more, and no machine fills the disk."""


class TooManyStars(DomainError):
    """The visitor remembers as many sessions as one can."""


def keep_programme(
    fair_id: int, *, codes: Iterable[str] = (), language: str, at: datetime, handle: str = ""
) -> Visitor:
    """A private link for whoever wants to keep something; nothing is asked. The same ``handle`` (of a form that was
    sent twice) gives the same visitor, unless the links were shut since: the form may lie open on somebody's device."""
    if handle:
        _one_after_the_other(f"form:{handle}")
    known = db.session.scalar(select(Visitor).where(Visitor.handle == handle)) if handle else None
    if known is not None and known.was_shut:
        known, handle = None, ""
    visitor = known or _new_visitor(fair_id, language=language, at=at, handle=handle)
    star_all(visitor, codes, at=at)
    return visitor


def _new_visitor(fair_id: int, *, language: str, at: datetime, handle: str = "", email: str = "") -> Visitor:
    visitor = Visitor(
        fair_id=fair_id,
        handle=secrets.token_urlsafe(16) if not handle or is_buried("visitor", handle) else handle,
        language="en" if language == "en" else "de",
        email=email,
        created_at=at,
    )
    db.session.add(visitor)
    db.session.flush()
    return visitor


def visitor_asking(fair_id: int, email: str, *, language: str, at: datetime) -> Visitor:
    """For whoever typed an address: who has shown that it is theirs, else somebody new, of whom nothing is believed.
    Several may claim an address; the first who confirms has it."""
    known = queries.find_by_address(fair_id, email, locked=True)
    return known or _new_visitor(fair_id, language=language, at=at, email=email)


def star_all(visitor: Visitor, codes: Iterable[str], *, at: datetime) -> None:
    """What was starred on a device comes along; codes that no session has are passed over."""
    wanted = list(dict.fromkeys(codes))[:MOST_STARS]
    found = select(ConferenceSession.id).where(ConferenceSession.fair_id == visitor.fair_id)
    for session_id in db.session.scalars(found.where(ConferenceSession.code.in_(wanted))):
        star(visitor, session_id, at=at)


def star(visitor: Visitor, session_id: int, *, at: datetime) -> None:
    """Remembering it twice is remembering it."""
    row = db.session.get(Star, (visitor.id, session_id), with_for_update=True)
    if row is not None and row.is_set:
        return
    if len(queries.starred(visitor)) >= MOST_STARS:
        raise TooManyStars(mark("Mehr als {most} Programmpunkte merken wir uns nicht."), most=MOST_STARS)
    _set_star(visitor, session_id, True, at=at)


def unstar(visitor: Visitor, session_id: int, *, at: datetime) -> None:
    row = db.session.get(Star, (visitor.id, session_id), with_for_update=True)
    if row is not None and row.is_set:
        _set_star(visitor, session_id, False, at=at)


def _set_star(visitor: Visitor, session_id: int, is_set: bool, *, at: datetime) -> None:
    revised_at = queries.last_released_at(visitor.fair_id)
    count_change(visitor.id, session_id, at=at, revised_at=revised_at, is_set=is_set)


def count_change(
    visitor_id: int, session_id: int, *, at: datetime, revised_at: datetime | None, is_set: bool | None = None
) -> None:
    """Whatever changes for this visitor at this session, a star (``is_set``) or a sign-up, is counted in the star's
    row, set or not: sign-ups may go, and in no calendar may an entry ever look older than it did. Its stamp is at least
    a second later than the last one and than ``revised_at``, when the session itself last changed."""
    row = star_row(visitor_id, session_id, at=at, revised_at=revised_at, is_set=bool(is_set))
    if insert_new(Star, row, given="revision") is None:
        count_again(row, is_set=is_set)


def star_row(
    visitor_id: int, session_id: int | None, *, at: datetime, revised_at: datetime | None, is_set: bool = False
) -> dict[str, Any]:
    """What the first change at a session is counted with."""
    stamp = max(at, revised_at + ONE_SECOND) if revised_at else at
    return {
        "visitor_id": visitor_id,
        "session_id": session_id,
        "is_set": is_set,
        "revision": 1,
        "changed_at": stamp,
    }


def count_again(change: Mapping[str, Any], *, is_set: bool | None = None) -> None:
    """The same where the row (:func:`star_row`) is there already."""
    key = {name: change[name] for name in ("visitor_id", "session_id")}
    row = db.session.get_one(Star, key, with_for_update=True, populate_existing=True)
    row.revision += 1
    row.changed_at = max(change["changed_at"], row.changed_at + ONE_SECOND)
    row.is_set = row.is_set if is_set is None else is_set
    db.session.flush()


def give_way(fair_id: int, revised: Collection[str], *, at: datetime) -> None:
    """A release revised these sessions. Who changed something there in the same second gets a later stamp: what the
    release changed has to look newer, too."""
    wanted = select(Star).join(ConferenceSession, ConferenceSession.id == Star.session_id)
    wanted = wanted.where(ConferenceSession.fair_id == fair_id, Star.changed_at >= at)
    for row in db.session.scalars(wanted.where(ConferenceSession.code.in_(revised))):
        row.changed_at += ONE_SECOND
    db.session.flush()


def ask_to_confirm(visitor: Visitor, *, at: datetime) -> None:
    """A mail to the address that was given, so that the link can be sent there if it gets lost; believed once the
    button was pressed. An address that wants no such mails, or got too many, gets none; nobody is told which."""
    email = visitor.claimed_email
    if is_unwanted(email) or not may_write_to(email, at=at):
        return
    minute, kind = int(at.timestamp()) // 60, "visitors.new_address" if visitor.new_email else "visitors.address"
    post(
        kind,
        to=email,
        language=visitor.language,
        key=f"{kind}:{visitor.id}:{print_of(email)[:12]}:{minute}",
        values={"visitor": visitor.id, "print": print_of(email)},
        fair_id=visitor.fair_id,
        at=at,
    )


def claim_new_address(visitor: Visitor, email: str, *, at: datetime) -> None:
    """Who has confirmed an address wants another one instead. The first goes on until that is confirmed, too; a link
    in a mail to a third one opens nothing from now on."""
    if email == visitor.email:
        raise DomainError(mark("Das ist schon Ihre bestätigte Adresse."), field="email")
    visitor.new_email, visitor.new_email_asked_at = email, at
    db.session.flush()


def drop_new_address(visitor: Visitor) -> None:
    visitor.new_email, visitor.new_email_asked_at = "", None
    db.session.flush()


def send_link(fair_id: int, email: str, *, key: str, language: str, at: datetime) -> None:
    """The private link once more. The same is done for every address: whether it belongs to anybody is asked when the
    mail would be sent."""
    wanted = one_address(email).lower()
    if is_unwanted(wanted) or not may_write_to(wanted, at=at):
        return
    values = {"fair": fair_id, "email": wanted}
    post(
        "visitors.link", to=wanted, language=language, key=f"visitors.link:{key}", values=values, fair_id=fair_id, at=at
    )


def not_mine(visitor: Visitor, *, at: datetime) -> None:
    """Whoever reads the mail never wanted it: the address goes, and no such mail goes there again."""
    if visitor.claimed_email:
        say_unwanted(visitor.claimed_email, at=at)
    if not visitor.is_confirmed:
        visitor.email = ""
    drop_new_address(visitor)


def confirm_address(visitor: Visitor, *, at: datetime) -> Visitor:
    """Somebody pressed the button in a mail to it. Who has shown before that the address is theirs is that visitor:
    the two become one, with everything that either of them kept. Links to the page that were given out before open
    nothing any more: whoever typed the address need not be the one who reads what comes there."""
    if visitor.is_confirmed:
        return visitor
    _say_wanted(visitor.email)
    _one_after_the_other(f"visitor:{visitor.fair_id}:{visitor.email}")
    known = queries.find_by_address(visitor.fair_id, visitor.email, locked=True)
    if known is None:
        visitor.email_confirmed_at = at
        shut_page_links(visitor)
        return visitor
    _hand_over_stars(visitor, known, at=at)
    return known


def take_new_address(visitor: Visitor, *, at: datetime) -> Visitor:
    """The same for who has an address already: the new one takes its place, and mails that have not gone out yet go
    there. What went to the former is forgotten with the next day (:func:`forget_strangers`), unless it is somebody's
    at another fair."""
    _say_wanted(visitor.new_email)
    _one_after_the_other(f"visitor:{visitor.fair_id}:{visitor.new_email}")
    known = queries.find_by_address(visitor.fair_id, visitor.new_email, locked=True)
    if known is not None:
        _hand_over_stars(visitor, known, at=at)
        return known
    redirect_waiting(visitor.email, to=visitor.new_email, fair_id=visitor.fair_id, kinds=OUR_MAILS)
    visitor.email, visitor.email_confirmed_at = visitor.new_email, at
    drop_new_address(visitor)
    shut_page_links(visitor)
    return visitor


def _hand_over_stars(visitor: Visitor, known: Visitor, *, at: datetime) -> None:
    for one in queries.stars_of(visitor):
        if one.is_set:
            star(known, one.session_id, at=at)


def _one_after_the_other(what: str) -> None:
    """Who confirms the same address or sends the same form at the same moment waits here, so that the second finds the
    first. On SQLite every writing transaction does."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(what))))


def shut_links(visitor: Visitor) -> None:
    """All addresses that were ever given out stop working, the calendar's too; new ones are shown on the page."""
    visitor.feed_generation += 1
    drop_new_address(visitor)
    shut_page_links(visitor)


def shut_page_links(visitor: Visitor) -> None:
    """A subscribed calendar goes on: it holds no name, no address and no code, and would die unnoticed."""
    visitor.generation += 1
    db.session.flush()


def say_unwanted(email: str, *, at: datetime) -> None:
    """Whoever reads that mail did not ask for it and wants no more of them."""
    insert_new(UnwantedAddress, {"print": print_of(mailbox_of(email)), "said_at": at}, given="print")


def _say_wanted(email: str) -> None:
    """Whoever presses the button of such a mail takes back that they want none."""
    db.session.execute(delete(UnwantedAddress).where(UnwantedAddress.print == print_of(mailbox_of(email))))


def forget_mails(email: str, *, at: datetime) -> None:
    """What was written there about a programme or a place. The same person may have an account, or never have asked
    for any of this: what others write to them stays."""
    forget_address(email, at=at, kinds=OUR_MAILS)


def forget_strangers(since: datetime, *, at: datetime) -> None:
    """What was written to addresses that no visitor has, once the last such mail was before ``since``: somebody typed
    them, and went."""
    is_ours = or_(*(OutboxMail.kind.startswith(kind) for kind in OUR_MAILS))
    is_somebodys = select(Visitor.id).where(Visitor.email == OutboxMail.to_address).exists()
    wanted = select(OutboxMail.to_address).where(OutboxMail.to_address != "", is_ours, ~is_somebodys)
    wanted = wanted.group_by(OutboxMail.to_address).having(func.max(OutboxMail.created_at) < since)
    for address in db.session.scalars(wanted).all():
        forget_mails(address, at=at)


def erase(visitor: Visitor, *, at: datetime) -> None:
    """Everything of the visitor that is this room's, and every mail to an address that is theirs. What went to one that
    was only claimed is forgotten a day later (:func:`forget_strangers`): it may be somebody else's, who waits for their
    own mails, and whoever comes again and again may not have it counted anew. Not brought back by a backup."""
    if visitor.is_confirmed:
        forget_mails(visitor.email, at=at)
    bury("visitor", visitor.handle, at=at)
    db.session.delete(visitor)
    db.session.flush()
