"""The public side: what the device remembers, keeping it, and the link that got lost."""

from __future__ import annotations

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.agenda.brief import brief
from eventapp.agenda.forms import KeepForm, LostLinkForm
from eventapp.agenda.views_root import blueprint, fair_or_404
from eventapp.clock import now
from eventapp.i18n import language
from eventapp.programme.queries import published
from eventapp.visitors.actions import MOST_STARS, keep_programme, send_link
from eventapp.visitors.links import page_token
from eventapp.web.access import everyone
from eventapp.web.public import kept
from eventapp.web.security import csrf


@blueprint.in_both_languages("/<fair:slug>/mein", methods=["GET"])
@everyone
@kept()
def mine(slug: str) -> ResponseReturnValue:
    """The same for everybody; script draws what the device remembers."""
    shown = published(slug)
    return render_template("agenda/mine.html", fair=shown.fair, programme=shown.programme)


@blueprint.in_both_languages("/<fair:slug>/programm/kurz.json")
@everyone
@kept(mimetype="application/json", packed=True)
def index(slug: str) -> ResponseReturnValue:
    return jsonify(brief(published(slug).or_empty, language()))


@blueprint.in_both_languages("/<fair:slug>/mein/behalten")
@everyone
def keeping(slug: str) -> ResponseReturnValue:
    """What keeping is good for, and the one button. Sealed anew for each view: the seal makes two presses one."""
    form = KeepForm()
    form.seal()
    return _keeping(slug, form)


@blueprint.in_both_languages("/<fair:slug>/mein", methods=["POST"])
@everyone
def keep(slug: str) -> ResponseReturnValue:
    fair = fair_or_404(slug)
    form = KeepForm()
    if not form.validate():
        return _keeping(slug, form), 422
    known = published(slug).or_empty
    typed = (form.codes.data or "").upper().split()[:MOST_STARS]
    codes = [code for code in typed if known.session(code) is not None]
    visitor = keep_programme(fair.id, codes=codes, language=language(), at=now(), handle=form.key)
    return redirect(url_for("agenda.private", token=page_token(visitor)), 303)


@blueprint.in_both_languages("/<fair:slug>/mein/link", methods=["GET", "POST"])
@everyone
def lost_link(slug: str) -> ResponseReturnValue:
    """The same answer whoever is asked for."""
    fair = fair_or_404(slug)
    form = LostLinkForm()
    is_sent = request.method == "POST"
    if not is_sent:
        form.seal()
    elif form.validate():
        send_link(fair.id, form.email.data, key=form.key, language=language(), at=now())
        return redirect(url_for("agenda.link_sent"), 303)
    return _page("agenda/lost_link.html", slug, form=form, is_sent=False), 422 if is_sent else 200


@blueprint.in_both_languages("/<fair:slug>/mein/link/unterwegs")
@everyone
def link_sent(slug: str) -> ResponseReturnValue:
    return _page("agenda/lost_link.html", slug, form=None, is_sent=True)


@blueprint.in_both_languages("/<fair:slug>/mein/geloescht")
@everyone
def erased(slug: str) -> ResponseReturnValue:
    """The last page of who had everything erased. It knows nobody."""
    return _page("agenda/erased.html", slug)


def _keeping(slug: str, form: KeepForm) -> str:
    return _page("agenda/keeping.html", slug, form=form)


def _page(template: str, slug: str, **values: object) -> str:
    shown = published(slug)
    return render_template(template, fair=shown.fair, programme=shown.programme, **values)


csrf.exempt(keep)
csrf.exempt(lost_link)
"""They are sealed instead: there is no session that a token could belong to."""
