"""The office sets one part of the rules at a time: what meets, what is told, what the journal says."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import msgspec
import pytest

from eventapp.clock import from_the_wall
from eventapp.desk.history import told_of
from eventapp.exhibitors.actions.registration import NOT_SET, RulesChanged, set_general, set_rules, set_task
from eventapp.exhibitors.actions.reminding import due
from eventapp.exhibitors.fields.tasks import TASKS
from eventapp.exhibitors.models import Registration
from eventapp.exhibitors.queries import find_registration, marks_of, rules_of_fair, written_for
from eventapp.exhibitors.rule_remarks import consequences, oddities, waiting_for
from eventapp.exhibitors.rule_words import FIXED_BECAUSE, before_the_fair, rule_name
from eventapp.exhibitors.rules import FieldRule, OfficeContact, Rules, RulesRefused, Span, TaskRule, default_rules, seen
from eventapp.fair.models import Fair
from eventapp.i18n import Words, speaking
from eventapp.journal.queries import entries
from tests.exhibitors.stand import (
    AT,
    COMPANY,
    do,
    entry_of,
    handed_in,
    make_exhibit,
    make_invited,
    office,
    write_on,
)
from tests.factories import make_fair

pytestmark = pytest.mark.usefixtures("in_app")


def rule_with(fair: Fair, task: str, **values: object) -> TaskRule:
    return msgspec.structs.replace(rules_of_fair(fair).task(task), **values)


def set_one(fair: Fair, task: str, *, print_: int | None = None, **values: object) -> Registration | None:
    told = seen(rules_of_fair(fair), task) if print_ is None else print_
    return do(set_task, fair, task, rule_with(fair, task, **values), seen=told, by=office())


def remarks(fair: Fair, task: str, **values: object) -> list[str]:
    before = rules_of_fair(fair)
    after = before.with_task(task, rule_with(fair, task, **values))
    shut = waiting_for(task, before, after, marks_of(fair.id), at=AT)
    return [one.sentence for one in consequences(task, before, after, written_for(fair.id, task), shut=shut)]


def test_two_people_at_different_tasks_do_not_meet():
    fair = make_fair()
    print_ = seen(rules_of_fair(fair), "exhibit")

    set_one(fair, "company", is_asked=False)
    set_one(fair, "exhibit", print_=print_, is_compulsory=True)

    rules = rules_of_fair(fair)
    assert (rules.task("company").is_asked, rules.task("exhibit").is_compulsory) == (False, True)


def test_two_people_at_the_same_task_do_not_overwrite_each_other():
    fair = make_fair()
    print_ = seen(rules_of_fair(fair), "exhibit")
    set_one(fair, "exhibit", fields={"text_de": FieldRule(limit=300)})

    with pytest.raises(RulesChanged) as changed:
        set_one(fair, "exhibit", print_=print_, is_compulsory=True)

    assert changed.value.rules.task("exhibit").fields == {"text_de": FieldRule(limit=300)}
    assert rules_of_fair(fair).task("exhibit").is_compulsory is None


def test_what_holds_for_all_tasks_does_not_meet_a_task():
    fair = make_fair()
    print_ = seen(rules_of_fair(fair))
    set_one(fair, "staff", is_asked=False)

    general = msgspec.structs.replace(default_rules(fair.starts_on), free_passes=7)
    do(set_general, fair, general, seen=print_, by=office())

    rules = rules_of_fair(fair)
    assert (rules.free_passes, rules.task("staff").is_asked) == (7, False)


def test_saving_what_stands_there_changes_nothing_but_sets_rules_where_there_were_none():
    fair = make_fair()

    assert set_one(fair, "staff") is not None
    assert set_one(fair, "staff") is None

    row = find_registration(fair.id)
    assert row is not None
    assert row.version == 1


def test_a_part_is_checked_like_the_whole():
    fair = make_fair()

    with pytest.raises(RulesRefused):
        set_one(fair, "company", fields={"name": FieldRule(is_asked=False)})

    assert find_registration(fair.id) is None


def test_the_journal_tells_rules_by_their_names():
    fair = make_fair()
    due_at = from_the_wall(fair.starts_on - timedelta(days=10), time(12))
    set_one(fair, "exhibit", due_at=due_at, fields={"text_de": FieldRule(limit=300, is_compulsory=False)})

    line = told_of(entries(fair.id, kinds=("registration",)))[0]

    told = {name: (old, new) for name, old, new in line.differences}
    assert line.what == "Regeln der Anmeldung geändert"
    assert told["Exponate, Text auf Deutsch: höchstens Zeichen"] == ("Vorgabe", "300")
    assert told["Exponate, Text auf Deutsch: Pflicht"] == ("Vorgabe", "nein")
    assert told["Exponate: Frist"][1] == "Do., 18. März 2027, 12:00 Uhr"
    with speaking("en"):
        assert told_of(entries(fair.id, kinds=("registration",)))[0].differences[0][0] == "Exhibits: Deadline"


def test_the_journal_tells_times_and_whether_the_registration_is_open():
    fair = make_fair()
    rules = default_rules(fair.starts_on)
    span = Span(datetime(2027, 3, 26, 7, tzinfo=UTC), datetime(2027, 3, 26, 18, tzinfo=UTC))
    do(set_general, fair, msgspec.structs.replace(rules, is_open=True, build_up=(span,)), seen=seen(rules), by=None)

    told = {name: new for name, _old, new in told_of(entries(fair.id))[0].differences}

    assert told == {
        "Anmeldung": "offen",
        "Aufbau": "Fr., 26. März 2027, 08:00 Uhr – Fr., 26. März 2027, 19:00 Uhr",
    }


def test_a_name_that_nobody_knows_is_told_as_it_is():
    assert (rule_name("tasks.catering.due_at"), rule_name("colour")) == ("tasks.catering.due_at", "colour")


def test_every_fixed_field_has_its_reason():
    fixed = {f"{task.key}.{field.key}" for task in TASKS for field in task.fields if field.is_fixed}

    assert set(FIXED_BECAUSE) == fixed


def test_members_with_an_open_task_are_counted_when_its_deadline_moves_before_now():
    fair = make_fair()
    make_invited(fair)
    done = make_invited(fair, "Fertig AG", "f@fertig.example")
    handed_in(done, write_on(entry_of(done), COMPANY))

    said = remarks(fair, "company", due_at=AT - timedelta(days=1))

    assert said == ["Die Frist ist damit vorbei. 1 Mitglied hat die Aufgabe noch offen und kann nichts mehr eingeben."]
    assert remarks(fair, "company", due_at=AT + timedelta(days=1)) == []


def test_members_who_filled_in_what_is_no_longer_asked_are_counted_once_and_keep_it():
    fair = make_fair()
    exhibitor = make_invited(fair)
    first, _second = make_exhibit(exhibitor, length=120), make_exhibit(exhibitor, length=80)
    left_out = {"length": FieldRule(is_asked=False)}

    (sentence,) = remarks(fair, "exhibit", fields=left_out)
    set_one(fair, "exhibit", fields=left_out)

    assert sentence.startswith("„Länge“: 1 Mitglied hat das schon ausgefüllt. Die Angabe bleibt gespeichert")
    assert next(one for one in written_for(fair.id, "exhibit")).draft["length"] == first.draft["length"] == 120


def test_a_shorter_limit_and_a_new_duty_say_whom_they_meet():
    fair = make_fair()
    exhibitor = make_invited(fair)
    handed_in(exhibitor, make_exhibit(exhibitor))

    said = remarks(fair, "exhibit", fields={"text_de": FieldRule(limit=5), "length": FieldRule(is_compulsory=True)})

    assert [sentence.split(":")[0] for sentence in said] == ["„Text auf Deutsch“", "„Länge“ wird Pflicht"]


def test_a_task_that_is_left_out_says_how_many_have_begun_it():
    fair = make_fair()
    write_on(entry_of(make_invited(fair)), {"name": "SIBA"})
    make_invited(fair, "Nichts AG", "n@nichts.example")

    said = remarks(fair, "company", is_asked=False)

    assert [sentence.split(".")[0] for sentence in said] == ["1 Mitglied hat hier schon etwas eingetragen"]


def odd(fair: Fair, rules: Rules) -> set[str]:
    return {one.key for one in oddities(rules, fair.starts_on, fair.ends_on)}


def test_usual_rules_have_nothing_odd():
    fair = make_fair()

    assert odd(fair, default_rules(fair.starts_on)) == set()


def test_deadlines_in_an_odd_order_are_told():
    fair = make_fair()
    rules = default_rules(fair.starts_on)
    first = rules.task("proposal").due_at
    changed = rules.with_task("staff", TaskRule(due_at=from_the_wall(fair.starts_on, time(8))))
    changed = changed.with_task("delivery", TaskRule(due_at=first)).with_task("billing", TaskRule(due_at=first))
    changed = msgspec.structs.replace(
        changed, is_open=True, opens_at=first, closes_at=rules.task("company").due_at + timedelta(days=1)
    )

    assert odd(fair, changed) == {
        "after_the_start:staff",
        "before_opening:proposal",
        "before_opening:billing",
        "before_opening:delivery",
        "before_exhibits:delivery",
        "before_closing:company",
        "no_contact",
    }


def test_odd_times_around_the_fair_are_told():
    fair = make_fair()
    begins = from_the_wall(fair.starts_on, time(0))
    late = Span(begins + timedelta(days=1), begins + timedelta(days=1, hours=2))
    early = Span(begins - timedelta(hours=2), begins - timedelta(hours=1))
    rules = default_rules(fair.starts_on)
    contact = OfficeContact(phone="0231 1")
    told = msgspec.structs.replace(
        rules, is_open=True, closes_at=begins, build_up=(late,), dismantling=(early,), contact=contact
    )
    told = told.with_task("company", msgspec.structs.replace(rules.task("company"), is_asked=False))

    assert {"closes_late", "build_up_late", "dismantling_early", "no_company"} <= odd(fair, told)
    assert "no_contact" not in odd(fair, told)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (42, "6 Wochen vor Messebeginn"),
        (9, "1 Woche und 2 Tage vor Messebeginn"),
        (1, "1 Tag vor Messebeginn"),
        (0, "am ersten Messetag"),
        (-3, "3 Tage nach Messebeginn"),
    ],
)
def test_deadlines_are_counted_back_from_the_fair(days: int, words: str):
    fair = make_fair()

    assert before_the_fair(from_the_wall(fair.starts_on - timedelta(days=days), time(18)), fair.starts_on) == words


def test_reminders_follow_a_deadline_that_the_office_moved():
    fair = make_fair()
    make_invited(fair)
    assert due(fair, at=AT) == []

    set_one(fair, "company", due_at=AT + timedelta(days=6))

    ((_progress, reminder),) = due(fair, at=AT)
    assert [state.task.key for state in reminder.tasks] == ["company"]


def test_rules_are_set_as_a_whole_too():
    fair = make_fair()
    rules = msgspec.structs.replace(default_rules(fair.starts_on), welcome=Words("Willkommen"))

    assert do(set_rules, fair, rules, version=NOT_SET, by=office()).version == 1
    assert rules_of_fair(fair) == rules
