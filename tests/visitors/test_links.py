"""The private links of a visitor: each opens one thing, for one fair, until its generation rises."""

from __future__ import annotations

import pytest

from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.visitors.actions import confirm_address, erase, keep_programme, not_mine, say_unwanted, shut_links
from eventapp.visitors.links import address_token, feed_token, page_token
from eventapp.visitors.models import Visitor
from eventapp.visitors.queries import find_by_address_link, find_by_page, is_unwanted, starred
from tests.factories import RELEASED, make_fair, make_session

pytestmark = pytest.mark.usefixtures("in_app")
ADA, BEN = "ada@besuch.example", "ben@besuch.example"


@pytest.fixture
def fair() -> Fair:
    return make_fair()


def made(fair: Fair, email: str = "") -> Visitor:
    def make() -> int:
        visitor = keep_programme(fair.id, language="de", at=RELEASED)
        visitor.email = email
        db.session.flush()
        return visitor.id

    return db.session.get_one(Visitor, in_transaction(make))


def test_each_link_opens_one_thing_alone(fair: Fair):
    visitor = made(fair, ADA)
    page, feed, address = page_token(visitor), feed_token(visitor), address_token(visitor)

    assert [find_by_page(fair.id, token) for token in (page, feed, address)] == [visitor, None, None]
    assert [find_by_address_link(fair.id, token) for token in (page, feed, address)] == [None, None, visitor]


def test_a_link_opens_nothing_at_another_fair(fair: Fair):
    visitor, other = made(fair, ADA), make_fair("andere-2027", title="Andere")

    assert find_by_page(other.id, page_token(visitor)) is None
    assert find_by_address_link(other.id, address_token(visitor)) is None


def test_a_link_is_shut_with_all_others(fair: Fair):
    visitor = made(fair, ADA)
    page, address = page_token(visitor), address_token(visitor)

    shut_links(visitor)

    assert (find_by_page(fair.id, page), find_by_address_link(fair.id, address)) == (None, None)
    assert find_by_page(fair.id, page_token(visitor)) == visitor


def test_a_button_confirms_the_address_it_was_sent_to(fair: Fair):
    visitor = made(fair, ADA)
    token = address_token(visitor)

    visitor.email = BEN
    db.session.flush()

    assert find_by_address_link(fair.id, token) is None


@pytest.mark.parametrize("token", ["", "x", "0.a", "1", "1.", "9" * 40, f"99999999.{'A' * 22}", "-1.x"])
def test_what_was_made_up_opens_nothing(fair: Fair, token: str):
    made(fair, ADA)

    assert (find_by_page(fair.id, token), find_by_address_link(fair.id, token)) == (None, None)


def test_who_says_that_was_not_me_is_left_alone(fair: Fair):
    visitor = made(fair, ADA)

    not_mine(visitor, at=RELEASED)

    assert (visitor.email, is_unwanted(ADA), is_unwanted(BEN)) == ("", True, False)


def test_an_address_that_was_confirmed_is_not_taken_away(fair: Fair):
    visitor = made(fair, ADA)
    visitor.email_confirmed_at = RELEASED

    not_mine(visitor, at=RELEASED)

    assert (visitor.email, is_unwanted(ADA)) == (ADA, False)


def test_a_session_of_another_fair_is_not_remembered(fair: Fair):
    make_session(make_fair("andere-2027", title="Andere"), code="ANDERS")

    visitor = keep_programme(fair.id, codes=["ANDERS"], language="de", at=RELEASED)

    assert starred(visitor) == set()


def test_who_confirms_the_address_wants_mails_again(fair: Fair):
    """Somebody else may have typed it before, and "that was not me" been said of that."""
    visitor = made(fair, ADA)
    for email in (ADA, BEN):
        say_unwanted(email, at=RELEASED)

    confirm_address(visitor, at=RELEASED)

    assert (is_unwanted(ADA), is_unwanted(BEN)) == (False, True)


def test_the_link_of_who_was_erased_opens_nobody_elses_page(fair: Fair):
    """SQLite gives the number of a row that went to the next row."""
    gone = made(fair)
    page, feed = page_token(gone), feed_token(gone)
    in_transaction(lambda: erase(db.session.get_one(Visitor, gone.id), at=RELEASED))
    next_one = made(fair)

    assert find_by_page(fair.id, page) is None
    assert feed_token(next_one) != feed


def test_the_form_that_made_a_link_does_not_open_it_again_once_it_was_shut(fair: Fair):
    def keep() -> int:
        return keep_programme(fair.id, language="de", at=RELEASED, handle="form").id

    first = in_transaction(keep)
    assert in_transaction(keep) == first
    in_transaction(lambda: shut_links(db.session.get_one(Visitor, first)))

    assert in_transaction(keep) != first
