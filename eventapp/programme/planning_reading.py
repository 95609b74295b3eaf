"""What planning knows, read in as many queries whatever the fair's size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.fair.queries import public_fair
from eventapp.programme import queries
from eventapp.programme.conflicts import accepted_in, all_conflicts
from eventapp.programme.draft_reading import read_outline, read_whole_draft
from eventapp.programme.models import Availability, Blocker, Place, Speaker
from eventapp.programme.offers import judges_of, places_taken
from eventapp.programme.planning import Blocked, Conflict, Plan, Planning, Window


def read_planning(fair: Fair) -> Planning:
    changeovers = select(Place.slug, Place.changeover_minutes)
    changeovers = changeovers.where(Place.fair_id == fair.id, Place.changeover_minutes > 0)
    return Planning(
        changeovers={row[0]: row[1] for row in db.session.execute(changeovers)},
        places=_windows(fair.id, Place.slug, Availability.place_id == Place.id),
        speakers=_windows(fair.id, Speaker.slug, Availability.speaker_id == Speaker.id),
        blockers=_blocked(fair.id),
        hours=public_fair(fair).profile.hours,
        taken=places_taken(fair.id),
        accepted=accepted_in(queries.standing_at_hand(fair)),
        judges=judges_of(fair.id),
    )


def read_plan(fair: Fair, *, has_texts: bool = False) -> Plan:
    """The draft with what lies beside the board, and what planning knows of both. Texts are for who compares it with a
    release or shows what it lacks."""
    draft = read_whole_draft(fair) if has_texts else read_outline(fair)
    return Plan(draft.programme, draft.beside, read_planning(fair), draft.versions)


def open_conflicts(fair: Fair) -> tuple[Conflict, ...]:
    """All that does not go together in the draft, but for what was accepted with a release."""
    plan = read_plan(fair)
    found = all_conflicts(plan.programme, plan.planning)
    return tuple(conflict for conflict in found if conflict.severity != "accepted")


def windows_of(whose: Place | Speaker) -> list[Availability]:
    """When it can be had, by time; empty: always."""
    column = Availability.place_id if isinstance(whose, Place) else Availability.speaker_id
    wanted = select(Availability).where(Availability.fair_id == whose.fair_id, column == whose.id)
    return list(db.session.scalars(wanted.order_by(Availability.starts_at, Availability.id)))


def blockers_of(fair_id: int) -> list[Blocker]:
    """Times that are kept free, with their places, by time."""
    wanted = select(Blocker).where(Blocker.fair_id == fair_id).options(joinedload(Blocker.place))
    return list(db.session.scalars(wanted.order_by(Blocker.starts_at, Blocker.id)))


def find_blocker(fair_id: int, blocker_id: int, *, locked: bool = False) -> Blocker | None:
    wanted = select(Blocker).where(Blocker.fair_id == fair_id, Blocker.id == blocker_id)
    wanted = wanted.options(selectinload(Blocker.place))
    if locked:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(wanted)


def _blocked(fair_id: int) -> tuple[Blocked, ...]:
    """By time."""
    columns = (Blocker.id, Blocker.title, Place.slug, Blocker.starts_at, Blocker.ends_at)
    wanted = select(*columns).outerjoin(Place, Place.id == Blocker.place_id).where(Blocker.fair_id == fair_id)
    rows = db.session.execute(wanted.order_by(Blocker.starts_at, Blocker.id))
    return tuple(Blocked(row[0], row[1], row[2] or "", row[3], row[4]) for row in rows)


def _windows(
    fair_id: int, slug: InstrumentedAttribute[str], whose: ColumnElement[bool]
) -> Mapping[str, tuple[Window, ...]]:
    wanted = select(slug, Availability.starts_at, Availability.ends_at).join(Availability, whose)
    found: dict[str, list[Window]] = defaultdict(list)

    for name, starts_at, ends_at in db.session.execute(
        wanted.where(Availability.fair_id == fair_id).order_by(Availability.starts_at)
    ):
        found[name].append(Window(starts_at, ends_at))
    return {name: tuple(windows) for name, windows in found.items()}
