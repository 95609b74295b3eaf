"""who brought a speaker

Revision ID: 002
Revises: 001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None

# Who speaks in sessions of imports only was brought by one; who speaks in one made by hand is left to the hand.
FROM_SESSIONS = """
UPDATE speaker SET source = COALESCE(
    (SELECT MIN(conference_session.source)
     FROM session_speaker JOIN conference_session ON conference_session.id = session_speaker.session_id
     WHERE session_speaker.speaker_id = speaker.id), '')
"""


def checks() -> tuple[sa.CheckConstraint, ...]:
    """SQLite's table is rebuilt, and its checks are not read from the old one."""
    return (sa.CheckConstraint("name <> ''", name=op.f("ck_speaker_has_a_name")),)


def upgrade() -> None:
    with op.batch_alter_table("speaker", table_args=checks()) as batch:
        batch.add_column(sa.Column("source", sa.String(length=60), nullable=False, server_default=""))
    op.execute(FROM_SESSIONS)
    with op.batch_alter_table("speaker", table_args=checks()) as batch:
        batch.alter_column("source", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("speaker", table_args=checks()) as batch:
        batch.drop_column("source")
