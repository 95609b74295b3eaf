"""What the office does with places: each page asks, the act is marked, mailed and noted."""

from __future__ import annotations

import pytest
from flask import Flask

from eventapp.database import db, transaction
from eventapp.fair.queries import get_fair
from eventapp.journal.models import JournalEntry
from eventapp.signups.models import Allotment
from tests.factories import SLUG, change, make_release, make_session
from tests.people import sign_in
from tests.signups.desk_pages import ADA, BEN, CEM, DESK, faults_of, handle_of, text_of
from tests.signups.house import come, counted, mails, make_workshop, of_address, states

pytestmark = pytest.mark.usefixtures("in_app", "clock")
PAGE = f"{DESK}/WORKSH"
ADA_TYPED = {"name": "Ada Zuse", "email": ADA, "language": "de"}


def kinds_noted() -> list[str]:
    db.session.rollback()
    return [entry.kind for entry in db.session.query(JournalEntry).order_by(JournalEntry.id)]


def test_somebody_is_let_in_beyond_the_capacity_marked_mailed_and_noted(app: Flask):
    make_workshop(capacity=1)
    come(BEN)
    browser = sign_in(app)
    asks = browser.get(f"{PAGE}/aufnehmen")
    assert "Das geht über die Platzzahl hinaus: Es sind dann 2 Personen bei 1 Plätzen." in text_of(asks)
    assert faults_of(asks) == []

    answer = browser.send(f"{PAGE}/aufnehmen", ADA_TYPED)

    assert answer.status_code == 303
    made = of_address(ADA)
    assert made is not None
    assert (made.state, made.is_forced, made.name) == ("confirmed", True, "Ada Zuse")
    assert counted() == (2, 2)
    assert mails(ADA) == ["signups.place"]
    assert kinds_noted()[-1] == "sign_up.let_in"
    assert "überbelegt" in text_of(browser.get(PAGE))


def test_who_is_let_in_while_places_are_free_is_marked_by_nothing(app: Flask):
    make_workshop(capacity=1)

    sign_in(app).send(f"{PAGE}/aufnehmen", ADA_TYPED)

    made = of_address(ADA)
    assert made is not None
    assert (made.state, made.is_forced) == ("confirmed", False)


def test_a_double_click_lets_nobody_in_twice(app: Flask):
    """Also where nobody has shown yet that the address is theirs."""
    make_workshop(capacity=1)
    browser = sign_in(app)
    browser.send(f"{PAGE}/aufnehmen", ADA_TYPED)
    again = browser.send(f"{PAGE}/aufnehmen", ADA_TYPED)
    assert again.status_code == 422
    assert "Diese Person hat schon einen Platz." in text_of(again)
    assert counted() == (1, 1)


def test_what_is_not_typed_is_said_at_its_field(app: Flask):
    make_workshop()
    answer = sign_in(app).send(f"{PAGE}/aufnehmen", {"name": "", "email": "keine", "language": "de"})
    assert answer.status_code == 422
    assert "Geben Sie einen Namen ein." in text_of(answer)
    assert counted() == (0, 0)


def test_somebody_who_waits_gets_a_place_out_of_turn(app: Flask):
    make_workshop(capacity=1)
    for email in (ADA, BEN, CEM):
        come(email)
    browser = sign_in(app)
    path = f"{PAGE}/{handle_of(CEM)}/platz-geben"
    asks = browser.get(path)
    assert "Das geht über die Platzzahl hinaus" in text_of(asks)
    assert faults_of(asks) == []
    for _twice in range(2):
        assert browser.send(path).status_code == 303
    assert states() == {ADA: "confirmed", BEN: "waiting", CEM: "confirmed"}
    assert counted() == (2, 2)
    assert mails(CEM)[-1] == "signups.place"
    assert kinds_noted().count("sign_up.put_in") == 1


def test_a_removed_place_goes_to_the_first_who_waits(app: Flask):
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)
    browser = sign_in(app)
    path = f"{PAGE}/{handle_of(ADA)}/entfernen"
    asks = browser.get(path)
    assert "sofort der ersten Person auf der Warteliste angeboten" in text_of(asks)
    assert faults_of(asks) == []
    assert browser.send(path).status_code == 303
    assert states() == {ADA: "removed", BEN: "offered"}
    assert mails(ADA)[-1] == "signups.removed"
    assert kinds_noted()[-1] == "sign_up.removed"


