"""Withdrawing: the name or the picture is gone everywhere at once, from what was released long ago, too."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.journal.actions import Difference, record
from eventapp.journal.queries import entries
from eventapp.programme import queries
from eventapp.programme.actions.redacting import redact, redact_again
from eventapp.programme.document import from_document
from eventapp.programme.models import PlannedRelease, Release
from eventapp.uploads.models import Upload
from eventapp.visitors.actions import keep_programme
from tests.factories import SLUG, change, make_exhibitor, make_fair
from tests.people import Insider, sign_in
from tests.programme.desk_pages import DESK, filled_in, released_in, texts
from tests.programme.own_pages import (
    NAME,
    PRESSED,
    SESSION,
    TEXT,
    change_her,
    fair_with_speaker,
    hand_in,
    her_row,
    page_of_hers,
    release_again,
)
from tests.web.addresses import addresses

CANARIES = (NAME, "canary-vogel", "Canarytext", "Laternenwerk")
WITHDRAWING = f"{DESK}/vortragende/canary-vogel/name-zurueckziehen"


@pytest.fixture
def page(app: Flask) -> str:
    """Two releases, the second one with her picture."""
    fair_with_speaker(app)
    page = page_of_hers(app)
    hand_in(app.test_client(), page, 1)
    release_again(app)
    return page


def documents(app: Flask) -> list[str]:
    with app.app_context():
        found = [
            *db.session.scalars(sa.select(Release.document)),
            *db.session.scalars(sa.select(PlannedRelease.document)),
        ]
        db.session.remove()
        return found


def public_addresses(app: Flask) -> dict[str, str]:
    with app.app_context():
        make_exhibitor(get_fair(SLUG), slug="muster-gmbh", accepted={"text_de": "Wärmepumpen."})
        with transaction():
            keep_programme(get_fair(SLUG).id, codes=[SESSION], language="de", at=now())
        db.session.remove()
    known = {"AAAAAA": SESSION, "projektteam-a": "canary-vogel"}
    found = {}
    for name, path in addresses(app, speaker=her_row(app)).items():
        for old, new in known.items():
            path = path.replace(old, new)
        found[name] = path
    return {name: path for name, path in found.items() if not name.startswith("own_entry")}


def telling(client: FlaskClient, paths: dict[str, str], signs: tuple[str, ...]) -> list[str]:
    """What is answered with any of these signs in it (packed ones, like a workbook, are opened)."""
    return [name for name, path in paths.items() if any(sign in _opened(client, path) for sign in signs)]


def _opened(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    octets = answer.get_data()
    if octets[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            octets = b"".join(archive.read(name) for name in archive.namelist())
    if octets[:5] == b"%PDF-":
        return " ".join(one.extract_text() for one in PdfReader(io.BytesIO(octets)).pages)
    text = octets.decode(errors="replace")
    return text.replace("\r\n ", "")


def test_a_withdrawn_name_is_nowhere_in_the_same_second(app: Flask, client: FlaskClient, page: str):
    paths = public_addresses(app)
    before = telling(client, paths, CANARIES)
    answer = client.post(f"{page}/zurueckziehen", data=PRESSED)

    assert answer.status_code == 303
    assert {"programme.speakers de", "interchange.programme_xlsx de", "calendars.feed de"} <= set(before)
    assert telling(client, paths, CANARIES) == []
    assert [canary for canary in CANARIES for document in documents(app) if canary in document] == []


def test_her_page_is_gone_and_the_session_stays(app: Flask, client: FlaskClient, page: str):
    client.post(f"{page}/zurueckziehen", data=PRESSED)

    assert client.get(f"/{SLUG}/vortragende/canary-vogel").status_code == 404
    assert client.get(f"/{SLUG}/programm/{SESSION}").status_code == 200
    assert client.get(f"/{SLUG}/version/1").status_code == 200
    assert "nicht mehr genannt" in client.get(f"{page}?fertig=weg").get_data(as_text=True)


def test_the_release_keeps_its_number_and_calendars_hear_of_the_session(app: Flask, client: FlaskClient, page: str):
    before = released_in(app)
    feed = f"/{SLUG}/kalender/{SLUG}-programm.ics"
    old = client.get(feed)
    client.post(f"{page}/zurueckziehen", data=PRESSED)
    after, new = released_in(app), client.get(feed, headers={"If-None-Match": old.headers["ETag"]})

    was, now_ = before.session(SESSION), after.session(SESSION)
    assert after.number == before.number == 2
    assert now_.sequence == was.sequence
    assert now_.revised_at > was.revised_at
    assert after.session("BBBBBB") == before.session("BBBBBB")
    assert new.status_code == 200
    assert new.headers["Last-Modified"] > old.headers["Last-Modified"]


def test_whatever_was_fresh_before_is_asked_for_anew(client: FlaskClient, page: str):
    paths = (f"/{SLUG}/vortragende", f"/{SLUG}/programm/{SESSION}", f"/{SLUG}/schedule.json")
    tags = {path: client.get(path).headers["ETag"] for path in paths}
    client.post(f"{page}/zurueckziehen", data=PRESSED)

    assert [client.get(path, headers={"If-None-Match": tag}).status_code for path, tag in tags.items()] == [200] * 3


def test_the_next_release_has_nothing_to_tell_of_it(app: Flask, client: FlaskClient, page: str):
    client.post(f"{page}/zurueckziehen", data=PRESSED)
    release_again(app, later=10)

    assert released_in(app).number == 2


def test_she_can_agree_again_and_is_named_with_the_next_release(app: Flask, client: FlaskClient, page: str):
    client.post(f"{page}/zurueckziehen", data=PRESSED)
    client.post(page, data={"version": str(her_row(app).version), "biography_de": TEXT, "agrees": "y"})
    with app.app_context():
        names = [one.name for one in released_in(app).speakers]
    release_again(app, later=10)

    assert NAME not in names
    assert NAME in [one.name for one in released_in(app).speakers]


def test_a_withdrawn_picture_is_nowhere_and_the_name_stays(app: Flask, client: FlaskClient, page: str):
    digest = her_row(app).portrait
    was_shown = client.get(f"/bild/person/{digest}-320.webp").status_code
    paths = public_addresses(app)
    client.post(f"{page}/bild/zurueckziehen", data=PRESSED)

    assert (was_shown, client.get(f"/bild/person/{digest}-320.webp").status_code) == (200, 404)
    assert client.get(f"{page}/bild-320.webp").status_code == 404
    assert telling(client, paths, (digest, "Eine Frau vor einer Laterne")) == []
    assert [digest for document in documents(app) if digest in document] == []
    assert NAME in client.get(f"/{SLUG}/vortragende").get_data(as_text=True)


def test_a_withdrawn_picture_is_no_reason_for_calendars(app: Flask, client: FlaskClient, page: str):
    feed = f"/{SLUG}/kalender/{SLUG}-programm.ics"
    old = client.get(feed)
    client.post(f"{page}/bild/zurueckziehen", data=PRESSED)

    assert client.get(feed, headers={"If-None-Match": old.headers["ETag"]}).status_code == 304


def test_the_file_of_a_withdrawn_picture_is_no_upload_any_more(app: Flask, client: FlaskClient, page: str):
    client.post(f"{page}/bild/zurueckziehen", data=PRESSED)
    with app.app_context():
        left = db.session.scalars(sa.select(Upload.digest)).all()
        db.session.remove()

    assert left == []


def test_a_planned_release_is_cleaned_as_well(app: Flask, client: FlaskClient, page: str):
    with app.app_context(), transaction():
        fair = get_fair(SLUG)
        document = db.session.scalar(sa.select(Release.document).where(Release.number == 2))
        db.session.add(PlannedRelease(fair_id=fair.id, due_at=now(), planned_at=now(), document=document, based_on=2))
    client.post(f"{page}/zurueckziehen", data=PRESSED)
    with app.app_context():
        planned = from_document(db.session.scalars(sa.select(PlannedRelease.document)).one())
        db.session.remove()

    assert [one.name for one in planned.speakers] == ["Bo Beispiel"]
    assert planned.session(SESSION).speakers == ()


def test_the_journal_forgets_the_name_and_says_that_something_was_done(app: Flask, client: FlaskClient, page: str):
    with app.app_context(), transaction():
        fair = get_fair(SLUG)
        told = [Difference("Vortragende", "", f"{NAME}; Bo Beispiel"), Difference("Kurztext", "", TEXT)]
        record(None, "session.changed", subject="session:CANARY", name="x", at=now(), fair_id=fair.id, differences=told)
    client.post(f"{page}/zurueckziehen", data=PRESSED)
    with app.app_context():
        found = entries(get_fair(SLUG).id)
        said = {one.kind: (one.name, one.differences) for one in found}
        db.session.remove()

    assert not [sign for sign in CANARIES[:1] if sign in str(said) or "Canarytext" in str(said)]
    assert said["session.changed"][1][0]["new"] == "[…]; Bo Beispiel"
    assert said["speaker.name_withdrawn"] == ("", [])


def test_the_office_withdraws_for_her_by_saving(app: Flask, client: FlaskClient, page: str):
    office = sign_in(app)
    path = f"{DESK}/vortragende/canary-vogel"
    answer = office.send(path, filled_in(office.get(path).get_data(as_text=True), consent="withdrawn"))

    assert answer.status_code == 303
    assert [canary for canary in CANARIES for document in documents(app) if canary in document] == []
    assert her_row(app).consent == "withdrawn"


def test_the_office_withdraws_a_picture(app: Flask, client: FlaskClient, page: str):
    office, digest = sign_in(app), her_row(app).portrait
    seen = office.get(f"/mein-stand/bild/{digest}-320.webp").status_code
    office.send(f"{DESK}/vortragende/canary-vogel/bild-zurueckziehen")

    assert seen == 200
    assert (her_row(app).portrait, her_row(app).portrait_consent) == ("", "withdrawn")
    assert client.get(f"/bild/person/{digest}-320.webp").status_code == 404


def archived(app: Flask) -> Insider:
    """The office at a fair that nobody changes any more."""
    with app.app_context(), transaction():
        get_fair(SLUG).is_archived = True
    return sign_in(app)


def test_at_an_archived_fair_the_office_takes_a_name_out_of_everything(app: Flask, client: FlaskClient, page: str):
    paths, office = public_addresses(app), archived(app)
    before = telling(client, paths, CANARIES)
    digest = her_row(app).portrait
    asks = office.get(WITHDRAWING).get_data(as_text=True)
    unasked = documents(app)
    answer = office.send(WITHDRAWING)

    assert f"{NAME} nicht mehr nennen?" in texts(asks, "//h1")
    assert [canary for canary in CANARIES if canary in unasked[1]] == list(CANARIES)
    assert answer.location == f"{DESK}/vortragende/canary-vogel"
    assert {"programme.speakers de", "interchange.programme_xlsx de", "calendars.feed de"} <= set(before)
    assert telling(client, paths, CANARIES) == []
    assert [canary for canary in CANARIES for document in documents(app) if canary in document] == []
    assert client.get(f"/bild/person/{digest}-320.webp").status_code == 404


def test_at_an_archived_fair_the_office_takes_a_picture_away(app: Flask, client: FlaskClient, page: str):
    paths, office, digest = public_addresses(app), archived(app), her_row(app).portrait
    was_shown = client.get(f"/bild/person/{digest}-320.webp").status_code
    office.send(f"{DESK}/vortragende/canary-vogel/bild-zurueckziehen")

    assert (was_shown, client.get(f"/bild/person/{digest}-320.webp").status_code) == (200, 404)
    assert telling(client, paths, (digest,)) == []
    assert [digest for document in documents(app) if digest in document] == []


def test_at_an_archived_fair_nothing_else_of_her_is_changed(app: Flask, page: str):
    office = archived(app)
    path = f"{DESK}/vortragende/canary-vogel"
    answer = office.send(path, filled_in(office.get(path).get_data(as_text=True), organisation="Anders"))

    assert (answer.status_code, her_row(app).organisation) == (422, "Laternenwerk")


def test_who_is_not_named_any_more_is_not_withdrawn_a_second_time(app: Flask, page: str):
    office = sign_in(app)
    for _time in range(2):
        office.send(WITHDRAWING)

    assert her_row(app).withdrawals == 1
    assert WITHDRAWING not in office.get(f"{DESK}/vortragende/canary-vogel").get_data(as_text=True)


def test_the_office_is_told_where_a_text_names_her_still(app: Flask, client: FlaskClient, page: str):
    with app.app_context():
        row = queries.find_draft_session(get_fair(SLUG).id, "BBBBBB")
        change(row, title_de=f"Gespräch mit {NAME}")
        db.session.remove()
    release_again(app, later=10)
    client.post(f"{page}/zurueckziehen", data=PRESSED)
    shown = sign_in(app).get(f"{DESK}/vortragende/canary-vogel").get_data(as_text=True)

    assert f"Gespräch mit {NAME}" in texts(shown, "//aside//li")


def test_withdrawing_twice_is_withdrawing_once(app: Flask, client: FlaskClient, page: str):
    client.post(f"{page}/zurueckziehen", data=PRESSED)
    once = documents(app)
    again = client.post(f"{page}/zurueckziehen", data=PRESSED)

    assert again.status_code == 303
    assert documents(app) == once


@pytest.mark.parametrize("act", ["zurueckziehen", "bild/zurueckziehen"])
def test_a_restored_backup_brings_nothing_back(app: Flask, client: FlaskClient, page: str, act: str):
    before = _rows(app)
    row = her_row(app)
    client.post(f"{page}/{act}", data=PRESSED)
    _put_back(app, before, withdrawals=row.withdrawals, consent=row.consent, portrait=row.portrait)
    with app.app_context(), transaction():
        found = redact_again(now())
    again = _again(app)

    assert (found, again) == (1, 0)
    gone = CANARIES if act == "zurueckziehen" else (row.portrait,)
    assert [sign for sign in gone for document in documents(app) if sign in document] == []


def _rows(app: Flask) -> dict[int, str]:
    with app.app_context():
        found = {row.id: row.document for row in db.session.scalars(sa.select(Release))}
        db.session.remove()
        return found


def _put_back(app: Flask, documents: dict[int, str], **values: object) -> None:
    """What the backup says, beside the list of what was erased since."""
    with app.app_context(), transaction():
        for row in db.session.scalars(sa.select(Release)):
            row.document = documents[row.id]
    change_her(app, **values)


def _again(app: Flask) -> int:
    with app.app_context(), transaction():
        return redact_again(now())


def test_what_she_agreed_to_again_stays_after_a_restore(app: Flask, client: FlaskClient, page: str):
    client.post(f"{page}/zurueckziehen", data=PRESSED)
    client.post(page, data={"version": str(her_row(app).version), "biography_de": TEXT, "agrees": "y"})

    assert _again(app) == 0
    assert her_row(app).consent == "given"


def test_redacting_asks_the_database_no_more_for_more_sessions(
    app: Flask, client: FlaskClient, page: str, queries_counted: Callable[[], int]
):
    with app.app_context():
        public_version = db.session.scalar(sa.select(Fair.public_version))
        db.session.remove()
    begin = queries_counted()
    client.post(f"{page}/zurueckziehen", data=PRESSED)

    assert queries_counted() - begin < 60
    with app.app_context():
        assert db.session.scalar(sa.select(Fair.public_version)) > public_version
        db.session.remove()


def test_a_withdrawal_of_somebody_who_never_was_public_moves_no_page(app: Flask):
    with app.app_context(), transaction():
        fair = get_fair(make_fair("messe-2031").slug)
        before = fair.public_version
        redact(fair, "niemand", "name", at=now())
        after = fair.public_version

    assert after == before
