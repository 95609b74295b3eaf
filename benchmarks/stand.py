"""A joint stand of a hundred areas, on each an exhibitor with what it shows; and how long a move takes to be saved."""

from __future__ import annotations

import http.client
import json
import statistics
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import sqlalchemy as sa

from benchmarks import synthetic
from benchmarks.inside import INPUT, OURS, Insider, asked, cookie_of, person_of
from benchmarks.office import Office
from benchmarks.servers import HOST, Server, serving
from benchmarks.table import Table, limit_row
from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.exhibitors.models import Entry, Exhibitor, Member
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.stand.actions.drawing import add_area, create_stand
from eventapp.stand.actions.publishing import publish
from eventapp.stand.entries import AreaEntry, StandEntry
from eventapp.stand.models import Placement, Stand, StandArea

AREAS, MOVES, MOVE_MS = 100, 40, 100


def draw(office: Office) -> None:
    """Drawn, occupied and published, as the office would do it in some hours."""
    with office.app.app_context():
        with transaction():
            fair, told = get_fair(office.slug), synthetic.stand(AREAS)
            entry = StandEntry(told.name, told.outline)
            stand = create_stand(fair, entry, by=None, at=now())
            for number, points in told.areas:
                area = add_area(stand, AreaEntry(number, points), by=None, at=now())
                _occupy(fair, area)
            publish(office.slug, seen="", at=now())
        db.session.remove()


def _occupy(fair: Fair, area: StandArea) -> None:
    """By an exhibitor of its own, public, with one exhibit."""
    said = synthetic.exhibitor(area.number)
    slug, at = f"stand-{area.number.lower()}", now()
    member = Member(slug=slug, name=said.name)
    db.session.add(member)
    db.session.flush()
    exhibitor = Exhibitor(fair_id=fair.id, member_id=member.id, slug=slug, state="taking_part", created_at=at)
    db.session.add(exhibitor)
    db.session.flush()
    common = {"fair_id": fair.id, "exhibitor_id": exhibitor.id, "state": "accepted", "changed_at": at}
    company, exhibit = (
        Entry(kind=kind, handed_in=told, handed_in_at=at, accepted=told, accepted_at=at, **common)
        for kind, told in (("company", said.company), ("exhibit", said.exhibit))
    )
    exhibit.slug = f"{slug}-exponat"
    db.session.add_all([company, exhibit])
    db.session.flush()
    db.session.add(Placement(area_id=area.id, exhibitor_id=exhibitor.id, entry_id=exhibit.id))


def measure(table: Table, office: Office) -> None:
    """The server's own time for each move that the editor sends, of one office that draws alone."""
    with office.app.app_context():
        with transaction():
            desk = Insider(cookie_of(office.app, person_of("planung@messe.example", is_organiser=True)))
        stands = sa.select(Stand.id).join(Fair, Fair.id == Stand.fair_id).where(Fair.slug == office.slug)
        wanted = sa.select(StandArea.id).where(StandArea.stand_id.in_(stands)).order_by(StandArea.id)
        area = db.session.scalars(wanted.limit(1)).one()
        db.session.remove()
    log = office.database.folder / "moves.log"
    logging = f"--access-logfile {log} --access-logformat '%(m)s %(s)s %(D)s'"
    with serving(OURS, office.database.environment(GUNICORN_CMD_ARGS=logging)) as server:
        server.wait_for("/readyz")
        _move_often(server, f"/desk/{office.slug}/stand/flaechen/{area}", desk)
    took = _times_of(log)
    table.add(limit_row(f"a move on a plan of {AREAS} areas, server time", statistics.median(took), "ms", most=MOVE_MS))


def _times_of(log: Path) -> list[float]:
    lines = (line.split() for line in log.read_text().splitlines())
    return [int(microseconds) / 1_000 for method, _status, microseconds in lines if method == "POST"]


def _move_often(server: Server, path: str, desk: Insider) -> None:
    """There and back, each move with the version that the last answer gave."""
    connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
    form = {name: unescape(value) for name, value in INPUT.findall(asked(connection, "GET", path, desk.cookie))}
    headers = desk.cookie | {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    headers |= {"Accept": "application/json"}
    for number in range(MOVES):
        body = urlencode(form | {"x": "0.1" if number % 2 == 0 else "0"})
        answer = json.loads(asked(connection, "POST", f"{path}/lage", headers, body))
        form["version"] = str(answer["shape"]["version"])
    connection.close()
