"""links that were shown

Revision ID: 018
Revises: 017
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "018"
down_revision = "017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody wrote down who was shown a link so far, so that anybody may have one."""
    with op.batch_alter_table("speaker") as batch:
        batch.add_column(sa.Column("has_link", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("speaker") as batch:
        batch.alter_column("has_link", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("speaker") as batch:
        batch.drop_column("has_link")
