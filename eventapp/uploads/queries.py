"""Reading uploads."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from eventapp.database import db
from eventapp.uploads.models import Upload
from eventapp.uploads.value import Picture


def find_upload(digest: str) -> Upload | None:
    return db.session.scalar(select(Upload).where(Upload.digest == digest))


def all_uploads() -> list[Upload]:
    return list(db.session.scalars(select(Upload).order_by(Upload.id)))


def pictures_of(digests: Iterable[str]) -> dict[str, Picture]:
    """Several pictures with one query, by digest; what is no picture is left out."""
    asked = sorted(set(digests))
    if not asked:
        return {}
    wanted = select(Upload).where(Upload.digest.in_(asked), Upload.kind == "image")
    return {row.digest: picture_of(row) for row in db.session.scalars(wanted)}


def picture_of(upload: Upload) -> Picture:
    return Picture(upload.digest, upload.width, upload.height, upload.is_transparent, upload.light, upload.dark)
