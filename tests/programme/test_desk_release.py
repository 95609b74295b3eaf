"""Releasing from the desk: what is shown is what goes out, all of it or some."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.errors import Stale
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.journal.queries import entries
from eventapp.programme.actions.planning_release import plan_release
from eventapp.programme.actions.release import Terms, outlook, release
from eventapp.programme.queries import places_of
from tests.factories import DAY, SLUG, change, make_fair, make_place, make_release, make_session, make_speaker
from tests.people import Insider, sign_in
from tests.programme.desk_pages import DESK, draft_of, filled_in, released_in, texts

RELEASE = f"{DESK}/veroeffentlichen"


@pytest.fixture
def office(app: Flask) -> Insider:
    """Two released sessions, both changed since, and a draft."""
    with app.app_context():
        fair = make_fair()
        stage = make_place(fair, "Bühne A", slug="buehne-a")
        first = make_session(fair, "Wärme", code="AAAAAA", place=stage)
        second = make_session(fair, "Licht", code="BBBBBB", starts="12:00", ends="12:30", place=stage)
        make_release()
        change(first, title_de="Wärme neu")
        change(second, title_de="Licht neu")
        make_session(fair, "Wasser", code="CCCCCC", starts="14:00", ends="14:30")
        db.session.remove()
    return sign_in(app)


def titles(app: Flask) -> list[str]:
    return [session.title.de for session in released_in(app).sessions]


def look(office: Insider, path: str = RELEASE) -> str:
    return office.get(path).get_data(as_text=True)


def test_the_page_tells_every_change_with_old_and_new(office: Insider):
    page = look(office)

    assert texts(page, "//*[@class='releases']/h2") == ["Neu im Programm 1", "Geändert 2"]
    assert "Wärme" in " ".join(texts(page, "//s"))
    assert texts(page, "//button[@data-releases]") == ["Version 2 veröffentlichen"]


def test_the_page_names_of_whom_something_else_becomes_public(app: Flask, office: Insider):
    with app.app_context():
        fair = get_fair(SLUG)
        ada = make_speaker(fair, "Ada Muster")
        make_session(fair, "Wind", starts="16:00", ends="16:30", speakers=[ada])
        make_release(later=5)
        change(ada, biography_de="Baut um.")
        db.session.remove()

    page = look(office)

    assert texts(page, "//*[@class='releases']/h2") == ["Neue Angaben zu Vortragenden 1"]
    assert texts(page, "//*[@class='releases']//a") == ["Ada Muster"]
    assert "Nur Angaben, die nicht als Änderung gelten" not in page


def test_a_look_releases_nothing(app: Flask, office: Insider):
    look(office)

    assert released_in(app).number == 1


def test_all_changes_go_out_with_a_comment(app: Flask, office: Insider):
    answer = office.send(RELEASE, filled_in(look(office), comment="Neue Titel", comment_en="New titles"))

    programme = released_in(app)
    assert answer.location == f"{DESK}/version/2"
    assert (programme.number, programme.comment) == (2, Words("Neue Titel", "New titles"))
    assert titles(app) == ["Wärme neu", "Licht neu", "Wasser"]
    assert texts(look(office, f"{DESK}/version/2"), "//h1") == ["Version 2"]


def test_what_is_not_ticked_stays_a_draft(app: Flask, office: Insider):
    office.send(RELEASE, filled_in(look(office), codes=["BBBBBB"]))

    assert titles(app) == ["Wärme", "Licht neu"]


def test_nothing_ticked_is_refused(app: Flask, office: Insider):
    answer = office.send(RELEASE, filled_in(look(office), codes=[]))

    assert (answer.status_code, released_in(app).number) == (422, 1)


def test_only_this_session_goes_out_and_its_page_says_so(app: Flask, office: Insider):
    page = look(office, f"{DESK}/CCCCCC/veroeffentlichen")

    office.send(f"{DESK}/CCCCCC/veroeffentlichen", filled_in(page))

    assert texts(page, "//*[@class='releases']/h2") == ["Neu im Programm 1"]
    assert titles(app) == ["Wärme", "Licht", "Wasser"]


def test_nobody_releases_what_they_have_not_seen(app: Flask, office: Insider):
    seen = filled_in(look(office))
    office.send(f"{DESK}/CCCCCC", filled_in(look(office, f"{DESK}/CCCCCC"), do="save", title_de="Heimlich"))

    answer = office.send(RELEASE, seen)

    assert (answer.status_code, released_in(app).number) == (409, 1)
    assert "Heimlich" in answer.get_data(as_text=True)


def test_who_is_overtaken_keeps_what_they_unticked_and_sees_what_is_new(office: Insider):
    seen = filled_in(look(office), codes=["BBBBBB"], comment="Bleibt stehen")
    filled = filled_in(look(office, f"{DESK}/neu"), title_de="Heimlich", day=str(DAY), starts="17:00", ends="17:30")
    assert office.send(f"{DESK}/neu", filled).status_code == 303

    page = office.send(RELEASE, seen).get_data(as_text=True)

    assert [len(texts(page, f"//input[@name='codes'][{one}]")) for one in ("@checked", "not(@checked)")] == [2, 2]
    assert filled_in(page)["comment"] == ["Bleibt stehen"]


def test_a_draft_that_changes_between_the_look_and_the_lock_is_not_released(app: Flask, office: Insider):
    with app.app_context():
        seen = outlook(SLUG, at=now()).print
        change(draft_of(app, "CCCCCC"), title_de="Heimlich")

        with pytest.raises(Stale), transaction():
            release(SLUG, at=now(), seen=seen)
        with pytest.raises(Stale), transaction():
            plan_release(SLUG, due_at=now() + timedelta(days=1), terms=Terms(), seen=seen, by=None, at=now())
        db.session.remove()


@pytest.mark.parametrize("path", [RELEASE, f"{DESK}/CCCCCC/veroeffentlichen"])
def test_a_time_beside_the_button_for_now_is_asked_about(app: Flask, office: Insider, path: str):
    answer = office.send(path, filled_in(look(office, path), due_day="2027-03-01", due_time="09:00"))

    assert (answer.status_code, released_in(app).number) == (422, 1)
    assert 'href="#due_day"' in answer.get_data(as_text=True)


def test_a_clash_blocks_until_there_is_a_reason(app: Flask, office: Insider):
    with app.app_context():
        fair = get_fair(SLUG)
        make_session(fair, "Doppelt", code="DDDDDD", starts="12:15", ends="12:45", place=places_of(fair.id)[0])
        db.session.remove()
    page = look(office)

    refused = office.send(RELEASE, filled_in(page))
    done = office.send(RELEASE, filled_in(page, override="Beide am selben Tisch"))

    assert "1 Überschneidung" in texts(page, "//h2")
    assert (refused.status_code, 'href="#override"' in refused.get_data(as_text=True)) == (422, True)
    assert (done.status_code, released_in(app).number) == (303, 2)


def test_a_release_is_noted_with_who_and_why(app: Flask, office: Insider):
    office.send(RELEASE, filled_in(look(office), comment="Neue Titel"))

    with app.app_context():
        (entry,) = [one for one in entries(get_fair(SLUG).id, kinds=("release",)) if one.name == "Version 2"]
        assert (entry.by, entry.kind) == (office.person_id, "release.released")
        assert {"field": "Kommentar", "old": "", "new": "Neue Titel"} in entry.differences
        db.session.remove()


def test_what_is_missing_is_a_warning_and_no_bar(office: Insider):
    assert any("Es fehlt:" in text for text in texts(look(office), "//*[@class='lacks']"))


def test_with_nothing_to_release_the_page_says_so(office: Insider):
    office.send(RELEASE, filled_in(look(office)))

    assert "Es gibt nichts zu veröffentlichen" in look(office)


def test_the_first_release_is_made_from_the_desk(app: Flask):
    with app.app_context():
        make_session(make_fair(), "Eröffnung", code="AAAAAA")
        db.session.remove()
    office = sign_in(app)

    office.send(RELEASE, filled_in(look(office)))

    assert (released_in(app).number, titles(app)) == (1, ["Eröffnung"])


def test_a_version_that_is_not_there_is_not_found(office: Insider):
    assert office.get(f"{DESK}/version/9").status_code == 404


def test_a_comment_in_english_alone_is_refused(app: Flask, office: Insider):
    answer = office.send(RELEASE, filled_in(look(office), comment_en="New titles"))

    assert (answer.status_code, released_in(app).number) == (422, 1)
    assert "Schreiben Sie den Kommentar auch auf Deutsch." in answer.get_data(as_text=True)


def test_who_chose_in_the_list_only_what_is_public_already_is_told_so(app: Flask, office: Insider):
    office.send(RELEASE, filled_in(look(office), codes=["BBBBBB"]))

    page = look(office, f"{RELEASE}?nur=BBBBBB")

    assert texts(page, "//*[@class='errors__list']/li") == [
        "Von den gewählten Programmpunkten ist keiner anders als öffentlich."
    ]
    assert texts(page, "//input[@name='codes'][@checked]") == []


def test_none_are_chosen_by_a_link_where_there_is_no_script(office: Insider):
    page = look(office, f"{RELEASE}?wahl=keine")

    assert texts(page, "//input[@type='checkbox' and @name='codes' and @checked]") == []
    assert texts(page, "//*[@data-choosing-number]") == ["0 von 3 gewählt"]
    assert texts(look(office), "//*[@data-choosing-number]") == ["3 von 3 gewählt"]


def test_what_planning_warns_of_is_told_and_no_bar(app: Flask, office: Insider):
    with app.app_context():
        make_session(get_fair(SLUG), "Vor der Messe", code="EEEEEE", day=DAY - timedelta(days=3))
        db.session.remove()
    page = look(office)

    assert "1 Hinweis aus der Planung; veröffentlichen können Sie trotzdem:" in page
    assert office.send(RELEASE, filled_in(page)).status_code == 303
