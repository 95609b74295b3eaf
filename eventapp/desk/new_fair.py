"""A new appearance: what it is called, what it takes over of a former one, and a look at that before it is made."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.desk.forms import NewFairForm
from eventapp.desk.root import blueprint
from eventapp.errors import DomainError
from eventapp.fair.actions import acronym_of, check_new
from eventapp.fair.carrying import begin_fair, counts_of, parts, seen
from eventapp.fair.models import Fair
from eventapp.fair.offers import Coming
from eventapp.fair.queries import all_fairs, find_fair
from eventapp.i18n import _
from eventapp.text import slug as slug_of
from eventapp.web.access import organisers


@blueprint.route("/neu", methods=["GET", "POST"])
@organisers
def new_fair() -> ResponseReturnValue:
    """Who takes something over is shown first how much of what that is."""
    rows = all_fairs()
    form = _form(rows)
    if not form.validate_on_submit():
        return _asking(form, rows, 422 if form.is_submitted() else 200)
    told = _told(form)
    former = find_fair(form.former.data) if form.former.data else None
    try:
        check_new(**told)
        if "change" in request.form:
            return _asking(form, rows, 200)
        carry = frozenset(form.carry.data or ())
        if former is not None and (shown := _preview(form, former, told, carry)) is not None:
            return shown
        domain = current_app.config["UID_DOMAIN"]
        fair = begin_fair(former=former, carry=carry, uid_domain=domain, **told, by=g.person.id, at=now())
    except DomainError as error:
        form.refuse(error)
        return _asking(form, rows, 422)
    flash(_("Angelegt: {title}. Prüfen Sie die Angaben und veröffentlichen Sie sie.", title=fair.title_de))
    return redirect(url_for("fair_desk.fair", slug=fair.slug), 303)


def _form(rows: list[Fair]) -> NewFairForm:
    asked = request.args.get("von", "")
    source = asked if any(row.slug == asked for row in rows) else rows[0].slug if rows else ""
    form = NewFairForm(former=source, carry=[part.key for part in parts()])
    former = [(row.slug, row.title_de) for row in rows]
    form.former.choices = [*former, ("", _("von keiner, mit leeren Seiten beginnen"))]
    form.carry.choices = [(part.key, _(part.name)) for part in parts()]
    return form


def _told(form: NewFairForm) -> dict[str, Any]:
    slug = form.slug.data.lower() or slug_of(form.title.data)
    return {
        "slug": slug,
        "title": form.title.data,
        "title_en": form.title_en.data,
        "starts_on": form.starts_on.data,
        "ends_on": form.ends_on.data,
        "acronym": form.acronym.data.lower() or acronym_of(slug),
    }


def _asking(form: NewFairForm, rows: list[Fair], status: int) -> ResponseReturnValue:
    hints = {part.key: part.hint for part in parts()}
    return render_template("desk/new_fair.html", form=form, fairs=rows, hints=hints), status


def _preview(
    form: NewFairForm, former: Fair, told: dict[str, Any], carry: frozenset[str]
) -> ResponseReturnValue | None:
    """None where the person has seen just this."""
    counts = counts_of(former, Coming(told["starts_on"], told["ends_on"], carry))
    print_, was = seen(counts), form.seen.data
    if print_ == was:
        return None
    form.seen.data = print_
    values = {"form": form, "former": former, "told": told, "counts": counts, "is_stale": bool(was)}
    return render_template("desk/new_fair_preview.html", **values), 409 if was else 200
