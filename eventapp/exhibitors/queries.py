"""What can be asked about members and exhibitors. What belongs to a person is found by queries that take the person:
strangers get None."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, bindparam, cast, exists, func, inspect, or_, select
from sqlalchemy.orm import contains_eager, joinedload, load_only, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.base import ExecutableOption

from eventapp.accounts.models import Person
from eventapp.accounts.queries import present_person
from eventapp.database import db
from eventapp.errors import NotFound
from eventapp.exhibitors.models import (
    Application,
    Entry,
    Exhibitor,
    ExhibitPartner,
    Member,
    Membership,
    Question,
    Registration,
    ReopenedTask,
    StaffPass,
)
from eventapp.exhibitors.overview import Asked, EntryMark, Line, Marks, chosen, lines_of
from eventapp.exhibitors.rule_remarks import Written
from eventapp.exhibitors.rules import Rules, rules_of
from eventapp.exhibitors.standing_queries import reopened_in
from eventapp.exhibitors.states import State
from eventapp.exhibitors.tasks import UNTOUCHED
from eventapp.exhibitors.value import PublicExhibitors, public_exhibitors, shown_digests, upload_digests
from eventapp.fair.models import Fair
from eventapp.i18n import mark
from eventapp.text import folded

ASKED = ("invited", "taking_part", "withdrawn")
"""States in which a member's people see their part in the fair: before the invitation it is the office's list."""


def members() -> list[Member]:
    """All organisations, in the order of the alphabet."""
    return sorted(db.session.scalars(select(Member)), key=lambda one: (folded(one.name), one.id))


def find_member(slug: str) -> Member | None:
    return db.session.scalar(select(Member).where(Member.slug == slug))


def people_of(member_id: int) -> list[Person]:
    """Who may act for a member."""
    wanted = select(Person).join(Membership, Membership.person_id == Person.id)
    return list(db.session.scalars(wanted.where(Membership.member_id == member_id).order_by(Person.name, Person.id)))


def is_archived_by(values: Mapping[str, Any]) -> bool:
    """Whether the values of a member's address name an exhibitor of theirs at an archived fair."""
    exhibitor_id, person = values.get("exhibitor_id"), present_person()
    if exhibitor_id is None or "slug" in values or person is None:
        return False
    return bool(db.session.scalar(_archived_part(), {"person_id": person.id, "exhibitor_id": exhibitor_id}))


@cache
def _archived_part() -> Select[bool]:
    wanted = select(Fair.is_archived).join(Exhibitor, Exhibitor.fair_id == Fair.id)
    return wanted.where(Exhibitor.id == bindparam("exhibitor_id"), _acts_for())


def rules_of_fair(fair: Fair) -> Rules:
    return rules_of(
        db.session.scalar(select(Registration.document).where(Registration.fair_id == fair.id)) or "", fair.starts_on
    )


def find_registration(fair_id: int) -> Registration | None:
    return db.session.get(Registration, fair_id)


def exhibitors_of(fair_id: int, *, only: int | None = None) -> list[Exhibitor]:
    """Everybody's part in the fair in the order of the alphabet, members loaded."""
    wanted = select(Exhibitor).where(Exhibitor.fair_id == fair_id).options(joinedload(Exhibitor.member, innerjoin=True))
    wanted = wanted if only is None else wanted.where(Exhibitor.id == only)
    return sorted(db.session.scalars(wanted), key=lambda one: (folded(one.member.name), one.id))


def find_exhibitor(fair_id: int, exhibitor_id: int) -> Exhibitor | None:
    """For the office: of this fair only, the member loaded."""
    wanted = select(Exhibitor).where(Exhibitor.fair_id == fair_id, Exhibitor.id == exhibitor_id)
    return db.session.scalar(wanted.options(joinedload(Exhibitor.member, innerjoin=True)))


def exhibitors_by_id(fair_id: int, ids: Collection[int]) -> dict[int, Exhibitor]:
    """Those of this fair, members loaded."""
    wanted = select(Exhibitor).where(Exhibitor.fair_id == fair_id, Exhibitor.id.in_(ids))
    rows = db.session.scalars(wanted.options(joinedload(Exhibitor.member, innerjoin=True)))
    return {row.id: row for row in rows}


