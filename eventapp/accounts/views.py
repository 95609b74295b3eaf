"""Signing in and one's own account."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from eventapp.web.access import everyone

blueprint = Blueprint("accounts", __name__, url_prefix="/konto")


@blueprint.get("/einloggen")
@everyone
def sign_in() -> ResponseReturnValue:
    return "Einloggen"
