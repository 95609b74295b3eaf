"""Somebody wants to be named, or shown, no more: at once, in everything that was ever released.

Releases are immutable but for this. The standing one keeps its number; its sessions concerned get a later
``revised_at``, so that calendars that know them hear of it. Texts of sessions are nobody's to rewrite by
program: where one names the person, the office is told (``programme.mentions``).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from eventapp.clock import at_the_fair
from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair_locked
from eventapp.journal.actions import forget_about, forget_named, record
from eventapp.journal.queries import entries_about
from eventapp.privacy import tombstones
from eventapp.programme.document import from_document, to_document
from eventapp.programme.models import PlannedRelease, Release, Speaker
from eventapp.programme.offers import tell_redacted
from eventapp.programme.revision import restamped
from eventapp.programme.snapshots import nameable, speaker_snapshot
from eventapp.programme.speaker_queries import all_speakers, documents_naming
from eventapp.programme.value import Programme
from eventapp.uploads.actions import give_up

TABLE, NAME, PORTRAIT = "speaker", "name", "portrait"
NO_PORTRAIT = {"portrait": "", "portrait_alt_de": "", "portrait_alt_en": "", "portrait_rights": ""}


def withdraw_name(fair: Fair, row: Speaker, *, by: int | None, at: datetime, role: str = "") -> None:
    """Name, text and picture leave every release. ``fair`` and ``row`` are locked."""
    digest = row.portrait
    if digest:
        _drop_portrait(row, at=at)
    row.consent, row.consent_on = "withdrawn", at_the_fair(at).date()
    _bury(row, NAME, at=at)
    redact(fair, row.slug, NAME, at=at)
    give_up(digest)
    names = _names_of(row)
    forget_about(fair.id, _subject(row))
    forget_named(fair.id, names, _texts_of(row))
    record(by, "speaker.name_withdrawn", fair_id=fair.id, subject=_subject(row), name="", at=at, role=role)


def withdraw_portrait(fair: Fair, row: Speaker, *, by: int | None, at: datetime, role: str = "") -> None:
    """The picture leaves every release and is not given to anybody any more. The name stays."""
    digest = row.portrait
    _drop_portrait(row, at=at)
    _bury(row, PORTRAIT, at=at)
    redact(fair, row.slug, PORTRAIT, at=at)
    give_up(digest)
    record(
        by, "speaker.portrait_withdrawn", fair_id=fair.id, subject=_subject(row), name=nameable(row), at=at, role=role
    )


def redact(fair: Fair, slug: str, what: str, *, at: datetime) -> int:
    """All stored and planned releases without the name (and all that hangs on it) or without the picture of the
    speaker with that address. How many of them spoke of it."""
    found = 0
    for row_id in documents_naming(Release, fair.id, slug):
        row = db.session.get_one(Release, row_id)
        before = from_document(row.document)
        after = without(before, slug, what)
        if after != before:
            if row.number == fair.released:
                after = restamped(before, after, at=at)
                tell_redacted(fair.id, before, after, at=at)
            row.document = to_document(after)
            found += 1
        db.session.flush()
        db.session.expire(row)
    for row_id in documents_naming(PlannedRelease, fair.id, slug):
        planned = db.session.get_one(PlannedRelease, row_id)
        planned.document = to_document(without(from_document(planned.document), slug, what))
    if found:
        fair.public_version += 1
    db.session.flush()
    return found


def without(programme: Programme, slug: str, what: str) -> Programme:
    """The value as if the speaker had never been in it, or had never had a picture."""
    if what == PORTRAIT:
        shown = (replace(one, portrait=None) if one.slug == slug else one for one in programme.speakers)
        return replace(programme, speakers=tuple(shown))
    sessions = (
        replace(one, speakers=tuple(other for other in one.speakers if other != slug)) if slug in one.speakers else one
        for one in programme.sessions
    )
    speakers = tuple(one for one in programme.speakers if one.slug != slug)
    return replace(programme, sessions=tuple(sessions), speakers=speakers)


def redact_again(at: datetime) -> int:
    """What a restored backup brought back of those who had withdrawn since."""
    back = 0
    for row in all_speakers():
        while what := _buried(row):
            fair = get_fair_locked(db.session.get_one(Fair, row.fair_id).slug)
            withdraw = withdraw_name if what == NAME else withdraw_portrait
            withdraw(fair, row, by=None, at=at)
            back += 1
    return back


def _buried(row: Speaker) -> str:
    """What was withdrawn after the state that the row is in."""
    return next((what for what in (NAME, PORTRAIT) if tombstones.is_buried(TABLE, _identity(row, what))), "")


def _bury(row: Speaker, what: str, *, at: datetime) -> None:
    tombstones.bury(TABLE, _identity(row, what), at=at)
    row.withdrawals += 1
    row.version += 1


def _identity(row: Speaker, what: str) -> str:
    return f"{row.handle}|{row.withdrawals}|{what}"


def _drop_portrait(row: Speaker, *, at: datetime) -> None:
    for name, value in NO_PORTRAIT.items():
        setattr(row, name, value)
    row.portrait_rights_at = None
    row.portrait_consent, row.portrait_consent_on = "withdrawn", at_the_fair(at).date()


def _subject(row: Speaker) -> str:
    return f"speaker:{row.slug}"


def _names_of(row: Speaker) -> set[str]:
    """What they are called, and were."""
    field = next(iter(speaker_snapshot(row)))
    told = (one for entry in entries_about(row.fair_id, _subject(row), most=200) for one in entry.differences)
    former = {text for one in told if one["field"] == field for text in (one["old"], one["new"])}
    return {row.name, row.known_as, row.hand_fields.get("name", ""), *former} - {""}


def _texts_of(row: Speaker) -> list[str]:
    columns = ("biography_de", "biography_en")
    told = [text for name in columns for text in (getattr(row, name), row.hand_fields.get(name, ""))]
    return [text for text in told if text]
