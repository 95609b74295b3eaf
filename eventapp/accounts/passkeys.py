"""Passkeys: what the browser is asked, and whether its answer holds. Loaded when somebody uses one.

The libraries behind it take fourteen megabytes, so only :mod:`eventapp.accounts.views.passkeys` looks here, and only
inside its views. Every question is a row that its answer uses up.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import webauthn
from sqlalchemy import delete, select
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from eventapp.accounts.models import Challenge, Passkey, Person
from eventapp.accounts.queries import hashed
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.text import clean_line
from eventapp.web.addresses import base_url

ASKED_LIVES = timedelta(minutes=5)
MOST = 20
Credential = dict[str, Any]


class PasskeyRefused(DomainError):
    """The device's answer does not prove what it has to."""

    def __init__(self) -> None:
        super().__init__(
            mark("Das hat mit diesem Passkey nicht geklappt. Versuchen Sie es noch einmal, oder nehmen Sie einen Code.")
        )


def ask_for_new(person: Person, *, at: datetime) -> tuple[str, str]:
    """The question that makes a device create a passkey: its challenge, and all of it as JSON."""
    options = webauthn.generate_registration_options(
        rp_id=_host(),
        rp_name=_host(),
        user_id=bytes.fromhex(person.handle),
        user_name=person.email,
        user_display_name=person.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential)) for one in person.passkeys
        ],
    )
    return _asked("new passkey", options.challenge, person, at=at), webauthn.options_to_json(options)


def keep_new(person: Person, credential: Credential, *, challenge: str | None, name: str, at: datetime) -> Passkey:
    """The passkey that the device made."""
    _use_up("new passkey", challenge, person, at=at)
    try:
        proved = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge or ""),
            expected_rp_id=_host(),
            expected_origin=base_url(),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused from error
    known_as = bytes_to_base64url(proved.credential_id)
    if len(person.passkeys) >= MOST or db.session.scalar(select(Passkey.id).where(Passkey.credential == known_as)):
        raise PasskeyRefused
    passkey = Passkey(
        person_id=person.id,
        name=clean_line(name, longest=100) or "Passkey",
        credential=known_as,
        public_key=bytes_to_base64url(proved.credential_public_key),
        uses=proved.sign_count,
        created_at=at,
    )
    db.session.add(passkey)
    db.session.flush()
    db.session.expire(person)
    return passkey


def ask_for_one(*, at: datetime) -> tuple[str, str]:
    """The question that any passkey of this site may answer."""
    options = webauthn.generate_authentication_options(
        rp_id=_host(), user_verification=UserVerificationRequirement.REQUIRED
    )
    return _asked("passkey", options.challenge, None, at=at), webauthn.options_to_json(options)


def answer(credential: Credential, *, challenge: str | None, at: datetime) -> Person:
    """Whose passkey has signed the question."""
    _use_up("passkey", challenge, None, at=at)
    known_as = str(credential.get("id", ""))
    passkey = db.session.scalar(select(Passkey).where(Passkey.credential == known_as).with_for_update())
    if passkey is None or not passkey.person.is_active:
        raise PasskeyRefused
    try:
        proved = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge or ""),
            expected_rp_id=_host(),
            expected_origin=base_url(),
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.uses,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused from error
    passkey.uses, passkey.used_at = proved.new_sign_count, at
    db.session.flush()
    return passkey.person


def _asked(purpose: str, challenge: bytes, person: Person | None, *, at: datetime) -> str:
    told = bytes_to_base64url(challenge)
    row = Challenge(
        person_id=person.id if person else None, purpose=purpose, browser=hashed(told), expires_at=at + ASKED_LIVES
    )
    db.session.add(row)
    db.session.flush()
    return told


def _use_up(purpose: str, challenge: str | None, person: Person | None, *, at: datetime) -> None:
    """A question is answered once, by whom it was put to."""
    asked = delete(Challenge).where(Challenge.browser == hashed(challenge or ""), Challenge.purpose == purpose)
    whose = Challenge.person_id == person.id if person else Challenge.person_id.is_(None)
    if not db.session.scalars(asked.where(whose, Challenge.expires_at > at).returning(Challenge.id)).all():
        raise PasskeyRefused


def _host() -> str:
    return urlsplit(base_url()).hostname or ""
