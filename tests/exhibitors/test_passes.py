"""Passes: by hand and by list."""

from __future__ import annotations

import pytest

from eventapp.exhibitors.actions.drafts import DeadlinePassed, TooMany
from eventapp.exhibitors.actions.passes import PassRefused, add_list, add_pass, withdraw_pass
from eventapp.exhibitors.queries import passes_of
from tests.exhibitors.stand import do, here, later, make_invited, person
from tests.factories import make_fair

pytestmark = pytest.mark.usefixtures("in_app")


def test_a_pass_by_hand_is_for_the_own_organisation_and_all_days():
    exhibitor = make_invited()

    made = do(add_pass, exhibitor, first_name=" Anna ", last_name="Heide", by=person())

    assert (made.first_name, made.organisation, made.days) == ("Anna", "SIBA GmbH", [])


def test_days_are_days_of_the_fair():
    made = do(
        add_pass, make_invited(), first_name="A", last_name="Heide", days=["2027-03-29", "2027-05-01"], by=person()
    )

    assert made.days == ["2027-03-29"]


def test_a_list_keeps_its_good_lines():
    exhibitor = make_invited()

    found = do(add_list, exhibitor, "Anna Heide\nMuster\nErika Muster", by=person())

    assert ([one.last_name for one in passes_of(exhibitor.id)], [bad.line for bad in found.bad]) == (
        ["Heide", "Muster"],
        [2],
    )


def test_the_same_list_twice_makes_no_second_passes():
    exhibitor = make_invited()
    do(add_list, exhibitor, "Anna Heide", by=person())

    found = do(add_list, exhibitor, "Anna Heide", by=person())

    assert (len(passes_of(exhibitor.id)), found.bad[0].reason) == (1, "Diese Person hat schon einen Ausweis.")


def test_an_empty_list_is_refused():
    with pytest.raises(PassRefused):
        do(add_list, make_invited(), "\n", by=person())


def test_a_pass_can_be_withdrawn_and_asked_for_again():
    exhibitor = make_invited()
    made = do(add_pass, exhibitor, first_name="Anna", last_name="Heide", by=person())

    do(withdraw_pass, here(exhibitor), made.id, by=person(), at=later(days=100))

    assert passes_of(exhibitor.id) == []
    do(add_pass, exhibitor, first_name="Anna", last_name="Heide", by=person())


def test_nobody_withdraws_the_passes_of_others():
    fair = make_fair()
    siba, ianus = make_invited(fair), make_invited(fair, "IANUS GmbH", "anna@ianus.example")
    made = do(add_pass, siba, first_name="Anna", last_name="Heide", by=person())

    with pytest.raises(PassRefused):
        do(withdraw_pass, here(ianus), made.id, by=person("anna@ianus.example"))


def test_after_the_deadline_there_are_no_more():
    with pytest.raises(DeadlinePassed):
        do(add_pass, make_invited(), first_name="Anna", last_name="Heide", by=person(), at=later(days=110))


def test_two_hundred_are_enough():
    exhibitor = make_invited()
    many = "\n".join(f"Anna N{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(201))

    with pytest.raises(TooMany):
        do(add_list, exhibitor, many, by=person())

    assert passes_of(exhibitor.id) == []
