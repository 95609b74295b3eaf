"""A member's deadlines as a private calendar: true, theirs alone, and shut when they say so."""

from __future__ import annotations

from datetime import timedelta

import icalendar
import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.exhibitors.actions.members import prepare_entries
from eventapp.exhibitors.feed import feed_path, token_of
from eventapp.exhibitors.models import Exhibitor, Membership, ReopenedTask
from eventapp.exhibitors.queries import get_exhibitor, rules_of_fair
from eventapp.fair.models import Fair
from eventapp.web.private_links import opened, private_token
from tests.factories import SLUG, make_exhibitor, make_fair
from tests.people import MEMBER, sign_in


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def exhibitor(fair: Fair) -> Exhibitor:
    exhibitor_id = make_exhibitor(fair, "Muster; GmbH, \\ & Co.").id
    with transaction():
        prepare_entries(get_exhibitor(exhibitor_id), at=now())
    return get_exhibitor(exhibitor_id)


def path_of(exhibitor: Exhibitor, language: str = "de") -> str:
    return feed_path(SLUG, token_of(exhibitor), language)


def events(client: FlaskClient, path: str) -> dict[str, icalendar.Event]:
    """By the task that the UID names."""
    answer = client.get(path)
    assert answer.status_code == 200
    calendar = icalendar.Calendar.from_ical(answer.get_data())
    return {str(event["UID"]).split("@")[0].rsplit("-", 1)[1]: event for event in calendar.walk("VEVENT")}


def test_every_task_stands_there_until_its_deadline(client: FlaskClient, fair: Fair, exhibitor: Exhibitor):
    told = events(client, path_of(exhibitor))

    rules = rules_of_fair(fair)
    assert {key: event["DTEND"].dt for key, event in told.items()} == {
        key: rule.due_at for key, rule in rules.tasks.items()
    }
    assert told["company"]["SUMMARY"] == "Frist: Firmeneintrag (Messe 2027)"
    assert {str(event["TRANSP"]) for event in told.values()} == {"TRANSPARENT"}


def test_it_speaks_the_language_of_its_address(client: FlaskClient, exhibitor: Exhibitor):
    assert events(client, path_of(exhibitor, "en"))["company"]["SUMMARY"] == "Deadline: Company entry (Messe 2027)"


def test_who_was_given_longer_sees_the_later_day(client: FlaskClient, fair: Fair, exhibitor: Exhibitor):
    until = rules_of_fair(fair).tasks["company"].due_at + timedelta(days=3)
    with transaction() as session:
        session.add(ReopenedTask(exhibitor_id=exhibitor.id, task="company", until=until))

    event = events(client, path_of(exhibitor))["company"]

    assert (event["DTEND"].dt, event["SEQUENCE"]) == (until, 1)


def test_what_is_done_stays_and_says_so(client: FlaskClient, exhibitor: Exhibitor):
    with transaction():
        db.session.merge(exhibitor).not_wanted = ["proposal"]

    assert str(events(client, path_of(exhibitor))["proposal"]["SUMMARY"]).startswith("Erledigt: ")


def test_the_octets_stay_the_same_and_are_answered_with_304(client: FlaskClient, exhibitor: Exhibitor):
    first = client.get(path_of(exhibitor))

    again = client.get(path_of(exhibitor), headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.get_data()) == (304, b"")
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in first.headers


def test_no_name_of_a_person_and_no_address_is_in_it(client: FlaskClient, exhibitor: Exhibitor):
    with transaction():
        row = db.session.merge(exhibitor)
        row.contact_name, row.contact_email = "Petra Geheim", "petra@geheim.example"

    octets = client.get(path_of(exhibitor)).get_data(as_text=True)

    assert "Petra" not in octets
    assert "geheim.example" not in octets


def test_a_guessed_another_s_or_a_former_address_opens_nothing(
    app: Flask, client: FlaskClient, fair: Fair, exhibitor: Exhibitor
):
    other = make_exhibitor(fair, "Andere AG")
    mixed = f"{exhibitor.id}.{token_of(other).split('.')[1]}"
    former = path_of(exhibitor)
    with transaction():
        db.session.merge(exhibitor).feed_generation += 1

    paths = [feed_path(SLUG, token, "de") for token in (mixed, "1.x", f"{exhibitor.id}.{'A' * 22}", "0.0", "99999.A")]
    answers = [client.get(path).status_code for path in (*paths, former, path_of(exhibitor).replace("fristen", "x"))]
    assert set(answers) == {404}


def test_a_member_sees_the_address_and_can_have_a_new_one(app: Flask, exhibitor: Exhibitor):
    browser = sign_in(app, MEMBER, is_organiser=False)
    with transaction() as session:
        session.add(Membership(person_id=browser.person_id, member_id=exhibitor.member_id, since=now()))
    before = path_of(exhibitor)
    db.session.remove()
    page = f"/mein-stand/{exhibitor.id}/fristen"

    assert before in browser.get(page).get_data(as_text=True)
    assert browser.send(f"{page}/neue-adresse").status_code == 303
    assert before not in browser.get(page).get_data(as_text=True)


def test_a_token_opens_its_own_purpose_only_and_with_its_own_key(app: Flask):
    with app.app_context():
        token = private_token("deadlines", 7, 1)

        assert opened(token, "deadlines", lambda thing: 1) == 7
        assert opened(token, "programme", lambda thing: 1) is None
        assert opened(token, "deadlines", lambda thing: 2) is None
        assert opened(token, "deadlines", lambda thing: None) is None
        app.config["LINK_KEY"], app.config["LINK_KEY_FALLBACKS"] = "neu" * 20, [app.config["SECRET_KEY"]]
        assert opened(token, "deadlines", lambda thing: 1) == 7
        app.config["LINK_KEY_FALLBACKS"] = []
        assert opened(token, "deadlines", lambda thing: 1) is None


@pytest.mark.usefixtures("fair")
def test_a_number_that_no_exhibitor_has_opens_nothing(client: FlaskClient):
    assert client.get(feed_path(SLUG, f"9999999999.{'A' * 22}", "de")).status_code == 404
