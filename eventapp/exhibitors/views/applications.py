"""The public page on which an organisation asks to take part: no cookie, sealed anew at every view, never kept."""

from __future__ import annotations

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError, NotFound
from eventapp.exhibitors.actions.applications import apply as send_application
from eventapp.exhibitors.queries import rules_of_fair
from eventapp.fair.models import Fair
from eventapp.fair.queries import find_fair, public_fair
from eventapp.i18n import language, mark
from eventapp.web.access import everyone
from eventapp.web.forms import EmailLine, Line, Paragraphs, Required, WebLine
from eventapp.web.public import PublicBlueprint
from eventapp.web.sealed import StrangerForm
from eventapp.web.security import csrf

blueprint = PublicBlueprint("mitmachen", __name__)


class ApplicationForm(StrangerForm):
    purpose = "application"
    name = Line(mark("Organisation"), [Required(mark("Geben Sie den Namen Ihrer Organisation ein."))], most=200)
    city = Line(mark("Ort"), most=100)
    website = WebLine(mark("Website"))
    contact_name = Line(mark("Ihr Name"), [Required(mark("Geben Sie Ihren Namen ein."))], most=120)
    contact_email = EmailLine(mark("Ihre E-Mail-Adresse"), [Required(mark("Geben Sie Ihre E-Mail-Adresse ein."))])
    contact_phone = Line(mark("Telefon"), most=40)
    message = Paragraphs(mark("Ihre Nachricht"), most=2_000)


@blueprint.in_both_languages("/<fair:slug>/mitmachen", methods=["GET", "POST"])
@everyone
def apply(slug: str) -> ResponseReturnValue:
    fair = find_fair(slug)
    if fair is None:
        raise NotFound(mark("Diesen Messeauftritt gibt es nicht."))
    rules, moment = rules_of_fair(fair), now()
    form = ApplicationForm() if rules.takes_applications(moment) else None
    is_refused = False
    if form is not None and request.method == "POST":
        if form.validate() and _send(form, fair):
            return redirect(url_for("mitmachen.thanks"), 303)
        is_refused = True
    elif form is not None:
        form.seal()
    elif request.method == "POST":
        is_refused = True
    return _page(fair, form=form, is_sent=False, status=422 if is_refused else 200)


def _send(form: ApplicationForm, fair: Fair) -> bool:
    try:
        send_application(
            fair,
            key=form.key,
            name=form.name.data,
            city=form.city.data or "",
            website=form.website.data or "",
            contact_name=form.contact_name.data,
            contact_email=form.contact_email.data,
            contact_phone=form.contact_phone.data or "",
            message=form.message.data or "",
            language=language(),
            at=now(),
        )
    except DomainError as error:
        form.refuse(error)
        return False
    return True


@blueprint.in_both_languages("/<fair:slug>/mitmachen/danke")
@everyone
def thanks(slug: str) -> ResponseReturnValue:
    """The same for everybody, whatever was sent."""
    fair = find_fair(slug)
    if fair is None:
        raise NotFound(mark("Diesen Messeauftritt gibt es nicht."))
    return _page(fair, form=None, is_sent=True)


def _page(fair: Fair, *, form: ApplicationForm | None, is_sent: bool, status: int = 200) -> ResponseReturnValue:
    rules, moment = rules_of_fair(fair), now()
    page = render_template(
        "exhibitors/apply.html",
        fair=public_fair(fair),
        programme=None,
        form=form,
        rules=rules,
        at=moment,
        is_sent=is_sent,
        opens_later=rules.is_open and rules.opens_at is not None and moment < rules.opens_at,
    )
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


csrf.exempt(apply)
"""It is sealed instead: there is no session that a token could belong to."""
