"""exhibitors of sessions

Revision ID: 012
Revises: 011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "012"
down_revision = "011"
branch_labels = None
depends_on = None

# Who proposed a session gives it.
FROM_PROPOSALS = """
INSERT INTO session_exhibitor (session_id, exhibitor_id, position)
SELECT DISTINCT conference_session.id, entry.exhibitor_id, 0
FROM entry JOIN conference_session
ON conference_session.fair_id = entry.fair_id AND conference_session.code = entry.session_code
"""


def upgrade() -> None:
    op.create_table(
        "session_exhibitor",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("exhibitor_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["conference_session.id"],
            name=op.f("fk_session_exhibitor_session_id_conference_session"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["exhibitor_id"],
            ["exhibitor.id"],
            name=op.f("fk_session_exhibitor_exhibitor_id_exhibitor"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", "exhibitor_id", name=op.f("pk_session_exhibitor")),
    )
    op.create_index(op.f("ix_session_exhibitor_exhibitor_id"), "session_exhibitor", ["exhibitor_id"])
    op.execute(FROM_PROPOSALS)


def downgrade() -> None:
    op.drop_table("session_exhibitor")
