"""What the doctor looks at at a fair's doors: presses against who came and how many are in, and links against their
presses. Nobody is named: what is wrong is counted by session."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from eventapp.database import db
from eventapp.programme.models import ConferenceSession
from eventapp.signups.door_rules import Verdict
from eventapp.signups.models import DoorAct, DoorLink, SignUp

OK, COUNTED, UNDONE = (one.value for one in (Verdict.OK, Verdict.COUNTED, Verdict.UNDONE))


def door_findings(fair_id: int) -> Iterator[str]:
    """One German sentence for each thing that is not as it must be."""
    yield from _came_findings(fair_id)
    yield from _undone_findings(fair_id)
    yield from _counter_findings(fair_id)
    yield from _act_findings(fair_id)
    yield from _link_findings(fair_id)


def _came_findings(fair_id: int) -> Iterator[str]:
    """Who came was let in once more often than that was taken back, nobody else was."""
    acts = sa.select(sa.func.coalesce(sa.func.sum(DoorAct.step), 0)).where(DoorAct.sign_up_id == SignUp.id)
    came = sa.case((SignUp.came_at.is_not(None), 1), else_=0)
    wanted = sa.select(ConferenceSession.code, came.label("came"), acts.scalar_subquery().label("inside"))
    each = wanted.join(SignUp, SignUp.session_id == ConferenceSession.id).where(SignUp.fair_id == fair_id).subquery()
    wrong = sa.select(each.c.code, each.c.came, each.c.inside, sa.func.count()).where(each.c.came != each.c.inside)
    wrong = wrong.group_by(each.c.code, each.c.came, each.c.inside).order_by(each.c.code, each.c.came, each.c.inside)
    for code, has_come, inside, number in db.session.execute(wrong):
        yield f"{code}: {_said_of(has_come, inside)}: {number}."


def _said_of(has_come: int, inside: int) -> str:
    if inside > 1:
        return f"{inside} Mal eingelassen"
    if inside < 0:
        return "öfter zurückgenommen als eingelassen"
    if has_come:
        return "gekommen, aber von keiner Tür eingelassen"
    return "eingelassen, aber nicht als gekommen eingetragen"


def _undone_findings(fair_id: int) -> Iterator[str]:
    """For every press that takes back there is one that is taken back."""
    taken_back = sa.func.count().filter(DoorAct.verdict == OK, DoorAct.undone_at.is_not(None))
    taking_back = sa.func.count().filter(DoorAct.verdict == UNDONE)
    for code, one, other in db.session.execute(_by_session(fair_id, taken_back, taking_back)):
        if one != other:
            yield f"{code}: Zurückgenommen wurde {other} Mal, als zurückgenommen gilt {one} Mal etwas."


def _counter_findings(fair_id: int) -> Iterator[str]:
    """Nobody leaves who was not counted in."""
    heads = sa.func.coalesce(sa.func.sum(DoorAct.step).filter(DoorAct.verdict == COUNTED), 0)
    for code, inside in db.session.execute(_by_session(fair_id, heads)):
        if inside < 0:
            yield f"{code} zählt {inside} Personen ohne Namen im Raum."


def _act_findings(fair_id: int) -> Iterator[str]:
    """A press changes the number of heads as its verdict says, and lets in with a sign-up for just this session."""
    steps = sa.case((DoorAct.verdict == OK, 1), (DoorAct.verdict == UNDONE, -1), else_=0)
    odd = sa.func.count().filter(DoorAct.verdict != COUNTED, DoorAct.step != steps)
    lets_in = DoorAct.verdict.in_((OK, UNDONE))
    nobody = sa.func.count().filter(lets_in, DoorAct.sign_up_id.is_(None))
    elsewhere = sa.func.count().filter(lets_in, SignUp.session_id != DoorAct.session_id)
    wanted = _by_session(fair_id, odd, nobody, elsewhere).outerjoin(SignUp, SignUp.id == DoorAct.sign_up_id)
    yield from _told(wanted, ODD_ACTS)


ODD_ACTS = (
    "an der Tür anders gezählt als beantwortet",
    "eingelassen ohne eine Anmeldung",
    "eingelassen mit einer Anmeldung für einen anderen Programmpunkt",
)


def _link_findings(fair_id: int) -> Iterator[str]:
    """Every press was made at a link of this fair, before it was withdrawn."""
    gone = sa.func.count().filter(DoorAct.door_id.is_(None))
    foreign = sa.func.count().filter(DoorLink.fair_id != fair_id)
    late = sa.func.count().filter(DoorAct.at > DoorLink.revoked_at)
    wanted = _by_session(fair_id, gone, foreign, late).outerjoin(DoorLink, DoorLink.id == DoorAct.door_id)
    yield from _told(wanted, ODD_LINKS)


ODD_LINKS = (
    "an einer Tür gedrückt, deren Link es nicht mehr gibt",
    "an der Tür einer anderen Messe gedrückt",
    "an einer Tür gedrückt, deren Link schon zurückgezogen war",
)


def _by_session(fair_id: int, *columns: sa.ColumnElement[int]) -> sa.Select[Any]:
    wanted = sa.select(ConferenceSession.code).join(DoorAct, DoorAct.session_id == ConferenceSession.id)
    wanted = wanted.where(ConferenceSession.fair_id == fair_id).group_by(ConferenceSession.code)
    return wanted.order_by(ConferenceSession.code).add_columns(*columns)


def _told(wanted: sa.Select[Any], sentences: tuple[str, ...]) -> Iterator[str]:
    """By session, each number of ``wanted`` that is not 0, with its sentence."""
    for code, *numbers in db.session.execute(wanted):
        for number, said in zip(numbers, sentences, strict=True):
            if number:
                yield f"{code}: {said}: {number}."
