"""One's own account: name and language, the list of sign-ins, passkeys; and nothing of anybody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from eventapp.accounts import signing_in
from eventapp.accounts.device import device_of
from eventapp.accounts.models import Challenge, Passkey, SignIn, SignInLink
from eventapp.accounts.queries import get_person
from eventapp.clock import now
from eventapp.database import db, transaction
from tests.people import MEMBER, Insider, browser_of, look, sign_in
from tests.reader import text_of

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1"
EDGE = "Mozilla/5.0 (Macintosh) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"


def rows(app: Flask, table: type) -> int:
    with app.app_context(), db.engine.connect() as connection:
        return int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


def give_passkey(app: Flask, person_id: int, name: str = "Telefon") -> int:
    with app.app_context(), transaction():
        passkey = Passkey(person_id=person_id, name=name, credential=name, public_key="x", uses=0, created_at=now())
        db.session.add(passkey)
        db.session.flush()
        return passkey.id


def test_the_account_says_who_one_is(app: Flask):
    page = look(sign_in(app, MEMBER, is_organiser=False, name="Erika Muster"), "/konto/")

    assert (page.h1, page.tree.xpath("//input[@id='name']/@value")) == ("Ihr Konto", ["Erika Muster"])
    assert MEMBER in page.text


def test_name_and_language_are_changed(app: Flask):
    browser = sign_in(app, name="Erika Muster")

    browser.send("/konto/", {"name": " Erika  Beispiel ", "sprache": "en"})

    page = look(browser, "/konto/", language="en")
    assert (page.lang, page.tree.xpath("//input[@id='name']/@value")) == ("en", ["Erika Beispiel"])


@pytest.mark.parametrize("wrong", [{"name": "", "sprache": "de"}, {"name": "E" * 201, "sprache": "de"}])
def test_a_wrong_name_is_refused_and_kept_in_the_form(app: Flask, wrong: dict[str, str]):
    answer = sign_in(app).send("/konto/", wrong)

    assert (answer.status_code, f'value="{wrong["name"]}"' in answer.text) == (422, True)


def test_further_fields_change_nothing(app: Flask):
    browser = sign_in(app, MEMBER, is_organiser=False)

    browser.send("/konto/", {"name": "Erika", "sprache": "de", "is_organiser": "1", "email": "a@b.example", "id": "7"})

    with app.app_context():
        person = get_person(browser.person_id)
        assert (person.is_organiser, person.email) == (False, MEMBER)
        db.session.remove()


def test_the_language_is_switched_where_one_is(app: Flask):
    browser = sign_in(app)

    answer = browser.send("/konto/sprache", {"sprache": "en", "weiter": "/konto/"})

    assert (answer.location, look(browser, "/konto/", language="en").lang) == ("/konto/", "en")


def test_a_stranger_switches_the_language_of_the_entrance(app: Flask):
    browser = browser_of(app)
    browser.send("/konto/sprache", {"sprache": "en", "weiter": "https://evil.example/"})

    assert look(browser, "/konto/einloggen", language="en").lang == "en"


def test_before_anybody_chose_the_browser_s_language_is_spoken(app: Flask):
    answer = browser_of(app).get("/konto/einloggen", headers={"Accept-Language": "en-GB,en;q=0.9,de;q=0.5"})

    assert 'lang="en"' in answer.text


def sign_ins_shown(browser: Insider) -> list[str]:
    table = look(browser, "/konto/").tree.xpath("//h2[@id='anmeldungen']/following::table[1]//tbody/tr")
    return [" ".join(text_of(cell) for cell in row) for row in table]


def test_all_own_sign_ins_are_listed(app: Flask):
    sign_in(app, device="Firefox, Windows")
    sign_in(app, MEMBER, is_organiser=False, device="Opera, Linux")
    here = sign_in(app, device="Safari, iPhone")

    shown = sign_ins_shown(here)

    assert [line.split(" ")[0] for line in shown] == ["Safari,", "Firefox,"]
    assert "Diese hier" in shown[0]


def test_one_sign_in_is_ended(app: Flask):
    other, here = sign_in(app), sign_in(app)
    ids = look(here, "/konto/").tree.xpath("//form[contains(@action, '/anmeldungen/')]/@action")

    here.send(next(path for path in ids if path != "/konto/anmeldungen/beenden"))

    assert (other.get("/konto/").status_code, here.get("/konto/").status_code) == (303, 200)


def test_all_others_are_ended(app: Flask):
    others, here = [sign_in(app) for _ in range(3)], sign_in(app)
    somebody_else = sign_in(app, MEMBER, is_organiser=False)

    here.send("/konto/anmeldungen/beenden")

    assert [one.get("/konto/").status_code for one in (*others, here, somebody_else)] == [303, 303, 303, 200, 200]


def test_nobody_ends_the_sign_in_of_another(app: Flask):
    other, here = sign_in(app, MEMBER, is_organiser=False), sign_in(app)

    answer = here.send("/konto/anmeldungen/1/beenden")

    assert (answer.status_code, other.get("/konto/").status_code) == (404, 200)


def test_own_passkeys_are_listed_and_removed(app: Flask):
    browser = sign_in(app)
    passkey = give_passkey(app, browser.person_id)
    shown = "Telefon" in look(browser, "/konto/").text

    answer = browser.send(f"/konto/passkeys/{passkey}/entfernen")

    assert (shown, answer.status_code, rows(app, Passkey)) == (True, 303, 0)


def test_nobody_removes_the_passkey_of_another(app: Flask):
    other, here = sign_in(app, MEMBER, is_organiser=False), sign_in(app)

    answer = here.send(f"/konto/passkeys/{give_passkey(app, other.person_id)}/entfernen")

    assert (answer.status_code, rows(app, Passkey)) == (404, 1)


def test_after_a_while_passkeys_ask_for_a_new_proof(app: Flask):
    with time_machine.travel(datetime(2027, 2, 9, 9, 0, tzinfo=UTC), tick=False) as clock:
        browser = sign_in(app)
        passkey = give_passkey(app, browser.person_id)
        clock.shift(timedelta(minutes=20))

        answer = browser.send(f"/konto/passkeys/{passkey}/entfernen", headers={"Referer": "http://localhost/konto/"})

        assert (answer.location, rows(app, Passkey)) == ("/konto/einloggen?weiter=/konto/", 1)
        assert "Bestätigen, dass Sie es sind" in look(browser, "/konto/").text


def test_an_organiser_is_told_until_there_is_a_passkey(app: Flask):
    browser = sign_in(app)
    before = "noch keinen Passkey" in look(browser, "/desk/konten").text
    give_passkey(app, browser.person_id)

    assert (before, "noch keinen Passkey" in look(browser, "/desk/konten").text) == (True, False)


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [(FIREFOX, "Firefox, Windows"), (SAFARI, "Safari, iPhone"), (EDGE, "Edge, macOS"), ("curl/8", ""), ("", "")],
)
def test_a_browser_in_words(user_agent: str, device: str):
    assert device_of(user_agent) == device


@pytest.mark.parametrize(
    "made",
    [
        lambda person, ends: Challenge(person_id=person, purpose="code", browser="b", answer="a", expires_at=ends),
        lambda person, ends: SignInLink(
            person_id=person, token="t", purpose="invitation", leads_to="/konto/", expires_at=ends
        ),
        lambda person, ends: SignIn(person_id=person, key="k", device="", began_at=ends, ends_at=ends),
    ],
)
def test_what_opens_nothing_any_more_is_forgotten(app: Flask, made: Callable[[int, datetime], object]):
    person = sign_in(app).person_id
    kinds = (Challenge, SignInLink, SignIn)
    before = {kind: rows(app, kind) for kind in kinds}
    with app.app_context(), transaction():
        db.session.add(made(person, now()))

    with app.app_context(), transaction():
        signing_in.forget_what_ended(now())

    assert {kind: rows(app, kind) for kind in kinds} == before
