"""Who and what stands in the catalogue, for those who need no more than that."""

from __future__ import annotations

from sqlalchemy import select

from eventapp.database import rows_of
from eventapp.exhibitors.models import Entry, Exhibitor
from eventapp.exhibitors.queries import is_public
from eventapp.exhibitors.value import Address, PublicAddresses, public_addresses


def public_addresses_of(fair_id: int) -> PublicAddresses:
    """The catalogue without its texts: reading those takes ten times as long."""
    wanted = select(Entry.kind, Entry.slug, Exhibitor.id, Exhibitor.slug, Entry.accepted["partners"])
    wanted = wanted.join(Exhibitor, Exhibitor.id == Entry.exhibitor_id)
    wanted = wanted.where(is_public(fair_id), Entry.kind.in_(("company", "exhibit"))).order_by(Entry.id)
    told = rows_of(wanted).all()
    return public_addresses([Address(kind, slug or "", of, whose, also or ()) for kind, slug, of, whose, also in told])
