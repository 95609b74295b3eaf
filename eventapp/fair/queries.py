"""What can be asked about fairs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import select

from eventapp.database import db
from eventapp.errors import NotFound
from eventapp.fair.draft import Draft, settled
from eventapp.fair.models import Fair
from eventapp.fair.value import Profile, PublicFair
from eventapp.i18n import Words, mark

_profile = msgspec.json.Decoder(Profile)
_written = msgspec.json.Decoder(dict[str, str])


def find_fair(slug: str) -> Fair | None:
    return db.session.scalar(select(Fair).where(Fair.slug == slug))


def get_fair(slug: str) -> Fair:
    """The fair, or a refusal that says how to find its name."""
    fair = find_fair(slug)
    if fair is None:
        known = ", ".join(all_slugs()) or "–"
        raise NotFound(mark("Es gibt keinen Messeauftritt „{slug}“. Vorhanden: {known}."), slug=slug, known=known)
    return fair


def get_fair_locked(slug: str) -> Fair:
    """The same inside a writing transaction: the row is locked and read anew, so that two releases cannot cross."""
    fair = get_fair(slug)
    locked = select(Fair).where(Fair.id == fair.id).with_for_update(key_share=True)
    return db.session.scalars(locked.execution_options(populate_existing=True)).one()


def all_slugs() -> list[str]:
    return list(db.session.scalars(select(Fair.slug).order_by(Fair.starts_on)))


def fairs_to_come(today: date) -> list[Fair]:
    """Those that are neither over nor archived, the next first."""
    coming = select(Fair).where(Fair.ends_on >= today, Fair.is_archived.is_(False))
    return list(db.session.scalars(coming.order_by(Fair.starts_on, Fair.id)))


def fair_to_show(today: date, *, preferred: str = "") -> str | None:
    """The slug of the fair that "/" leads to: the preferred one, else running, else the next, else the last. To an
    archived one only if it is preferred."""
    known = select(Fair.slug, Fair.starts_on, Fair.ends_on, Fair.is_archived).order_by(Fair.starts_on)
    every = db.session.execute(known).all()
    if any(fair.slug == preferred for fair in every):
        return preferred
    fairs = [fair for fair in every if not fair.is_archived]
    to_come = [fair.slug for fair in fairs if fair.ends_on >= today]
    return to_come[0] if to_come else (fairs[-1].slug if fairs else None)


def public_fair(fair: Fair) -> PublicFair:
    """The fair as its pages show it."""
    return PublicFair(
        slug=fair.slug,
        acronym=fair.acronym,
        title=Words(fair.title_de, fair.title_en),
        starts_on=fair.starts_on,
        ends_on=fair.ends_on,
        public_version=fair.public_version,
        profile=_profile.decode(fair.profile),
        uid_domain=fair.uid_domain,
    )


def draft_of(fair: Fair) -> Draft:
    """What is public of the fair, and what the office has written over it."""
    public = public_fair(fair)
    return Draft(public, settled(public, _written.decode(fair.draft)) if fair.draft else {})


def all_fairs() -> list[Fair]:
    """The last one first."""
    return list(db.session.scalars(select(Fair).order_by(Fair.starts_on.desc(), Fair.id.desc())))


def is_archived_by(values: Mapping[str, Any]) -> bool:
    """Whether the values of an address name an archived fair."""
    slug = values.get("slug")
    return slug is not None and bool(db.session.scalar(select(Fair.is_archived).where(Fair.slug == slug)))


class Head(NamedTuple):
    """What stands above every page of a fair's office."""

    name: str = ""
    is_archived: bool = False


def fair_head(slug: str) -> Head:
    """Empty if there is no such fair."""
    row = db.session.execute(select(Fair.title_de, Fair.is_archived).where(Fair.slug == slug)).first()
    return Head(*row) if row else Head()
