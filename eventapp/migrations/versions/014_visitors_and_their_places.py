"""visitors and their places in sessions

Revision ID: 014
Revises: 013
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "014"
down_revision = "013"
branch_labels = None
depends_on = None

CHECKS = {
    "place": {"capacity_counts": "capacity >= 0"},
    "conference_session": {
        "admission_is_known": "admission IN ('open', 'sign_up', 'closed')",
        "capacity_counts": "capacity >= 0",
    },
}
FILLINGS: dict[str, dict[str, tuple[Any, Any]]] = {
    "place": {"capacity": (sa.Integer(), "0")},
    "conference_session": {
        "admission": (sa.String(length=10), "open"),
        "capacity": (sa.Integer(), "0"),
        "sign_up_opens_at": (sa.DateTime(timezone=True), None),
        "sign_up_closes_at": (sa.DateTime(timezone=True), None),
        "question_de": (sa.String(length=300), ""),
        "question_en": (sa.String(length=300), ""),
    },
}
"""By table and name the kind of column and what stands in it for the rows there are (None: nothing, and it may)."""
TABLES = (
    *("door_act", "star", "sign_up", "allotment", "door_link", "visitor", "sign_up_settings", "unwanted_address"),
)


def upgrade() -> None:
    for table, columns in FILLINGS.items():
        with op.batch_alter_table(table) as batch:
            for name, (kind, filling) in columns.items():
                batch.add_column(sa.Column(name, kind, nullable=filling is None, server_default=filling))
        with op.batch_alter_table(table) as batch:
            for name, (_kind, filling) in columns.items():
                if filling is not None:
                    batch.alter_column(name, server_default=None)
            for name, rule in CHECKS[table].items():
                batch.create_check_constraint(op.f(f"ck_{table}_{name}"), rule)
    _create_visitors()
    _create_doors()
    _create_sign_ups()


def _create_visitors() -> None:
    op.create_table(
        "visitor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("handle", sa.String(length=22), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("feed_generation", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "email_confirmed_at IS NULL OR email <> ''", name=op.f("ck_visitor_what_is_confirmed_is_there")
        ),
        sa.CheckConstraint("feed_generation > 0", name=op.f("ck_visitor_feed_generation_counts")),
        sa.CheckConstraint("generation > 0", name=op.f("ck_visitor_generation_counts")),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_visitor_fair_id_fair"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitor")),
        sa.UniqueConstraint("handle", name=op.f("uq_visitor_handle")),
    )
    op.create_index(op.f("ix_visitor_email"), "visitor", ["email"])
    op.create_index(
        "uq_visitor_fair_id_email",
        "visitor",
        ["fair_id", "email"],
        unique=True,
        sqlite_where=sa.text("email_confirmed_at IS NOT NULL"),
        postgresql_where=sa.text("email_confirmed_at IS NOT NULL"),
    )
    op.create_table(
        "star",
        sa.Column("visitor_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("is_set", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("revision > 0", name=op.f("ck_star_revision_counts")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["conference_session.id"],
            name=op.f("fk_star_session_id_conference_session"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["visitor_id"], ["visitor.id"], name=op.f("fk_star_visitor_id_visitor"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visitor_id", "session_id", name=op.f("pk_star")),
    )
    op.create_index(op.f("ix_star_session_id"), "star", ["session_id"])
    op.create_table(
        "unwanted_address",
        sa.Column("print", sa.String(length=64), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("print", name=op.f("pk_unwanted_address")),
    )


def _create_doors() -> None:
    op.create_table(
        "door_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("handle", sa.String(length=22), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("missing_since", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_door_link_has_a_name")),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_door_link_fair_id_fair"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_door_link_place_id_place"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door_link")),
        sa.UniqueConstraint("handle", name=op.f("uq_door_link_handle")),
    )
    op.create_index(op.f("ix_door_link_fair_id"), "door_link", ["fair_id"])


def _create_sign_ups() -> None:
    op.create_table(
        "sign_up_settings",
        sa.Column("fair_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("overlap", sa.String(length=10), nullable=False),
        sa.Column("shows", sa.String(length=10), nullable=False),
        sa.Column("offer_hours", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("overlap IN ('allow', 'warn', 'refuse')", name=op.f("ck_sign_up_settings_overlap_is_known")),
        sa.CheckConstraint("shows IN ('numbers', 'words')", name=op.f("ck_sign_up_settings_shows_is_known")),
        sa.CheckConstraint("offer_hours > 0", name=op.f("ck_sign_up_settings_offer_takes_time")),
        sa.CheckConstraint("version > 0", name=op.f("ck_sign_up_settings_version_counts")),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_sign_up_settings_fair_id_fair"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fair_id", name=op.f("pk_sign_up_settings")),
    )
    op.create_table(
        "allotment",
        sa.Column("session_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("next_turn", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity >= 0", name=op.f("ck_allotment_capacity_counts")),
        sa.CheckConstraint("extra >= 0", name=op.f("ck_allotment_extra_counts")),
        sa.CheckConstraint("next_turn > 0", name=op.f("ck_allotment_turn_counts")),
        sa.CheckConstraint("taken >= 0 AND taken <= capacity + extra", name=op.f("ck_allotment_never_over_capacity")),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_allotment_fair_id_fair"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["conference_session.id"],
            name=op.f("fk_allotment_session_id_conference_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_allotment")),
    )
    op.create_index(op.f("ix_allotment_fair_id"), "allotment", ["fair_id"])
    op.create_table(
        "sign_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("visitor_id", sa.Integer(), nullable=True),
        sa.Column("handle", sa.String(length=22), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("offered_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("is_forced", sa.Boolean(), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("came_through", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=True),
        sa.CheckConstraint("(state = 'held') = (held_until IS NOT NULL)", name=op.f("ck_sign_up_held_until_a_time")),
        sa.CheckConstraint(
            "(state = 'offered') = (offered_until IS NOT NULL)", name=op.f("ck_sign_up_offered_until_a_time")
        ),
        sa.CheckConstraint("turn IS NOT NULL OR state <> 'waiting'", name=op.f("ck_sign_up_who_waits_has_a_turn")),
        sa.CheckConstraint(
            "state IN ('held', 'asked', 'confirmed', 'offered', 'waiting', 'given_back', 'lapsed', 'removed')",
            name=op.f("ck_sign_up_state_is_known"),
        ),
        sa.CheckConstraint("length(code) = 6", name=op.f("ck_sign_up_code_of_six")),
        sa.CheckConstraint("revision > 0", name=op.f("ck_sign_up_revision_counts")),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_sign_up_fair_id_fair"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["conference_session.id"],
            name=op.f("fk_sign_up_session_id_conference_session"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["visitor_id"], ["visitor.id"], name=op.f("fk_sign_up_visitor_id_visitor"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up")),
        sa.UniqueConstraint("fair_id", "code", name=op.f("uq_sign_up_fair_id_code")),
        sa.UniqueConstraint("handle", name=op.f("uq_sign_up_handle")),
    )
    op.create_index(op.f("ix_sign_up_held_until"), "sign_up", ["held_until"])
    op.create_index(op.f("ix_sign_up_offered_until"), "sign_up", ["offered_until"])
    op.create_index("ix_sign_up_queue", "sign_up", ["session_id", "state", "turn"])
    op.create_index(op.f("ix_sign_up_visitor_id"), "sign_up", ["visitor_id"])
    op.create_index(
        "uq_sign_up_key",
        "sign_up",
        ["key"],
        unique=True,
        sqlite_where=sa.text("key IS NOT NULL"),
        postgresql_where=sa.text("key IS NOT NULL"),
    )
    op.create_index(
        "uq_sign_up_one_each",
        "sign_up",
        ["session_id", "visitor_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('held', 'asked', 'confirmed', 'offered', 'waiting')"),
        postgresql_where=sa.text("state IN ('held', 'asked', 'confirmed', 'offered', 'waiting')"),
    )
    op.create_table(
        "door_act",
        sa.Column("nonce", sa.String(length=40), nullable=False),
        sa.Column("door_id", sa.Integer(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("sign_up_id", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("was", sa.String(length=12), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("step IN (-1, 0, 1)", name=op.f("ck_door_act_one_at_a_time")),
        sa.ForeignKeyConstraint(
            ["door_id"], ["door_link.id"], name=op.f("fk_door_act_door_id_door_link"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["conference_session.id"],
            name=op.f("fk_door_act_session_id_conference_session"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sign_up_id"], ["sign_up.id"], name=op.f("fk_door_act_sign_up_id_sign_up"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("nonce", name=op.f("pk_door_act")),
    )
    op.create_index(op.f("ix_door_act_door_id"), "door_act", ["door_id"])
    op.create_index(op.f("ix_door_act_session_id"), "door_act", ["session_id"])
    op.create_index(op.f("ix_door_act_sign_up_id"), "door_act", ["sign_up_id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    for table, columns in FILLINGS.items():
        with op.batch_alter_table(table) as batch:
            for name in CHECKS[table]:
                batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
            for name in columns:
                batch.drop_column(name)
