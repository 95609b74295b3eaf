"""uploads

Revision ID: 010
Revises: 009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "010"
down_revision = "009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("is_transparent", sa.Boolean(), nullable=False),
        sa.Column("light", sa.Integer(), nullable=False),
        sa.Column("dark", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unused_since", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('image', 'file')", name=op.f("ck_upload_kind_is_known")),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_upload_digest_is_whole")),
        sa.CheckConstraint("(width > 0 AND height > 0) OR kind = 'file'", name=op.f("ck_upload_pictures_have_a_size")),
        sa.CheckConstraint("size > 0", name=op.f("ck_upload_has_content")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sa.UniqueConstraint("digest", name=op.f("uq_upload_digest")),
    )


def downgrade() -> None:
    op.drop_table("upload")
