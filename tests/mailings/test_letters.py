"""What each reader gets, asked when it is sent: nobody gets what is not theirs any more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eventapp.accounts.models import Person
from eventapp.cli.saying import in_transaction
from eventapp.database import db, transaction
from eventapp.exhibitors.models import Membership
from eventapp.fair.queries import get_fair
from eventapp.mailings.audiences import audience_of
from eventapp.mailings.letters import preview
from eventapp.outbox.delivery import LetterBox
from eventapp.outbox.models import DROPPED, KEPT
from eventapp.programme.models import Speaker
from eventapp.programme.speaker_queries import token_of
from eventapp.signups.actions.giving_back import give_back
from eventapp.visitors.actions import erase
from eventapp.visitors.links import page_token
from eventapp.visitors.models import Visitor
from eventapp.visitors.queries import find_by_address
from eventapp.worker import Worker
from tests.factories import SLUG, change, make_exhibitor
from tests.mailings.house import (
    ADA,
    BEN,
    CEM,
    ERIKA,
    IRIS,
    LENA,
    PAULA,
    TOM,
    act_for,
    mailing,
    mails,
    make_house,
    make_mailing,
    reached_by,
    sent,
    written_out,
)
from tests.signups.house import NOW, get_sign_up, of_address, workshop

pytestmark = pytest.mark.usefixtures("in_app", "clock")
GERMAN = {"subject_en": "", "text_en": ""}
LISTS = "Hallo {name}:\n\n{programmpunkte}\n\nMehr:\n{link}"
TASKS = "Hallo {name} von {aussteller}:\n\n{aufgaben}\n\nMehr:\n{link}"


def test_a_visitor_reads_their_own_name_link_and_session():
    make_house()
    number = make_mailing(text_de="Guten Tag {name},\n\n{programmpunkt}, {zeit}, {ort}\n\nIhre Seite:\n{link}")
    sent(number)

    text = written_out(number)[ADA].text

    assert "Guten Tag Ada," in text
    assert "Messen, So., 28. März, 10:00–10:45 Uhr, Werkraum" in text
    assert f"https://messe.example/{SLUG}/mein/" in text
    assert "weil Sie bei Messe 2027 angemeldet sind" in text


def test_who_has_two_sessions_reads_both_in_one_list():
    make_house()
    number = make_mailing(audience="places", text_de=LISTS)
    sent(number)

    text = written_out(number)[BEN].text

    assert "- Messen, So., 28. März, 10:00–10:45 Uhr, Werkraum\n- Messen II, Mo., 29. März" in text


def test_without_a_link_in_the_text_a_visitor_still_finds_the_way_to_go():
    make_house()
    number = make_mailing(text_de="Nur kurz.", **GERMAN)
    sent(number)

    assert (
        f"Ansehen, zurückgeben oder alles löschen:\nhttps://messe.example/{SLUG}/mein/" in written_out(number)[ADA].text
    )


def test_a_member_reads_what_is_still_open_and_is_told_why():
    make_house()
    number = make_mailing(audience="teams", text_de=TASKS, text_en=TASKS)
    sent(number)

    mails = written_out(number)

    assert "Hallo Iris Institut von Institut:\n\n- Firmeneintrag: bis" in mails[IRIS].text
    assert "Firmeneintrag" not in mails[ERIKA].text
    assert "Hallo Paula Probe von SIBA GmbH" in mails[PAULA].text
    assert "weil Sie für SIBA GmbH am Gemeinschaftsstand handeln" in mails[ERIKA].text
    assert "https://messe.example/mein-stand/" in mails[ERIKA].text
    assert f"https://messe.example/{SLUG}/" in mails["post@neuling.example"].text


def test_a_speaker_reads_when_they_are_on_stage_in_their_language():
    make_house()
    number = make_mailing(
        audience="speakers", text_de=LISTS, text_en="Hello {name}:\n\n{programmpunkte}\n\nMore:\n{link}"
    )
    sent(number)

    mails = written_out(number)

    assert "- Licht am Hafen, So., 28. März, 10:00–10:45 Uhr\n- Türme bauen, Mo., 29. März" in mails[LENA].text
    assert "Hello Tom Turm:\n\n- Türme bauen, Mon, 29 March" in mails[TOM].text
    assert "because you are speaking at Messe 2027" in mails[TOM].text
    tom = db.session.query(Speaker).filter_by(email=TOM).one()
    assert f"More:\nhttps://messe.example/en/{SLUG}/vortragende/mein/{token_of(tom)}\n" in mails[TOM].text


@pytest.mark.parametrize("audience", ["places", "speakers"])
def test_what_opens_a_private_page_is_forgotten_once_it_is_sent(audience: str):
    make_house()
    number = make_mailing(audience=audience)
    sent(number)
    Worker(LetterBox(), keeps_secrets=False).round()

    assert {(mail.state, mail.text, mail.html) for mail in mails(number)} == {(KEPT, "", "")}


@pytest.mark.parametrize("lacks", ["subject_en", "text_en"])
def test_where_english_is_missing_the_german_text_comes_with_a_sentence_that_says_so(lacks: str):
    make_house()
    number = make_mailing(audience="teams", **{lacks: "", "text_de": "Guten Tag {name}, kommen Sie."})
    found = next(one for one in reached_by("teams").recipients if one.address == PAULA)

    letter = preview(found, mailing(number), get_fair(SLUG), audience_of("teams"), language="en", at=NOW)

    assert letter.subject == "Neues von Messe 2027"
    assert letter.text.startswith("This message is available in German only.\n\nGuten Tag Paula Probe")


def test_the_preview_shows_no_private_link():
    make_house()
    number = make_mailing()
    ada = next(one for one in reached_by("places").recipients if one.address == ADA)
    token = page_token(db.session.query(Visitor).filter_by(email=ADA).one())

    letter = preview(ada, mailing(number), get_fair(SLUG), audience_of("places"), language="de", at=NOW)

    assert f"Ihre Seite:\nhttps://messe.example/{SLUG}/mein/…" in letter.text
    assert token not in letter.text + letter.html


def test_who_gave_the_place_back_meanwhile_gets_nothing():
    make_house()
    number = make_mailing()
    sent(number)
    ada = of_address(ADA)
    in_transaction(lambda: give_back(get_sign_up(ada.id), workshop(), at=NOW))

    mails = written_out(number)

    assert {address: mail.state for address, mail in mails.items()} == {ADA: DROPPED, BEN: KEPT}


def test_who_is_erased_meanwhile_gets_nothing_and_is_forgotten():
    fair = make_house()
    number = make_mailing()
    sent(number)
    in_transaction(lambda: erase(find_by_address(fair.id, ADA), at=NOW + timedelta(seconds=1)))

    assert {address: mail.state for address, mail in written_out(number).items()} == {"": DROPPED, BEN: KEPT}


@pytest.mark.parametrize(
    ("audience", "row", "change_to"),
    [
        ("teams", (Person, "email", ERIKA), {"is_active": False}),
        ("teams", (Person, "email", ERIKA), {"email": "neu@mitglied.example"}),
        ("speakers", (Speaker, "email", LENA), {"email": ""}),
    ],
)
def test_who_is_gone_or_has_another_address_meanwhile_gets_nothing(audience: str, row: tuple, change_to: dict):
    make_house()
    number = make_mailing(audience=audience, text_de="Hallo.", text_en="Hello.")
    sent(number)
    kind, column, value = row
    change(db.session.query(kind).filter_by(**{column: value}).one(), **change_to)

    assert written_out(number)[value].state == DROPPED


def test_who_left_the_team_meanwhile_gets_nothing():
    make_house()
    number = make_mailing(audience="teams", text_de="Hallo {aussteller}.", text_en="Hello.")
    sent(number)
    with transaction():
        db.session.query(Membership).delete()

    assert written_out(number)[ERIKA].state == DROPPED


def test_who_waits_is_told_so():
    make_house()
    number = make_mailing(audience="waiting", text_de="Sie warten auf:\n\n{programmpunkte}", **GERMAN)
    sent(number)

    text = written_out(number)[CEM].text

    assert "- Messen, So., 28. März" in text
    assert "auf einer Warteliste stehen" in text


def test_what_somebody_typed_as_a_name_stays_a_name():
    make_house()
    act_for(make_exhibitor(get_fair(SLUG), "{link}"), "frech@mitglied.example", name="{aufgaben} {link}")
    number = make_mailing(audience="members:stage:in_work", text_de="Hallo {name} von {aussteller}.", **GERMAN)
    sent(number)

    assert "Hallo {aufgaben} {link} von {link}." in written_out(number)["frech@mitglied.example"].text
