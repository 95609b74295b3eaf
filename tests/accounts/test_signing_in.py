"""Signing in by a code: who gets one, in which browser it works, how often and how long."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from eventapp.database import db
from eventapp.outbox.models import OutboxMail
from tests.people import MEMBER, OFFICE, Insider, browser_of, look, make_person, sign_in

BEGAN = datetime(2027, 2, 9, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(BEGAN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def browser(app: Flask) -> Insider:
    """Nobody's yet; there is one account."""
    with app.app_context():
        make_person(MEMBER)
    return browser_of(app)


def mails(app: Flask) -> list[OutboxMail]:
    with app.app_context():
        return list(db.session.scalars(sa.select(OutboxMail).order_by(OutboxMail.id)))


def last_code(app: Flask) -> str:
    return str(mails(app)[-1].values["code"])


def ask(browser: Insider, email: str = MEMBER, onwards: str = "") -> str:
    """Where one is led after asking for a code."""
    answer = browser.send(f"/konto/einloggen{onwards}", {"email": email})
    assert answer.status_code == 303
    return str(answer.location)


def try_code(browser: Insider, code: str) -> int:
    return browser.send("/konto/code", {"code": code}).status_code


def is_in(browser: Insider) -> bool:
    return browser.get("/konto/").status_code == 200


def test_a_code_from_the_mail_signs_in(app: Flask, browser: Insider):
    assert ask(browser) == "/konto/code"

    answer = browser.send("/konto/code", {"code": last_code(app)})

    assert (answer.status_code, answer.location, is_in(browser)) == (303, "/mein-stand/", True)


def test_the_mail_goes_to_the_address_in_its_language(app: Flask):
    with app.app_context():
        make_person("john@member.example", language="en")
    ask(browser_of(app), "John@Member.example ")

    (mail,) = mails(app)

    assert (mail.to_address, mail.language, mail.kind) == ("john@member.example", "en", "accounts.code")
    assert re.fullmatch(r"\d{3} \d{3}", mail.values["code"])


def test_signing_in_leads_on_to_where_one_wanted(app: Flask, browser: Insider):
    led = ask(browser, onwards="?weiter=/mein-stand/7")

    answer = browser.send(led, {"code": last_code(app)})

    assert answer.location == "/mein-stand/7"


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_signing_in_leads_to_no_other_site(app: Flask, browser: Insider, target: str):
    browser.send("/konto/einloggen", {"email": MEMBER}, query_string={"weiter": target})

    answer = browser.send("/konto/code", {"code": last_code(app)}, query_string={"weiter": target})

    assert answer.location == "/mein-stand/"


def test_an_unknown_address_is_answered_like_a_known_one(app: Flask, browser: Insider):
    other = browser_of(app)
    known, unknown = ask(browser), ask(other, "niemand@nirgends.example")

    pages = [one.get("/konto/code").text for one in (browser, other)]
    wrong = [one.send("/konto/code", {"code": "000000x"}).text for one in (browser, other)]

    def alike(page: str) -> str:
        return re.sub(r'(name="csrf_token"[^>]*value=")[^"]+', r"\1", page).replace("niemand@nirgends.example", MEMBER)

    assert (known, alike(pages[0]), alike(wrong[0])) == (unknown, alike(pages[1]), alike(wrong[1]))
    assert len(mails(app)) == 1


def test_somebody_who_was_shut_out_gets_no_code(app: Flask, browser: Insider):
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE person SET is_active = false"))

    ask(browser)

    assert mails(app) == []


def test_a_code_works_once(app: Flask, browser: Insider):
    ask(browser)
    code = last_code(app)
    browser.send("/konto/code", {"code": code})
    browser.send("/konto/abmelden")
    with browser.session_transaction("/konto/") as session:
        session["asked"] = ["anything"]

    assert (try_code(browser, code), is_in(browser)) == (422, False)


def test_a_code_works_in_the_browser_that_asked_for_it_only(app: Flask, browser: Insider):
    thief = browser_of(app)
    ask(thief, "niemand@nirgends.example")
    ask(browser)

    assert (try_code(thief, last_code(app)), try_code(browser, last_code(app))) == (422, 303)


def test_a_new_code_ends_the_one_before(app: Flask, browser: Insider):
    ask(browser)
    former = last_code(app)
    ask(browser)
    if former == last_code(app):
        pytest.skip("one in a million")

    assert (try_code(browser, former), try_code(browser, last_code(app))) == (422, 303)


def test_a_code_lives_ten_minutes(app: Flask, browser: Insider, clock: time_machine.Traveller):
    ask(browser)
    clock.shift(timedelta(minutes=10))

    assert try_code(browser, last_code(app)) == 422


def test_five_misses_end_a_code(app: Flask, browser: Insider):
    ask(browser)
    misses = [try_code(browser, "nichts") for _ in range(5)]

    assert (misses, try_code(browser, last_code(app))) == ([422] * 5, 422)


def test_four_misses_do_not(app: Flask, browser: Insider):
    ask(browser)
    told = [browser.send("/konto/code", {"code": "nichts"}).text for _ in range(4)]

    assert "bleiben: 1." in told[-1]
    assert try_code(browser, last_code(app)) == 303


def test_what_was_remembered_before_signing_in_is_gone_after(app: Flask, browser: Insider):
    ask(browser)
    with browser.session_transaction("/konto/") as before:
        token = before["csrf_token"]
    browser.send("/konto/code", {"code": last_code(app)})

    with browser.session_transaction("/konto/") as after:
        assert (after.get("csrf_token") == token, "asked" in after, "asked_for" in after) == (False, False, False)


