"""The tables of the outbox: the mails, and what the worker has done and will do at its intervals."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from eventapp.database import Entity, UtcDateTime

WAITING, SENDING, SENT, KEPT, FAILED, DROPPED = STATES = ("waiting", "sending", "sent", "kept", "failed", "dropped")
"""``kept``: "sent" into the demo's own letter box. ``failed``: given up, until somebody says resend. ``dropped``: no
longer wanted when its turn came."""


class OutboxMail(Entity):
    """One mail to one person. ``key`` names its cause, so that one cause never makes two mails.

    ``values`` fills the template when the mail is sent; ``subject``, ``text`` and ``html`` are what really went out.
    ``claim`` names the one try that may say how it ended; ``edition`` rises when somebody has it sent anew, so that a
    reader's mail program does not take the second for a copy of the first.
    """

    __tablename__ = "outbox_mail"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'sending', 'sent', 'kept', 'failed', 'dropped')", name="known_state"),
        CheckConstraint("language IN ('de', 'en')", name="known_language"),
        CheckConstraint("key <> ''", name="has_a_key"),
        CheckConstraint("attempts >= 0", name="attempts_count"),
        CheckConstraint("(state = 'sending') = (claimed_until IS NOT NULL)", name="claimed_while_sending"),
        Index("ix_outbox_mail_state_next_try_at", "state", "next_try_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(60))
    to_address: Mapped[str] = mapped_column(String(254), index=True)
    language: Mapped[str] = mapped_column(String(2))
    values: Mapped[dict[str, Any]] = mapped_column("filled_with", JSON)
    fair_id: Mapped[int | None] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(10), default=WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    edition: Mapped[int] = mapped_column(default=1)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime)
    claim: Mapped[str] = mapped_column(String(32), default="")
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    subject: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")


class WorkerTask(Entity):
    """What is done at intervals, by whichever worker comes first; the worker's heartbeat is one of them."""

    __tablename__ = "worker_task"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    next_at: Mapped[datetime] = mapped_column(UtcDateTime)
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str] = mapped_column(Text, default="")
