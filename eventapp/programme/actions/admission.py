"""How one gets into a session of the draft: open to all, by sign-up with so many places, or by invitation."""

from __future__ import annotations

from datetime import datetime

from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.journal.actions import Difference
from eventapp.programme.actions.rules import LONGEST_QUESTION, check_crowded, check_version, lines, places
from eventapp.programme.actions.sessions import note_changes
from eventapp.programme.crowding import crowded, places_of
from eventapp.programme.entries import AdmissionEntry
from eventapp.programme.hand import said_of
from eventapp.programme.models import ConferenceSession
from eventapp.programme.offers import places_taken
from eventapp.programme.snapshots import session_snapshot
from eventapp.programme.value import ADMISSIONS


def set_admission(
    row: ConferenceSession,
    entry: AdmissionEntry,
    *,
    version: int,
    is_sure: bool = False,
    by: int | None,
    at: datetime,
) -> list[Difference]:
    """Public with the next release. Fewer places than people who have one: only if ``is_sure``."""
    check_version(row, version)
    _check_times(row, entry)
    question = lines(entry.question, field="question", most=LONGEST_QUESTION)
    if entry.admission not in ADMISSIONS:
        raise DomainError(mark("Wählen Sie einen Eintrag aus der Liste."), field="admission")
    snapshot, said, before = session_snapshot(row), said_of(row), places_of(row)
    row.admission, row.capacity = entry.admission, places(entry.capacity, field="capacity")
    row.sign_up_opens_at, row.sign_up_closes_at = entry.opens_at, entry.closes_at
    row.question_de, row.question_en = question.de, question.en
    after, taken = places_of(row), places_taken(row.fair_id)
    check_crowded(crowded({row.code: row.title_de}, taken, {row.code: before}, {row.code: after}), is_sure=is_sure)
    return note_changes(row, "session.admission", snapshot, said, by=by, at=at)


def _check_times(row: ConferenceSession, entry: AdmissionEntry) -> None:
    opens_at, closes_at = entry.opens_at, entry.closes_at
    if opens_at and opens_at >= row.starts_at:
        raise DomainError(mark("Die Anmeldung würde erst öffnen, wenn der Programmpunkt schon läuft."), field="opens")
    if opens_at and closes_at and closes_at <= opens_at:
        raise DomainError(mark("Die Anmeldung schließt nicht nach dem Öffnen."), field="closes")
