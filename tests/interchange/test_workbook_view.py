"""``programm.xlsx`` as it is fetched."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from eventapp.interchange.reading import read_programme
from tests.factories import SLUG, make_fair, make_release, make_session

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def fetched(app, client: FlaskClient):
    with app.app_context():
        make_session(make_fair(), code="AAAAAA")
        make_release()
    return client.get(f"/{SLUG}/programm.xlsx")


def test_it_is_a_file_to_keep_with_a_name_of_its_own(fetched):
    assert fetched.status_code == 200
    assert fetched.content_type == XLSX
    assert fetched.headers["Content-Disposition"] == f'attachment; filename="{SLUG}-programm.xlsx"'


def test_it_holds_the_released_programme(fetched):
    assert [session.keys["code"] for session in read_programme(fetched.data).sessions] == ["AAAAAA"]


def test_it_is_not_sent_twice(client, fetched):
    again = client.get(f"/{SLUG}/programm.xlsx", headers={"If-None-Match": fetched.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")


def test_the_english_one_has_english_headers(app, client, fetched):
    english = client.get(f"/en/{SLUG}/programm.xlsx")

    assert read_programme(english.data).sessions[0].where == "Blatt Programme, Zeile 5"


def test_before_the_first_release_it_is_an_empty_table(app, client):
    with app.app_context():
        make_fair()

    assert read_programme(client.get(f"/{SLUG}/programm.xlsx").data).sessions == ()
