"""Private programmes in which nothing ever was are gone after a day; everything that somebody used stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from eventapp.agenda import erasing
from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.visitors.actions import keep_programme
from eventapp.visitors.models import Visitor
from tests.agenda.house import keep
from tests.people import Insider
from tests.reader import read
from tests.signups.house import NOW, come, fair_id, known_visitor, make_workshop

pytestmark = pytest.mark.usefixtures("in_app")
A_DAY_LATER = NOW + timedelta(days=1, minutes=1)


def erased(hours: float = 25) -> int:
    return in_transaction(lambda: erasing.erase_empty(NOW + timedelta(hours=hours)))


def number() -> int:
    db.session.expire_all()
    return db.session.scalar(select(func.count()).select_from(Visitor)) or 0


def test_what_stayed_empty_is_gone_after_a_day_and_not_before(app: Flask, browser: Insider, clock):
    make_workshop()
    address = keep(browser, app, clock, codes="")

    assert (erased(23), number()) == (0, 1)
    assert (erased(25), number()) == (1, 0)
    assert browser.get(address).status_code == 404


def test_it_says_so_while_it_is_empty(app: Flask, browser: Insider, clock):
    make_workshop()
    empty, used = keep(browser, app, clock, codes=""), keep(browser, app, clock)
    sentence = "Bleibt dieses Programm leer, wird es nach einem Tag gelöscht."

    assert [sentence in read(browser, address).text for address in (empty, used)] == [True, False]


def test_what_somebody_starred_stays_also_when_the_star_was_taken_off(app: Flask, browser: Insider, clock):
    make_workshop()
    keep(browser, app, clock)
    address = keep(browser, app, clock)
    browser.post(f"{address}/merken", data={"code": "WORKSH", "wanted": "0"})

    assert (erased(), number()) == (0, 2)


def test_who_has_a_place_or_gave_an_address_stays(app: Flask, browser: Insider, clock):
    make_workshop()
    come("ada@besuch.example")
    known_visitor("ben@besuch.example")
    browser.post(f"{keep(browser, app, clock, codes='')}/adresse", data={"email": "cem@besuch.example"})

    assert (erased(), number()) == (0, 3)


def test_very_many_are_erased_in_parts(monkeypatch: pytest.MonkeyPatch):
    make_workshop()
    monkeypatch.setattr(erasing, "AT_ONCE", 3)

    def make() -> None:
        for _ in range(7):
            keep_programme(fair_id(), language="de", at=NOW)

    in_transaction(make)

    assert (erased(), number()) == (7, 0)


def test_a_trial_counts_and_changes_nothing(app: Flask, browser: Insider, clock):
    make_workshop()
    keep(browser, app, clock, codes="")

    assert in_transaction(lambda: erasing.erase_empty(A_DAY_LATER, is_trial=True)) == 1
    assert number() == 1
