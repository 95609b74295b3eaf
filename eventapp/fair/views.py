"""The front door: "/" leads to the fair of the day."""

from __future__ import annotations

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import at_the_fair, now
from eventapp.fair import queries
from eventapp.web.access import everyone
from eventapp.web.public import PublicBlueprint

blueprint = PublicBlueprint("fair", __name__)
blueprint.add_app_template_global(queries.fair_head)


@blueprint.in_both_languages("/")
@everyone
def front() -> ResponseReturnValue:
    """Not a permanent redirect: next year another fair is the one of the day."""
    today = at_the_fair(now()).date()
    slug = queries.fair_to_show(today, preferred=current_app.config["CURRENT_FAIR"])
    if slug is None:
        return render_template("errors/nothing_yet.html")
    return redirect(url_for("pages.home", slug=slug), code=302)
