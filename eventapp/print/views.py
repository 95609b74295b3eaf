"""Public paper: the stand on one A4."""

from __future__ import annotations

from flask import Response, abort
from flask.typing import ResponseReturnValue

from eventapp.clock import at_the_fair
from eventapp.exhibitors.queries import public_exhibitors_of
from eventapp.fair.queries import get_fair
from eventapp.i18n import _, language
from eventapp.i18n.days import day_with_year
from eventapp.print.stand_documents import visitors_document
from eventapp.print.stand_sheets import Imprint
from eventapp.print.typesetting import typeset
from eventapp.programme.queries import published
from eventapp.stand.queries import find_plan
from eventapp.web.access import everyone
from eventapp.web.addresses import public_url
from eventapp.web.aside import made_aside
from eventapp.web.public import PublicBlueprint, kept

blueprint = PublicBlueprint("stand_print", __name__)


@blueprint.in_both_languages("/<fair:slug>/stand/plan.pdf")
@everyone
@kept(mimetype="application/pdf")
def plan_pdf(slug: str) -> ResponseReturnValue:
    """From the published plan: the areas with their numbers, beside them who is met where."""
    plan = find_plan(slug) or abort(404)
    if plan.published_at is None:
        abort(404)
    fair = published(slug).fair
    names = {one.slug: one.name for one in public_exhibitors_of(get_fair(slug).id).exhibitors}
    title, address = fair.title.in_language(language()), public_url("stand_public.plan", slug=slug)
    day = day_with_year(at_the_fair(plan.published_at).date(), language())
    imprint = Imprint(title, _("Plan {number}", number=plan.number), day)
    at = plan.published_at

    def make() -> bytes:
        return typeset("visitors_plan", visitors_document(plan, names, imprint, address=address, author=title, at=at))

    response = Response(made_aside(make))
    response.headers["Content-Disposition"] = f'inline; filename="{slug}-stand.pdf"'
    return response
