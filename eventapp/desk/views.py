"""The way into the office: choose a fair, or begin a new one."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import at_the_fair, now
from eventapp.desk.forms import NewFairForm
from eventapp.errors import DomainError
from eventapp.fair.actions import begin_fair
from eventapp.fair.models import Fair
from eventapp.fair.queries import all_fairs, draft_of, fair_to_show, find_fair
from eventapp.i18n import _
from eventapp.text import slug as slug_of
from eventapp.web.access import organisers

blueprint = Blueprint("desk", __name__, url_prefix="/desk")


@blueprint.get("/")
@organisers
def fairs() -> ResponseReturnValue:
    """All appearances, the last one first: when, what is released, what is written and not public."""
    today = at_the_fair(now()).date()
    rows = all_fairs()
    return render_template(
        "desk/fairs.html",
        fairs=[(row, _state(row, today), len(draft_of(row).edits)) for row in rows],
        shown=fair_to_show(today, preferred=current_app.config["CURRENT_FAIR"]),
        is_set=bool(current_app.config["CURRENT_FAIR"]),
    )


@blueprint.route("/neu", methods=["GET", "POST"])
@organisers
def new_fair() -> ResponseReturnValue:
    rows = all_fairs()
    form = NewFairForm(former=rows[0].slug if rows else "")
    form.former.choices = [*((row.slug, row.title_de) for row in rows), ("", _("nichts, mit leeren Seiten beginnen"))]
    if not form.validate_on_submit():
        return render_template("desk/new_fair.html", form=form, fairs=rows), 422 if form.is_submitted() else 200
    try:
        fair = begin_fair(
            form.slug.data.lower() or slug_of(form.title.data),
            title=form.title.data,
            title_en=form.title_en.data,
            starts_on=form.starts_on.data,
            ends_on=form.ends_on.data,
            acronym=form.acronym.data.lower(),
            uid_domain=current_app.config["UID_DOMAIN"],
            former=find_fair(form.former.data) if form.former.data else None,
            by=g.person.id,
            at=now(),
        )
    except DomainError as error:
        form.refuse(error)
        return render_template("desk/new_fair.html", form=form, fairs=rows), 422
    flash(_("Angelegt: {title}. Prüfen Sie die Angaben und veröffentlichen Sie sie.", title=fair.title_de))
    return redirect(url_for("fair_desk.fair", slug=fair.slug), 303)


def _state(fair: Fair, today: date) -> str:
    """``running``, ``coming`` or ``over``."""
    if fair.ends_on < today:
        return "over"
    return "coming" if today < fair.starts_on else "running"
