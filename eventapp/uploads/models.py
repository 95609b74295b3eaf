"""One row for every picture or file that was handed in; the bytes lie below ``UPLOAD_FOLDER``, named by hash."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from eventapp.database import Entity, UtcDateTime


class Upload(Entity):
    """``digest`` is the SHA-256 of the bytes as they were handed in. ``parts`` names the files that lie on disk by
    size or as ``"original"``, each with its hash: ``{"320": {"width": …, "height": …, "bytes": …, "sha256": …}}``.

    ``light`` and ``dark``: hundredths of what can be seen of a transparent picture that vanish on white, on black.
    ``name`` is what the file was called; it is shown to whoever handed it in and is never part of a path.
    ``unused_since``: when it was first found that nothing refers to it.
    """

    __tablename__ = "upload"
    __table_args__ = (
        CheckConstraint("kind IN ('image', 'file')", name="kind_is_known"),
        CheckConstraint("length(digest) = 64", name="digest_is_whole"),
        CheckConstraint("(width > 0 AND height > 0) OR kind = 'file'", name="pictures_have_a_size"),
        CheckConstraint("size > 0", name="has_content"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    media_type: Mapped[str] = mapped_column(String(40))
    width: Mapped[int] = mapped_column(default=0)
    height: Mapped[int] = mapped_column(default=0)
    is_transparent: Mapped[bool] = mapped_column(default=False)
    light: Mapped[int] = mapped_column(default=0)
    dark: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(200), default="")
    size: Mapped[int]
    parts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    unused_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
