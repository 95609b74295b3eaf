"""What a new fair takes over of its members and of the rules of registration, inviting nobody; what ends with one."""

from __future__ import annotations

from datetime import datetime

import msgspec

from eventapp.accounts.models import Person
from eventapp.accounts.queries import get_person
from eventapp.exhibitors.actions.members import add_exhibitor
from eventapp.exhibitors.actions.registration import NOT_SET, set_rules
from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.queries import exhibitors_of, find_registration, rules_of_fair
from eventapp.exhibitors.rules import Rules, Span, TaskRule, rules_of
from eventapp.fair.models import Fair
from eventapp.fair.offers import Coming, Counts, Part
from eventapp.i18n import mark


def _to_list(former: Fair) -> list[Exhibitor]:
    """Who withdrew is not asked again by itself."""
    return [one for one in exhibitors_of(former.id) if one.state != "withdrawn"]


def _count_members(former: Fair, _coming: Coming) -> Counts:
    return ((mark("Mitglieder, noch nicht eingeladen"), len(_to_list(former))),)


def _take_members(former: Fair, fair: Fair, coming: Coming, by: int | None, at: datetime) -> Counts:
    for one in _to_list(former):
        contact = {"contact_name": one.contact_name, "contact_email": one.contact_email, "language": one.language}
        add_exhibitor(fair, one.member, **contact, by=_person(by), at=at)
    return _count_members(former, coming)


def _count_rules(former: Fair, _coming: Coming) -> Counts:
    """Where nobody ever set any, those of the new fair are the same by default."""
    row = find_registration(former.id)
    tasks = rules_of(row.document, former.starts_on).tasks if row else {}
    return ((mark("Aufgaben mit Frist"), sum(task.is_asked for task in tasks.values())),)


def _take_rules(former: Fair, fair: Fair, coming: Coming, by: int | None, at: datetime) -> Counts:
    row = find_registration(former.id)
    if row is not None:
        rules = _moved(rules_of(row.document, former.starts_on), former, coming)
        set_rules(fair, rules, version=NOT_SET, by=_person(by), at=at)
    return _count_rules(former, coming)


def _moved(rules: Rules, former: Fair, coming: Coming) -> Rules:
    """Every moment as far from the first day as it was. Whether strangers may apply is decided anew."""

    def moment(told: datetime | None) -> datetime | None:
        return coming.shifted(told, former) if told else None

    def spans(told: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(coming.shifted(one.starts_at, former), coming.shifted(one.ends_at, former)) for one in told)

    def task(told: TaskRule) -> TaskRule:
        return msgspec.structs.replace(told, due_at=coming.shifted(told.due_at, former))

    return msgspec.structs.replace(
        rules,
        is_open=False,
        tasks={key: task(told) for key, told in rules.tasks.items()},
        opens_at=moment(rules.opens_at),
        closes_at=moment(rules.closes_at),
        build_up=spans(rules.build_up),
        dismantling=spans(rules.dismantling),
    )


def end(fair: Fair, by: int | None, at: datetime) -> None:
    """Nobody applies any more to a fair that is archived."""
    row, rules = find_registration(fair.id), rules_of_fair(fair)
    if row is not None and rules.is_open:
        shut = msgspec.structs.replace(rules, is_open=False)
        set_rules(fair, shut, version=row.version, by=_person(by), at=at)


def _person(by: int | None) -> Person | None:
    return get_person(by) if by is not None else None


MEMBERS = Part(
    "members",
    mark("Mitglieder"),
    mark("Wer nicht zurückgezogen hat, steht mit Ansprechperson auf der Liste. Eingeladen wird niemand von selbst."),
    _count_members,
    _take_members,
)
RULES = Part(
    "rules",
    mark("Regeln der Anmeldung"),
    mark("Aufgaben, Pflichtfelder, Hilfetexte, Aufbau, Kontakt; alle Fristen so weit vor der Messe wie damals."),
    _count_rules,
    _take_rules,
)
