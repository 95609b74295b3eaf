"""Reading in a member list on the desk: the file, its report, and the word to apply it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.database import transaction
from eventapp.errors import DomainError
from eventapp.exhibitors.actions.taking_in import take_contacts
from eventapp.exhibitors.intake import REASONS
from eventapp.exhibitors.queries import exhibitors_without_address
from eventapp.fair.queries import get_fair
from eventapp.i18n import _, language, mark, ngettext, speaking
from eventapp.interchange import waiting
from eventapp.interchange.actions.exhibitors import MEMBER_FIELDS, MemberReport, import_members
from eventapp.interchange.reading_aside import read_members_aside
from eventapp.text import clean_line
from eventapp.web.access import organisers
from eventapp.web.forms import Form, Upload
from eventapp.web.limits import PROGRAMMES, takes
from eventapp.web.transaction import begins_itself

blueprint = Blueprint("exhibitors_files", __name__, url_prefix="/desk/<fair:slug>/aussteller/einlesen")
ACCEPTED = ".xlsx,.csv,text/csv"
ALL = "alle"
OVERTAKEN = mark("Inzwischen hat sich etwas geändert. Das ist der neue Bericht; es wurde noch nichts übernommen.")


class UploadForm(Form):
    file = Upload(mark("Mitgliederliste"), accept=ACCEPTED)


class ApplyForm(Form):
    """Nothing but the token against forged requests."""


@blueprint.route("", methods=["GET", "POST"])
@takes(PROGRAMMES)
@begins_itself
@organisers
def upload(slug: str) -> ResponseReturnValue:
    """The file is read, tried out and kept; nothing is changed before the report was seen."""
    fair, form = get_fair(slug), UploadForm()
    if request.method != "POST":
        return _upload_page(slug, form)
    file = request.files.get("file")
    if form.validate() and (file is None or not file.filename):
        form.refuse(DomainError(mark("Wählen Sie eine Datei aus."), field="file"))
    if form.errors or form.general or file is None:
        return _upload_page(slug, form, 422)
    data, name, fair_id, person_id = file.read(), clean_line(file.filename or "", longest=120), fair.id, g.person.id
    try:
        report = _import(slug, data, name=name, is_dry_run=True)
    except DomainError as error:
        form.refuse(DomainError(error.message, field="file", **error.values))
        return _upload_page(slug, form, 422)
    token = waiting.keep(
        person_id=person_id,
        fair_id=fair_id,
        name=name,
        data=data,
        report=report.as_json(),
        at=now(),
        what=waiting.MEMBERS,
    )
    return redirect(url_for(".report", token=token), 303)


@blueprint.route("/<token>", methods=["GET", "POST"])
@begins_itself
@organisers
def report(slug: str, token: str) -> ResponseReturnValue:
    """What the list would change; the button applies just that."""
    fair, form = get_fair(slug), ApplyForm()
    kept = waiting.find(token, person_id=g.person.id, fair_id=fair.id, at=now(), what=waiting.MEMBERS)
    if kept is None:
        flash(_("Die Datei liegt nicht mehr hier. Laden Sie sie noch einmal hoch."))
        return redirect(url_for(".upload"), 303)
    if request.method != "POST":
        return _report_page(slug, form, _in_this_language(slug, kept), kept)
    if not form.validate():
        return _report_page(slug, form, kept.report, kept, 422)
    try:
        with speaking(kept.language):
            told = _import(slug, kept.data, name=kept.name, seen=kept.report, takes=_ticked())
    except _OtherThanSeen as other:
        form.general.append(_(OVERTAKEN))
        return _report_page(slug, form, other.report, kept, 409)
    except DomainError as error:
        form.refuse(error)
        return _report_page(slug, form, kept.report, kept, 422)
    waiting.forget(token)
    counts = told.counts
    flash(_("Eingelesen: {new} neu, {changed} geändert. Eingeladen ist noch niemand.", **_numbers(counts)))
    if told.contacts:
        flash(
            ngettext(
                "1 Ansprechperson ist jetzt die der Liste.",
                "{number} Ansprechpersonen sind jetzt die der Liste.",
                told.contacts,
            )
        )
    return redirect(url_for("exhibitors_desk.exhibitors"), 303)


@blueprint.post("/<token>/verwerfen")
@organisers
def drop(slug: str, token: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    if waiting.find(token, person_id=g.person.id, fair_id=fair.id, at=now(), what=waiting.MEMBERS):
        waiting.forget(token)
    return redirect(url_for(".upload"), 303)


def _in_this_language(slug: str, kept: waiting.Waiting) -> dict[str, Any]:
    """The report as it was kept, or tried out once more for who reads another language by now."""
    if kept.language == language():
        return kept.report
    try:
        return _import(slug, kept.data, name=kept.name, is_dry_run=True).as_json()
    except DomainError:
        return kept.report


class _OtherThanSeen(Exception):
    def __init__(self, report: dict[str, Any]) -> None:
        super().__init__()
        self.report = report


def _import(
    slug: str,
    data: bytes,
    *,
    name: str,
    is_dry_run: bool = False,
    seen: dict[str, Any] | None = None,
    takes: frozenset[str] = frozenset(),
) -> MemberReport:
    """Read without any lock, then written (or tried) in one transaction: exactly what was seen, or nothing. ``takes``
    says whose contacts become the list's."""
    members, person = read_members_aside(data), g.person
    with transaction():
        report = import_members(slug, members, at=now(), by=person, name=name, is_dry_run=is_dry_run)
        if seen is not None and _comparable(report.as_json()) != _comparable(seen):
            raise _OtherThanSeen({**report.as_json(), "dry_run": True})
        wanted = [one for one in report.intake.takeable if takes & {ALL, str(one.exhibitor_id)}]
        contacts = take_contacts(wanted, by=person, at=now())
    return replace(report, contacts=contacts)


def _comparable(report: dict[str, Any]) -> object:
    """Without whether it was a trial; tuples are lists, as they come back from where the report was kept."""
    return json.loads(json.dumps({**report, "dry_run": None}))


def _ticked() -> frozenset[str]:
    """Whose contact is to be the list's, as the boxes beside them say."""
    return frozenset([*request.form.getlist("wer"), *((ALL,) if request.form.get("alle") else ())])


def _numbers(counts: dict[str, int]) -> dict[str, int]:
    return {key: counts[key] for key in ("new", "changed")}


def _upload_page(slug: str, form: Form, status: int = 200) -> ResponseReturnValue:
    fair = get_fair(slug)
    without = exhibitors_without_address(fair.id)
    return render_template("interchange/desk/members.html", fair=fair, form=form, without=without), status


def _report_page(
    slug: str, form: Form, report: dict[str, Any], kept: waiting.Waiting, status: int = 200
) -> ResponseReturnValue:
    """Where the report is another one than the kept, the new one is what the next press of the button is held to."""
    token = kept.token
    if status == 409:
        waiting.forget(kept.token)
        token = waiting.keep(
            person_id=g.person.id,
            fair_id=get_fair(slug).id,
            name=kept.name,
            data=kept.data,
            report=report,
            at=now(),
            what=waiting.MEMBERS,
        )
    by_state: dict[str, list[dict[str, Any]]] = {}
    for member in report["members"]:
        by_state.setdefault(member["state"], []).append(member)
    page = render_template(
        "interchange/desk/members_report.html",
        fair=get_fair(slug),
        form=form,
        report=report,
        by_state=by_state,
        name=kept.name,
        token=token,
        fields=MEMBER_FIELDS,
        reasons=REASONS,
        ticked=_ticked(),
    )
    return page, status
