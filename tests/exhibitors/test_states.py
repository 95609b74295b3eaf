"""The machine: what leads where, and that nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventapp.exhibitors.states import TRANSITIONS, Act, NotInThisState, State, after, may

ONLY_AFTER_HANDING_IN = (State.SUBMITTED, State.QUESTION, State.ANSWERED, State.ACCEPTED, State.DECLINED)


@pytest.mark.parametrize("act", Act)
def test_every_act_that_is_not_allowed_is_refused_with_a_sentence(act: Act):
    for state in State:
        if not may(act, state):
            with pytest.raises(NotInThisState) as refused:
                after(act, state)
            assert refused.value.message.endswith(".")


def test_every_act_is_known_to_the_map():
    assert set(TRANSITIONS) == set(Act)


def test_only_accepting_leads_to_accepted():
    leading = {act for act, ways in TRANSITIONS.items() for state, to in ways.items() if to is State.ACCEPTED != state}

    assert leading == {Act.ACCEPT}


def test_what_was_never_handed_in_cannot_be_accepted():
    assert not may(Act.ACCEPT, State.DRAFT)


def test_withdrawn_leads_only_back_to_a_draft():
    ways = {act: ways[State.WITHDRAWN] for act, ways in TRANSITIONS.items() if State.WITHDRAWN in ways}

    assert ways == {Act.RESTORE: State.DRAFT}


@given(st.lists(st.sampled_from(list(Act)), max_size=30))
def test_on_every_way_something_is_handed_in_before_it_is_accepted(acts: list[Act]):
    state, was_handed_in = State.DRAFT, False
    for act in acts:
        if not may(act, state):
            continue
        state = after(act, state)
        was_handed_in = (was_handed_in or act is Act.HAND_IN) and act is not Act.RESTORE
        assert was_handed_in or state not in ONLY_AFTER_HANDING_IN
