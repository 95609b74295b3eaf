"""what is due at a session stands in the row of its places

Revision ID: 015
Revises: 014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "015"
down_revision = "014"
branch_labels = None
depends_on = None

FILL = """
UPDATE allotment SET
waiting = (SELECT count(*) FROM sign_up WHERE sign_up.session_id = allotment.session_id AND sign_up.state = 'waiting'),
next_due_at = (
    SELECT min(coalesce(sign_up.held_until, sign_up.offered_until))
    FROM sign_up WHERE sign_up.session_id = allotment.session_id
)
"""


def upgrade() -> None:
    with op.batch_alter_table("allotment") as batch:
        batch.add_column(sa.Column("waiting", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("allotment") as batch:
        batch.alter_column("waiting", server_default=None)
        batch.create_check_constraint(op.f("ck_allotment_waiting_counts"), "waiting >= 0")
    op.execute(FILL)


def downgrade() -> None:
    with op.batch_alter_table("allotment") as batch:
        batch.drop_constraint(op.f("ck_allotment_waiting_counts"), type_="check")
        batch.drop_column("next_due_at")
        batch.drop_column("waiting")
