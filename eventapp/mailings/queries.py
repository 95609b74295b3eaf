"""What can be asked about mailings: their texts, whom they would reach now, and what became of their mails."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast, func, literal, select
from sqlalchemy.orm import contains_eager, defer, joinedload

from eventapp.accounts.models import Person
from eventapp.database import db
from eventapp.exhibitors.asking import asked_tasks
from eventapp.exhibitors.models import Exhibitor, Membership
from eventapp.exhibitors.overview import OVERDUE, Line, Stage, lines_of
from eventapp.exhibitors.queries import marks_of, rules_of_fair
from eventapp.exhibitors.tasks import WAITS_FOR_THE_MEMBER
from eventapp.fair.models import Fair
from eventapp.mailings.audiences import EXHIBITORS, MEMBERS, PLACES, SPEAKERS, Audience, Ground
from eventapp.mailings.models import Mailing
from eventapp.mailings.recipients import UNCONFIRMED, Candidate, Reached, Recipient, reached
from eventapp.outbox.models import FAILED, STATES, OutboxMail
from eventapp.programme.models import ConferenceSession
from eventapp.programme.queries import release_at_hand, speakers_of
from eventapp.signups.models import SignUp
from eventapp.visitors.queries import unwanted_among

PAGE = 200
"""Mails shown at once."""
MINE = "mailing:"
"""How the keys of our mails begin; the number of the mailing and who it is follow."""


def mailings_of(fair_id: int) -> list[Mailing]:
    """Drafts first, then what was sent, the latest first; without texts."""
    texts = (Mailing.text_de, Mailing.text_en)
    wanted = select(Mailing).where(Mailing.fair_id == fair_id).options(*(defer(one) for one in texts))
    order = (Mailing.sent_at.is_not(None), Mailing.sent_at.desc(), Mailing.changed_at.desc(), Mailing.id.desc())
    return list(db.session.scalars(wanted.order_by(*order)))


def find_mailing(fair_id: int, number: int, *, locked: bool = False) -> Mailing | None:
    wanted = select(Mailing).where(Mailing.fair_id == fair_id, Mailing.id == number)
    if locked:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(wanted)


def ground_of(fair: Fair) -> Ground:
    return Ground(asked_tasks(rules_of_fair(fair)), release_at_hand(fair.id, fair.released))


def reached_by(fair: Fair, audience: Audience | None, *, at: datetime) -> Reached:
    """Whom a mail to this audience would reach now; the queries do not grow with the people."""
    if audience is None:
        return Reached()
    if audience.kind in EXHIBITORS:
        found = list(_of_exhibitors(fair, audience, at))
    elif audience.kind == SPEAKERS:
        found = list(_of_speakers(fair, audience))
    else:
        found = list(_of_visitors(fair, audience))
    addresses = {one.recipient.address.lower() for one in found if one.recipient.address}
    return reached(found, unwanted=unwanted_among(addresses))


def _of_exhibitors(fair: Fair, audience: Audience, at: datetime) -> Iterator[Candidate]:
    lines = lines_of(marks_of(fair.id), rules_of_fair(fair), at=at)
    teams = _teams(fair.id)
    for exhibitor in (line.exhibitor for line in lines if _is_meant(audience, line)):
        team = teams.get(exhibitor.member_id, [])
        if not team:
            yield Candidate(_contact(exhibitor))
        for person in _first(exhibitor, team) if audience.kind == MEMBERS else team:
            about = (str(exhibitor.id),)
            yield Candidate(Recipient(f"person:{person.id}", person.name, person.email, person.language, about))


def _contact(exhibitor: Exhibitor) -> Recipient:
    """Of whom nobody has an account: whoever the office would invite."""
    name, address = exhibitor.contact_name or exhibitor.member.name, exhibitor.contact_email.lower()
    return Recipient(f"exhibitor:{exhibitor.id}", name, address, exhibitor.language, (str(exhibitor.id),))


def _first(exhibitor: Exhibitor, team: Sequence[Person]) -> Sequence[Person]:
    """The contact if they are in the team, else the first of it."""
    contact = [one for one in team if one.email == exhibitor.contact_email.lower()]
    return (contact or team)[:1]


def _is_meant(audience: Audience, line: Line) -> bool:
    takes_part = line.exhibitor.state in ("invited", "taking_part")
    if audience.narrowed == OVERDUE:
        return line.is_overdue
    if audience.narrowed == "stage":
        return line.stage == audience.value
    if audience.narrowed == "missing":
        marks = (mark for mark in line.tasks if mark.task.key == audience.value)
        return takes_part and any(mark.status in WAITS_FOR_THE_MEMBER for mark in marks)
    return line.stage != Stage.WITHDRAWN


def _teams(fair_id: int) -> dict[int, list[Person]]:
    """Who acts for the members of a fair, by the member; without accounts that are shut."""
    wanted = select(Membership.member_id, Person).join(Person, Person.id == Membership.person_id)
    wanted = wanted.join(Exhibitor, Exhibitor.member_id == Membership.member_id)
    wanted = wanted.where(Exhibitor.fair_id == fair_id, Person.is_active).order_by(Person.name, Person.id)
    found: dict[int, list[Person]] = defaultdict(list)
    for member_id, person in db.session.execute(wanted):
        found[member_id].append(person)
    return found


def _of_speakers(fair: Fair, audience: Audience) -> Iterator[Candidate]:
    speaking = ground_of(fair).speaking_on(audience.day)
    for speaker in speakers_of(fair.id):
        is_meant = {
            "day": speaker.slug in speaking,
            "unasked": speaker.consent == "unknown",
            "no_english": not speaker.biography_en,
        }
        if is_meant.get(audience.narrowed, True):
            about = tuple(session.code for session in speaking.get(speaker.slug, ()))
            address = speaker.email.lower()
            yield Candidate(Recipient(f"speaker:{speaker.id}", speaker.name, address, speaker.language, about))


def _of_visitors(fair: Fair, audience: Audience) -> Iterator[Candidate]:
    """Who is erased has no sign-up that stands. An address that nobody has confirmed may be a stranger's."""
    codes = ground_of(fair).codes(audience)
    wanted = select(SignUp).join(SignUp.session).options(joinedload(SignUp.visitor), contains_eager(SignUp.session))
    wanted = wanted.where(SignUp.fair_id == fair.id, SignUp.state == state_meant(audience))
    wanted = wanted.where(ConferenceSession.code.in_(codes), SignUp.visitor_id.is_not(None))
    for one in db.session.scalars(wanted.order_by(ConferenceSession.starts_at, SignUp.id)):
        visitor = one.visitor
        if visitor is not None:
            told = (one.name, visitor.email, visitor.language, (one.session.code,))
            excuse = UNCONFIRMED if visitor.email and not visitor.is_confirmed else ""
            yield Candidate(Recipient(f"visitor:{visitor.id}", *told), excuse)


