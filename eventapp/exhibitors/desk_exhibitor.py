"""One exhibitor as the office sees it: how far it is, its people, its entries, what happened so far."""

from __future__ import annotations

from flask import g
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError, Stale
from eventapp.exhibitors import queries
from eventapp.exhibitors.actions import members
from eventapp.exhibitors.actions.members import MemberChanged
from eventapp.exhibitors.answers import day_said
from eventapp.exhibitors.asking import asked_tasks
from eventapp.exhibitors.desk_root import blueprint, done, fair_and_exhibitor, refused, shown
from eventapp.exhibitors.forms_desk import ContactForm, MemberForm
from eventapp.exhibitors.models import Exhibitor, Member
from eventapp.exhibitors.overview import STAGE_NAMES, lines_of
from eventapp.exhibitors.progress import states_of_exhibitor
from eventapp.exhibitors.states import STATE_NAMES
from eventapp.exhibitors.tasks import STATUS_NAMES, called
from eventapp.i18n import _, language
from eventapp.i18n.days import short_day
from eventapp.journal.queries import entries_about, entries_about_any
from eventapp.web.access import organisers

LATEST = 30
CHANGES_OF_NOBODY = None
"""Members outlive fairs: what happened to one belongs to no fair."""


@blueprint.get("/<int:exhibitor_id>")
@organisers
def exhibitor(slug: str, exhibitor_id: int) -> ResponseReturnValue:
    fair, found = fair_and_exhibitor(slug, exhibitor_id)
    at, rules = now(), queries.rules_of_fair(fair)
    entries = queries.entries_of(found.id)
    line = lines_of(queries.marks_of(fair.id, only=found.id), rules, at=at)[0]
    return shown(
        "exhibitor",
        fair=fair,
        exhibitor=found,
        line=line,
        tasks=states_of_exhibitor(found, at=at, rules=rules),
        entries=entries,
        people=queries.people_of(found.member_id),
        passes=[(one, _days(one.days)) for one in queries.passes_of(found.id)],
        applied=queries.find_application_of(found.id),
        history=_history(found, [entry.id for entry in entries]),
        called=called,
        stages=STAGE_NAMES,
        state_names=STATE_NAMES,
        status_names=STATUS_NAMES,
        kinds=[task for task in asked_tasks(rules) if task.is_many],
    )


@blueprint.route("/<int:exhibitor_id>/kontakt", methods=["GET", "POST"])
@organisers
def contact(slug: str, exhibitor_id: int) -> ResponseReturnValue:
    """Whom the office writes to."""
    fair, found = fair_and_exhibitor(slug, exhibitor_id)
    form = ContactForm.of(found)
    status, stored = 200, {}
    if form.is_submitted() and form.validate():
        try:
            members.change_contact(
                found,
                name=form.contact_name.data,
                email=form.contact_email.data,
                language=form.language.data,
                version=form.version.data,
                by=g.person,
                at=now(),
            )
        except Stale as error:
            status, stored = refused(form, error), _stored(form, found)
        else:
            return done(_("Der Kontakt ist gespeichert."), ".exhibitor", exhibitor_id=found.id)
    elif form.is_submitted():
        status = 422
    return shown("contact", status, fair=fair, exhibitor=found, form=form, stored=stored)


@blueprint.route("/<int:exhibitor_id>/mitglied", methods=["GET", "POST"])
@organisers
def member(slug: str, exhibitor_id: int) -> ResponseReturnValue:
    """What is known of the organisation, whatever the fair, with the office's own note."""
    fair, found = fair_and_exhibitor(slug, exhibitor_id)
    form = MemberForm.of(found.member)
    status, stored = 200, {}
    if form.is_submitted() and form.validate():
        try:
            members.change_member(found.member, version=form.version.data, by=g.person, at=now(), **form.words())
        except MemberChanged as error:
            status, stored = refused(form, error), _stored(form, error.member)
        except DomainError as error:
            status = refused(form, error)
        else:
            return done(_("Die Stammdaten sind gespeichert."), ".exhibitor", exhibitor_id=found.id)
    elif form.is_submitted():
        status = 422
    return shown("member", status, fair=fair, exhibitor=found, form=form, stored=stored)


def _stored(form: ContactForm | MemberForm, row: Exhibitor | Member) -> dict[str, str]:
    """What somebody else saved meanwhile, where it differs from what was typed; the form overwrites it knowingly."""
    form.version.data = row.version
    kept = {name: str(getattr(row, name)) for name in form.data if name not in ("csrf_token", "version")}
    return {name: said for name, said in kept.items() if said != (form[name].data or "")}


def _days(days: list[str]) -> str:
    """ "Mi., 10.02., Do., 11.02."; of all days nothing is said one by one."""
    known = (day_said(day) for day in days)
    return ", ".join(short_day(day, language()) for day in known if day) or _("alle Tage")


def _history(found: Exhibitor, entry_ids: list[int]) -> list[object]:
    subjects = [f"exhibitor:{found.id}", *(f"entry:{one}" for one in entry_ids)]
    here = entries_about_any(found.fair_id, subjects, most=LATEST)
    beyond = entries_about(CHANGES_OF_NOBODY, f"member:{found.member_id}", most=LATEST)
    latest = sorted([*here, *beyond], key=lambda one: one.id, reverse=True)
    return list(latest[:LATEST])
