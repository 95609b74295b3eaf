"""planning and releasing

Revision ID: 017
Revises: 016
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "017"
down_revision = "016"
branch_labels = None
depends_on = None

SPEAKER_CHECKS = {
    "portrait_consent_is_known": "portrait_consent IN ('unknown', 'given', 'withdrawn')",
    "generation_counts": "generation > 0",
    "withdrawals_count": "withdrawals >= 0",
}
NEW_OF_SPEAKERS: dict[str, tuple[Any, str]] = {
    "email": (sa.String(254), ""),
    "language": (sa.String(2), "de"),
    "handle": (sa.String(22), ""),
    "generation": (sa.Integer(), "1"),
    "withdrawals": (sa.Integer(), "0"),
    "portrait": (sa.String(64), ""),
    "portrait_alt_de": (sa.String(300), ""),
    "portrait_alt_en": (sa.String(300), ""),
    "portrait_consent": (sa.String(20), "unknown"),
    "portrait_rights": (sa.String(20), ""),
}
MOMENTS_OF_SPEAKERS = ("link_sent_at", "completed_at", "portrait_rights_at")


def upgrade() -> None:
    _add("place", "changeover_minutes", sa.Integer(), "0", {"changeover_counts": "changeover_minutes >= 0"})
    _add("conference_session", "is_scheduled", sa.Boolean(), sa.true())
    _add("release", "comment_en", sa.Text(), "")
    _add("fair", "is_archived", sa.Boolean(), sa.false())
    with op.batch_alter_table("speaker") as batch:
        for name, (kind, default) in NEW_OF_SPEAKERS.items():
            batch.add_column(sa.Column(name, kind, nullable=False, server_default=default))
        batch.add_column(sa.Column("portrait_consent_on", sa.Date(), nullable=True))
        for name in MOMENTS_OF_SPEAKERS:
            batch.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    _give_handles()
    with op.batch_alter_table("speaker") as batch:
        batch.create_unique_constraint(op.f("uq_speaker_handle"), ["handle"])
        for name in NEW_OF_SPEAKERS:
            batch.alter_column(name, server_default=None)
        for name, rule in SPEAKER_CHECKS.items():
            batch.create_check_constraint(op.f(f"ck_speaker_{name}"), rule)
    with op.batch_alter_table("journal_entry") as batch:
        batch.add_column(sa.Column("reversal", sa.JSON(none_as_null=True), nullable=True))
        batch.add_column(sa.Column("undone_by", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("act", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_journal_entry_undone_by_journal_entry"),
            "journal_entry",
            ["undone_by"],
            ["id"],
            ondelete="SET NULL",
        )
        batch.create_index(op.f("ix_journal_entry_undone_by"), ["undone_by"])
        batch.create_index(op.f("ix_journal_entry_act"), ["act"])
    _create_tables()


def _give_handles() -> None:
    """Each speaker a value of chance of its own, and the first generation of its links that follows from it."""
    speaker = sa.table("speaker", sa.column("id"), sa.column("handle"), sa.column("generation"))
    connection = op.get_bind()
    for row_id in connection.scalars(sa.select(speaker.c.id)).all():
        handle = secrets.token_urlsafe(16)
        first = int.from_bytes(hashlib.sha256(handle.encode()).digest()[:4]) // 4 + 1
        connection.execute(speaker.update().where(speaker.c.id == row_id).values(handle=handle, generation=first))


def _add(table: str, name: str, kind: Any, default: Any, checks: dict[str, str] | None = None) -> None:
    with op.batch_alter_table(table) as batch:
        batch.add_column(sa.Column(name, kind, nullable=False, server_default=default))
    with op.batch_alter_table(table) as batch:
        batch.alter_column(name, server_default=None)
        for check, rule in (checks or {}).items():
            batch.create_check_constraint(op.f(f"ck_{table}_{check}"), rule)


def _create_tables() -> None:
    op.create_table(
        "planned_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("comment_en", sa.Text(), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=False),
        sa.Column("is_sure", sa.Boolean(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('planned', 'done', 'refused', 'withdrawn')", name=op.f("ck_planned_release_state_is_known")
        ),
        _to("planned_release", "fair_id", "fair", "CASCADE"),
        _to("planned_release", "by", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_release")),
    )
    op.create_index(op.f("ix_planned_release_fair_id"), "planned_release", ["fair_id"])
    op.create_index(op.f("ix_planned_release_by"), "planned_release", ["by"])
    op.create_index("ix_planned_release_state_due_at", "planned_release", ["state", "due_at"])
    op.create_table(
        "availability",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_availability_ends_after_start")),
        sa.CheckConstraint(
            "(place_id IS NULL) <> (speaker_id IS NULL)", name=op.f("ck_availability_of_a_place_or_a_speaker")
        ),
        _to("availability", "fair_id", "fair", "CASCADE"),
        _to("availability", "place_id", "place", "CASCADE"),
        _to("availability", "speaker_id", "speaker", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_availability")),
    )
    for name in ("fair_id", "place_id", "speaker_id"):
        op.create_index(op.f(f"ix_availability_{name}"), "availability", [name])
    op.create_table(
        "blocker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_blocker_ends_after_start")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_blocker_has_a_title")),
        sa.CheckConstraint("version > 0", name=op.f("ck_blocker_version_counts")),
        _to("blocker", "fair_id", "fair", "CASCADE"),
        _to("blocker", "place_id", "place", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocker")),
    )
    for name in ("fair_id", "place_id"):
        op.create_index(op.f(f"ix_blocker_{name}"), "blocker", [name])
    op.create_table(
        "mailing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("subject_de", sa.String(200), nullable=False),
        sa.Column("subject_en", sa.String(200), nullable=False),
        sa.Column("text_de", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(100), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_mailing_has_a_name")),
        sa.CheckConstraint("number >= 0", name=op.f("ck_mailing_number_counts")),
        sa.CheckConstraint("version > 0", name=op.f("ck_mailing_version_counts")),
        _to("mailing", "fair_id", "fair", "CASCADE"),
        _to("mailing", "sent_by", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailing")),
    )
    for name in ("fair_id", "sent_by"):
        op.create_index(op.f(f"ix_mailing_{name}"), "mailing", [name])
    op.create_table(
        "feed_reading",
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("family", sa.String(30), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reads", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reads >= unchanged AND unchanged >= 0", name=op.f("ck_feed_reading_reads_count")),
        _to("feed_reading", "fair_id", "fair", "CASCADE"),
        sa.PrimaryKeyConstraint("fair_id", "release", "family", "day", name=op.f("pk_feed_reading")),
    )


def _to(table: str, column: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete=ondelete
    )


def downgrade() -> None:
    for table in ("feed_reading", "mailing", "blocker", "availability", "planned_release"):
        op.drop_table(table)
    with op.batch_alter_table("journal_entry") as batch:
        batch.drop_index(op.f("ix_journal_entry_act"))
        batch.drop_index(op.f("ix_journal_entry_undone_by"))
        batch.drop_constraint(op.f("fk_journal_entry_undone_by_journal_entry"), type_="foreignkey")
        batch.drop_column("act")
        batch.drop_column("undone_by")
        batch.drop_column("reversal")
    with op.batch_alter_table("speaker") as batch:
        for name in SPEAKER_CHECKS:
            batch.drop_constraint(op.f(f"ck_speaker_{name}"), type_="check")
        batch.drop_constraint(op.f("uq_speaker_handle"), type_="unique")
        for name in ("portrait_consent_on", *MOMENTS_OF_SPEAKERS):
            batch.drop_column(name)
        for name in reversed(NEW_OF_SPEAKERS):
            batch.drop_column(name)
    for table, name in (("fair", "is_archived"), ("release", "comment_en"), ("conference_session", "is_scheduled")):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(name)
    with op.batch_alter_table("place") as batch:
        batch.drop_constraint(op.f("ck_place_changeover_counts"), type_="check")
        batch.drop_column("changeover_minutes")
