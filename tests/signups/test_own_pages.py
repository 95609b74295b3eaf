"""On the private link: one press for who is known, name and address before, giving back, taking an offer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.programme.models import ConferenceSession
from eventapp.signups.actions.office import set_settings
from eventapp.visitors.actions import say_unwanted, shut_links
from eventapp.visitors.models import Visitor
from tests.factories import SLUG, change, make_release, make_session, make_theme
from tests.signups.house import (
    NOW,
    START,
    ask_for,
    come,
    counted,
    fair_id,
    known_visitor,
    mails,
    make_workshop,
    of_address,
    states,
)
from tests.signups.pages import (
    all_sign_ups,
    confirming,
    fill_in,
    hidden_of,
    own_page,
    page_of,
    press_one,
    send_in,
    somebody_with_a_link,
)
from tests.signups.test_waiting_list import goes

pytestmark = pytest.mark.usefixtures("in_app")
ADA, BEN = "ada@besuch.example", "ben@besuch.example"


def handled(email: str, way: str, *, code: str = "WORKSH") -> str:
    """``zurueckgeben`` or ``annehmen`` for the last sign-up of an address."""
    sign_up = of_address(email, code=code)
    assert sign_up is not None
    return own_page(sign_up, code).replace(f"anmelden/{code}", f"{way}/{sign_up.handle}")


def two_at_once(rule: str) -> None:
    fair = make_workshop(capacity=5)
    make_session(fair, "Zur selben Zeit", code="OTHER1", admission="sign_up", capacity=1)
    make_release(later=1)
    in_transaction(lambda: set_settings(fair_id(), overlap=rule, shows="numbers", offer_hours=12, by=None, at=NOW))


def test_who_is_known_has_a_place_with_one_press(client: FlaskClient, clock):
    make_workshop()
    page = f"{page_of(known_visitor(ADA))}/anmelden/WORKSH"

    answer = press_one(client, page)

    assert (answer.status_code, answer.location) == (303, page)
    assert "Sie haben einen Platz." in client.get(page).text
    assert states() == {ADA: "confirmed"}


def test_pressed_twice_or_resent_it_is_one_place(client: FlaskClient, clock):
    make_workshop()
    page = f"{page_of(known_visitor(ADA))}/anmelden/WORKSH"
    form = hidden_of(client.get(page))

    assert {client.post(page, data=form).status_code for _ in range(3)} == {303}

    assert counted() == (1, 1)
    assert mails(ADA) == ["signups.place"]


def test_a_press_that_is_resent_after_giving_back_takes_no_place_again(client: FlaskClient, clock):
    make_workshop()
    page = f"{page_of(known_visitor(ADA))}/anmelden/WORKSH"
    form = hidden_of(client.get(page))
    client.post(page, data=form)
    client.post(handled(ADA, "zurueckgeben"))

    client.post(page, data=form)

    assert states() == {ADA: "given_back"}


def test_of_a_cancelled_session_there_is_no_place_and_no_code(client: FlaskClient, clock):
    fair = make_workshop()
    theme = make_theme(fair)
    row = db.session.scalars(select(ConferenceSession)).one()
    change(row, theme_id=theme.id, is_cancelled=True)
    make_session(fair, "Noch einmal", starts="15:00", ends="16:00", theme_id=theme.id)
    came = come(ADA)
    page, code = own_page(came), came.code
    make_release(later=1)

    shown = client.get(page).text

    assert "Ihre Anmeldung entfällt." in shown
    assert ("Noch einmal" in shown, f"{code[:3]} {code[3:]}" in shown) == (True, False)
    assert "Ihre Anmeldung entfällt" in client.get(page.split("/anmelden")[0]).text


def test_who_is_known_without_a_name_is_asked_for_it_once(client: FlaskClient, clock):
    make_workshop()
    visitor = known_visitor(ADA)
    change(visitor, name="")
    page = f"{page_of(visitor)}/anmelden/WORKSH"

    assert press_one(client, page).status_code == 422
    assert press_one(client, page, name="Ada Beispiel").status_code == 303

    db.session.expire_all()
    assert db.session.get_one(Visitor, visitor.id).name == "Ada Beispiel"


def test_the_question_is_asked_here_too(client: FlaskClient, clock):
    make_workshop(question_de="Vegetarisch?")
    page = f"{page_of(known_visitor(ADA))}/anmelden/WORKSH"

    press_one(client, page, answer="ja\r\nund laktosefrei")

    assert all_sign_ups()[0].answer == "ja\nund laktosefrei"


def test_an_answer_that_is_too_long_is_said_and_takes_no_place(client: FlaskClient, clock):
    make_workshop(question_de="Vegetarisch?")
    page = f"{page_of(known_visitor(ADA))}/anmelden/WORKSH"

    answer = press_one(client, page, answer="a" * 501)

    assert (answer.status_code, "501 Zeichen" in answer.text, all_sign_ups()) == (422, True, [])


def test_the_first_time_name_and_address_are_asked_and_it_hangs_on_this_visitor(client: FlaskClient, clock):
    make_workshop()
    visitor = somebody_with_a_link()
    page = f"{page_of(visitor)}/anmelden/WORKSH"

    answer = send_in(client, clock, page)

    assert answer.status_code == 303
    sign_up = of_address(ADA)
    assert sign_up is not None
    assert sign_up.visitor_id == visitor.id
    assert "Die Mail ging an ada@besuch.example." in client.get(page).text
    client.post(confirming(sign_up), data={"antwort": "ja"})
    db.session.refresh(visitor)
    assert "Sie haben einen Platz." in client.get(f"{page_of(visitor)}/anmelden/WORKSH").text


def test_once_confirmed_the_next_place_is_one_press(client: FlaskClient, clock):
    fair = make_workshop()
    make_session(fair, "Noch eins", code="OTHER1", admission="sign_up", capacity=5, starts="14:00", ends="15:00")
    make_release(later=1)
    visitor = somebody_with_a_link()
    send_in(client, clock, f"{page_of(visitor)}/anmelden/WORKSH")
    sign_up = of_address(ADA)
    assert sign_up is not None
    client.post(confirming(sign_up), data={"antwort": "ja"})

    press_one(client, f"{page_of(visitor)}/anmelden/OTHER1")

    assert states("OTHER1") == {ADA: "confirmed"}


def test_an_address_that_somebody_confirmed_before_becomes_theirs_at_confirmation(client: FlaskClient, clock):
    make_workshop()
    known = known_visitor(ADA).id
    send_in(client, clock, f"{page_of(somebody_with_a_link())}/anmelden/WORKSH")
    sign_up = of_address(ADA)
    assert sign_up is not None

    answer = client.post(confirming(sign_up), data={"antwort": "ja"})

    assert answer.location.startswith(page_of(db.session.get_one(Visitor, known)))
    assert of_address(ADA).visitor_id == known


@pytest.mark.parametrize("kind", ["fresh", "unwanted", "over-limited"])
def test_the_first_time_nothing_tells_what_is_known_of_the_address(client: FlaskClient, clock, kind: str):
    make_workshop(capacity=40)
    if kind == "unwanted":
        in_transaction(lambda: say_unwanted(ADA, at=NOW))
    if kind == "over-limited":
        for _ in range(3):
            ask_for(ADA)
    page = f"{page_of(somebody_with_a_link())}/anmelden/WORKSH"

    answer = send_in(client, clock, page)

    assert answer.status_code == 303
    assert "Die Mail ging an ada@besuch.example." in client.get(page).text
    assert len(mails(ADA)) == {"fresh": 1, "unwanted": 0, "over-limited": 3}[kind]


def test_the_first_time_machines_are_held_off(client: FlaskClient, clock):
    make_workshop()
    page = f"{page_of(somebody_with_a_link())}/anmelden/WORKSH"

    answer = client.post(page, data={**fill_in(client, clock, page), "nachname2": "Bot"})

    assert answer.status_code == 422
    assert all_sign_ups() == []


def test_overlaps_are_warned_of_before_the_press(client: FlaskClient, clock):
    two_at_once("warn")
    come(ADA)
    page = own_page(all_sign_ups()[0], "OTHER1")

    shown = client.get(page).text

    assert "Zur selben Zeit haben Sie schon einen Platz:" in shown
    assert handled(ADA, "zurueckgeben") in shown
    assert press_one(client, page).status_code == 303
    assert states("OTHER1") == {ADA: "confirmed"}


def test_where_they_are_refused_the_other_one_is_named_and_can_be_given_back(client: FlaskClient, clock):
    two_at_once("refuse")
    come(ADA)
    page = own_page(all_sign_ups()[0], "OTHER1")

    answer = client.post(page, data={"once": "x"})

    assert answer.status_code == 422
    assert "„Messen“. Geben Sie zuerst diesen zurück." in answer.text
    client.post(handled(ADA, "zurueckgeben"))
    assert press_one(client, page).status_code == 303


def test_where_they_are_refused_an_offer_at_the_same_time_is_refused_too(client: FlaskClient, clock):
    two_at_once("refuse")
    come(BEN, code="OTHER1")
    come(ADA, code="OTHER1")
    come(ADA)
    client.post(handled(BEN, "zurueckgeben", code="OTHER1"))

    answer = client.post(handled(ADA, "annehmen", code="OTHER1"))

    assert answer.status_code == 422
    assert "„Messen“" in answer.text
    assert states("OTHER1")[ADA] == "offered"


def test_giving_back_asks_once_and_then_says_so(client: FlaskClient, clock):
    make_workshop()
    come(ADA)
    path = handled(ADA, "zurueckgeben")

    asked = client.get(path)
    assert states() == {ADA: "confirmed"}
    answer = client.post(path)

    assert "Platz zurückgeben?" in asked.text
    assert "Sie sind nicht mehr angemeldet." in client.get(answer.location).text
    assert (states(), counted()) == ({ADA: "given_back"}, (0, 0))


def test_what_was_given_back_is_had_again_in_one_press_as_long_as_nobody_got_it(client: FlaskClient, clock):
    make_workshop()
    come(ADA)
    page = own_page(all_sign_ups()[0])
    client.post(handled(ADA, "zurueckgeben"))

    assert "Doch wieder kommen?" in client.get(page).text
    press_one(client, page)

    assert states() == {ADA: "confirmed"}


def test_who_gave_back_what_somebody_waited_for_is_told_that_it_is_gone(client: FlaskClient, clock):
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)
    page = own_page(all_sign_ups()[0])
    client.post(handled(ADA, "zurueckgeben"))

    assert "Alle Plätze sind vergeben." in client.get(page).text
    press_one(client, page)

    assert states() == {BEN: "offered", ADA: "waiting"}


def test_giving_back_twice_frees_one_place(client: FlaskClient, clock):
    make_workshop()
    come(ADA)
    come(BEN)
    path = handled(ADA, "zurueckgeben")

    assert [client.post(path).status_code for _ in range(2)] == [303, 303]

    assert counted() == (1, 1)


def test_an_offer_is_taken_with_one_press(client: FlaskClient, clock):
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)
    goes(ADA)
    clock.move_to(NOW + timedelta(minutes=5))
    page = own_page(all_sign_ups()[1])

    assert "Ein Platz ist für Sie frei, bis Mittwoch, 3. Februar, 22:01 Uhr." in client.get(page).text
    answer = client.post(handled(BEN, "annehmen"))

    assert (answer.status_code, answer.location) == (303, page)
    assert states()[BEN] == "confirmed"


def test_an_offer_that_ran_out_says_so_and_goes_on(client: FlaskClient, clock):
    make_workshop(capacity=1)
    for email in (ADA, BEN, "cem@besuch.example"):
        come(email)
    goes(ADA)
    clock.move_to(NOW + timedelta(hours=13))

    answer = client.post(handled(BEN, "annehmen"))

    assert answer.status_code == 422
    assert "Das Angebot ist abgelaufen" in answer.text
    assert states()["cem@besuch.example"] == "offered"


def test_who_waits_is_told_how_many_are_before(client: FlaskClient, clock):
    make_workshop(capacity=1)
    for email in (ADA, BEN, "cem@besuch.example"):
        come(email)

    assert "Vor Ihnen wartet noch 1 Person." in client.get(own_page(all_sign_ups()[2])).text


def test_a_session_that_takes_nobody_says_why(client: FlaskClient, clock):
    make_workshop()
    page = f"{page_of(known_visitor(ADA))}/anmelden/WORKSH"
    clock.move_to(START - timedelta(minutes=10))

    assert "Freie Plätze gibt es an der Tür." in client.get(page).text
    assert client.post(page, data={"once": "x"}).status_code == 422


def test_somebody_elses_place_is_not_found(client: FlaskClient, clock):
    make_workshop()
    come(ADA)
    stranger = page_of(known_visitor(BEN))
    handle = all_sign_ups()[0].handle

    found = [client.post(f"{stranger}/{way}/{handle}").status_code for way in ("zurueckgeben", "annehmen")]

    assert (found, states()) == ([404, 404], {ADA: "confirmed"})


def test_a_link_that_was_shut_opens_nothing(client: FlaskClient, clock):
    make_workshop()
    come(ADA)
    page = own_page(all_sign_ups()[0])
    visitor_id = all_sign_ups()[0].visitor_id
    in_transaction(lambda: shut_links(db.session.get_one(Visitor, visitor_id)))

    assert client.get(page).status_code == 404


def test_looking_changes_nothing(client: FlaskClient, clock):
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)
    before = (states(), mails())

    for email in (ADA, BEN):
        client.get(handled(email, "zurueckgeben"))
        assert client.get(handled(email, "annehmen")).status_code == 405

    assert (states(), mails()) == before


def test_in_english_it_is_said_in_english(client: FlaskClient, clock):
    make_workshop()
    come(ADA)

    page = client.get("/en" + own_page(all_sign_ups()[0])).text

    assert "You have a place." in page
    assert f'href="/en/{SLUG}/mein/' in page
