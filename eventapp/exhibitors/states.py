"""The one machine of everything that is drafted, handed in, asked about and accepted. Pure.

The state speaks of what was *handed in*. A draft can be written on in every state but withdrawn and changes nothing of
what lies with the office or is public; so what is accepted is exactly what somebody handed in and somebody looked at.
"""

from __future__ import annotations

from enum import StrEnum

from eventapp.errors import DomainError
from eventapp.i18n import mark


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    QUESTION = "question"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    EDIT = "edit"
    HAND_IN = "hand_in"
    ASK = "ask"
    ANSWER = "answer"
    ACCEPT = "accept"
    DECLINE = "decline"
    TAKE_OFF = "take_off"
    WITHDRAW = "withdraw"
    RESTORE = "restore"


class NotInThisState(DomainError):
    """The act is none that this state allows."""


S = State
WITH_THE_OFFICE = (S.SUBMITTED, S.ANSWERED)
"""What waits for the office."""
STANDING = (S.DRAFT, S.SUBMITTED, S.QUESTION, S.ANSWERED, S.ACCEPTED, S.DECLINED)
TRANSITIONS: dict[Act, dict[State, State]] = {
    Act.EDIT: {state: state for state in STANDING},
    Act.HAND_IN: {
        S.DRAFT: S.SUBMITTED,
        S.SUBMITTED: S.SUBMITTED,
        S.ANSWERED: S.ANSWERED,
        S.ACCEPTED: S.SUBMITTED,
        S.DECLINED: S.SUBMITTED,
    },
    Act.ASK: {S.SUBMITTED: S.QUESTION, S.QUESTION: S.QUESTION, S.ANSWERED: S.QUESTION, S.ACCEPTED: S.QUESTION},
    Act.ANSWER: {S.QUESTION: S.ANSWERED},
    Act.ACCEPT: {S.SUBMITTED: S.ACCEPTED, S.QUESTION: S.ACCEPTED, S.ANSWERED: S.ACCEPTED},
    Act.DECLINE: {S.SUBMITTED: S.DECLINED, S.QUESTION: S.DECLINED, S.ANSWERED: S.DECLINED},
    Act.TAKE_OFF: {
        S.ACCEPTED: S.DECLINED,
        S.SUBMITTED: S.SUBMITTED,
        S.QUESTION: S.QUESTION,
        S.ANSWERED: S.ANSWERED,
        S.DECLINED: S.DECLINED,
    },
    Act.WITHDRAW: dict.fromkeys(STANDING, S.WITHDRAWN),
    Act.RESTORE: {S.WITHDRAWN: S.DRAFT},
}
STATE_NAMES = {
    S.DRAFT: mark("Entwurf"),
    S.SUBMITTED: mark("eingereicht"),
    S.QUESTION: mark("Rückfrage offen"),
    S.ANSWERED: mark("Rückfrage beantwortet"),
    S.ACCEPTED: mark("freigegeben"),
    S.DECLINED: mark("abgelehnt"),
    S.WITHDRAWN: mark("zurückgezogen"),
}
_REFUSALS = {
    Act.EDIT: mark("Das ist zurückgezogen und lässt sich nicht mehr ändern."),
    Act.HAND_IN: mark("Beantworten Sie zuerst die Rückfrage; damit reichen Sie auch Ihre Änderungen ein."),
    Act.ASK: mark("Eine Rückfrage geht nur zu etwas, das eingereicht ist."),
    Act.ANSWER: mark("Dazu ist keine Rückfrage offen."),
    Act.ACCEPT: mark("Freigeben lässt sich nur, was eingereicht ist."),
    Act.DECLINE: mark("Ablehnen lässt sich nur, was eingereicht ist."),
    Act.TAKE_OFF: mark("Davon ist nichts veröffentlicht."),
    Act.WITHDRAW: mark("Das ist schon zurückgezogen."),
    Act.RESTORE: mark("Das ist nicht zurückgezogen."),
}


def may(act: Act, state: State | str) -> bool:
    return State(state) in TRANSITIONS[act]


def after(act: Act, state: State | str) -> State:
    """The state that the act leads to; :class:`NotInThisState` with a sentence where it leads nowhere."""
    try:
        return TRANSITIONS[act][State(state)]
    except KeyError:
        if act is Act.HAND_IN and state == State.WITHDRAWN:
            raise NotInThisState(_REFUSALS[Act.EDIT]) from None
        raise NotInThisState(_REFUSALS[act]) from None
