"""How often calendars read feeds: counts alone."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from eventapp.database import Entity, UtcDateTime


class FeedReading(Entity):
    """What one family of calendar programs read on one day while one release stood. ``unchanged`` of the ``reads`` were
    told that nothing had changed. No address, no token, nobody's name."""

    __tablename__ = "feed_reading"
    __table_args__ = (CheckConstraint("reads >= unchanged AND unchanged >= 0", name="reads_count"),)

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), primary_key=True)
    release: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    family: Mapped[str] = mapped_column(String(30), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    reads: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
