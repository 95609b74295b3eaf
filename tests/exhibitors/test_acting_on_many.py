"""Acts on some or all of the list: named first, then done to exactly those; one by hand; who asks to take part."""

from __future__ import annotations

import pytest
from flask import Flask

from eventapp.database import transaction
from eventapp.exhibitors import desk_list
from eventapp.exhibitors.models import Application, Exhibitor, Member
from eventapp.fair.models import Fair
from eventapp.outbox.models import OutboxMail
from tests.exhibitors.desk_pages import DESK, again, exhibitor_of, page_of, rows, submitted
from tests.factories import RELEASED, change, make_exhibitor, make_fair
from tests.people import Insider, sign_in


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def office(app: Flask, fair: Fair) -> Insider:
    return sign_in(app)


def listed(fair: Fair, name: str, **values: str) -> Exhibitor:
    told = {"state": "listed", "contact_email": f"{name[0].lower()}@mitglied.example", **values}
    return make_exhibitor(fair, name, **told)


def applying(fair: Fair, **values: str) -> Application:
    told = {"name": "Neu e.V.", "contact_name": "Max", "contact_email": "max@neu.example", "key": "1", **values}
    with transaction() as session:
        row = Application(fair_id=fair.id, received_at=RELEASED, **told)
        session.add(row)
    return row


def test_who_would_be_invited_is_named_before_any_mail(office: Insider, fair: Fair):
    first, _second = listed(fair, "A GmbH"), listed(fair, "B GmbH")
    nobody = listed(fair, "C GmbH", contact_email="")

    page = page_of(office.send(f"{DESK}/auswahl/einladen", {"wer": [str(first.id), str(nobody.id)]}))

    assert page.tree.xpath("//button[normalize-space()='1 einladen']")
    assert "A GmbH" in page.text
    assert "B GmbH" not in page.text
    assert "C GmbH" in page.text
    assert rows(OutboxMail).count() == 0


def test_the_button_invites_just_those(office: Insider, fair: Fair):
    first, second = listed(fair, "A GmbH"), listed(fair, "B GmbH")

    office.send(f"{DESK}/auswahl/einladen", {"wer": str(first.id), "sicher": "1"})

    assert (again(first).state, again(second).state) == ("invited", "listed")


def test_all_means_all_that_were_shown(office: Insider, fair: Fair):
    listed(fair, "A GmbH")
    listed(fair, "B Werke")

    page = page_of(office.send(f"{DESK}/auswahl/einladen", {"alle": "1", "q": "werke", "stand": "listed"}))

    assert "B Werke" in page.text
    assert "A GmbH" not in page.text


def test_nobody_chosen_is_told_plainly(office: Insider, fair: Fair):
    for act, said in (("einladen", "niemand"), ("freigeben", "wartet nichts")):
        assert said in page_of(office.send(f"{DESK}/auswahl/{act}", {"sicher": ""})).text


def test_what_would_be_accepted_is_named_then_accepted_under_the_number_it_was_seen(office: Insider, fair: Fair):
    first, second = submitted(fair, "A GmbH"), submitted(fair, "B GmbH")
    chosen = {"wer": [str(first.exhibitor_id), str(second.exhibitor_id)]}

    page = page_of(office.send(f"{DESK}/auswahl/freigeben", chosen))
    seen = page.tree.xpath("//input[@name='eintrag']/@value")
    office.send(f"{DESK}/auswahl/freigeben", {"sicher": "1", "eintrag": seen})

    assert page.tree.xpath("//button[normalize-space()='2 freigeben']")
    assert (again(first).state, again(second).state) == ("accepted", "accepted")


def test_one_that_was_handed_in_anew_stops_all_of_them(office: Insider, fair: Fair):
    first, second = submitted(fair, "A GmbH"), submitted(fair, "B GmbH", submission=2)
    seen = [f"{first.id}:1", f"{second.id}:1"]

    answer = office.send(f"{DESK}/auswahl/freigeben", {"sicher": "1", "eintrag": seen})

    assert answer.status_code == 409
    assert (again(first).state, again(second).state) == ("submitted", "submitted")


@pytest.mark.parametrize("said", ["x:1", "1", "1:", "1:2:3", "9" * 30 + ":1"])
def test_what_no_page_of_ours_sends_is_refused(office: Insider, fair: Fair, said: str):
    assert office.send(f"{DESK}/auswahl/freigeben", {"sicher": "1", "eintrag": said}).status_code == 400


def test_entries_of_another_fair_are_not_accepted(office: Insider, fair: Fair):
    other = submitted(make_fair("messe-2029"))

    office.send(f"{DESK}/auswahl/freigeben", {"sicher": "1", "eintrag": f"{other.id}:1"})

    assert again(other).state == "submitted"


def test_the_list_says_how_many_each_box_is_about(office: Insider, fair: Fair):
    submitted(fair, "A GmbH")
    listed(fair, "B GmbH")

    page = page_of(office.get(DESK))

    assert page.tree.xpath("//input[@name='wer'][@data-freigeben='1']/@aria-label") == ["A GmbH"]
    assert page.tree.xpath("//input[@name='wer'][@data-einladen='1']/@aria-label") == ["B GmbH"]


