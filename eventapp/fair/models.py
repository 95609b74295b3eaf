"""One row per appearance at a fair."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column, object_session

from eventapp.database import Entity
from eventapp.web.versions import PUBLISHED


class Fair(Entity):
    """``profile`` is :class:`eventapp.fair.value.Profile` as one JSON document: written whole, read whole.
    ``draft`` holds what the office has written over it and not published, a JSON object of the fields that differ
    (:mod:`eventapp.fair.draft`); nothing public reads it.

    ``public_version`` rises with everything published; ``released`` is the number of the standing release (0: none).
    An archived fair is one whose pages stay and that nobody changes any more.
    ``uid_domain`` is fixed at creation, so that a new public address does not change any calendar entry's identity.
    """

    __tablename__ = "fair"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="days_in_order"),
        CheckConstraint("public_version >= 1", name="public_version_counts"),
        CheckConstraint("released >= 0", name="released_counts"),
        CheckConstraint("title_de <> ''", name="has_a_title"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    acronym: Mapped[str] = mapped_column(String(30), unique=True)
    title_de: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200), default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    uid_domain: Mapped[str] = mapped_column(String(200))
    profile: Mapped[str] = mapped_column(Text, default="{}")
    draft: Mapped[str | None] = mapped_column(Text)
    public_version: Mapped[int] = mapped_column(default=1)
    released: Mapped[int] = mapped_column(default=0)
    is_archived: Mapped[bool] = mapped_column(default=False)


@event.listens_for(Fair.public_version, "set")
def _note_publication(fair: Fair, *_values: object) -> None:
    session = object_session(fair)
    if session is not None:
        session.info[PUBLISHED] = True
