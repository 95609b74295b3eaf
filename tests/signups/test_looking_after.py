"""What is over goes and the counts stay: unconfirmed askings, whoever leaves, everybody after the fair."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskCliRunner

from eventapp import create_app
from eventapp.cli.saying import in_transaction
from eventapp.database import db, transaction
from eventapp.journal.models import JournalEntry
from eventapp.outbox.actions import post
from eventapp.outbox.models import OutboxMail
from eventapp.signups import queries
from eventapp.signups.actions.looking_after import erase_unconfirmed, leave, settle_due
from eventapp.signups.filling import filled_of
from eventapp.signups.models import SignUp
from eventapp.signups.overview import Filled
from eventapp.upkeep import erasing
from eventapp.upkeep.backup import write_backup
from eventapp.visitors.actions import say_unwanted, star
from eventapp.visitors.models import Star, Visitor
from eventapp.visitors.queries import is_unwanted
from tests.conftest import settings
from tests.factories import DAY, at
from tests.signups.house import (
    NOW,
    ask_for,
    come,
    counted,
    fair_id,
    known_visitor,
    mails,
    make_workshop,
    of_address,
    states,
    workshop,
)

pytestmark = pytest.mark.usefixtures("in_app")
ADA, BEN, CEM = (f"{name}@besuch.example" for name in ("ada", "ben", "cem"))
CANARY = "Kanarienvogel"
LATER = NOW + timedelta(hours=24)
AFTER = at("12:00", DAY + timedelta(days=1 + 31))


def forget(moment: datetime = LATER) -> int:
    in_transaction(lambda: settle_due(moment))
    return in_transaction(lambda: erase_unconfirmed(moment))


def goes(email: str, *, now: datetime = NOW) -> None:
    def run() -> None:
        found = db.session.scalars(sa.select(Visitor).where(Visitor.email == email)).one()
        session_id = queries.session_id_of(fair_id(), "WORKSH")
        assert session_id is not None
        leave(found, {session_id: workshop()}, at=now)

    in_transaction(run)


def everything_kept() -> str:
    """All rows of all tables, as text."""
    db.session.expire_all()
    tables = db.metadata.sorted_tables
    return "\n".join(str(tuple(row)) for table in tables for row in db.session.execute(sa.select(table)))


def count(table: type) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def counts() -> dict[str, Filled]:
    db.session.expire_all()
    return filled_of(fair_id())


def test_an_asking_that_nobody_confirms_is_gone_within_a_day():
    make_workshop()
    ask_for(ADA, name=CANARY)
    left = []

    for hours in (22, 23.5):
        forget(NOW + timedelta(hours=hours))
        left.append((count(SignUp), count(Visitor), CANARY in everything_kept(), ADA in everything_kept()))

    assert left == [(1, 1, True, True), (0, 0, False, False)]
    assert counted() == (0, 0)


def test_whoever_confirmed_is_not_forgotten_with_the_others():
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)

    assert forget() == 0
    assert states() == {ADA: "confirmed", BEN: "waiting"}


def test_the_one_who_keeps_a_programme_keeps_it_without_the_address_that_was_never_shown_to_be_theirs():
    make_workshop()
    ask_for(ADA, name=CANARY)
    session_id = queries.session_id_of(fair_id(), "WORKSH")
    assert session_id is not None
    in_transaction(lambda: star(db.session.scalars(sa.select(Visitor)).one(), session_id, at=NOW))

    forget()

    kept = db.session.scalars(sa.select(Visitor)).one()
    assert (kept.email, kept.name, db.session.scalars(sa.select(Star.is_set)).one()) == ("", "", True)
    assert ADA not in everything_kept()


def test_an_address_that_was_written_to_lately_may_still_be_confirmed():
    make_workshop()
    ask_for(ADA)
    with transaction():
        post("visitors.address", to=ADA, language="de", key="k", values={}, at=LATER - timedelta(minutes=5))

    forget()

    assert (count(SignUp), db.session.scalars(sa.select(Visitor.email)).one()) == (0, ADA)


def test_what_others_wrote_to_a_typed_address_is_not_touched():
    make_workshop()
    with transaction():
        post("invitation", to=ADA, language="de", key="invitation:1", values={}, at=NOW)
    ask_for(ADA)

    forget()

    assert db.session.scalars(sa.select(OutboxMail.kind).where(OutboxMail.to_address == ADA)).all() == ["invitation"]


def test_a_trial_tells_what_would_go_and_changes_nothing():
    make_workshop()
    ask_for(ADA)
    in_transaction(lambda: settle_due(LATER))
    before = everything_kept()

    with transaction():
        told = erasing.erase(LATER, is_trial=True)

    assert (told["Unbestätigte Anmeldungen"], everything_kept()) == (1, before)


def test_a_month_after_the_fair_the_persons_go_and_the_counts_stay():
    make_workshop(capacity=2)
    for email in (ADA, BEN, CEM):
        come(email, name=CANARY, answer="Vegan")
    with transaction():
        db.session.scalars(sa.select(SignUp).order_by(SignUp.id)).first().came_at = at("10:00")
    before = counts()

    with transaction():
        told = erasing.erase(AFTER)

    assert told["Besucher"] == 3
    assert counts() == before
    assert (before["WORKSH"].confirmed, before["WORKSH"].waiting, before["WORKSH"].came) == (2, 1, 1)
    assert [word for word in (CANARY, "Vegan", "besuch.example") if word in everything_kept()] == []


def test_a_day_earlier_they_are_all_there():
    make_workshop()
    come(ADA)

    with transaction():
        told = erasing.erase(AFTER - timedelta(days=1))

    assert (told["Besucher"], states()) == (0, {ADA: "confirmed"})


def test_that_no_mails_are_wanted_is_forgotten_after_a_year():
    in_transaction(lambda: say_unwanted(ADA, at=NOW))
    left = []

    for days in (365, 366):
        with transaction():
            told = erasing.erase(NOW + timedelta(days=days))
        left.append((told["Unerwünschte Adressen"], is_unwanted(ADA)))

    assert left == [(0, True), (1, False)]


def test_erasing_twice_changes_nothing():
    make_workshop()
    come(ADA)
    with transaction():
        erasing.erase(AFTER)
    before = everything_kept()

    with transaction():
        told = erasing.erase(AFTER)

    assert (sum(told.values()), everything_kept()) == (0, before)


def test_the_protocol_says_how_many_and_not_who():
    make_workshop()
    come(ADA, name=CANARY)

    with transaction():
        erasing.erase_daily(AFTER)

    entry = db.session.scalars(sa.select(JournalEntry).where(JournalEntry.kind == "privacy.erased")).one()
    assert entry.differences == [{"field": "Besucher", "old": "1", "new": "0"}]


def test_the_command_tells_first_and_then_does_it(cli: FlaskCliRunner):
    make_workshop()
    ask_for(ADA, now=NOW)

    trial = cli.invoke(args=["privacy", "erase", "--dry-run"]).stdout.splitlines()
    kept = count(SignUp)

    assert ("Nichts wurde gelöscht (--dry-run)." in trial, kept) == (True, 1)
    assert any(line.startswith("Unbestätigte Anmeldungen: ") for line in trial)


def test_whoever_leaves_makes_room_at_once():
    make_workshop(capacity=1)
    come(ADA)
    come(BEN)

    goes(ADA)

    assert states() == {BEN: "offered"}
    assert counted() == (1, 1)


def test_of_whoever_leaves_nothing_is_left_that_was_told_them_or_by_them():
    """A code in an old mail, or in a list that was printed, leads to nobody any more."""
    make_workshop()
    sign_up = come(ADA, name=CANARY, answer="Vegan")
    told = [CANARY, ADA, "Vegan", sign_up.code, sign_up.handle]
    before = [word in everything_kept() for word in told]

    goes(ADA)

    assert (all(before), [word for word in told if word in everything_kept()]) == (True, [])


def test_whoever_leaves_after_they_were_there_is_counted_still():
    make_workshop(capacity=1)
    come(ADA, name=CANARY)
    with transaction():
        db.session.scalars(sa.select(SignUp)).one().came_at = at("10:01")
    before = counts()

    goes(ADA, now=at("11:00"))

    assert (counts(), CANARY in everything_kept()) == (before, False)


def test_whoever_leaves_the_waiting_list_closes_the_gap():
    make_workshop(capacity=1)
    for email in (ADA, BEN, CEM):
        come(email)

    goes(BEN)

    last = of_address(CEM)
    assert last is not None
    assert queries.before_in_line(last) == 0


def test_after_leaving_the_same_address_can_come_anew():
    make_workshop()
    come(ADA)
    goes(ADA)

    assert come(ADA).state == "confirmed"


def test_nothing_is_sent_any_more_to_whoever_left():
    make_workshop()
    come(ADA)
    goes(ADA)

    assert mails(ADA) == []
    assert set(db.session.scalars(sa.select(OutboxMail.state))) == {"dropped"}


def test_the_journal_names_nobody():
    make_workshop()
    come(ADA, name=CANARY)
    goes(ADA)

    told = [f"{one.name}{one.differences}" for one in db.session.scalars(sa.select(JournalEntry))]
    assert [line for line in told if CANARY in line or ADA in line] == []


def test_a_restored_backup_brings_nobody_back(app: Flask, tmp_path: Path):
    make_workshop()
    known_visitor(BEN)
    come(ADA, name=CANARY)
    db.session.remove()
    write_backup(tmp_path / "alt.zip")
    goes(ADA)
    db.session.remove()

    url = f"sqlite:///{tmp_path / 'wieder.sqlite'}"
    second = create_app(settings(url, ERASED_LIST=app.config["ERASED_LIST"], UPLOAD_FOLDER=str(tmp_path / "u2")))
    with second.app_context():
        assert second.test_cli_runner().invoke(args=["restore", str(tmp_path / "alt.zip")]).exit_code == 0
        emails = set(db.session.scalars(sa.select(Visitor.email)))
        kept = everything_kept()
        taken = counted()
        db.session.remove()
        db.engine.dispose()

    assert (emails, CANARY in kept, ADA in kept, taken) == ({BEN}, False, False, (0, 0))
