"""What speakers do with their own entry. It is draft like everything else, public with the next release; only what they
withdraw goes at once (``redacting``)."""

from __future__ import annotations

from datetime import datetime

from eventapp.clock import at_the_fair
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.i18n import Words, mark
from eventapp.journal.actions import Difference, differences_between
from eventapp.programme.actions.rules import LONGEST_ORGANISATION, check_version, line, lines, required, texts
from eventapp.programme.actions.speakers import BROUGHT, mark_hand, note
from eventapp.programme.entries import OwnEntry, OwnPortrait
from eventapp.programme.models import Speaker
from eventapp.programme.snapshots import HIDDEN, speaker_snapshot

HERSELF = mark("Vortragende selbst")
"""Who, in the journal."""
PORTRAIT_AT_LEAST = 400
"""Pixels of the longer side below which a portrait is no good on a page."""
LONGEST_ALT = 300
RIGHTS_TEXT = mark(
    "Ich habe die Rechte an dem Bild. Es darf für diesen Messeauftritt verwendet werden: auf der Website, im "
    "Programmheft und auf der Anzeige am Stand, bis ich es zurückziehe."
)
RIGHTS_VERSION = "2026-1"
"""Rises with every change of :data:`RIGHTS_TEXT`: what was confirmed is stored with the picture."""


def save_own_entry(row: Speaker, entry: OwnEntry, *, version: int, at: datetime) -> None:
    """``row`` is locked. Saving without a change says that all is right as it is."""
    check_version(row, version)
    before, brought = speaker_snapshot(row), {name: getattr(row, name) for name in BROUGHT}
    row.organisation = line(entry.organisation, field="organisation", most=LONGEST_ORGANISATION)
    biography = texts(entry.biography, field="biography")
    row.biography_de, row.biography_en = biography.de, biography.en
    if entry.agrees and row.consent != "given":
        row.consent, row.consent_on = "given", at_the_fair(at).date()
    if row.source:
        mark_hand(row, brought)
    row.completed_at = at
    _note_change(row, before, at=at)


def save_own_portrait(row: Speaker, portrait: OwnPortrait, *, version: int, at: datetime) -> None:
    """A picture with everything it needs to be shown, or a refusal."""
    check_version(row, version)
    before, standing = speaker_snapshot(row), (row.portrait, row.portrait_alt_de, row.portrait_alt_en)
    digest = required(portrait.digest or row.portrait, mark("Wählen Sie ein Bild aus."), field="picture")
    alt = _alt_of(portrait.alt)
    if not portrait.has_rights:
        raise DomainError(mark("Bestätigen Sie, dass Sie die Rechte an dem Bild haben."), field="has_rights")
    if not portrait.agrees:
        raise DomainError(mark("Ohne Ihr Einverständnis zeigen wir das Bild nicht."), field="agrees")
    row.portrait, row.portrait_alt_de, row.portrait_alt_en = digest, alt.de, alt.en
    if digest != standing[0] or row.portrait_rights != RIGHTS_VERSION:
        row.portrait_rights, row.portrait_rights_at = RIGHTS_VERSION, at
    if row.portrait_consent != "given":
        row.portrait_consent, row.portrait_consent_on = "given", at_the_fair(at).date()
    is_otherwise = standing != (digest, alt.de, alt.en)
    _note_change(row, before, at=at, more=[Difference(mark("Bild"), HIDDEN, HIDDEN)] if is_otherwise else [])


def _alt_of(alt: Words) -> Words:
    told = lines(alt, field="alt", most=LONGEST_ALT)
    required(told.de, mark("Beschreiben Sie in einem Satz, was auf dem Bild zu sehen ist."), field="alt_de")
    return told


def _note_change(row: Speaker, before: dict[str, str], *, at: datetime, more: list[Difference] | None = None) -> None:
    found = differences_between(before, speaker_snapshot(row)) or more or []
    if found:
        row.version += 1
        db.session.flush()
        note(row, "speaker.changed", found, by=None, at=at, role=HERSELF)
