"""changing an address that was confirmed

Revision ID: 016
Revises: 015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "016"
down_revision = "015"
branch_labels = None
depends_on = None

RULE = "(email_confirmed_at IS NOT NULL AND new_email_asked_at IS NOT NULL) OR new_email = ''"


def upgrade() -> None:
    with op.batch_alter_table("visitor") as batch:
        batch.add_column(sa.Column("new_email", sa.String(length=254), nullable=False, server_default=""))
        batch.add_column(sa.Column("new_email_asked_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("visitor") as batch:
        batch.alter_column("new_email", server_default=None)
        batch.create_check_constraint(op.f("ck_visitor_what_is_confirmed_is_changed"), RULE)


def downgrade() -> None:
    with op.batch_alter_table("visitor") as batch:
        batch.drop_constraint(op.f("ck_visitor_what_is_confirmed_is_changed"), type_="check")
        batch.drop_column("new_email_asked_at")
        batch.drop_column("new_email")
