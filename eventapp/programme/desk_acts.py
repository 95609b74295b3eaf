"""Single acts on a session: cancel, reinstate, delay, delete, follow its source again. Each asks before it hurts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.programme import queries
from eventapp.programme.actions import moving, sessions
from eventapp.programme.desk_root import REFUSED, blueprint, done, gone, refused, shown, who
from eventapp.programme.forms_desk import ActForm, DelayForm
from eventapp.programme.models import ConferenceSession
from eventapp.web.access import organisers
from eventapp.web.forms import Form

Act = Callable[..., Any]


@blueprint.route("/<code>/absagen", methods=["GET", "POST"])
@organisers
def cancel(slug: str, code: str) -> ResponseReturnValue:
    return _asked(
        slug,
        code,
        "cancel",
        sessions.cancel_session,
        _("Abgesagt. Öffentlich wird es mit der nächsten Veröffentlichung."),
    )


@blueprint.route("/<code>/stattfinden", methods=["GET", "POST"])
@organisers
def reinstate(slug: str, code: str) -> ResponseReturnValue:
    return _asked(slug, code, "reinstate", sessions.reinstate_session, _("Der Programmpunkt findet wieder statt."))


@blueprint.route("/<code>/der-datei-folgen", methods=["GET", "POST"])
@organisers
def follow(slug: str, code: str) -> ResponseReturnValue:
    said = _("Die nächste Datei schreibt diesen Programmpunkt wieder ganz.")
    return _asked(slug, code, "follow", sessions.follow_source, said)


@blueprint.route("/<code>/loeschen", methods=["GET", "POST"])
@organisers
def delete(slug: str, code: str) -> ResponseReturnValue:
    return _asked(slug, code, "delete", sessions.delete_session, _("Der Entwurf ist gelöscht."), stays=False)


@blueprint.route("/<code>/zur-seite", methods=["GET", "POST"])
@organisers
def set_aside(slug: str, code: str) -> ResponseReturnValue:
    return _asked(
        slug, code, "set_aside", moving.set_aside, _("Zur Seite gelegt. Der Programmpunkt hat keine Zeit mehr.")
    )


@blueprint.route("/<code>/verspaetung", methods=["GET", "POST"])
@organisers
def delay(slug: str, code: str) -> ResponseReturnValue:
    """Later by so many minutes; as its own page, so that a mistake in the number finds a form."""
    fair, row = _found(slug, code)
    form = DelayForm(data={"version": row.version} if request.method != "POST" else None)
    if request.method != "POST" or not form.validate():
        return _page("delay", fair, row, form, 200 if request.method != "POST" else REFUSED)
    try:
        sessions.delay_session(row, form.minutes.data, version=form.version.data, by=who(), at=now())
    except DomainError as error:
        return _page("delay", fair, row, form, refused(form, error))
    return done(
        _("Um {minutes} Minuten verschoben. Veröffentlichen Sie es, damit alle es sehen.", minutes=form.minutes.data),
        "programme_desk.release_session",
        code=code,
    )


@blueprint.route("/<code>/puenktlich", methods=["GET", "POST"])
@organisers
def on_time(slug: str, code: str) -> ResponseReturnValue:
    return _asked(slug, code, "on_time", sessions.end_delay, _("Es gilt wieder die geplante Zeit."))


def _found(slug: str, code: str) -> tuple[Fair, ConferenceSession]:
    fair = get_fair(slug)
    row = queries.find_draft_session(fair.id, code, locked=request.method == "POST")
    if row is None:
        raise gone()
    return fair, row


def _asked(slug: str, code: str, name: str, act: Act, said: str, *, stays: bool = True) -> ResponseReturnValue:
    """The page that asks, and the act."""
    fair, row = _found(slug, code)
    form = ActForm(data={"version": row.version} if request.method != "POST" else None)
    if request.method != "POST" or not form.validate():
        return _page(name, fair, row, form, 200 if request.method != "POST" else REFUSED)
    try:
        act(row, version=form.version.data, by=who(), at=now())
    except DomainError as error:
        return _page(name, fair, row, form, refused(form, error))
    return done(said, "programme_desk.session", code=code) if stays else done(said, "programme_desk.sessions")


def _page(name: str, fair: Fair, row: ConferenceSession, form: Form, status: int) -> ResponseReturnValue:
    if status != 200:
        form.version.data = row.version
    return shown("act", status, act=name, fair=fair, row=row, form=form, is_free=not sessions.was_released(row))