def exhibitor_ids(fair_id: int, slugs: Collection[str]) -> dict[str, int]:
    """By address."""
    wanted = select(Exhibitor.slug, Exhibitor.id).where(Exhibitor.fair_id == fair_id, Exhibitor.slug.in_(slugs))
    return {row.slug: row.id for row in db.session.execute(wanted)} if slugs else {}


def get_exhibitor(exhibitor_id: int) -> Exhibitor:
    wanted = select(Exhibitor).where(Exhibitor.id == exhibitor_id)
    found = db.session.scalar(wanted.options(joinedload(Exhibitor.member, innerjoin=True)))
    if found is None:
        raise NotFound(mark("Diesen Aussteller gibt es nicht."))
    return found


def _acts_for(person: Person | None = None) -> ColumnElement[bool]:
    """Whether the exhibitor is one of the person's; without a person, of the one the statement is run for."""
    acting: Any = bindparam("person_id") if person is None else person.id
    is_theirs = exists().where(Membership.member_id == Exhibitor.member_id, Membership.person_id == acting)
    return is_theirs & Exhibitor.state.in_(ASKED)


def exhibitors_of_person(person: Person) -> list[tuple[Exhibitor, Fair]]:
    """Everything the person acts for, the latest fair first, members loaded."""
    wanted = select(Exhibitor, Fair).join(Fair, Fair.id == Exhibitor.fair_id).where(_acts_for(person))
    found = db.session.execute(wanted.options(joinedload(Exhibitor.member, innerjoin=True)))
    return sorted(
        ((row[0], row[1]) for row in found), key=lambda one: (-one[1].starts_on.toordinal(), folded(one[0].member.name))
    )


def find_exhibitor_of(person: Person, exhibitor_id: int) -> Exhibitor | None:
    """The exhibitor if the person acts for it, the member loaded."""
    part = find_part_of(person, exhibitor_id)
    return part[0] if part else None


def find_part_of(person: Person, exhibitor_id: int, *, is_locked: bool = False) -> tuple[Exhibitor, Fair, str] | None:
    """The same with its fair and the document of the fair's rules; locked where something will be written."""
    asked = {"person_id": person.id, "exhibitor_id": exhibitor_id}
    row = db.session.execute(_part_of(is_locked), asked).first()
    return (row[0], row[1], row[2] or "") if row else None


@cache
def _part_of(is_locked: bool) -> Select[Exhibitor, Fair, str]:
    """Built once: every page of a member begins with it, and building takes longer than asking."""
    wanted = select(Exhibitor, Fair, Registration.document).join(Fair, Fair.id == Exhibitor.fair_id)
    wanted = wanted.outerjoin(Registration, Registration.fair_id == Exhibitor.fair_id)
    wanted = wanted.where(Exhibitor.id == bindparam("exhibitor_id"), _acts_for()).join(Exhibitor.member)
    wanted = wanted.options(contains_eager(Exhibitor.member)).execution_options(populate_existing=is_locked)
    return wanted.with_for_update(of=Exhibitor) if is_locked else wanted


def find_entry_of(person: Person, exhibitor_id: int, entry_id: int) -> Entry | None:
    """An entry of that exhibitor of theirs, or an exhibit that it is a partner in; everything about it loaded."""
    is_partner = exists().where(
        ExhibitPartner.entry_id == Entry.id, ExhibitPartner.exhibitor_id == exhibitor_id, Entry.kind == "exhibit"
    )
    is_own = exists().where(Exhibitor.id == exhibitor_id, _acts_for(person))
    wanted = select(Entry).where(Entry.id == entry_id, is_own, or_(Entry.exhibitor_id == exhibitor_id, is_partner))
    return db.session.scalar(wanted.options(*_with_all()))


def find_entry(fair_id: int, entry_id: int) -> Entry | None:
    """For the office: of this fair only; exhibitor, member and questions loaded."""
    wanted = select(Entry).where(Entry.fair_id == fair_id, Entry.id == entry_id)
    return db.session.scalar(wanted.options(*_with_all()))


