"""What holds for all sign-ups of a fair: overlapping places, how free places are told, how long one is offered."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.signups.actions.office import set_settings
from eventapp.signups.desk_root import CONFLICT, REFUSED, blueprint, done, refused, shown, who
from eventapp.signups.forms_desk import SettingsForm
from eventapp.signups.queries import settings_of
from eventapp.web.access import organisers

NAMES = ("overlap", "shows", "offer_hours")


@blueprint.route("/einstellungen", methods=["GET", "POST"])
@organisers
def settings(slug: str) -> ResponseReturnValue:
    """They hold at once: nothing of them is in a release."""
    fair = get_fair(slug)
    row = settings_of(fair.id)
    standing = {name: getattr(row, name) for name in (*NAMES, "version")}
    form = SettingsForm(data=standing if request.method != "POST" else None)
    form.offer()
    status = 200 if request.method != "POST" else REFUSED
    if request.method == "POST" and form.validate():
        said = {name: form[name].data for name in NAMES}
        try:
            set_settings(fair.id, **said, version=form.version.data, by=who(), at=now())
        except DomainError as error:
            status = refused(form, error)
        else:
            return done(_("Gespeichert. Es gilt sofort."), ".settings")
    stored = {}
    if status == CONFLICT:
        form.version.data = standing["version"]
        stored = {name: _said(form, name, standing[name]) for name in NAMES if form[name].data != standing[name]}
    return shown("settings", status, fair=fair, form=form, stored=stored)


def _said(form: SettingsForm, name: str, value: object) -> str:
    choices = getattr(form[name], "choices", None) or []
    return dict(choices).get(value) or str(value)
