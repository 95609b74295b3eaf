"""Everything that can happen to the places of one session, in any order: what must be true, is true after each step."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, select, update

from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.outbox.models import OutboxMail
from eventapp.programme.actions.release import release
from eventapp.programme.models import ConferenceSession
from eventapp.signups import queries
from eventapp.signups.actions.asking import ask, confirm, not_me, sign_up_known
from eventapp.signups.actions.giving_back import accept, give_back
from eventapp.signups.actions.looking_after import leave, settle_due
from eventapp.signups.actions.office import let_in, remove
from eventapp.signups.models import STANDING, TAKING, Allotment, SignUp
from eventapp.signups.rules import last_call
from eventapp.visitors.models import Visitor
from tests.factories import SLUG
from tests.signups.house import NOW, asked, fair_id, get_sign_up, make_workshop, programme, workshop

PEOPLE = st.integers(0, 6).map(lambda number: f"p{number}@besuch.example")
PLACES = 2
_keys = itertools.count(1)
_moments = itertools.count(1)


class Places(RuleBasedStateMachine):
    """One workshop of two places and seven people."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW + timedelta(seconds=next(_moments))
        self.moved_by_hand: set[int] = set()
        in_transaction(self._empty)
        self._release(PLACES)
        self.before = self._states()

    def _empty(self) -> None:
        for table in (SignUp, OutboxMail, Visitor):
            db.session.execute(delete(table))
        db.session.execute(update(Allotment).values(taken=0, extra=0, next_turn=1, waiting=0, next_due_at=None))

    def _release(self, capacity: int) -> None:
        row = db.session.scalars(select(ConferenceSession)).one()
        if row.capacity == capacity:
            return

        def released() -> None:
            row.capacity = capacity
            release(SLUG, at=self.now, is_sure=True)

        in_transaction(released)

    def _do(self, act: Callable[[], object]) -> None:
        """What is refused is undone and changes nothing."""
        try:
            in_transaction(act)
        except DomainError:
            db.session.rollback()

    def _of(self, email: str, *states: str) -> SignUp | None:
        wanted = select(SignUp).join(SignUp.visitor).where(Visitor.email == email, SignUp.state.in_(states))
        found = db.session.scalars(wanted.order_by(SignUp.id.desc())).first()
        return get_sign_up(found.id) if found else None

    def _states(self) -> dict[int, tuple[str, int | None]]:
        db.session.expire_all()
        return {one.id: (one.state, one.turn) for one in db.session.scalars(select(SignUp).order_by(SignUp.id))}

    def _by_hand(self, sign_up: SignUp | None) -> SignUp | None:
        if sign_up is not None:
            self.moved_by_hand.add(sign_up.id)
        return sign_up

    @initialize(crowd=st.sampled_from([5, 6, 4, 2, 0]))
    def some_have_come(self, crowd: int) -> None:
        for number in range(crowd):
            self.asks_and_confirms(f"p{number}@besuch.example")

    @rule(email=PEOPLE)
    def asks(self, email: str) -> None:
        self._do(lambda: ask(fair_id(), workshop(), asked(email), at=self.now))

    @rule(email=PEOPLE)
    def confirms(self, email: str) -> None:
        found = self._by_hand(self._of(email, "held", "asked"))
        if found:
            self._do(lambda: confirm(found, workshop(), programme(), at=self.now))

    @rule(email=PEOPLE)
    def asks_and_confirms(self, email: str) -> None:
        self.asks(email)
        self.confirms(email)

    @rule(email=PEOPLE)
    def presses_once(self, email: str) -> None:
        visitor = self._known(email)
        if visitor:
            key = f"machine-{next(_keys)}"
            self._do(
                lambda: sign_up_known(visitor, workshop(), programme(), answer="", key=key, at=self.now, name="Ada")
            )

    def _known(self, email: str) -> Visitor | None:
        wanted = select(Visitor).where(Visitor.email == email, Visitor.email_confirmed_at.is_not(None))
        return db.session.scalars(wanted).one_or_none()

    @rule(email=PEOPLE)
    def says_it_was_not_me(self, email: str) -> None:
        found = self._by_hand(self._of(email, "held", "asked"))
        if found:
            self._do(lambda: not_me(found, workshop(), at=self.now))

    @rule(email=PEOPLE)
    def gives_back(self, email: str) -> None:
        found = self._by_hand(self._of(email, *STANDING))
        if found:
            self._do(lambda: give_back(found, workshop(), at=self.now))

    @rule(email=PEOPLE)
    def takes_the_offer(self, email: str) -> None:
        found = self._of(email, "offered")
        if found:
            self._do(lambda: accept(found, workshop(), at=self.now))

    @rule(email=PEOPLE)
    def is_erased(self, email: str) -> None:
        sessions = {queries.session_id_of(fair_id(), "WORKSH") or 0: workshop()}
        for visitor in db.session.scalars(select(Visitor).where(Visitor.email == email)).all():
            self.moved_by_hand |= {one.id for one in queries.sign_ups_of_visitor(visitor)}
            self._do(lambda visitor=visitor: leave(visitor, sessions, at=self.now))

    @rule(email=PEOPLE)
    def is_let_in(self, email: str) -> None:
        self._by_hand(self._of(email, *STANDING))
        said = {"name": "Ada", "email": email, "language": "de"}
        self._do(lambda: let_in(fair_id(), workshop(), by=None, at=self.now, **said))

    @rule(email=PEOPLE)
    def is_removed(self, email: str) -> None:
        found = self._by_hand(self._of(email, *STANDING))
        if found:
            self._do(lambda: remove(found, workshop(), by=None, at=self.now))

    @rule(capacity=st.integers(1, 4))
    def gets_another_capacity(self, capacity: int) -> None:
        self.now += timedelta(seconds=1)
        self._release(capacity)

    @precondition(lambda self: self.now < last_call(workshop()))
    @rule(minutes=st.sampled_from([1, 30, 61, 800]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def the_worker_looks(self) -> None:
        in_transaction(lambda: settle_due(self.now))

    @rule(is_late=st.integers(0, 7))
    def the_hour_of_the_last_call_comes(self, is_late: int) -> None:
        """Seldom: little happens after it."""
        if is_late == 7:
            self.now = max(self.now, last_call(workshop()) - timedelta(minutes=5))

    @invariant()
    def what_must_be_true(self) -> None:
        now_so = self._states()
        allotment = db.session.scalars(select(Allotment)).one()
        states = [state for state, _turn in now_so.values()]
        taking = sum(state in TAKING for state in states)
        assert allotment.taken == taking, "the count is what it counts"
        assert allotment.waiting == states.count("waiting"), "and so is that of those who wait"
        self._nothing_is_forgotten(allotment.next_due_at)
        assert taking <= allotment.capacity + allotment.extra, "never over capacity"
        assert allotment.extra <= max(0, taking - allotment.capacity), "what the office forced does not outlive it"
        if self.now < last_call(workshop()) and "waiting" in states:
            assert allotment.taken >= allotment.capacity, "no place is free while somebody waits"
        self._in_turn(now_so)
        self._nobody_is_thrown_out(now_so)
        self.before, self.moved_by_hand = now_so, set()

    def _nothing_is_forgotten(self, next_due_at: datetime | None) -> None:
        """The row says when the next look is due, never too late."""
        ends = db.session.execute(select(SignUp.held_until, SignUp.offered_until)).all()
        due = [end for both in ends for end in both if end is not None]
        assert not due or (next_due_at is not None and next_due_at <= min(due))

    def _in_turn(self, now_so: dict[int, tuple[str, int | None]]) -> None:
        waited = {one: turn for one, (state, turn) in self.before.items() if state == "waiting" and turn is not None}
        passed = [one for one in waited if one not in self.moved_by_hand]
        promoted = [waited[one] for one in passed if one in now_so and now_so[one][0] != "waiting"]
        left = [waited[one] for one in passed if now_so.get(one, ("",))[0] == "waiting"]
        assert not (promoted and left) or max(promoted) < min(left), "strictly in turn"
        turns = [turn for state, turn in now_so.values() if state == "waiting"]
        assert len(turns) == len(set(turns)), "nobody shares a turn"

    def _nobody_is_thrown_out(self, now_so: dict[int, tuple[str, int | None]]) -> None:
        for one, (state, _turn) in self.before.items():
            if state == "confirmed" and one not in self.moved_by_hand:
                assert now_so[one][0] == "confirmed", "a place is theirs until they give it back"


@pytest.mark.usefixtures("in_app")
def test_in_any_order_the_places_are_right(app: Flask):
    make_workshop(capacity=PLACES)
    run_state_machine_as_test(
        Places,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
