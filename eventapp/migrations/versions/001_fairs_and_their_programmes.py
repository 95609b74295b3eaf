"""fairs and their programmes

Revision ID: 001
Revises: nothing
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("acronym", sa.String(length=30), nullable=False),
        sa.Column("title_de", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("uid_domain", sa.String(length=200), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("public_version", sa.Integer(), nullable=False),
        sa.Column("released", sa.Integer(), nullable=False),
        sa.CheckConstraint("title_de <> ''", name=op.f("ck_fair_has_a_title")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_fair_days_in_order")),
        sa.CheckConstraint("public_version >= 1", name=op.f("ck_fair_public_version_counts")),
        sa.CheckConstraint("released >= 0", name=op.f("ck_fair_released_counts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair")),
        sa.UniqueConstraint("acronym", name=op.f("uq_fair_acronym")),
        sa.UniqueConstraint("slug", name=op.f("uq_fair_slug")),
    )
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name_de", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("where_de", sa.String(length=300), nullable=False),
        sa.Column("where_en", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.CheckConstraint("name_de <> ''", name=op.f("ck_place_has_a_name")),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_place_fair_id_fair"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("fair_id", "slug", name=op.f("uq_place_fair_id_slug")),
    )
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_release_number_counts")),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_release_fair_id_fair"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("fair_id", "number", name=op.f("uq_release_fair_id_number")),
    )
    op.create_table(
        "speaker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("organisation", sa.String(length=300), nullable=False),
        sa.Column("biography_de", sa.Text(), nullable=False),
        sa.Column("biography_en", sa.Text(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_speaker_has_a_name")),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_speaker_fair_id_fair"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
        sa.UniqueConstraint("fair_id", "slug", name=op.f("uq_speaker_fair_id_slug")),
    )
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name_de", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("colour", sa.String(length=7), nullable=False),
        sa.Column("colour_dark", sa.String(length=7), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.CheckConstraint("name_de <> ''", name=op.f("ck_theme_has_a_name")),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_theme_fair_id_fair"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("fair_id", "slug", name=op.f("uq_theme_fair_id_slug")),
    )
    op.create_table(
        "conference_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("guid", sa.String(length=36), nullable=False),
        sa.Column("series", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("title_de", sa.String(length=500), nullable=False),
        sa.Column("title_en", sa.String(length=500), nullable=False),
        sa.Column("subtitle_de", sa.String(length=500), nullable=False),
        sa.Column("subtitle_en", sa.String(length=500), nullable=False),
        sa.Column("abstract_de", sa.Text(), nullable=False),
        sa.Column("abstract_en", sa.Text(), nullable=False),
        sa.Column("description_de", sa.Text(), nullable=False),
        sa.Column("description_en", sa.Text(), nullable=False),
        sa.Column("organisation", sa.String(length=300), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("source_keys", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('talk', 'panel', 'workshop', 'demonstration', 'tour', 'break', 'other')",
            name=op.f("ck_conference_session_kind_is_known"),
        ),
        sa.CheckConstraint("title_de <> ''", name=op.f("ck_conference_session_has_a_title")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_conference_session_ends_after_start")),
        sa.CheckConstraint("length(code) = 6", name=op.f("ck_conference_session_code_of_six")),
        sa.CheckConstraint("number > 0", name=op.f("ck_conference_session_number_counts")),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_conference_session_fair_id_fair"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_conference_session_place_id_place")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_conference_session_theme_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conference_session")),
        sa.UniqueConstraint("fair_id", "code", name=op.f("uq_conference_session_fair_id_code")),
        sa.UniqueConstraint("fair_id", "guid", name=op.f("uq_conference_session_fair_id_guid")),
        sa.UniqueConstraint("fair_id", "number", name=op.f("uq_conference_session_fair_id_number")),
    )
    op.create_table(
        "session_speaker",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["conference_session.id"],
            name=op.f("fk_session_speaker_session_id_conference_session"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_session_speaker_speaker_id_speaker"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", "speaker_id", name=op.f("pk_session_speaker")),
    )
    with op.batch_alter_table("session_speaker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_speaker_speaker_id"), ["speaker_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("session_speaker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_speaker_speaker_id"))

    op.drop_table("session_speaker")
    op.drop_table("conference_session")
    op.drop_table("theme")
    op.drop_table("speaker")
    op.drop_table("release")
    op.drop_table("place")
    op.drop_table("fair")
