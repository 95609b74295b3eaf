"""programmes edited by hand

Revision ID: 008
Revises: 007
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "008"
down_revision = "007"
branch_labels = None
depends_on = None

CHECKS = {
    "place": {"version_counts": "version > 0"},
    "theme": {"version_counts": "version > 0"},
    "speaker": {
        "version_counts": "version > 0",
        "consent_is_known": "consent IN ('unknown', 'source', 'given', 'withdrawn')",
    },
    "conference_session": {"version_counts": "version > 0", "delay_counts": "delay_minutes >= 0"},
}


def new_columns(table: str) -> dict[str, tuple[Any, Any]]:
    """By name the kind of column and what stands in it for the rows there are (None: nothing, and it may)."""
    count, text = sa.Integer(), sa.String(length=20)
    name = sa.String(length=200)
    ground: dict[str, tuple[Any, Any]] = {
        "known_as": (name, ""),
        "is_hidden": (sa.Boolean(), sa.false()),
        "version": (count, "1"),
    }
    tables: dict[str, dict[str, tuple[Any, Any]]] = {
        "place": ground,
        "theme": ground,
        "speaker": {
            "consent": (text, "unknown"),
            "consent_on": (sa.Date(), None),
            "known_as": (name, ""),
            "hand_fields": (sa.JSON(), "{}"),
            "version": (count, "1"),
        },
        "conference_session": {
            "delay_minutes": (count, "0"),
            "hand_fields": (sa.JSON(), "{}"),
            "version": (count, "1"),
        },
    }
    return tables[table]


def upgrade() -> None:
    for table, rules in CHECKS.items():
        with op.batch_alter_table(table) as batch:
            for name, (kind, filling) in new_columns(table).items():
                batch.add_column(sa.Column(name, kind, nullable=filling is None, server_default=filling))
        with op.batch_alter_table(table) as batch:
            for name, (_kind, filling) in new_columns(table).items():
                if filling is not None:
                    batch.alter_column(name, server_default=None)
            for name, rule in rules.items():
                batch.create_check_constraint(op.f(f"ck_{table}_{name}"), rule)
    op.execute("UPDATE speaker SET consent = 'source' WHERE source <> ''")


def downgrade() -> None:
    for table, rules in CHECKS.items():
        with op.batch_alter_table(table) as batch:
            for name in rules:
                batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
            for name in new_columns(table):
                batch.drop_column(name)
