"""Organisations, and lists of them."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from eventapp.database import db
from eventapp.errors import Stale
from eventapp.exhibitors.actions.members import (
    AlreadyExhibitor,
    MemberChanged,
    MemberRefused,
    add_exhibitor,
    change_member,
    create_member,
)
from eventapp.exhibitors.actions.taking_in import take_contacts, take_in
from eventapp.exhibitors.intake import Change, Known, ListedMember, partner_of
from eventapp.exhibitors.models import Exhibitor, Member
from eventapp.exhibitors.naming import free_slug, host_of
from eventapp.exhibitors.queries import exhibitors_of, find_member, members
from eventapp.journal.models import JournalEntry
from tests.exhibitors.stand import AT, COMPANY, do, entry_of, handed_in, make_invited, office, write_on
from tests.factories import change, make_exhibitor, make_fair

FRAUNHOFER = "Fraunhofer-Institut für Intelligente Analyse- und Informationssysteme (IAIS)"
CUT = FRAUNHOFER[:70]
DATABASE = pytest.mark.usefixtures("in_app")


def row(name: str = "SIBA GmbH", **values: str) -> ListedMember:
    return ListedMember("Zeile 3", name, **values)


def known(name: str = "SIBA GmbH", city: str = "Lünen", website: str = "http://www.siba.de") -> list[Known]:
    return [Known(1, name, city, website)]


@pytest.mark.parametrize(
    ("listed", "is_known"),
    [
        (row("Siba GmbH"), True),
        (row(website="https://siba.de/"), True),
        (row(city="Dortmund"), True),
        (row(website="https://andere.de"), True),
        (row(website="https://andere.de", city="Dortmund"), False),
        (row("SIBA AG"), False),
    ],
)
def test_a_name_tells_who_it_is_unless_website_and_town_both_say_no(listed: ListedMember, is_known: bool):
    assert (partner_of(listed, known())[0] is not None) == is_known


def test_a_name_that_was_cut_off_is_known_by_its_website():
    there = known(FRAUNHOFER, "Sankt Augustin", "https://www.iais.fraunhofer.de")

    assert partner_of(row(CUT, website="http://iais.fraunhofer.de"), there)[1] == "cut off name"
    assert partner_of(row(CUT), there)[0] is None
    assert partner_of(row(CUT, website="http://iais.fraunhofer.de", city="Bonn"), there)[0] is None


@pytest.mark.parametrize(
    ("name", "slug"), [("SIBA GmbH", "siba-gmbh"), ("@-yet Industrial IT", "yet-industrial-it"), ("日本", "mitglied")]
)
def test_an_address_is_made_of_the_name(name: str, slug: str):
    assert free_slug(name, [], otherwise="mitglied") == slug


def test_a_taken_address_is_numbered_and_stays_short():
    name = "x" * 80

    assert [len(free_slug(name, taken, otherwise="m")) for taken in ([], ["x" * 60], ["x" * 60, "x" * 55 + "-2"])] == [
        60,
        57,
        57,
    ]


@pytest.mark.parametrize(
    ("website", "host"), [("https://www.siba.de/x", "siba.de"), ("siba.de", "siba.de"), ("http://[::", "")]
)
def test_a_host_is_what_websites_share(website: str, host: str):
    assert host_of(website) == host


@DATABASE
def test_an_address_stays_when_the_name_changes():
    member = do(create_member, name="SIBA GmbH")

    do(change_member, member, version=1, by=office(), name="SIBA Sicherungen GmbH")

    found = find_member("siba-gmbh")
    assert found is not None
    assert (found.name, found.version) == ("SIBA Sicherungen GmbH", 2)


@DATABASE
def test_a_stale_change_of_a_member_is_shown_what_is_stored():
    member = do(create_member, name="SIBA GmbH")
    do(change_member, member, version=1, by=office(), city="Lünen")

    with pytest.raises(MemberChanged) as stale:
        do(change_member, member, version=1, by=office(), city="Bochum")

    assert stale.value.message


@DATABASE
def test_a_member_has_a_name():
    with pytest.raises(MemberRefused):
        do(create_member, name=" ")


@DATABASE
def test_a_member_takes_part_once():
    fair = make_fair()
    member = do(create_member, name="SIBA GmbH")
    do(add_exhibitor, fair, member)

    with pytest.raises(AlreadyExhibitor):
        do(add_exhibitor, fair, member)


@DATABASE
def test_a_list_becomes_members_and_exhibitors():
    fair = make_fair()

    intake = do(
        take_in, fair, [row(city="Lünen"), row("IANUS Simulation GmbH", city="Dortmund", website="https://ianus.de")]
    )

    assert (intake.counts, intake.exhibitors) == ({"new": 2, "changed": 0, "unchanged": 0}, 2)
    assert [one.member.name for one in exhibitors_of(fair.id)] == ["IANUS Simulation GmbH", "SIBA GmbH"]


@DATABASE
def test_the_same_list_again_changes_nothing():
    fair = make_fair()
    rows = [row(city="Lünen"), row("IANUS Simulation GmbH")]
    do(take_in, fair, rows)

    intake = do(take_in, fair, rows)

    assert (intake.counts, intake.exhibitors) == ({"new": 0, "changed": 0, "unchanged": 2}, 0)


@DATABASE
def test_a_row_that_stands_twice_is_one_member():
    assert do(take_in, make_fair(), [row(), row("SIBA  GMBH")]).counts["new"] == 1


@DATABASE
def test_what_a_list_says_otherwise_is_taken_over_and_told():
    fair = make_fair()
    do(take_in, fair, [row(city="Lünen")])

    intake = do(take_in, fair, [row(city="Dortmund", postal_code="44147")])

    changes = {change.field: (change.old, change.new) for change in intake.taken[0].changes}
    assert changes == {"postal_code": ("", "44147"), "city": ("Lünen", "Dortmund")}


@DATABASE
def test_a_cut_off_name_does_not_replace_the_whole_one():
    fair = make_fair()
    website = {"website": "https://www.iais.fraunhofer.de"}
    do(take_in, fair, [row(FRAUNHOFER, **website)])

    do(take_in, fair, [row(CUT, **website)])

    assert [member.name for member in members()] == [FRAUNHOFER]


@DATABASE
def test_a_whole_name_replaces_the_one_that_was_cut_off():
    fair = make_fair()
    website = {"website": "https://www.iais.fraunhofer.de"}
    do(take_in, fair, [row(CUT, **website)])

    do(take_in, fair, [row(FRAUNHOFER, **website)])

    assert [member.name for member in members()] == [FRAUNHOFER]


@DATABASE
def test_a_list_does_not_overrule_what_a_member_said_itself():
    fair = make_fair()
    exhibitor = make_invited(fair)
    handed_in(exhibitor, write_on(entry_of(exhibitor), COMPANY))

    intake = do(take_in, fair, [row(city="Bochum")])

    assert (intake.counts["changed"], [one.reason for one in intake.differing]) == (0, ["own"])
    assert members()[0].city == "Lünen"


def contact_of(exhibitor: Exhibitor) -> tuple[str, str]:
    db.session.rollback()
    kept = db.session.get_one(Exhibitor, exhibitor.id, populate_existing=True)
    return kept.contact_name, kept.contact_email


@DATABASE
def test_a_list_fills_in_a_contact_that_was_not_known_and_the_journal_says_so():
    fair = make_fair()
    exhibitor = make_exhibitor(fair, "SIBA GmbH")

    intake = do(take_in, fair, [row(contact_name="Eva", contact_email="eva@siba.example")])

    assert (intake.counts["changed"], contact_of(exhibitor)) == (1, ("Eva", "eva@siba.example"))
    assert [one.kind for one in db.session.query(JournalEntry)] == ["exhibitor.contact_changed"]


@DATABASE
def test_a_list_without_names_does_not_take_a_name_away():
    fair = make_fair()
    exhibitor = make_exhibitor(fair, "SIBA GmbH", contact_name="Eva")

    do(take_in, fair, [row(contact_email="eva@siba.example")])

    assert contact_of(exhibitor) == ("Eva", "eva@siba.example")


@DATABASE
def test_another_contact_in_a_list_is_told_and_not_taken():
    fair = make_fair()
    exhibitor = make_exhibitor(fair, "SIBA GmbH", contact_name="Eva", contact_email="eva@siba.example")

    intake = do(take_in, fair, [row(contact_name="Max", contact_email="EVA@siba.example")])

    assert [(one.exhibitor_id, one.changes) for one in intake.differing] == [
        (exhibitor.id, (Change("contact_name", "Eva", "Max"),))
    ]
    assert contact_of(exhibitor) == ("Eva", "eva@siba.example")
    assert db.session.query(JournalEntry).count() == 0


@DATABASE
def test_a_contact_is_taken_over_when_somebody_says_so():
    fair = make_fair()
    exhibitor = make_exhibitor(fair, "SIBA GmbH", contact_name="Eva", contact_email="alt@siba.example")
    intake = do(take_in, fair, [row(contact_email="neu@siba.example")])

    assert do(take_contacts, intake.differing, by=None) == 1

    assert contact_of(exhibitor) == ("Eva", "neu@siba.example")
    assert [one.kind for one in db.session.query(JournalEntry)] == ["exhibitor.contact_changed"]


@DATABASE
def test_a_contact_that_changed_after_it_was_told_is_not_overwritten():
    fair = make_fair()
    exhibitor = make_exhibitor(fair, "SIBA GmbH", contact_email="alt@siba.example")
    intake = do(take_in, fair, [row(contact_email="neu@siba.example")])
    change(exhibitor, contact_email="selbst@siba.example")

    with pytest.raises(Stale):
        do(take_contacts, intake.differing, by=None)

    assert contact_of(exhibitor)[1] == "selbst@siba.example"


@DATABASE
def test_of_two_rows_about_one_member_the_first_holds_and_the_other_is_told():
    fair = make_fair()

    intake = do(take_in, fair, [row(contact_email="a@siba.example"), row(contact_email="b@siba.example")])

    assert [(one.reason, one.exhibitor_id) for one in intake.differing] == [("again", None)]
    assert exhibitors_of(fair.id)[0].contact_email == "a@siba.example"


@DATABASE
def test_a_dry_run_leaves_nothing():
    intake = do(take_in, make_fair(), [row()], is_dry_run=True)

    assert (intake.counts["new"], db.session.scalar(select(func.count()).select_from(Member))) == (1, 0)
    assert db.session.scalar(select(func.count()).select_from(Exhibitor)) == 0


@DATABASE
def test_contacts_of_a_list_are_whom_to_invite():
    fair = make_fair()
    do(take_in, fair, [row()])

    do(take_in, fair, [row(contact_name="Erika Muster", contact_email="Erika@SIBA.example")])

    exhibitor = exhibitors_of(fair.id)[0]
    assert (exhibitor.contact_name, exhibitor.contact_email) == ("Erika Muster", "erika@siba.example")
    assert exhibitor.created_at == AT
