"""The private page: stars, places and waiting in order of time, and what can be done about them."""

from __future__ import annotations

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.agenda.door_code import door_svg
from eventapp.agenda.forms import StarForm
from eventapp.agenda.queries import days_of_visitor, starred_codes
from eventapp.agenda.views_root import Own, blueprint, own_or_404
from eventapp.clock import now
from eventapp.privacy.retention import EMPTY_PROGRAMME
from eventapp.programme.filters import Filter
from eventapp.programme.overview import overview_of
from eventapp.signups.queries import find_own, session_id_of
from eventapp.visitors.actions import star as star_it
from eventapp.visitors.actions import unstar
from eventapp.visitors.links import feed_name, feed_token
from eventapp.visitors.queries import stars_of
from eventapp.web.access import everyone
from eventapp.web.security import csrf


@blueprint.in_both_languages("/<fair:slug>/mein/<token>")
@everyone
def private(slug: str, token: str) -> ResponseReturnValue:
    own = own_or_404(slug, token)
    codes = starred_codes(own.visitor)
    days = days_of_visitor(own.programme, own.visitor, at=now())
    feed = {"token": feed_token(own.visitor), "name": feed_name(slug)}
    told = {"is_new": own.visitor.is_confirmed and "neu" in request.args, "empty_days": EMPTY_PROGRAMME.days}
    is_empty = not own.visitor.email and not stars_of(own.visitor)
    return _page("agenda/private.html", own, days=days, codes=sorted(codes), feed=feed, is_empty=is_empty, **told)


@blueprint.in_both_languages("/<fair:slug>/mein/<token>/merken", methods=["POST"])
@everyone
def star(slug: str, token: str) -> ResponseReturnValue:
    """From the buttons of the private pages, and by script from the stars of the public ones (204 for these)."""
    own = own_or_404(slug, token, locked=True)
    form = StarForm()
    session = own.programme.session(form.code.data or "") or abort(404)
    session_id = session_id_of(own.fair.id, session.code) or abort(404)
    if form.wanted.data == "1":
        star_it(own.visitor, session_id, at=now())
    else:
        unstar(own.visitor, session_id, at=now())
    if request.accept_mimetypes.best == "application/json":
        return Response(status=204)
    if form.back.data:
        day = form.back.data if form.back.data in {one.isoformat() for one in own.programme.days} else None
        return redirect(url_for("agenda.choose", token=token, tag=day, _anchor=session.code), 303)
    return redirect(url_for("agenda.private", token=token, _anchor=session.code), 303)


@blueprint.in_both_languages("/<fair:slug>/mein/<token>/programm")
@everyone
def choose(slug: str, token: str) -> ResponseReturnValue:
    """The programme with a button at each session, for who has no script. Without a wish the first day, or today."""
    own = own_or_404(slug, token)
    programme = own.programme
    asked = {"tag": request.args.get("tag"), "q": (request.args.get("q") or "")[:100]}
    chosen = Filter.from_query(asked)
    page = overview_of(programme, chosen, now()) if programme.sessions else None
    return _page("agenda/choose.html", own, page=page, chosen=chosen, codes=starred_codes(own.visitor))


@blueprint.in_both_languages("/<fair:slug>/mein/<token>/code-<handle>.svg")
@everyone
def door_code(slug: str, token: str, handle: str) -> ResponseReturnValue:
    own = own_or_404(slug, token)
    sign_up = find_own(own.visitor, handle) or abort(404)
    return Response(door_svg(sign_up.code), content_type="image/svg+xml")


def _page(template: str, own: Own, **values: object) -> str:
    return render_template(template, fair=own.shown.fair, programme=own.shown.programme, own=own, **values)


csrf.exempt(star)
"""The token in the address opens the page, and the request must come from one of ours: there is no session."""
