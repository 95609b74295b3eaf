"""What the office does with a session of the draft: create, edit, cancel, delay, delete. Nothing of it is public before
the next release."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.exhibitors.queries import exhibitors_by_id
from eventapp.fair.models import Fair
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, Reversal, differences_between, record
from eventapp.programme import queries
from eventapp.programme.actions.rules import (
    LONGEST_NAME,
    LONGEST_ORGANISATION,
    LONGEST_SERIES,
    LONGEST_TITLE,
    check_crowded,
    check_version,
    line,
    lines,
    required,
    texts,
)
from eventapp.programme.crowding import crowded, places_in
from eventapp.programme.entries import SessionEntry
from eventapp.programme.hand import marked, said_of, state_of
from eventapp.programme.keys import FreshKeys
from eventapp.programme.models import ConferenceSession, Place, SessionExhibitor, SessionSpeaker, Speaker, Theme
from eventapp.programme.offers import places_taken
from eventapp.programme.snapshots import session_snapshot
from eventapp.programme.value import KINDS, Link
from eventapp.text import clean_line

Many = TypeVar("Many", bound=tuple[object, ...])
Ground = TypeVar("Ground", Place, Theme)

LONGEST_SESSION = timedelta(hours=24)
MOST_SPEAKERS, MOST_EXHIBITORS, MOST_LINKS, MOST_MINUTES = 30, 30, 20, 600
LONGEST_ADDRESS = 1_000
NO_ADDRESS = mark("Geben Sie eine Webadresse ein, zum Beispiel https://www.beispiel.de.")
LASTING = ("code", "guid", "number", "source", "source_keys", "hand_fields")
_ADDRESS = re.compile(r"https?://[^\s/\"'<>\\]+\.[^\s\"'<>\\]+")


def create_session(fair: Fair, entry: SessionEntry, *, by: int | None, at: datetime) -> ConferenceSession:
    """A new session of the draft, made by hand: no import ever touches it."""
    entry = _checked(entry)
    keys = FreshKeys(queries.draft_sessions(fair.id))
    row = ConferenceSession(fair_id=fair.id, place=None, theme=None, speaking=[], exhibiting=[], links=[])
    row.code, row.guid, row.number = keys.code(""), keys.guid(""), keys.number("")
    _write(row, entry)
    db.session.add(row)
    db.session.flush()
    _note(row, "session.created", {}, Reversal(None, whole_state(row)), by=by, at=at)
    return row


def edit_session(
    row: ConferenceSession,
    entry: SessionEntry,
    *,
    version: int,
    is_sure: bool = False,
    by: int | None,
    at: datetime,
) -> list[Difference]:
    """Bring the session to what was entered. Times set by hand are the planned ones: a delay is forgotten. To a place
    with fewer places than people who have one: only if ``is_sure``."""
    check_version(row, version)
    entry = _checked(entry)
    check_room(row, entry.place_id, is_sure=is_sure)
    if not entry.is_scheduled:
        check_free(row)
    snapshot, said = session_snapshot(row), said_of(row)
    is_rescheduled = (row.starts_at, row.ends_at) != (entry.starts_at, entry.ends_at)
    _write(row, entry)
    if is_rescheduled:
        row.delay_minutes = 0
    return note_changes(row, "session.changed", snapshot, said, by=by, at=at)


def check_room(row: ConferenceSession, place_id: int | None, *, is_sure: bool) -> None:
    """Whether all who have a place in it fit there, too."""
    if place_id == row.place_id:
        return
    before = {row.code: places_in(row, row.place)}
    after = {row.code: places_in(row, place_of_the_fair(row.fair_id, place_id))}
    check_crowded(crowded({row.code: row.title_de}, places_taken(row.fair_id), before, after), is_sure=is_sure)


def cancel_session(row: ConferenceSession, *, version: int, by: int | None, at: datetime) -> None:
    """It does not take place. It stays in the programme as cancelled, for those who planned to come."""
    _set_cancelled(row, True, version=version, by=by, at=at)


def reinstate_session(row: ConferenceSession, *, version: int, by: int | None, at: datetime) -> None:
    """It takes place after all."""
    _set_cancelled(row, False, version=version, by=by, at=at)


def _set_cancelled(row: ConferenceSession, is_cancelled: bool, *, version: int, by: int | None, at: datetime) -> None:
    check_version(row, version)
    snapshot, said = session_snapshot(row), said_of(row)
    row.is_cancelled = is_cancelled
    note_changes(row, "session.cancelled" if is_cancelled else "session.reinstated", snapshot, said, by=by, at=at)


def delay_session(row: ConferenceSession, minutes: int, *, version: int, by: int | None, at: datetime) -> None:
    """It begins and ends so many minutes later than it now says, and is told as delayed."""
    check_version(row, version)
    if row.is_cancelled:
        raise DomainError(mark("Der Programmpunkt ist abgesagt, er kann sich nicht verspäten."), field="minutes")
    if not 1 <= minutes <= MOST_MINUTES:
        raise DomainError(
            mark("Geben Sie eine Zahl von {least} bis {most} ein."), field="minutes", least=1, most=MOST_MINUTES
        )
    _put_off(row, minutes, "session.delayed", by=by, at=at)


def end_delay(row: ConferenceSession, *, version: int, by: int | None, at: datetime) -> None:
    """Back to the planned times."""
    check_version(row, version)
    _put_off(row, -row.delay_minutes, "session.on_time", by=by, at=at)


def _put_off(row: ConferenceSession, minutes: int, kind: str, *, by: int | None, at: datetime) -> None:
    snapshot, said = session_snapshot(row), said_of(row)
    row.starts_at += timedelta(minutes=minutes)
    row.ends_at += timedelta(minutes=minutes)
    row.delay_minutes += minutes
    note_changes(row, kind, snapshot, said, by=by, at=at)


def delete_session(row: ConferenceSession, *, version: int, by: int | None, at: datetime) -> None:
    """Only what was never released can go; everything else is cancelled."""
    check_version(row, version)
    if was_released(row):
        raise DomainError(mark("Der Programmpunkt ist schon veröffentlicht. Sagen Sie ihn ab, statt ihn zu löschen."))
    gone = [Difference(name, old, "") for name, old in session_snapshot(row).items() if old]
    record(
        by,
        "session.deleted",
        fair_id=row.fair_id,
        subject=subject_of(row),
        name=row.title_de,
        at=at,
        differences=gone,
        reversal=Reversal(whole_state(row), None),
    )
    db.session.delete(row)
    db.session.flush()


def follow_source(row: ConferenceSession, *, version: int, by: int | None, at: datetime) -> None:
    """The next import may write again what a hand has changed."""
    check_version(row, version)
    marks = dict(row.hand_fields)
    row.hand_fields = {}
    row.version += 1
    db.session.flush()
    record(
        by,
        "session.follows_source",
        fair_id=row.fair_id,
        subject=subject_of(row),
        name=row.title_de,
        at=at,
        reversal=Reversal({"hand_fields": marks}, {"hand_fields": {}}),
    )


def was_released(row: ConferenceSession) -> bool:
    """Whether the public has seen it. What a release has once held, later ones hold too, at least as cancelled."""
    fair = db.session.get_one(Fair, row.fair_id)
    standing = queries.find_release(fair.id, fair.released)
    return standing is not None and standing.session(row.code) is not None


def check_free(row: ConferenceSession) -> None:
    """What the public has seen has a time for good: it moves, or is cancelled."""
    if was_released(row):
        raise DomainError(
            mark(
                "„{title}“ ist schon veröffentlicht und braucht eine Zeit. "
                "Verschieben Sie den Programmpunkt, oder sagen Sie ihn ab."
            ),
            title=row.title_de,
        )


def note_changes(
    row: ConferenceSession,
    kind: str,
    snapshot: dict[str, str],
    said: dict[str, object],
    *,
    by: int | None,
    at: datetime,
) -> list[Difference]:
    """Marks for the next import, a new version, a line in the journal and the way back; none of it if nothing is
    different."""
    if row.source:
        row.hand_fields = marked(row.hand_fields, said, said_of(row))
    if session_snapshot(row) == snapshot:
        return []
    row.version += 1
    db.session.flush()
    reversal = Reversal.between(state_of(said), state_of(said_of(row)))
    return _note(row, kind, snapshot, reversal, by=by, at=at)


def _note(
    row: ConferenceSession, kind: str, before: dict[str, str], reversal: Reversal, *, by: int | None, at: datetime
) -> list[Difference]:
    found, subject = differences_between(before, session_snapshot(row)), subject_of(row)
    record(
        by, kind, fair_id=row.fair_id, subject=subject, name=row.title_de, at=at, differences=found, reversal=reversal
    )
    return found


def whole_state(row: ConferenceSession) -> dict[str, Any]:
    """Everything that a session needs to come back as the one it was."""
    return state_of(said_of(row)) | {name: getattr(row, name) for name in LASTING}


def subject_of(row: ConferenceSession) -> str:
    return f"session:{row.code}"


def check_times(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise DomainError(mark("Das Ende liegt nicht nach dem Beginn."), field="ends")
    if ends_at - starts_at > LONGEST_SESSION:
        raise DomainError(mark("Ein Programmpunkt dauert höchstens 24 Stunden."), field="ends")


def _checked(entry: SessionEntry) -> SessionEntry:
    """The entry with clean texts, or a refusal."""
    title = lines(entry.title, field="title", most=LONGEST_TITLE)
    required(title.de, mark("Geben Sie einen deutschen Titel ein."), field="title_de")
    check_times(entry.starts_at, entry.ends_at)
    if entry.kind not in KINDS:
        raise DomainError(mark("Wählen Sie einen Eintrag aus der Liste."), field="kind")
    return replace(
        entry,
        title=title,
        subtitle=lines(entry.subtitle, field="subtitle", most=LONGEST_TITLE),
        abstract=texts(entry.abstract, field="abstract"),
        description=texts(entry.description, field="description"),
        organisation=line(entry.organisation, field="organisation", most=LONGEST_ORGANISATION),
        series=line(entry.series, field="series", most=LONGEST_SERIES),
        language=clean_line(entry.language, longest=10),
        links=_links(entry.links),
        speakers=_at_most(tuple(dict.fromkeys(entry.speakers)), MOST_SPEAKERS, field="speakers"),
        exhibitors=_at_most(tuple(dict.fromkeys(entry.exhibitors)), MOST_EXHIBITORS, field="exhibitors"),
    )


def _links(links: Iterable[Link]) -> tuple[Link, ...]:
    checked = []
    for link in links:
        url = clean_line(link.url, longest=2 * LONGEST_ADDRESS)
        if not url and not link.title:
            continue
        if not _ADDRESS.fullmatch(url) or len(url) > LONGEST_ADDRESS:
            raise DomainError(NO_ADDRESS, field="links")
        checked.append(Link(url, line(link.title, field="links", most=LONGEST_NAME)))
    return _at_most(tuple(checked), MOST_LINKS, field="links")


def _at_most(many: Many, most: int, *, field: str) -> Many:
    if len(many) > most:
        raise DomainError(mark("Höchstens {most} haben Platz."), field=field, most=most)
    return many


def _write(row: ConferenceSession, entry: SessionEntry) -> None:
    for name in ("title", "subtitle", "abstract", "description"):
        words = getattr(entry, name)
        setattr(row, f"{name}_de", words.de)
        setattr(row, f"{name}_en", words.en)
    row.starts_at, row.ends_at = entry.starts_at, entry.ends_at
    row.kind, row.language = entry.kind, entry.language
    row.organisation, row.series = entry.organisation, entry.series
    row.links = [{"url": link.url, "title": link.title} for link in entry.links]
    row.is_scheduled = entry.is_scheduled
    row.place = place_of_the_fair(row.fair_id, entry.place_id)
    row.theme = _ground(Theme, row.fair_id, entry.theme_id, "theme")
    seat(row, entry.speakers)
    give(row, entry.exhibitors)


def place_of_the_fair(fair_id: int, wanted: int | None) -> Place | None:
    return _ground(Place, fair_id, wanted, "place")


def _ground(kind: type[Ground], fair_id: int, wanted: int | None, field: str) -> Ground | None:
    """The place or theme of this fair."""
    if wanted is None:
        return None
    found = db.session.scalar(select(kind).where(kind.fair_id == fair_id, kind.id == wanted))
    if found is None:
        raise DomainError(mark("Diesen Eintrag gibt es nicht mehr. Wählen Sie einen anderen."), field=field)
    return found


def seat(row: ConferenceSession, wanted: tuple[int, ...]) -> None:
    """Who speaks, in this order; who stays keeps its row."""
    found = db.session.scalars(select(Speaker).where(Speaker.fair_id == row.fair_id, Speaker.id.in_(wanted)))
    known = {speaker.id: speaker for speaker in found}
    if missing := set(wanted) - known.keys():
        raise DomainError(
            mark("{number} Vortragende gibt es nicht mehr. Nehmen Sie sie heraus."),
            field="speakers",
            number=len(missing),
        )
    present = {speaking.speaker_id: speaking for speaking in row.speaking}
    row.speaking[:] = [present.get(one) or SessionSpeaker(speaker=known[one]) for one in wanted]
    for position, speaking in enumerate(row.speaking):
        speaking.position = position


def give(row: ConferenceSession, wanted: tuple[int, ...]) -> None:
    """Which exhibitors give it, in this order; who stays keeps its row."""
    known = exhibitors_by_id(row.fair_id, wanted)
    if missing := set(wanted) - known.keys():
        raise DomainError(
            mark("{number} Aussteller gibt es nicht mehr. Nehmen Sie sie heraus."),
            field="exhibitors",
            number=len(missing),
        )
    present = {giving.exhibitor_id: giving for giving in row.exhibiting}
    row.exhibiting[:] = [present.get(one) or SessionExhibitor(exhibitor_id=one, exhibitor=known[one]) for one in wanted]
    for position, giving in enumerate(row.exhibiting):
        giving.position = position
