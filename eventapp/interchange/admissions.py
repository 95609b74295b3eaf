"""How one gets into a session, as files tell it: by column of the draft's row, for what a file says of it. Pure.

``schedule.json`` has it as an object of its own under ``x-eventapp``; ``schedule.xml`` as a link whose kind is
``admission`` (no other element is allowed there): it leads where one signs up, and what else holds stands behind its
``#``, which no server ever sees. A session that is open to all has neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time
from typing import Any
from urllib.parse import parse_qsl, urlencode

from eventapp.clock import at_the_fair, aware, from_the_wall, is_in_the_gap
from eventapp.i18n import Words, _, mark
from eventapp.interchange.json_values import Object, as_object, text
from eventapp.interchange.moments import YEARS, day_in
from eventapp.interchange.remarks import Remarks
from eventapp.interchange.rows import Row
from eventapp.interchange.table import Cell, text_of
from eventapp.programme.value import ADMISSIONS, Session, SignUpRules
from eventapp.text import clean_line, folded, without_email

Told = dict[str, object]
"""By column of the row; what is not in it the file says nothing of."""
LONGEST_QUESTION, MOST_PLACES = 300, 100_000
QUESTIONS = ("question_de", "question_en")
LABELS = {
    "open": Words("offen für alle", "open to all"),
    "sign_up": Words("mit Anmeldung", "by sign-up"),
    "closed": Words("geladene Gäste", "invited guests"),
}
_SPELLINGS = {
    "open": "offen|offen fur alle|frei|alle|open|open to all|everybody",
    "sign_up": "mit anmeldung|anmeldung|nur mit anmeldung|anmelden|by sign up|sign up|registration|with sign up",
    "closed": "geladene gaste|nur geladene gaste|geladen|geschlossen|closed|invited guests|by invitation|invited",
}
_LABELLED = {spelling: key for key, spellings in _SPELLINGS.items() for spelling in spellings.split("|")}
_GERMAN = re.compile(r"(?P<day>.+?\d{4})[,\s]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:\s*Uhr)?")
CLOSED = "einlass=geladen"
COLUMNS = ("capacity", "sign_up_opens", "sign_up_closes", "question", "question_en")


def facts_of(session: Session) -> Object:
    """For ``schedule.json``; empty where everybody can come."""
    if session.sign_up is None:
        return {} if session.admission == "open" else {"how": session.admission}
    rules = session.sign_up
    told = {
        "capacity": rules.capacity,
        "opens": _iso(rules.opens_at),
        "closes": _iso(rules.closes_at),
        "question": {"de": rules.question.de, "en": rules.question.en} if rules.question else None,
    }
    return {"how": "sign_up"} | {name: value for name, value in told.items() if value}


def from_facts(facts: Any) -> Told:
    said = as_object(facts)
    how, question = text(said.get("how")) or "open", as_object(said.get("question"))
    capacity = said.get("capacity")
    return _told(
        how,
        str(capacity) if isinstance(capacity, int) else "",
        text(said.get("opens")),
        text(said.get("closes")),
        {"question_de": text(question.get("de")), "question_en": text(question.get("en"))},
    )


def link_of(session: Session, address: str, language: str) -> str:
    """For ``schedule.xml``: where it leads from ``address``, the page of the session; nothing where everybody can
    come."""
    if session.sign_up is None:
        return f"{address}#{CLOSED}" if session.admission == "closed" else ""
    rules = session.sign_up
    told = {
        "plaetze": str(rules.capacity or ""),
        "ab": _iso(rules.opens_at),
        "bis": _iso(rules.closes_at),
        "frage": rules.question.in_language(language),
    }
    more = urlencode({name: value for name, value in told.items() if value})
    return f"{address}/anmelden#{more}" if more else f"{address}/anmelden"


def from_link(address: str, language: str) -> Told:
    """What a link of ours says; without one, everybody can come."""
    if not address:
        return {"admission": "open"}
    more = address.partition("#")[2]
    if more == CLOSED:
        return {"admission": "closed"}
    said = dict(parse_qsl(more, max_num_fields=10))
    question = {f"question_{language}": said.get("frage", "")}
    return _told("sign_up", said.get("plaetze", ""), said.get("ab", ""), said.get("bis", ""), question)


def from_row(row: Row, remarks: Remarks) -> Told | None:
    """Of a table; None where it has no column for who can come."""
    known = row.header.columns
    if "admission" not in known:
        if not row.is_literal and not known.keys().isdisjoint(COLUMNS):
            remarks.once("note", mark("Plätze und Anmeldung werden nur zusammen mit einer Spalte „Einlass“ gelesen."))
        return None
    label = clean_line(row.text("admission"))
    how = _labelled(label) if label else "open"
    if not how:
        said = _("„{said}“ sagt nicht, wer kommen kann; bekannt sind offen, Anmeldung und geladene Gäste.", said=label)
        remarks.note(row.where("admission"), said)
        return None
    return {"admission": how} | (_rules_in(row, remarks) if how == "sign_up" else {})


def _rules_in(row: Row, remarks: Remarks) -> Told:
    """Of the columns that the table has."""
    every: dict[str, tuple[str, Callable[[], object]]] = {
        "capacity": ("capacity", lambda: number_in(clean_line(row.text("capacity")))),
        "sign_up_opens": ("sign_up_opens_at", lambda: _moment_in(row, "sign_up_opens", remarks)),
        "sign_up_closes": ("sign_up_closes_at", lambda: _moment_in(row, "sign_up_closes", remarks)),
        "question": ("question_de", lambda: clean_line(row.text("question"), longest=LONGEST_QUESTION)),
        "question_en": ("question_en", lambda: clean_line(row.text("question_en"), longest=LONGEST_QUESTION)),
    }
    return {column: read() for field, (column, read) in every.items() if field in row.header.columns}


def _moment_in(row: Row, field: str, remarks: Remarks) -> datetime | None:
    moment = _in_cell(row.cell(field))
    if moment is None and text_of(row.cell(field)).strip():
        remarks.note(row.where(field), mark("Der Zeitpunkt ist nicht lesbar und wurde weggelassen."))
    return moment


def cells_of(session: Session, language: str) -> dict[str, str | int | datetime]:
    """For our workbook. What is told on the hall's clock has its offset where that hour comes twice."""
    rules = session.sign_up or SignUpRules()
    return {
        "admission": LABELS[session.admission].in_language(language),
        "capacity": rules.capacity or "",
        "sign_up_opens": _cell(rules.opens_at),
        "sign_up_closes": _cell(rules.closes_at),
        "question": clean_line(rules.question.de),
        "question_en": clean_line(rules.question.en),
    }


