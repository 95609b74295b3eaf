"""An organisation asks to take part: a public page for strangers, the same for all but for its seal."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from eventapp.database import db
from eventapp.exhibitors.actions.registration import set_rules
from eventapp.exhibitors.models import Application
from eventapp.exhibitors.queries import rules_of_fair
from eventapp.fair.queries import get_fair
from tests.exhibitors.stand import AT, do, mails, office
from tests.factories import SLUG, make_fair
from tests.members.reading import filled_in

PAGE = f"/{SLUG}/mitmachen"
SAID = {"name": "Neue Werke GmbH", "contact_name": "Anna Neu", "contact_email": "anna@neu.example", "city": "Lünen"}


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    """Registration is open."""
    with app.app_context():
        make_fair()
        set_open(is_open=True, closes_at=AT + timedelta(days=20))
        db.session.remove()
    return app.test_client()


def set_open(**values: Any) -> None:
    fair = get_fair(SLUG)
    do(set_rules, fair, msgspec.structs.replace(rules_of_fair(fair), **values), version=0, by=office())


def applications(app: Flask) -> list[Application]:
    with app.app_context():
        return list(db.session.scalars(select(Application).order_by(Application.id)))


def sealed(visitor: FlaskClient, clock, page: str = PAGE) -> dict[str, Any]:
    """The page as it was shown, ten seconds ago."""
    shown = filled_in(visitor.get(page).text)
    clock.shift(10)
    return {**shown, **SAID}


def test_an_application_goes_to_the_office_and_is_confirmed(app: Flask, visitor: FlaskClient, clock):
    answer = visitor.post(PAGE, data=sealed(visitor, clock))

    assert (answer.status_code, answer.location) == (303, f"{PAGE}/danke")
    assert "Danke, Ihre Anfrage ist angekommen." in visitor.get(answer.location).text
    (application,) = applications(app)
    assert (application.name, application.state, application.language) == ("Neue Werke GmbH", "waiting", "de")
    with app.app_context():
        assert [mail.to_address for mail in mails("application")] == ["anna@neu.example"]


def test_in_english_the_applicant_is_written_to_in_english(app: Flask, visitor: FlaskClient, clock):
    answer = visitor.post(f"/en{PAGE}", data=sealed(visitor, clock, f"/en{PAGE}"))

    assert answer.location == f"/en{PAGE}/danke"
    assert applications(app)[0].language == "en"


def test_the_same_form_twice_is_one_application(app: Flask, visitor: FlaskClient, clock):
    sent = sealed(visitor, clock)

    assert [visitor.post(PAGE, data=sent).status_code for _press in range(2)] == [303, 303]
    assert len(applications(app)) == 1


def test_whether_somebody_is_known_cannot_be_found_out(app: Flask, visitor: FlaskClient, clock):
    known = {**sealed(visitor, clock), "contact_email": "office@messe.example"}
    unknown = sealed(visitor, clock)

    first, second = (visitor.post(PAGE, data=sent) for sent in (known, unknown))

    assert (first.status_code, first.location, first.data) == (second.status_code, second.location, second.data)


def test_what_is_missing_is_said_and_what_was_typed_is_kept(app: Flask, visitor: FlaskClient, clock):
    answer = visitor.post(PAGE, data={**sealed(visitor, clock), "name": "", "contact_email": "keine"})

    assert answer.status_code == 422
    assert "<title>Fehler: " in answer.text
    assert "Geben Sie den Namen Ihrer Organisation ein." in answer.text
    assert 'value="Anna Neu"' in answer.text
    assert applications(app) == []


@pytest.mark.parametrize("how", ["too fast", "without seal", "with the trap filled in"])
def test_machines_are_refused(app: Flask, visitor: FlaskClient, clock, how: str):
    sent = sealed(visitor, clock)
    if how == "too fast":
        sent |= filled_in(visitor.get(PAGE).text) | SAID
    if how == "without seal":
        sent.pop("siegel")
    if how == "with the trap filled in":
        sent["nachname2"] = "Bot"

    assert visitor.post(PAGE, data=sent).status_code == 422
    assert applications(app) == []


def test_another_site_cannot_send_it(app: Flask, visitor: FlaskClient, clock):
    sent = sealed(visitor, clock)

    assert visitor.post(PAGE, data=sent, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert applications(app) == []


def test_the_page_sets_no_cookie_and_is_never_kept(visitor: FlaskClient):
    first, second = visitor.get(PAGE), visitor.get(PAGE)

    assert "Set-Cookie" not in first.headers
    assert "Cookie" not in first.headers.get("Vary", "")
    assert first.headers["Cache-Control"] == "no-store"
    assert filled_in(first.text)["siegel"] != filled_in(second.text)["siegel"]


def test_before_it_opens_the_page_says_when(app: Flask):
    with app.app_context():
        make_fair()
        set_open(is_open=True, opens_at=AT + timedelta(days=1), closes_at=AT + timedelta(days=20))

    page = app.test_client().get(PAGE)

    assert "Die Anmeldung öffnet am Mittwoch, 2. Dezember, 10:00 Uhr." in page.text
    assert 'method="post"' not in page.text


def test_after_it_closed_nothing_is_taken(app: Flask, visitor: FlaskClient, clock):
    sent = sealed(visitor, clock)
    clock.move_to(AT + timedelta(days=20, minutes=1))

    answer = visitor.post(PAGE, data=sent)

    assert answer.status_code == 422
    assert "Die Anmeldung ist geschlossen. Sie endete am Montag, 21. Dezember, 10:00 Uhr." in answer.text
    assert applications(app) == []


def test_the_front_page_leads_there_while_it_is_open(visitor: FlaskClient, clock):
    assert f'href="{PAGE}"' in visitor.get(f"/{SLUG}/").text

    clock.move_to(AT + timedelta(days=21))

    assert f'href="{PAGE}"' not in visitor.get(f"/{SLUG}/").text
