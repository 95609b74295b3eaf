"""The page on which a stranger asks for a place: what it says in every state, and that it counts once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.outbox.models import OutboxMail
from eventapp.programme.models import ConferenceSession
from eventapp.signups.actions.looking_after import settle_due
from eventapp.signups.models import SignUp
from eventapp.visitors.actions import say_unwanted
from tests.factories import SLUG, change, make_fair, make_release, make_session
from tests.signups.house import NOW, START, ask_for, come, counted, mails, make_workshop, of_address
from tests.signups.pages import FORM, all_sign_ups, fill_in, send_in

pytestmark = pytest.mark.usefixtures("in_app")
ADA, BEN = "ada@besuch.example", "ben@besuch.example"


def test_who_asks_is_led_to_a_page_that_says_until_when_to_confirm(client: FlaskClient, clock):
    make_workshop()

    answer = send_in(client, clock)

    assert answer.status_code == 303
    assert "Bitte bestätigen bis Mittwoch, 3. Februar, 11:00 Uhr" in client.get(answer.location).text
    assert mails(ADA) == ["signups.confirm"]


def test_the_address_is_not_in_the_address_of_the_answer(client: FlaskClient, clock):
    make_workshop()

    answer = send_in(client, clock)

    assert "ada" not in answer.location
    assert "ada" not in client.get(answer.location).text.lower()


def test_in_english_all_of_it_is_english(client: FlaskClient, clock):
    make_workshop()

    answer = send_in(client, clock, f"/en{FORM}")

    assert answer.location.startswith(f"/en/{SLUG}/")
    assert "Please confirm by Wednesday, 3 February" in client.get(answer.location).text
    assert db.session.scalars(select(OutboxMail.language)).one() == "en"


def test_the_page_says_how_many_places_are_left_before_one_types(client: FlaskClient, clock):
    make_workshop(capacity=3)
    come(ADA)

    assert "Noch 2 Plätze sind frei." in client.get(FORM).text


def test_a_full_session_offers_its_waiting_list_before_one_types(client: FlaskClient, clock):
    make_workshop(capacity=1)
    come(ADA)

    page = client.get(FORM).text

    assert "Alle Plätze sind vergeben." in page
    assert "Auf die Warteliste" in page


def test_what_is_held_for_somebody_does_not_make_a_session_look_full(client: FlaskClient, clock):
    make_workshop(capacity=1)
    ask_for(ADA)

    assert "Noch 1 Platz ist frei." in client.get(FORM).text


def test_the_question_of_the_session_is_asked_and_its_answer_kept(client: FlaskClient, clock):
    make_workshop(question_de="Was möchten Sie {messen}?", question_en="What would you like to measure?")

    page = client.get(FORM).text
    send_in(client, clock, answer="Strom\nund Wärme")

    assert "Was möchten Sie {messen}?" in page
    assert all_sign_ups()[0].answer == "Strom\nund Wärme"


def test_without_a_question_nothing_more_is_asked(client: FlaskClient, clock):
    make_workshop()

    assert 'name="answer"' not in client.get(FORM).text


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"sign_up_opens_at": NOW + timedelta(days=1)}, "Die Anmeldung öffnet am Donnerstag, 4. Februar, 10:00 Uhr."),
        ({"sign_up_closes_at": NOW - timedelta(days=1)}, "Die Anmeldung ist geschlossen."),
        ({"is_cancelled": True}, "Dieser Programmpunkt ist abgesagt."),
    ],
    ids=["not yet", "over", "cancelled"],
)
def test_a_session_that_takes_nobody_says_why_and_shows_no_form(client: FlaskClient, clock, values, sentence: str):
    make_workshop(**values)

    page = client.get(FORM)

    assert (page.status_code, sentence in page.text, "siegel" in page.text) == (200, True, False)


@pytest.mark.parametrize(
    ("admission", "sentence"),
    [
        ("open", "Dieser Programmpunkt ist offen für alle."),
        ("closed", "Dieser Programmpunkt ist nur für geladene Gäste."),
    ],
)
def test_a_session_without_places_of_its_own_says_so(client: FlaskClient, clock, admission: str, sentence: str):
    make_session(make_fair(), code="WORKSH", admission=admission)
    make_release()

    page = client.get(FORM).text

    assert sentence in page
    assert "siegel" not in page


def test_a_form_that_comes_after_the_last_call_is_refused(client: FlaskClient, clock):
    make_workshop()
    form = fill_in(client, clock)
    clock.move_to(START - timedelta(minutes=15))

    answer = client.post(FORM, data=form)

    assert answer.status_code == 422
    assert "Die Anmeldung ist geschlossen." in answer.text
    assert all_sign_ups() == []


def test_a_refusal_is_made_once_for_everybody_and_takes_no_lock(client: FlaskClient, clock, queries_counted):
    make_workshop(is_cancelled=True)
    form = {"name": "Ada Beispiel", "email": "ada@besuch.example"}
    first = client.post(FORM, data=form)
    before = queries_counted()

    again = client.post(FORM, data={**form, "name": "Ben Muster"})

    assert (first.status_code, again.status_code, again.data) == (422, 422, first.data)
    assert queries_counted() - before == 1  # which version stands, asked each time here
    assert "no-store" in again.headers["Cache-Control"]


def test_a_refusal_that_is_at_hand_goes_with_the_minute_and_with_the_release(client: FlaskClient, clock):
    make_workshop(sign_up_opens_at=NOW + timedelta(hours=1))
    too_early = client.get(FORM)
    clock.shift(timedelta(hours=1))
    open_now = client.get(FORM)
    clock.shift(timedelta(hours=-1))
    change(db.session.scalars(select(ConferenceSession)).one(), title_de="Anders")
    make_release(later=1)

    renamed = client.get(FORM)

    assert ["siegel" in page.text for page in (too_early, open_now)] == [False, True]
    assert ("Anders" in too_early.text, "Anders" in renamed.text) == (False, True)


def test_a_session_that_is_not_released_has_no_form(client: FlaskClient, clock):
    make_workshop()

    assert client.get(FORM.replace("WORKSH", "NIRGND")).status_code == 404


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("name", " ", "Geben Sie Ihren Namen ein."),
        ("email", "", "Geben Sie Ihre E-Mail-Adresse ein."),
        ("email", "keine", "Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@beispiel.de."),
        ("name", "A" * 121, "Kürzen Sie den Text"),
    ],
)
def test_what_is_missing_is_said_above_and_at_the_field(client: FlaskClient, clock, field: str, text: str, sentence):
    make_workshop()

    answer = send_in(client, clock, **{field: text})

    assert answer.status_code == 422
    assert "<title>Fehler: " in answer.text
    assert answer.text.count(sentence) == 2
    assert all_sign_ups() == []


def test_what_was_typed_is_still_there(client: FlaskClient, clock):
    make_workshop()

    assert 'value="Ada Beispiel"' in send_in(client, clock, email="keine").text


def test_the_same_form_sent_again_is_one_place_and_one_mail(client: FlaskClient, clock):
    """A double click, a reload, a request that was resent, the way back and once more."""
    make_workshop()
    form = fill_in(client, clock)

    answers = [client.post(FORM, data=form) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert counted() == (1, 1)
    assert mails(ADA) == ["signups.confirm"]


def test_two_tabs_are_one_place(client: FlaskClient, clock):
    make_workshop()
    first, second = fill_in(client, clock), fill_in(client, clock)

    for form in (first, second):
        assert client.post(FORM, data=form).status_code == 303

    assert counted() == (1, 1)
    assert len(all_sign_ups()) == 1


def test_looking_changes_nothing(client: FlaskClient, clock):
    make_workshop()

    for _ in range(10):
        client.get(FORM)
        client.get(f"{FORM}/gesendet?bis=erfunden")

    assert (all_sign_ups(), mails()) == ([], [])


def test_an_invented_deadline_is_not_repeated(client: FlaskClient, clock):
    make_workshop()

    assert "Bitte bestätigen Sie in der nächsten Stunde" in client.get(f"{FORM}/gesendet?bis=1234567.xyz").text


def prepare(kind: str) -> None:
    """The address in one of the ways in which it can be known."""
    if kind == "has a place":
        come(ADA, now=NOW - timedelta(days=3))
    elif kind == "has asked":
        ask_for(ADA, now=NOW - timedelta(minutes=5))
    elif kind == "wants no mails":
        in_transaction(lambda: say_unwanted(ADA, at=NOW))
    elif kind == "got too many":
        for _ in range(5):
            ask_for(ADA, now=NOW - timedelta(minutes=5))
        in_transaction(lambda: settle_due(NOW))


@pytest.mark.parametrize("kind", ["has a place", "has asked", "wants no mails", "got too many"])
def test_the_answer_is_the_same_whoever_has_the_address(client: FlaskClient, clock, kind: str):
    make_workshop(capacity=40)
    prepare(kind)
    clock.move_to(NOW)
    form = fill_in(client, clock)
    other = {**fill_in(client, clock), "email": BEN}
    clock.move_to(NOW + timedelta(minutes=1))

    known, unknown = client.post(FORM, data=form), client.post(FORM, data=other)

    assert (known.status_code, known.location, known.data) == (unknown.status_code, unknown.location, unknown.data)
    assert client.get(known.location).data == client.get(unknown.location).data
    assert dict(known.headers) == dict(unknown.headers)


def test_nothing_is_left_on_the_device_and_nobody_keeps_the_page(client: FlaskClient, clock):
    make_workshop()

    page = client.get(FORM)

    assert page.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.headers


def test_markup_in_a_name_is_text(client: FlaskClient, clock):
    make_workshop()

    answer = send_in(client, clock, name="<script>alert(1)</script>", email="keine")

    assert "<script>alert(1)</script>" not in answer.text


def test_every_field_says_what_it_is_for_browsers_that_fill_in(client: FlaskClient, clock):
    make_workshop()

    page = client.get(FORM).text

    assert 'autocomplete="name"' in page
    assert 'autocomplete="email"' in page
    assert of_address(ADA) is None
    assert db.session.scalars(select(SignUp)).all() == []
