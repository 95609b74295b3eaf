"""The moment a page speaks about: now, or in the demo any minute of the fair (``?um=2027-02-10T10:20``)."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import current_app, has_request_context, request

from eventapp.clock import FAIR_ZONE, now

DEMO_PARAMETER = "um"


def shown_moment() -> datetime:
    """Aware, in UTC. The same for the whole of one answer."""
    moment: datetime = request.environ.setdefault("eventapp.moment", demo_moment() or now())
    return moment


def by_the_clock(view: object) -> bool:
    """Whether a view says "now", so that the demo's minute goes along to it."""
    return bool(getattr(view, "by_the_clock", False))


def demo_moment() -> datetime | None:
    """The minute asked for, where this site is a demo and the parameter is a readable wall clock."""
    is_asked = has_request_context() and current_app.config["DEMO"]
    asked = request.args.get(DEMO_PARAMETER, "") if is_asked else ""
    try:
        wall = datetime.fromisoformat(asked)
    except ValueError:
        return None
    if wall.tzinfo is None:
        wall = wall.replace(tzinfo=FAIR_ZONE)
    return wall.astimezone(UTC) if 2000 < wall.year < 2100 else None