def test_at_an_archived_fair_somebody_is_removed_as_ever_and_nothing_else_is_done(app: Flask):
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)
    browser = sign_in(app)
    with transaction():
        get_fair(SLUG).is_archived = True

    given = browser.send(f"{PAGE}/{handle_of(BEN)}/platz-geben")
    removed = browser.send(f"{PAGE}/{handle_of(BEN)}/entfernen")

    assert (given.status_code, removed.status_code) == (422, 303)
    assert states() == {ADA: "confirmed", BEN: "removed"}
    assert kinds_noted()[-1] == "sign_up.removed"


def test_looking_at_a_page_that_asks_changes_nothing(app: Flask):
    make_workshop(capacity=1)
    come(ADA)
    browser = sign_in(app)
    for act in ("entfernen", "platz-geben", "umbuchen"):
        browser.get(f"{PAGE}/{handle_of(ADA)}/{act}")
    assert states() == {ADA: "confirmed"}


def with_another(capacity: int = 1) -> None:
    fair = make_workshop(capacity=1)
    values = {"admission": "sign_up", "capacity": capacity, "starts": "14:00", "ends": "15:00"}
    make_session(fair, "Löten", code="SOLDER", **values)
    make_release(later=1)


def test_somebody_is_moved_to_another_session(app: Flask):
    with_another(capacity=3)
    come(ADA)
    browser = sign_in(app)
    path = f"{PAGE}/{handle_of(ADA)}/umbuchen"
    asks = browser.get(path)
    assert "Löten (3 frei)" in text_of(asks)
    assert faults_of(asks) == []
    assert browser.send(path, {"to": "SOLDER"}).status_code == 303
    assert states() == {ADA: "removed"}
    assert states("SOLDER") == {ADA: "confirmed"}
    assert (counted(), counted("SOLDER")) == ((0, 0), (1, 1))
    assert mails(ADA)[-1] == "signups.moved_over"


def test_nobody_is_moved_where_it_is_full_unless_the_box_is_ticked(app: Flask):
    with_another()
    come(ADA)
    come(BEN, code="SOLDER")
    browser = sign_in(app)
    path = f"{PAGE}/{handle_of(ADA)}/umbuchen"
    refused = browser.send(path, {"to": "SOLDER"})
    assert refused.status_code == 422
    assert "Dort ist kein Platz frei." in text_of(refused)
    assert states() == {ADA: "confirmed"}
    assert browser.send(path, {"to": "SOLDER", "even_if_full": "y"}).status_code == 303
    assert counted("SOLDER") == (2, 2)
    db.session.rollback()
    assert [row.extra for row in db.session.query(Allotment).order_by(Allotment.session_id)] == [0, 1]


def test_a_handle_of_another_session_opens_nothing(app: Flask):
    with_another()
    come(ADA)
    browser = sign_in(app)
    for act in ("entfernen", "platz-geben", "umbuchen"):
        assert browser.get(f"{DESK}/SOLDER/{handle_of(ADA)}/{act}").status_code == 404


def test_the_history_says_acts_in_words(app: Flask):
    make_workshop(capacity=1)
    browser = sign_in(app)
    browser.send(f"{PAGE}/aufnehmen", ADA_TYPED)
    browser.get(PAGE)
    said = text_of(browser.get(f"{DESK.removesuffix('/plaetze')}/verlauf?was=plaetze"))
    assert "Vom Büro aufgenommen" in said
    assert ADA not in said
    assert "Zuse" not in said, "the journal is kept longer than the person"


def test_a_sign_up_that_ended_meanwhile_is_not_given_a_place(app: Flask):
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)
    change(of_address(BEN), state="given_back")
    answer = sign_in(app).send(f"{PAGE}/{handle_of(BEN)}/platz-geben")
    assert answer.status_code == 422
    assert "Diese Anmeldung gilt nicht mehr." in text_of(answer)
