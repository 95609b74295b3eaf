"""Publishing the plan from the desk: what becomes public, what does not fit, and all plans there were."""

from __future__ import annotations

from flask import abort, request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.exhibitors.queries import public_exhibitors_of
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words, _
from eventapp.programme.queries import places_of
from eventapp.stand import queries
from eventapp.stand.actions.publishing import print_of, publish
from eventapp.stand.changes import changes_between, told
from eventapp.stand.desk_root import (
    CONFLICT,
    REFUSED,
    Drawing,
    blueprint,
    done,
    drawing_of,
    shown,
    to_the_beginning,
    told_of,
    who,
)
from eventapp.stand.forms import PublishForm
from eventapp.web.access import organisers


@blueprint.route("/veroeffentlichen", methods=["GET", "POST"])
@organisers
def publication(slug: str) -> ResponseReturnValue:
    """What does not fit is said and stops nobody: a fair opens whether or not everything fits."""
    drawing = drawing_of(slug, is_locked=request.method == "POST")
    if drawing is None:
        return to_the_beginning()
    form = PublishForm()
    if request.method != "POST" or not form.validate():
        return _page(drawing, form, REFUSED if request.method == "POST" else 200)
    if form.seen.data != print_of(drawing.draft.plan):
        form.general.append(
            _(
                "Der Plan hat sich geändert, seit Sie diese Seite geöffnet haben. "
                "Hier steht, was jetzt öffentlich würde."
            )
        )
        return _page(drawing, form, CONFLICT)
    try:
        plan = publish(slug, seen=form.seen.data, at=now(), comment=form.comment.data or "", by=who())
    except DomainError as error:
        form.refuse(error)
        return _page(drawing, form, REFUSED)
    if plan is None:
        return done(_("Es gab nichts zu veröffentlichen."), "plan")
    return done(_("Plan {number} ist veröffentlicht.", number=plan.number), "published", number=plan.number)


@blueprint.get("/plan/<int:number>")
@organisers
def published(slug: str, number: int) -> ResponseReturnValue:
    """What a plan made public."""
    fair = get_fair(slug)
    plan = queries.find_published(fair.id, number) or abort(404)
    before = queries.find_published(fair.id, number - 1)
    names = {row.slug: Words(row.name_de, row.name_en) for row in places_of(fair.id)}
    stand = queries.find_stand(fair.id)
    return shown(
        "published",
        fair=fair,
        plan=plan,
        groups=told(changes_between(before, plan), public_exhibitors_of(fair.id), names),
        plans=queries.published_plans(fair.id),
        is_last=stand is not None and stand.published == number,
    )


def _page(drawing: Drawing, form: PublishForm, status: int) -> ResponseReturnValue:
    draft, standing = drawing.draft, queries.find_published(drawing.fair.id, drawing.stand.published)
    form.seen.data = print_of(draft.plan)
    names = {one.slug: one.name for one in draft.places}
    return shown(
        "publication",
        status,
        fair=drawing.fair,
        form=form,
        plan=draft.plan,
        standing=standing,
        is_changed=drawing.is_changed,
        groups=told(changes_between(standing, draft.plan), draft.catalogue, names),
        told=told_of(drawing),
        plans=queries.published_plans(drawing.fair.id),
        unpublic=sum(len(one) for one in draft.standing.values()) - sum(len(one.placed) for one in draft.plan.areas),
    )
