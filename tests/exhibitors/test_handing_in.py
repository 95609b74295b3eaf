"""Handing in: what is complete, and only that."""

from __future__ import annotations

import pytest

from eventapp.accounts.actions import introduce
from eventapp.database import db
from eventapp.exhibitors.actions.handing_in import NothingToHandIn, hand_in
from eventapp.exhibitors.actions.passes import add_pass
from eventapp.journal.models import JournalEntry
from tests.exhibitors.stand import (
    AT,
    COMPANY,
    DELIVERY,
    EXHIBIT,
    again,
    do,
    entry_of,
    handed_in,
    later,
    mails,
    make_exhibit,
    make_invited,
    person,
    write_on,
)

pytestmark = pytest.mark.usefixtures("in_app")
STAFF = {"on_site_name": "Erika Muster", "on_site_phone": "+49 2306 7001", "is_informed": True}


def test_what_is_complete_goes_to_the_office_and_the_rest_is_named():
    exhibitor = make_invited()
    write_on(entry_of(exhibitor), COMPANY)
    write_on(entry_of(exhibitor, "delivery"), DELIVERY)
    write_on(entry_of(exhibitor, "billing"), {"name": "SIBA GmbH"})

    outcome = do(hand_in, exhibitor, by=person())

    assert sorted(entry.kind for entry in outcome.entries) == ["company", "delivery"]
    assert "billing" in {task.task.key for task in outcome.left}
    company = entry_of(exhibitor)
    assert (company.state, company.handed_in, company.submission) == ("submitted", COMPANY, 1)
    assert entry_of(exhibitor, "billing").state == "draft"


def test_one_entry_can_be_handed_in_alone():
    exhibitor = make_invited()
    write_on(entry_of(exhibitor), COMPANY)
    exhibit = make_exhibit(exhibitor)

    handed_in(exhibitor, exhibit)

    assert (again(exhibit).state, entry_of(exhibitor).state) == ("submitted", "draft")


def test_nothing_complete_says_what_is_missing():
    exhibitor = make_invited()
    write_on(entry_of(exhibitor), {"city": "Dortmund"})

    with pytest.raises(NothingToHandIn) as nothing:
        do(hand_in, exhibitor, by=person())

    assert "Straße und Hausnummer" in [problem.label for problem in nothing.value.missing["company"]]


def test_handing_in_the_same_twice_does_nothing():
    exhibitor = make_invited()
    write_on(entry_of(exhibitor), COMPANY)
    handed_in(exhibitor)

    with pytest.raises(NothingToHandIn):
        do(hand_in, exhibitor, by=person())


def test_after_the_deadline_nothing_is_handed_in():
    exhibitor = make_invited()
    write_on(entry_of(exhibitor), COMPANY)

    with pytest.raises(NothingToHandIn):
        do(hand_in, exhibitor, by=person(), at=later(days=90))


def test_what_nobody_asked_is_not_handed_in():
    exhibitor = make_invited()
    exhibit = make_exhibit(exhibitor, screen="wanted", screen_size="55")
    write_on(exhibit, {"screen": "none"})

    handed_in(exhibitor, exhibit)

    assert "screen_size" not in again(exhibit).handed_in


def test_not_wanted_is_handed_in_as_an_answer():
    exhibitor = make_invited()
    exhibit = make_exhibit(exhibitor, picture=None)

    handed_in(exhibitor, exhibit)

    assert again(exhibit).handed_in["picture"] is None


def test_staff_is_handed_in_with_its_passes():
    exhibitor = make_invited()
    write_on(entry_of(exhibitor, "staff"), STAFF)
    do(add_pass, exhibitor, first_name="Anna", last_name="Heide", by=person())

    handed_in(exhibitor)

    rows = {row["label"]: row["value"] for row in mails("handed_in")[0].values["entries"][0]["rows"]}
    assert (rows["Ausweise"], rows["Die genannten Personen sind informiert"]) == ("Anna Heide", "ja")


def test_a_mail_says_everything_that_was_handed_in():
    exhibitor = make_invited()
    handed_in(exhibitor, make_exhibit(exhibitor))

    mail = mails("handed_in")[0]
    told = mail.values["entries"][0]

    assert (mail.to_address, told["task"], told["title"]) == ("erika@siba.example", "Exponat", EXHIBIT["title_de"])
    assert {"label": "Gewünschte Fläche", "value": "2,5 m²"} in told["rows"]


def test_who_reads_english_gets_it_in_english():
    exhibitor = make_invited()
    do(lambda at: introduce(person(), name="Erika Muster", language="en"))
    handed_in(exhibitor, make_exhibit(exhibitor))

    assert {"label": "Area wanted", "value": "2.5 m²"} in mails("handed_in")[0].values["entries"][0]["rows"]


def test_what_was_only_ever_saved_while_typing_is_handed_in_and_recorded():
    exhibitor = make_invited()
    entry = write_on(entry_of(exhibitor), COMPANY, is_autosave=True)

    handed_in(exhibitor, entry)

    written = db.session.query(JournalEntry).filter(JournalEntry.kind.startswith("entry.")).order_by(JournalEntry.id)
    kinds = [row.kind for row in written]
    assert kinds == ["entry.changed", "entry.handed_in"]


def test_changes_are_handed_in_again_and_counted():
    exhibitor = make_invited()
    exhibit = handed_in(exhibitor, make_exhibit(exhibitor))[0]

    exhibit = handed_in(exhibitor, write_on(exhibit, {"chairs": "4"}))[0]

    assert (exhibit.submission, exhibit.handed_in["chairs"], exhibit.handed_in_at) == (2, 4, AT)
    assert len(mails("handed_in")) == 2
