"""What is over goes: by the clock, once and for good; a restored backup brings nobody back."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskCliRunner

from eventapp import create_app
from eventapp.accounts.erasing import erase_person
from eventapp.accounts.models import Person
from eventapp.accounts.queries import find_person
from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.exhibitors.models import Application, Entry, Exhibitor, StaffPass
from eventapp.fair.models import Fair
from eventapp.journal.actions import Difference, record
from eventapp.journal.models import JournalEntry
from eventapp.outbox.models import OutboxMail
from eventapp.outbox.rendering import render
from eventapp.privacy.models import Tombstone
from eventapp.upkeep import erasing
from eventapp.upkeep.backup import write_backup
from tests.conftest import settings
from tests.factories import DAY, RELEASED, at, make_entry, make_exhibitor, make_fair
from tests.people import MEMBER, OFFICE, make_person

pytestmark = pytest.mark.usefixtures("in_app")
LAST_DAY = DAY + timedelta(days=1)
CANARY = "Kanarienvogel"


def daily(moment: datetime) -> None:
    with transaction():
        erasing.erase_daily(moment)


def erased(moment: datetime, *, is_trial: bool = False) -> dict[str, int]:
    """What went, the kinds of which nothing went left out."""
    with transaction():
        return {name: number for name, number in erasing.erase(moment, is_trial=is_trial).items() if number}


def count(table: type) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def after_the_fair(days: int) -> datetime:
    return at("12:00", LAST_DAY + timedelta(days=days))


@pytest.fixture
def exhibitor(in_app: None) -> Exhibitor:
    fair: Fair = make_fair()
    exhibitor = make_exhibitor(fair, contact_name=CANARY, contact_email="k@mitglied.example")
    company = {"name": "Muster GmbH", "contact_name": CANARY, "contact_phone": "0231 1"}
    make_entry(exhibitor, accepted=company, state="accepted", unrecorded={"contact_name": [CANARY]})
    with transaction() as session:
        session.add(StaffPass(exhibitor_id=exhibitor.id, last_name=CANARY, added_at=RELEASED))
        session.add(
            Application(
                fair_id=fair.id, key="k", name="Neu", contact_name=CANARY, contact_email="n@x.de", received_at=RELEASED
            )
        )
    return exhibitor


def member_since(moment: datetime, email: str = MEMBER, **values: object) -> int:
    return make_person(email, at=moment, **values)


def is_there(email: str = MEMBER) -> bool:
    return find_person(email) is not None


@pytest.mark.usefixtures("exhibitor")
def test_passes_go_two_weeks_after_the_fair():
    left = []
    for days in (0, 14, 15):
        erased(after_the_fair(days))
        left.append(count(StaffPass))

    assert left == [1, 1, 0]


def test_whom_to_ask_is_forgotten_a_month_after_the_fair_and_the_entry_stays(exhibitor: Exhibitor):
    erased(after_the_fair(30))
    before = db.session.scalar(sa.select(Exhibitor.contact_name))

    erased(after_the_fair(31))

    entry = db.session.scalars(sa.select(Entry)).one()
    assert before == CANARY
    assert db.session.execute(sa.select(Exhibitor.contact_name, Exhibitor.contact_email)).one() == ("", "")
    assert (entry.draft, entry.handed_in, entry.accepted) == ({"name": "Muster GmbH"},) * 3
    assert entry.unrecorded == {}
    assert count(Application) == 0


@pytest.mark.usefixtures("exhibitor")
def test_a_trial_tells_what_would_go_and_changes_nothing():
    told = erased(after_the_fair(31), is_trial=True)

    assert told == {"Ausweise": 1, "Ansprechpersonen": 2, "Bewerbungen": 1}
    assert erased(after_the_fair(31)) == told


@pytest.mark.usefixtures("exhibitor")
def test_erasing_twice_changes_nothing():
    erased(after_the_fair(31))

    assert erased(after_the_fair(31)) == {}


def test_the_journal_goes_after_twelve_months():
    with transaction():
        record(None, "session.changed", subject="session:AAAAAA", name=CANARY, at=RELEASED)
    left = []
    for days in (365, 366):
        erased(RELEASED + timedelta(days=days))
        left.append(count(JournalEntry))

    assert left == [1, 0]


def test_who_is_away_for_eleven_months_is_asked_once_and_erased_a_month_later():
    begun = RELEASED
    member_since(begun)
    seen = []
    for days in (334, 336, 350, 364, 366, 367):
        daily(begun + timedelta(days=days))
        seen.append((count(OutboxMail), is_there()))

    assert seen == [(0, True), (1, True), (1, True), (1, True), (1, False), (1, False)]


def test_who_was_never_asked_is_asked_first_however_long_they_were_away():
    member_since(RELEASED)
    late = RELEASED + timedelta(days=900)
    seen = []
    for days in (0, 29, 31):
        daily(late + timedelta(days=days))
        seen.append(is_there())

    assert seen == [True, True, False]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_question_says_until_when_and_where_to_sign_in(language: str):
    member_since(RELEASED, language=language)
    daily(RELEASED + timedelta(days=336))
    mail = db.session.scalars(sa.select(OutboxMail)).one()

    letter = render(mail.kind, language=mail.language, values=mail.values)

    assert ("5. Januar 2028" if language == "de" else "5 January 2028") in letter.subject
    assert "/konto/einloggen" in letter.text


def test_signing_in_keeps_the_account():
    person_id = member_since(RELEASED)
    daily(RELEASED + timedelta(days=340))
    with transaction() as session:
        session.get(Person, person_id).signed_in_at = RELEASED + timedelta(days=350)

    daily(RELEASED + timedelta(days=400))

    assert is_there()


def test_the_last_one_who_can_open_the_office_stays():
    for number in (1, 2):
        member_since(RELEASED + timedelta(hours=number), f"buero{number}@messe.example", is_organiser=True)
    daily(RELEASED + timedelta(days=340))

    daily(RELEASED + timedelta(days=380))

    assert [person.email for person in db.session.scalars(sa.select(Person))] == ["buero2@messe.example"]


@pytest.mark.parametrize(("is_organiser", "role"), [(True, "organiser"), (False, "member")])
def test_of_who_is_erased_the_journal_keeps_what_they_were(is_organiser: bool, role: str, cli: FlaskCliRunner):
    person_id = member_since(now(), is_organiser=is_organiser, name=CANARY)
    with transaction():
        record(person_id, "session.changed", subject="session:AAAAAA", name="Wärme", at=now())
        moved = [Difference("email", f"{CANARY}@x.example", MEMBER)]
        record(None, "account.address_changed", subject=f"person:{person_id}", name=CANARY, at=now(), differences=moved)

    answer = cli.invoke(args=["privacy", "forget", MEMBER.upper()])

    rows = list(db.session.scalars(sa.select(JournalEntry).order_by(JournalEntry.id)))
    by_them = next(row for row in rows if row.kind == "session.changed")
    assert answer.stdout == "Das Konto ist gelöscht.\n"
    assert (by_them.by, by_them.role, by_them.name) == (None, role, "Wärme")
    assert not any(CANARY in f"{row.name}{row.differences}" for row in rows)


def test_what_was_sent_to_who_is_erased_is_forgotten(cli: FlaskCliRunner):
    member_since(RELEASED)
    daily(RELEASED + timedelta(days=340))

    cli.invoke(args=["privacy", "forget", MEMBER])

    mail = db.session.scalars(sa.select(OutboxMail)).one()
    assert (mail.state, mail.values) == ("dropped", {})
    assert MEMBER not in f"{mail.to_address}{mail.key}"


def test_forgetting_nobody_says_so(cli: FlaskCliRunner):
    assert "kein Konto" in cli.invoke(args=["privacy", "forget", MEMBER]).stdout


@pytest.mark.usefixtures("exhibitor")
def test_the_command_tells_what_it_would_erase(cli: FlaskCliRunner):
    answer = cli.invoke(args=["privacy", "erase", "--dry-run"])

    assert answer.exit_code == 0
    assert answer.stdout.splitlines()[-1] == "Nichts wurde gelöscht (--dry-run)."
    assert count(StaffPass) == 1


def restored(archive: Path, app: Flask, tmp_path: Path) -> tuple[str, list[str]]:
    """What the command says on a second, empty site that knows the same list, and whom it brought back."""
    url = f"sqlite:///{tmp_path / 'wieder.sqlite'}"
    second = create_app(settings(url, ERASED_LIST=app.config["ERASED_LIST"], UPLOAD_FOLDER=str(tmp_path / "u2")))
    with second.app_context():
        told = second.test_cli_runner().invoke(args=["restore", str(archive)]).output
        emails = list(db.session.scalars(sa.select(Person.email).order_by(Person.email)))
        db.session.remove()
        db.engine.dispose()
    return told, emails


def test_a_restored_backup_brings_nobody_back(app: Flask, cli: FlaskCliRunner, tmp_path: Path):
    member_since(now())
    member_since(now(), OFFICE, is_organiser=True)
    db.session.remove()
    write_backup(tmp_path / "alt.zip")
    cli.invoke(args=["privacy", "forget", MEMBER])

    told, emails = restored(tmp_path / "alt.zip", app, tmp_path)

    assert "Noch einmal gelöscht, was seit der Sicherung gelöscht wurde oder abgelaufen ist: 1." in told
    assert emails == [OFFICE]


def test_who_comes_again_under_the_old_address_is_not_taken_for_the_erased_one(
    app: Flask, cli: FlaskCliRunner, tmp_path: Path
):
    member_since(now())
    cli.invoke(args=["privacy", "forget", MEMBER])
    member_since(now())
    db.session.remove()
    write_backup(tmp_path / "neu.zip")

    assert restored(tmp_path / "neu.zip", app, tmp_path)[1] == [MEMBER]


def test_the_list_names_nobody_and_only_what_was_committed(app: Flask, cli: FlaskCliRunner):
    list_ = Path(app.config["ERASED_LIST"])
    member_since(now())

    def erase_and_fail() -> None:
        with transaction():
            erase_person(find_person(MEMBER), at=now())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        erase_and_fail()
    assert (is_there(), list_.exists()) == (True, False)

    cli.invoke(args=["privacy", "forget", MEMBER])

    assert list_.read_text().split() == [*db.session.scalars(sa.select(Tombstone.digest))]


def test_the_raw_files_of_the_database_hold_nothing_of_what_was_erased(
    app: Flask, tmp_path: Path, exhibitor: Exhibitor
):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL cleans its files by VACUUM in its own time")
    member_since(RELEASED, name=CANARY)
    late = after_the_fair(0) + timedelta(days=900)
    daily(late)

    daily(late + timedelta(days=40))

    db.session.remove()
    with db.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.engine.dispose()
    raw = b"".join(path.read_bytes() for path in tmp_path.glob("test.sqlite*"))
    assert CANARY.encode() not in raw
    assert b"Muster GmbH" in raw
