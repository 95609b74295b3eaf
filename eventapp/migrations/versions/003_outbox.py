"""the outbox and what the worker does at intervals

Revision ID: 003
Revises: 002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "003"
down_revision = "002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "outbox_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("to_address", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("filled_with", sa.JSON(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("next_try_at", moment, nullable=False),
        sa.Column("claim", sa.String(length=32), nullable=False),
        sa.Column("claimed_until", moment, nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("settled_at", moment, nullable=True),
        sa.Column("erased_at", moment, nullable=True),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'sending', 'sent', 'kept', 'failed', 'dropped')",
            name=op.f("ck_outbox_mail_known_state"),
        ),
        sa.CheckConstraint("language IN ('de', 'en')", name=op.f("ck_outbox_mail_known_language")),
        sa.CheckConstraint("key <> ''", name=op.f("ck_outbox_mail_has_a_key")),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_outbox_mail_attempts_count")),
        sa.CheckConstraint(
            "(state = 'sending') = (claimed_until IS NOT NULL)", name=op.f("ck_outbox_mail_claimed_while_sending")
        ),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_outbox_mail_fair_id_fair"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_mail")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_mail_key")),
    )
    with op.batch_alter_table("outbox_mail") as batch:
        batch.create_index("ix_outbox_mail_state_next_try_at", ["state", "next_try_at"])
        batch.create_index(batch.f("ix_outbox_mail_to_address"), ["to_address"])
        batch.create_index(batch.f("ix_outbox_mail_fair_id"), ["fair_id"])
    op.create_table(
        "worker_task",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("next_at", moment, nullable=False),
        sa.Column("claimed_until", moment, nullable=True),
        sa.Column("done_at", moment, nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_worker_task")),
    )


def downgrade() -> None:
    op.drop_table("worker_task")
    op.drop_table("outbox_mail")
