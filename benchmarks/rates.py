"""Requests a second: what visitors and calendars ask for, beside bare Flask that hands out the same bytes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import Comparison, LoadFailed, Target, compare
from benchmarks.office import Office
from benchmarks.servers import Answer, Server, apart, serving
from benchmarks.table import Row, Table, rate_row

OURS, BARE = "eventapp:create_app()", "benchmarks.bare:create_app()"
SAME_BYTES, HELLO = 0.8, 0.6
"""The marks: beside bare Flask with the same bytes, and beside its "hello"."""
TOLD_BY_BARE = ("Content-Type", "ETag", "Content-Encoding")
"""Headers that bare Flask sends with the same bytes; ours has more to say, and pays for it."""
EXPORTS = ("schedule.json", "schedule.xml", "programm.xlsx", "changes.atom")
EXHIBITORS = 200
ENCODINGS = {"plain": "identity", "gzip": "gzip", "br": "br"}


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the table: ``beside`` is ``same`` (its own bytes) or ``hello``; no mark is for information."""

    what: str
    path: str
    encoding: str = "br"
    beside: str = "same"
    mark: float | None = None
    is_known: bool = False
    """The visitor has it already and asks with its ``ETag``."""


def questions(office: Office) -> list[Question]:
    slug = office.slug
    feed, page = f"/{slug}/kalender/{slug}-programm.ics", f"/{slug}/programm"
    codes = office.codes()
    one = f"{page}/{codes[len(codes) // 2]}"
    return [
        *(Question(f"whole feed, 200, {name}", feed, name, mark=SAME_BYTES) for name in ENCODINGS),
        *(Question(f"programme page, 200, {name}", page, name, mark=SAME_BYTES) for name in ENCODINGS),
        *(
            Question(f"plan of the stand, 100 areas, 200, {name}", f"/{slug}/stand", name, mark=SAME_BYTES)
            for name in ("plain", "br")
        ),
        *(Question(f"session page, 200, {name}", one, name, "hello", HELLO) for name in ("plain", "br")),
        *(
            Question(f"one session's .ics, 200, {name}", f"{one}.ics", name, "hello", HELLO)
            for name in ("plain", "gzip")
        ),
        Question(f"catalogue with {EXHIBITORS} exhibitors, 200, br", f"/{slug}/aussteller", mark=SAME_BYTES),
        Question("whole feed, 304", feed, "gzip", "hello", HELLO, is_known=True),
        Question("home page, 200, br", f"/{slug}/"),
        *(Question(f"{name}, 200, br", f"/{slug}/{name}") for name in EXPORTS),
    ]


def measure(table: Table, office: Office, asked: list[Question], *, rounds: int, seconds: int) -> None:
    """A line for each question."""
    for question, found in compared(office, asked, rounds=rounds, seconds=seconds):
        if isinstance(found, Comparison):
            table.add(rate_row(question.what, found, mark=question.mark))
        else:
            print(found, file=sys.stderr)
            table.add(Row(question.what, "failed", is_met=None if question.mark is None else False))


def compared(
    office: Office, asked: list[Question], *, rounds: int, seconds: int
) -> Iterator[tuple[Question, Comparison | LoadFailed]]:
    """Each question's rates, with both servers up at the same time; or why there are none."""
    worker, _ = apart()
    with serving(OURS, office.database.environment(), workers=1, on=worker) as ours:
        ours.wait_for("/readyz")
        first = {question: _ask(ours, question) for question in asked}
        folder = lay_out(first.values(), office.database.folder / f"bare-{office.slug}")
        environment = office.database.environment(BARE_ANSWERS=str(folder))
        with serving(BARE, environment, workers=1, on=worker) as bare:
            bare.wait_for("/hello")
            for at, (question, answer) in enumerate(first.items()):
                beside = Target(bare, f"/{at}", {}, len(answer.body))
                if question.beside == "hello":
                    beside = Target(bare, "/hello", {}, len(b"hello"))
                target = Target(ours, question.path, _headers(question, answer), len(answer.body))
                try:
                    _refuse(answer.status != (304 if question.is_known else 200), f"HTTP {answer.status}", question)
                    found = compare(target, beside, rounds=rounds, seconds=seconds, mark=question.mark)
                    last = _ask(ours, question)
                    is_the_same = (last.status, last.body) == (answer.status, answer.body)
                    _refuse(not is_the_same, "the answer is another one than at first", question)
                except LoadFailed as failure:
                    yield question, failure
                else:
                    yield question, found


def _refuse(is_wrong: bool, reason: str, question: Question) -> None:
    if is_wrong:
        raise LoadFailed(f"{question.path}: {reason}")


def _ask(server: Server, question: Question) -> Answer:
    """One answer as a visitor gets it; of one who has it already, the 304."""
    headers = {"Accept-Encoding": ENCODINGS[question.encoding]}
    answer = server.get(question.path, headers)
    if question.is_known:
        answer = server.get(question.path, headers | {"If-None-Match": answer.headers["ETag"]})
    return answer


def _headers(question: Question, answer: Answer) -> dict[str, str]:
    known = {"If-None-Match": answer.headers["ETag"]} if question.is_known else {}
    return {"Accept-Encoding": ENCODINGS[question.encoding]} | known


def lay_out(answers: Iterable[Answer], folder: Path) -> Path:
    """The answers as files for bare Flask, by their numbers."""
    folder.mkdir(exist_ok=True)
    for at, answer in enumerate(answers):
        told = {name: text for name, text in answer.headers.items() if name in TOLD_BY_BARE}
        (folder / str(at)).write_bytes(answer.body)
        (folder / f"{at}.json").write_text(json.dumps(told))
    return folder
