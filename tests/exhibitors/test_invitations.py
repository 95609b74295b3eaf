"""Letting people in, and out."""

from __future__ import annotations

import pytest

from eventapp.accounts.actions import AccountShut, use_link
from eventapp.accounts.models import Person
from eventapp.exhibitors.actions.invitations import ColleagueRefused, NotInvited, invite, invite_colleague, let_go
from eventapp.exhibitors.actions.reminding import remind
from eventapp.exhibitors.actions.taking_part import withdraw
from eventapp.exhibitors.queries import entries_of, find_exhibitor_of, people_of
from tests.exhibitors.stand import AT, do, here, later, mails, make_exhibitor, make_invited, office, person
from tests.factories import make_fair

pytestmark = pytest.mark.usefixtures("in_app")


def test_an_invitation_brings_an_account_a_mail_and_empty_entries():
    exhibitor = make_invited()

    assert (exhibitor.state, exhibitor.invited_at) == ("invited", AT)
    assert find_exhibitor_of(person(), exhibitor.id) is not None
    assert {entry.kind for entry in entries_of(exhibitor.id)} == {"company", "staff", "delivery", "billing"}
    assert [(mail.to_address, mail.language) for mail in mails("invitation")] == [("erika@siba.example", "de")]


def test_its_link_signs_in_once_and_leads_to_the_tasks():
    exhibitor = make_invited()
    token = mails("invitation")[0].values["link"].rsplit("/", 1)[1]

    assert do(use_link, token).leads_to == f"/mein-stand/{exhibitor.id}/"


def test_inviting_again_sends_a_new_link_and_changes_nothing_else():
    exhibitor = make_invited()

    do(invite, [exhibitor], by=office(), at=later(days=3))

    assert (here(exhibitor).state, here(exhibitor).invitations, len(mails("invitation"))) == ("invited", 2, 2)
    assert len(entries_of(exhibitor.id)) == 4


def test_who_has_no_address_is_named_and_the_others_are_invited():
    fair = make_fair()
    siba, nobody = make_exhibitor(fair), make_exhibitor(fair, "IANUS GmbH", "")

    outcome = do(invite, [siba, nobody], by=office())

    assert (len(outcome.invited), outcome.without_address) == (1, ("IANUS GmbH",))


def test_inviting_nobody_at_all_is_refused():
    with pytest.raises(NotInvited):
        do(invite, [make_exhibitor(make_fair(), email="")], by=office())


def test_who_has_withdrawn_is_not_invited():
    exhibitor = make_invited()
    do(withdraw, exhibitor, by=None)

    assert do(invite, [exhibitor], by=office()).invited == ()


def test_one_person_can_act_for_several_members():
    fair = make_fair()
    siba, ianus = make_invited(fair), make_invited(fair, "IANUS GmbH", "erika@siba.example")

    assert all(find_exhibitor_of(person(), one.id) for one in (siba, ianus))


def test_a_colleague_sees_the_same():
    exhibitor = make_invited()

    do(invite_colleague, exhibitor, email="karl@siba.example", name="Karl", by=person())

    assert find_exhibitor_of(person("karl@siba.example"), exhibitor.id) is not None
    assert mails("colleague")[0].values["by"] == "Erika Muster"


def test_a_colleague_is_invited_once():
    exhibitor = make_invited()
    do(invite_colleague, exhibitor, email="karl@siba.example", name="Karl", by=person())

    with pytest.raises(ColleagueRefused):
        do(invite_colleague, exhibitor, email="Karl@siba.example", name="Karl", by=person())


def test_a_member_lets_nobody_in_again_whose_account_was_shut():
    exhibitor = make_invited()
    do(shut, do(invite_colleague, exhibitor, email="karl@siba.example", name="Karl", by=person()))
    other = make_invited(make_fair("messe-2029"), "IANUS GmbH", "anna@ianus.example")

    with pytest.raises(AccountShut):
        do(
            invite_colleague,
            other,
            email="karl@siba.example",
            name="Karl",
            by=person("anna@ianus.example"),
            at=later(days=2),
        )

    assert not person("karl@siba.example").is_active


def test_the_office_does():
    exhibitor = make_invited()
    do(shut, person())

    do(invite, [exhibitor], by=office(), at=later(days=2))

    assert person().is_active


def shut(one: Person, *, at: object) -> None:
    """As whoever runs the site does it, in the table."""
    person(one.email).is_active = False


def test_who_is_let_go_sees_nothing_any_more_and_the_last_one_stays():
    exhibitor = make_invited()
    karl = do(invite_colleague, exhibitor, email="karl@siba.example", name="Karl", by=person())

    do(let_go, exhibitor, karl.id, by=person())

    assert find_exhibitor_of(person("karl@siba.example"), exhibitor.id) is None
    with pytest.raises(ColleagueRefused):
        do(let_go, exhibitor, person().id, by=person())
    assert len(people_of(exhibitor.member_id)) == 1


def test_an_invitation_shortly_before_a_deadline_is_the_reminder():
    fair = make_fair()
    exhibitor = make_exhibitor(fair)
    day = later(days=26)  # proposals are due on the 27th of December
    do(invite, [exhibitor], by=office(), at=day)

    assert do(remind, fair, at=day) == 0
