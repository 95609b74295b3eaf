"""The draft of the joint stand, and the plans that were published of it. Lengths are whole centimetres."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from eventapp.database import Entity, UtcDateTime

_BY_ITSELF = text("entry_id IS NULL")


class Stand(Entity):
    """One per fair. ``outline`` is a polygon, a list of pairs of x and y. ``background`` is the digest of an upload
    whose corner lies at ``background_x``/``_y`` and that is ``background_width`` wide. ``published`` is the number of
    the standing plan (0: none). ``version`` rises with every change of the row itself."""

    __tablename__ = "stand"
    __table_args__ = (
        CheckConstraint("name_de <> ''", name="has_a_name"),
        CheckConstraint("version > 0", name="version_counts"),
        CheckConstraint("published >= 0", name="published_counts"),
        CheckConstraint("background_width > 0", name="background_has_a_size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), unique=True)
    name_de: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    where_de: Mapped[str] = mapped_column(String(300), default="")
    where_en: Mapped[str] = mapped_column(String(300), default="")
    outline: Mapped[list[list[int]]] = mapped_column(JSON)
    background: Mapped[str] = mapped_column(String(64), default="")
    background_x: Mapped[int] = mapped_column(default=0)
    background_y: Mapped[int] = mapped_column(default=0)
    background_width: Mapped[int] = mapped_column(default=1_000)
    published: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)


class StandArea(Entity):
    """A part of the stand: a polygon with a number that is painted on the plan. ``supply_kw`` is what the office says
    it is supplied with; without it, the power points drawn in it count. ``removed_at``: taken off the plan; the row
    stays, so that its number goes to no other area and it can be brought back."""

    __tablename__ = "stand_area"
    __table_args__ = (
        UniqueConstraint("stand_id", "number"),
        CheckConstraint("kind IN ('counter', 'island', 'stage', 'storage', 'meeting')", name="kind_is_known"),
        CheckConstraint("number <> ''", name="has_a_number"),
        CheckConstraint("supply_kw >= 0", name="supply_counts"),
        CheckConstraint("version > 0", name="version_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stand_id: Mapped[int] = mapped_column(ForeignKey("stand.id", ondelete="CASCADE"))
    number: Mapped[str] = mapped_column(String(8))
    name_de: Mapped[str] = mapped_column(String(100), default="")
    name_en: Mapped[str] = mapped_column(String(100), default="")
    kind: Mapped[str] = mapped_column(String(20), default="counter")
    points: Mapped[list[list[int]]] = mapped_column(JSON)
    supply_kw: Mapped[int | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Text, default="")
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    version: Mapped[int] = mapped_column(default=1)


class AreaNumber(Entity):
    """Every number that was ever given on a stand, and to which area: it goes to no other."""

    __tablename__ = "stand_area_number"

    stand_id: Mapped[int] = mapped_column(ForeignKey("stand.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[str] = mapped_column(String(8), primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("stand_area.id", ondelete="CASCADE"), index=True)


class StandMark(Entity):
    """What is drawn besides areas: aisles, ways without steps, power and network points, entrances and the like."""

    __tablename__ = "stand_mark"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('aisle', 'step_free', 'power', 'network', 'entrance', 'exit', 'info', 'quiet', 'toilet')",
            name="kind_is_known",
        ),
        CheckConstraint("kw >= 0", name="power_counts"),
        CheckConstraint("version > 0", name="version_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stand_id: Mapped[int] = mapped_column(ForeignKey("stand.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    label_de: Mapped[str] = mapped_column(String(100), default="")
    label_en: Mapped[str] = mapped_column(String(100), default="")
    points: Mapped[list[list[int]]] = mapped_column(JSON)
    kw: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)


class Placement(Entity):
    """An exhibit on an area, or (without ``entry_id``) its exhibitor by itself. Several may share an area, one may
    stand on several."""

    __tablename__ = "placement"
    __table_args__ = (
        UniqueConstraint("area_id", "entry_id"),
        Index(
            "uq_placement_by_itself",
            "area_id",
            "exhibitor_id",
            unique=True,
            sqlite_where=_BY_ITSELF,
            postgresql_where=_BY_ITSELF,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("stand_area.id", ondelete="CASCADE"))
    exhibitor_id: Mapped[int] = mapped_column(ForeignKey("exhibitor.id", ondelete="CASCADE"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)


class PlaceOnStand(Entity):
    """Where a place of the programme lies: on that area, or (without one) somewhere else, on purpose. No row: nobody
    has said yet."""

    __tablename__ = "place_on_stand"

    place_id: Mapped[int] = mapped_column(ForeignKey("place.id", ondelete="CASCADE"), primary_key=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("stand_area.id", ondelete="CASCADE"), index=True)


class PublishedPlan(Entity):
    """One published state: the :class:`eventapp.stand.value.StandPlan` as one JSON document, never changed again."""

    __tablename__ = "published_plan"
    __table_args__ = (
        UniqueConstraint("fair_id", "number"),
        CheckConstraint("number > 0", name="number_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    number: Mapped[int]
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    comment: Mapped[str] = mapped_column(Text, default="")
    document: Mapped[str] = mapped_column(Text)
