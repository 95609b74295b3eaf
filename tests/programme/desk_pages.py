"""The programme's desk as somebody of the office uses it, for tests."""

from __future__ import annotations

from typing import Any

from flask import Flask
from lxml import html

from eventapp.database import db
from eventapp.fair.queries import get_fair
from eventapp.programme import queries
from eventapp.programme.models import ConferenceSession
from eventapp.programme.value import Programme
from tests.factories import SLUG

DESK = f"/desk/{SLUG}/programm"


def draft_of(app: Flask, code: str) -> ConferenceSession | None:
    with app.app_context():
        row = queries.find_draft_session(get_fair(SLUG).id, code)
        db.session.remove()
        return row


def released_in(app: Flask) -> Programme | None:
    with app.app_context():
        fair = get_fair(SLUG)
        programme = queries.find_release(fair.id, fair.released)
        db.session.remove()
        return programme


def filled_in(page: str, **changes: Any) -> dict[str, Any]:
    """What a browser would send of the page's own form, with some fields filled in otherwise."""
    forms = html.fromstring(page).xpath("//main//form[@method='post'][.//*[@name='version' or @name='seen']]")
    form = forms[0]
    sent: dict[str, Any] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    sent.pop("csrf_token", None)
    return sent | changes


def texts(page: str, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in html.fromstring(page).xpath(path)]
