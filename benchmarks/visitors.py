"""Visitors: places signed up for by many at once, a refusal, and ten thousand private calendars asked in turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product

import sqlalchemy as sa

from benchmarks import pressing
from benchmarks.load import Target, compare
from benchmarks.office import Office
from benchmarks.probe import probing
from benchmarks.rates import BARE, OURS, lay_out
from benchmarks.servers import apart, serving
from benchmarks.table import Table, limit_row, rate_row
from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.fair.queries import get_fair
from eventapp.programme.actions.release import release
from eventapp.programme.queries import draft_sessions
from eventapp.visitors.links import feed_path, feed_token, page_path, page_token
from eventapp.visitors.models import Star, Visitor

VISITORS, STARS = 10_000, 4
PRESSING = 25_000
"""Each presses once, and a second brings up to a thousand; the first of them have a calendar."""
PLACES = 1_000_000
FEEDS, REFUSAL_MS = 0.5, 3
REFUSED = 50


@dataclass(slots=True)
class Crowd:
    """Addresses of the visitors: where one press signs up for the open session, and where their calendars are."""

    presses: list[str] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)
    closed: str = ""


def measure(table: Table, office: Office, *, rounds: int) -> None:
    """Adds its lines to the table."""
    crowd = _crowd(office)
    _feeds(table, office, crowd, rounds=rounds)
    _measure_sign_ups(table, office, crowd, rounds=rounds)


def _measure_sign_ups(table: Table, office: Office, crowd: Crowd, *, rounds: int) -> None:
    pressing.measure(table, office, crowd.presses, rounds=rounds)
    with probing(office.database) as probe:
        form = {"name": "Ada Beispiel", "email": "ada@besuch.example", "siegel": "x"}
        probe.get(crowd.closed, form=form)
        asked = probe.get(crowd.closed, form=form, times=REFUSED)
    table.add(limit_row("a sign-up refused, processor", asked.cpu_milliseconds / REFUSED, "ms", most=REFUSAL_MS))


def _crowd(office: Office) -> Crowd:
    """Visitors with a confirmed address and some stars each, one session for all of them, and one that is closed. Each
    star has a second of its own: no two calendars have a stamp in common."""
    with office.app.app_context():
        with transaction():
            fair = get_fair(office.slug)
            first, second, *others = draft_sessions(fair.id)
            first.admission, first.capacity, second.admission = "sign_up", PLACES, "closed"
            release(office.slug, at=now())
            at = now()
            rows = [
                {
                    "fair_id": fair.id,
                    "handle": f"bench-{number}",
                    "name": "Ada Beispiel",
                    "email": f"p{number}@besuch.example",
                    "email_confirmed_at": at,
                    "created_at": at,
                }
                for number in range(PRESSING)
            ]
            db.session.execute(sa.insert(Visitor), rows)
            visitors = db.session.scalars(
                sa.select(Visitor).where(Visitor.fair_id == fair.id).order_by(Visitor.id)
            ).all()
            starred = [one.id for one in others[:STARS]]
            stars = [
                {"visitor_id": one.id, "session_id": session_id, "changed_at": at + timedelta(seconds=second)}
                for second, (one, session_id) in enumerate(product(visitors[:VISITORS], starred))
            ]
            db.session.execute(sa.insert(Star), stars)
            way = f"/anmelden/{first.code}"
            crowd = Crowd(
                [page_path(office.slug, page_token(one), "de") + way for one in visitors],
                [feed_path(office.slug, feed_token(one), "de") for one in visitors[:VISITORS]],
                f"/{office.slug}/programm/{second.code}/anmelden",
            )
        db.session.remove()
    return crowd


def _feeds(table: Table, office: Office, crowd: Crowd, *, rounds: int) -> None:
    """Somebody else's each time; bare Flask hands out the first one's bytes."""
    script = office.database.folder / "feeds.lua"
    listed = ",\n".join(f'"{path}"' for path in crowd.feeds)
    script.write_text(
        f"local paths, at = {{{listed}}}, 0\n"
        "function request() at = at % #paths + 1 return wrk.format('GET', paths[at]) end\n"
    )
    worker, _ = apart()
    with serving(OURS, office.database.environment(), workers=1, on=worker) as ours:
        ours.wait_for("/readyz")
        answer = ours.get(crowd.feeds[-1])
        folder = lay_out([answer], office.database.folder / "bare-feed")
        environment = office.database.environment(BARE_ANSWERS=str(folder))
        with serving(BARE, environment, workers=1, on=worker) as bare:
            bare.wait_for("/hello")
            size = len(answer.body)
            target = Target(ours, crowd.feeds[0], {}, size, script)
            found = compare(target, Target(bare, "/0", {}, size), rounds=rounds, seconds=1, mark=FEEDS)
    table.add(rate_row(f"private calendars, {VISITORS:,} visitors in turn", found, mark=FEEDS))
