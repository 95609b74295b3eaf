"""What the office does with speakers: create, edit, note their consent, remove. In which session somebody speaks is the
session's (``sessions.edit_session``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from eventapp.clock import at_the_fair
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, Reversal, differences_between, record
from eventapp.programme import queries
from eventapp.programme.actions.rules import (
    LONGEST_NAME,
    LONGEST_ORGANISATION,
    check_version,
    line,
    required,
    texts,
)
from eventapp.programme.entries import SpeakerEntry
from eventapp.programme.hand import columns_of
from eventapp.programme.keys import free_slug
from eventapp.programme.models import CONSENTS, Speaker
from eventapp.programme.snapshots import speaker_snapshot
from eventapp.text import slug

BROUGHT = ("name", "organisation", "biography_de", "biography_en")
"""The columns that a source brings."""


def create_speaker(fair: Fair, entry: SpeakerEntry, *, by: int | None, at: datetime) -> Speaker:
    taken = {one.slug for one in queries.speakers_of(fair.id)} | _slugs_released(fair)
    row = Speaker(fair_id=fair.id, source="", known_as="", consent="unknown", hand_fields={})
    row.slug = free_slug(slug(entry.name), taken, "person")
    _write(row, entry, at=at)
    db.session.add(row)
    db.session.flush()
    told = differences_between({}, speaker_snapshot(row))
    _record(row, "speaker.created", told, Reversal(None, columns_of(row)), by=by, at=at)
    return row


def edit_speaker(row: Speaker, entry: SpeakerEntry, *, version: int, by: int | None, at: datetime) -> list[Difference]:
    """Who withdraws consent is left out of the next release, whole or of one session alone."""
    check_version(row, version)
    before, columns, brought = speaker_snapshot(row), columns_of(row), {name: getattr(row, name) for name in BROUGHT}
    _write(row, entry, at=at)
    if row.source:
        _mark_hand(row, brought)
    found = differences_between(before, speaker_snapshot(row))
    if found:
        row.version += 1
        db.session.flush()
        _record(row, "speaker.changed", found, _way_back(columns, columns_of(row)), by=by, at=at)
    return found


def remove_speaker(row: Speaker, *, version: int, by: int | None, at: datetime) -> None:
    """Only who speaks in no session of the draft and stands in no release."""
    check_version(row, version)
    refuse_on_stage(row)
    gone = [Difference(name, old, "") for name, old in speaker_snapshot(row).items() if old]
    _record(row, "speaker.removed", gone, Reversal(columns_of(row), None), by=by, at=at)
    db.session.delete(row)
    db.session.flush()


def refuse_on_stage(row: Speaker) -> None:
    number = queries.times_used(row.fair_id).get(("speaker", row.id), 0)
    if number:
        raise DomainError(
            mark("„{name}“ spricht noch in {number} Programmpunkten. Nehmen Sie den Namen dort zuerst heraus."),
            name=row.name,
            number=number,
        )


def _way_back(before: Mapping[str, Any], after: Mapping[str, Any]) -> Reversal | None:
    """None leads back where a consent was changed: nobody gets it back by a press on a button."""
    return Reversal.between(before, after) if before["consent"] == after["consent"] else None


def _slugs_released(fair: Fair) -> set[str]:
    """Addresses that people have in the standing release: nobody else gets them."""
    standing = queries.find_release(fair.id, fair.released)
    return {speaker.slug for speaker in standing.speakers} if standing else set()


def _write(row: Speaker, entry: SpeakerEntry, *, at: datetime) -> None:
    name = line(entry.name, field="name", most=LONGEST_NAME)
    row.name = required(name, mark("Geben Sie einen Namen ein."), field="name")
    row.organisation = line(entry.organisation, field="organisation", most=LONGEST_ORGANISATION)
    biography = texts(entry.biography, field="biography")
    row.biography_de, row.biography_en = biography.de, biography.en
    if entry.consent not in CONSENTS:
        raise DomainError(mark("Wählen Sie einen Eintrag aus der Liste."), field="consent")
    if entry.consent != row.consent:
        row.consent = entry.consent
        has_a_day = entry.consent in ("given", "withdrawn")
        row.consent_on = at_the_fair(at).date() if has_a_day else None


def _mark_hand(row: Speaker, brought: dict[str, str]) -> None:
    """What differs from what the source says is left alone by its next import."""
    says = brought | row.hand_fields
    row.hand_fields = {name: says[name] for name in BROUGHT if getattr(row, name) != says[name]}
    row.known_as = row.hand_fields.get("name", "")


def _record(
    row: Speaker,
    kind: str,
    differences: Sequence[Difference],
    reversal: Reversal | None,
    *,
    by: int | None,
    at: datetime,
) -> None:
    record(
        by,
        kind,
        fair_id=row.fair_id,
        subject=f"speaker:{row.slug}",
        name=row.name,
        at=at,
        differences=differences,
        reversal=reversal,
    )
