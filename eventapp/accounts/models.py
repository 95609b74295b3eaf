"""People who sign in, what they prove themselves with, and the sign-ins that are open.

No row opens a door: codes, links and sign-ins are stored as hashes only, a passkey as its public half.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, exists
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from eventapp.database import Entity, UtcDateTime

HASH = 64
"""Characters of a SHA-256 in hexadecimal digits."""


class Passkey(Entity):
    """The public half of a key that lies in somebody's device; both its name and the half are base64url."""

    __tablename__ = "passkey"
    __table_args__ = (CheckConstraint("name <> ''", name="has_a_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    credential: Mapped[str] = mapped_column(String(1400), unique=True)
    public_key: Mapped[str] = mapped_column(String(4000))
    uses: Mapped[int] = mapped_column(default=0)
    """The device's own counter; many stay at nought."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship(back_populates="passkeys")


class Person(Entity):
    """Somebody with an account. ``email`` is lower-case; ``handle`` names them to their passkeys and tells nothing.

    ``invited_at`` is when the last invitation went out, ``signed_in_at`` when they were last there.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("email = lower(email) AND email <> ''", name="email_is_lower_case"),
        CheckConstraint("name <> ''", name="has_a_name"),
        CheckConstraint("language IN ('de', 'en')", name="speaks_a_language_of_ours"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2))
    is_organiser: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    handle: Mapped[str] = mapped_column(String(32), unique=True, default=lambda: secrets.token_hex(16))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    invited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    signed_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    has_passkey: Mapped[bool] = column_property(
        exists().where(Passkey.person_id == id).correlate_except(Passkey)  # noqa: A003 -- the column above
    )
    passkeys: Mapped[list[Passkey]] = relationship(
        back_populates="person", cascade="all, delete-orphan", passive_deletes=True, order_by=Passkey.id
    )

    @property
    def needs_passkey(self) -> bool:
        """Who opens the office should not depend on a mailbox."""
        return self.is_organiser and not self.has_passkey


class Challenge(Entity):
    """What one browser was asked to answer: the code of a mail, or the signature of a passkey.

    It is found by the hash of a secret that only that browser has, and nobody's (``person_id`` empty) where an
    unknown address was typed in, so that guessing tells nothing. ``answer`` is the hash of secret and code.
    """

    __tablename__ = "challenge"
    __table_args__ = (CheckConstraint("misses >= 0", name="misses_count"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    browser: Mapped[str] = mapped_column(String(HASH), unique=True)
    answer: Mapped[str] = mapped_column(String(HASH), default="")
    misses: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class SignInLink(Entity):
    """A link in a mail that leads to a page with a button; it works once."""

    __tablename__ = "sign_in_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    token: Mapped[str] = mapped_column(String(HASH), unique=True)
    purpose: Mapped[str] = mapped_column(String(20))
    leads_to: Mapped[str] = mapped_column(String(500))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship()


class SignIn(Entity):
    """An open sign-in of one browser; without this row its cookie opens nothing."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(HASH), unique=True)
    device: Mapped[str] = mapped_column(String(80))
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    person: Mapped[Person] = relationship()
