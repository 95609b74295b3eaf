"""A member's front page, the choice between several, and who changed what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import at_the_fair, now
from eventapp.exhibitors import offers
from eventapp.exhibitors.actions.carrying_over import offer_for
from eventapp.exhibitors.asking import asked_tasks
from eventapp.exhibitors.fields.tasks import get_task
from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.offers import OwnSession
from eventapp.exhibitors.queries import exhibitors_of_person, fairs_to_join, passes_of, people_of
from eventapp.exhibitors.value import public_exhibit, public_exhibitor
from eventapp.exhibitors.views.own import Own, TaskLine, own_or_404, task_line
from eventapp.fair.models import Fair
from eventapp.i18n import Words, _, language
from eventapp.web.access import members

blueprint = Blueprint("mein_stand", __name__, url_prefix="/mein-stand")


@dataclass(frozen=True, slots=True)
class OwnPart:
    exhibitor: Exhibitor
    fair: Fair
    is_past: bool

    @property
    def title(self) -> Words:
        return Words(self.fair.title_de, self.fair.title_en)


@dataclass(frozen=True, slots=True)
class Appearance:
    """What stands on the sheet for the stand."""

    public: list[dict[str, str]]
    sessions: list[OwnSession]
    passes: list[Any]


@blueprint.get("/")
@members
def choose() -> ResponseReturnValue:
    """With one part only there is nothing to choose."""
    today = at_the_fair(now()).date()
    parts = [OwnPart(one, fair, fair.ends_on < today) for one, fair in exhibitors_of_person(g.person)]
    if len(parts) == 1 and "alle" not in request.args:
        return redirect(url_for("mein_stand.front", exhibitor_id=parts[0].exhibitor.id), 303)
    joinable = [] if parts else [OwnFair(fair) for fair in fairs_to_join(at=now())]
    return render_template("exhibitors/choose.html", parts=parts, joinable=joinable)


@dataclass(frozen=True, slots=True)
class OwnFair:
    row: Fair

    @property
    def slug(self) -> str:
        return self.row.slug

    @property
    def title(self) -> Words:
        return Words(self.row.title_de, self.row.title_en)


@blueprint.get("/<int:exhibitor_id>/")
@members
def front(exhibitor_id: int) -> ResponseReturnValue:
    own = own_or_404(exhibitor_id)
    offer = None if own.is_withdrawn else offer_for(own.exhibitor)
    lines = [task_line(own, state) for state in own.states]
    return render_template(
        "exhibitors/front.html",
        own=own,
        lines=sorted(lines, key=lambda line: (line.is_missed, line.state.due_at)),
        next=_next_due(lines),
        ready=any(state.is_ready for state in own.states),
        has_begun=own.exhibitor.began_at is not None,
        have_ready=[_(thing) for task in asked_tasks(own.rules) for thing in task.have_ready],
        carry=offer.fair.starts_on.year if offer else None,
        appearance=_appearance(own),
        people=people_of(own.exhibitor.member_id),
        has_several=len(exhibitors_of_person(g.person)) > 1,
    )


def _next_due(lines: list[TaskLine]) -> TaskLine | None:
    """What waits for the member next: what only has to be handed in is no longer waiting for answers."""
    waiting = [line for line in lines if line.state.is_open and not line.state.is_over and not line.state.is_ready]
    return min(waiting, key=lambda line: line.state.due_at, default=None)


def _appearance(own: Own) -> Appearance | None:
    """Once the company entry is accepted."""
    if own.is_withdrawn or not any(entry.accepted for entry in own.entries("company")):
        return None
    public = [
        {"title": _public_title(own, entry.kind, entry.accepted), "noun": _(get_task(entry.kind).noun)}
        for kind in ("company", "exhibit")
        for entry in own.entries(kind)
        if entry.accepted
    ]
    sessions = [session for source in offers.sessions_of for session in source(own.exhibitor.id)]
    return Appearance(public, sessions, passes_of(own.exhibitor.id))


def _public_title(own: Own, kind: str, accepted: dict[str, Any]) -> str:
    if kind == "company":
        return public_exhibitor(own.exhibitor, accepted).name
    return public_exhibit("", accepted, ()).title.in_language(language())
