"""An accepted proposal becomes a session of the draft, linked to its exhibitor; nothing is public before a release."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from eventapp.accounts.queries import get_person
from eventapp.database import db, transaction
from eventapp.exhibitors.actions import review
from eventapp.exhibitors.models import Entry
from eventapp.exhibitors.offers import sessions_of
from eventapp.exhibitors.queries import find_entry
from eventapp.fair.models import Fair
from eventapp.programme.models import ConferenceSession
from eventapp.programme.queries import draft_sessions, find_release
from tests.exhibitors.desk_pages import page_of
from tests.factories import (
    RELEASED,
    SLUG,
    change,
    make_entry,
    make_exhibitor,
    make_fair,
    make_release,
    make_session,
    make_speaker,
    make_theme,
)
from tests.people import OFFICE, make_person, sign_in

PROPOSAL = {
    "title_de": "Nachts umladen",
    "title_en": "Transhipping at night",
    "abstract_de": "Ohne jemanden zu wecken.",
    "session_kind": "workshop",
    "language": "de",
    "minutes": "45",
    "themes": ["gibt-es-nicht", "energie"],
    "speakers": "Ada Anleger, Hafen KG\n\nBert Boje",
    "speakers_agree": True,
}


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


def accepted(fair: Fair, **answers: Any) -> Entry:
    exhibitor = make_exhibitor(fair, "Hafen KG")
    said = {**PROPOSAL, **answers}
    entry_id = make_entry(exhibitor, "proposal", state="submitted", handed_in=said, submission=1).id
    office = make_person(OFFICE, is_organiser=True)
    with transaction():
        entry = find_entry(fair.id, entry_id)
        assert entry is not None
        return review.accept(entry, submission=1, by=get_person(office), at=RELEASED)


def only_session(fair: Fair) -> ConferenceSession:
    (row,) = draft_sessions(fair.id)
    return row


def only_session_called(fair: Fair, title: str) -> ConferenceSession:
    (row,) = (one for one in draft_sessions(fair.id) if one.title_de == title)
    return row


def test_it_says_what_the_member_said_and_lies_beside_the_board_as_long_as_it_is(fair: Fair):
    theme = make_theme(fair, slug="energie")
    entry = accepted(fair)

    row = only_session(fair)

    assert (row.title_de, row.title_en, row.abstract_de) == (
        "Nachts umladen",
        "Transhipping at night",
        PROPOSAL["abstract_de"],
    )
    assert (row.kind, row.language, row.organisation, row.theme_id) == ("workshop", "de", "Hafen KG", theme.id)
    assert (row.place, row.is_scheduled, row.ends_at - row.starts_at) == (None, False, timedelta(minutes=45))
    assert entry.session_code == row.code


def test_its_speakers_are_there_with_their_consent(fair: Fair):
    accepted(fair)

    speakers = [speaking.speaker for speaking in only_session(fair).speaking]
    assert [(one.name, one.organisation, one.consent) for one in speakers] == [
        ("Ada Anleger", "Hafen KG", "given"),
        ("Bert Boje", "", "given"),
    ]


def test_no_release_has_it_before_it_has_a_time(fair: Fair):
    make_session(fair, "Schon da")
    accepted(fair)

    released = make_release().programme

    assert released is not None
    assert [session.title.de for session in released.sessions] == ["Schon da"]


def test_it_stays_a_draft_until_it_is_released_alone(fair: Fair):
    make_session(fair, "Schon da")
    make_release()
    entry = accepted(fair)
    change(only_session_called(fair, "Nachts umladen"), is_scheduled=True)
    make_session(fair, "Noch geheim", starts="15:00", ends="15:30")
    before = find_release(fair.id, 1)
    make_release(only=[entry.session_code], later=5)

    after = find_release(fair.id, 2)

    assert before is not None
    assert after is not None
    assert [session.title.de for session in before.sessions] == ["Schon da"]
    assert {session.title.de for session in after.sessions} == {"Schon da", "Nachts umladen"}


def test_accepting_a_change_of_it_makes_no_second_session(fair: Fair):
    entry = accepted(fair)
    with transaction():
        row = db.session.merge(entry)
        row.state, row.handed_in, row.submission = "submitted", {**PROPOSAL, "title_de": "Anders"}, 2
    with transaction():
        again = find_entry(fair.id, entry.id)
        assert again is not None
        review.accept(again, submission=2, by=get_person(make_person(OFFICE)), at=RELEASED)

    assert only_session(fair).title_de == "Nachts umladen"


def test_its_exhibitor_gives_it(fair: Fair):
    entry = accepted(fair)

    assert [giving.exhibitor_id for giving in only_session(fair).exhibiting] == [entry.exhibitor_id]


def test_the_exhibitor_sees_it_among_its_sessions(fair: Fair):
    entry = accepted(fair)

    told = [one.title.de for ask in sessions_of for one in ask(entry.exhibitor_id)]
    assert told == ["Nachts umladen"]


def test_acceptance_leads_on_to_the_session_and_the_session_back_to_whose_it_is(app: Flask, fair: Fair):
    desk, office = f"/desk/{SLUG}", sign_in(app, OFFICE)
    exhibitor = make_exhibitor(fair, "Hafen KG")
    entry = make_entry(exhibitor, "proposal", state="submitted", handed_in=PROPOSAL, submission=1)
    make_entry(exhibitor, "exhibit", state="submitted", handed_in={"title_de": "Kran"}, submission=1)

    answer = office.send(f"{desk}/aussteller/pruefen/{entry.id}/freigeben", {"submission": "1"})
    accepted_page = page_of(office.get(answer.location))
    session_page = page_of(office.get(f"{desk}/programm/{only_session(fair).code}"))

    assert answer.location == f"{desk}/aussteller/pruefen/{entry.id}"
    link = accepted_page.tree.xpath("//a[contains(., 'Nachts umladen – Zeit und Ort festlegen')]/@href")
    assert link == [session_page.path]
    back = session_page.tree.xpath("//aside//a[normalize-space()='Hafen KG']/@href")
    assert back == [f"{desk}/aussteller/{exhibitor.id}"]
    assert session_page.tree.xpath(f"//aside//a[@href='{answer.location}']")


def test_who_said_no_is_not_named_because_a_member_says_so(fair: Fair):
    ada = make_speaker(fair, "Ada Anleger", organisation="Universität", consent="withdrawn")

    accepted(fair)

    speaking = {one.speaker.name: one.speaker for one in only_session(fair).speaking}
    assert speaking["Ada Anleger"].id == ada.id
    assert speaking["Ada Anleger"].consent == "withdrawn"
