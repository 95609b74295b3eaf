"""Who shows what with whom."""

from __future__ import annotations

from tests.catalogue.values import ENERGY, HARBOUR, value_catalogue


def test_partners_are_those_with_whom_something_is_shown():
    catalogue = value_catalogue()

    partners = [[one.slug for one in catalogue.partners_of(exhibitor)] for exhibitor in catalogue.exhibitors]

    assert partners == [["hafen"], ["licht"]]


def test_themes_stand_in_the_programmes_order_and_those_it_does_not_know_are_left_out():
    catalogue = value_catalogue()

    assert catalogue.themes_of(*reversed(catalogue.exhibits)) == (ENERGY, HARBOUR)


def test_who_leads_an_exhibit_stands_first():
    catalogue = value_catalogue()

    assert [one.slug for one in catalogue.exhibitors_of(catalogue.exhibits[1])] == ["licht", "hafen"]
