"""The door's pages: who may see them, what they say, what they never say, and how little they ask of the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from eventapp import create_app
from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.signups.actions.door_links import revoke_door
from eventapp.signups.door_rules import MOST_MISSES
from tests.conftest import settings
from tests.factories import DAY, SLUG, make_fair, make_place, make_release, make_session
from tests.reader import read
from tests.signups.doors import DOORS_OPEN, Helper, fresh_nonce, make_door
from tests.signups.house import come, make_workshop

ADA, BEN = "ada.unbekannt@besuch.example", "ben@besuch.example"


@pytest.fixture
def helper(app: Flask, clock) -> Helper:
    """Ada and Ben have the two places of the workshop, Cem waits; it is ten minutes before the start."""
    with app.app_context():
        fair = make_workshop(capacity=2)
        hall = make_place(fair, "Halle", slug="halle")
        make_session(fair, "Für alle", code="OPENTO", starts="09:30", ends="11:00", place_id=hall.id)
        make_session(
            fair,
            "Später",
            code="LATER1",
            admission="sign_up",
            capacity=5,
            starts="14:00",
            ends="15:00",
            place_id=hall.id,
        )
        make_release(later=1)
        for email, name in ((ADA, "Ada Beispiel"), (BEN, "Ben Wärmer"), ("cem@besuch.example", "Cem Özgür")):
            come(email, name=name)
        come("doa@besuch.example", name="Doa Später", code="LATER1")
        helper = Helper(app, make_door("Tür A", place_id=hall.id))
        db.session.remove()
    clock.move_to(DOORS_OPEN)
    return helper


def code_of(app: Flask, name: str) -> str:
    with app.app_context():
        found: str = db.session.scalar(sa.text("SELECT code FROM sign_up WHERE name = :name").bindparams(name=name))
        db.session.remove()
    return found


def test_the_start_page_says_which_door_it_is_and_how_many_are_in(helper: Helper):
    page = read(helper.client, helper.path)

    assert page.h1 == "Tür A"
    assert "Sonntag, 28. März, Halle" in page.text
    assert "0 von 2 da, 0 frei" in page.text
    assert "Stand 09:50" in page.text
    assert "Der Link gilt bis 4 Uhr in der Nacht." in page.text


def test_the_sessions_at_this_door_come_first_and_the_next_one_is_marked(helper: Helper):
    page = read(helper.client, helper.path)

    titles = [one.text_content() for one in page.tree.xpath("//h3")]
    assert titles == ["Für alle", "Später", "Messen"]
    marked = {
        li.xpath("string(.//h3)"): li.xpath("string(.//*[contains(@class, 'state--')])").strip()
        for li in page.tree.xpath("//li[.//h3]")
    }
    assert marked == {"Für alle": "Läuft", "Später": "Als Nächstes", "Messen": "Als Nächstes"}


def test_a_session_lists_names_and_states_and_no_address(helper: Helper):
    page = read(helper.client, f"{helper.path}/WORKSH")

    names = [one.text_content() for one in page.tree.xpath("//ul//li[@data-person]//span[@class='person__name']")]
    assert names == ["A. Beispiel", "B. Wärmer", "C. Özgür"]
    assert "@" not in page.body
    assert "Warteliste, in der Reihenfolge" in page.text


def test_a_first_name_is_told_nowhere_unless_two_would_look_alike(helper: Helper, app: Flask):
    pages = (f"{helper.path}/WORKSH", f"{helper.path}/WORKSH/stand.json")
    code = code_of(app, "Ada Beispiel")
    answers = [helper.client.get(path).get_data(as_text=True) for path in pages]
    answers.append(str(helper.press("code", code)))
    assert [name for name in ("Ada", "Ben", "Cem") for text in answers if name in text] == []

    with app.app_context():
        come("anna@besuch.example", name="Anna Beispiel")
        db.session.remove()

    page = read(helper.client, f"{helper.path}/WORKSH")
    names = [one.text_content() for one in page.tree.xpath("//ul//li[@data-person]//span[@class='person__name']")]
    assert names == ["Ada Beispiel", "B. Wärmer", "C. Özgür", "Anna Beispiel"]
    assert helper.press("code", code)["said"]["name"] == "Ada Beispiel"


def test_names_stand_in_the_order_of_their_last_word(helper: Helper, app: Flask):
    with app.app_context():
        in_transaction(
            lambda: db.session.execute(sa.text("UPDATE sign_up SET name = 'Zoe Anders' WHERE name LIKE 'Ben%'"))
        )
        db.session.remove()

    people = helper.client.get(f"{helper.path}/WORKSH/stand.json").get_json()["people"]

    assert [one["name"] for one in people] == ["Z. Anders", "A. Beispiel", "C. Özgür"]


def test_who_left_the_list_is_shown_by_a_shortened_name_too(helper: Helper, app: Flask):
    code = code_of(app, "Cem Özgür")
    with app.app_context():
        in_transaction(
            lambda: db.session.execute(sa.text("UPDATE sign_up SET state = 'lapsed' WHERE name LIKE 'Cem%'"))
        )
        db.session.remove()

    said = helper.press("code", code)["said"]
    assert (said["verdict"], said["name"]) == ("lapsed", "C. Özgür")


def test_no_code_stands_on_the_page_or_in_what_devices_ask_for(helper: Helper, app: Flask):
    codes = [code_of(app, name) for name in ("Ada Beispiel", "Ben Wärmer", "Cem Özgür")]
    seen = [helper.client.get(f"{helper.path}/WORKSH{more}").get_data(as_text=True) for more in ("", "/stand.json")]

    assert [code for code in codes for text in seen if code in text] == []


def test_a_press_with_script_is_answered_with_verdict_and_fresh_list(helper: Helper, app: Flask):
    told = helper.press("code", code_of(app, "Ada Beispiel").lower())

    assert (told["said"]["verdict"], told["said"]["word"], told["said"]["name"]) == ("ok", "OK", "A. Beispiel")
    assert (told["stand"]["present"], told["stand"]["said"]) == (1, "von 2 da, 0 frei")
    assert [one["said"] for one in told["stand"]["people"]] == ["da 09:50", "Platz", "Warteliste"]


def test_a_press_without_script_leads_to_a_page_that_says_the_verdict(helper: Helper, app: Flask):
    sent = {"code": code_of(app, "Ada Beispiel"), "nonce": fresh_nonce()}
    answer = helper.client.post(f"{helper.path}/WORKSH", data=sent)

    assert answer.status_code == 303
    page = read(helper.client, answer.location)
    verdict = page.tree.xpath("//section[contains(@class, 'verdict--page')]")[0]
    assert verdict.xpath("string(.//*[@data-word])") == "OK"
    assert verdict.xpath("string(.//*[@data-name])") == "A. Beispiel"
    assert "Beispiel" not in answer.location
    assert page.tree.xpath("//button[@name='undo']/@value") != [""]


def test_who_is_in_already_is_said_with_time_and_door(helper: Helper, app: Flask, clock):
    code = code_of(app, "Ada Beispiel")
    helper.press("code", code)
    clock.shift(timedelta(minutes=12))

    assert helper.press("code", code)["said"]["detail"] == "09:50, Tür A"


def test_the_wrong_session_is_said_with_the_right_one_and_no_name(helper: Helper, app: Flask):
    said = helper.press("code", code_of(app, "Doa Später"))["said"]

    assert (said["word"], said["detail"], said["name"]) == ("Falscher Termin", "„Später“ um 14:00 Uhr, Halle", "")


def test_names_are_found_by_two_letters_without_script(helper: Helper):
    answer = helper.client.post(f"{helper.path}/WORKSH", data={"code": "waerm", "nonce": fresh_nonce()})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "B. Wärmer" in page
    assert "A. Beispiel" not in page


def test_a_name_that_looks_like_a_code_is_a_name(helper: Helper, app: Flask):
    with app.app_context():
        in_transaction(
            lambda: db.session.execute(sa.text("UPDATE sign_up SET name = 'Hans Wagner' WHERE name LIKE 'Ben%'"))
        )
        db.session.remove()

    page = helper.client.post(f"{helper.path}/WORKSH", data={"code": "wagner", "nonce": fresh_nonce()})

    assert "H. Wagner" in page.get_data(as_text=True)


def test_what_is_taken_back_is_taken_back_now_whatever_the_device_says(helper: Helper, app: Flask, clock):
    nonce = helper.press("code", code_of(app, "Ada Beispiel"))["said"]["nonce"]
    clock.shift(timedelta(minutes=11))

    assert helper.press("undo", nonce, ago="600")["said"]["word"] == "Geht nicht mehr"
    assert helper.client.get(f"{helper.path}/WORKSH/stand.json").get_json()["present"] == 1


def test_a_late_click_on_taking_back_counts_for_now(helper: Helper, app: Flask):
    nonce = helper.press("code", code_of(app, "Ada Beispiel"))["said"]["nonce"]

    assert helper.press("undo", nonce, ago="2")["said"]["verdict"] == "undone"


def test_a_misread_code_is_said_with_and_without_script(helper: Helper):
    said = helper.press("code", "OOOOOO")["said"]
    assert (said["word"], said["detail"][:18]) == ("Unbekannt", "Noch einmal tippen")

    page = helper.client.post(f"{helper.path}/WORKSH", data={"code": "OOOOOO", "nonce": fresh_nonce()})
    assert page.status_code == 422
    assert "Noch einmal tippen" in page.get_data(as_text=True)


def test_a_pause_is_said_with_and_without_script(helper: Helper):
    for _ in range(MOST_MISSES):
        assert helper.press("code", "AAAAAA")["said"]["verdict"] == "unknown"

    said = helper.press("code", "AAAAAA")["said"]
    assert (said["verdict"], said["detail"]) == ("pause", "Zu viele unbekannte Codes. In 60 Sekunden geht es weiter.")
    page = helper.client.post(f"{helper.path}/WORKSH", data={"code": "AAAAAA", "nonce": fresh_nonce()})
    assert page.status_code == 429
    assert "In 60 Sekunden geht es weiter." in page.get_data(as_text=True)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"code": "AAAAAA"},
        {"code": "AAAAAA", "nonce": "short"},
        {"count": "5", "nonce": "n" * 20},
        {"name": "", "nonce": "n" * 20},
        {"nonce": "n" * 20},
    ],
)
def test_what_is_no_press_changes_nothing(helper: Helper, sent: dict[str, str]):
    assert helper.client.post(f"{helper.path}/WORKSH", data=sent).status_code == 422
    assert read(helper.client, helper.path).text.count("0 von 2 da") == 1


@pytest.mark.parametrize("path", ["", "/WORKSH", "/stand.json", "/WORKSH/stand.json"])
def test_nothing_of_the_door_is_kept_or_found(helper: Helper, path: str):
    answer = helper.client.get(helper.path + path)

    assert answer.status_code == 200
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["", "/WORKSH"])
def test_a_link_of_yesterday_says_whom_to_ask_and_nothing_else(helper: Helper, clock, path: str):
    clock.shift(timedelta(days=1))

    answer = helper.client.get(helper.path + path)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 404
    assert "Fragen Sie im Büro" in page
    assert [word for word in ("Tür A", "Messen", "Beispiel", SLUG + "/programm") if word in page] == []
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex")


def test_a_revoked_link_a_made_up_one_and_one_of_another_fair_are_answered_alike(helper: Helper, app: Flask):
    with app.app_context():
        revoked = Helper(app, door := make_door("Zu"))
        in_transaction(lambda: revoke_door(db.session.merge(door), by=None, at=DOORS_OPEN))
        make_fair("messe-2029", title="Messe 2029", starts_on=DAY)
        db.session.remove()
    paths = [
        revoked.path,
        f"/{SLUG}/tuer/1.AAAAAAAAAAAAAAAAAAAAAA",
        helper.path.replace(SLUG, "messe-2029"),
        "/gibtesnicht/tuer/1.x",
    ]

    answers = [helper.client.get(path) for path in paths]

    assert {answer.status_code for answer in answers} == {404}
    assert (
        len({answer.get_data(as_text=True).replace(path, "") for answer, path in zip(answers, paths, strict=True)}) == 1
    )


def test_a_press_by_a_link_that_is_over_changes_nothing(helper: Helper, app: Flask, clock):
    code = code_of(app, "Ada Beispiel")
    clock.shift(timedelta(days=1))

    assert helper.client.post(f"{helper.path}/WORKSH", data={"code": code, "nonce": fresh_nonce()}).status_code == 404


def test_what_another_site_sends_is_refused(helper: Helper, app: Flask):
    sent = {"code": code_of(app, "Ada Beispiel"), "nonce": fresh_nonce()}

    answer = helper.client.post(f"{helper.path}/WORKSH", data=sent, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403


def test_sessions_of_other_days_are_not_there(helper: Helper, app: Flask):
    with app.app_context():
        fair = db.session.merge(make_fair("zweite-messe", starts_on=DAY))
        make_session(fair, "Anderswo", code="AWAY01")
        make_release(slug="zweite-messe")
        db.session.remove()

    assert helper.client.get(f"{helper.path}/AWAY01").status_code == 404
    assert helper.client.get(f"{helper.path}/GIBTES").status_code == 404


@pytest.mark.parametrize("path", ["/stand.json", "/WORKSH/stand.json"])
def test_devices_that_know_it_already_are_told_nothing_new(helper: Helper, app: Flask, path: str):
    first = helper.client.get(helper.path + path)
    again = {"If-None-Match": first.headers["ETag"]}

    known = helper.client.get(helper.path + path, headers=again)
    helper.press("code", code_of(app, "Ada Beispiel"))
    news = helper.client.get(helper.path + path, headers=again)

    assert (known.status_code, known.get_data()) == (304, b"")
    assert known.headers["Cache-Control"] == "no-store"
    assert news.status_code == 200


@pytest.mark.parametrize("path", ["/stand.json", "/WORKSH/stand.json"])
def test_asking_every_four_seconds_costs_two_queries(helper: Helper, app: Flask, path: str):
    """What is published is looked at once a second and process, whoever asks."""
    served = create_app(settings(app.config["SQLALCHEMY_DATABASE_URI"], PUBLIC_VERSION_SECONDS="60"))
    client, seen = served.test_client(), []
    client.get(helper.path + path)
    with served.app_context():
        sa.event.listen(db.engine, "before_cursor_execute", lambda *told: seen.append(told[2]))
        assert client.get(helper.path + path).status_code == 200
        db.session.remove()
        db.engine.dispose()

    assert sum(one.startswith("SELECT") for one in seen) == 2


def test_the_door_speaks_english(helper: Helper, app: Flask):
    helper.path = f"/en{helper.path}"
    page = read(helper.client, f"{helper.path}/WORKSH")

    assert "of 2 in, 0 free" in page.text
    assert helper.press("code", "AAAAAA")["said"]["word"] == "Unknown"
    assert helper.client.get(helper.path.replace(SLUG, "messe-2029")).status_code == 404
