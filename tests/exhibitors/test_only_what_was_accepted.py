"""Whatever members and the office do in whatever order: public is only what the office saw and accepted."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.exhibitors.actions.questions import answer, ask
from eventapp.exhibitors.actions.review import accept, decline, restore_entry, take_off, withdraw_entry
from eventapp.exhibitors.actions.taking_part import readmit, withdraw
from eventapp.exhibitors.models import Entry, Exhibitor
from eventapp.exhibitors.queries import find_entry, open_questions, public_exhibitors_of
from eventapp.fair.models import Fair
from tests.exhibitors.stand import (
    again,
    do,
    handed_in,
    make_exhibit,
    make_invited,
    make_public,
    office,
    person,
    write_on,
)
from tests.factories import make_fair

numbers = count(1)
ACTS = (
    "write",
    "hand_in",
    "ask",
    "answer",
    "accept",
    "accept_old",
    "decline",
    "take_off",
    "withdraw",
    "restore",
    "leave",
    "return",
)

SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


class World:
    """One exhibitor with one exhibit, and what the office agreed to."""

    def __init__(self) -> None:
        number = next(numbers)
        fair = make_fair(f"messe-{number}", acronym=f"messe{number:05d}")
        self.fair_id = fair.id
        self.exhibitor: Exhibitor = make_invited(fair)
        make_public(self.exhibitor)
        self.entry: Entry = make_exhibit(self.exhibitor)
        self.seen_submission = 0
        self.agreed: set[str] = set()

    def act(self, name: str) -> None:
        """Refusals are part of the game."""
        try:
            getattr(self, name)()
        except DomainError:
            db.session.rollback()

    def write(self) -> None:
        write_on(self.entry, {"title_de": f"Titel {next(numbers)}"})

    def hand_in(self) -> None:
        self.seen_submission = again(self.entry).submission
        handed_in(self.exhibitor, self.entry)

    def ask(self) -> None:
        do(ask, self.entry, "Wirklich?", field="title_de", by=office())

    def answer(self) -> None:
        found = find_entry(self.fair_id, self.entry.id)
        for question in open_questions(found) if found else ():
            do(answer, self.entry, question.id, "Ja.", by=person())

    def accept(self) -> None:
        lying = again(self.entry)
        title = (lying.handed_in or {}).get("title_de", "")
        do(accept, self.entry, submission=lying.submission, by=office())
        self.agreed.add(title)

    def accept_old(self) -> None:
        """The office presses on a page that it opened before the last handing in."""
        lying = again(self.entry)
        do(accept, self.entry, submission=self.seen_submission, by=office())
        assert self.seen_submission == lying.submission
        self.agreed.add((lying.handed_in or {}).get("title_de", ""))

    def decline(self) -> None:
        do(decline, self.entry, "So nicht.", submission=again(self.entry).submission, by=office())

    def take_off(self) -> None:
        do(take_off, self.entry, "Muss weg.", by=office())
        self.agreed.clear()

    def withdraw(self) -> None:
        do(withdraw_entry, self.entry, by=person())
        self.agreed.clear()

    def restore(self) -> None:
        do(restore_entry, self.entry, by=person())

    def leave(self) -> None:
        do(withdraw, self.exhibitor, by=person())

    def return_(self) -> None:
        do(readmit, self.exhibitor, by=office())

    def check(self) -> None:
        db.session.expire_all()
        titles = {one.title.de for one in public_exhibitors_of(self.fair_id).exhibits}
        assert titles <= self.agreed
        state = db.session.get_one(Exhibitor, self.exhibitor.id).state
        assert not (titles and state == "withdrawn")


@pytest.mark.usefixtures("in_app")
@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(acts=st.lists(st.sampled_from(ACTS), min_size=4, max_size=14))
def test_no_way_makes_anything_public_that_was_not_accepted(acts: list[str]):
    world = World()

    for name in ["hand_in", *acts]:
        if db.session.get(Entry, world.entry.id) is None:
            return
        world.act("return_" if name == "return" else name)
        world.check()


@pytest.mark.usefixtures("in_app")
def test_the_game_does_reach_the_public():
    world = World()

    for name in ("hand_in", "ask", "write", "answer", "accept"):
        world.act(name)

    told: Any = public_exhibitors_of(world.fair_id).exhibits
    assert [one.title.de for one in told] == list(world.agreed)
    assert db.session.get_one(Fair, world.fair_id).public_version == 3
