"""Forms of strangers, protected without a cookie: where the request comes from, and a signed time in the form itself.

The seal says when the form was shown, and is the key under which what was sent counts once. A form that comes back
within three seconds was filled in by a machine, and so was the field that people do not see.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer
from wtforms import HiddenField, StringField

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.web.forms import Form

FASTEST_SECONDS = 3
LONGEST_SECONDS = 24 * 60 * 60


class SealBroken(DomainError):
    """The form was not shown by us, too long ago, or filled in by a machine."""


def seal(purpose: str) -> str:
    """A new form's seal."""
    signed: str = _serializer(purpose).dumps(secrets.token_urlsafe(12))
    return signed


def opened(purpose: str, written: str, *, fastest: int = FASTEST_SECONDS) -> str:
    """The form's key for idempotency; raises :class:`SealBroken` with what to do."""
    try:
        key, sealed_at = _serializer(purpose).loads(written, max_age=LONGEST_SECONDS, return_timestamp=True)
    except SignatureExpired:
        raise SealBroken(
            mark("Die Seite war zu lange offen. Prüfen Sie Ihre Angaben und schicken Sie sie noch einmal.")
        ) from None
    except BadSignature:
        raise SealBroken(mark("Schicken Sie das Formular noch einmal von dieser Seite aus.")) from None
    if now() - sealed_at < timedelta(seconds=fastest):
        raise SealBroken(mark("Das ging sehr schnell. Warten Sie einen Augenblick und schicken Sie es noch einmal."))
    return str(key)


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    former: list[str] = current_app.config.get("SECRET_KEY_FALLBACKS") or []
    keys = [*former, current_app.config["SECRET_KEY"]]
    return URLSafeTimedSerializer(keys, salt=f"sealed form|{purpose}")


class StrangerForm(Form):
    """A form on a public page. ``purpose`` names it; :attr:`key` is there once it validated."""

    class Meta(Form.Meta):
        csrf = False

    purpose = "form"
    siegel = HiddenField()
    nachname2 = StringField(mark("Dieses Feld bleibt leer"))

    def __init__(self, *arguments: Any, **values: Any) -> None:
        super().__init__(*arguments, **values)
        self.key = ""

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        try:
            self.key = opened(self.purpose, self.siegel.data or "")
            if self.nachname2.data:
                raise SealBroken(mark("Lassen Sie das Feld leer, das Sie nicht sehen sollen."))
        except SealBroken as broken:
            self.refuse(broken)
            is_valid = False
        self.siegel.data = seal(self.purpose) if not self.key else self.siegel.data
        return bool(is_valid)

    def begin(self) -> None:
        """Seal the form that is about to be shown for the first time."""
        self.siegel.data = seal(self.purpose)
