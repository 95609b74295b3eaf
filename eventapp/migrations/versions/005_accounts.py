"""people who sign in

Revision ID: 005
Revises: 004
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "005"
down_revision = "004"
branch_labels = None
depends_on = None

MADE = ("passkey", "challenge", "sign_in_link", "sign_in")
HASH = 64


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("is_organiser", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("handle", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("email = lower(email) AND email <> ''", name=op.f("ck_person_email_is_lower_case")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_person_has_a_name")),
        sa.CheckConstraint("language IN ('de', 'en')", name=op.f("ck_person_speaks_a_language_of_ours")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("handle", name=op.f("uq_person_handle")),
    )
    _table_of_a_person(
        "passkey",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("credential", sa.String(length=1400), nullable=False),
        sa.Column("public_key", sa.String(length=4000), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_passkey_has_a_name")),
        unique="credential",
    )
    _table_of_a_person(
        "challenge",
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("browser", sa.String(length=HASH), nullable=False),
        sa.Column("answer", sa.String(length=HASH), nullable=False),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("misses >= 0", name=op.f("ck_challenge_misses_count")),
        unique="browser",
        is_somebodys=False,
    )
    _table_of_a_person(
        "sign_in_link",
        sa.Column("token", sa.String(length=HASH), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("leads_to", sa.String(length=500), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        unique="token",
    )
    _table_of_a_person(
        "sign_in",
        sa.Column("key", sa.String(length=HASH), nullable=False),
        sa.Column("device", sa.String(length=80), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        unique="key",
    )
    for table in ("challenge", "sign_in_link"):
        op.create_index(op.f(f"ix_{table}_expires_at"), table, ["expires_at"])
    op.create_index(op.f("ix_sign_in_ends_at"), "sign_in", ["ends_at"])


def _table_of_a_person(
    name: str, *columns: sa.Column[Any] | sa.CheckConstraint, unique: str, is_somebodys: bool = True
) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=not is_somebodys),
        *columns,
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f(f"fk_{name}_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint(unique, name=op.f(f"uq_{name}_{unique}")),
    )
    op.create_index(op.f(f"ix_{name}_person_id"), name, ["person_id"])


def downgrade() -> None:
    for table in (*MADE, "person"):
        op.drop_table(table)
