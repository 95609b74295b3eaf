"""An exhibitor as a whole: withdrawing, coming back, tasks that are not wanted, tasks that are opened again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select

from eventapp.accounts.models import Person
from eventapp.clock import at_the_fair
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.exhibitors.actions.drafts import begin, check_in_time
from eventapp.exhibitors.actions.locks import get_fair_of, locked_exhibitor, publish
from eventapp.exhibitors.actions.mailing import due, write
from eventapp.exhibitors.actions.recording import record_exhibitor
from eventapp.exhibitors.asking import is_compulsory
from eventapp.exhibitors.fields.tasks import get_task
from eventapp.exhibitors.models import Entry, Exhibitor, ReopenedTask
from eventapp.exhibitors.queries import rules_of_fair
from eventapp.exhibitors.states import State
from eventapp.i18n import mark
from eventapp.journal.actions import Difference
from eventapp.text import clean_text


class NotLikeThis(DomainError):
    """The exhibitor's part in the fair does not allow it."""


def withdraw(exhibitor: Exhibitor, *, reason: str = "", by: Person | None, at: datetime) -> None:
    """The member takes part no longer; what was public of it is public no longer. Nothing is lost."""
    exhibitor = locked_exhibitor(exhibitor)
    if exhibitor.state == "withdrawn":
        raise NotLikeThis(mark("Die Teilnahme ist schon zurückgezogen."))
    before = exhibitor.state
    exhibitor.state, exhibitor.withdrawn_at = "withdrawn", at
    exhibitor.withdrawn_reason = clean_text(reason, longest=2_000)
    exhibitor.version += 1
    db.session.flush()
    record_exhibitor(exhibitor, "withdrawn", by=by, at=at, differences=[Difference("state", before, "withdrawn")])
    if _has_public(exhibitor):
        publish(exhibitor.fair_id)


def readmit(exhibitor: Exhibitor, *, by: Person | None, at: datetime) -> None:
    """It takes part after all, as far as it was; what was accepted is public again."""
    exhibitor = locked_exhibitor(exhibitor)
    if exhibitor.state != "withdrawn":
        raise NotLikeThis(mark("Die Teilnahme ist nicht zurückgezogen."))
    was = "invited" if exhibitor.invited_at else "listed"
    exhibitor.state = "taking_part" if exhibitor.began_at else was
    exhibitor.withdrawn_at, exhibitor.withdrawn_reason = None, ""
    exhibitor.version += 1
    db.session.flush()
    record_exhibitor(exhibitor, "readmitted", by=by, at=at)
    if _has_public(exhibitor):
        publish(exhibitor.fair_id)


def set_wanted(
    exhibitor: Exhibitor, task: str, is_wanted: bool, *, by: Person, at: datetime, is_office: bool = False
) -> None:
    """ "Not wanted" is an answer to a whole task that is not compulsory, as long as nothing was handed in for it."""
    exhibitor = locked_exhibitor(exhibitor)
    check_in_time(exhibitor, task, at=at, is_office=is_office)
    if not is_wanted and is_compulsory(get_task(task), rules_of_fair(get_fair_of(exhibitor))):
        raise NotLikeThis(mark("Diese Aufgabe gehört zur Teilnahme."))
    if not is_wanted and _has_handed_in(exhibitor, task):
        raise NotLikeThis(mark("Dazu haben Sie schon etwas eingereicht. Ziehen Sie es zuerst zurück."))
    if is_wanted == (task not in exhibitor.not_wanted):
        return
    others = [one for one in exhibitor.not_wanted if one != task]
    exhibitor.not_wanted = others if is_wanted else [*others, task]
    begin(exhibitor, at=at)
    db.session.flush()
    record_exhibitor(exhibitor, "wanted" if is_wanted else "not_wanted", by=by, at=at, differences=[_about(task)])


def reopen(exhibitor: Exhibitor, task: str, *, until: datetime, by: Person, at: datetime) -> None:
    """This exhibitor gets longer for this task."""
    exhibitor = locked_exhibitor(exhibitor)
    if until <= at:
        raise NotLikeThis(mark("Die neue Frist liegt in der Vergangenheit."), field="until")
    row = db.session.get(ReopenedTask, (exhibitor.id, task))
    if row is None:
        db.session.add(ReopenedTask(exhibitor_id=exhibitor.id, task=task, until=until))
    else:
        row.until = until
    db.session.flush()
    told = Difference(get_task(task).label, "", f"{at_the_fair(until):%d.%m.%Y %H:%M}")
    record_exhibitor(exhibitor, "reopened", by=by, at=at, differences=[told])
    key = f"reopened:{exhibitor.id}:{task}:{until:%Y%m%d%H%M}"
    write(exhibitor, "reopened", key=key, at=at, values=lambda: {"task": due(get_task(task), until)})


def _about(task: str) -> Difference:
    return Difference(get_task(task).label, "", "")


def _has_handed_in(exhibitor: Exhibitor, task: str) -> bool:
    here = (Entry.exhibitor_id == exhibitor.id, Entry.kind == task, Entry.state.not_in((State.DRAFT, State.WITHDRAWN)))
    return bool(db.session.scalar(select(exists().where(*here))))


def _has_public(exhibitor: Exhibitor) -> bool:
    return bool(
        db.session.scalar(select(exists().where(Entry.exhibitor_id == exhibitor.id, Entry.accepted.is_not(None))))
    )


def shut_feed(exhibitor: Exhibitor) -> None:
    """The private calendar gets another address; the one before opens nothing."""
    locked_exhibitor(exhibitor).feed_generation += 1
    db.session.flush()
