"""What a fair asks: defaults, what the office sets, and what it may not set."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from eventapp.clock import at_the_fair
from eventapp.exhibitors.asking import asked_fields, asked_tasks
from eventapp.exhibitors.fields.field import LIMITED
from eventapp.exhibitors.fields.tasks import TASKS
from eventapp.exhibitors.rules import (
    FieldRule,
    Rules,
    RulesRefused,
    Span,
    TaskRule,
    checked,
    default_rules,
    rules_of,
    to_document,
)
from eventapp.i18n import Words, speaking

STARTS = date(2027, 3, 28)


def with_field(rules: Rules, task: str, **fields: FieldRule) -> Rules:
    changed = msgspec.structs.replace(rules.task(task), fields=fields)
    return msgspec.structs.replace(rules, tasks={**rules.tasks, task: changed})


def test_deadlines_come_in_waves_at_six_in_the_evening_on_both_sides_of_the_change_of_clocks():
    rules = default_rules(STARTS)

    due = {key: at_the_fair(rule.due_at) for key, rule in rules.tasks.items()}
    weeks = {key: (STARTS - moment.date()).days // 7 for key, moment in due.items()}

    assert weeks == {"proposal": 13, "company": 8, "billing": 8, "exhibit": 6, "staff": 4, "delivery": 2}
    assert {moment.hour for moment in due.values()} == {18}


def test_a_document_says_everything_again():
    rules = with_field(default_rules(STARTS), "company", text_de=FieldRule(limit=400, help=Words("Kurz.", "Short.")))
    rules = msgspec.structs.replace(
        rules, build_up=(Span(datetime(2027, 3, 26, 7, tzinfo=UTC), datetime(2027, 3, 26, 18, tzinfo=UTC)),)
    )

    assert rules_of(to_document(rules), STARTS) == rules


def test_a_document_from_before_a_task_existed_asks_it_as_by_default():
    document = '{"tasks":{"company":{"due_at":"2027-01-01T00:00:00Z"}},"free_passes":2}'

    rules = rules_of(document, STARTS)

    assert rules.free_passes == 2
    assert rules.task("delivery") == default_rules(STARTS).task("delivery")


def test_a_task_that_is_gone_does_not_trouble_an_old_document():
    document = '{"tasks":{"catering":{"due_at":"2027-01-01T00:00:00Z"}}}'

    assert rules_of(document, STARTS) == msgspec.structs.replace(default_rules(STARTS), closes_at=None)


def test_the_office_sets_limits_and_help_and_what_is_asked():
    rules = with_field(
        default_rules(STARTS),
        "company",
        text_de=FieldRule(limit=400, help=Words("Kurz.", "Short.")),
        vector_logo=FieldRule(is_asked=False),
        text_en=FieldRule(is_compulsory=True),
    )

    asked = {one.field.key: one for one in asked_fields(rules, "company")}

    with speaking("en"):
        assert (asked["text_de"].limit, asked["text_de"].help) == (400, "Short.")
    assert "vector_logo" not in asked
    assert asked["text_en"].is_compulsory


def test_a_task_that_the_office_leaves_out_is_not_asked():
    rules = default_rules(STARTS)
    without = msgspec.structs.replace(rules.task("billing"), is_asked=False)
    rules = msgspec.structs.replace(rules, tasks={**rules.tasks, "billing": without})

    assert "billing" not in {task.key for task in asked_tasks(rules)}


@pytest.mark.parametrize("rule", [FieldRule(is_asked=False), FieldRule(is_compulsory=False)])
def test_a_field_that_the_house_relies_on_cannot_be_left_out(rule: FieldRule):
    with pytest.raises(RulesRefused) as refused:
        checked(with_field(default_rules(STARTS), "company", name=rule))

    assert refused.value.field == "company.name"


def test_a_limit_has_bounds():
    with pytest.raises(RulesRefused):
        checked(with_field(default_rules(STARTS), "company", text_de=FieldRule(limit=0)))


def test_times_have_an_order():
    rules = msgspec.structs.replace(
        default_rules(STARTS), opens_at=datetime(2027, 1, 2, tzinfo=UTC), closes_at=datetime(2027, 1, 1, tzinfo=UTC)
    )

    with pytest.raises(RulesRefused):
        checked(rules)


def test_a_deadline_without_a_zone_is_refused():
    rules = default_rules(STARTS)
    naive = TaskRule(due_at=datetime(2027, 1, 1))  # noqa: DTZ001 -- that is the mistake

    with pytest.raises(ValueError, match="no zone"):
        checked(msgspec.structs.replace(rules, tasks={**rules.tasks, "company": naive}))


def test_applications_are_taken_while_it_is_open_only():
    opens = datetime(2026, 10, 1, tzinfo=UTC)
    rules = msgspec.structs.replace(
        default_rules(STARTS), is_open=True, opens_at=opens, closes_at=opens + timedelta(days=1)
    )

    taken = [rules.takes_applications(opens + timedelta(hours=hours)) for hours in (-1, 0, 23, 24)]

    assert taken == [False, True, True, False]
    assert not msgspec.structs.replace(rules, is_open=False).takes_applications(opens)


def test_every_field_has_a_step_of_its_task_and_a_limit_where_one_counts():
    for task in TASKS:
        steps = {step.key for step in task.steps}
        assert {field.step for field in task.fields} <= steps
        assert all(field.longest > 0 for field in task.fields if field.kind in LIMITED)
        assert len({field.key for field in task.fields}) == len(task.fields)


def test_what_depends_on_another_field_names_one_of_the_same_task():
    named = [(task, when.key) for task in TASKS for field in task.fields for when in field.only_when]

    assert [(task.key, key) for task, key in named if task.find(key) is None] == []
