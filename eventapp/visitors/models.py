"""Visitors without an account: whoever wants to keep something gets a private link, and no more is asked than that."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from eventapp.database import Entity, UtcDateTime
from eventapp.web.private_links import first_generation as first_generation

LONGEST_NAME = 120
_HAS_PROVED_IT = text("email_confirmed_at IS NOT NULL")


def _first_generation(context: Any) -> int:
    return first_generation(context.get_current_parameters()["handle"])


class Visitor(Entity):
    """Whoever keeps a programme of one fair. ``handle`` is a value of chance that is nobody else's, ever.
    ``generation`` shuts all links made before it rose, ``feed_generation`` those of the calendar; both begin at
    ``first_generation``. ``email`` is in small letters; nobody has shown that it is theirs before
    ``email_confirmed_at``. ``new_email`` is to take its place once somebody has shown the same of that."""

    __tablename__ = "visitor"
    __table_args__ = (
        Index(
            "uq_visitor_fair_id_email",
            "fair_id",
            "email",
            unique=True,
            sqlite_where=_HAS_PROVED_IT,
            postgresql_where=_HAS_PROVED_IT,
        ),
        CheckConstraint("email_confirmed_at IS NULL OR email <> ''", name="what_is_confirmed_is_there"),
        CheckConstraint(
            "(email_confirmed_at IS NOT NULL AND new_email_asked_at IS NOT NULL) OR new_email = ''",
            name="what_is_confirmed_is_changed",
        ),
        CheckConstraint("generation > 0", name="generation_counts"),
        CheckConstraint("feed_generation > 0", name="feed_generation_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    handle: Mapped[str] = mapped_column(String(22), unique=True)
    generation: Mapped[int] = mapped_column(default=_first_generation)
    feed_generation: Mapped[int] = mapped_column(default=_first_generation)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    email: Mapped[str] = mapped_column(String(254), default="", index=True)
    email_confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    new_email: Mapped[str] = mapped_column(String(254), default="")
    new_email_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    language: Mapped[str] = mapped_column(String(2), default="de")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def is_confirmed(self) -> bool:
        return self.email_confirmed_at is not None

    @property
    def was_shut(self) -> bool:
        """Whether links to the page that were given out once open nothing any more."""
        return self.generation != first_generation(self.handle)

    @property
    def claimed_email(self) -> str:
        """What a button in a mail has yet to confirm; empty if nothing."""
        return self.new_email or ("" if self.is_confirmed else self.email)


class KnownVisitor(NamedTuple):
    """What is needed of somebody with a confirmed address, read past the object mapper."""

    id: int
    fair_id: int
    generation: int
    name: str
    email: str
    language: str


class Star(Entity):
    """A session somebody wants to remember. Taken off, the row stays for the calendar: ``revision`` rises with every
    change of the star and of every sign-up there, ``changed_at`` by a second at least, so that an entry which comes
    back is newer than the one that went."""

    __tablename__ = "star"
    __table_args__ = (CheckConstraint("revision > 0", name="revision_counts"),)

    visitor_id: Mapped[int] = mapped_column(ForeignKey("visitor.id", ondelete="CASCADE"), primary_key=True)
    session_id: Mapped[int] = mapped_column(
        ForeignKey("conference_session.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    is_set: Mapped[bool] = mapped_column(default=True)
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class UnwantedAddress(Entity):
    """Somebody said "that was not me": no mail that nobody asked for goes there again. Of the address only a keyed
    print is kept, which cannot be turned back or tried without the key."""

    __tablename__ = "unwanted_address"

    print: Mapped[str] = mapped_column(String(64), primary_key=True)
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
