"""The draft in tables: what organisers and imports edit, and the releases made of it."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventapp.database import Entity, UtcDateTime
from eventapp.exhibitors.models import Exhibitor
from eventapp.web.private_links import first_generation

CONSENTS = ("unknown", "source", "given", "withdrawn")
"""Whether somebody agreed to be named: not asked yet, the source of the programme says so, yes, not any more."""


class Place(Entity):
    """Anywhere a session can happen: stage, room, meeting point. ``source`` as for sessions. A hidden one is offered
    to no session and, where none stands on it, released no more. ``known_as`` is what a source calls it, where a hand
    gave it another name. ``capacity`` is how many people have room (0: nobody counted). ``changeover_minutes`` are
    wanted free between two sessions there. ``version`` rises with every change."""

    __tablename__ = "place"
    __table_args__ = (
        UniqueConstraint("fair_id", "slug"),
        CheckConstraint("capacity >= 0", name="capacity_counts"),
        CheckConstraint("changeover_minutes >= 0", name="changeover_counts"),
        CheckConstraint("name_de <> ''", name="has_a_name"),
        CheckConstraint("version > 0", name="version_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(60))
    name_de: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    where_de: Mapped[str] = mapped_column(String(300), default="")
    where_en: Mapped[str] = mapped_column(String(300), default="")
    kind: Mapped[str] = mapped_column(String(20), default="stage")
    position: Mapped[int] = mapped_column(default=0)
    source: Mapped[str] = mapped_column(String(60), default="")
    known_as: Mapped[str] = mapped_column(String(200), default="")
    is_hidden: Mapped[bool] = mapped_column(default=False)
    capacity: Mapped[int] = mapped_column(default=0)
    changeover_minutes: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)


class Theme(Entity):
    """A field of the programme (track). Hidden and counted like a place."""

    __tablename__ = "theme"
    __table_args__ = (
        UniqueConstraint("fair_id", "slug"),
        CheckConstraint("name_de <> ''", name="has_a_name"),
        CheckConstraint("version > 0", name="version_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(60))
    name_de: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    colour: Mapped[str] = mapped_column(String(7))
    colour_dark: Mapped[str] = mapped_column(String(7))
    position: Mapped[int] = mapped_column(default=0)
    source: Mapped[str] = mapped_column(String(60), default="")
    known_as: Mapped[str] = mapped_column(String(200), default="")
    is_hidden: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)


def _fresh_handle() -> str:
    return secrets.token_urlsafe(16)


def _first_generation(context: Any) -> int:
    return first_generation(context.get_current_parameters()["handle"])


class Speaker(Entity):
    """A person or team on stage at one fair. ``source`` and ``hand_fields`` as for sessions; ``known_as`` is the name
    that the source has, where a hand changed it. Who withdrew ``consent`` is left out of every release.

    ``email`` (empty: the office does not know it) is never released; the private link to one's own entry goes there and
    dies with its ``generation``. ``has_link``: the office has sent or shown the one of this generation. ``portrait`` is
    the digest of an upload, public only while ``portrait_consent`` is ``given``; ``portrait_rights`` names the text by
    which its rights were confirmed. ``completed_at`` is when the person last saved their entry themselves. ``handle``
    is a value of chance that is nobody else's, ever; ``withdrawals`` counts how often name or picture were withdrawn:
    by both a restored backup is told what was."""

    __tablename__ = "speaker"
    __table_args__ = (
        UniqueConstraint("fair_id", "slug"),
        CheckConstraint("name <> ''", name="has_a_name"),
        CheckConstraint("version > 0", name="version_counts"),
        CheckConstraint("consent IN ('unknown', 'source', 'given', 'withdrawn')", name="consent_is_known"),
        CheckConstraint("portrait_consent IN ('unknown', 'given', 'withdrawn')", name="portrait_consent_is_known"),
        CheckConstraint("generation > 0", name="generation_counts"),
        CheckConstraint("withdrawals >= 0", name="withdrawals_count"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    handle: Mapped[str] = mapped_column(String(22), unique=True, default=_fresh_handle)
    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str] = mapped_column(String(300), default="")
    biography_de: Mapped[str] = mapped_column(Text, default="")
    biography_en: Mapped[str] = mapped_column(Text, default="")
    consent: Mapped[str] = mapped_column(String(20), default="unknown")
    consent_on: Mapped[date | None] = mapped_column(default=None)
    email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(2), default="de")
    generation: Mapped[int] = mapped_column(default=_first_generation)
    link_sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    has_link: Mapped[bool] = mapped_column(default=False)
    completed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawals: Mapped[int] = mapped_column(default=0)
    portrait: Mapped[str] = mapped_column(String(64), default="")
    portrait_alt_de: Mapped[str] = mapped_column(String(300), default="")
    portrait_alt_en: Mapped[str] = mapped_column(String(300), default="")
    portrait_consent: Mapped[str] = mapped_column(String(20), default="unknown")
    portrait_consent_on: Mapped[date | None] = mapped_column(default=None)
    portrait_rights: Mapped[str] = mapped_column(String(20), default="")
    portrait_rights_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    source: Mapped[str] = mapped_column(String(60), default="")
    known_as: Mapped[str] = mapped_column(String(200), default="")
    hand_fields: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)


class SessionSpeaker(Entity):
    """Who speaks in which session, in which order."""

    __tablename__ = "session_speaker"

    session_id: Mapped[int] = mapped_column(ForeignKey("conference_session.id", ondelete="CASCADE"), primary_key=True)
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id", ondelete="CASCADE"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)
    speaker: Mapped[Speaker] = relationship(lazy="raise")


class SessionExhibitor(Entity):
    """Which exhibitors give a session, in which order. Named in a release are those of them that are public then."""

    __tablename__ = "session_exhibitor"

    session_id: Mapped[int] = mapped_column(ForeignKey("conference_session.id", ondelete="CASCADE"), primary_key=True)
    exhibitor_id: Mapped[int] = mapped_column(
        ForeignKey("exhibitor.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    exhibitor: Mapped[Exhibitor] = relationship(lazy="raise")


class ConferenceSession(Entity):
    """One session of the draft. ``source`` names the import it came from (empty: entered by hand);
    ``source_keys`` holds what identified it there. ``code``, ``number`` and ``guid`` are for good.

    ``hand_fields`` are the fields that a hand changed since its source brought it, with what the source says there:
    an import leaves them alone. ``delay_minutes`` is how far its times were put off from what was planned.
    ``capacity`` and what follows it hold where ``admission`` is ``sign_up``. One that is not ``is_scheduled`` lies
    beside the board: its times only say how long it is, and no release has it."""

    __tablename__ = "conference_session"
    __table_args__ = (
        UniqueConstraint("fair_id", "code"),
        UniqueConstraint("fair_id", "number"),
        UniqueConstraint("fair_id", "guid"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("title_de <> ''", name="has_a_title"),
        CheckConstraint("number > 0", name="number_counts"),
        CheckConstraint("length(code) = 6", name="code_of_six"),
        CheckConstraint(
            "kind IN ('talk', 'panel', 'workshop', 'demonstration', 'tour', 'break', 'other')", name="kind_is_known"
        ),
        CheckConstraint("version > 0", name="version_counts"),
        CheckConstraint("delay_minutes >= 0", name="delay_counts"),
        CheckConstraint("admission IN ('open', 'sign_up', 'closed')", name="admission_is_known"),
        CheckConstraint("capacity >= 0", name="capacity_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(6))
    number: Mapped[int]
    guid: Mapped[str] = mapped_column(String(36))
    series: Mapped[str] = mapped_column(String(60), default="")
    kind: Mapped[str] = mapped_column(String(20), default="talk")
    language: Mapped[str] = mapped_column(String(10), default="")
    title_de: Mapped[str] = mapped_column(String(500))
    title_en: Mapped[str] = mapped_column(String(500), default="")
    subtitle_de: Mapped[str] = mapped_column(String(500), default="")
    subtitle_en: Mapped[str] = mapped_column(String(500), default="")
    abstract_de: Mapped[str] = mapped_column(Text, default="")
    abstract_en: Mapped[str] = mapped_column(Text, default="")
    description_de: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    organisation: Mapped[str] = mapped_column(String(300), default="")
    links: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_scheduled: Mapped[bool] = mapped_column(default=True)
    is_cancelled: Mapped[bool] = mapped_column(default=False)
    delay_minutes: Mapped[int] = mapped_column(default=0)
    admission: Mapped[str] = mapped_column(String(10), default="open")
    capacity: Mapped[int] = mapped_column(default=0)
    sign_up_opens_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sign_up_closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    question_de: Mapped[str] = mapped_column(String(300), default="")
    question_en: Mapped[str] = mapped_column(String(300), default="")
    source: Mapped[str] = mapped_column(String(60), default="")
    source_keys: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    hand_fields: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)

    place: Mapped[Place | None] = relationship(lazy="raise")
    theme: Mapped[Theme | None] = relationship(lazy="raise")
    speaking: Mapped[list[SessionSpeaker]] = relationship(
        order_by=SessionSpeaker.position,
        cascade="all, delete-orphan",
        lazy="raise",
    )
    exhibiting: Mapped[list[SessionExhibitor]] = relationship(
        order_by=SessionExhibitor.position,
        cascade="all, delete-orphan",
        lazy="raise",
    )


class Release(Entity):
    """One published state: the :class:`Programme` value as one JSON document, never changed again."""

    __tablename__ = "release"
    __table_args__ = (
        UniqueConstraint("fair_id", "number"),
        CheckConstraint("number > 0", name="number_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    number: Mapped[int]
    released_at: Mapped[datetime] = mapped_column(UtcDateTime)
    comment: Mapped[str] = mapped_column(Text, default="")
    comment_en: Mapped[str] = mapped_column(Text, default="")
    override_reason: Mapped[str] = mapped_column(Text, default="")
    document: Mapped[str] = mapped_column(Text)


class PlannedRelease(Entity):
    """A release that is made by the worker at its time. ``document`` is the programme as whoever planned it saw it;
    ``codes`` are the sessions it was limited to (none: all of it); ``based_on`` the release that stood then.

    ``state``: planned, done (``made`` is the number of what came of it), refused (``error`` says why), withdrawn."""

    __tablename__ = "planned_release"
    __table_args__ = (
        CheckConstraint("state IN ('planned', 'done', 'refused', 'withdrawn')", name="state_is_known"),
        Index("ix_planned_release_state_due_at", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    planned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    comment: Mapped[str] = mapped_column(Text, default="")
    comment_en: Mapped[str] = mapped_column(Text, default="")
    override_reason: Mapped[str] = mapped_column(Text, default="")
    is_sure: Mapped[bool] = mapped_column(default=False)
    codes: Mapped[list[str]] = mapped_column(JSON, default=list)
    based_on: Mapped[int] = mapped_column(default=0)
    document: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="planned")
    made: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(Text, default="")


class Availability(Entity):
    """When a place or a speaker can be had. Whoever has no row can be had at any time."""

    __tablename__ = "availability"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("(place_id IS NULL) <> (speaker_id IS NULL)", name="of_a_place_or_a_speaker"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id", ondelete="CASCADE"), index=True)
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Blocker(Entity):
    """Time at a place (None: at all of them) that is kept free: building up, a rehearsal, cleaning. Only the office
    sees it. ``handle`` is a value of chance that is no other's, ever: by it the journal knows one that was deleted."""

    __tablename__ = "blocker"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("title <> ''", name="has_a_title"),
        CheckConstraint("version > 0", name="version_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    handle: Mapped[str] = mapped_column(String(22), unique=True, default=_fresh_handle)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    place: Mapped[Place | None] = relationship(lazy="raise")
