"""blocked times are known again

Revision ID: 019
Revises: 018
"""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "019"
down_revision = "018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("blocker") as batch:
        batch.add_column(sa.Column("handle", sa.String(22), nullable=False, server_default=""))
    _give_handles()
    with op.batch_alter_table("blocker") as batch:
        batch.alter_column("handle", server_default=None)
        batch.create_unique_constraint(op.f("uq_blocker_handle"), ["handle"])


def _give_handles() -> None:
    """Each a value of chance of its own."""
    blocker = sa.table("blocker", sa.column("id"), sa.column("handle"))
    connection = op.get_bind()
    for row_id in connection.scalars(sa.select(blocker.c.id)).all():
        connection.execute(blocker.update().where(blocker.c.id == row_id).values(handle=secrets.token_urlsafe(16)))


def downgrade() -> None:
    with op.batch_alter_table("blocker") as batch:
        batch.drop_constraint(op.f("uq_blocker_handle"), type_="unique")
        batch.drop_column("handle")
