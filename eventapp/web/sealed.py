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


class TooFast(SealBroken):
    """The form came back sooner than anybody can fill it in; its seal is as good as before."""


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
        raise TooFast(mark("Das ging sehr schnell. Warten Sie einen Augenblick und schicken Sie es noch einmal."))
    return str(key)


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    return URLSafeTimedSerializer(keys, salt=f"sealed form|{purpose}")


class StrangerForm(Form):
    """A form on a public page. ``purpose`` names it; :attr:`key` is there once it validated."""

    class Meta(Form.Meta):
        csrf = False

    purpose = "form"
    fastest = FASTEST_SECONDS
    """Seconds it takes at least to fill it in; 0 where a single press is all."""
    siegel = HiddenField()
    nachname2 = StringField(mark("Dieses Feld bleibt leer"))

    def __init__(self, *arguments: Any, **values: Any) -> None:
        super().__init__(*arguments, **values)
        self.key = ""

    def validate(self, extra_validators: Any = None) -> bool:
        """Who is told what is missing needs not be told, too, that it went fast; the time goes on meanwhile."""
        is_valid = super().validate(extra_validators)
        try:
            self.key = opened(self.purpose, self.siegel.data or "", fastest=self.fastest)
            if self.nachname2.data:
                raise SealBroken(mark("Lassen Sie das Feld leer, das Sie nicht sehen sollen."))
        except TooFast as fast:
            if is_valid:
                self.refuse(fast)
            return False
        except SealBroken as broken:
            self.refuse(broken)
            is_valid = False
        if not self.key:
            self.seal()
        return bool(is_valid)

    def seal(self) -> None:
        """For a form that is about to be shown: with the time, and a key of its own."""
        self.siegel.data = seal(self.purpose)
