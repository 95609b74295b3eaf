"""A member's part as a whole: who acts for it, what it takes over from the last fair, withdrawing, who changed what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from eventapp.errors import DomainError
from eventapp.exhibitors.actions import invitations, taking_part
from eventapp.exhibitors.actions.carrying_over import Offered, carry_over, offer_for
from eventapp.exhibitors.actions.recording import KEPT_OUT
from eventapp.exhibitors.fields.tasks import get_task
from eventapp.exhibitors.queries import names_of_people, people_of
from eventapp.exhibitors.views.checking import Changed
from eventapp.exhibitors.views.own import own_or_404
from eventapp.i18n import _, mark
from eventapp.journal.models import JournalEntry
from eventapp.journal.queries import entries_about_any
from eventapp.web.access import members
from eventapp.web.archived import even_archived
from eventapp.web.forms import Choices, EmailLine, Form, Line, Paragraphs, Required

blueprint = Blueprint("member_team", __name__, url_prefix="/mein-stand/<int:exhibitor_id>")

WHAT_WAS_DONE = {
    "entry.started": mark("hat angelegt"),
    "entry.changed": mark("hat geändert"),
    "entry.handed_in": mark("hat eingereicht"),
    "entry.asked": mark("hat gefragt"),
    "entry.answered": mark("hat geantwortet"),
    "entry.accepted": mark("hat freigegeben"),
    "entry.declined": mark("hat abgelehnt"),
    "entry.taken_off": mark("hat aus der Öffentlichkeit genommen"),
    "entry.withdrawn": mark("hat entfernt"),
    "entry.restored": mark("hat zurückgeholt"),
    "entry.carried_over": mark("hat von der letzten Messe übernommen"),
    "exhibitor.listed": mark("hat aufgenommen"),
    "exhibitor.invited": mark("hat eingeladen"),
    "exhibitor.colleague_invited": mark("hat jemanden ins Team eingeladen"),
    "exhibitor.colleague_let_go": mark("hat jemanden aus dem Team genommen"),
    "exhibitor.contact_changed": mark("hat die Ansprechperson geändert"),
    "exhibitor.withdrawn": mark("hat die Teilnahme zurückgezogen"),
    "exhibitor.readmitted": mark("hat die Teilnahme wieder aufgenommen"),
    "exhibitor.wanted": mark("hat eine Aufgabe wieder geöffnet"),
    "exhibitor.not_wanted": mark("hat „nicht gewünscht“ gesagt"),
    "exhibitor.reopened": mark("hat die Frist verlängert"),
    "exhibitor.passes_added": mark("hat Ausweise eingetragen"),
    "exhibitor.pass_withdrawn": mark("hat einen Ausweis zurückgezogen"),
}
OF_THE_OFFICE = (
    *("entry.asked", "entry.accepted", "entry.declined", "entry.taken_off", "exhibitor.listed", "exhibitor.invited"),
    *("exhibitor.contact_changed", "exhibitor.readmitted", "exhibitor.reopened"),
)
"""What no member does: also of somebody who has left the office meanwhile."""


class ColleagueForm(Form):
    name = Line(mark("Name"), [Required(mark("Geben Sie einen Namen ein."))], most=120)
    email = EmailLine(mark("E-Mail"), [Required(mark("Geben Sie eine E-Mail-Adresse ein."))])


class WithdrawForm(Form):
    reason = Paragraphs(mark("Warum?"), most=2_000)


class CarryForm(Form):
    entries = Choices(mark("Was möchten Sie übernehmen?"), validate_choice=False)


@blueprint.route("/team", methods=["GET", "POST"])
@members
def team(exhibitor_id: int) -> ResponseReturnValue:
    own, form = own_or_404(exhibitor_id), ColleagueForm()
    if form.validate_on_submit():
        said = {"email": form.email.data, "name": form.name.data}
        try:
            invitations.invite_colleague(own.exhibitor, by=g.person, at=own.at, **said)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Eingeladen: {name}. Die Mail ist unterwegs.", name=form.name.data))
            return redirect(url_for(".team", exhibitor_id=exhibitor_id), 303)
    people = people_of(own.exhibitor.member_id)
    page = render_template("exhibitors/team.html", own=own, trail=[], form=form, people=people)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/team/<int:person_id>/entfernen", methods=["GET", "POST"])
@members
@even_archived
def let_go(exhibitor_id: int, person_id: int) -> ResponseReturnValue:
    own, form = own_or_404(exhibitor_id), Form()
    person = next((one for one in people_of(own.exhibitor.member_id) if one.id == person_id), None) or abort(404)
    name, back = person.name or person.email, url_for(".team", exhibitor_id=exhibitor_id)
    if form.validate_on_submit():
        try:
            invitations.let_go(own.exhibitor, person.id, by=g.person, at=own.at)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("{name} gehört nicht mehr zum Team.", name=name))
            return redirect(url_for("mein_stand.choose") if person.id == g.person.id else back, 303)
    member = own.exhibitor.member.name
    consequences = [_("{name} sieht und ändert dann nichts mehr für {member}.", name=name, member=member)]
    page = render_template(
        "exhibitors/sure.html",
        own=own,
        trail=[(back, _("Team"))],
        heading=_("Aus dem Team nehmen?"),
        form=form,
        consequences=consequences,
        act_label=_("Aus dem Team nehmen"),
        back=back,
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/zurueckziehen", methods=["GET", "POST"])
@members
def withdraw(exhibitor_id: int) -> ResponseReturnValue:
    own, form = own_or_404(exhibitor_id), WithdrawForm()
    if own.is_withdrawn:
        abort(404)
    back, member = url_for("mein_stand.front", exhibitor_id=exhibitor_id), own.exhibitor.member.name
    if form.validate_on_submit():
        taking_part.withdraw(own.exhibitor, reason=form.reason.data or "", by=g.person, at=own.at)
        flash(_("Ihre Teilnahme ist zurückgezogen."))
        return redirect(back, 303)
    page = render_template(
        "exhibitors/sure.html",
        own=own,
        trail=[],
        heading=_("Teilnahme zurückziehen?"),
        form=form,
        consequences=[
            _("{member} nimmt dann nicht mehr teil und steht nicht mehr im Verzeichnis.", member=member),
            _("Ihre Angaben bleiben erhalten. Möchten Sie doch teilnehmen, kann das Messebüro das rückgängig machen."),
        ],
        act_label=_("Teilnahme zurückziehen"),
        back=back,
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/uebernehmen", methods=["GET", "POST"])
@members
def carry(exhibitor_id: int) -> ResponseReturnValue:
    own, form = own_or_404(exhibitor_id), CarryForm()
    front = url_for("mein_stand.front", exhibitor_id=exhibitor_id)
    offer = None if own.is_withdrawn else offer_for(own.exhibitor)
    if offer is None:
        return redirect(front, 303)
    form.entries.choices = [SelectChoice(str(one.entry.id), _offered(one)) for one in offer.entries]
    if form.validate_on_submit():
        chosen = {int(one) for one in form.entries.data or () if one.isdecimal() and len(one) < 10}
        try:
            made = carry_over(own.exhibitor, chosen, by=g.person, at=own.at)
        except DomainError as error:
            form.refuse(error)
        else:
            if made:
                flash(_("Übernommen. Sehen Sie jetzt alles durch, und ändern Sie, was nicht mehr stimmt."))
                return redirect(front, 303)
            form.entries.errors = [_("Wählen Sie aus, was Sie übernehmen möchten.")]
    if not form.is_submitted():
        form.entries.data = [choice.value for choice in form.entries.choices]
    page = render_template("exhibitors/carry_over.html", own=own, trail=[], form=form, year=offer.fair.starts_on.year)
    return page, 422 if form.is_submitted() else 200


def _offered(one: Offered) -> str:
    noun = _(get_task(one.entry.kind).noun)
    return f"{noun}: {one.title}" if one.title else noun


@dataclass(frozen=True, slots=True)
class HistoryLine:
    at: datetime
    who: str
    what: str
    name: str
    differences: list[Changed]


@blueprint.get("/verlauf")
@members
def history(exhibitor_id: int) -> ResponseReturnValue:
    own = own_or_404(exhibitor_id)
    subjects = [f"exhibitor:{exhibitor_id}", *(f"entry:{entry.id}" for entry in own.part.entries)]
    found = entries_about_any(own.fair.id, subjects)
    colleagues = {person.id for person in people_of(own.exhibitor.member_id)}
    names = names_of_people({one.by for one in found if one.by})
    lines = [_history_line(one, names, colleagues) for one in found]
    return render_template("exhibitors/history.html", own=own, trail=[], lines=lines)


def _history_line(one: JournalEntry, names: Mapping[int, tuple[str, bool]], colleagues: set[int]) -> HistoryLine:
    """Who in the office it was is the office's own affair."""
    name, is_organiser = names.get(one.by or 0, ("", True))
    is_office = one.kind in OF_THE_OFFICE or (is_organiser and one.by not in colleagues)
    differences = [_changed(told) for told in one.differences]
    what = WHAT_WAS_DONE.get(one.kind)
    return HistoryLine(
        at=one.at,
        who=_("Das Messebüro") if is_office else name or _("Jemand"),
        what=_(what) if what else one.kind,
        name=one.name.rpartition(" – ")[0] if one.kind.startswith("entry.") else "",
        differences=differences,
    )


def _changed(told: Mapping[str, str]) -> Changed:
    """What is personal is not in the journal: only that it changed."""
    field = told["field"]
    label = _(field) if field else ""
    if told["new"] == KEPT_OUT:
        return Changed(label, "", _("geändert"))
    return Changed(label, told["old"], told["new"])
