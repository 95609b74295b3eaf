"""Releasing at a time: what the office saw is kept as a value, and the worker makes exactly that public when due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from eventapp.database import db
from eventapp.errors import DomainError, NotFound
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair_locked
from eventapp.i18n import Words, mark
from eventapp.journal.actions import Difference, record
from eventapp.programme import queries, release_queries
from eventapp.programme.actions.release import ClashesFound, Terms, check, drafted_of, numbers, publish
from eventapp.programme.actions.rules import TooFew
from eventapp.programme.document import from_document, to_document
from eventapp.programme.models import PlannedRelease
from eventapp.programme.revision import is_the_same, revise
from eventapp.programme.value import Programme

LONGEST_WAIT = timedelta(days=366)
OVERTAKEN, CLASHING, CROWDED, EMPTY, GONE = "overtaken", "clashing", "crowded", "empty", "gone"


def plan_release(
    slug: str,
    *,
    due_at: datetime,
    terms: Terms,
    only: Sequence[str] = (),
    seen: str = "",
    by: int | None,
    at: datetime,
) -> PlannedRelease:
    """What a release would make public now, kept until then. It is refused for what would refuse the release; one waits
    at a time, for the first that is made leaves the others without what they were compared with."""
    terms = terms.cleaned()
    if not at < due_at <= at + LONGEST_WAIT:
        raise DomainError(
            mark("Wählen Sie einen Zeitpunkt, der noch kommt, höchstens ein Jahr im Voraus."), field="due_time"
        )
    fair = get_fair_locked(slug)
    if release_queries.waiting_release(fair.id) is not None:
        raise DomainError(
            mark("Es ist schon eine Veröffentlichung vorgemerkt. Ziehen Sie sie zuerst zurück."), field="due_time"
        )
    standing = queries.find_release(fair.id, fair.released)
    drafted = drafted_of(fair, standing, only, seen=seen)
    check(fair, standing, drafted, terms)
    if is_the_same(standing, revise(standing, drafted, at=at)):
        raise DomainError(mark("Es gibt nichts zu veröffentlichen."))
    planned = PlannedRelease(
        fair_id=fair.id,
        due_at=due_at,
        planned_at=at,
        by=by,
        comment=terms.comment.de,
        comment_en=terms.comment.en,
        override_reason=terms.override,
        is_sure=terms.is_sure,
        codes=list(only),
        based_on=fair.released,
        document=to_document(drafted),
    )
    db.session.add(planned)
    db.session.flush()
    said = [Difference(mark("Umfang"), "", ", ".join(only))] if only else []
    _note(planned, "release.planned", by=by, at=at, differences=said)
    return planned


def withdraw_planned(slug: str, planned_id: int, *, by: int | None, at: datetime) -> None:
    """It is not made; of a refused one: somebody has seen that it was not. One that is made stays made."""
    fair = get_fair_locked(slug)
    planned = release_queries.find_planned(fair.id, planned_id, locked=True)
    if planned is None:
        raise NotFound(mark("Das gibt es nicht mehr."))
    if planned.state not in ("planned", "refused"):
        raise DomainError(mark("Daran lässt sich nichts mehr ändern: Sie ist veröffentlicht oder zurückgezogen."))
    was_waiting = planned.state == "planned"
    planned.state = "withdrawn"
    db.session.flush()
    if was_waiting:
        _note(planned, "release.withdrawn", by=by, at=at)


def release_due(at: datetime) -> None:
    """The worker's job, in its transaction: what is due of all fairs, each locked before it is looked at again."""
    for planned_id, slug in release_queries.planned_due(at):
        fair = get_fair_locked(slug)
        planned = release_queries.find_planned(fair.id, planned_id, locked=True)
        if planned is not None and planned.state == "planned":
            _make(fair, planned, at=at)


def _make(fair: Fair, planned: PlannedRelease, *, at: datetime) -> None:
    why = f"{OVERTAKEN} {fair.released}" if fair.released != planned.based_on else _publish(fair, planned, at=at)
    if why:
        planned.state, planned.error = "refused", why
        db.session.flush()
        _note(planned, "release.refused", by=None, at=at)


def _publish(fair: Fair, planned: PlannedRelease, *, at: datetime) -> str:
    """Why not, if not. Nothing is written before it is clear that nothing refuses."""
    standing = queries.find_release(fair.id, fair.released)
    drafted = _with_who_may_be_named(fair, from_document(planned.document))
    codes = {session.code for session in drafted.sessions}
    if codes - queries.versions_of_sessions(fair.id).keys() or not queries.unscheduled_codes(fair.id).isdisjoint(codes):
        return GONE
    terms = Terms(Words(planned.comment, planned.comment_en), planned.override_reason, planned.is_sure)
    try:
        outcome = publish(fair, standing, drafted, terms, only=planned.codes, by=planned.by, at=at)
    except ClashesFound as refused:
        return f"{CLASHING} {len(refused.clashes)}"
    except TooFew as refused:
        return f"{CROWDED} {numbers(refused.crowded)}"
    if outcome.programme is None or not outcome.is_new:
        return EMPTY
    planned.state, planned.made = "done", outcome.programme.number
    db.session.flush()
    return ""


def _with_who_may_be_named(fair: Fair, programme: Programme) -> Programme:
    """Whoever withdrew their consent while it waited, or whose entry is gone, is left out; so is an exhibitor that is
    public no more."""
    speakers = {one.slug for one in queries.speakers_of(fair.id) if one.consent != "withdrawn"}
    exhibitors = {one.slug for one in queries.from_the_stand(fair.id).exhibitors.values()}
    sessions = tuple(
        replace(
            session,
            speakers=tuple(slug for slug in session.speakers if slug in speakers),
            exhibitors=tuple(slug for slug in session.exhibitors if slug in exhibitors),
        )
        for session in programme.sessions
    )
    return replace(
        programme,
        sessions=sessions,
        speakers=tuple(one for one in programme.speakers if one.slug in speakers),
        exhibitors=tuple(one for one in programme.exhibitors if one.slug in exhibitors),
    )


def _note(
    planned: PlannedRelease, kind: str, *, by: int | None, at: datetime, differences: Sequence[Difference] = ()
) -> None:
    record(
        by,
        kind,
        fair_id=planned.fair_id,
        subject=f"planned_release:{planned.id}",
        name=f"Version {planned.based_on + 1}",
        at=at,
        differences=differences,
    )
