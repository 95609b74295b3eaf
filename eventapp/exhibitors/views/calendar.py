"""A member's deadlines in the own calendar: the address, what it is good for, and a new one if it got about."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from eventapp.exhibitors.actions.taking_part import shut_feed
from eventapp.exhibitors.feed import feed_path, token_of
from eventapp.exhibitors.views.own import own_or_404
from eventapp.i18n import _, language
from eventapp.web.access import members
from eventapp.web.addresses import base_url
from eventapp.web.archived import even_archived

blueprint = Blueprint("member_calendar", __name__, url_prefix="/mein-stand/<int:exhibitor_id>")


@blueprint.get("/fristen")
@members
def deadlines(exhibitor_id: int) -> ResponseReturnValue:
    own = own_or_404(exhibitor_id)
    address = base_url() + feed_path(own.fair.slug, token_of(own.exhibitor), language())
    return render_template("exhibitors/calendar.html", own=own, trail=[], address=address, states=own.states)


@blueprint.post("/fristen/neue-adresse")
@members
@even_archived
def new_address(exhibitor_id: int) -> ResponseReturnValue:
    """The former address opens nothing any more; whoever still needs the calendar subscribes anew."""
    shut_feed(own_or_404(exhibitor_id).exhibitor)
    flash(_("Die bisherige Adresse gilt nicht mehr. Abonnieren Sie mit der neuen."))
    return redirect(url_for("member_calendar.deadlines", exhibitor_id=exhibitor_id), 303)
