"""Members and what lasts of them, their part in one fair, and everything they hand in for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventapp.database import Entity, UtcDateTime

Document = JSON(none_as_null=True)
"""A JSON document; without one the column is NULL. Written anew as a whole, never changed in place."""
ONCE = ("company", "staff", "delivery", "billing")
"""Kinds of entries of which an exhibitor has one."""
_ONLY_ONCE = text("kind IN ('company', 'staff', 'delivery', 'billing')")


class Member(Entity):
    """An organisation of the alliance. It outlives fairs; its ``slug`` is for good. ``note`` is the office's own."""

    __tablename__ = "member"
    __table_args__ = (CheckConstraint("name <> ''", name="has_a_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    sort_letter: Mapped[str] = mapped_column(String(1), default="")
    organisation_kind: Mapped[str] = mapped_column(String(20), default="")
    street: Mapped[str] = mapped_column(String(200), default="")
    postal_code: Mapped[str] = mapped_column(String(20), default="")
    city: Mapped[str] = mapped_column(String(100), default="")
    country: Mapped[str] = mapped_column(String(100), default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)


class Membership(Entity):
    """Who may act for a member."""

    __tablename__ = "membership"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class Registration(Entity):
    """What one fair asks: :class:`eventapp.exhibitors.rules.Rules` as one document. No row: everything by default."""

    __tablename__ = "registration"

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), primary_key=True)
    document: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)


