"""Inviting and rescuing: links that work once, on the desk and from the shell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from eventapp.accounts import actions
from eventapp.accounts.models import Passkey
from eventapp.accounts.queries import find_person, get_person, organisers
from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.journal.models import JournalEntry
from eventapp.outbox.models import OutboxMail
from tests.people import MEMBER, OFFICE, browser_of, look, make_person, sign_in

NEW = "neu@messe.example"
INVITATION = {"name": "Neu Hier", "email": NEW, "sprache": "en"}


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2027, 2, 9, 9, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def link_for(app: Flask, email: str = MEMBER, purpose: str = "invitation", to: str = "/konto/") -> str:
    """The path of a fresh link."""
    with app.app_context():
        person_id = make_person(email)
        with transaction():
            token = actions.sign_in_link(get_person(person_id), purpose=purpose, at=now(), to=to)
        db.session.remove()
    return f"/konto/link/{token}"


def mails(app: Flask) -> list[OutboxMail]:
    with app.app_context():
        return list(db.session.scalars(sa.select(OutboxMail).order_by(OutboxMail.id)))


def office_of(app: Flask) -> list[str]:
    with app.app_context():
        return sorted(person.email for person in organisers())


def test_looking_at_a_link_changes_nothing(app: Flask):
    path, browser = link_for(app), browser_of(app)
    shown = [look(browser, path).h1 for _ in range(3)]
    browser.head(path)

    assert shown == ["Einloggen als Erika Muster"] * 3
    assert browser.send(path).status_code == 303


def test_the_button_signs_in_and_leads_on(app: Flask):
    browser = browser_of(app)

    answer = browser.send(link_for(app, to="/konto/#passkeys"))

    assert (answer.location, browser.get("/konto/").status_code) == ("/konto/#passkeys", 200)


def test_a_link_works_once(app: Flask):
    path = link_for(app)

    answers = [browser_of(app).send(path) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 410]
    assert 'href="/konto/einloggen"' in answers[1].text


@pytest.mark.parametrize(
    ("purpose", "lives"),
    [("invitation", timedelta(days=30)), ("reminder", timedelta(days=30)), ("sign-in", timedelta(minutes=10))],
)
def test_a_link_expires(app: Flask, clock: time_machine.Traveller, purpose: str, lives: timedelta):
    path = link_for(app, purpose=purpose)
    clock.shift(lives - timedelta(seconds=1))
    before = browser_of(app).get(path).status_code
    clock.shift(timedelta(seconds=1))

    assert (before, browser_of(app).get(path).status_code, browser_of(app).send(path).status_code) == (200, 410, 410)


@pytest.mark.parametrize("token", ["x", "a" * 500, "%00", "..%2f..", "ü"])
def test_a_link_nobody_sent_says_what_to_do(app: Flask, token: str):
    assert browser_of(app).get(f"/konto/link/{token}").status_code in (404, 410)


def test_a_link_leads_to_this_site_only(app: Flask):
    assert browser_of(app).send(link_for(app, to="//evil.example/")).location == "/konto/"


def test_the_button_without_the_page_s_token_does_nothing(app: Flask):
    path = link_for(app)

    assert (browser_of(app).post(path).status_code, browser_of(app).get(path).status_code) == (400, 200)


def test_an_organiser_invites_another_by_mail(app: Flask):
    answer = sign_in(app).send("/desk/konten", INVITATION)

    (mail,) = mails(app)
    assert (answer.status_code, mail.to_address, mail.language, mail.kind) == (303, NEW, "en", "accounts.invitation")
    assert mail.values["link"].startswith("https://messe.example/konto/link/")
    assert office_of(app) == [NEW, OFFICE]


def test_the_invited_one_comes_in_with_the_link(app: Flask):
    sign_in(app).send("/desk/konten", INVITATION)
    path = mails(app)[0].values["link"].removeprefix("https://messe.example")
    browser = browser_of(app)

    assert (browser.send(path).location, browser.get("/desk/konten").status_code) == ("/desk/", 200)


@pytest.mark.parametrize("wrong", [{"email": "niemand"}, {"email": "a@b.example, c@d.example"}, {"name": ""}])
def test_a_wrong_invitation_is_refused_and_invites_nobody(app: Flask, wrong: dict[str, str]):
    answer = sign_in(app).send("/desk/konten", INVITATION | wrong)

    assert (answer.status_code, office_of(app), mails(app)) == (422, [OFFICE], [])


def test_inviting_again_ends_the_link_of_before(app: Flask):
    browser = sign_in(app)
    browser.send("/desk/konten", INVITATION)
    with app.app_context():
        person = find_person(NEW)
        assert person is not None
        again = f"/desk/konten/{person.id}/einladen"

    browser.send(again)

    paths = [mail.values["link"].removeprefix("https://messe.example") for mail in mails(app)]
    assert [browser_of(app).get(path).status_code for path in paths] == [410, 200]


def test_nobody_is_flooded_with_invitations(app: Flask):
    browser = sign_in(app)

    statuses = [browser.send("/desk/konten", INVITATION).status_code for _ in range(5)]

    assert (statuses, len(mails(app))) == ([303, 303, 303, 422, 422], 3)


def test_withdrawing_shuts_out_at_once(app: Flask):
    other, here = sign_in(app, NEW), sign_in(app)

    here.send(f"/desk/konten/{other.person_id}/entziehen")

    assert (other.get("/desk/konten").status_code, office_of(app)) == (303, [OFFICE])


def test_the_last_one_cannot_leave_the_office(app: Flask):
    here = sign_in(app)

    answer = here.send(f"/desk/konten/{here.person_id}/entziehen")

    assert (answer.status_code, office_of(app)) == (422, [OFFICE])


def test_a_member_s_account_cannot_be_withdrawn_from_an_office_it_is_not_in(app: Flask):
    member, here = sign_in(app, MEMBER, is_organiser=False), sign_in(app)

    answers = [here.send(f"/desk/konten/{member.person_id}/{act}").status_code for act in ("entziehen", "einladen")]

    assert answers == [404, 404]


def test_who_may_enter_the_office_is_in_the_journal(app: Flask):
    other, here = sign_in(app, NEW), sign_in(app)
    here.send(f"/desk/konten/{other.person_id}/entziehen")

    with app.app_context():
        last = db.session.scalars(sa.select(JournalEntry).order_by(JournalEntry.id.desc())).first()
        assert last is not None
        assert (last.kind, last.by, last.subject) == (
            "account.office_withdrawn",
            here.person_id,
            f"person:{other.person_id}",
        )


def told_by(app: Flask, *arguments: str) -> str:
    answer = app.test_cli_runner().invoke(args=["accounts", "invite", *arguments])
    assert answer.exit_code == 0, answer.output
    return answer.output


def path_in(output: str) -> str:
    found = re.search(r"https://messe\.example(/konto/link/\S+)", output)
    assert found
    return found[1]


def test_the_shell_invites_the_first_organiser(app: Flask):
    output = told_by(app, "Erste@Messe.example", "--role", "organiser", "--name", "Erste Person")
    browser = browser_of(app)

    assert (browser.send(path_in(output)).location, office_of(app)) == ("/desk/", ["erste@messe.example"])
    assert mails(app) == []


def test_the_shell_lets_somebody_in_again_whose_devices_are_lost(app: Flask):
    before = sign_in(app)
    with app.app_context(), transaction():
        lost = Passkey(
            person_id=before.person_id, name="Telefon", credential="c", public_key="p", uses=0, created_at=now()
        )
        db.session.add(lost)

    output = told_by(app, OFFICE, "--role", "organiser", "--reset-passkeys")

    with app.app_context(), db.engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM passkey")) == 0
    assert (before.get("/konto/").status_code, browser_of(app).send(path_in(output)).status_code) == (303, 303)
    assert "1 Passkeys" in output


def test_the_shell_sends_the_link_as_a_mail_where_asked(app: Flask):
    output = told_by(app, NEW, "--role", "member", "--language", "en", "--mail")

    assert [(mail.to_address, mail.values["link"] in output) for mail in mails(app)] == [(NEW, True)]


def test_the_shell_refuses_what_is_no_address(app: Flask):
    answer = app.test_cli_runner().invoke(args=["accounts", "invite", "niemand", "--role", "organiser"])

    assert (answer.exit_code, "E-Mail-Adresse" in answer.stderr) == (1, True)
