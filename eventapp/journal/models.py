"""One row for each change that somebody made."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from eventapp.database import Entity, UtcDateTime


class JournalEntry(Entity):
    """``subject`` names the thing for programs (``session:4TK9QW``), ``name`` for people, as it was called then.

    ``by`` is None for what nobody did by hand (imports from the shell, jobs) and for people who are gone; ``role`` says
    what they were. ``differences`` holds ``{"field", "old", "new"}``, all text.

    ``reversal`` is what takes the change back (None: nothing does), in the words of the room that made it;
    ``undone_by`` is the entry that did. Everything that one transaction did and that can be taken back is one ``act``,
    called by the number of its first entry: it is taken back together.
    """

    __tablename__ = "journal_entry"
    __table_args__ = (
        CheckConstraint("kind <> ''", name="has_a_kind"),
        Index("ix_journal_entry_fair_id_at", "fair_id", "at"),
        Index("ix_journal_entry_subject", "fair_id", "subject"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    fair_id: Mapped[int | None] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    role: Mapped[str] = mapped_column(String(40), default="")
    kind: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(300), default="")
    differences: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    reversal: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    act: Mapped[int | None] = mapped_column(index=True)
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("journal_entry.id", ondelete="SET NULL"), index=True)
