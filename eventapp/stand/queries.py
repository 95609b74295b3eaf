"""What can be asked about the joint stand: the draft for the office, the published plan for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Text, case, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, defer, joinedload

from eventapp.database import db, rows_of
from eventapp.exhibitors.models import Entry, Exhibitor, Member
from eventapp.exhibitors.public_queries import public_addresses_of
from eventapp.exhibitors.queries import public_exhibitors_of
from eventapp.exhibitors.states import State
from eventapp.fair.models import Fair
from eventapp.i18n import Words
from eventapp.programme.models import ConferenceSession, Place
from eventapp.stand.draft import Exhibit, PlaceState, StandDraft
from eventapp.stand.models import AreaNumber, Placement, PlaceOnStand, PublishedPlan, Stand, StandArea, StandMark
from eventapp.stand.value import StandPlan, known_to
from eventapp.uploads.queries import pictures_of

_plan = msgspec.json.Decoder(StandPlan)


def find_plan(slug: str) -> StandPlan | None:
    """The published plan of a fair, without whoever is not public any more; None before the first one. Two queries."""
    wanted = select(Fair.id, PublishedPlan.document).join(Stand, Stand.fair_id == Fair.id)
    wanted = wanted.join(PublishedPlan, (PublishedPlan.fair_id == Fair.id) & (PublishedPlan.number == Stand.published))
    row = db.session.execute(wanted.where(Fair.slug == slug)).first()
    return known_to(_plan.decode(row[1]), public_exhibitors_of(row[0])) if row else None


def standing_plan(fair_id: int) -> StandPlan | None:
    """The published plan of a fair as it was published; None before the first one."""
    wanted = select(PublishedPlan.document).join(Stand, Stand.fair_id == PublishedPlan.fair_id)
    wanted = wanted.where(PublishedPlan.fair_id == fair_id, PublishedPlan.number == Stand.published)
    document = db.session.scalar(wanted)
    return _plan.decode(document) if document else None


def find_published(fair_id: int, number: int) -> StandPlan | None:
    """One published plan as it was; None for number 0."""
    wanted = select(PublishedPlan.document).where(PublishedPlan.fair_id == fair_id, PublishedPlan.number == number)
    document = db.session.scalar(wanted) if number else None
    return _plan.decode(document) if document else None


def published_plans(fair_id: int) -> list[PublishedPlan]:
    """All of them, the newest first."""
    wanted = select(PublishedPlan).where(PublishedPlan.fair_id == fair_id)
    return list(db.session.scalars(wanted.order_by(PublishedPlan.number.desc())))


def find_stand(fair_id: int, *, locked: bool = False) -> Stand | None:
    """The fair's stand. ``locked`` in a writing transaction: whoever draws on it comes one after the other."""
    wanted = select(Stand).where(Stand.fair_id == fair_id)
    if locked:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(wanted)


def areas_of(stand_id: int) -> list[StandArea]:
    """Those on the plan, by number as people count (A2 before A12)."""
    wanted = select(StandArea).where(StandArea.stand_id == stand_id, StandArea.removed_at.is_(None))
    return sorted(db.session.scalars(wanted), key=lambda one: (in_order(one.number), one.id))


def removed_areas_of(stand_id: int) -> list[StandArea]:
    """Those taken off the plan, the last one first."""
    wanted = select(StandArea).where(StandArea.stand_id == stand_id, StandArea.removed_at.is_not(None))
    return list(db.session.scalars(wanted.order_by(StandArea.removed_at.desc(), StandArea.id.desc())))


def find_area(stand_id: int, area_id: int) -> StandArea | None:
    return db.session.scalar(select(StandArea).where(StandArea.stand_id == stand_id, StandArea.id == area_id))


def numbers_given(stand_id: int) -> list[str]:
    """Every number that was ever given; the last one is that of the youngest area."""
    wanted = select(AreaNumber.number).where(AreaNumber.stand_id == stand_id)
    return list(db.session.scalars(wanted.order_by(AreaNumber.area_id, AreaNumber.number)))


def marks_of(stand_id: int) -> list[StandMark]:
    return list(db.session.scalars(select(StandMark).where(StandMark.stand_id == stand_id).order_by(StandMark.id)))


def find_mark(stand_id: int, mark_id: int) -> StandMark | None:
    return db.session.scalar(select(StandMark).where(StandMark.stand_id == stand_id, StandMark.id == mark_id))


def placements_of(stand_id: int) -> list[Placement]:
    """Who stands on the areas of the plan: not those whose exhibitor or exhibit is withdrawn."""
    wanted = select(Placement).join(StandArea, StandArea.id == Placement.area_id)
    wanted = wanted.join(Exhibitor, Exhibitor.id == Placement.exhibitor_id).outerjoin(
        Entry, Entry.id == Placement.entry_id
    )
    stands = (Exhibitor.state != "withdrawn") & (Entry.id.is_(None) | (Entry.state != State.WITHDRAWN))
    wanted = wanted.where(StandArea.stand_id == stand_id, StandArea.removed_at.is_(None), stands)
    return list(db.session.scalars(wanted.order_by(Placement.id)))


def exhibits_to_place(fair_id: int, *, only: int | None = None) -> list[Entry]:
    """Every exhibit that is neither withdrawn nor refused, or just this one; exhibitor and member loaded, in the order
    of exhibitors."""
    wanted = select(Entry).join(Exhibitor, Exhibitor.id == Entry.exhibitor_id).where(_can_stand(fair_id))
    if only is not None:
        wanted = wanted.where(Entry.id == only)
    with_member = joinedload(Entry.exhibitor, innerjoin=True).joinedload(Exhibitor.member, innerjoin=True)
    unread = (defer(column, raiseload=True) for column in (Entry.touched, Entry.unrecorded))
    found = db.session.scalars(wanted.options(with_member, *unread).order_by(Entry.id))
    return sorted(found, key=lambda one: (one.exhibitor.slug, one.id))


