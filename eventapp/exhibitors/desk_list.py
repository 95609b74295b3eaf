"""The office's list of exhibitors: how far each is, and what can be done with some or all of them."""

from __future__ import annotations

from flask import abort, g, request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.exhibitors import queries
from eventapp.exhibitors.actions import invitations, members, review
from eventapp.exhibitors.actions.questions import HandedInAnew
from eventapp.exhibitors.asking import asked_tasks
from eventapp.exhibitors.desk_root import blueprint, done, refused, shown
from eventapp.exhibitors.forms_desk import NewExhibitorForm
from eventapp.exhibitors.models import Entry
from eventapp.exhibitors.overview import (
    PAGE,
    STAGE_NAMES,
    Line,
    Stage,
    asked_for,
    chosen,
    counts_of,
    is_to_invite,
    lines_of,
)
from eventapp.exhibitors.tasks import STATUS_NAMES, called
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _, ngettext
from eventapp.text import folded
from eventapp.web.access import organisers
from eventapp.web.limits import NAMED, takes


@blueprint.get("")
@organisers
def exhibitors(slug: str) -> ResponseReturnValue:
    """Filtered, searched and sorted by the address, so that what is shown can be sent to a colleague; a page holds
    :data:`PAGE`."""
    fair = get_fair(slug)
    rules = queries.rules_of_fair(fair)
    every = lines_of(queries.marks_of(fair.id), rules, at=now())
    asked = asked_for(request.args)
    hits = chosen(every, stage=asked.stage, words=folded(asked.q).split(), sort=asked.sort, folded=folded)
    pages = max(1, -(-len(hits) // PAGE))
    page = min(asked.page, pages)
    return shown(
        "list",
        fair=fair,
        lines=hits[(page - 1) * PAGE : page * PAGE],
        number_of_hits=len(hits),
        to_invite=sum(is_to_invite(line) for line in hits),
        to_accept=sum(line.waiting for line in hits),
        page=page,
        pages=pages,
        asked=asked,
        without=sum(line.stage == Stage.LISTED and not line.exhibitor.contact_email for line in every),
        every=len(every),
        tasks=asked_tasks(rules),
        rules=rules,
        counts=counts_of(every),
        stages=STAGE_NAMES,
        statuses=STATUS_NAMES,
        stage=asked.stage,
        q=asked.q,
        sort=asked.sort,
        applications=len(queries.applications_of(fair.id)),
    )


@blueprint.post("/auswahl/einladen")
@takes(NAMED)
@organisers
def invite_chosen(slug: str) -> ResponseReturnValue:
    """First the page that names them; with its button they are invited."""
    fair = get_fair(slug)
    lines = [line for line in _chosen(fair) if is_to_invite(line)]
    ready = [line for line in lines if line.exhibitor.contact_email]
    if not request.form.get("sicher") or not ready:
        return shown("invite_chosen", fair=fair, ready=ready, without=[line for line in lines if line not in ready])
    told = invitations.invite([line.exhibitor for line in ready], by=g.person, at=now())
    number = len(told.invited)
    return done(ngettext("1 Einladung ist unterwegs.", "{number} Einladungen sind unterwegs.", number), ".exhibitors")


@blueprint.post("/auswahl/freigeben")
@takes(NAMED)
@organisers
def accept_chosen(slug: str) -> ResponseReturnValue:
    """The page names every entry with the number it was handed in under; its button accepts just these."""
    fair = get_fair(slug)
    waiting = queries.waiting_entries(fair.id)
    if not request.form.get("sicher"):
        ids = {line.exhibitor.id for line in _chosen(fair)}
        return shown(
            "accept_chosen", fair=fair, entries=[one for one in waiting if one.exhibitor_id in ids], called=called
        )
    seen = dict(_pairs(request.form.getlist("eintrag")))
    wanted: list[tuple[Entry, int]] = [(one, seen[one.id]) for one in waiting if one.id in seen]
    if len(wanted) != len(seen):
        return shown("accept_chosen", 409, fair=fair, entries=[one for one, _number in wanted], called=called)
    try:
        accepted = review.accept_all(wanted, by=g.person, at=now())
    except HandedInAnew:
        again = [one for one in queries.waiting_entries(fair.id) if one.id in seen]
        return shown("accept_chosen", 409, fair=fair, entries=again, called=called)
    number = len(accepted)
    return done(ngettext("1 Eintrag ist freigegeben.", "{number} Einträge sind freigegeben.", number), ".exhibitors")


@blueprint.route("/neu", methods=["GET", "POST"])
@organisers
def add(slug: str) -> ResponseReturnValue:
    """One by hand: a member that is known, or a new one."""
    fair = get_fair(slug)
    here = {one.member_id for one in queries.exhibitors_of(fair.id)}
    form = NewExhibitorForm.of([one for one in queries.members() if one.id not in here])
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            exhibitor_id = _added(fair, form)
        except DomainError as error:
            status = refused(form, error)
        else:
            return done(_("Der Aussteller steht auf der Liste."), ".exhibitor", exhibitor_id=exhibitor_id)
    return shown("add", status, fair=fair, form=form)


def _added(fair: Fair, form: NewExhibitorForm) -> int:
    known = queries.find_member(form.member.data) if form.member.data else None
    words = {"city": form.city.data, "website": form.website.data}
    member = known or members.create_member(name=form.name.data, at=now(), by=g.person, **words)
    made = members.add_exhibitor(
        fair,
        member,
        at=now(),
        by=g.person,
        contact_name=form.contact_name.data,
        contact_email=form.contact_email.data or "",
        language=form.language.data,
    )
    if form.invites.data:
        invitations.invite([made], by=g.person, at=now())
    return made.id


def _chosen(fair: Fair) -> list[Line]:
    """Those that were ticked, or all that what was asked for comes to, on whatever page."""
    if request.form.get("alle"):
        return queries.lines_asked_for(fair, asked_for(request.form), at=now())
    ticked = set(request.form.getlist("wer"))
    every = lines_of(queries.marks_of(fair.id), queries.rules_of_fair(fair), at=now())
    return [line for line in every if str(line.exhibitor.id) in ticked]


def _pairs(said: list[str]) -> list[tuple[int, int]]:
    """ "12:3" is the third submission of entry 12."""
    parts = [one.partition(":") for one in said]
    if not all(left.isdecimal() and right.isdecimal() and len(left + right) < 18 for left, _colon, right in parts):
        abort(400)
    return [(int(left), int(right)) for left, _colon, right in parts]
