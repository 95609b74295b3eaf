"""The menu of the office: one entry for each room that has a desk, in the order of the work."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app, g, request, url_for

from eventapp.i18n import mark

DESK = (
    ("desk_front.today", mark("Heute")),
    ("programme_desk.sessions", mark("Programm")),
    ("sign_ups_desk.sessions", mark("Plätze")),
    ("exhibitors_desk.exhibitors", mark("Aussteller")),
    ("stand_desk.plan", mark("Standplan")),
    ("print_desk.overview", mark("Druck")),
    ("fair_desk.fair", mark("Messe")),
    ("outbox_desk.mails", mark("Mails")),
    ("mailings_desk.mailings", mark("Rundmails")),
    ("numbers_desk.numbers", mark("Zahlen")),
    ("journal_desk.journal", mark("Verlauf")),
    ("accounts_desk.overview", mark("Konten")),
)
"""Endpoints and names; a room that is not there has no entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``is_here``: the page belongs to this part of the office; ``is_exact``: it is the very page."""

    name: str
    url: str
    is_here: bool
    is_exact: bool


def init_app(app: Flask) -> None:
    app.jinja_env.globals["desk_navigation"] = desk_navigation


def desk_navigation() -> list[Entry]:
    """The entries that lead somewhere from here: without a fair only those that need none."""
    return [_entry(endpoint, name) for endpoint, name in DESK if _leads_somewhere(endpoint)]


def _leads_somewhere(endpoint: str) -> bool:
    if endpoint not in current_app.view_functions:
        return False
    return bool(g.get("slug")) or not current_app.url_map.is_endpoint_expecting(endpoint, "slug")


def _entry(endpoint: str, name: str) -> Entry:
    here = request.endpoint or ""
    part, url = endpoint.partition(".")[0], url_for(endpoint)
    is_below = not url.endswith("/") and request.path.startswith(f"{url}/")
    return Entry(name, url, here.partition(".")[0] == part or is_below, here == endpoint)
