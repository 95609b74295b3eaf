"""Writing on drafts: alone, together, too late."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eventapp.database import db
from eventapp.exhibitors.actions.drafts import DeadlinePassed, NotTakingPart, StaleDraft, start_entry
from eventapp.exhibitors.actions.taking_part import reopen, withdraw
from eventapp.exhibitors.queries import exhibits_with
from eventapp.journal.models import JournalEntry
from tests.exhibitors.stand import (
    AT,
    COMPANY,
    DIGEST,
    again,
    do,
    entry_of,
    handed_in,
    here,
    later,
    make_exhibit,
    make_exhibitor,
    make_invited,
    office,
    person,
    write_on,
)
from tests.factories import make_fair
from tests.people import make_person

pytestmark = pytest.mark.usefixtures("in_app")
TOO_LATE = later(days=90)


def journal(kind: str) -> list[dict[str, dict[str, str]]]:
    """What was recorded under that kind: for each line the fields with old and new."""
    rows = db.session.query(JournalEntry).where(JournalEntry.kind == kind).order_by(JournalEntry.id)
    return [{one["field"]: {"old": one["old"], "new": one["new"]} for one in row.differences} for row in rows]


def colleague() -> object:
    make_person("kollege@siba.example", name="Karl Kollege")
    return person("kollege@siba.example")


def test_what_is_known_of_a_member_need_not_be_typed_again():
    exhibitor = make_invited()

    assert entry_of(exhibitor).draft == {
        "name": "SIBA GmbH",
        "city": "Lünen",
        "contact_name": "Erika Muster",
        "contact_email": "erika@siba.example",
    }


def test_the_first_change_begins_taking_part():
    exhibitor = make_invited()

    write_on(entry_of(exhibitor), {"street": "Borker Straße 22"})

    assert (here(exhibitor).state, here(exhibitor).began_at) == ("taking_part", AT)


def test_saving_one_field_leaves_the_others():
    entry = write_on(entry_of(make_invited()), COMPANY)

    entry = write_on(entry, {"city": "Dortmund"}, is_autosave=True)

    assert {**entry.draft, "city": "Lünen"} == COMPANY


def test_an_emptied_field_is_not_answered():
    entry = write_on(entry_of(make_invited()), COMPANY)

    assert "city" not in write_on(entry, {"city": " "}).draft


def test_a_field_nobody_knows_is_not_stored():
    assert "is_admin" not in write_on(entry_of(make_invited()), {"is_admin": "1"}).draft


def test_two_people_on_different_fields_do_not_disturb_each_other():
    entry = entry_of(make_invited())
    seen = entry.version

    write_on(entry, {"city": "Dortmund"}, version=seen)
    entry = write_on(entry, {"street": "Hansastraße 1"}, version=seen, by=colleague())

    assert (entry.draft["city"], entry.draft["street"]) == ("Dortmund", "Hansastraße 1")


def test_the_second_one_on_the_same_field_is_shown_what_the_first_wrote():
    entry = entry_of(make_invited())
    seen = entry.version
    write_on(entry, {"city": "Dortmund", "street": "Hansastraße 1"}, version=seen)

    with pytest.raises(StaleDraft) as stale:
        write_on(entry, {"city": "Bochum", "street": "Hansastraße 1"}, version=seen, by=colleague())

    assert (stale.value.stored, stale.value.version) == ({"city": "Dortmund"}, again(entry).version)
    assert write_on(entry, {"city": "Bochum"}, version=stale.value.version).draft["city"] == "Bochum"


def test_who_wrote_a_field_and_when_is_kept():
    entry = entry_of(make_invited())

    entry = write_on(entry, {"city": "Dortmund"})

    assert entry.touched["city"] == {"version": 2, "by": person().id, "at": AT.isoformat()}


def test_saving_the_same_changes_nothing():
    entry = write_on(entry_of(make_invited()), COMPANY)

    assert write_on(entry, COMPANY).version == entry.version


def test_typing_makes_one_line_in_the_journal_and_not_one_every_five_seconds():
    entry = entry_of(make_invited())

    for text in ("Do", "Dort", "Dortmund"):
        entry = write_on(entry, {"city": text}, is_autosave=True)
    before = journal("entry.changed")
    write_on(entry, {"street": "Hansastraße 1"})

    told = {"Straße und Hausnummer": {"old": "", "new": "Hansastraße 1"}, "Ort": {"old": "Lünen", "new": "Dortmund"}}
    assert (before, journal("entry.changed")) == ([], [told])


def test_another_person_begins_another_line():
    entry = write_on(entry_of(make_invited()), {"city": "Dortmund"}, is_autosave=True)

    write_on(entry, {"city": "Bochum"}, by=colleague())

    assert journal("entry.changed") == [
        {"Ort": {"old": "Lünen", "new": "Dortmund"}},
        {"Ort": {"old": "Dortmund", "new": "Bochum"}},
    ]


def test_the_journal_does_not_know_telephone_numbers():
    write_on(entry_of(make_invited()), {"contact_phone": "+49 2306 7001"})

    assert journal("entry.changed") == [{"Telefon": {"old": "(nicht aufgezeichnet)", "new": "(nicht aufgezeichnet)"}}]


def test_after_the_deadline_a_draft_is_only_read():
    entry = entry_of(make_invited())

    with pytest.raises(DeadlinePassed):
        write_on(entry, {"city": "Dortmund"}, at=TOO_LATE)


def test_the_office_can_still_write_and_can_open_a_task_again_for_one_member():
    exhibitor = make_invited()
    entry = entry_of(exhibitor)

    write_on(entry, {"city": "Dortmund"}, at=TOO_LATE, by=office(), is_office=True)
    do(reopen, exhibitor, "company", until=TOO_LATE + timedelta(days=2), by=office(), at=TOO_LATE)
    entry = write_on(entry, {"street": "Hansastraße 1"}, at=TOO_LATE + timedelta(days=1))

    assert (entry.draft["city"], entry.draft["street"]) == ("Dortmund", "Hansastraße 1")


def test_who_was_not_invited_or_has_withdrawn_cannot_write():
    fair = make_fair()
    listed, gone = make_exhibitor(fair), make_invited(fair, "IANUS GmbH", "anna@ianus.example")
    do(withdraw, gone, by=None)

    for exhibitor in (listed, gone):
        with pytest.raises(NotTakingPart):
            do(start_entry, exhibitor, "exhibit", by=office())


def test_a_consent_says_who_agreed_to_what_and_when():
    entry = write_on(entry_of(make_invited()), {"logo": DIGEST, "logo_rights": True})

    assert entry.draft["logo_rights"] == {"text": "2026-1", "at": AT.isoformat(), "by": person().id}


def test_a_consent_is_not_taken_from_a_form():
    forged = {"text": "2026-1", "at": "1999-01-01", "by": 4711}

    entry = write_on(entry_of(make_invited()), {"logo": DIGEST, "logo_rights": forged})

    assert entry.draft["logo_rights"]["by"] == person().id


def test_another_logo_needs_its_own_consent():
    entry = write_on(entry_of(make_invited()), {"logo": DIGEST, "logo_rights": True})

    assert "logo_rights" not in write_on(entry, {"logo": "cd" * 32}).draft


def test_partners_of_the_same_fair_find_the_exhibit_among_theirs():
    fair = make_fair()
    lead, partner = make_invited(fair), make_invited(fair, "IANUS GmbH", "anna@ianus.example")
    elsewhere = make_exhibitor(make_fair("andere-2029"), "Ferne AG", "f@ferne.example")

    entry = make_exhibit(lead, partners=[partner.id, lead.id, elsewhere.id, 4711])

    assert entry.draft["partners"] == [partner.id]
    assert [one.id for one in exhibits_with(partner.id)] == [entry.id]
    write_on(entry, {"partners": []})
    assert exhibits_with(partner.id) == []


def test_beginning_an_exhibit_means_wanting_one():
    exhibitor = make_invited()
    exhibitor.not_wanted = ["exhibit"]
    db.session.commit()

    make_exhibit(exhibitor)

    assert here(exhibitor).not_wanted == []


def test_what_is_with_the_office_stays_what_it_was_while_the_draft_goes_on():
    exhibitor = make_invited()
    entry = handed_in(exhibitor, write_on(entry_of(exhibitor), COMPANY))[0]

    entry = write_on(entry, {"city": "Dortmund"})

    assert (entry.state, entry.handed_in["city"], entry.draft["city"]) == ("submitted", "Lünen", "Dortmund")