def without_addresses(told: Told | None) -> Told | None:
    if told is None:
        return None
    return {name: without_email(str(value)) if name in QUESTIONS else value for name, value in told.items()}


def _told(how: str, capacity: str, opens: str, closes: str, question: dict[str, str]) -> Told:
    if how != "sign_up":
        return {"admission": how if how in ADMISSIONS else "open"}
    return {
        "admission": how,
        "capacity": number_in(capacity),
        "sign_up_opens_at": _moment(opens),
        "sign_up_closes_at": _moment(closes),
        **{name: clean_line(said, longest=LONGEST_QUESTION) for name, said in question.items()},
    }


def number_in(said: str) -> int:
    """How many people; 0 where it says none that could be."""
    digits = said.removesuffix(".0")
    return min(int(digits), MOST_PLACES) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0


def _iso(moment: datetime | None) -> str:
    return at_the_fair(moment).isoformat() if moment else ""


def _moment(said: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return aware(moment) if moment.tzinfo and moment.year in YEARS else None


def _cell(moment: datetime | None) -> str | datetime:
    if moment is None:
        return ""
    wall = at_the_fair(moment)
    return wall.isoformat(sep=" ") if wall.fold else wall.replace(tzinfo=None)


def _in_cell(cell: Cell) -> datetime | None:
    """A date with a time, as spreadsheets keep it or as people write it."""
    if isinstance(cell, datetime):
        return _on_the_wall(cell)
    said = text_of(cell).strip()
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        match = _GERMAN.fullmatch(said)
        day = day_in(match["day"]) if match else None
        hour, minute = (int(match["hour"]), int(match["minute"])) if match else (0, 0)
        if day is None or hour > 23 or minute > 59:
            return None
        moment = datetime.combine(day, time(hour, minute))
    return _moment(said) if moment.tzinfo else _on_the_wall(moment)


def _on_the_wall(wall: datetime) -> datetime | None:
    if wall.year not in YEARS or is_in_the_gap(wall.date(), wall.time().replace(microsecond=0)):
        return None
    return from_the_wall(wall.date(), wall.time().replace(microsecond=0))


def _labelled(label: str) -> str:
    plain = folded(label)
    return _LABELLED.get(plain) or _LABELLED.get(plain.replace("ue", "u").replace("ae", "a")) or ""
