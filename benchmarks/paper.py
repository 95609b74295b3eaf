"""How long it takes to set the programme of a usual fair on paper."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from benchmarks.office import Office
from benchmarks.table import Table, limit_row
from eventapp.print.paper import Paper
from eventapp.print.programme_documents import Addresses, leaflet_document, list_document
from eventapp.print.typesetting import typeset
from eventapp.programme.queries import published
from eventapp.web.aside import made_aside

SESSIONS, PDF_SECONDS, ROUNDS = 300, 2, 3


def measure(table: Table, office: Office) -> None:
    """From the released value to the last byte, in a process of its own as the site does it."""
    with office.app.app_context(), office.app.test_request_context():
        shown = published(office.slug)
        programme = replace(shown.or_empty, sessions=shown.or_empty.sessions[:SESSIONS])
    address = "https://messe.example/messe"
    paper, addresses = Paper(shown.fair, programme, f"{address}/version/1"), Addresses(address, f"{address}/kalender")
    count = len(programme.sessions)
    took = _took("programme_list", lambda: list_document(paper))
    table.add(limit_row(f"PDF of {count} sessions", took, "s", most=PDF_SECONDS))
    took = _took("leaflet", lambda: leaflet_document(paper, None, addresses))
    table.add(limit_row(f"folded leaflet of {count} sessions", took, "s"))


def _took(template: str, tell: Callable[[], dict[str, Any]]) -> float:
    """The median of some rounds, in seconds."""
    return statistics.median(_once(template, tell) for _ in range(ROUNDS))


def _once(template: str, tell: Callable[[], dict[str, Any]]) -> float:
    begins = time.perf_counter()
    told = tell()
    made_aside(lambda: typeset(template, told))
    return time.perf_counter() - begins
