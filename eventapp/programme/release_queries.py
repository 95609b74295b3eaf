"""What can be asked about releases beyond their values: what was said to each, by whom, and what is planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from eventapp.database import db, spend_connection
from eventapp.fair.models import Fair
from eventapp.i18n import Words
from eventapp.programme.models import Release


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a release: its number, when it was made, what was said to it in public, and why it was made
    in spite of clashes, for the office alone."""

    number: int
    released_at: datetime
    comment: Words
    override: str = ""


def comments_since(slug: str, number: int) -> list[Note]:
    """What was said to the releases after that one, the newest first; those without a word are left out."""
    wanted = select(Release.number, Release.released_at, Release.comment, Release.comment_en).join(Fair)
    wanted = wanted.where(Fair.slug == slug, Release.number > number, Release.comment != "")
    found = db.session.execute(wanted.order_by(Release.number.desc())).all()
    spend_connection()
    return [Note(row.number, row.released_at, Words(row.comment, row.comment_en)) for row in found]
