"""What the office does with one place: let somebody in, give it out of turn, take it away, move it. Each page asks
before it acts."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.i18n import _, language
from eventapp.programme.value import Programme, Session
from eventapp.signups.actions import office
from eventapp.signups.actions.places import NoPlaces
from eventapp.signups.desk_root import REFUSED, blueprint, done, fair_and_session, refused, shown, sign_up_in, who
from eventapp.signups.filling import filled_of
from eventapp.signups.forms_desk import LetInForm, MoveForm, SureForm
from eventapp.signups.models import SignUp
from eventapp.signups.overview import Filled
from eventapp.web.access import organisers
from eventapp.web.archived import even_archived
from eventapp.web.formats import wall_when
from eventapp.web.forms import Form


@blueprint.route("/<code>/aufnehmen", methods=["GET", "POST"])
@organisers
def let_in(slug: str, code: str) -> ResponseReturnValue:
    """Somebody by name and address, whatever the count says."""
    fair, _programme, session = fair_and_session(slug, code)
    form = LetInForm()
    form.offer()
    status = 200 if request.method != "POST" else REFUSED
    if form.validate_on_submit():
        said = {"name": form.name.data, "email": form.email.data, "language": form.language.data}
        try:
            office.let_in(fair.id, session, **said, by=who(), at=now())
        except DomainError as error:
            status = refused(form, error)
        else:
            return done(_("{name} hat einen Platz.", name=form.name.data), ".session", code=code)
    return shown("let_in", status, fair=fair, session=session, form=form, filled=_filled(fair, code))


@blueprint.route("/<code>/<handle>/platz-geben", methods=["GET", "POST"])
@organisers
def put_in(slug: str, code: str, handle: str) -> ResponseReturnValue:
    """To somebody who waits, out of turn."""
    fair, _programme, session = fair_and_session(slug, code)
    one, form = sign_up_in(fair, session, handle), SureForm()
    if request.method == "POST":
        try:
            office.give_place(one, session, by=who(), at=now())
        except DomainError as error:
            return _asked("put_in", fair, session, one, form, refused(form, error))
        return done(_("{name} hat einen Platz.", name=one.name), ".session", code=code)
    return _asked("put_in", fair, session, one, form)


@blueprint.route("/<code>/<handle>/entfernen", methods=["GET", "POST"])
@organisers
@even_archived
def remove(slug: str, code: str, handle: str) -> ResponseReturnValue:
    fair, _programme, session = fair_and_session(slug, code)
    one, form = sign_up_in(fair, session, handle), SureForm()
    if request.method == "POST":
        office.remove(one, session, by=who(), at=now())
        return done(_("{name} ist nicht mehr angemeldet.", name=one.name), ".session", code=code)
    return _asked("remove", fair, session, one, form)


@blueprint.route("/<code>/<handle>/umbuchen", methods=["GET", "POST"])
@organisers
def move(slug: str, code: str, handle: str) -> ResponseReturnValue:
    """To another session; free places are said with each."""
    fair, programme, session = fair_and_session(slug, code)
    one, form = sign_up_in(fair, session, handle), MoveForm()
    form.to.choices = [("", _("Bitte wählen")), *_others(fair, programme, session)]
    status = 200 if request.method != "POST" else REFUSED
    if form.validate_on_submit():
        there = programme.session(form.to.data)
        try:
            if there is None:
                raise NoPlaces(field="to")
            office.move(one, session, there, even_if_full=bool(form.even_if_full.data), by=who(), at=now())
        except DomainError as error:
            status = refused(form, error)
        else:
            title = there.title.in_language(language())
            return done(
                _("{name} hat jetzt einen Platz in „{title}“.", name=one.name, title=title), ".session", code=code
            )
    return _asked("move", fair, session, one, form, status)


def _others(fair: Fair, programme: Programme, session: Session) -> list[tuple[str, str]]:
    """Sessions still to come that have places, each with how many are free."""
    at, filled = now(), filled_of(fair.id)
    coming = (
        one
        for one in programme.sessions
        if one.sign_up and not one.is_cancelled and one.code != session.code and one.starts_at > at
    )
    return [(one.code, _told(one, filled.get(one.code, Filled()))) for one in coming]


def _told(session: Session, filled: Filled) -> str:
    free = _("{number} frei", number=filled.free)
    return f"{wall_when(session.starts_at, session.ends_at)}: {session.title.in_language(language())} ({free})"


def _filled(fair: Fair, code: str) -> Filled:
    return filled_of(fair.id, [code]).get(code, Filled())


def _asked(act: str, fair: Fair, session: Session, one: SignUp, form: Form, status: int = 200) -> ResponseReturnValue:
    return shown(act, status, fair=fair, session=session, one=one, form=form, filled=_filled(fair, session.code))
