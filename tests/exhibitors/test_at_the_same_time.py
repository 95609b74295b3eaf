"""Two who do something at the same moment: one after the other, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import msgspec
from flask import Flask

from eventapp.cli.saying import in_transaction
from eventapp.database import db
from eventapp.exhibitors.actions.applications import apply
from eventapp.exhibitors.actions.drafts import save
from eventapp.exhibitors.actions.handing_in import NothingToHandIn, hand_in
from eventapp.exhibitors.actions.registration import NOT_SET, set_rules, set_task
from eventapp.exhibitors.actions.review import accept
from eventapp.exhibitors.models import Entry, Exhibitor
from eventapp.exhibitors.queries import applications_of, rules_of_fair
from eventapp.exhibitors.rules import TaskRule, seen
from eventapp.fair.models import Fair
from tests.exhibitors.stand import (
    AT,
    COMPANY,
    again,
    do,
    entry_of,
    handed_in,
    mails,
    make_exhibit,
    make_invited,
    office,
    person,
    write_on,
)
from tests.factories import make_fair


def at_once(app: Flask, *works: Callable[[], object]) -> list[object]:
    """Each in a thread and a transaction of its own."""

    def run(work: Callable[[], object]) -> object:
        with app.app_context():
            try:
                return in_transaction(work)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def typing(entry_id: int, field: str, version: int) -> Callable[[], object]:
    def work() -> None:
        entry = db.session.get_one(Entry, entry_id)
        save(entry, {field: f"{field} zuletzt"}, version=version, by=person(), at=AT, is_autosave=True)

    return work


def test_two_people_typing_in_different_fields_lose_nothing(app: Flask):
    with app.app_context():
        entry = entry_of(make_invited())
        entry_id, version = entry.id, entry.version
        db.session.remove()
    fields = ("street", "city", "country", "contact_name")

    at_once(app, *(typing(entry_id, field, version) for field in fields))

    with app.app_context():
        entry = db.session.get_one(Entry, entry_id)
        assert {field: entry.draft[field] for field in fields} == {field: f"{field} zuletzt" for field in fields}
        assert entry.version == version + len(fields)


def test_pressing_hand_in_twice_at_once_hands_in_once(app: Flask):
    with app.app_context():
        exhibitor = make_invited()
        exhibitor_id = exhibitor.id
        entry_id = write_on(entry_of(exhibitor), COMPANY).id
        db.session.remove()

    def work() -> str:
        try:
            hand_in(db.session.get_one(Exhibitor, exhibitor_id), by=person(), at=AT)
        except NothingToHandIn:
            return "nothing new"
        return "handed in"

    assert sorted(map(str, at_once(app, work, work, work))) == ["handed in", "nothing new", "nothing new"]
    with app.app_context():
        assert (db.session.get_one(Entry, entry_id).submission, len(mails("handed_in"))) == (1, 1)


def test_two_exhibits_of_the_same_title_accepted_at_once_have_two_addresses(app: Flask):
    with app.app_context():
        exhibitor = make_invited()
        entries = [make_exhibit(exhibitor) for _ in range(3)]
        handed_in(exhibitor)
        office()
        ids = [again(entry).id for entry in entries]
        db.session.remove()

    def accepting(entry_id: int) -> Callable[[], object]:
        return lambda: accept(db.session.get_one(Entry, entry_id), submission=1, by=office(), at=AT).slug

    slugs = at_once(app, *(accepting(entry_id) for entry_id in ids))

    title = "sicherung-mit-gedaechtnis"
    assert sorted(map(str, slugs)) == [title, f"{title}-2", f"{title}-3"]


def test_people_who_set_different_tasks_at_once_lose_nothing(app: Flask):
    with app.app_context():
        fair = make_fair()
        fair_id, rules = fair.id, rules_of_fair(fair)
        db.session.remove()
    tasks = ("company", "exhibit", "proposal", "billing")

    def setting(task: str) -> Callable[[], object]:
        def work() -> None:
            rule = TaskRule(due_at=AT, is_compulsory=True)
            set_task(db.session.get_one(Fair, fair_id), task, rule, seen=seen(rules, task), by=None, at=AT)

        return work

    at_once(app, *(setting(task) for task in tasks))

    with app.app_context():
        stored = rules_of_fair(db.session.get_one(Fair, fair_id))
        assert {stored.task(task).due_at for task in tasks} == {AT}


def test_the_same_application_sent_twice_at_once_counts_once(app: Flask):
    with app.app_context():
        fair = make_fair()
        do(set_rules, fair, msgspec.structs.replace(rules_of_fair(fair), is_open=True), version=NOT_SET, by=office())
        fair_id = fair.id
        db.session.remove()

    def work() -> int:
        told = {"key": "k1", "name": "Neue AG", "contact_name": "Nora", "contact_email": "nora@neue.example"}
        return apply(db.session.get_one(Fair, fair_id), at=AT, **told).id

    assert len(set(at_once(app, *[work] * 4))) == 1
    with app.app_context():
        assert (len(applications_of(fair_id)), len(mails("application"))) == (1, 1)
        db.session.remove()