def exhibits_to_plan(fair_id: int) -> list[Exhibit]:
    """The same exhibits in the same order, as values: every move reads all of them, so of three documents each only the
    one that counts (:func:`eventapp.stand.draft.said_of`) comes along."""
    says, is_refused = _says_something, Entry.state == State.DECLINED
    handed_in = (says(Entry.handed_in) & ~is_refused, Entry.handed_in)
    said = case(handed_in, (says(Entry.accepted), Entry.accepted), else_=Entry.draft)
    wanted = select(Exhibitor.slug, Entry.id, Entry.slug, Entry.state, Member.name, said)
    wanted = wanted.join(Exhibitor, Exhibitor.id == Entry.exhibitor_id).join(Member, Member.id == Exhibitor.member_id)
    rows = sorted(rows_of(wanted.where(_can_stand(fair_id))).all(), key=lambda row: (row[0], row[1]))
    return [Exhibit(row[1], row[2] or "", *row[3:]) for row in rows]


def _can_stand(fair_id: int) -> ColumnElement[bool]:
    """Whether an exhibit is to be placed: neither withdrawn nor refused."""
    is_left = (Entry.state != State.WITHDRAWN) & ((Entry.state != State.DECLINED) | Entry.accepted.is_not(None))
    return (Entry.fair_id == fair_id) & (Entry.kind == "exhibit") & is_left & (Exhibitor.state != "withdrawn")


def _says_something(document: InstrumentedAttribute[dict[str, Any] | None]) -> ColumnElement[bool]:
    return document.is_not(None) & (cast(document, Text) != "{}")


def slugs_of_exhibitors(fair_id: int) -> Mapping[int, str]:
    rows = db.session.execute(select(Exhibitor.id, Exhibitor.slug).where(Exhibitor.fair_id == fair_id))
    return {row[0]: row[1] for row in rows}


def places_on_stand(fair_id: int) -> list[PlaceState]:
    """Every place of the programme's draft that is not hidden, with where it lies."""
    sessions = (
        select(ConferenceSession.place_id, func.count().label("number"))
        .where(ConferenceSession.fair_id == fair_id, ConferenceSession.is_cancelled.is_(False))
        .group_by(ConferenceSession.place_id)
        .subquery()
    )
    wanted = select(
        Place, func.coalesce(sessions.c.number, 0), StandArea.number, PlaceOnStand.place_id, StandArea.removed_at
    )
    wanted = wanted.outerjoin(sessions, sessions.c.place_id == Place.id)
    wanted = wanted.outerjoin(PlaceOnStand, PlaceOnStand.place_id == Place.id)
    wanted = wanted.outerjoin(StandArea, StandArea.id == PlaceOnStand.area_id)
    wanted = wanted.where(Place.fair_id == fair_id, Place.is_hidden.is_(False)).order_by(Place.position, Place.id)
    return [_place_state(*row) for row in db.session.execute(wanted)]


def find_place(fair_id: int, place_id: int) -> Place | None:
    return db.session.scalar(select(Place).where(Place.fair_id == fair_id, Place.id == place_id))


def read_stand(fair: Fair, stand: Stand) -> StandDraft:
    """The whole draft; a number of queries that does not grow."""
    picture = pictures_of([stand.background]).get(stand.background) if stand.background else None
    return StandDraft(
        fair=fair.slug,
        stand=stand,
        areas=areas_of(stand.id),
        marks=marks_of(stand.id),
        placements=placements_of(stand.id),
        exhibits=exhibits_to_plan(fair.id),
        places=places_on_stand(fair.id),
        read_catalogue=lambda: public_exhibitors_of(fair.id),
        read_public=lambda: public_addresses_of(fair.id),
        slugs=slugs_of_exhibitors(fair.id),
        picture=(picture.width, picture.height) if picture else None,
    )


def backgrounds_in_use() -> set[str]:
    """Digests of pictures beneath any plan, drafted or published."""
    drafted = db.session.scalars(select(Stand.background).where(Stand.background != ""))
    return set(drafted) | _published_backgrounds()


def is_public_background(digest: str) -> bool:
    """Whether it lies beneath a plan that is published now."""
    wanted = select(PublishedPlan.document).join(
        Stand, (Stand.fair_id == PublishedPlan.fair_id) & (Stand.published == PublishedPlan.number)
    )
    wanted = wanted.where(PublishedPlan.document.contains(digest, autoescape=True))
    plans = (_plan.decode(document) for document in db.session.scalars(wanted))
    return any(plan.background is not None and plan.background.digest == digest for plan in plans)


def in_order(number: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts numbers as people count: A2, A12, B1."""
    parts: list[str] = []
    for sign in number:
        if parts and parts[-1][-1].isdigit() == sign.isdigit():
            parts[-1] += sign
        else:
            parts.append(sign)
    return tuple((1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts)


def _published_backgrounds() -> set[str]:
    documents = db.session.scalars(select(PublishedPlan.document))
    plans = (_plan.decode(document) for document in documents)
    return {plan.background.digest for plan in plans if plan.background}


def _place_state(place: Place, sessions: int, number: str | None, said: int | None, removed_at: object) -> PlaceState:
    area = number if number and removed_at is None else ""
    is_elsewhere = said is not None and number is None
    return PlaceState(place.id, place.slug, Words(place.name_de, place.name_en), sessions, area, is_elsewhere)
