"""Review: what waits for the office one after the other, each entry field by field beside what is accepted."""

from __future__ import annotations

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.accounts.queries import names_of
from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.exhibitors import queries, states
from eventapp.exhibitors.actions import questions, review
from eventapp.exhibitors.comparing import sheet_of
from eventapp.exhibitors.desk_root import blueprint, done, fair_and_entry, refused, shown
from eventapp.exhibitors.fields.tasks import get_task
from eventapp.exhibitors.forms_desk import AcceptForm, QuestionForm, ReasonForm
from eventapp.exhibitors.models import Entry
from eventapp.exhibitors.progress import options_of
from eventapp.exhibitors.states import STATE_NAMES, Act, State
from eventapp.exhibitors.tasks import called
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.uploads.queries import pictures_of
from eventapp.web.access import organisers
from eventapp.web.archived import even_archived
from eventapp.web.forms import Form


@blueprint.get("/pruefen")
@organisers
def queue(slug: str) -> ResponseReturnValue:
    """Everything that waits, the longest first."""
    fair = get_fair(slug)
    return shown("queue", fair=fair, entries=queries.waiting_entries(fair.id), called=called, states=State)


@blueprint.get("/pruefen/naechster")
@organisers
def next_entry(slug: str) -> ResponseReturnValue:
    """The way from the list into the first of them."""
    fair = get_fair(slug)
    waiting = queries.ids_of_waiting(fair.id)
    return redirect(url_for(".entry", entry_id=waiting[0]) if waiting else url_for(".queue"), 303)


@blueprint.get("/pruefen/<int:entry_id>")
@organisers
def entry(slug: str, entry_id: int) -> ResponseReturnValue:
    fair, found = fair_and_entry(slug, entry_id)
    return _page(fair, found)


@blueprint.post("/pruefen/<int:entry_id>/freigeben")
@organisers
def accept(slug: str, entry_id: int) -> ResponseReturnValue:
    """Exactly the submission that the page showed. A proposal then leads on to its session, which has no place yet."""
    fair, found = fair_and_entry(slug, entry_id)
    form = AcceptForm()
    try:
        found = review.accept(found, submission=form.submission.data, by=g.person, at=now())
    except DomainError as error:
        return _page(fair, found, form, status=refused(form, error))
    sentence = _("Freigegeben: {name}", name=_name(found))
    return done(sentence, ".entry", entry_id=found.id) if found.session_code else _on(found, sentence)


@blueprint.post("/pruefen/<int:entry_id>/ablehnen")
@organisers
def decline(slug: str, entry_id: int) -> ResponseReturnValue:
    fair, found = fair_and_entry(slug, entry_id)
    form = ReasonForm()
    if not form.validate():
        return _page(fair, found, form, opened="decline", status=422)
    try:
        review.decline(found, form.reason.data, submission=form.submission.data, by=g.person, at=now())
    except DomainError as error:
        return _page(fair, found, form, opened="decline", status=refused(form, error))
    return _on(found, _("Abgelehnt: {name}. Die Begründung geht per Mail hinaus.", name=_name(found)))


@blueprint.post("/pruefen/<int:entry_id>/vom-netz")
@organisers
@even_archived
def take_off(slug: str, entry_id: int) -> ResponseReturnValue:
    fair, found = fair_and_entry(slug, entry_id)
    form = ReasonForm()
    if not form.validate():
        return _page(fair, found, form, opened="take_off", status=422)
    try:
        review.take_off(found, form.reason.data, by=g.person, at=now())
    except DomainError as error:
        return _page(fair, found, form, opened="take_off", status=refused(form, error))
    return done(_("Vom Netz genommen: {name}", name=_name(found)), ".entry", entry_id=found.id)


@blueprint.post("/pruefen/<int:entry_id>/rueckfrage")
@organisers
def ask(slug: str, entry_id: int) -> ResponseReturnValue:
    """About one field, or about the whole."""
    fair, found = fair_and_entry(slug, entry_id)
    form = QuestionForm()
    about = form.field.data or "general"
    if not form.validate():
        return _page(fair, found, form, opened=about, status=422)
    try:
        questions.ask(
            found,
            form.text.data,
            field=form.field.data,
            submission=form.submission.data,
            by=g.person,
            at=now(),
        )
    except DomainError as error:
        return _page(fair, found, form, opened=about, status=refused(form, error))
    sentence = _("Die Rückfrage ist unterwegs. Sie können noch eine stellen.")
    return done(sentence, ".entry", entry_id=found.id, _anchor=form.field.data or "rueckfragen")


def _on(found: Entry, sentence: str) -> ResponseReturnValue:
    """After a decision the next one that waits, so that the office goes through them without the list."""
    waiting = queries.ids_of_waiting(found.fair_id, after=found)
    if not waiting:
        return done(sentence, ".queue")
    return done(sentence, ".entry", entry_id=waiting[0])


def _name(found: Entry) -> str:
    return f"{called(found)} – {found.exhibitor.member.name}"


def _page(
    fair: Fair, found: Entry, form: Form | None = None, *, opened: str = "", status: int = 200
) -> ResponseReturnValue:
    """``opened`` is the part whose form is shown again, with what was typed."""
    sheet = sheet_of(found, options_of(found.fair_id))
    digests = {digest for row in sheet.rows for digest in row.files if digest}
    waiting = queries.ids_of_waiting(fair.id, after=found)
    people = (one for question in found.questions for one in (question.asked_by, question.answered_by))
    named = {one for one in (*people, found.handed_in_by) if one}
    return shown(
        "review",
        status,
        fair=fair,
        entry=found,
        exhibitor=found.exhibitor,
        task=get_task(found.kind),
        name=called(found),
        sheet=sheet,
        pictures=pictures_of(digests),
        people=names_of(named),
        waiting=len(waiting),
        next_id=waiting[0] if waiting else None,
        may={act.value: states.may(act, found.state) for act in Act},
        state_names=STATE_NAMES,
        form=form or AcceptForm(formdata=None),
        opened=opened,
        typed=_typed(form, opened),
        came_by=request.method,
    )


def _typed(form: Form | None, opened: str) -> str:
    """What somebody wrote in the part that is shown again."""
    if form is None or not opened:
        return ""
    return str(form["reason" if opened in ("decline", "take_off") else "text"].data or "")
