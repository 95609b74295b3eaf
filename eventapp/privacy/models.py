"""What is remembered of what was erased: a hash that names nobody, so that no old backup brings it back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from eventapp.database import Entity, UtcDateTime


class Tombstone(Entity):
    """``digest`` is the SHA-256 of the table's name and a value of chance that only that row had."""

    __tablename__ = "tombstone"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest_is_whole"),)

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    erased_at: Mapped[datetime] = mapped_column(UtcDateTime)