def _with_all() -> tuple[ExecutableOption, ...]:
    """Exhibitor, member and questions of an entry."""
    with_member = joinedload(Entry.exhibitor, innerjoin=True).joinedload(Exhibitor.member, innerjoin=True)
    return with_member, selectinload(Entry.questions)


def entries_of(exhibitor_id: int) -> list[Entry]:
    """Its own entries in the order in which they were begun, questions loaded."""
    wanted = select(Entry).where(Entry.exhibitor_id == exhibitor_id).order_by(Entry.id)
    return list(db.session.scalars(wanted.options(selectinload(Entry.questions))))


def find_entry_of_kind(exhibitor_id: int, kind: str) -> Entry | None:
    """The one entry of a kind that there is once."""
    return db.session.scalar(
        select(Entry).where(Entry.exhibitor_id == exhibitor_id, Entry.kind == kind).order_by(Entry.id)
    )


def exhibits_with(exhibitor_id: int) -> list[Entry]:
    """Exhibits of others in which it is a partner, with whose they are."""
    wanted = select(Entry).join(ExhibitPartner, ExhibitPartner.entry_id == Entry.id)
    wanted = wanted.where(ExhibitPartner.exhibitor_id == exhibitor_id, Entry.state != State.WITHDRAWN)
    return list(db.session.scalars(wanted.options(*_with_all()).order_by(Entry.id)))


def waiting_entries(fair_id: int) -> list[Entry]:
    """What waits for the office, the longest first; exhibitor, member and questions loaded."""
    wanted = _waiting(select(Entry).join(Exhibitor, Exhibitor.id == Entry.exhibitor_id), fair_id)
    loaded = wanted.options(
        contains_eager(Entry.exhibitor).joinedload(Exhibitor.member, innerjoin=True), selectinload(Entry.questions)
    )
    return list(db.session.scalars(loaded))


def _waiting(wanted: Any, fair_id: int) -> Any:
    """Of a select with exhibitors joined, in the order of the queue."""
    waits = Entry.state.in_((State.SUBMITTED, State.ANSWERED)) & (Exhibitor.state != "withdrawn")
    return wanted.where(Entry.fair_id == fair_id, waits).order_by(Entry.handed_in_at, Entry.id)


def ids_of_waiting(fair_id: int, *, after: Entry | None = None) -> list[int]:
    """What waits for the office, the longest first; what waits longer than ``after`` comes last, itself not at all."""
    wanted = select(Entry.handed_in_at, Entry.id).join(Exhibitor, Exhibitor.id == Entry.exhibitor_id)
    rows = [(row[0], row[1]) for row in db.session.execute(_waiting(wanted, fair_id))]
    if after is None or after.handed_in_at is None:
        return [one for _since, one in rows]
    here = (after.handed_in_at, after.id)
    return [row[1] for row in rows if row > here] + [row[1] for row in rows if row < here]


def open_questions(entry: Entry) -> list[Question]:
    """Those without an answer; read now where the entry was loaded without them, as a save does."""
    if "questions" in inspect(entry).unloaded:
        asked = select(Question).where(Question.entry_id == entry.id).order_by(Question.id)
        set_committed_value(entry, "questions", list(db.session.scalars(asked)))
    return [question for question in entry.questions if question.closed_at is None]


def find_question(entry: Entry, question_id: int) -> Question | None:
    return next((question for question in entry.questions if question.id == question_id), None)


def passes_of(exhibitor_id: int) -> list[StaffPass]:
    """Those that stand, in the order of the alphabet."""
    wanted = select(StaffPass).where(StaffPass.exhibitor_id == exhibitor_id, StaffPass.withdrawn_at.is_(None))
    return sorted(db.session.scalars(wanted), key=lambda one: (folded(one.last_name), folded(one.first_name), one.id))


def find_pass_of(exhibitor: Exhibitor, pass_id: int) -> StaffPass | None:
    return db.session.scalar(select(StaffPass).where(StaffPass.id == pass_id, StaffPass.exhibitor_id == exhibitor.id))


