"""A fair with a speaker who has a private link, and her page as a browser without script uses it."""

from __future__ import annotations

import io
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from eventapp.database import db, transaction
from eventapp.fair.queries import get_fair
from eventapp.programme import queries
from eventapp.programme.models import Speaker
from eventapp.programme.speaker_queries import token_of
from tests.factories import SLUG, change, make_fair, make_place, make_release, make_session, make_speaker
from tests.uploads.pictures import png

NAME, EMAIL, TEXT = "Canary Vogel", "canary-7f3@vortrag.example", "Canarytext über Laternen."
SESSION = "CANARY"
PRESSED = {"antwort": "ja"}
"""What the buttons send that withdraw something."""


def fair_with_speaker(app: Flask, **values: Any) -> None:
    """Released once: she speaks in one session, somebody else in another one."""
    with app.app_context():
        fair = make_fair(acronym="messe2027")
        stage = make_place(fair, slug="buehne-a")
        told = {"organisation": "Laternenwerk", "biography_de": TEXT, "email": EMAIL, "consent": "source", **values}
        her, other = make_speaker(fair, NAME, **told), make_speaker(fair, "Bo Beispiel")
        change(her, slug="canary-vogel")
        make_session(fair, code=SESSION, place=stage, speakers=[her])
        make_session(fair, "Licht im Quartier", code="BBBBBB", starts="12:00", ends="12:30", speakers=[other])
        make_release()
        db.session.remove()


def her_row(app: Flask) -> Speaker:
    with app.app_context():
        found = next(one for one in queries.speakers_of(get_fair(SLUG).id) if one.name == NAME)
        db.session.remove()
        return found


def change_her(app: Flask, **values: Any) -> None:
    with app.app_context(), transaction():
        row = next(one for one in queries.speakers_of(get_fair(SLUG).id) if one.name == NAME)
        for name, value in values.items():
            setattr(row, name, value)


def page_of_hers(app: Flask, language: str = "de") -> str:
    with app.app_context():
        token = token_of(her_row(app))
    return f"{'/en' if language == 'en' else ''}/{SLUG}/vortragende/mein/{token}"


def save(client: FlaskClient, path: str, version: int, **values: Any) -> TestResponse:
    told = {"version": str(version), "organisation": "Laternenwerk", "biography_de": TEXT, "biography_en": ""}
    return client.post(path, data={**told, **values})


def hand_in(client: FlaskClient, path: str, version: int, content: bytes | None = None, **values: str) -> TestResponse:
    """A picture with all that belongs to it; ``values`` without the prefix, None leaves one out."""
    told = {"version": str(version), "alt_de": "Eine Frau vor einer Laterne", "has_rights": "y", "agrees": "y"} | values
    data: dict[str, Any] = {f"bild-{name}": value for name, value in told.items() if value is not None}
    data["bild-picture"] = (io.BytesIO(png() if content is None else content), "ich.png")
    return client.post(f"{path}/bild", data=data, content_type="multipart/form-data")


def release_again(app: Flask, later: int = 5) -> None:
    with app.app_context():
        make_release(later=later)
        db.session.remove()
