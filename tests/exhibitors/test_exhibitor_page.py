"""One exhibitor at the desk: what is told of it, and what the office does with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from eventapp.clock import at_the_fair, now
from eventapp.database import db
from eventapp.exhibitors.models import Exhibitor, Member, Membership, ReopenedTask, StaffPass
from eventapp.fair.models import Fair
from eventapp.journal.models import JournalEntry
from eventapp.outbox.models import OutboxMail
from tests.exhibitors.desk_pages import COMPANY, DESK, again, exhibitor_of, page_of, rows, submitted, with_person
from tests.factories import RELEASED, change, make_entry, make_exhibitor, make_fair
from tests.people import Insider, sign_in


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def office(app: Flask, fair: Fair) -> Insider:
    return sign_in(app)


def url(exhibitor: Exhibitor, act: str = "") -> str:
    return f"{DESK}/{exhibitor.id}" + (f"/{act}" if act else "")


def test_the_page_tells_tasks_entries_and_people(office: Insider, fair: Fair):
    exhibitor = exhibitor_of(submitted(fair))
    with_person(exhibitor)

    page = page_of(office.get(url(exhibitor)))

    assert page.h1 == "Muster GmbH"
    assert "erika@mitglied.example" in page.text
    assert page.tree.xpath("//td[contains(., 'eingereicht')]")
    assert page.tree.xpath("//a[contains(., 'Prüfen')]")


def test_an_exhibitor_of_another_fair_is_not_here(office: Insider, fair: Fair):
    other = make_exhibitor(make_fair("messe-2029"))

    assert office.get(url(other)).status_code == 404
    assert office.send(url(other, "zurueckziehen")).status_code == 404


def test_an_invitation_goes_out_and_once_more_with_a_new_link(office: Insider, fair: Fair):
    exhibitor = make_exhibitor(fair, state="listed", contact_email="erika@mitglied.example")

    for _time in range(2):
        assert office.send(url(exhibitor, "einladen")).status_code == 303

    assert (again(exhibitor).state, again(exhibitor).invitations) == ("invited", 2)
    assert rows(OutboxMail).count() == 2


def test_nobody_is_invited_without_an_address(office: Insider, fair: Fair):
    exhibitor = make_exhibitor(fair, state="listed")

    assert office.send(url(exhibitor, "einladen")).status_code == 422
    assert again(exhibitor).state == "listed"


def test_withdrawing_asks_first_and_can_be_taken_back(office: Insider, fair: Fair):
    exhibitor = make_exhibitor(fair, accepted=COMPANY, invited_at=RELEASED, began_at=RELEASED)

    assert "verschwindet sofort" in page_of(office.get(url(exhibitor, "zurueckziehen"))).text
    office.send(url(exhibitor, "zurueckziehen"), {"reason": "Kein Personal."})
    assert (again(exhibitor).state, again(exhibitor).withdrawn_reason) == ("withdrawn", "Kein Personal.")
    office.send(url(exhibitor, "wiederaufnehmen"))
    assert again(exhibitor).state == "taking_part"


def test_one_task_is_opened_for_one_exhibitor(office: Insider, fair: Fair):
    exhibitor = make_exhibitor(fair)
    day = at_the_fair(now()).date() + timedelta(days=3)

    answer = office.send(url(exhibitor, "oeffnen/exhibit"), {"day": f"{day}", "time": "18:00"})

    assert answer.status_code == 303
    row = rows(ReopenedTask).one()
    assert (row.task, f"{at_the_fair(row.until):%Y-%m-%d %H:%M}") == ("exhibit", f"{day} 18:00")


@pytest.mark.parametrize("typed", [{"day": "", "time": "18:00"}, {"day": "2020-01-01", "time": "18:00"}, {"day": "x"}])
def test_a_time_that_is_none_or_over_opens_nothing(office: Insider, fair: Fair, typed: dict[str, str]):
    answer = office.send(url(make_exhibitor(fair), "oeffnen/exhibit"), typed)

    assert answer.status_code == 422
    assert page_of(answer).tree.xpath("//*[@aria-invalid='true']")
    assert rows(ReopenedTask).count() == 0


def test_there_is_nothing_to_open_but_tasks(office: Insider, fair: Fair):
    assert office.get(url(make_exhibitor(fair), "oeffnen/kaffee")).status_code == 404


def test_master_data_are_edited_with_the_office_s_note(office: Insider, fair: Fair):
    exhibitor = make_exhibitor(fair)
    typed = {"name": "Muster AG", "city": "Lünen", "note": "Ruft lieber an.", "version": "1"}

    answer = office.send(url(exhibitor, "mitglied"), typed, follow_redirects=True)

    member = rows(Member).one()
    assert (member.name, member.city, member.note) == ("Muster AG", "Lünen", "Ruft lieber an.")
    assert "Ruft lieber an." in page_of(answer).text


def test_who_saves_something_stale_sees_both_and_overwrites_knowingly(office: Insider, fair: Fair):
    exhibitor = make_exhibitor(fair)
    change(db.session.get(Member, exhibitor.member_id), city="Bochum", version=2)

    answer = office.send(url(exhibitor, "mitglied"), {"name": "Muster GmbH", "city": "Lünen", "version": "1"})
    page = page_of(answer)

    assert answer.status_code == 409
    assert page.tree.xpath("//input[@name='city']/@value") == ["Lünen"]
    assert "Bochum" in page.text
    (version,) = page.tree.xpath("//input[@name='version']/@value")
    office.send(url(exhibitor, "mitglied"), {"name": "Muster GmbH", "city": "Lünen", "version": version})
    assert again(db.session.get(Member, exhibitor.member_id)).city == "Lünen"


def test_a_stale_contact_is_a_conflict_too(office: Insider, fair: Fair):
    exhibitor = make_exhibitor(fair, version=3, contact_name="Neu")

    answer = office.send(url(exhibitor, "kontakt"), {"contact_name": "Alt", "language": "de", "version": "2"})

    assert answer.status_code == 409
    assert "Neu" in page_of(answer).text
    assert again(exhibitor).contact_name == "Neu"


def test_the_contact_is_whom_the_next_mail_goes_to(office: Insider, fair: Fair):
    exhibitor = make_exhibitor(fair)
    typed = {"contact_name": "Max", "contact_email": "MAX@mitglied.example", "language": "en", "version": "1"}

    office.send(url(exhibitor, "kontakt"), typed)

    found = again(exhibitor)
    assert (found.contact_name, found.contact_email, found.language) == ("Max", "max@mitglied.example", "en")
    assert "max@" not in str([one.differences for one in rows(JournalEntry)])


def test_one_more_person_is_let_in_and_out_again(office: Insider, fair: Fair):
    exhibitor = make_exhibitor(fair, state="invited")
    with_person(exhibitor)

    office.send(url(exhibitor, "personen"), {"name": "Max", "email": "max@mitglied.example"})
    assert rows(Membership).count() == 2
    newest = max(row.person_id for row in rows(Membership))
    office.send(url(exhibitor, f"personen/{newest}/entfernen"))

    db.session.rollback()
    assert [row.person_id for row in rows(Membership)] != [newest]
    assert rows(Membership).count() == 1


def test_a_pass_is_withdrawn_with_one_click(office: Insider, fair: Fair):
    exhibitor = make_exhibitor(fair)
    pass_ = StaffPass(exhibitor_id=exhibitor.id, first_name="Eva", last_name="Muster", days=[], added_at=RELEASED)
    db.session.add(pass_)
    db.session.commit()

    assert "Eva Muster" in page_of(office.get(url(exhibitor))).text
    office.send(url(exhibitor, f"ausweise/{pass_.id}/zurueckziehen"))

    assert again(pass_).withdrawn_at is not None


def test_the_page_of_an_exhibitor_that_was_never_invited_shows(office: Insider, fair: Fair):
    assert (
        "Die Einträge entstehen mit der Einladung"
        in page_of(office.get(url(make_exhibitor(fair, state="listed")))).text
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_three_exhibits_as_for_one(office: Insider, fair: Fair, count: int, queries_counted):
    exhibitor = make_exhibitor(fair)
    for _number in range(count):
        make_entry(exhibitor, "exhibit", draft={"title_de": "Ding"}, state="draft")
    path = url(exhibitor)
    db.session.remove()
    before = queries_counted()

    assert office.get(path).status_code == 200
    assert queries_counted() - before <= 25