class Application(Entity):
    """An organisation asks to take part. Nothing a stranger types becomes a member before the office admits it.

    ``key`` comes from the form: the same form sent twice is one application.
    """

    __tablename__ = "application"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'admitted', 'refused')", name="state_is_known"),
        CheckConstraint("name <> ''", name="has_a_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(100), unique=True)
    state: Mapped[str] = mapped_column(String(20), default="waiting")
    name: Mapped[str] = mapped_column(String(200))
    city: Mapped[str] = mapped_column(String(100), default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    contact_name: Mapped[str] = mapped_column(String(120))
    contact_email: Mapped[str] = mapped_column(String(254))
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    language: Mapped[str] = mapped_column(String(2), default="de")
    message: Mapped[str] = mapped_column(Text, default="")
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    refused_reason: Mapped[str] = mapped_column(Text, default="")
    exhibitor_id: Mapped[int | None] = mapped_column(ForeignKey("exhibitor.id", ondelete="SET NULL"))


class Exhibitor(Entity):
    """A member's part in one fair. ``contact_*`` is whom the invitation goes to, in ``language``.

    ``not_wanted`` lists whole tasks that the member does not want; ``reminded`` holds, by task, which reminder went
    out last for which deadline. ``feed_generation`` rises to shut the private calendar of its deadlines.
    """

    __tablename__ = "exhibitor"
    __table_args__ = (
        UniqueConstraint("fair_id", "member_id"),
        UniqueConstraint("fair_id", "slug"),
        UniqueConstraint("id", "fair_id"),
        CheckConstraint("state IN ('listed', 'invited', 'taking_part', 'withdrawn')", name="state_is_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    slug: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(20), default="listed")
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(2), default="de")
    not_wanted: Mapped[list[str]] = mapped_column(JSON, default=list)
    reminded: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    invited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    invitations: Mapped[int] = mapped_column(default=0)
    began_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")
    feed_generation: Mapped[int] = mapped_column(default=1)
    version: Mapped[int] = mapped_column(default=1)

    member: Mapped[Member] = relationship(lazy="raise")


class Entry(Entity):
    """One thing drafted, handed in and accepted: a company entry, an exhibit, a proposal, staff, delivery, billing.

    ``draft``, ``handed_in`` and ``accepted`` map fields to answers (:mod:`eventapp.exhibitors.answers`); the public
    sees ``accepted`` only. ``state`` speaks of what was handed in (:mod:`eventapp.exhibitors.states`), ``submission``
    counts how often that was. ``touched`` holds, by field, the ``version`` of the entry that last changed it, who and
    when; ``unrecorded`` the answers from before what is not in the journal yet. ``slug`` is given at the first
    acceptance.
    """

    __tablename__ = "entry"
    __table_args__ = (
        ForeignKeyConstraint(["exhibitor_id", "fair_id"], ["exhibitor.id", "exhibitor.fair_id"], ondelete="CASCADE"),
        UniqueConstraint("fair_id", "slug"),
        Index(
            "uq_entry_once", "exhibitor_id", "kind", unique=True, sqlite_where=_ONLY_ONCE, postgresql_where=_ONLY_ONCE
        ),
        Index("ix_entry_exhibitor_id", "exhibitor_id"),
        CheckConstraint(
            "kind IN ('company', 'exhibit', 'proposal', 'staff', 'delivery', 'billing')", name="kind_is_known"
        ),
        CheckConstraint(
            "state IN ('draft', 'submitted', 'question', 'answered', 'accepted', 'declined', 'withdrawn')",
            name="state_is_known",
        ),
        CheckConstraint("accepted IS NOT NULL OR state <> 'accepted'", name="accepted_is_kept"),
        CheckConstraint("accepted IS NULL OR state <> 'withdrawn'", name="withdrawn_is_not_public"),
        CheckConstraint("state IN ('draft', 'withdrawn') OR handed_in IS NOT NULL", name="handed_in_is_kept"),
        CheckConstraint("accepted IS NULL OR accepted_at IS NOT NULL", name="accepted_at_a_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    exhibitor_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    slug: Mapped[str | None] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(20), default="draft")
    draft: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    touched: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    unrecorded: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    handed_in: Mapped[dict[str, Any] | None] = mapped_column(Document)
    handed_in_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    handed_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submission: Mapped[int] = mapped_column(default=0)
    accepted: Mapped[dict[str, Any] | None] = mapped_column(Document)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    declined_reason: Mapped[str] = mapped_column(Text, default="")
    carried_from: Mapped[int | None] = mapped_column(ForeignKey("entry.id", ondelete="SET NULL"))
    is_to_review: Mapped[bool] = mapped_column(default=False)
    session_code: Mapped[str | None] = mapped_column(String(6))

    exhibitor: Mapped[Exhibitor] = relationship(lazy="raise")
    questions: Mapped[list[Question]] = relationship(
        order_by="Question.id", cascade="all, delete-orphan", lazy="raise", back_populates="entry"
    )


class ExhibitPartner(Entity):
    """Who shows an exhibit beside its exhibitor: named in the draft, so that they see it. Public is what the accepted
    value says."""

    __tablename__ = "exhibit_partner"

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True)
    exhibitor_id: Mapped[int] = mapped_column(
        ForeignKey("exhibitor.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Question(Entity):
    """The office asks about one field (empty: about the whole). Closed by an answer, or when the office decides."""

    __tablename__ = "question"
    __table_args__ = (CheckConstraint("text <> ''", name="asks_something"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    field: Mapped[str] = mapped_column(String(60), default="")
    text: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    entry: Mapped[Entry] = relationship(lazy="raise", back_populates="questions")


class StaffPass(Entity):
    """A pass for one person on the stand, asked for by their employer. ``days`` are dates; none means all."""

    __tablename__ = "staff_pass"
    __table_args__ = (CheckConstraint("last_name <> ''", name="has_a_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    exhibitor_id: Mapped[int] = mapped_column(ForeignKey("exhibitor.id", ondelete="CASCADE"), index=True)
    first_name: Mapped[str] = mapped_column(String(80), default="")
    last_name: Mapped[str] = mapped_column(String(80))
    organisation: Mapped[str] = mapped_column(String(200), default="")
    days: Mapped[list[str]] = mapped_column(JSON, default=list)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ReopenedTask(Entity):
    """The office gives one exhibitor longer for one task."""

    __tablename__ = "reopened_task"

    exhibitor_id: Mapped[int] = mapped_column(ForeignKey("exhibitor.id", ondelete="CASCADE"), primary_key=True)
    task: Mapped[str] = mapped_column(String(20), primary_key=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
