"""Little may be sent anywhere; more where a view takes files, and only there."""

from __future__ import annotations

import gc
import io
from collections.abc import Iterator

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from eventapp.web.access import everyone
from eventapp.web.limits import PICTURES, PROGRAMMES, takes
from eventapp.web.security import csrf

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""Files that are refused half-way are closed by the garbage collector, the test client's own too."""


@pytest.fixture
def taking(app: Flask) -> Iterator[FlaskClient]:
    """Three addresses that tell how much came."""

    def told() -> str:
        return str(len(request.files["file"].read()))

    pictures, programmes = takes(PICTURES)(_like(told)), takes(PROGRAMMES)(_like(told))
    for path, view in (("/wenig", told), ("/bild-her", pictures), ("/alles", programmes)):
        app.add_url_rule(path, path, csrf.exempt(everyone(view)), methods=["POST"])
    yield app.test_client()
    gc.collect()


def _like(view):
    def same() -> str:
        return view()

    return same


def sent(client: FlaskClient, path: str, octets: int) -> int:
    return client.post(path, data={"file": (io.BytesIO(b"x" * octets), "a.png")}).status_code


@pytest.mark.parametrize(
    ("path", "octets", "status"),
    [
        ("/wenig", 100_000, 200),
        ("/wenig", 140_000, 413),
        ("/bild-her", 5 * 1024 * 1024, 200),
        ("/bild-her", 7 * 1024 * 1024, 413),
        ("/alles", 20 * 1024 * 1024, 200),
        ("/alles", 22 * 1024 * 1024, 413),
    ],
)
def test_each_address_takes_what_it_is_made_for(taking: FlaskClient, path: str, octets: int, status: int):
    assert sent(taking, path, octets) == status


def test_where_files_are_taken_fields_stay_small(taking: FlaskClient):
    answer = taking.post("/alles", data={"file": (io.BytesIO(b"x"), "a.png"), "text": "x" * 600_000})

    assert answer.status_code == 413