def reopened_of(exhibitor_id: int) -> dict[str, datetime]:
    rows = db.session.scalars(select(ReopenedTask).where(ReopenedTask.exhibitor_id == exhibitor_id))
    return {row.task: row.until for row in rows}


def applications_of(fair_id: int, *, state: str = "waiting") -> list[Application]:
    wanted = select(Application).where(Application.fair_id == fair_id, Application.state == state)
    return list(db.session.scalars(wanted.order_by(Application.received_at, Application.id)))


def find_application(fair_id: int, application_id: int) -> Application | None:
    return db.session.scalar(
        select(Application).where(Application.fair_id == fair_id, Application.id == application_id)
    )


def is_public(fair_id: int) -> ColumnElement[bool]:
    """Whether the public may know of an entry."""
    takes_part = (Exhibitor.fair_id == fair_id) & (Exhibitor.state != "withdrawn")
    return takes_part & Entry.accepted.is_not(None) & (Entry.state != State.WITHDRAWN)


def accepted_rows(fair_id: int) -> Sequence[tuple[Exhibitor, Entry]]:
    """Everything that is public, with whose it is; of the entries only what the public sees."""
    wanted = select(Exhibitor, Entry).join(Entry, Entry.exhibitor_id == Exhibitor.id)
    wanted = wanted.where(is_public(fair_id), Entry.kind.in_(("company", "exhibit")))
    told = load_only(Entry.exhibitor_id, Entry.kind, Entry.slug, Entry.accepted, Entry.accepted_at)
    return [(row[0], row[1]) for row in db.session.execute(wanted.options(told).order_by(Entry.id))]


def public_names_of(fair_id: int, only: Collection[int] | None = None) -> dict[int, tuple[str, str]]:
    """The exhibitors of the catalogue (or just these of them) by id, with address and accepted name alone, for who
    reads them often."""
    wanted = select(Exhibitor.id, Exhibitor.slug, Entry.accepted["name"].as_string())
    wanted = wanted.join(Entry, Entry.exhibitor_id == Exhibitor.id)
    wanted = wanted.where(is_public(fair_id), Entry.kind == "company").order_by(Exhibitor.id)
    if only is not None:
        wanted = wanted.where(Exhibitor.id.in_(only))
    return {row[0]: (row[1], row[2] or "") for row in db.session.execute(wanted)}


def public_exhibitors_of(fair_id: int) -> PublicExhibitors:
    """The catalogue of the fair as the public may know it, in one query."""
    return public_exhibitors(accepted_rows(fair_id))


def is_public_image(digest: str) -> bool:
    """Whether an upload is shown by anything that was accepted, at any fair. Of others nobody says anything."""
    wanted = select(Entry.accepted).join(Exhibitor, Exhibitor.id == Entry.exhibitor_id)
    wanted = wanted.where(Exhibitor.state != "withdrawn", cast(Entry.accepted, Text).contains(digest, autoescape=True))
    return any(digest in shown_digests(answers) for answers in db.session.scalars(wanted))


def may_see_upload(person_id: int, digest: str) -> bool:
    """Whether it stands in anything of an exhibitor that the person acts for."""
    acts = exists().where(Membership.member_id == Exhibitor.member_id, Membership.person_id == person_id)
    said = (Entry.draft, Entry.handed_in, Entry.accepted)
    wanted = select(*said).join(Exhibitor, Exhibitor.id == Entry.exhibitor_id)
    wanted = wanted.where(acts, or_(*(cast(one, Text).contains(digest, autoescape=True) for one in said)))
    rows = db.session.execute(wanted)
    return any(digest in upload_digests(answers or {}) for row in rows for answers in row)


def uploads_in_use() -> set[str]:
    """Digests of everything that any entry speaks of."""
    rows = db.session.execute(select(Entry.draft, Entry.handed_in, Entry.accepted))
    return {digest for row in rows for answers in row for digest in upload_digests(answers or {})}


def find_application_of(exhibitor_id: int) -> Application | None:
    """What its organisation wrote when it asked to take part."""
    return db.session.scalar(select(Application).where(Application.exhibitor_id == exhibitor_id))


