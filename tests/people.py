"""People with accounts, and browsers in which they are signed in."""

from __future__ import annotations

from contextvars import Context
from typing import Any

from flask import Flask, has_app_context
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from eventapp.accounts import actions, signing_in
from eventapp.accounts.queries import get_person
from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.web.sessions import LANGUAGE, SIGN_IN
from tests.reader import Page, read

OFFICE = "office@messe.example"
MEMBER = "erika@mitglied.example"
RAW_TOKEN = "t" * 40


class Insider(FlaskClient):
    """A browser that holds a form's token; :meth:`send` posts with it, as a page of ours does."""

    person_id: int = 0

    def open(self, *arguments: Any, **options: Any) -> TestResponse:
        """Every request stands for itself, also while the test looks into the database in a context of its own."""
        answer = Context().run(super().open, *arguments, **options)
        if has_app_context():
            db.session.rollback()  # the test sees what was committed, not what it saw before
        return answer

    @property
    def token(self) -> str:
        serializer = URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token")
        return str(serializer.dumps(RAW_TOKEN))

    def send(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        self.remember(csrf_token=RAW_TOKEN)
        told = {"csrf_token": self.token, **(data or {})}
        return self.open(path, **{"method": "POST", "data": told, **options})

    def remember(self, **values: Any) -> None:
        """Puts values into the session."""
        with self.session_transaction("/konto/") as session:
            session.update(values)


def browser_of(app: Flask) -> Insider:
    """Nobody is signed in."""
    return Insider(app, app.response_class)


def make_person(email: str = MEMBER, **values: Any) -> int:
    """An account; its id."""
    told = {"name": "Erika Muster", "language": "de", "by": None, "at": now(), **values}
    with transaction():
        return actions.invite(email, **told).id


def sign_in(app: Flask, email: str = OFFICE, *, is_organiser: bool = True, device: str = "", **values: Any) -> Insider:
    """A browser in which that person (made if there is none) is signed in: an organiser unless told otherwise."""
    with app.app_context():
        person_id = make_person(email, is_organiser=is_organiser, **{"name": "Büro", **values})
        with transaction():
            person = get_person(person_id)
            key, language = signing_in.open_sign_in(person, device=device, at=now()), person.language
        db.session.remove()
    browser = browser_of(app)
    browser.person_id = person_id
    browser.remember(**{SIGN_IN: key, LANGUAGE: language})
    return browser


def look(browser: Insider, path: str, **options: Any) -> Page:
    """The page with everything checked, except for the fronts of the house that other rooms bring."""
    return read(browser, path, answers={"/desk/": 200, "/mein-stand/": 200}, **options)
