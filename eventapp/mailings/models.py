"""A mail that the office writes once and many get."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from eventapp.database import Entity, UtcDateTime


class Mailing(Entity):
    """``audience`` names who gets it; ``number`` is how many mails were posted when it was sent. Once sent it is never
    changed again; the mails themselves are rows of the outbox with keys that begin ``mailing:<id>:``."""

    __tablename__ = "mailing"
    __table_args__ = (
        CheckConstraint("name <> ''", name="has_a_name"),
        CheckConstraint("number >= 0", name="number_counts"),
        CheckConstraint("version > 0", name="version_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    subject_de: Mapped[str] = mapped_column(String(200), default="")
    subject_en: Mapped[str] = mapped_column(String(200), default="")
    text_de: Mapped[str] = mapped_column(Text, default="")
    text_en: Mapped[str] = mapped_column(Text, default="")
    audience: Mapped[str] = mapped_column(String(100), default="")
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    number: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
