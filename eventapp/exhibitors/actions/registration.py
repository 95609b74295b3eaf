"""What the office sets for a fair: which tasks and fields it asks, until when, and everything members have to know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from sqlalchemy import select

from eventapp.accounts.models import Person
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.exhibitors.actions.recording import id_of
from eventapp.exhibitors.models import Registration
from eventapp.exhibitors.rules import Rules, TaskRule, checked, rules_of, to_document, told
from eventapp.exhibitors.rules import seen as seen_of
from eventapp.fair.models import Fair
from eventapp.i18n import mark
from eventapp.journal.actions import differences_between, record

NOT_SET = 0
"""The version of rules that nobody has set yet."""


class RulesChanged(DomainError):
    """Somebody else set the rules meanwhile; ``rules`` are what is stored now, ``version`` what to save with."""

    def __init__(self, rules: Rules, version: int) -> None:
        super().__init__(mark("Die Regeln wurden inzwischen geändert. Vergleichen und speichern Sie noch einmal."))
        self.rules = rules
        self.version = version


def set_rules(fair: Fair, rules: Rules, *, version: int, by: Person | None, at: datetime) -> Registration:
    """Replace the fair's rules as a whole; ``version`` is the one that was seen (:data:`NOT_SET`: none)."""
    new = checked(rules)
    row = _locked(fair)
    before, standing = _standing(fair, row)
    if standing != version:
        raise RulesChanged(before, standing)
    if row is None:
        row = Registration(fair_id=fair.id, document=to_document(new))
        db.session.add(row)
    else:
        row.document = to_document(new)
        row.version += 1
    fair.public_version += new.takes_applications(at) != before.takes_applications(at)
    db.session.flush()
    record(
        id_of(by),
        "registration.changed",
        subject=f"fair:{fair.slug}",
        name=fair.title_de,
        at=at,
        fair_id=fair.id,
        differences=differences_between(told(before), told(new)),
    )
    return row


def set_task(
    fair: Fair, task: str, rule: TaskRule, *, seen: int, by: Person | None, at: datetime
) -> Registration | None:
    """Replace the rules of one task; what others set elsewhere meanwhile stays. ``seen`` is the print of the task's
    rules as the person saw them. None: it says what it said before, and nothing happened."""
    return _set_part(fair, task, lambda rules: rules.with_task(task, rule), seen=seen, by=by, at=at)


def set_general(fair: Fair, general: Rules, *, seen: int, by: Person | None, at: datetime) -> Registration | None:
    """The same for everything but the tasks; those that ``general`` holds are not looked at."""
    return _set_part(
        fair, "", lambda rules: msgspec.structs.replace(general, tasks=rules.tasks), seen=seen, by=by, at=at
    )


def _set_part(
    fair: Fair, task: str, changed: Callable[[Rules], Rules], *, seen: int, by: Person | None, at: datetime
) -> Registration | None:
    row = _locked(fair)
    rules, version = _standing(fair, row)
    if seen_of(rules, task) != seen:
        raise RulesChanged(rules, version)
    new = checked(changed(rules))
    if row is not None and told(new) == told(rules):
        return None
    return set_rules(fair, new, version=version, by=by, at=at)


def _locked(fair: Fair) -> Registration | None:
    """The row as it is now; nobody else sets these rules before this transaction ends, also where there is none."""
    db.session.execute(select(Fair).where(Fair.id == fair.id).with_for_update(key_share=True))
    wanted = select(Registration).where(Registration.fair_id == fair.id)
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def _standing(fair: Fair, row: Registration | None) -> tuple[Rules, int]:
    return rules_of(row.document if row else "", fair.starts_on), row.version if row else NOT_SET
