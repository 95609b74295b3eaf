"""The office's plans of the stand, from the draft: for builders with dimensions, and as visitors will get it."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from eventapp.clock import at_the_fair, now
from eventapp.errors import NotFound
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words, _, language, mark
from eventapp.interchange.actions.stand_listing import firms_of
from eventapp.print.stand_documents import builders_document, plan_sheet, visitors_document
from eventapp.print.stand_sheets import Imprint
from eventapp.print.typesetting import typeset
from eventapp.stand.draft import StandDraft
from eventapp.stand.queries import find_published, find_stand, read_stand
from eventapp.stand.value import is_the_same
from eventapp.web.access import organisers
from eventapp.web.addresses import public_url
from eventapp.web.aside import made_aside

blueprint = Blueprint("stand_print_desk", __name__, url_prefix="/desk/<fair:slug>/stand")
POLICY = "default-src 'none'; sandbox"
"""For a drawing that somebody opens in a browser of its own: nothing in it may do anything."""


@blueprint.get("/plan.svg")
@organisers
def plan_svg(slug: str) -> ResponseReturnValue:
    fair, draft = _draft(slug)
    firms, imprint = firms_of(fair.id), _imprint(fair, draft, now())
    octets = made_aside(
        lambda: render_template("print/stand_plan.svg", sheet=plan_sheet(draft, firms, imprint)).encode()
    )
    response = _attached(octets, "image/svg+xml", f"{slug}-standplan.svg")
    response.headers["Content-Security-Policy"] = POLICY
    return response


@blueprint.get("/plan.pdf")
@organisers
def plan_pdf(slug: str) -> ResponseReturnValue:
    (fair, draft), at = _draft(slug), now()
    imprint, title = _imprint(fair, draft, at), _title(fair)
    firms = firms_of(fair.id)
    octets = made_aside(lambda: typeset("stand_plan", builders_document(draft, firms, imprint, author=title, at=at)))
    return _attached(octets, "application/pdf", f"{slug}-standplan.pdf")


@blueprint.get("/besucherplan.pdf")
@organisers
def visitors_pdf(slug: str) -> ResponseReturnValue:
    (fair, draft), at = _draft(slug), now()
    names = {one.slug: one.name for one in draft.catalogue.exhibitors}
    imprint, title = _imprint(fair, draft, at), _title(fair)
    address = public_url("stand_public.plan", slug=slug, language=language())

    def make() -> bytes:
        plan = draft.plan
        return typeset("visitors_plan", visitors_document(plan, names, imprint, address=address, author=title, at=at))

    octets = made_aside(make)
    return _attached(octets, "application/pdf", f"{slug}-besucherplan.pdf")


def _draft(slug: str) -> tuple[Fair, StandDraft]:
    fair = get_fair(slug)
    stand = find_stand(fair.id)
    if stand is None:
        raise NotFound(mark("Diese Messe hat noch keinen Standplan."))
    return fair, read_stand(fair, stand)


def _imprint(fair: Fair, draft: StandDraft, at: datetime) -> Imprint:
    number = draft.stand.published
    if is_the_same(find_published(fair.id, number), draft.plan):
        state = _("Plan {number}, veröffentlicht", number=number)
    else:
        state = _("Entwurf nach Plan {number}", number=number) if number else _("Entwurf")
    return Imprint(_title(fair), state, _("{when} Uhr", when=f"{at_the_fair(at):%d.%m.%Y, %H:%M}"))


def _title(fair: Fair) -> str:
    return Words(fair.title_de, fair.title_en).in_language(language())


def _attached(body: bytes, media_type: str, name: str) -> Response:
    response = Response(body, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
