"""What can be asked about releases beyond their values: what was said to each, by whom, and what is planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import defer

from eventapp.accounts.models import Person
from eventapp.database import db, spend_connection
from eventapp.fair.models import Fair
from eventapp.i18n import Words
from eventapp.journal.models import JournalEntry
from eventapp.programme.models import PlannedRelease, Release


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


def notes_of(fair_id: int) -> list[tuple[Note, str]]:
    """All releases, the newest first, each with the name of who made it ("": nobody who still has an account)."""
    columns = (Release.number, Release.released_at, Release.comment, Release.comment_en, Release.override_reason)
    wanted = select(*columns).where(Release.fair_id == fair_id).order_by(Release.number.desc())
    makers = _makers(fair_id)
    return [
        (
            Note(row.number, row.released_at, Words(row.comment, row.comment_en), row.override_reason),
            makers.get(f"release:{row.number}", ""),
        )
        for row in db.session.execute(wanted)
    ]


def find_note(fair_id: int, number: int) -> Note | None:
    columns = (Release.number, Release.released_at, Release.comment, Release.comment_en, Release.override_reason)
    row = db.session.execute(select(*columns).where(Release.fair_id == fair_id, Release.number == number)).first()
    return Note(row.number, row.released_at, Words(row.comment, row.comment_en), row.override_reason) if row else None


def _makers(fair_id: int) -> dict[str, str]:
    wanted = select(JournalEntry.subject, Person.name).join(Person, Person.id == JournalEntry.by)
    wanted = wanted.where(JournalEntry.fair_id == fair_id, JournalEntry.kind == "release.released")
    return {subject: name for subject, name in db.session.execute(wanted)}  # noqa: C416 -- rows are not pairs to mypy


def planned_releases(fair_id: int) -> list[PlannedRelease]:
    """What waits for its time, and what was refused when it came and nobody has looked after yet; the next first."""
    wanted = select(PlannedRelease).where(PlannedRelease.fair_id == fair_id)
    wanted = wanted.where(PlannedRelease.state.in_(("planned", "refused"))).options(defer(PlannedRelease.document))
    return list(db.session.scalars(wanted.order_by(PlannedRelease.due_at, PlannedRelease.id)))


def waiting_release(fair_id: int) -> PlannedRelease | None:
    """The one that waits, if any."""
    return next((one for one in planned_releases(fair_id) if one.state == "planned"), None)


def find_planned(fair_id: int, planned_id: int, *, locked: bool = False) -> PlannedRelease | None:
    """``locked`` inside a writing transaction: read anew, and nobody else changes it meanwhile."""
    wanted = select(PlannedRelease).where(PlannedRelease.fair_id == fair_id, PlannedRelease.id == planned_id)
    if locked:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(wanted)


def planned_due(at: datetime) -> list[tuple[int, str]]:
    """What should be public by now: ids with the slugs of their fairs, in the order of their times."""
    wanted = select(PlannedRelease.id, Fair.slug).join(Fair, Fair.id == PlannedRelease.fair_id)
    wanted = wanted.where(PlannedRelease.state == "planned", PlannedRelease.due_at <= at)
    return [(row.id, row.slug) for row in db.session.execute(wanted.order_by(PlannedRelease.due_at, PlannedRelease.id))]
