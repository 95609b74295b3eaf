"""Who and what is public, asked without the texts, is what the catalogue says."""

from __future__ import annotations

import pytest

from eventapp.exhibitors.actions.taking_part import withdraw
from eventapp.exhibitors.public_queries import public_addresses_of
from eventapp.exhibitors.queries import public_exhibitors_of
from tests.exhibitors.stand import (
    COMPANY,
    accepted,
    do,
    entry_of,
    handed_in,
    make_exhibit,
    make_invited,
    person,
    write_on,
)
from tests.factories import make_fair

pytestmark = pytest.mark.usefixtures("in_app")


def test_addresses_alone_are_those_of_the_catalogue():
    fair, addresses = make_fair(), [f"anna@{name}.example" for name in ("siba", "ianus", "gone")]
    siba, ianus, gone = exhibitors = [make_invited(fair, one.partition("@")[2], one) for one in addresses]
    for exhibitor, address in zip(exhibitors, addresses, strict=True):
        company = write_on(entry_of(exhibitor), COMPANY, by=person(address))
        accepted(handed_in(exhibitor, company, by=person(address))[0])
    shown = make_exhibit(siba, by=person(addresses[0]), partners=[ianus.id, gone.id])
    accepted(handed_in(siba, shown, by=person(addresses[0]))[0])
    make_exhibit(ianus, by=person(addresses[1]))
    do(withdraw, gone, by=None)
    catalogue, public = public_exhibitors_of(fair.id), public_addresses_of(fair.id)

    assert public.exhibitors == {one.slug for one in catalogue.exhibitors} == {siba.slug, ianus.slug}
    assert public.exhibits == {one.slug: one.exhibitors for one in catalogue.exhibits}
    assert list(public.exhibits.values()) == [(siba.slug, ianus.slug)]
