"""the journal knows people

Revision ID: 006
Revises: 005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "006"
down_revision = "005"
branch_labels = None
depends_on = None

NAME = "fk_journal_entry_by_person"


def checks() -> tuple[sa.CheckConstraint, ...]:
    """SQLite's table is rebuilt, and its checks are not read from the old one."""
    return (sa.CheckConstraint("kind <> ''", name=op.f("ck_journal_entry_has_a_kind")),)


def upgrade() -> None:
    with op.batch_alter_table("journal_entry", table_args=checks()) as batch:
        batch.create_foreign_key(op.f(NAME), "person", ["by"], ["id"], ondelete="SET NULL")


def downgrade() -> None:
    with op.batch_alter_table("journal_entry", table_args=checks()) as batch:
        batch.drop_constraint(op.f(NAME), type_="foreignkey")
