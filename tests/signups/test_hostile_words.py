"""What nobody means well, in every part of the addresses and forms of visitors and doors: a page or a refusal, never an
error of ours, and nothing comes back as markup."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventapp.visitors.links import feed_token, page_token
from eventapp.visitors.models import Visitor
from eventapp.web.sealed import seal
from tests.factories import SLUG
from tests.signups.doors import DOORS_OPEN, Helper, fresh_nonce, make_door
from tests.signups.house import come, known_visitor, make_workshop
from tests.signups.pages import FORM, page_of

pytestmark = pytest.mark.usefixtures("in_app")
MARKUP = "'\"><img src=x onerror=alert(1)>"
HOSTILE = {
    "NUL": "\x00",
    "lone surrogate": "\ud800",
    "markup": MARKUP,
    "template": "{{7*7}}",
    "formula": "=1+1",
    "line ends": "x\r\nBEGIN:VEVENT\r\nX: 1",
    "long": "a" * 5000,
    "other digits": "١.٢",
    "no row": f"2147483648.{'A' * 22}",
}
ADDRESSES = (
    "mein/{}",
    "mein/bestaetigen/{}",
    "mein/adresse/{}",
    "mein/{page}/anmelden/{}",
    "mein/{page}/zurueckgeben/{}",
    "mein/{page}/code-{}.svg",
    "mein/{page}/programm?tag={}&q={}",
    "kalender/mein/{}/" + f"{SLUG}-mein-programm.ics",
    "kalender/mein/{feed}/{}.ics",
    "tuer/{}",
    "{door}/{}",
    "{door}/WORKSH?gesagt={}",
    "programm/WORKSH/anmelden/gesendet?bis={}",
)
FINE = {200, 303, 308, 400, 404, 405, 410, 413, 422}


def known() -> dict[str, str]:
    make_workshop(question_de="Was?")
    visitor: Visitor = known_visitor("ada@besuch.example")
    return {"page": page_token(visitor), "feed": feed_token(visitor), "mine": page_of(visitor)}


def as_octets(form: dict[str, str]) -> dict[str, bytes]:
    return {name: sent.encode("utf-8", "surrogatepass") for name, sent in form.items()}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_address_is_answered(app: Flask, client: FlaskClient, clock: Any, value: str):
    parts = known()
    door = Helper(app, make_door()).path.removeprefix(f"/{SLUG}/")
    clock.move_to(DOORS_OPEN)
    typed = quote(value.encode("utf-8", "surrogatepass"))

    answers = [client.get(f"/{SLUG}/" + one.format(typed, typed, door=door, **parts)) for one in ADDRESSES]

    assert {answer.status_code for answer in answers} <= FINE
    assert not any(MARKUP in answer.text for answer in answers)


def test_a_private_address_that_opens_nothing_is_never_kept_or_found(app: Flask, client: FlaskClient, clock: Any):
    parts = known()
    door = Helper(app, make_door()).path.removeprefix(f"/{SLUG}/")
    clock.move_to(DOORS_OPEN)
    paths = [one.format("falsch", "falsch", door=door, **parts) for one in ADDRESSES if not one.startswith("programm")]
    paths += [
        f"mein/{parts['page']}/annehmen/falsch",
        f"mein/{parts['page']}/kein/weg",
        f"kalender/mein/{parts['feed']}/x",
    ]

    answers = {path: client.get(f"/{SLUG}/{path}") for path in paths}

    refused = {path: answer for path, answer in answers.items() if answer.status_code >= 400}
    assert {405, 404} == {answer.status_code for answer in refused.values()}
    assert {
        path: told
        for path, answer in refused.items()
        if (told := (answer.headers.get("Cache-Control"), answer.headers.get("X-Robots-Tag")))
        != ("no-store", "noindex")
    } == {}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_form_is_answered(app: Flask, client: FlaskClient, clock: Any, value: str):
    mine, sealed = known()["mine"], seal("place")
    clock.shift(timedelta(seconds=9))
    forms = [
        (f"{mine}/merken", ("code", "wanted", "back")),
        (f"{mine}/anmelden/WORKSH", ("once", "name", "answer")),
        (f"{mine}/adresse", ("email",)),
        (f"{mine}/daten", ("name",)),
        (f"{mine}/loeschen", ("antwort",)),
        (f"/{SLUG}/mein", ("siegel", "codes")),
        (f"/{SLUG}/mein/link", ("siegel", "email", "nachname2")),
        (FORM, ("siegel", "name", "email", "answer")),
    ]

    for path, fields in forms:
        for field in fields:
            form = {"siegel": sealed, "name": "Eve", "email": "eve@boese.example", field: value}
            answer = client.post(
                path, data={name: sent.encode("utf-8", "surrogatepass") for name, sent in form.items()}
            )
            assert answer.status_code in FINE, (path, field)
            assert MARKUP not in answer.text


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_press_at_a_door_is_answered(app: Flask, clock: Any, value: str):
    make_workshop()
    come("ada@besuch.example", name=MARKUP)
    helper = Helper(app, make_door(name=MARKUP))
    clock.move_to(DOORS_OPEN)

    for field in ("code", "name", "let_in", "count", "undo", "nonce", "ago"):
        form = {"code": "ABCDEF", "nonce": fresh_nonce(), field: value}
        answer = helper.client.post(f"{helper.path}/WORKSH", data=as_octets(form))
        assert answer.status_code in {*FINE, 429}, field
        assert MARKUP not in answer.text
    assert MARKUP not in helper.client.get(f"{helper.path}/WORKSH").text
