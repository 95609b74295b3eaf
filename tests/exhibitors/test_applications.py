"""Asking to take part from outside."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from eventapp.exhibitors.actions.applications import (
    AlreadyDecided,
    ApplicationRefused,
    NotOpen,
    admit,
    apply,
    refuse,
)
from eventapp.exhibitors.actions.registration import NOT_SET, RulesChanged, set_rules
from eventapp.exhibitors.models import Application
from eventapp.exhibitors.queries import applications_of, exhibitors_of, find_exhibitor_of, members, rules_of_fair
from eventapp.fair.models import Fair
from tests.exhibitors.stand import do, here, later, mails, make_exhibitor, office, person
from tests.factories import make_fair

pytestmark = pytest.mark.usefixtures("in_app")


def open_fair() -> Fair:
    fair = make_fair()
    do(set_rules, fair, msgspec.structs.replace(rules_of_fair(fair), is_open=True), version=NOT_SET, by=office())
    return fair


def applied(fair: Fair, **values: Any) -> Application:
    told = {"key": "k1", "name": "Neue AG", "contact_name": "Nora Neu", "contact_email": "Nora@neue.example"}
    return do(apply, fair, **{**told, **values})


def test_an_application_waits_and_makes_no_member():
    fair = open_fair()

    applied(fair, message="Wir\nwollen.")

    assert ([one.name for one in applications_of(fair.id)], members(), exhibitors_of(fair.id)) == (["Neue AG"], [], [])
    assert mails("application")[0].to_address == "nora@neue.example"


def test_the_same_form_twice_is_one_application():
    fair = open_fair()

    assert applied(fair).id == applied(fair).id


def test_a_fair_that_is_not_open_takes_none():
    with pytest.raises(NotOpen):
        applied(make_fair())


def test_after_the_last_day_none_is_taken():
    with pytest.raises(NotOpen):
        applied(open_fair(), at=later(days=60))


@pytest.mark.parametrize(
    ("field", "text"),
    [("name", " "), ("contact_email", "keine"), ("website", "javascript:alert(1)"), ("contact_name", "")],
)
def test_a_form_that_is_not_filled_in_is_refused_at_its_field(field: str, text: str):
    with pytest.raises(ApplicationRefused) as refused:
        applied(open_fair(), **{field: text})

    assert refused.value.field == field


def test_admitting_makes_a_member_and_invites_its_contact():
    fair = open_fair()
    application = applied(fair, city="Bochum", website="neue.example")

    exhibitor = do(admit, application, fair, by=office())

    assert (members()[0].name, members()[0].website, exhibitors_of(fair.id)[0].state) == (
        "Neue AG",
        "https://neue.example",
        "invited",
    )
    assert find_exhibitor_of(person("nora@neue.example"), exhibitor.id) is not None


def test_admitting_somebody_we_know_makes_no_second_member():
    fair = open_fair()
    listed = make_exhibitor(fair, email="")

    exhibitor = do(admit, applied(fair, name="SIBA"), fair, member=here(listed).member, by=office())

    assert (exhibitor.id, len(members()), exhibitors_of(fair.id)[0].contact_email) == (
        listed.id,
        1,
        "nora@neue.example",
    )


def test_refusing_says_why():
    fair = open_fair()

    do(refuse, applied(fair), fair, "Der Stand ist voll.", by=office())

    assert (mails("refused")[0].values["reason"], applications_of(fair.id)) == ("Der Stand ist voll.", [])


def test_an_application_is_decided_once():
    fair = open_fair()
    application = applied(fair)
    do(refuse, application, fair, "Der Stand ist voll.", by=office())

    with pytest.raises(AlreadyDecided):
        do(admit, application, fair, by=office())


def test_opening_applications_changes_public_pages_and_a_deadline_does_not():
    fair = open_fair()
    version = fair.public_version
    rules = rules_of_fair(fair)

    do(set_rules, fair, msgspec.structs.replace(rules, free_passes=7), version=1, by=office())

    assert (version, fair.public_version, rules_of_fair(fair).free_passes) == (2, 2, 7)


def test_stale_rules_are_shown_what_is_stored():
    fair = open_fair()

    with pytest.raises(RulesChanged) as stale:
        do(set_rules, fair, rules_of_fair(fair), version=NOT_SET, by=office())

    assert (stale.value.version, stale.value.rules.is_open) == (1, True)
