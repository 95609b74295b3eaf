"""The page behind the link in the first mail: nothing before a button is pressed, and what old links say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.signups.actions.looking_after import settle_due
from eventapp.signups.actions.office import set_settings
from eventapp.signups.models import SignUp
from eventapp.visitors.actions import star_all
from eventapp.visitors.models import UnwantedAddress, Visitor
from eventapp.visitors.queries import is_unwanted, starred
from tests.factories import SLUG, make_release, make_session
from tests.signups.house import NOW, START, ask_for, come, counted, fair_id, make_workshop, of_address, states
from tests.signups.pages import FORM, confirming, fill_in, own_page, page_of, send_in, somebody_with_a_link
from tests.web.test_routes import all_rows

pytestmark = pytest.mark.usefixtures("in_app")
ADA, BEN = "ada@besuch.example", "ben@besuch.example"
YES, NOT_ME = {"antwort": "ja"}, {"antwort": "nicht-ich"}


def held(email: str = ADA, **values: object) -> SignUp:
    found = ask_for(email, **values)
    assert found is not None
    return found


def overlapping(rule: str) -> None:
    """Ada has a place at the time of another session, and the fair has that rule."""
    fair = make_workshop(capacity=5)
    make_session(fair, "Zur selben Zeit", code="OTHER1", admission="sign_up", capacity=5)
    make_release(later=1)
    come(ADA)
    in_transaction(lambda: set_settings(fair_id(), overlap=rule, shows="numbers", offer_hours=12, by=None, at=NOW))


def test_looking_ten_times_changes_nothing(app: Flask, client: FlaskClient, clock):
    make_workshop()
    path = confirming(held())
    before = all_rows(app)

    answers = [client.get(path) for _ in range(10)]

    assert {answer.status_code for answer in answers} == {200}
    assert all_rows(app) == before


def test_the_page_shows_the_session_and_until_when_a_place_is_kept(client: FlaskClient, clock):
    make_workshop()

    page = client.get(confirming(held())).text

    assert "Messen" in page
    assert "Ein Platz ist bis Mittwoch, 3. Februar, 11:00 Uhr für Sie freigehalten." in page


def test_pressed_the_place_is_theirs_and_the_code_is_shown(client: FlaskClient, clock):
    make_workshop()
    sign_up = held()

    answer = client.post(confirming(sign_up), data=YES)

    assert (answer.status_code, answer.location) == (303, own_page(sign_up))
    page = client.get(answer.location).text
    assert "Sie haben einen Platz." in page
    assert f"{sign_up.code[:3]} {sign_up.code[3:]}" in page


def test_pressed_when_all_are_taken_the_waiting_list_is_said(client: FlaskClient, clock):
    make_workshop(capacity=1)
    come(BEN)

    page = client.post(confirming(held()), data=YES, follow_redirects=True).text

    assert "Sie stehen auf der Warteliste." in page
    assert "Sie sind als Nächstes an der Reihe." in page


def test_pressed_twice_is_one_place_and_the_second_says_so(client: FlaskClient, clock):
    make_workshop()
    path = confirming(held())
    client.post(path, data=YES)

    again = client.post(path, data=YES)

    assert again.status_code == 200
    assert "Sie haben schon bestätigt: Der Platz ist Ihrer." in again.text
    assert counted() == (1, 1)


def test_a_used_link_opens_nothing_private(client: FlaskClient, clock):
    """It lies in the mailbox for years, and whoever shuts the private link wants it shut."""
    make_workshop()
    sign_up = held()
    path = confirming(sign_up)
    client.post(path, data=YES)

    page = client.get(path).text

    assert sign_up.code[:3] + " " + sign_up.code[3:] not in page
    assert page_of(db.session.get_one(Visitor, sign_up.visitor_id)) not in page


def test_not_me_deletes_the_asking_and_stops_further_mails(client: FlaskClient, clock):
    make_workshop()

    answer = client.post(confirming(held()), data=NOT_ME)

    assert answer.status_code == 303
    assert "Danke, die Anfrage ist gelöscht" in client.get(answer.location).text
    assert (states(), db.session.scalars(select(Visitor)).all()) == ({}, [])
    assert is_unwanted(ADA)


def test_not_me_on_a_confirmed_place_does_nothing(client: FlaskClient, clock):
    make_workshop()
    path = confirming(held())
    client.post(path, data=YES)

    client.post(path, data=NOT_ME)

    assert states() == {ADA: "confirmed"}
    assert db.session.scalars(select(UnwantedAddress)).all() == []


def test_not_me_of_a_stranger_leaves_the_stars_of_who_mistyped(client: FlaskClient, clock):
    make_workshop()
    visitor = somebody_with_a_link()
    in_transaction(lambda: star_all(db.session.get_one(Visitor, visitor.id), ["WORKSH"], at=NOW))
    send_in(client, clock, f"{page_of(visitor)}/anmelden/WORKSH", email="vertippt@besuch.example")
    wrong = of_address("vertippt@besuch.example")
    assert wrong is not None

    client.post(confirming(wrong), data=NOT_ME)

    db.session.expire_all()
    kept = db.session.get_one(Visitor, visitor.id)
    assert (kept.email, len(starred(kept))) == ("", 1)


def test_an_erased_asking_leads_to_what_one_can_do(client: FlaskClient, clock):
    make_workshop()
    path = confirming(held())
    client.post(path, data=NOT_ME)

    old = client.get(path)

    assert old.status_code == 410
    assert "Dieser Link gilt nicht mehr" in old.text
    assert client.post(path, data=YES).status_code == 410


def test_nonsense_leads_nowhere(client: FlaskClient, clock):
    make_workshop()

    assert client.get(f"/{SLUG}/mein/bestaetigen/unsinn").status_code == 404


def test_a_link_of_another_asking_opens_nothing(client: FlaskClient, clock):
    make_workshop()
    path = confirming(held())
    number, _, signature = path.rpartition("/")[2].partition(".")

    forged = path.replace(f"{number}.{signature}", f"{int(number) + 1}.{signature}")

    assert client.get(forged).status_code == 410


def test_after_the_last_call_there_is_only_the_way_to_say_it_was_not_me(client: FlaskClient, clock):
    make_workshop()
    path = confirming(held(now=START - timedelta(minutes=30)))
    clock.move_to(START - timedelta(minutes=10))

    page = client.get(path).text
    answer = client.post(path, data=YES)

    assert "Platz bestätigen" not in page
    assert "Das war ich nicht" in page
    assert answer.status_code == 422
    assert "Freie Plätze gibt es an der Tür." in answer.text


def test_a_hold_that_ran_out_says_what_confirming_gives_now(client: FlaskClient, clock):
    make_workshop(capacity=1)
    path = confirming(held())
    clock.shift(timedelta(hours=2))
    in_transaction(lambda: settle_due(NOW + timedelta(hours=2)))

    assert "Bestätigen Sie jetzt, ist der Platz Ihrer, solange einer frei ist." in client.get(path).text


def test_where_overlaps_are_warned_of_the_other_session_is_named_before(client: FlaskClient, clock):
    overlapping("warn")
    path = confirming(held(code="OTHER1"))

    page = client.get(path).text

    assert "Zur selben Zeit haben Sie schon einen Platz:" in page
    assert client.post(path, data=YES).status_code == 303


def test_where_they_are_refused_there_is_no_button_and_no_place(client: FlaskClient, clock):
    overlapping("refuse")
    path = confirming(held(code="OTHER1"))

    page = client.get(path).text
    answer = client.post(path, data=YES)

    assert "Platz bestätigen" not in page
    assert answer.status_code == 422
    assert "Zur selben Zeit haben Sie schon einen Platz: „Messen“." in answer.text
    assert states("OTHER1") == {ADA: "held"}


def test_a_link_is_good_for_the_address_it_was_sent_to(client: FlaskClient, clock):
    """Whoever claims another address later has shown nothing about that one."""
    make_workshop()
    page = f"{page_of(somebody_with_a_link())}/anmelden/WORKSH"
    send_in(client, clock, page, email="boese@besuch.example")
    sign_up = of_address("boese@besuch.example")
    assert sign_up is not None
    path = confirming(sign_up)
    send_in(client, clock, page, email="opfer@besuch.example")

    answer = client.post(path, data=YES)

    assert answer.status_code == 410
    assert db.session.scalars(select(Visitor.email_confirmed_at)).all() == [None]


def test_private_pages_are_kept_and_found_by_nobody(client: FlaskClient, clock):
    make_workshop()
    sign_up = held()
    paths = [confirming(sign_up)]
    client.post(paths[0], data=YES)
    paths += [own_page(sign_up), own_page(sign_up).replace("anmelden/WORKSH", f"zurueckgeben/{sign_up.handle}")]

    answers = [client.get(path) for path in paths]

    assert {(one.status_code, one.headers["Cache-Control"], one.headers["X-Robots-Tag"]) for one in answers} == {
        (200, "no-store", "noindex")
    }
    assert {one.headers["Referrer-Policy"] for one in answers} == {"same-origin"}


def test_a_post_from_another_house_is_refused(client: FlaskClient, clock):
    make_workshop()
    path = confirming(held())
    foreign = {"Origin": "https://boese.example"}

    answers = [
        client.post(path, data=YES, headers=foreign),
        client.post(FORM, data=fill_in(client, clock), headers=foreign),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert states() == {ADA: "held"}