def test_a_hundred_requests_make_three_mails(app: Flask, browser: Insider, clock: time_machine.Traveller):
    for _ in range(100):
        ask(browser)
        clock.shift(timedelta(seconds=10))

    assert len(mails(app)) == 3


def test_where_no_more_mails_go_the_last_code_still_works(app: Flask, browser: Insider):
    for _ in range(5):
        ask(browser)

    assert try_code(browser, last_code(app)) == 303


def test_asking_too_often_and_guessing_tells_no_more_of_a_known_address(app: Flask, browser: Insider):
    """Neither the words of a refusal nor the tries that are left differ, however one mixes asking and guessing."""

    def tale(address: str) -> list[str]:
        one, told = browser_of(app), []
        for _ in range(5):
            ask(one, address)
            answers = [one.send("/konto/code", {"code": "nichts"}).text for _ in range(6)]
            told += [" ".join(re.findall(r"bleiben: \d|gilt nicht mehr", answer)) for answer in answers]
        return told

    assert tale(MEMBER) == tale("niemand@nirgends.example")


def test_asking_in_two_browsers_tells_no_more_of_a_known_address(app: Flask, browser: Insider):
    def tale(address: str) -> list[str]:
        one, told = browser_of(app), []
        ask(one, address)
        ask(browser_of(app), address)
        for _ in range(6):
            answer = one.send("/konto/code", {"code": "nichts"}).text
            told.append(" ".join(re.findall(r"bleiben: \d|gilt nicht mehr", answer)))
        return told

    assert tale(MEMBER) == tale("niemand@nirgends.example")


def test_a_code_from_another_browser_ends_the_one_before(app: Flask, browser: Insider):
    ask(browser)
    former = last_code(app)
    ask(browser_of(app))

    assert (try_code(browser, former), is_in(browser)) == (422, False)


def test_known_and_unknown_addresses_take_the_same_time(app: Flask, browser: Insider):
    def seconds(address: str) -> float:
        began = time.perf_counter()
        ask(browser, address)
        return time.perf_counter() - began

    pairs = [(seconds(MEMBER), seconds("niemand@nirgends.example")) for _ in range(40)]
    known, unknown = (statistics.median(times) for times in zip(*pairs, strict=True))

    assert abs(known - unknown) < 0.02


def test_the_cookie_of_before_signing_out_opens_nothing(app: Flask):
    browser = sign_in(app)
    kept = browser.get_cookie("session")
    assert kept is not None
    browser.send("/konto/abmelden")
    browser.set_cookie("session", kept.value)

    assert browser.get("/konto/").location == "/konto/einloggen?weiter=/konto/"


def test_signing_out_clears_the_browser(app: Flask):
    answer = sign_in(app).send("/konto/abmelden")

    assert (answer.status_code, answer.location) == (303, "/konto/einloggen")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_after_twelve_hours_one_signs_in_again(app: Flask, clock: time_machine.Traveller):
    browser = sign_in(app)
    for _ in range(14):
        clock.shift(timedelta(minutes=50))
        browser.get("/konto/")
    before = is_in(browser)
    clock.shift(timedelta(minutes=20))

    assert (before, is_in(browser)) == (True, False)


def test_somebody_shut_out_is_out_at_once(app: Flask):
    browser = sign_in(app)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE person SET is_active = false"))

    assert not is_in(browser)


def test_a_stranger_s_post_is_led_to_the_entrance_and_kept_nowhere(app: Flask):
    answer = browser_of(app).send("/konto/", {"name": "Wer"}, headers={"Referer": "http://localhost/konto/"})

    assert (answer.status_code, answer.location) == (303, "/konto/einloggen?weiter=/konto/")


def test_who_signed_in_a_while_ago_proves_it_once_more(app: Flask, clock: time_machine.Traveller):
    browser = sign_in(app)
    clock.shift(timedelta(minutes=14))
    soon = browser.send("/desk/konten", {"name": "", "email": ""}).status_code
    clock.shift(timedelta(minutes=1))
    late = browser.send("/desk/konten", headers={"Referer": "http://localhost/desk/konten"})

    assert (soon, late.status_code, late.location) == (422, 303, "/konto/einloggen?weiter=/desk/konten")


def test_the_entrance_knows_who_is_only_asked_again(app: Flask, clock: time_machine.Traveller):
    browser = sign_in(app)
    fresh = browser.get("/konto/einloggen?weiter=/desk/konten").location
    clock.shift(timedelta(minutes=20))
    page = look(browser, "/konto/einloggen?weiter=/desk/konten")

    assert (fresh, page.h1) == ("/desk/konten", "Bestätigen Sie, dass Sie es sind")
    assert page.tree.xpath("//input[@name='email']/@value") == [OFFICE]


def test_proving_it_again_ends_the_sign_in_of_before(app: Flask):
    browser = sign_in(app)
    ask(browser, OFFICE)
    browser.send("/konto/code", {"code": last_code(app)})

    with app.app_context(), db.engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM sign_in")) == 1


@pytest.mark.parametrize("path", ["/konto/einloggen", "/konto/code"])
def test_an_empty_form_says_what_is_missing(browser: Insider, path: str):
    ask(browser)

    answer = browser.send(path, {})

    assert (answer.status_code, "<title>Fehler: " in answer.text) == (422, True)
