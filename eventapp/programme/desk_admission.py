"""How one gets into a session: a page of its own beside the session's form, saved as draft like everything of it."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.programme import queries
from eventapp.programme.actions.admission import set_admission
from eventapp.programme.crowding import Crowded
from eventapp.programme.desk_root import CONFLICT, REFUSED, blueprint, crowded_in, done, gone, refused, shown, who
from eventapp.programme.forms_admission import AdmissionForm, admission_values
from eventapp.programme.forms_desk import stored_otherwise
from eventapp.programme.names import admission_name
from eventapp.programme.offers import places_taken
from eventapp.web.access import organisers


@blueprint.route("/<code>/plaetze", methods=["GET", "POST"])
@organisers
def session_places(slug: str, code: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    writes = request.method == "POST"
    row = queries.find_draft_session(fair.id, code, locked=writes)
    if row is None:
        raise gone()
    form = AdmissionForm(data=None if writes else admission_values(row))
    form.offer()
    status = REFUSED if writes else 200
    crowded: tuple[Crowded, ...] = ()
    if writes and form.validate():
        try:
            entry, version = form.entry(), form.version.data
            changed = set_admission(row, entry, version=version, is_sure=bool(form.is_sure.data), by=who(), at=now())
        except DomainError as error:
            status, crowded = refused(form, error), crowded_in(error)
        else:
            public = _("Gespeichert. Öffentlich wird es mit der nächsten Veröffentlichung.")
            return done(public if changed else _("Nichts geändert."), "programme_desk.session", code=code)
    stored: dict[str, str] = {}
    if status == CONFLICT:
        stored = stored_otherwise(form, admission_values(row), {"admission": admission_name(row.admission)})
        form.version.data = row.version
    taken = places_taken(fair.id).get(code, 0)
    return shown("admission", status, fair=fair, row=row, form=form, stored=stored, taken=taken, crowded=crowded)
