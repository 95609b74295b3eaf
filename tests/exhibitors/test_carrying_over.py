"""What was handed in for the last fair, at the next one."""

from __future__ import annotations

from datetime import date

import pytest

from eventapp.exhibitors import choices
from eventapp.exhibitors.actions.carrying_over import carry_over, offer_for
from eventapp.exhibitors.actions.invitations import invite
from eventapp.exhibitors.actions.members import add_exhibitor
from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.progress import states_of_exhibitor
from eventapp.fair.models import Fair
from eventapp.i18n import Words
from tests.exhibitors.stand import (
    AT,
    COMPANY,
    DIGEST,
    accepted,
    again,
    do,
    entry_of,
    handed_in,
    here,
    make_exhibit,
    make_invited,
    make_public,
    office,
    person,
    write_on,
)
from tests.factories import make_fair

pytestmark = pytest.mark.usefixtures("in_app")


def next_fair() -> Fair:
    return make_fair("messe-2029", title="Messe 2029", starts_on=date(2029, 3, 25))


def at_the_next(exhibitor: Exhibitor, fair: Fair) -> Exhibitor:
    old = here(exhibitor)
    contact = {"contact_name": old.contact_name, "contact_email": old.contact_email}
    new = do(add_exhibitor, fair, old.member, **contact)
    do(invite, [here(new)], by=office())
    return here(new)


def take_all(exhibitor: Exhibitor) -> list:
    offer = offer_for(exhibitor)
    assert offer is not None
    return do(carry_over, exhibitor, [one.entry.id for one in offer.entries], by=person())


def test_everything_of_the_last_fair_is_offered_once():
    old = make_invited()
    make_public(old)
    make_exhibit(old)
    new = at_the_next(old, next_fair())

    offer = offer_for(new)
    made = take_all(new)

    assert offer is not None
    assert (offer.fair.slug, [one.entry.kind for one in offer.entries]) == ("messe-2027", ["company", "exhibit"])
    assert (len(made), offer_for(here(new))) == (2, None)


def test_what_was_accepted_comes_rather_than_what_was_drafted_later():
    old = make_invited()
    write_on(make_public(old), {"city": "Dortmund"})
    new = at_the_next(old, next_fair())

    take_all(new)

    assert entry_of(new).draft["city"] == "Lünen"


def test_it_has_to_be_looked_through_before_it_is_handed_in():
    old = make_invited()
    make_public(old)
    new = at_the_next(old, next_fair())
    entry = take_all(new)[0]
    before = next(task for task in states_of_exhibitor(here(new), at=AT) if task.task.key == "company")

    write_on(again(entry), {})

    after = next(task for task in states_of_exhibitor(here(new), at=AT) if task.task.key == "company")
    assert (before.is_ready, after.is_ready) == (False, True)
    assert again(entry).carried_from is not None


def test_a_consent_is_given_anew():
    old = make_invited()
    logo = {"logo": DIGEST, "logo_alt": "Schriftzug", "logo_rights": True}
    accepted(handed_in(old, write_on(entry_of(old), {**COMPANY, **logo}))[0])
    new = at_the_next(old, next_fair())

    take_all(new)

    assert ("logo_rights" in entry_of(new).draft, entry_of(new).draft["logo"]) == (False, DIGEST)


def test_what_was_written_here_already_is_not_touched():
    old = make_invited()
    make_public(old)
    new = at_the_next(old, next_fair())
    write_on(entry_of(new), {"city": "Bochum"})

    assert offer_for(here(new)) is None


def test_themes_and_partners_are_those_of_the_new_fair(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(choices, "_sources", {"themes": lambda _fair_id: {"energie": Words("Energie")}})
    fair = make_fair()
    siba, ianus = make_invited(fair), make_invited(fair, "IANUS GmbH", "anna@ianus.example")
    gone = make_invited(fair, "Ferne AG", "f@ferne.example")
    make_exhibit(siba, partners=[ianus.id, gone.id], themes=["energie", "hafen"])
    later_fair = next_fair()
    ianus_there = at_the_next(ianus, later_fair)
    new = at_the_next(siba, later_fair)

    take_all(new)

    draft = entry_of(new, "exhibit").draft
    assert (draft["partners"], draft["themes"]) == ([ianus_there.id], ["energie"])


def test_staff_is_never_carried_over():
    old = make_invited()
    write_on(entry_of(old, "staff"), {"on_site_name": "Erika Muster"})

    assert offer_for(at_the_next(old, next_fair())) is None


def test_nobody_carries_over_what_is_not_theirs():
    fair = make_fair()
    siba, ianus = make_invited(fair), make_invited(fair, "IANUS GmbH", "anna@ianus.example")
    make_public(siba)
    foreign = make_exhibit(ianus, by=person("anna@ianus.example"))
    new = at_the_next(siba, next_fair())

    assert do(carry_over, new, [foreign.id], by=person()) == []
