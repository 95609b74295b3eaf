"""Organisations and their part in a fair: made and changed by the office, by lists, by applications."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from eventapp.accounts.models import Person
from eventapp.database import db
from eventapp.errors import DomainError, Stale
from eventapp.exhibitors.actions.locks import locked_exhibitor
from eventapp.exhibitors.actions.recording import id_of, record_exhibitor
from eventapp.exhibitors.fields.company import ORGANISATION_KINDS
from eventapp.exhibitors.models import ONCE, Entry, Exhibitor, Member
from eventapp.exhibitors.naming import free_slug
from eventapp.fair.models import Fair
from eventapp.i18n import mark
from eventapp.journal.actions import differences_between, record
from eventapp.text import clean_line, clean_text

WORDS = ("name", "sort_letter", "organisation_kind", "street", "postal_code", "city", "country", "website")
"""What is known of a member and stands in its company entry alike."""
KEPT = (*WORDS, "note")
LONGEST = {"name": 200, "sort_letter": 1, "organisation_kind": 20, "street": 200, "postal_code": 20, "city": 100}
LONGEST |= {"country": 100, "website": 300}


class MemberRefused(DomainError):
    """There is no member like this."""


class AlreadyExhibitor(DomainError):
    """A member takes part once."""


class MemberChanged(DomainError):
    """Somebody else changed the member meanwhile; ``member`` is what is stored now."""

    def __init__(self, member: Member) -> None:
        super().__init__(
            mark("Dieses Mitglied wurde inzwischen geändert. Vergleichen Sie und speichern Sie noch einmal.")
        )
        self.member = member


def create_member(*, name: str, at: datetime, by: Person | None = None, **words: str) -> Member:
    """A new organisation. Its slug is made of its name and stays when the name changes."""
    taken = set(db.session.scalars(select(Member.slug)))
    clean = _clean({"name": name, **words})
    member = Member(slug=free_slug(clean["name"], taken, otherwise="mitglied"), **clean)
    db.session.add(member)
    db.session.flush()
    record(id_of(by), "member.created", subject=f"member:{member.id}", name=member.name, at=at)
    return member


def change_member(member: Member, *, version: int, by: Person | None, at: datetime, **words: str) -> None:
    """Only what is named in ``words`` changes."""
    locked = select(Member).where(Member.id == member.id).with_for_update()
    member = db.session.scalars(locked.execution_options(populate_existing=True)).one()
    if member.version != version:
        raise MemberChanged(member)
    before = {key: getattr(member, key) for key in KEPT}
    for key, text in _clean({"name": member.name, **words}).items():
        setattr(member, key, text)
    after = {key: getattr(member, key) for key in KEPT}
    if before == after:
        return
    member.version += 1
    told = differences_between(before, after)
    record(id_of(by), "member.changed", subject=f"member:{member.id}", name=member.name, at=at, differences=told)


def add_exhibitor(
    fair: Fair,
    member: Member,
    *,
    at: datetime,
    by: Person | None = None,
    contact_name: str = "",
    contact_email: str = "",
    language: str = "de",
) -> Exhibitor:
    """The member's part in the fair, on the office's list until it is invited."""
    here = select(Exhibitor).where(Exhibitor.fair_id == fair.id)
    if db.session.scalar(here.where(Exhibitor.member_id == member.id)):
        raise AlreadyExhibitor(mark("{name} nimmt an dieser Messe schon teil."), name=member.name)
    taken = set(db.session.scalars(select(Exhibitor.slug).where(Exhibitor.fair_id == fair.id)))
    exhibitor = Exhibitor(
        fair_id=fair.id,
        member=member,
        slug=free_slug(member.slug, taken, otherwise="aussteller"),
        contact_name=clean_line(contact_name, longest=120),
        contact_email=clean_line(contact_email, longest=254).lower(),
        language="en" if language == "en" else "de",
        created_at=at,
    )
    db.session.add(exhibitor)
    db.session.flush()
    record_exhibitor(exhibitor, "listed", by=by, at=at)
    return exhibitor


def change_contact(
    exhibitor: Exhibitor,
    *,
    name: str,
    email: str,
    language: str,
    by: Person | None,
    at: datetime,
    version: int | None = None,
) -> None:
    """Whom the office writes to. What is said about people is not in the journal."""
    exhibitor = locked_exhibitor(exhibitor)
    if version not in (None, exhibitor.version):
        raise Stale
    exhibitor.contact_name = clean_line(name, longest=120)
    exhibitor.contact_email = clean_line(email, longest=254).lower()
    exhibitor.language = "en" if language == "en" else "de"
    exhibitor.version += 1
    db.session.flush()
    record_exhibitor(exhibitor, "contact_changed", by=by, at=at)


def prepare_entries(exhibitor: Exhibitor, *, at: datetime) -> None:
    """Its entries of the kinds that there are once, empty but for what is known already."""
    there = set(db.session.scalars(select(Entry.kind).where(Entry.exhibitor_id == exhibitor.id)))
    for kind in ONCE:
        if kind not in there:
            draft = _known_of(exhibitor) if kind == "company" else {}
            db.session.add(
                Entry(
                    fair_id=exhibitor.fair_id, exhibitor=exhibitor, kind=kind, draft=draft, changed_at=at, questions=[]
                )
            )
    db.session.flush()


def _known_of(exhibitor: Exhibitor) -> dict[str, str]:
    member = exhibitor.member
    known = {key: getattr(member, key) for key in WORDS}
    known |= {"contact_name": exhibitor.contact_name, "contact_email": exhibitor.contact_email}
    return {key: text for key, text in known.items() if text}


def _clean(words: dict[str, str]) -> dict[str, str]:
    """Only what a member has; refused with a sentence where it cannot be."""
    clean = {key: clean_line(words[key], longest=LONGEST[key]) for key in WORDS if key in words}
    if "note" in words:
        clean["note"] = clean_text(words["note"])
    if not clean["name"]:
        raise MemberRefused(mark("Der Name fehlt."), field="name")
    if clean.get("organisation_kind") and clean["organisation_kind"] not in {one.key for one in ORGANISATION_KINDS}:
        raise MemberRefused(mark("Diese Art von Organisation gibt es nicht."), field="organisation_kind")
    if clean.get("website") and "://" not in clean["website"]:
        clean["website"] = f"https://{clean['website']}"
    return clean
