"""Finding visitors: by their private links and by their addresses, never by a number somebody could count on."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, bindparam, select

from eventapp.database import db
from eventapp.errors import DeadLink
from eventapp.fair.models import Fair
from eventapp.i18n import mark
from eventapp.outbox.address import mailbox_of
from eventapp.programme.models import Release
from eventapp.visitors.links import PAGE, address_purpose
from eventapp.visitors.models import Star, UnwantedAddress, Visitor
from eventapp.visitors.prints import print_of
from eventapp.web.private_links import opened

_NUMBERED = re.compile(r"[1-9][0-9]{0,8}\.")


def find_by_page(fair_id: int, token: str, *, locked: bool = False) -> Visitor | None:
    """Whose page it is, if the link still opens one of this fair."""
    return _if_opened(_numbered(token, _OF_FAIR, locked=locked, fair_id=fair_id), token)


def get_by_page(fair_id: int, token: str, *, locked: bool = False) -> Visitor:
    """The same, or :class:`DeadLink`."""
    return _alive(find_by_page(fair_id, token, locked=locked))


def get_by_page_of(slug: str, token: str, *, locked: bool = False) -> Visitor:
    """The same by the fair's name in the address: one query for both."""
    return _alive(_if_opened(_numbered(token, _OF_SLUG, locked=locked, slug=slug), token))


def _alive(found: Visitor | None) -> Visitor:
    if found is None:
        raise DeadLink(
            mark(
                "Dieser private Link gilt nicht mehr, oder ein Stück von ihm fehlt. Haben Sie eine E-Mail-Adresse "
                "bestätigt, schicken wir ihn noch einmal: im Programm unter „Mein Programm“, „Link verloren?“."
            )
        )
    return found


def find_by_address_link(fair_id: int, token: str, *, locked: bool = False) -> Visitor | None:
    """Who claims the address that a button in a mail confirms, as long as it still is that address."""
    found = _numbered(token, _OF_FAIR, locked=locked, fair_id=fair_id)
    if found is None or not found.claimed_email:
        return None
    return found if opened(token, address_purpose(found.claimed_email), lambda _: found.generation) else None


def find_by_used_link(fair_id: int, token: str) -> Visitor | None:
    """Whose address it confirmed, as long as the links were not shut once more: who presses twice is no stranger."""
    found = _numbered(token, _OF_FAIR, locked=False, fair_id=fair_id)
    if found is None or not found.is_confirmed:
        return None
    return found if opened(token, address_purpose(found.email), lambda _: found.generation - 1) else None


def find_by_address(fair_id: int, email: str, *, locked: bool = False) -> Visitor | None:
    """Who has shown that the address is theirs."""
    wanted = select(Visitor).where(Visitor.fair_id == fair_id, Visitor.email == email)
    wanted = wanted.where(Visitor.email_confirmed_at.is_not(None))
    return db.session.scalar(_locked(wanted) if locked else wanted)


def find_visitor(visitor_id: int) -> Visitor | None:
    return db.session.get(Visitor, visitor_id)


def get_visitor(visitor_id: int) -> Visitor:
    return db.session.get_one(Visitor, visitor_id)


def starred(visitor: Visitor) -> set[int]:
    """The sessions' ids."""
    return set(db.session.scalars(select(Star.session_id).where(Star.visitor_id == visitor.id, Star.is_set)))


def stars_of(visitor: Visitor) -> list[Star]:
    """Those that are set and those that were taken off."""
    return list(db.session.scalars(select(Star).where(Star.visitor_id == visitor.id).order_by(Star.session_id)))


def last_released_at(fair_id: int) -> datetime | None:
    last = select(Release.released_at).where(Release.fair_id == fair_id).order_by(Release.number.desc())
    return db.session.scalar(last.limit(1))


def is_unwanted(email: str) -> bool:
    return db.session.get(UnwantedAddress, print_of(mailbox_of(email))) is not None


def unwanted_among(addresses: Collection[str]) -> set[str]:
    """Those of many whose readers said "that was not me", in one query."""
    prints = {one: print_of(mailbox_of(one)) for one in addresses}
    asked = select(UnwantedAddress.print).where(UnwantedAddress.print.in_(set(prints.values())))
    said = set(db.session.scalars(asked)) if prints else set()
    return {one for one in addresses if prints[one] in said}


def _if_opened(found: Visitor | None, token: str) -> Visitor | None:
    return found if found is not None and opened(token, PAGE, lambda _: found.generation) else None


def _numbered(
    token: str, both: tuple[Select[Visitor], Select[Visitor]], *, locked: bool, **which: int | str
) -> Visitor | None:
    """Whose number stands in a token. Whether it opens anything is asked of the row behind its lock: meanwhile another
    address could be claimed, or the link be shut."""
    if not _NUMBERED.match(token):
        return None
    return db.session.scalar(both[locked], {"visitor_id": int(token.partition(".")[0]), **which})


def _locked(wanted: Select[Visitor]) -> Select[Visitor]:
    return wanted.with_for_update(key_share=True, of=Visitor).execution_options(populate_existing=True)


def _and_locked(wanted: Select[Visitor]) -> tuple[Select[Visitor], Select[Visitor]]:
    return wanted, _locked(wanted)


_BY_ID = select(Visitor).where(Visitor.id == bindparam("visitor_id"))
_OF_FAIR = _and_locked(_BY_ID.where(Visitor.fair_id == bindparam("fair_id")))
_OF_SLUG = _and_locked(_BY_ID.join(Fair, Fair.id == Visitor.fair_id).where(Fair.slug == bindparam("slug")))
"""Built once: private pages are asked for all day."""
