"""The stand's desk as somebody of the office uses it, for tests."""

from __future__ import annotations

from typing import Any

from flask import Flask
from lxml import html
from werkzeug.test import TestResponse

from eventapp.database import db
from eventapp.fair.queries import get_fair
from eventapp.stand import queries
from eventapp.stand.draft import StandDraft
from tests.factories import SLUG
from tests.people import Insider

DESK = f"/desk/{SLUG}/stand"
AS_JSON = {"Accept": "application/json"}


def draft_in(app: Flask) -> StandDraft:
    """The draft as it stands in the tables."""
    with app.app_context():
        fair = get_fair(SLUG)
        stand = queries.find_stand(fair.id)
        assert stand is not None
        draft = queries.read_stand(fair, stand)
        assert draft.plan
        db.session.remove()
        return draft


def shapes_in(app: Flask) -> dict[str, list[list[int]]]:
    """By number the points of every area on the plan."""
    return {area.number: area.points for area in draft_in(app).areas}


def id_of(app: Flask, number: str) -> int:
    return next(area.id for area in draft_in(app).areas if area.number == number)


def filled_in(page: str, **changes: Any) -> dict[str, Any]:
    """What a browser would send of the page's own form, with some fields filled in otherwise."""
    form = html.fromstring(page).xpath("//main//form[@method='post'][contains(@class, 'form') or @class='placing']")[0]
    sent: dict[str, Any] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    sent.pop("csrf_token", None)
    return sent | changes


def edit(office: Insider, path: str, **changes: Any) -> TestResponse:
    """Opens the page, fills in some fields otherwise, and sends it."""
    page = office.get(DESK + path).get_data(as_text=True)
    return office.send(DESK + path, filled_in(page, **changes))


def send_json(office: Insider, path: str, **told: Any) -> TestResponse:
    """As the editor in the browser sends it."""
    return office.send(DESK + path, told, headers=AS_JSON)


def text_of(answer: TestResponse) -> str:
    return " ".join(html.fromstring(answer.get_data(as_text=True)).text_content().split())


def texts(page: str, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in html.fromstring(page).xpath(path)]
