"""The mails about places as the worker writes them: what, when, where, what to do; none that is not true any more."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from eventapp.database import db
from eventapp.outbox.delivery import LetterBox
from eventapp.outbox.models import OutboxMail
from eventapp.programme.models import ConferenceSession
from eventapp.worker import Worker
from tests.factories import at, change, make_release, make_session, make_theme
from tests.signups.house import NOW, ask_for, come, make_workshop
from tests.signups.test_waiting_list import goes

ADA, BEN = "ada@besuch.example", "ben@besuch.example"


@pytest.fixture(autouse=True)
def _in_app(in_app: None, clock):
    clock.move_to(NOW + timedelta(minutes=30))


def written(kind: str, to: str = ADA) -> str:
    """Subject and text of the last mail of that kind."""
    Worker(LetterBox(), keeps_secrets=True).round()
    wanted = select(OutboxMail).where(OutboxMail.kind == f"signups.{kind}", OutboxMail.to_address == to)
    mail = db.session.scalars(wanted.order_by(OutboxMail.id.desc())).first()
    assert mail is not None
    assert mail.state == "kept", mail.error
    return f"{mail.subject}\n{mail.text}"


def moved(code: str = "WORKSH", **values: object) -> None:
    row = db.session.scalars(select(ConferenceSession).where(ConferenceSession.code == code)).one()
    change(row, **values)


def test_the_first_mail_asks_to_press_a_button_until_when():
    make_workshop()
    ask_for(ADA, name="Wer auch immer <https://boese.example>")

    text = written("confirm")

    assert text.startswith("Bitte bestätigen: Messen\n")
    assert "So., 28. März, 10:00–10:45 Uhr" in text
    assert "/messe-2027/mein/bestaetigen/" in text
    assert "Wer auch immer" not in text, "what a stranger typed does not go to somebody else"


def test_a_place_is_told_with_its_code():
    make_workshop()
    code = come(ADA).code

    text = written("place")

    assert text.startswith("Ihr Platz: Messen\n")
    assert f"{code[:3]} {code[3:]}" in text
    assert "Werkraum" in text


def test_from_the_mail_a_place_is_given_back_in_two_presses(client):
    make_workshop()
    come(ADA)
    link = re.search(r"Platz zurückgeben:\nhttps://messe.example(\S+)", written("place"))
    assert link is not None

    page = client.get(link[1])
    done = client.post(link[1], follow_redirects=True)

    assert "Platz zurückgeben?" in page.text
    assert "Sie sind nicht mehr angemeldet." in done.text


def test_the_mail_of_an_offer_says_until_when():
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)
    goes(ADA)

    text = written("offer", BEN)

    assert "Er ist bis Mittwoch, 3. Februar, 22:01 Uhr für Sie freigehalten." in text


def test_an_offer_that_was_taken_meanwhile_is_not_mailed():
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)
    goes(ADA)
    goes(BEN, minutes=2)

    Worker(LetterBox(), keeps_secrets=True).round()

    offer = db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "signups.offer")).one()
    assert offer.state == "dropped"


def test_a_moved_session_is_told_once_with_old_and_new():
    fair = make_workshop()
    make_session(fair, "Auch schön", code="OTHER1", admission="sign_up", capacity=5, starts="14:00", ends="15:00")
    make_release(later=1)
    come(ADA)
    come(ADA, code="OTHER1")
    moved(starts_at=at("14:30"), ends_at=at("15:15"))
    make_release(later=60 * 24 * 30 + 5)

    text = written("changed")

    assert text.startswith("Verlegt: Messen\n")
    assert "Bisher: So., 28. März, 10:00–10:45 Uhr, Werkraum" in text
    assert "Jetzt: So., 28. März, 14:30–15:15 Uhr, Werkraum" in text
    assert "zur selben Zeit haben Sie: Auch schön" in text


def test_a_moved_session_has_a_button_each_for_keeping_and_giving_back():
    make_workshop()
    handle = come(ADA).handle
    moved(starts_at=at("14:30"), ends_at=at("15:15"))
    make_release(later=60 * 24 * 30 + 5)

    text = written("changed")

    assert re.search(r"Platz behalten:\nhttps://\S+#WORKSH\n", text)
    assert re.search(rf"Platz zurückgeben:\nhttps://\S+/zurueckgeben/{handle}\n", text)


def test_who_waits_for_a_moved_session_waits_on():
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)
    moved(starts_at=at("14:30"), ends_at=at("15:15"))
    make_release(later=60 * 24 * 30 + 5)

    text = written("changed", BEN)

    assert "Sie stehen weiter auf der Warteliste." in text
    assert "Ihr Platz" not in text


def test_who_has_two_changed_sessions_gets_one_mail():
    fair = make_workshop()
    make_session(fair, "Auch schön", code="OTHER1", admission="sign_up", capacity=5, starts="14:00", ends="15:00")
    make_release(later=1)
    come(ADA)
    come(ADA, code="OTHER1")
    moved(starts_at=at("11:00"), ends_at=at("11:45"))
    moved("OTHER1", starts_at=at("16:00"), ends_at=at("16:45"))
    make_release(later=60 * 24 * 30 + 5)

    assert written("changed").startswith("2 Ihrer Programmpunkte haben sich geändert\n")
    assert len(db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "signups.changed")).all()) == 1


def test_a_changed_text_is_no_reason_to_write():
    make_workshop()
    come(ADA)
    moved(abstract_de="Neu")
    make_release(later=60 * 24 * 30 + 5)

    assert db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "signups.changed")).all() == []


def test_a_cancelled_session_names_the_nearest_of_its_theme():
    fair = make_workshop()
    theme = make_theme(fair)
    moved(theme_id=theme.id)
    make_session(fair, "Noch einmal Energie", starts="15:00", ends="16:00", theme_id=theme.id)
    make_release(later=1)
    come(ADA)
    moved(is_cancelled=True)
    make_release(later=60 * 24 * 30 + 5)

    text = written("changed")

    assert text.startswith("Abgesagt: Messen\n")
    assert "Zum selben Thema: Noch einmal Energie" in text
    assert re.search(r"Stattdessen ansehen:\nhttps://\S+/programm/\w{6}\n", text)
    assert "zurückgeben" not in text


def test_on_the_day_the_subject_says_that_it_is_urgent(clock):
    make_workshop()
    come(ADA)
    moved(starts_at=at("12:00"), ends_at=at("12:45"))
    clock.move_to(at("08:00"))
    make_release(later=60 * 24 * 30 + 5)

    assert written("changed").startswith("Heute, wichtig: Verlegt: Messen\n")


def test_who_reads_english_is_written_to_in_english():
    make_workshop()
    ask_for(ADA)
    row = db.session.scalars(select(OutboxMail)).one()
    change(row, language="en")

    assert written("confirm").startswith("Please confirm: Messen\n")


def test_mails_do_not_outlive_what_they_say():
    make_workshop()
    ask_for(ADA)
    Worker(LetterBox(), keeps_secrets=False).round()

    mail = db.session.scalars(select(OutboxMail)).one()

    assert (mail.state, mail.text) == ("kept", "")
