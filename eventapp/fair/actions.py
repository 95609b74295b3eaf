"""What an office does with a fair as a whole: create it, set its texts and data."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from eventapp.database import db
from eventapp.fair.drafting import put_in_place
from eventapp.fair.fields import fields_of
from eventapp.fair.models import Fair
from eventapp.fair.queries import draft_of, find_fair, public_fair
from eventapp.fair.rules import MOST_DAYS, FairRefused
from eventapp.fair.settings import ACRONYM, ACRONYM_RULE, LONGEST_NAME, LONGEST_SLUG, SLUG, FairSettings
from eventapp.i18n import Words, mark
from eventapp.journal.actions import differences_between, record
from eventapp.text import clean_line
from eventapp.web.addresses import RESERVED


def create_fair(
    slug: str, *, title: str, starts_on: date, ends_on: date, uid_domain: str, acronym: str = "", title_en: str = ""
) -> Fair:
    """A new, empty appearance. ``uid_domain`` goes into every calendar entry and never changes."""
    acronym = acronym or acronym_of(slug)
    check_new(slug, title=title, starts_on=starts_on, ends_on=ends_on, acronym=acronym, title_en=title_en)
    fair = Fair(
        slug=slug,
        acronym=acronym,
        title_de=clean_line(title),
        title_en=clean_line(title_en),
        starts_on=starts_on,
        ends_on=ends_on,
        uid_domain=uid_domain,
    )
    db.session.add(fair)
    db.session.flush()
    return fair


def acronym_of(slug: str) -> str:
    """What it is if nobody says otherwise."""
    return re.sub(r"[^a-z0-9]", "", slug)[:30]


def check_new(slug: str, *, title: str, starts_on: date, ends_on: date, acronym: str, title_en: str) -> None:
    """Whether there can be such a fair; the refusal says what to do."""
    if not SLUG.fullmatch(slug) or slug in RESERVED or len(slug) > LONGEST_SLUG:
        raise FairRefused(
            mark("„{slug}“ taugt nicht als Adresse: Kleinbuchstaben, Ziffern, Bindestriche; nicht {reserved}."),
            field="slug",
            slug=slug,
            reserved=", ".join(RESERVED),
        )
    if not ACRONYM.fullmatch(acronym):
        raise FairRefused(ACRONYM_RULE, field="acronym")
    title, title_en = clean_line(title), clean_line(title_en)
    if not title:
        raise FairRefused(mark("Der Titel fehlt."), field="title")
    if max(len(title), len(title_en)) > LONGEST_NAME:
        raise FairRefused(mark("Der Titel hat mehr als {most} Zeichen."), field="title", most=LONGEST_NAME)
    if ends_on < starts_on:
        raise FairRefused(mark("Die Messe endet vor ihrem Beginn."), field="ends_on")
    if (ends_on - starts_on).days >= MOST_DAYS:
        raise FairRefused(mark("Eine Messe dauert hier höchstens {most} Tage."), field="ends_on", most=MOST_DAYS)
    if find_fair(slug) or db.session.scalar(select(Fair.id).where(Fair.acronym == acronym)):
        raise FairRefused(
            mark("Einen Messeauftritt „{slug}“ oder das Kürzel „{acronym}“ gibt es schon."),
            field="slug",
            slug=slug,
            acronym=acronym,
        )


def set_fair(fair: Fair, settings: FairSettings, *, at: datetime, by: int | None = None) -> None:
    """Replace the fair's public profile by what its settings file says. That is a publication, without a draft between;
    what the desk has not published yet stays written, over the new state."""
    draft = draft_of(fair)
    before = fields_of(draft.public)
    if settings.acronym:
        taken = db.session.scalar(select(Fair.id).where(Fair.acronym == settings.acronym, Fair.id != fair.id))
        if taken:
            raise FairRefused(
                mark("Das Kürzel „{acronym}“ gehört schon einem anderen Messeauftritt."), acronym=settings.acronym
            )
        fair.acronym = settings.acronym
    title = settings.title or Words(fair.title_de, fair.title_en)
    public = replace(draft.public, title=title, profile=settings.profile())
    put_in_place(fair, public, written=draft.written)
    record(
        by,
        "fair.set",
        fair_id=fair.id,
        subject="fair",
        name=fair.title_de,
        differences=differences_between(before, fields_of(public_fair(fair))),
        at=at,
    )
