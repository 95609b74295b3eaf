"""An old release as the draft again: its sessions get back what they said then, by the acts that everybody uses, so
that the journal knows. Nothing becomes public by it, and nothing that came later is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from eventapp.errors import Stale
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair_locked
from eventapp.i18n import Words
from eventapp.journal.actions import record
from eventapp.programme import queries
from eventapp.programme.actions.admission import set_admission
from eventapp.programme.actions.moving import set_aside
from eventapp.programme.actions.sessions import (
    cancel_session,
    delay_session,
    edit_session,
    end_delay,
    reinstate_session,
)
from eventapp.programme.diff import Changes, changes_between
from eventapp.programme.document import to_document
from eventapp.programme.draft_reading import read_draft
from eventapp.programme.entries import AdmissionEntry, SessionEntry
from eventapp.programme.models import ConferenceSession
from eventapp.programme.value import NamedExhibitor, Programme, Session, SignUpRules


@dataclass(frozen=True, slots=True)
class TakingBack:
    """What it would do. ``changes`` are those of the draft; ``later`` the sessions that the draft has and the old
    release had not: those ``free`` were never public and can lie beside the board, the others stay."""

    changes: Changes
    codes: tuple[str, ...]
    later: tuple[Session, ...]
    free: frozenset[str]
    print: str


def look_back(fair: Fair, then: Programme) -> TakingBack:
    """Writes nothing."""
    draft = read_draft(fair)
    standing = queries.find_release(fair.id, fair.released)
    changes = changes_between(draft, then)
    later = changes.gone
    public = {session.code for session in standing.sessions} if standing else set()
    return TakingBack(
        changes=changes,
        codes=tuple(session.code for session in then.sessions if _differs(draft.session(session.code), session)),
        later=later,
        free=frozenset(session.code for session in later if session.code not in public),
        print=hashlib.sha256((to_document(draft) + str(then.number)).encode()).hexdigest()[:32],
    )


def _differs(now: Session | None, then: Session) -> bool:
    """``revision`` numbers and stamps: what a draft does not have is no difference."""
    stamped = ("sequence", "created_at", "revised_at", "moved")
    return now is None or any(
        getattr(now, name) != getattr(then, name) for name in Session.__dataclass_fields__ if name not in stamped
    )


def take_back(
    fair: Fair, then: Programme, *, seen: str, aside: bool, is_sure: bool, by: int | None, at: datetime
) -> int:
    """How many sessions of the draft say again what they said then, if it is still the draft of which ``seen`` is the
    print: what a colleague changed meanwhile is overwritten by nobody who did not see it. ``aside``: what was made
    since and was never public lies beside the board."""
    locked = get_fair_locked(fair.slug)
    rows = queries.lock_draft_sessions(locked.id, [row.code for row in queries.draft_sessions(locked.id)])
    found = look_back(locked, then)
    if found.print != seen:
        raise Stale
    ground = _Ground(locked.id)
    for session in then.sessions:
        if session.code in found.codes and (row := rows.get(session.code)) is not None:
            _bring_back(row, session, ground, is_sure=is_sure, by=by, at=at)
    for code in sorted(found.free) if aside else ():
        set_aside(rows[code], version=rows[code].version, by=by, at=at)
    number = f"Version {then.number}"
    record(by, "release.taken_back", fair_id=locked.id, subject=f"release:{then.number}", name=number, at=at)
    return len(found.codes)


class _Ground:
    """The rows that a release names by their addresses."""

    def __init__(self, fair_id: int) -> None:
        self.places = {one.slug: one.id for one in queries.places_of(fair_id)}
        self.themes = {one.slug: one.id for one in queries.themes_of(fair_id)}
        self.speakers = {one.slug: one.id for one in queries.speakers_of(fair_id) if one.consent != "withdrawn"}
        named: Mapping[int, NamedExhibitor] = queries.from_the_stand(fair_id).exhibitors
        self.exhibitors = {one.slug: row_id for row_id, one in named.items()}

    def speaking(self, row: ConferenceSession, slugs: Iterable[str]) -> tuple[int, ...]:
        """Those named then, as far as they may be named; who is on stage unnamed stays."""
        unnamed = [one.speaker_id for one in row.speaking if one.speaker_id not in self.speakers.values()]
        return (*(self.speakers[slug] for slug in slugs if slug in self.speakers), *unnamed)

    def giving(self, row: ConferenceSession, slugs: Iterable[str]) -> tuple[int, ...]:
        """The same of exhibitors: who gives it without being public stays."""
        unnamed = [one.exhibitor_id for one in row.exhibiting if one.exhibitor_id not in self.exhibitors.values()]
        return (*(self.exhibitors[slug] for slug in slugs if slug in self.exhibitors), *unnamed)


def _bring_back(
    row: ConferenceSession, then: Session, ground: _Ground, *, is_sure: bool, by: int | None, at: datetime
) -> None:
    if row.is_cancelled and (not then.is_cancelled or then.delay):
        reinstate_session(row, version=row.version, by=by, at=at)
    _bring_back_times_and_texts(row, then, ground, is_sure=is_sure, by=by, at=at)
    rules = then.sign_up or SignUpRules(
        row.capacity, row.sign_up_opens_at, row.sign_up_closes_at, Words(row.question_de, row.question_en)
    )
    entry = AdmissionEntry(then.admission, rules.capacity, rules.opens_at, rules.closes_at, rules.question)
    set_admission(row, entry, version=row.version, is_sure=is_sure, by=by, at=at)
    if then.is_cancelled and not row.is_cancelled:
        cancel_session(row, version=row.version, by=by, at=at)


def _bring_back_times_and_texts(
    row: ConferenceSession, then: Session, ground: _Ground, *, is_sure: bool, by: int | None, at: datetime
) -> None:
    is_there = (row.starts_at, row.ends_at, row.delay_minutes) == (then.starts_at, then.ends_at, then.delay)
    if row.delay_minutes and not is_there:
        end_delay(row, version=row.version, by=by, at=at)
    put_off = timedelta(minutes=0 if is_there else then.delay)
    entry = SessionEntry(
        title=then.title,
        subtitle=then.subtitle,
        abstract=then.abstract,
        description=then.description,
        starts_at=then.starts_at - put_off,
        ends_at=then.ends_at - put_off,
        kind=then.kind,
        language=then.language,
        organisation=then.organisation,
        series=then.series,
        place_id=ground.places.get(then.place),
        theme_id=ground.themes.get(then.theme),
        speakers=ground.speaking(row, then.speakers),
        exhibitors=ground.giving(row, then.exhibitors),
        links=then.links,
    )
    edit_session(row, entry, version=row.version, is_sure=is_sure, by=by, at=at)
    if put_off:
        delay_session(row, then.delay, version=row.version, by=by, at=at)