def test_one_is_added_by_hand_and_invited_at_once(office: Insider, fair: Fair):
    typed = {"name": "Neu GmbH", "contact_email": "neu@neu.example", "language": "en", "invites": "y"}

    answer = office.send(f"{DESK}/neu", typed)

    made = rows(Exhibitor).one()
    assert (answer.status_code, made.state, made.language) == (303, "invited", "en")


def test_a_known_member_is_added_without_a_second_one(office: Insider, fair: Fair):
    known = make_exhibitor(make_fair("messe-2025"), "Muster GmbH", slug="muster")

    office.send(f"{DESK}/neu", {"member": "muster", "language": "de"})

    assert rows(Member).count() == 1
    assert {one.member_id for one in rows(Exhibitor)} == {known.member_id}


def test_without_a_name_nobody_is_added(office: Insider, fair: Fair):
    answer = office.send(f"{DESK}/neu", {"language": "de"})

    assert answer.status_code == 422
    assert rows(Exhibitor).count() == 0


def test_who_asks_is_admitted_as_a_new_member_and_invited(office: Insider, fair: Fair):
    row = applying(fair, message="<script>alert(1)</script>")

    page = page_of(office.get(f"{DESK}/bewerbungen"))
    answer = office.send(f"{DESK}/bewerbungen/{row.id}/zulassen")

    assert page.tree.xpath("//script[not(@src)]") == []
    made = rows(Exhibitor).one()
    assert (made.state, made.contact_email, answer.location) == ("invited", "max@neu.example", f"{DESK}/{made.id}")


def test_who_asks_can_be_admitted_as_a_member_we_know(office: Insider, fair: Fair):
    known = make_exhibitor(make_fair("messe-2025"), "Neu e.V.", slug="neu")
    row = applying(fair)

    page = page_of(office.get(f"{DESK}/bewerbungen"))
    office.send(f"{DESK}/bewerbungen/{row.id}/zulassen", {"member": "neu"})

    assert page.tree.xpath("//option[@selected]/@value") == ["neu"]
    assert {one.member_id for one in rows(Exhibitor)} == {known.member_id}


def test_who_is_refused_reads_why(office: Insider, fair: Fair):
    row = applying(fair)

    assert office.send(f"{DESK}/bewerbungen/{row.id}/ablehnen", {"reason": " "}).status_code == 422
    assert office.send(f"{DESK}/bewerbungen/{row.id}/ablehnen", {"reason": "Der Stand ist voll."}).status_code == 303
    assert (again(row).state, again(row).refused_reason) == ("refused", "Der Stand ist voll.")
    assert office.send(f"{DESK}/bewerbungen/{row.id}/zulassen").status_code == 422


def test_an_application_for_another_fair_is_not_here(office: Insider, fair: Fair):
    row = applying(make_fair("messe-2029"))

    assert office.send(f"{DESK}/bewerbungen/{row.id}/zulassen").status_code == 404


def test_the_withdrawn_are_not_invited_with_all(office: Insider, fair: Fair):
    entry = submitted(fair)
    change(exhibitor_of(entry), state="withdrawn")

    assert "niemand" in page_of(office.send(f"{DESK}/auswahl/einladen", {"alle": "1"})).text


@pytest.fixture
def crowd(fair: Fair, monkeypatch: pytest.MonkeyPatch) -> list[Exhibitor]:
    """Five listed on pages of two."""
    monkeypatch.setattr(desk_list, "PAGE", 2)
    return [listed(fair, f"{letter} GmbH") for letter in "ABCDE"]


def test_the_list_comes_in_pages_that_keep_what_was_asked_for(office: Insider, crowd: list[Exhibitor]):
    page = page_of(office.get(f"{DESK}?q=gmbh&stand=listed&nach=ort&seite=2"))

    assert page.tree.xpath("//input[@name='wer']/@aria-label") == ["C GmbH", "D GmbH"]
    assert "5 Aussteller, Seite 2 von 3" in page.text
    assert page.tree.xpath("//nav[@aria-label='Seiten']/a[@aria-current='page']/text()") == ["2"]
    third = page.tree.xpath("//nav[@aria-label='Seiten']/a[3]/@href")[0]
    assert third == f"{DESK}?stand=listed&q=gmbh&nach=ort&seite=3"


@pytest.mark.parametrize("said", ["99", "0", "x", "٣", "-1"])
def test_a_page_that_is_none_shows_one_that_is(office: Insider, crowd: list[Exhibitor], said: str):
    assert page_of(office.get(f"{DESK}?seite={said}")).tree.xpath("//input[@name='wer']")


def test_all_says_its_number_and_means_the_other_pages_too(office: Insider, crowd: list[Exhibitor]):
    page = page_of(office.get(f"{DESK}?seite=3"))
    asked = page_of(office.send(f"{DESK}/auswahl/einladen", {"alle": "1"}))

    assert "Alle 5 dieser Auswahl, auf allen Seiten" in page.text
    assert page.tree.xpath("//input[@name='alle']/@data-einladen") == ["5"]
    assert asked.tree.xpath("//button[normalize-space()='5 einladen']")


def test_thousands_of_entries_can_be_named_in_one_form(office: Insider, fair: Fair):
    named = [f"{number}:1" for number in range(100_000, 112_000)]

    assert office.send(f"{DESK}/auswahl/freigeben", {"sicher": "1", "eintrag": named}).status_code == 409
