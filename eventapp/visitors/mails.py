"""What the mails about a private link say, asked when they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.fair.queries import public_fair
from eventapp.i18n import Words, mark
from eventapp.outbox import kinds
from eventapp.visitors.links import address_path, address_token, page_path, page_token
from eventapp.visitors.models import Visitor
from eventapp.visitors.prints import print_of
from eventapp.visitors.queries import find_by_address, find_visitor, starred
from eventapp.web.addresses import base_url


def init_app(_app: object) -> None:
    asking, link, erased = mark("Adresse bestätigen"), mark("Privater Link"), mark("Alles gelöscht")
    kinds.register("visitors.address", kinds.Kind(address_values, is_secret=True, is_unasked=True, name=asking))
    new, changed = mark("Neue Adresse bestätigen"), mark("Adresse geändert")
    kinds.register("visitors.new_address", kinds.Kind(address_values, is_secret=True, is_unasked=True, name=new))
    kinds.register("visitors.address_changed", kinds.Kind(changed_values, is_last=True, name=changed))
    kinds.register("visitors.link", kinds.Kind(link_values, is_secret=True, is_unasked=True, name=link))
    kinds.register("visitors.erased", kinds.Kind(is_last=True, name=erased))


def address_values(posted: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Obsolete once it was confirmed, taken back, or another one was given."""
    visitor = find_visitor(posted["visitor"])
    fair = db.session.get(Fair, visitor.fair_id) if visitor else None
    if visitor is None or fair is None or not visitor.claimed_email:
        return None
    if print_of(visitor.claimed_email) != posted["print"]:
        return None
    path = address_path(fair.slug, address_token(visitor), visitor.language)
    return {"fair": _title(fair, visitor), "stars": len(starred(visitor)), "link": base_url() + path}


def changed_values(posted: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """To the former address. Of the new one nothing is told there."""
    fair = db.session.get(Fair, posted["fair"])
    if fair is None:
        return None
    title = Words(fair.title_de, fair.title_en).in_language(posted["language"])
    return {"fair": title, "contact": public_fair(fair).profile.contact.email}


def link_values(posted: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Nothing is sent to an address that nobody has confirmed here."""
    visitor = find_by_address(posted["fair"], posted["email"])
    fair = db.session.get(Fair, posted["fair"])
    if visitor is None or fair is None:
        return None
    return {
        "fair": _title(fair, visitor),
        "link": base_url() + page_path(fair.slug, page_token(visitor), visitor.language),
    }


def _title(fair: Fair, visitor: Visitor) -> str:
    return Words(fair.title_de, fair.title_en).in_language(visitor.language)