def marks_of(fair_id: int, *, only: int | None = None) -> Marks:
    """What the office's list tells of all exhibitors of a fair (or of one), in four queries."""
    entries = select(Entry.exhibitor_id, Entry.kind, Entry.state, Entry.version, Entry.accepted_at.is_not(None))
    passes = select(StaffPass.exhibitor_id, func.count()).join(Exhibitor, Exhibitor.id == StaffPass.exhibitor_id)
    passes = passes.where(Exhibitor.fair_id == fair_id, StaffPass.withdrawn_at.is_(None))
    return Marks(
        exhibitors=exhibitors_of(fair_id, only=only),
        entries=[EntryMark(*row) for row in db.session.execute(entries.where(Entry.fair_id == fair_id))],
        passes=dict(db.session.execute(passes.group_by(StaffPass.exhibitor_id)).all()),
        reopened=reopened_in(fair_id),
    )


def written_for(fair_id: int, kind: str) -> list[Written]:
    """What those who take part have written so far for one task of a fair."""
    wanted = select(Entry.exhibitor_id, Entry.draft, Entry.version > UNTOUCHED, Entry.handed_in.is_not(None))
    wanted = wanted.join(Exhibitor, Exhibitor.id == Entry.exhibitor_id)
    wanted = wanted.where(Entry.fair_id == fair_id, Entry.kind == kind, Entry.state != State.WITHDRAWN)
    rows = db.session.execute(wanted.where(Exhibitor.state != "withdrawn").order_by(Entry.id))
    return [Written(row[0], row[1], bool(row[2]), bool(row[3])) for row in rows]


def fairs_to_join(*, at: datetime) -> list[Fair]:
    """Fairs that take applications now."""
    rows = db.session.execute(
        select(Fair, Registration.document).join(Registration, Registration.fair_id == Fair.id).order_by(Fair.starts_on)
    )
    return [row[0] for row in rows if rules_of(row[1], row[0].starts_on).takes_applications(at)]


def names_of_people(ids: Collection[int]) -> dict[int, tuple[str, bool]]:
    """What people are called, and whether they are of the office."""
    rows = db.session.execute(select(Person.id, Person.name, Person.is_organiser).where(Person.id.in_(ids)))
    return {row[0]: (row[1], row[2]) for row in rows}


def find_entry_of_session(fair_id: int, code: str) -> Entry | None:
    """The proposal that a session was made of, with whose it is."""
    wanted = select(Entry).where(Entry.fair_id == fair_id, Entry.session_code == code).order_by(Entry.id)
    with_member = joinedload(Entry.exhibitor, innerjoin=True).joinedload(Exhibitor.member, innerjoin=True)
    return db.session.scalars(wanted.options(with_member)).first()


def takes_applications(slug: str, *, at: datetime) -> bool:
    """Whether organisations may ask now to take part in that fair."""
    wanted = select(Fair.starts_on, Registration.document).join(Registration, Registration.fair_id == Fair.id)
    row = db.session.execute(wanted.where(Fair.slug == slug)).first()
    return row is not None and rules_of(row[1], row[0]).takes_applications(at)


def generation_of_feed(exhibitor_id: int) -> int | None:
    """Which private calendar of an exhibitor opens; None if there is no such exhibitor."""
    return db.session.scalar(select(Exhibitor.feed_generation).where(Exhibitor.id == exhibitor_id))


def exhibitors_without_address(fair_id: int) -> int:
    """How many on the office's list cannot be invited, because nobody knows where to."""
    wanted = select(func.count()).where(Exhibitor.fair_id == fair_id, Exhibitor.contact_email == "")
    return db.session.scalar(wanted.where(Exhibitor.state == "listed")) or 0


def lines_asked_for(fair: Fair, asked: Asked, *, at: datetime) -> list[Line]:
    """The office's list, narrowed and sorted as its address says."""
    every = lines_of(marks_of(fair.id), rules_of_fair(fair), at=at)
    return chosen(every, stage=asked.stage, words=folded(asked.q).split(), sort=asked.sort, folded=folded)
