"""The list of mailings, and writing one: begun from a text of ours, from an earlier one, or from nothing."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.mailings import actions, queries
from eventapp.mailings.actions import UNNAMED, Written
from eventapp.mailings.audiences import audience_of, choices, in_words
from eventapp.mailings.desk_root import CONFLICT, REFUSED, blueprint, done, fair_and_mailing, refused, shown, who
from eventapp.mailings.forms import MailingForm, SureForm
from eventapp.mailings.placeholders import offered
from eventapp.mailings.starters import STARTERS
from eventapp.mailings.states import tallies_of
from eventapp.web.access import organisers


@blueprint.get("")
@organisers
def mailings(slug: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    ground, every = queries.ground_of(fair), queries.mailings_of(fair.id)
    return shown(
        "list",
        fair=fair,
        drafts=[one for one in every if one.sent_at is None],
        sent=[one for one in every if one.sent_at is not None],
        tallies=tallies_of(queries.all_numbers(fair.id)),
        audiences={one.id: in_words(audience_of(one.audience), ground) for one in every},
    )


@blueprint.route("/neu", methods=["GET", "POST"])
@organisers
def new(slug: str) -> ResponseReturnValue:
    """A press on a text makes a draft of it; ``an`` is whom it is for already, where the way here said so."""
    fair = get_fair(slug)
    wanted = audience_of(request.values.get("an", "")[:100])
    if request.method != "POST":
        said = in_words(wanted, queries.ground_of(fair))
        return shown("new", fair=fair, starters=STARTERS, wanted=wanted, audience=said)
    starter = STARTERS.get(request.form.get("text", ""))
    written = Written(_(UNNAMED), str(wanted or ""))
    if starter is not None:
        subject, text = starter.subject, starter.text
        audience = str(wanted) if wanted else starter.audience
        written = Written(_(starter.name), audience, subject.de, subject.en, text.de, text.en)
    made = actions.create(fair, written, by=who(), at=now())
    return redirect(url_for(".write", number=made.id), 303)


@blueprint.route("/<int:number>/text", methods=["GET", "POST"])
@organisers
def write(slug: str, number: int) -> ResponseReturnValue:
    is_saved = request.method == "POST"
    fair, mailing = fair_and_mailing(slug, number, locked=is_saved)
    if mailing.sent_at is not None and not is_saved:
        return redirect(url_for(".mailing", number=number), 303)
    ground = queries.ground_of(fair)
    groups = choices(ground)
    form = MailingForm(obj=None if is_saved else mailing)
    form.offer(groups)
    status = REFUSED if is_saved else 200
    if is_saved and form.validate():
        try:
            actions.save(mailing, form.written(), version=form.version.data, by=who(), at=now())
        except DomainError as error:
            status = refused(form, error)
        else:
            return done(_("Gespeichert. Gesendet ist noch nichts."), ".mailing", number=number)
    named = {"": _("noch niemand")} | {value: said for group in groups.values() for value, said in group}
    stored = form.differing(mailing, named) if status == CONFLICT else {}
    if status == CONFLICT:
        form.version.data = mailing.version
    audience = audience_of(mailing.audience)
    return shown(
        "write",
        status,
        fair=fair,
        mailing=mailing,
        form=form,
        stored=stored,
        found=queries.reached_by(fair, audience, at=now()),
        audience=in_words(audience, ground),
        legend=offered(audience),
    )


@blueprint.post("/<int:number>/vorlage")
@organisers
def copy(slug: str, number: int) -> ResponseReturnValue:
    """The same words once more, as a draft."""
    fair, mailing = fair_and_mailing(slug, number)
    made = actions.copy(mailing, fair, by=who(), at=now())
    return done(_("Ein neuer Entwurf mit diesem Text. Prüfen Sie, an wen er geht."), ".write", number=made.id)


@blueprint.route("/<int:number>/loeschen", methods=["GET", "POST"])
@organisers
def delete(slug: str, number: int) -> ResponseReturnValue:
    fair, mailing = fair_and_mailing(slug, number, locked=request.method == "POST")
    form = SureForm()
    if mailing.sent_at is not None:
        return redirect(url_for(".mailing", number=number), 303)
    if request.method == "POST" and form.validate():
        name = mailing.name
        actions.delete(mailing, by=who(), at=now())
        return done(_("Der Entwurf „{name}“ ist gelöscht.", name=name), ".mailings")
    return shown("delete", REFUSED if form.faults else 200, fair=fair, mailing=mailing, form=form)
