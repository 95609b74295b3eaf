"""Archiving a fair and bringing it back: a page that says what either means, and two buttons."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.desk.root import blueprint
from eventapp.errors import DomainError
from eventapp.fair import archiving
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.outbox.queries import number_waiting_of
from eventapp.web.access import organisers
from eventapp.web.archived import even_archived


@blueprint.get("/<fair:slug>/archiv")
@organisers
def archive_page(slug: str) -> ResponseReturnValue:
    """What archiving would mean, or does."""
    fair = get_fair(slug)
    obstacle = None
    try:
        archiving.check_may_be_archived(fair, at=now())
    except DomainError as error:
        obstacle = _(error.message, **error.values)
    waiting = number_waiting_of(fair.id)
    return render_template("desk/archive.html", fair=fair, obstacle=obstacle, waiting=waiting)


@blueprint.post("/<fair:slug>/archiv/ablegen")
@organisers
@even_archived
def archive(slug: str) -> ResponseReturnValue:
    archiving.archive(slug, by=g.person.id, at=now())
    flash(_("Archiviert. Die Seiten bleiben, geändert wird nichts mehr."))
    return redirect(url_for("desk.fairs"), 303)


@blueprint.post("/<fair:slug>/archiv/zurueckholen")
@organisers
@even_archived
def bring_back(slug: str) -> ResponseReturnValue:
    archiving.bring_back(slug, by=g.person.id, at=now())
    flash(_("Zurückgeholt. Die Messe lässt sich wieder ändern."))
    return redirect(url_for("desk_front.today", slug=slug), 303)
