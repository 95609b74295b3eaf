"""Organisations that ask to take part: admitted as a new member or as one we know, or refused with a reason."""

from __future__ import annotations

from flask import abort, g
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.exhibitors import queries
from eventapp.exhibitors.actions.applications import admit, refuse
from eventapp.exhibitors.desk_root import blueprint, done, refused, shown
from eventapp.exhibitors.forms_desk import AdmitForm, ReasonForm
from eventapp.exhibitors.models import Application
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.text import folded
from eventapp.web.access import organisers
from eventapp.web.forms import Form


@blueprint.get("/bewerbungen")
@organisers
def applications(slug: str) -> ResponseReturnValue:
    return _page(get_fair(slug))


@blueprint.post("/bewerbungen/<int:application_id>/zulassen")
@organisers
def admit_application(slug: str, application_id: int) -> ResponseReturnValue:
    fair, found = _found(slug, application_id)
    form = AdmitForm()
    member = queries.find_member(form.member.data) if form.member.data else None
    try:
        made = admit(found, fair, member=member, by=g.person, at=now())
    except DomainError as error:
        return _page(fair, found.id, form, refused(form, error))
    sentence = _("Zugelassen: {name}. Die Einladung ist unterwegs.", name=found.name)
    return done(sentence, ".exhibitor", exhibitor_id=made.id)


@blueprint.post("/bewerbungen/<int:application_id>/ablehnen")
@organisers
def refuse_application(slug: str, application_id: int) -> ResponseReturnValue:
    fair, found = _found(slug, application_id)
    form = ReasonForm()
    if not form.validate():
        return _page(fair, found.id, form, 422)
    try:
        refuse(found, fair, form.reason.data, by=g.person, at=now())
    except DomainError as error:
        return _page(fair, found.id, form, refused(form, error))
    sentence = _("Abgelehnt: {name}. Die Begründung geht per Mail hinaus.", name=found.name)
    return done(sentence, ".applications")


def _found(slug: str, application_id: int) -> tuple[Fair, Application]:
    fair = get_fair(slug)
    return fair, queries.find_application(fair.id, application_id) or abort(404)


def _page(fair: Fair, opened: int = 0, form: Form | None = None, status: int = 200) -> ResponseReturnValue:
    """``opened`` is the application whose refusal is shown again."""
    known = queries.members()
    waiting = queries.applications_of(fair.id)
    names = {folded(one.name): one.slug for one in known}
    return shown(
        "applications",
        status,
        fair=fair,
        applications=waiting,
        members=known,
        same={one.id: names.get(folded(one.name), "") for one in waiting},
        opened=opened,
        faults=form.faults if form else [],
        form=form or ReasonForm(formdata=None),
        typed=form.reason.data or "" if isinstance(form, ReasonForm) else "",
    )
