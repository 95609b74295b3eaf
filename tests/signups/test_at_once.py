"""The first way in: a free place in one short transaction of its own, or nothing done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from eventapp import prepared
from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.outbox.models import OutboxMail
from eventapp.signups.actions.at_once import at_once
from eventapp.signups.actions.office import set_settings
from eventapp.signups.models import Allotment, SignUp
from eventapp.visitors import actions as visitors
from eventapp.visitors.links import page_token
from eventapp.visitors.models import Star, Visitor
from tests.factories import SLUG, change
from tests.signups.house import NOW, counted, fair_id, known_visitor, mails, make_workshop, states, workshop

pytestmark = pytest.mark.usefixtures("in_app")
ADA, BEN = "ada@besuch.example", "ben@besuch.example"


def pressed(token: str, *, once: str = "once", at: datetime = NOW) -> bool:
    db.session.rollback()
    return at_once().sign_up(SLUG, token, workshop(), once, at=at)


def token_of(email: str) -> str:
    return page_token(known_visitor(email))


def everything() -> tuple[tuple[int, int], list[str], int]:
    """What is counted, the mails, and how many stars there are, as committed by now."""
    db.session.rollback()
    return counted(), mails(), len(db.session.scalars(select(Star)).all())


def test_a_free_place_is_given_with_its_mail_and_the_count_for_the_calendar(app: Flask):
    make_workshop()

    assert pressed(token_of(ADA))

    assert everything() == ((1, 1), ["signups.place"], 1)
    made = db.session.scalars(select(SignUp)).one()
    assert (made.state, made.name, made.answer, made.turn, made.is_forced, made.came_through, made.revision) == (
        "confirmed",
        "Ada Beispiel",
        "",
        None,
        False,
        "",
        1,
    )
    assert (made.asked_at, made.confirmed_at, made.changed_at, made.held_until) == (NOW, NOW, NOW, None)
    mail = db.session.scalars(select(OutboxMail)).one()
    assert (mail.to_address, mail.values, mail.next_try_at) == (ADA, {"handle": made.handle}, NOW)
    star = db.session.scalars(select(Star)).one()
    assert (star.is_set, star.revision, star.session_id) == (False, 1, made.session_id)


def test_a_star_that_is_there_counts_on_and_is_newer_than_it_was(app: Flask):
    make_workshop()
    token = token_of(ADA)
    later = NOW + timedelta(hours=1, microseconds=123_456)
    in_transaction(lambda: visitors.star(db.session.scalars(select(Visitor)).one(), session_id(), at=later))

    assert pressed(token)

    db.session.rollback()
    star = db.session.scalars(select(Star)).one()
    assert (star.is_set, star.revision, star.changed_at) == (True, 2, later + timedelta(seconds=1))


def session_id() -> int:
    return db.session.scalars(select(Allotment.session_id)).one()


@pytest.mark.parametrize("once", ["once", "another"])
def test_who_stands_there_already_leaves_everything_as_it_was(app: Flask, once: str):
    make_workshop()
    token = token_of(ADA)
    assert pressed(token)
    before = everything()

    assert (pressed(token, once=once), everything()) == (False, before)


@pytest.mark.parametrize("why", ["full", "somebody waits", "over capacity", "something is due", "overlaps are refused"])
def test_where_it_is_not_so_simple_nothing_is_done(app: Flask, why: str):
    make_workshop(capacity=2)
    allotment = db.session.scalars(select(Allotment)).one()
    if why == "full":
        change(allotment, taken=2)
    elif why == "somebody waits":
        change(allotment, waiting=1)
    elif why == "over capacity":
        change(allotment, extra=1)
    elif why == "something is due":
        change(allotment, next_due_at=NOW)
    else:
        settings = {"overlap": "refuse", "shows": "numbers", "offer_hours": 12, "by": None, "at": NOW}
        in_transaction(lambda: set_settings(fair_id(), **settings))
    token, before = token_of(ADA), everything()

    assert (pressed(token), everything()) == (False, before)


def test_what_is_due_later_is_in_nobody_s_way(app: Flask):
    make_workshop()
    change(db.session.scalars(select(Allotment)).one(), next_due_at=NOW + timedelta(seconds=1))

    assert pressed(token_of(ADA))


@pytest.mark.parametrize("change_of", ["the link is shut", "another address", "erased"])
def test_whose_link_is_shut_in_the_very_moment_gets_nothing(app: Flask, change_of: str):
    make_workshop()
    token = token_of(ADA)
    known = at_once()._find(SLUG, token)
    assert known is not None

    def meanwhile() -> None:
        visitor = db.session.scalars(select(Visitor)).one()
        if change_of == "the link is shut":
            visitors.shut_links(visitor)
        elif change_of == "another address":
            visitor.email = BEN
        else:
            db.session.delete(visitor)

    in_transaction(meanwhile)
    before = everything()

    assert (at_once()._give(known, workshop(), "once", at=NOW), everything()) == (False, before)


@pytest.mark.parametrize("token", ["", "1", "1.x", "999999.AAAAAAAAAAAAAAAAAAAAAA", "1.AAAAAAAAAAAAAAAAAAAAAA"])
def test_what_is_no_link_opens_nothing(app: Flask, token: str):
    make_workshop()
    known_visitor(ADA)

    assert (pressed(token), counted()) == (False, (0, 0))


def test_a_link_of_another_fair_opens_nothing(app: Flask):
    make_workshop()
    token = token_of(ADA)
    db.session.rollback()

    assert not at_once().sign_up("eine-andere", token, workshop(), "once", at=NOW)


def test_who_has_no_name_or_no_confirmed_address_goes_the_usual_way(app: Flask):
    make_workshop()
    nameless, unconfirmed = known_visitor(ADA), known_visitor(BEN)
    change(nameless, name="")
    change(unconfirmed, email_confirmed_at=None)

    assert [pressed(page_token(one)) for one in (nameless, unconfirmed)] == [False, False]


def test_a_mail_that_cannot_be_posted_leaves_no_place(app: Flask):
    """All or nothing, whichever row it is that stands in the way."""
    make_workshop()
    token = token_of(ADA)
    statements = at_once()._writing._statements
    at_once()._writing._statements = {
        name: replace(one, text=one.text.replace("outbox_mail (", "outbox_mail_that_is_gone ("))
        for name, one in statements.items()
    }

    assert (pressed(token), everything()) == (False, ((0, 0), [], 0))


def test_with_a_broken_connection_the_press_is_answered_all_the_same(app: Flask, client: FlaskClient, clock: object):
    make_workshop(capacity=3)
    assert pressed(token_of(ADA))
    for one in prepared._prepared:
        for connection in one._idle:
            connection.close()

    answer = client.post(f"/{SLUG}/mein/{token_of(BEN)}/anmelden/WORKSH", data={"once": "einmal"})

    assert (answer.status_code, states()) == (303, {ADA: "confirmed", BEN: "confirmed"})
