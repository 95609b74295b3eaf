"""Writing to those who are signed up: what and to whom, then how it will read, then one mail each."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.i18n import ngettext
from eventapp.outbox.rendering import Letter, render
from eventapp.programme.value import Programme, Session
from eventapp.signups.actions.writing import AUDIENCES, nobody, readers, write_to
from eventapp.signups.desk_root import REFUSED, blueprint, done, fair_and_session, refused, shown, who
from eventapp.signups.forms_desk import MessageForm
from eventapp.signups.mails import sign_up_values
from eventapp.signups.models import SignUp
from eventapp.web.access import organisers


@blueprint.route("/<code>/schreiben", methods=["GET", "POST"])
@organisers
def write(slug: str, code: str) -> ResponseReturnValue:
    """The first button shows the mail as one of them gets it; only the second one sends."""
    fair, programme, session = fair_and_session(slug, code)
    form = MessageForm()
    reached = {audience: readers(fair.id, code, audience) for audience in AUDIENCES}
    form.offer({audience: len(found) for audience, found in reached.items()})
    if request.method != "POST":
        return shown("message", fair=fair, session=session, form=form)
    if not form.validate():
        return shown("message", REFUSED, fair=fair, session=session, form=form)
    found = reached[form.audience.data]
    if not found:
        form.refuse(nobody())
        return shown("message", REFUSED, fair=fair, session=session, form=form)
    if request.form.get("do") == "edit":
        return shown("message", fair=fair, session=session, form=form)
    if request.form.get("do") != "send":
        letter = _letter(fair, programme, session, found[0], form)
        return shown(
            "message_preview", fair=fair, session=session, form=form, readers=found, letter=letter, names=AUDIENCES
        )
    said = {"subject": form.subject.data, "message": form.message.data, "audience": form.audience.data}
    try:
        written = write_to(fair.id, session, **said, key=form.key.data, by=who(), at=now())
    except DomainError as error:
        return shown("message", refused(form, error), fair=fair, session=session, form=form)
    number = len(written)
    return done(ngettext("1 Mail ist unterwegs.", "{number} Mails sind unterwegs.", number), ".session", code=code)


def _letter(fair: Fair, programme: Programme, session: Session, one: SignUp, form: MessageForm) -> Letter | None:
    """As the first of them reads it, without the private link, which is theirs alone."""
    if one.visitor is None:
        return None
    values = sign_up_values(fair, programme, session, one, one.visitor)
    said = {"subject": form.subject.data, "message": form.message.data, "link": "…"}
    return render("signups.message", language=one.visitor.language, values={**values, **said})
