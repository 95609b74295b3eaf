"""Own things only: queries that take the person find nothing for strangers."""

from __future__ import annotations

import pytest

from eventapp.database import db
from eventapp.exhibitors.queries import (
    exhibitors_of_person,
    find_entry,
    find_entry_of,
    find_exhibitor,
    find_exhibitor_of,
    is_public_image,
    may_see_upload,
    uploads_in_use,
)
from tests.exhibitors.stand import (
    COMPANY,
    DIGEST,
    accepted,
    entry_of,
    handed_in,
    make_exhibit,
    make_exhibitor,
    make_invited,
    office,
    person,
    write_on,
)
from tests.factories import make_fair

pytestmark = pytest.mark.usefixtures("in_app")
STRANGER = "anna@ianus.example"


def test_a_stranger_finds_neither_exhibitor_nor_entry():
    fair = make_fair()
    siba = make_invited(fair)
    ianus = make_invited(fair, "IANUS GmbH", STRANGER)
    entry = entry_of(siba)

    assert find_exhibitor_of(person(STRANGER), siba.id) is None
    assert find_entry_of(person(STRANGER), siba.id, entry.id) is None
    assert find_entry_of(person(STRANGER), ianus.id, entry.id) is None
    assert find_entry_of(person(), siba.id, entry.id) is not None


def test_being_an_organiser_makes_nobody_a_member():
    siba = make_invited()

    assert find_exhibitor_of(office(), siba.id) is None


def test_a_partner_finds_the_exhibit_it_shows_and_nothing_else_of_the_lead():
    fair = make_fair()
    siba, ianus = make_invited(fair), make_invited(fair, "IANUS GmbH", STRANGER)
    exhibit = make_exhibit(siba, partners=[ianus.id])

    assert find_entry_of(person(STRANGER), ianus.id, exhibit.id) is not None
    assert find_entry_of(person(STRANGER), siba.id, exhibit.id) is None
    assert find_entry_of(person(STRANGER), ianus.id, entry_of(siba).id) is None


def test_before_the_invitation_the_list_is_the_office_s():
    siba = make_invited()
    elsewhere = make_fair("messe-2029", acronym="messe2029")
    listed = make_exhibitor(elsewhere, "Andere GmbH", "erika@siba.example")

    assert [one.id for one, _fair in exhibitors_of_person(person())] == [siba.id]
    assert find_exhibitor_of(person(), listed.id) is None


def test_the_office_finds_what_is_of_the_fair_it_looks_at():
    siba = make_invited()
    other = make_fair("messe-2029", acronym="messe2029")
    entry = entry_of(siba)

    assert find_exhibitor(siba.fair_id, siba.id) is not None
    assert (find_exhibitor(other.id, siba.id), find_entry(other.id, entry.id)) == (None, None)


def test_an_upload_is_seen_by_its_member_and_by_everybody_only_once_accepted():
    fair = make_fair()
    siba = make_invited(fair)
    make_invited(fair, "IANUS GmbH", STRANGER)
    logo = {"logo": DIGEST, "logo_alt": "Schriftzug", "logo_rights": True, "vector_logo": "ef" * 32}
    entry = write_on(entry_of(siba), {**COMPANY, **logo})
    drafted = is_public_image(DIGEST)
    accepted(handed_in(siba, entry)[0])
    db.session.expire_all()

    assert (drafted, is_public_image(DIGEST), is_public_image("ef" * 32)) == (False, True, False)
    assert (may_see_upload(person().id, DIGEST), may_see_upload(person(STRANGER).id, DIGEST)) == (True, False)
    assert uploads_in_use() == {DIGEST, "ef" * 32}


@pytest.mark.parametrize("digest", ["", "%", "_", "company", '"'])
def test_no_part_of_a_digest_opens_anything(digest: str):
    siba = make_invited()
    accepted(
        handed_in(siba, write_on(entry_of(siba), {**COMPANY, "logo": DIGEST, "logo_alt": "x", "logo_rights": True}))[0]
    )

    assert not is_public_image(digest)
    assert not may_see_upload(person().id, digest)
