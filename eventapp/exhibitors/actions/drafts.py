"""Writing on drafts: a whole step or a single field, kept at every stop, never over what somebody else just wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select

from eventapp.accounts.models import Person
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.exhibitors import states
from eventapp.exhibitors.actions.locks import Held, get_fair_of, locked_entry, locked_exhibitor
from eventapp.exhibitors.actions.recording import ABSENT, id_of, record_entry, record_what_changed, remember
from eventapp.exhibitors.answers import NOTHING_SAID, Answer, tidied
from eventapp.exhibitors.fields.company import RIGHTS_VERSION
from eventapp.exhibitors.fields.field import Field, Kind
from eventapp.exhibitors.fields.tasks import get_task
from eventapp.exhibitors.models import ONCE, Entry, Exhibitor, ExhibitPartner
from eventapp.exhibitors.progress import options_of
from eventapp.exhibitors.queries import reopened_of, rules_of_fair
from eventapp.exhibitors.rules import Rules
from eventapp.exhibitors.states import Act, State
from eventapp.exhibitors.tasks import due_at
from eventapp.i18n import mark

MOST_ENTRIES = 40
"""Exhibits or proposals of one exhibitor."""


class DeadlinePassed(DomainError):
    """Too late; whom to ask stands on the page."""


class NotTakingPart(DomainError):
    """The exhibitor was not invited, or has withdrawn."""


class TooMany(DomainError):
    """Enough is enough."""


class StaleDraft(DomainError):
    """Somebody else wrote on the same fields meanwhile. ``stored`` holds what they say now, ``version`` is what to save
    with to overwrite that knowingly."""

    def __init__(self, stored: dict[str, Answer], version: int) -> None:
        super().__init__(
            mark("Jemand anderes hat inzwischen dasselbe geändert. Vergleichen und speichern Sie noch einmal.")
        )
        self.stored = stored
        self.version = version


def start_entry(exhibitor: Exhibitor, kind: str, *, by: Person | None, at: datetime, is_office: bool = False) -> Entry:
    """A new exhibit or proposal, still empty."""
    exhibitor = locked_exhibitor(exhibitor)
    if kind in ONCE:
        raise ValueError(f"there is one {kind}, made with the exhibitor")
    _check_time(exhibitor, kind, at=at, is_office=is_office)
    here = select(func.count()).select_from(Entry).where(Entry.exhibitor_id == exhibitor.id, Entry.kind == kind)
    if (db.session.scalar(here) or 0) >= MOST_ENTRIES:
        raise TooMany(mark("Mehr als {most} gehen nicht."), most=MOST_ENTRIES)
    entry = Entry(fair_id=exhibitor.fair_id, exhibitor=exhibitor, kind=kind, changed_by=id_of(by), changed_at=at)
    entry.questions = []
    db.session.add(entry)
    want(exhibitor, kind)
    begin(exhibitor, at=at)
    db.session.flush()
    record_entry(entry, "started", by=id_of(by), at=at)
    return entry


def save(
    entry: Entry | Held,
    changes: Mapping[str, Any],
    *,
    version: int,
    by: Person | None,
    at: datetime,
    is_autosave: bool = False,
    is_office: bool = False,
) -> Entry:
    """Take over what was typed; fields that are not in ``changes`` stay. ``None`` is "not wanted".

    ``version`` is what the person saw. Two people on different fields do not disturb each other: what they write is
    joined. On the same field the second one gets :class:`StaleDraft`. Nothing is refused for its shape.
    """
    entry, rules = (entry.entry, entry.rules) if isinstance(entry, Held) else (locked_entry(entry), None)
    states.after(Act.EDIT, entry.state)
    is_asked = entry.state == State.QUESTION
    _check_time(entry.exhibitor, entry.kind, at=at, is_office=is_office, is_asked=is_asked, rules=rules)
    new = _answers(entry, changes, by=by, at=at)
    _check_version(entry, new, version)
    if changed := {key: answer for key, answer in new.items() if entry.draft.get(key, "") != answer}:
        _write(entry, changed, by=by, at=at)
        begin(entry.exhibitor, at=at)
    if not is_autosave:
        entry.is_to_review = False
        options = options_of(entry.fair_id) if {"partners", "themes"} & entry.unrecorded.keys() else None
        record_what_changed(entry, by=id_of(by), at=at, options=options)
    db.session.flush()
    return entry


def is_writable(entry: Entry, rules: Rules, reopened: Mapping[str, datetime], at: datetime) -> bool:
    """Whether the member may write on it now: in time, or because the office asks."""
    if entry.exhibitor.state not in ("invited", "taking_part") or not states.may(Act.EDIT, entry.state):
        return False
    return entry.state == State.QUESTION or at < due_at(entry.kind, rules, reopened)


def begin(exhibitor: Exhibitor, *, at: datetime) -> None:
    """Somebody of the member has done something."""
    if exhibitor.state == "invited":
        exhibitor.state = "taking_part"
        exhibitor.began_at = exhibitor.began_at or at


def want(exhibitor: Exhibitor, task: str) -> None:
    """Whoever begins a task wants it."""
    if task in exhibitor.not_wanted:
        exhibitor.not_wanted = [one for one in exhibitor.not_wanted if one != task]


def check_in_time(exhibitor: Exhibitor, task: str, *, at: datetime, is_office: bool = False) -> None:
    """Refuses what a member may not do any more, or not yet."""
    _check_time(exhibitor, task, at=at, is_office=is_office)


def _check_time(
    exhibitor: Exhibitor,
    task: str,
    *,
    at: datetime,
    is_office: bool = False,
    is_asked: bool = False,
    rules: Rules | None = None,
) -> None:
    if exhibitor.state == "withdrawn" or (exhibitor.state == "listed" and not is_office):
        raise NotTakingPart(mark("Sie nehmen an dieser Messe nicht teil."))
    if is_office or is_asked:
        return
    rules = rules or rules_of_fair(get_fair_of(exhibitor))
    if not rules.task(task).is_asked:
        raise NotTakingPart(mark("Das wird bei dieser Messe nicht gefragt."))
    if at >= rules.task(task).due_at and at >= due_at(task, rules, reopened_of(exhibitor.id)):
        raise DeadlinePassed(mark("Die Frist ist vorbei. Wenden Sie sich an das Messebüro, wenn noch etwas fehlt."))


def _answers(entry: Entry, changes: Mapping[str, Any], *, by: Person | None, at: datetime) -> dict[str, Answer]:
    """What was typed, as it is stored; fields that nobody knows are left out."""
    task = get_task(entry.kind)
    new: dict[str, Answer] = {}
    for key, raw in changes.items():
        field = task.find(key)
        if field is None:
            continue
        new[key] = _consent(entry, field, raw, by, at) if field.kind is Kind.CONSENT else tidied(field, raw)
    if "partners" in new:
        new["partners"] = _partners(entry, new["partners"])
    return new | _consents_gone(entry, task.fields, new)


def _consent(entry: Entry, field: Field, raw: Any, by: Person | None, at: datetime) -> Answer:
    """Who agreed to which text when: said by us, not by the form. One that stands is not made younger."""
    if not raw:
        return {}
    standing = entry.draft.get(field.key)
    if isinstance(standing, dict) and standing.get("text") == RIGHTS_VERSION:
        return standing
    return {"text": RIGHTS_VERSION, "at": at.isoformat(), "by": id_of(by)}


def _consents_gone(entry: Entry, fields: Sequence[Field], new: Mapping[str, Answer]) -> dict[str, Answer]:
    """Another picture needs its own consent."""
    gone: dict[str, Answer] = {}
    for field in fields:
        if field.kind is not Kind.CONSENT or field.key in new:
            continue
        pictures = [when.key for when in field.only_when]
        if any(key in new and new[key] != entry.draft.get(key, "") for key in pictures):
            gone[field.key] = {}
    return gone


def _partners(entry: Entry, answer: Answer) -> Answer:
    """Exhibitors of the same fair only, and not itself."""
    if not isinstance(answer, list):
        return answer
    known = options_of(entry.fair_id, besides=entry.exhibitor_id)["partners"]
    return [one for one in answer if str(one) in known]


def _check_version(entry: Entry, new: Mapping[str, Answer], version: int) -> None:
    if version >= entry.version:
        return
    stale = {
        key: entry.draft.get(key, "")
        for key, answer in new.items()
        if entry.touched.get(key, {}).get("version", 0) > version and entry.draft.get(key, "") != answer
    }
    if stale:
        raise StaleDraft(stale, entry.version)


def _write(entry: Entry, changed: Mapping[str, Answer], *, by: Person | None, at: datetime) -> None:
    if entry.unrecorded and entry.changed_by != id_of(by):
        record_what_changed(entry, by=entry.changed_by, at=entry.changed_at)
    remember(entry, {key: [entry.draft[key]] if key in entry.draft else ABSENT for key in changed})
    entry.version += 1
    draft = {**entry.draft, **changed}
    entry.draft = {key: answer for key, answer in draft.items() if answer not in NOTHING_SAID}
    note = {"version": entry.version, "by": id_of(by), "at": at.isoformat()}
    entry.touched = {**entry.touched, **dict.fromkeys(changed, note)}
    entry.changed_by, entry.changed_at = id_of(by), at
    want(entry.exhibitor, entry.kind)
    if "partners" in changed:
        _name_partners(entry)


def _name_partners(entry: Entry) -> None:
    """Partners find the exhibit among their own."""
    db.session.flush()
    db.session.execute(delete(ExhibitPartner).where(ExhibitPartner.entry_id == entry.id))
    named = entry.draft.get("partners") or []
    db.session.add_all([ExhibitPartner(entry_id=entry.id, exhibitor_id=one) for one in named])
