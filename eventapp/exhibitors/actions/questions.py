"""Question and answer: at the field it is about; the last answer puts the entry back before the office."""

from __future__ import annotations

from datetime import datetime

from eventapp.accounts.models import Person
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.exhibitors import states
from eventapp.exhibitors.actions.handing_in import NothingToHandIn, hand_in_entry
from eventapp.exhibitors.actions.locks import get_fair_of, locked_entry
from eventapp.exhibitors.actions.mailing import write
from eventapp.exhibitors.actions.recording import record_entry
from eventapp.exhibitors.asking import asked_fields
from eventapp.exhibitors.fields.tasks import get_task
from eventapp.exhibitors.models import Entry, Question
from eventapp.exhibitors.progress import options_of
from eventapp.exhibitors.queries import find_question, open_questions, passes_of, rules_of_fair
from eventapp.exhibitors.states import Act
from eventapp.exhibitors.tasks import called, entry_state
from eventapp.i18n import _, mark
from eventapp.journal.actions import Difference
from eventapp.text import clean_text

LONGEST = 2_000


class NothingAsked(DomainError):
    """Without words there is no question, no answer, no reason."""


class NotAsked(DomainError):
    """This question is not open."""


class HandedInAnew(DomainError):
    """What the office looked at is not what lies there now."""


def words(text: str, message: str, *, field: str) -> str:
    """Something has to be said; the sentence says what."""
    clean = clean_text(text, longest=LONGEST)
    if not clean:
        raise NothingAsked(message, field=field)
    return clean


def check_submission(entry: Entry, submission: int) -> None:
    """``submission`` is the number under which the office saw it."""
    if entry.submission != submission:
        raise HandedInAnew(mark("Das wurde inzwischen neu eingereicht. Sehen Sie es sich noch einmal an."))


def ask(
    entry: Entry, text: str, *, field: str = "", by: Person, at: datetime, submission: int | None = None
) -> Question:
    """The member gets it by mail and sees it at the field; until it is answered the entry is theirs again."""
    asked = words(text, mark("Schreiben Sie, was Sie wissen möchten."), field="text")
    entry = locked_entry(entry)
    if submission is not None:
        check_submission(entry, submission)
    known = get_task(entry.kind).find(field) if field else None
    entry.state = states.after(Act.ASK, entry.state)
    question = Question(field=known.key if known else "", text=asked, asked_by=by.id, asked_at=at)
    entry.questions.append(question)
    db.session.flush()
    label = known.label if known else ""
    record_entry(entry, "asked", by=by.id, at=at, differences=[Difference(label, "", asked)])
    key = f"question:{question.id}"
    write(entry.exhibitor, "question", key=key, at=at, values=lambda: _told(entry, label, asked))
    return question


def answer(entry: Entry, question_id: int, text: str, *, by: Person, at: datetime) -> Entry:
    """The last open answer hands in what the draft says now, so it has to be complete."""
    said = words(text, mark("Schreiben Sie eine Antwort."), field="answer")
    entry = locked_entry(entry)
    question = find_question(entry, question_id)
    if question is None or question.closed_at is not None:
        raise NotAsked(mark("Diese Rückfrage ist schon erledigt."))
    question.answer, question.answered_by, question.closed_at = said, by.id, at
    record_entry(entry, "answered", by=by.id, at=at, differences=[Difference("", question.text, said)])
    if not open_questions(entry):
        _back_to_the_office(entry, by=by, at=at)
    db.session.flush()
    return entry


def _told(entry: Entry, label: str, text: str) -> dict[str, str]:
    return {"about": called(entry), "field": _(label) if label else "", "text": text}


def close_questions(entry: Entry, *, at: datetime) -> None:
    """The office decided without waiting."""
    for question in open_questions(entry):
        question.closed_at = at


def _back_to_the_office(entry: Entry, *, by: Person, at: datetime) -> None:
    rules = rules_of_fair(get_fair_of(entry.exhibitor))
    options = options_of(entry.fair_id, besides=entry.exhibitor_id)
    asked = asked_fields(rules, entry.kind)
    found = entry_state(entry, asked, options=options, passes=len(passes_of(entry.exhibitor_id))).problems
    if found:
        message = mark("Bevor Sie antworten: Es fehlt noch etwas oder ist nicht richtig.")
        raise NothingToHandIn(message, {entry.kind: found})
    hand_in_entry(entry, rules=rules, by=by, at=at, options=options, act=Act.ANSWER)
