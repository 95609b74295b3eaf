"""Reading in a programme on the desk: the file, its report, and the word to apply exactly that."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.accounts.queries import present_person
from eventapp.clock import now
from eventapp.database import transaction
from eventapp.errors import DomainError
from eventapp.fair.queries import get_fair
from eventapp.i18n import _, language, mark, speaking
from eventapp.interchange import waiting
from eventapp.interchange.actions.noting import field_name, field_value, note_import
from eventapp.interchange.reading_aside import read_aside
from eventapp.interchange.report import Report
from eventapp.interchange.writing import MEDIA_TYPES
from eventapp.programme.actions.rules import check_crowded
from eventapp.programme.crowding import FEWER
from eventapp.text import clean_line
from eventapp.web.access import organisers
from eventapp.web.aside import made_aside
from eventapp.web.forms import Form, Tick, Upload
from eventapp.web.limits import PROGRAMMES, takes
from eventapp.web.transaction import begins_itself

blueprint = Blueprint("interchange_desk", __name__, url_prefix="/desk/<fair:slug>/programm/einlesen")
blueprint.add_app_template_filter(field_name, "report_field")
blueprint.add_app_template_filter(field_value, "report_value")
ACCEPTED = ".xlsx,.csv,.xml,.json,.ics,text/calendar,text/csv"

OVERTAKEN = mark(
    "Der Entwurf hat sich geändert, seit Sie den Bericht gesehen haben. "
    "Das ist der neue; es wurde noch nichts übernommen."
)
APPLIED = mark(
    "Eingelesen: {new} neu, {changed} geändert, {gone} weggefallen. "
    "Öffentlich wird es mit der nächsten Veröffentlichung."
)


class UploadForm(Form):
    file = Upload(mark("Programmdatei"), accept=ACCEPTED)
    replaces = Tick(mark("Diese Datei ersetzt das Programm, auch wenn kaum etwas wiederzuerkennen ist"))


class ApplyForm(Form):
    """The word to apply what was seen; ``is_sure`` is asked for where people would have more places than there are."""

    is_sure = Tick(FEWER)


@blueprint.route("", methods=["GET", "POST"])
@takes(PROGRAMMES)
@begins_itself
@organisers
def upload(slug: str) -> ResponseReturnValue:
    """The file is read, tried out and kept; nothing is changed before the report was seen."""
    fair, form = get_fair(slug), UploadForm()
    if request.method != "POST":
        return _upload_page(fair, form)
    if not form.validate():
        return _upload_page(fair, form, 422)
    file = request.files.get("file")
    if file is None or not file.filename:
        form.refuse(DomainError(mark("Wählen Sie eine Datei aus."), field="file"))
        return _upload_page(fair, form, 422)
    data, name, fair_id, person_id = file.read(), clean_line(file.filename, longest=120), fair.id, _person_id()
    replaces = bool(form.replaces.data)
    try:
        report = _import(slug, data, name=name, replaces=replaces, is_dry_run=True)
    except DomainError as error:
        form.refuse(DomainError(error.message, field="file", **error.values))
        return _upload_page(get_fair(slug), form, 422)
    said = report.as_json()
    token = waiting.keep(
        person_id=person_id, fair_id=fair_id, name=name, data=data, report=said, replaces=replaces, at=now()
    )
    return redirect(url_for("interchange_desk.report", token=token), 303)


@blueprint.route("/<token>", methods=["GET", "POST"])
@begins_itself
@organisers
def report(slug: str, token: str) -> ResponseReturnValue:
    """What the file would change; the button applies just that. Where the draft has changed meanwhile, the new report
    is shown instead."""
    fair, form = get_fair(slug), ApplyForm()
    kept = waiting.find(token, person_id=_person_id(), fair_id=fair.id, at=now())
    if kept is None:
        flash(_("Die Datei liegt nicht mehr hier. Laden Sie sie noch einmal hoch."))
        return redirect(url_for("interchange_desk.upload"), 303)
    if request.method != "POST":
        return _report_page(fair, form, _in_this_language(slug, kept), kept.name, token)
    if not form.validate():
        return _report_page(fair, form, kept.report, kept.name, token, 422)
    return _applied(slug, form, kept, by=_person_id(), fair_id=fair.id)


@blueprint.post("/<token>/verwerfen")
@organisers
def drop(slug: str, token: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    if waiting.find(token, person_id=_person_id(), fair_id=fair.id, at=now()):
        waiting.forget(token)
    return redirect(url_for("interchange_desk.upload"), 303)


@blueprint.get("/vorlage.xlsx")
@organisers
def template(slug: str) -> ResponseReturnValue:
    """The empty table that explains itself."""
    get_fair(slug)
    response = Response(made_aside(_template), mimetype=MEDIA_TYPES["xlsx"])
    response.headers["Content-Disposition"] = "attachment; filename=programm-vorlage.xlsx"
    return response


def _template() -> bytes:
    # Here, because no other page needs the library that writes workbooks.
    from eventapp.interchange.template import write_template  # noqa: PLC0415 -- see above

    return write_template()


def _in_this_language(slug: str, kept: waiting.Waiting) -> dict[str, Any]:
    """The report as it was kept, or tried out once more for who reads another language by now."""
    if kept.language == language():
        return kept.report
    try:
        return _import(slug, kept.data, name=kept.name, replaces=kept.replaces, is_dry_run=True).as_json()
    except DomainError:
        return kept.report


def _applied(slug: str, form: ApplyForm, kept: waiting.Waiting, *, by: int, fair_id: int) -> ResponseReturnValue:
    """Exactly what the report said, or nothing and a new report."""
    try:
        with speaking(kept.language):
            how = {"replaces": kept.replaces, "is_sure": bool(form.is_sure.data)}
            told = _import(slug, kept.data, name=kept.name, **how, seen=kept.report, by=by)
    except _OtherThanSeen as other:
        waiting.forget(kept.token)
        fresh, name = other.report.as_json(), kept.name
        token = waiting.keep(
            person_id=by, fair_id=fair_id, name=name, data=kept.data, report=fresh, replaces=kept.replaces, at=now()
        )
        form.general.append(_(OVERTAKEN))
        return _report_page(get_fair(slug), form, fresh, name, token, 409)
    except DomainError as error:
        form.refuse(error)
        return _report_page(get_fair(slug), form, kept.report, kept.name, kept.token, 422)
    waiting.forget(kept.token)
    counts = told.counts
    flash(_(APPLIED, new=counts["new"], changed=counts["changed"], gone=counts["gone"]))
    return redirect(url_for("programme_desk.sessions"), 303)


class _OtherThanSeen(Exception):
    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


def _import(
    slug: str,
    data: bytes,
    *,
    name: str,
    replaces: bool,
    is_sure: bool = False,
    is_dry_run: bool = False,
    seen: dict[str, Any] | None = None,
    by: int | None = None,
) -> Report:
    """Read without any lock, then written (or tried) in one transaction."""
    # Here, because the import stands on readers that no other page needs.
    from eventapp.interchange.actions.importing import import_programme  # noqa: PLC0415 -- see above

    programme = read_aside(data, name=name)
    with transaction():
        fair_id = get_fair(slug).id
        report = import_programme(slug, programme, replaces=replaces, is_sure=True, is_dry_run=is_dry_run)
        if seen is not None and _comparable(report.as_json()) != _comparable(seen):
            raise _OtherThanSeen(report)
        check_crowded(report.crowded, is_sure=is_sure or is_dry_run)
        if not is_dry_run:
            note_import(fair_id, report, name=name, by=by, at=now())
    return report


def _comparable(report: dict[str, Any]) -> object:
    """A report without what differs between two looks at the same: whether it was a trial, codes of what is new."""
    sessions = [{**one, "code": "" if one["state"] == "new" else one["code"]} for one in report["sessions"]]
    return {**_plain(report), "dry_run": None, "sessions": _plain(sessions)}


def _plain(value: Any) -> Any:
    """As it comes back from JSON: tuples are lists."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _person_id() -> int:
    person = present_person() or abort(404)
    return person.id


def _upload_page(fair: object, form: Form, status: int = 200) -> ResponseReturnValue:
    return render_template("interchange/desk/upload.html", fair=fair, form=form), status


def _report_page(
    fair: object, form: Form, report: dict[str, Any], name: str, token: str, status: int = 200
) -> ResponseReturnValue:
    by_state: dict[str, list[dict[str, Any]]] = {}
    for entry in report["sessions"]:
        by_state.setdefault(entry["state"], []).append(entry)
    page = render_template(
        "interchange/desk/report.html",
        fair=fair,
        form=form,
        report=report,
        by_state=by_state,
        name=name,
        token=token,
        crowded=report.get("crowded", []),
        kept=[entry for entry in report["sessions"] if entry["kept"]],
    )
    return page, status
