"""the joint stand: its plan, its areas, who stands where

Revision ID: 013
Revises: 012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "013"
down_revision = "012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("name_de", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("where_de", sa.String(length=300), nullable=False),
        sa.Column("where_en", sa.String(length=300), nullable=False),
        sa.Column("outline", sa.JSON(), nullable=False),
        sa.Column("background", sa.String(length=64), nullable=False),
        sa.Column("background_x", sa.Integer(), nullable=False),
        sa.Column("background_y", sa.Integer(), nullable=False),
        sa.Column("background_width", sa.Integer(), nullable=False),
        sa.Column("published", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name_de <> ''", name=op.f("ck_stand_has_a_name")),
        sa.CheckConstraint("version > 0", name=op.f("ck_stand_version_counts")),
        sa.CheckConstraint("published >= 0", name=op.f("ck_stand_published_counts")),
        sa.CheckConstraint("background_width > 0", name=op.f("ck_stand_background_has_a_size")),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_stand_fair_id_fair"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand")),
        sa.UniqueConstraint("fair_id", name=op.f("uq_stand_fair_id")),
    )
    op.create_table(
        "stand_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stand_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=8), nullable=False),
        sa.Column("name_de", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("supply_kw", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('counter', 'island', 'stage', 'storage', 'meeting')", name=op.f("ck_stand_area_kind_is_known")
        ),
        sa.CheckConstraint("number <> ''", name=op.f("ck_stand_area_has_a_number")),
        sa.CheckConstraint("supply_kw >= 0", name=op.f("ck_stand_area_supply_counts")),
        sa.CheckConstraint("version > 0", name=op.f("ck_stand_area_version_counts")),
        sa.ForeignKeyConstraint(
            ["stand_id"], ["stand.id"], name=op.f("fk_stand_area_stand_id_stand"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_area")),
        sa.UniqueConstraint("stand_id", "number", name=op.f("uq_stand_area_stand_id_number")),
    )
    op.create_table(
        "stand_area_number",
        sa.Column("stand_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=8), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stand_id"], ["stand.id"], name=op.f("fk_stand_area_number_stand_id_stand"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["area_id"], ["stand_area.id"], name=op.f("fk_stand_area_number_area_id_stand_area"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("stand_id", "number", name=op.f("pk_stand_area_number")),
    )
    op.create_index(op.f("ix_stand_area_number_area_id"), "stand_area_number", ["area_id"])
    op.create_table(
        "stand_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stand_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("label_de", sa.String(length=100), nullable=False),
        sa.Column("label_en", sa.String(length=100), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("kw", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('aisle', 'step_free', 'power', 'network', 'entrance', 'exit', 'info', 'quiet', 'toilet')",
            name=op.f("ck_stand_mark_kind_is_known"),
        ),
        sa.CheckConstraint("kw >= 0", name=op.f("ck_stand_mark_power_counts")),
        sa.CheckConstraint("version > 0", name=op.f("ck_stand_mark_version_counts")),
        sa.ForeignKeyConstraint(
            ["stand_id"], ["stand.id"], name=op.f("fk_stand_mark_stand_id_stand"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_mark")),
    )
    op.create_index(op.f("ix_stand_mark_stand_id"), "stand_mark", ["stand_id"])
    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("exhibitor_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["area_id"], ["stand_area.id"], name=op.f("fk_placement_area_id_stand_area"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_placement_exhibitor_id_exhibitor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_placement_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("area_id", "entry_id", name=op.f("uq_placement_area_id_entry_id")),
    )
    op.create_index(op.f("ix_placement_exhibitor_id"), "placement", ["exhibitor_id"])
    op.create_index(op.f("ix_placement_entry_id"), "placement", ["entry_id"])
    op.create_index(
        "uq_placement_by_itself",
        "placement",
        ["area_id", "exhibitor_id"],
        unique=True,
        sqlite_where=sa.text("entry_id IS NULL"),
        postgresql_where=sa.text("entry_id IS NULL"),
    )
    op.create_table(
        "place_on_stand",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_place_on_stand_place_id_place"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["area_id"], ["stand_area.id"], name=op.f("fk_place_on_stand_area_id_stand_area"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("place_id", name=op.f("pk_place_on_stand")),
    )
    op.create_index(op.f("ix_place_on_stand_area_id"), "place_on_stand", ["area_id"])
    op.create_table(
        "published_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_published_plan_number_counts")),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_published_plan_fair_id_fair"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_plan")),
        sa.UniqueConstraint("fair_id", "number", name=op.f("uq_published_plan_fair_id_number")),
    )


def downgrade() -> None:
    for table in ("published_plan", "place_on_stand", "placement", "stand_mark"):
        op.drop_table(table)
    for table in ("stand_area_number", "stand_area", "stand"):
        op.drop_table(table)
