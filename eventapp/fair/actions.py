"""What an office does with a fair as a whole: create it, set its texts and data."""

from __future__ import annotations

import re
from datetime import date

import msgspec
from sqlalchemy import select

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.fair.queries import find_fair
from eventapp.fair.settings import ACRONYM, ACRONYM_RULE, LONGEST_NAME, LONGEST_SLUG, SLUG, FairSettings
from eventapp.i18n import mark
from eventapp.text import clean_line
from eventapp.web.addresses import RESERVED


class FairRefused(DomainError):
    """A new fair cannot be created like this."""


def create_fair(
    slug: str, *, title: str, starts_on: date, ends_on: date, uid_domain: str, acronym: str = "", title_en: str = ""
) -> Fair:
    """A new, empty appearance. ``uid_domain`` goes into every calendar entry and never changes."""
    acronym = acronym or re.sub(r"[^a-z0-9]", "", slug)[:30]
    if not SLUG.fullmatch(slug) or slug in RESERVED or len(slug) > LONGEST_SLUG:
        raise FairRefused(
            mark("„{slug}“ taugt nicht als Adresse: Kleinbuchstaben, Ziffern, Bindestriche; nicht {reserved}."),
            slug=slug,
            reserved=", ".join(RESERVED),
        )
    if not ACRONYM.fullmatch(acronym):
        raise FairRefused(ACRONYM_RULE)
    title, title_en = clean_line(title), clean_line(title_en)
    if not title:
        raise FairRefused(mark("Der Titel fehlt."))
    if max(len(title), len(title_en)) > LONGEST_NAME:
        raise FairRefused(mark("Der Titel hat mehr als {most} Zeichen."), most=LONGEST_NAME)
    if ends_on < starts_on:
        raise FairRefused(mark("Die Messe endet vor ihrem Beginn."))
    if find_fair(slug) or db.session.scalar(select(Fair.id).where(Fair.acronym == acronym)):
        raise FairRefused(
            mark("Einen Messeauftritt „{slug}“ oder das Kürzel „{acronym}“ gibt es schon."), slug=slug, acronym=acronym
        )
    fair = Fair(
        slug=slug,
        acronym=acronym,
        title_de=title,
        title_en=title_en,
        starts_on=starts_on,
        ends_on=ends_on,
        uid_domain=uid_domain,
    )
    db.session.add(fair)
    db.session.flush()
    return fair


def set_fair(fair: Fair, settings: FairSettings) -> None:
    """Replace the fair's public profile by what its settings file says. That is a publication."""
    if settings.title is not None:
        fair.title_de, fair.title_en = settings.title.de, settings.title.en
    if settings.acronym:
        taken = db.session.scalar(select(Fair.id).where(Fair.acronym == settings.acronym, Fair.id != fair.id))
        if taken:
            raise FairRefused(
                mark("Das Kürzel „{acronym}“ gehört schon einem anderen Messeauftritt."), acronym=settings.acronym
            )
        fair.acronym = settings.acronym
    fair.profile = msgspec.json.encode(settings.profile(), order="deterministic").decode()
    fair.public_version += 1
    db.session.flush()
