"""The doctor: names every broken invariant it finds. What it does not name, the database itself forbids."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import sqlalchemy as sa

from eventapp.clock import now
from eventapp.database import db
from eventapp.exhibitors.models import Exhibitor
from eventapp.fair.models import Fair
from eventapp.fair.queries import public_fair
from eventapp.programme.document import from_document
from eventapp.programme.models import ConferenceSession, Release, SessionExhibitor
from eventapp.programme.value import Programme
from eventapp.upkeep.doctor_doors import door_findings
from eventapp.upkeep.doctor_signups import sign_up_findings
from eventapp.upkeep.doctor_stand import stand_findings
from eventapp.upkeep.revisions import is_migrated
from eventapp.uploads import storage
from eventapp.uploads.queries import all_uploads


def findings() -> Iterator[str]:
    """One German sentence for each thing that is not as it must be."""
    if not is_migrated():
        yield "Die Datenbank steht nicht auf dem neuesten Stand: flask --app eventapp db upgrade"
        return
    yield from _sqlite_findings()
    yield from _upload_findings()
    for fair in db.session.scalars(sa.select(Fair).order_by(Fair.slug)):
        found = (*_fair_findings(fair), *stand_findings(fair), *sign_up_findings(fair, now()), *door_findings(fair.id))
        yield from (f"{fair.slug}: {finding}" for finding in found)


def _sqlite_findings() -> Iterator[str]:
    if db.engine.dialect.name != "sqlite":
        return
    state = db.session.scalar(sa.text("PRAGMA integrity_check"))
    if state != "ok":
        yield f"SQLite meldet eine beschädigte Datei: {state}"
    for table, *_rest in db.session.execute(sa.text("PRAGMA foreign_key_check")):
        yield f"In der Tabelle {table} zeigt eine Zeile ins Leere."


def _upload_findings() -> Iterator[str]:
    for upload in all_uploads():
        for part, told in upload.parts.items():
            path = storage.path_of(upload.digest, part, upload.media_type)
            found = storage.sha256_of(path)
            if found is None:
                yield f"Die hochgeladene Datei {path} fehlt."
            elif found != told["sha256"]:
                yield f"Die hochgeladene Datei {path} ist nicht mehr die, die gespeichert wurde."


def _fair_findings(fair: Fair) -> Iterator[str]:
    try:
        public_fair(fair)
    except msgspec.MsgspecError as error:
        yield f"Die Angaben zur Messe sind nicht lesbar: {error}"
    rows = list(db.session.scalars(sa.select(Release).where(Release.fair_id == fair.id).order_by(Release.number)))
    numbers = [row.number for row in rows]
    if numbers != list(range(1, len(rows) + 1)):
        yield f"Die Versionen sind nicht lückenlos: {numbers}"
    newest = numbers[-1] if numbers else 0
    if fair.released != newest:
        yield f"Als gültig ist Version {fair.released} eingetragen, die letzte ist {newest}."
    for code in db.session.scalars(_of_another_fair(fair)):
        yield f"{code} nennt einen Aussteller einer anderen Messe."
    before: Programme | None = None
    for row in rows:
        try:
            programme = from_document(row.document)
        except msgspec.MsgspecError as error:
            yield f"Version {row.number} ist nicht lesbar: {error}"
            continue
        yield from _release_findings(before, programme, row.number)
        before = programme
    if before is not None:
        yield from _draft_findings(fair, before)


def _draft_findings(fair: Fair, standing: Programme) -> Iterator[str]:
    """What the public has seen stands in the draft, with a time."""
    wanted = sa.select(ConferenceSession.code, ConferenceSession.is_scheduled)
    scheduled = {row[0]: row[1] for row in db.session.execute(wanted.where(ConferenceSession.fair_id == fair.id))}
    for session in standing.sessions:
        if session.code not in scheduled:
            yield f"{session.code} ist veröffentlicht, fehlt aber im Entwurf."
        elif not scheduled[session.code]:
            yield f"{session.code} ist veröffentlicht, hat aber im Entwurf keine Zeit."


def _of_another_fair(fair: Fair) -> sa.Select[str]:
    """Sessions of this fair that exhibitors of another one give."""
    wanted = sa.select(ConferenceSession.code).join(SessionExhibitor).join(Exhibitor)
    wanted = wanted.where(ConferenceSession.fair_id == fair.id, Exhibitor.fair_id != fair.id)
    return wanted.distinct().order_by(ConferenceSession.code)


def _release_findings(before: Programme | None, programme: Programme, number: int) -> Iterator[str]:
    if programme.number != number:
        yield f"Version {number} nennt sich selbst {programme.number}."
    for session in programme.sessions:
        was = before.session(session.code) if before else None
        if session.revised_at is None:
            yield f"{session.code} hat in Version {number} keinen Zeitstempel."
        elif was and was.revised_at and (session.sequence < was.sequence or session.revised_at < was.revised_at):
            yield f"{session.code} hat in Version {number} eine ältere Revision als zuvor."
        if was and session.guid != was.guid:
            yield f"{session.code} hat in Version {number} eine andere guid als zuvor."
