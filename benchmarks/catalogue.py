"""A made-up catalogue of any size, the same one every time: exhibitors with texts in two languages, one or two exhibits
each, as they stand in the tables once the office accepted them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from benchmarks.synthetic import ENGLISH, GERMAN, WORDS, Dice, made_text, made_title
from eventapp.database import db
from eventapp.exhibitors.fields.company import ORGANISATION_KINDS
from eventapp.exhibitors.models import Entry, Exhibitor, Member
from eventapp.fair.models import Fair
from eventapp.programme.queries import themes_of
from eventapp.text import slug
from eventapp.uploads.models import Upload

AT = datetime(2029, 12, 1, tzinfo=UTC)
LAWS = ("GmbH", "AG", "e. V.", "GmbH & Co. KG", "eG")


def add_exhibitors(fair: Fair, number: int, *, with_logos: bool = True) -> None:
    """In the caller's transaction. Logos are rows only: their pages are measured, not their pictures."""
    themes = [theme.slug for theme in themes_of(fair.id)]
    exhibitors = [_add_exhibitor(fair, at, with_logos=with_logos) for at in range(number)]
    db.session.flush()
    for at, exhibitor in enumerate(exhibitors):
        partners = [exhibitors[at - 1].id] if at % 5 == 4 else []
        for which in range(1 + at % 2):
            db.session.add(_entry(exhibitor, "exhibit", _exhibit(at, which, themes, partners), f"exponat-{at}-{which}"))
    fair.public_version += 1


def _add_exhibitor(fair: Fair, at: int, *, with_logos: bool) -> Exhibitor:
    answers = _company(at)
    member = Member(slug=slug(f"{answers['name']} {at}"), name=answers["name"])
    db.session.add(member)
    db.session.flush()
    exhibitor = Exhibitor(fair_id=fair.id, member_id=member.id, slug=member.slug, state="taking_part", created_at=AT)
    db.session.add(exhibitor)
    db.session.flush()
    if with_logos:
        logo = Upload(
            digest=hashlib.sha256(str(at).encode()).hexdigest(),
            kind="image",
            media_type="image/webp",
            width=800,
            height=240,
            size=1,
            created_at=AT,
        )
        db.session.add(logo)
        answers |= {"logo": logo.digest, "logo_alt": f"Schriftzug {answers['name']}", "logo_rights": True}
    db.session.add(_entry(exhibitor, "company", answers))
    return exhibitor


def _company(at: int) -> dict[str, Any]:
    dice = Dice(at)
    place = WORDS["last_names"].split()[at % 23]
    return {
        "name": f"{made_title(dice, GERMAN).partition(':')[0]} {place} {LAWS[at % len(LAWS)]}",
        "organisation_kind": ORGANISATION_KINDS[at % len(ORGANISATION_KINDS)].key,
        "street": f"{place}straße {at + 1}",
        "postal_code": f"{44_000 + at}",
        "city": f"{place}stadt",
        "website": f"https://aussteller-{at}.example",
        "text_de": made_text(dice, GERMAN, 200, 800),
        "text_en": made_text(dice, ENGLISH, 200, 800),
    }


def _exhibit(at: int, which: int, themes: Sequence[str], partners: Sequence[int]) -> dict[str, Any]:
    dice = Dice(at * 10 + which + 1_000_000)
    return {
        "title_de": made_title(dice, GERMAN),
        "title_en": made_title(dice, ENGLISH),
        "text_de": made_text(dice, GERMAN, 150, 600),
        "text_en": made_text(dice, ENGLISH, 150, 600),
        "themes": [themes[at % len(themes)]] if themes else [],
        "partners": list(partners),
    }


def _entry(exhibitor: Exhibitor, kind: str, answers: dict[str, Any], address: str | None = None) -> Entry:
    return Entry(
        fair_id=exhibitor.fair_id,
        exhibitor_id=exhibitor.id,
        kind=kind,
        slug=address,
        state="accepted",
        draft=answers,
        handed_in=answers,
        accepted=answers,
        changed_at=AT,
        handed_in_at=AT,
        accepted_at=AT,
    )
