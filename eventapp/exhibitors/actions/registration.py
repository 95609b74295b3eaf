"""What the office sets for a fair: which tasks and fields it asks, until when, and everything members have to know."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import select

from eventapp.accounts.models import Person
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.exhibitors.actions.recording import id_of
from eventapp.exhibitors.models import Registration
from eventapp.exhibitors.rules import Rules, checked, rules_of, to_document
from eventapp.fair.models import Fair
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, record

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
    locked = select(Fair).where(Fair.id == fair.id).with_for_update(key_share=True)
    db.session.execute(locked)
    row = db.session.scalar(
        select(Registration).where(Registration.fair_id == fair.id).execution_options(populate_existing=True)
    )
    standing = row.version if row else NOT_SET
    if standing != version:
        raise RulesChanged(rules_of(row.document if row else "", fair.starts_on), standing)
    before = rules_of(row.document if row else "", fair.starts_on)
    if row is None:
        row = Registration(fair_id=fair.id, document=to_document(new))
        db.session.add(row)
    else:
        row.document = to_document(new)
        row.version += 1
    fair.public_version += new.takes_applications(at) != before.takes_applications(at)
    db.session.flush()
    told = _differences(before, new)
    name = fair.title_de
    record(
        id_of(by),
        "registration.changed",
        subject=f"fair:{fair.slug}",
        name=name,
        at=at,
        fair_id=fair.id,
        differences=told,
    )
    return row


def _differences(before: Rules, after: Rules) -> list[Difference]:
    """By the names of the document: ``tasks.exhibit.due_at``."""
    old, new = _flat(msgspec.to_builtins(before)), _flat(msgspec.to_builtins(after))
    keys = sorted({*old, *new})
    return [Difference(key, old.get(key, ""), new.get(key, "")) for key in keys if old.get(key) != new.get(key)]


def _flat(document: object, above: str = "") -> dict[str, str]:
    if isinstance(document, dict):
        parts = (_flat(inner, f"{above}{key}.") for key, inner in document.items())
        return {key: text for part in parts for key, text in part.items()}
    return {above.rstrip("."): str(document)}