def state_meant(audience: Audience) -> str:
    return "confirmed" if audience.kind == PLACES else "waiting"


def mails_of(mailing: Mailing, *, states: Sequence[str] = (), page: int = 1) -> list[OutboxMail]:
    """In the order in which they were posted; what they say is not loaded."""
    wanted = select(OutboxMail).where(_is_of(mailing)).order_by(OutboxMail.id)
    if states:
        wanted = wanted.where(OutboxMail.state.in_(states))
    wanted = wanted.options(defer(OutboxMail.text), defer(OutboxMail.html)).limit(PAGE)
    return list(db.session.scalars(wanted.offset((page - 1) * PAGE)))


def find_mail(mailing: Mailing, number: int) -> OutboxMail | None:
    return db.session.scalar(select(OutboxMail).where(_is_of(mailing), OutboxMail.id == number))


def failed_of(mailing: Mailing) -> list[OutboxMail]:
    """Those that can be sent anew."""
    wanted = select(OutboxMail).where(_is_of(mailing), OutboxMail.state == FAILED, OutboxMail.erased_at.is_(None))
    return list(db.session.scalars(wanted.order_by(OutboxMail.id)))


def numbers_of(mailing: Mailing) -> dict[str, int]:
    """How many of its mails stand where; every state is named."""
    return dict.fromkeys(STATES, 0) | all_numbers(mailing.fair_id, only=mailing.id).get(mailing.id, {})


def all_numbers(fair_id: int, *, only: int | None = None) -> dict[int, dict[str, int]]:
    """The same of all mailings of a fair, by their numbers, in one query."""
    begins = literal(MINE) + cast(Mailing.id, String) + literal(":%")
    counted = select(Mailing.id, OutboxMail.state, func.count()).join(OutboxMail, OutboxMail.key.like(begins))
    counted = counted.where(Mailing.fair_id == fair_id, OutboxMail.fair_id == fair_id)
    counted = counted.where(Mailing.id == only) if only is not None else counted
    found: dict[int, dict[str, int]] = defaultdict(Counter)
    for number, state, many in db.session.execute(counted.group_by(Mailing.id, OutboxMail.state)):
        found[number][state] = many
    return found


def _is_of(mailing: Mailing) -> ColumnElement[bool]:
    is_ours: ColumnElement[bool] = OutboxMail.key.startswith(f"{MINE}{mailing.id}:", autoescape=True)
    return is_ours & (OutboxMail.fair_id == mailing.fair_id)


def still_in_the_team(fair_id: int, person_id: int, exhibitors: Sequence[str]) -> tuple[str, ...]:
    """Those of the exhibitors, by their ids as text, for whose member the person acts now."""
    wanted = select(Exhibitor.id).join(Membership, Membership.member_id == Exhibitor.member_id)
    wanted = wanted.where(Membership.person_id == person_id, Exhibitor.fair_id == fair_id)
    theirs = {str(one) for one in db.session.scalars(wanted)}
    return tuple(one for one in exhibitors if one in theirs)
