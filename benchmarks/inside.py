"""Behind the sign-in: ten members who save at the same time, and the office's lists with two thousand rows.

Members and exhibitors are put into the tables; what is measured goes through the pages, with cookie and form token.
"""

from __future__ import annotations

import http.client
import re
import statistics
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode

import sqlalchemy as sa
from flask import Flask

from benchmarks.office import Office
from benchmarks.servers import HOST, Server, serving
from benchmarks.table import Table, limit_row
from eventapp.accounts.actions import invite
from eventapp.accounts.models import Person
from eventapp.accounts.signing_in import open_sign_in
from eventapp.clock import from_the_wall, now
from eventapp.database import db, transaction
from eventapp.exhibitors.actions.members import prepare_entries
from eventapp.exhibitors.models import Entry, Exhibitor, Member, Membership
from eventapp.fair.actions import create_fair
from eventapp.fair.models import Fair
from eventapp.journal.models import JournalEntry
from eventapp.programme.models import ConferenceSession, Place
from eventapp.web.sessions import LANGUAGE, SIGN_IN

OURS = "eventapp:create_app()"
IN_PARALLEL, SAVES = 10, 20
ROWS, FEW, ON_THE_BOARD = 2_000, 20, 500
SAVE_MS, LIST_MS, MOVE_MS = 50, 500, 100
TIMES = 7
DAY = date(2030, 2, 12)
TEXT = "Wir zeigen, wie eine Straße im Sommer kühl bleibt, und wer daran mitarbeitet. " * 8
INPUT = re.compile(r'<input[^>]*name="(csrf_token|version)"[^>]*value="([^"]*)"')
Cookie = dict[str, str]


LISTS = (
    ("sessions", "programm"),
    ("sessions, of which a word finds all", "programm?q=Programmpunkt"),
    ("sessions with a conflict", "programm?zustand=conflict"),
    ("conflicts", "programm/konflikte"),
    ("exhibitors", "aussteller"),
    ("changes in the history", "verlauf"),
    ("everything, the front page", ""),
)


@dataclass(frozen=True, slots=True)
class Insider:
    """Somebody signed in: the header that says so, and what is theirs."""

    cookie: Cookie
    exhibitor: int = 0


def measure(table: Table, office: Office) -> None:
    """Adds its lines to the table."""
    with office.app.app_context():
        with transaction():
            many, _few = _fair_of("messe-viele", ROWS), _fair_of("messe-wenige", FEW)
            db.session.add(Place(fair_id=_fair_of("messe-tafel", ON_THE_BOARD).id, slug="buehne", name_de="Bühne"))
            desk = Insider(cookie_of(office.app, person_of("buero@messe.example", is_organiser=True)))
            members = [_member(office.app, many, number) for number in range(IN_PARALLEL)]
        db.session.remove()
    log = office.database.folder / "saves.log"
    logging = f"--access-logfile {log} --access-logformat '%(m)s %(s)s %(D)s'"
    with serving(OURS, office.database.environment(GUNICORN_CMD_ARGS=logging)) as server:
        server.wait_for("/readyz")
        _saves(table, server, members, log, most=SAVE_MS if office.database.name == "SQLite" else None)
        for what, address in LISTS:
            _list(table, server, office.app, desk, what, address)
        _moves(table, server, desk)


def _fair_of(slug: str, rows: int) -> Fair:
    """A fair with so many sessions and so many exhibitors, each with three entries."""
    fair = create_fair(
        slug,
        title=slug,
        starts_on=DAY,
        ends_on=DAY + timedelta(days=9),
        uid_domain="messe.example",
        acronym=slug.replace("-", ""),
    )
    begins = from_the_wall(DAY, now().time().replace(hour=9, minute=0, second=0, microsecond=0))
    db.session.execute(sa.insert(ConferenceSession), [_session(fair.id, number, begins) for number in range(rows)])
    told = {"fair_id": fair.id, "at": now(), "kind": "session.changed", "subject": "session:B00000", "role": ""}
    changes = [told | {"name": f"Programmpunkt {number}", "differences": []} for number in range(rows)]
    db.session.execute(sa.insert(JournalEntry), changes)
    members = [
        {"slug": f"{slug}-{number}", "name": f"Mitglied {number:04} GmbH", "city": "Dortmund"} for number in range(rows)
    ]
    db.session.execute(sa.insert(Member), [_filled(one) for one in members])
    ids = db.session.scalars(sa.select(Member.id).where(Member.slug.startswith(f"{slug}-")).order_by(Member.id))
    part = {"fair_id": fair.id, "state": "taking_part", "created_at": now()}
    parts = [
        part | {"member_id": one, "slug": f"aussteller-{at}", "not_wanted": [], "reminded": {}}
        for at, one in enumerate(ids)
    ]
    db.session.execute(sa.insert(Exhibitor), parts)
    exhibitors = db.session.scalars(sa.select(Exhibitor.id).where(Exhibitor.fair_id == fair.id))
    entries = [_entry(fair.id, one, kind) for one in exhibitors for kind in ("company", "exhibit", "staff")]
    db.session.execute(sa.insert(Entry), entries)
    return fair


def _session(fair_id: int, number: int, begins: object) -> dict[str, object]:
    starts = begins + timedelta(minutes=20 * (number % 200), days=number // 200 % 10)  # type: ignore[operator]  # -- a moment
    return {
        "fair_id": fair_id,
        "code": f"B{number:05d}",
        "number": number + 1,
        "guid": f"00000000-0000-4000-8000-{number:012d}",
        "title_de": f"Programmpunkt {number}",
        "abstract_de": TEXT,
        "links": [],
        "source_keys": {},
        "starts_at": starts,
        "ends_at": starts + timedelta(minutes=15),
    }


def _filled(member: Mapping[str, str]) -> dict[str, str]:
    return {"sort_letter": "", "street": "", "postal_code": "", "country": "", "website": "", "note": "", **member}


def _entry(fair_id: int, exhibitor_id: int, kind: str) -> dict[str, object]:
    said = {"name": "Mitglied", "text_de": TEXT}
    return {
        "fair_id": fair_id,
        "exhibitor_id": exhibitor_id,
        "kind": kind,
        "draft": said,
        "version": 2,
        "changed_at": now(),
    }


def person_of(email: str, *, is_organiser: bool = False) -> Person:
    return invite(email, name="Erika Muster", language="de", by=None, at=now(), is_organiser=is_organiser)


def _member(app: Flask, fair: Fair, number: int) -> Insider:
    """Somebody of one of the exhibitors, with its empty entries."""
    person = person_of(f"person{number}@messe.example")
    wanted = sa.select(Exhibitor).where(Exhibitor.fair_id == fair.id).order_by(Exhibitor.id)
    exhibitor = db.session.scalars(wanted.offset(number).limit(1)).one()
    db.session.add(Membership(person_id=person.id, member_id=exhibitor.member_id, since=now()))
    prepare_entries(exhibitor, at=now())
    return Insider(cookie_of(app, person), exhibitor.id)


def cookie_of(app: Flask, person: Person) -> Cookie:
    """What their browser would send."""
    key = open_sign_in(person, device="", at=now())
    moment = int(now().timestamp())
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # -- Flask's own, kept by ours
    said = {SIGN_IN: key, LANGUAGE: "de", "_began": moment, "_seen": moment, "csrf_token": "0" * 40}
    return {"Cookie": f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(said)}"}


def _saves(table: Table, server: Server, members: list[Insider], log: Path, *, most: float | None) -> None:
    """Ten at the same moment, again and again. The server's own time for each, the queue for the writing lock included;
    and what the ten see, who share the machine with it."""
    together = Barrier(len(members))
    with ThreadPoolExecutor(len(members)) as pool:
        took = [one for some in pool.map(lambda member: _save_often(server, member, together), members) for one in some]
    what = f"a member's save, {IN_PARALLEL} at once"
    lines = (line.split() for line in log.read_text().splitlines())
    inside = [int(microseconds) / 1_000 for method, _status, microseconds in lines if method == "POST"]
    table.add(limit_row(f"{what}, server time, median", statistics.median(inside), "ms", most=most))
    table.add(limit_row(f"{what}, as they see it, median", statistics.median(took), "ms"))
    table.add(limit_row(f"{what}, as they see it, 95 of 100", sorted(took)[int(len(took) * 0.95)], "ms"))


def _moves(table: Table, server: Server, desk: Insider) -> None:
    """One session after the other onto the same time of the same stage: each answer names more clashes."""
    path = "/desk/messe-tafel/programm/tafel"
    connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
    form = dict(INPUT.findall(asked(connection, "GET", path, desk.cookie)))
    form |= {"do": "move", "version": "1", "place": "buehne", "starts": f"{DAY}T10:00", "ends": f"{DAY}T10:45"}
    headers = desk.cookie | {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    took = []
    for number in range(SAVES):
        body = urlencode(form | {"code": f"B{number:05d}"})
        begins = time.perf_counter()
        asked(connection, "POST", f"{path}/verschieben", headers, body)
        took.append((time.perf_counter() - begins) * 1_000)
    connection.close()
    what = f"a move on a board of {ON_THE_BOARD} sessions, with its conflicts, median"
    table.add(limit_row(what, statistics.median(took), "ms", most=MOVE_MS))


def _save_often(server: Server, member: Insider, together: Barrier) -> list[float]:
    """Milliseconds of each save; what the last page showed is sent back changed. All have their page before."""
    path = f"/mein-stand/{member.exhibitor}/firmeneintrag/texte"
    connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
    took = []
    for number in range(SAVES):
        page = asked(connection, "GET", path, member.cookie)
        form = dict(INPUT.findall(page)) | {"text_de": f"{TEXT}{number}", "text_en": TEXT}
        headers = member.cookie | {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        body = urlencode({name: unescape(value) for name, value in form.items()})
        together.wait()
        begins = time.perf_counter()
        asked(connection, "POST", path, headers, body, status=303)
        took.append((time.perf_counter() - begins) * 1_000)
        together.wait()
    connection.close()
    return took


def asked(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    headers: Cookie,
    body: str = "",
    *,
    status: int = 200,
) -> str:
    connection.request(method, path, body=body.encode() or None, headers=headers)
    response = connection.getresponse()
    said = response.read().decode()
    if response.status != status:
        raise RuntimeError(f"{method} {path}: {response.status} {said[:2_000]}")
    return said


def _list(table: Table, server: Server, app: Flask, desk: Insider, what: str, address: str) -> None:
    path = f"/desk/messe-viele/{address}"
    server.get(path, desk.cookie)
    took = [_timed(lambda: server.get(path, desk.cookie)) for _ in range(TIMES)]
    table.add(limit_row(f"the office's list of {ROWS:,} {what}", statistics.median(took), "ms", most=LIST_MS))
    few, many = (_queries(app, f"/desk/{slug}/{address}", desk) for slug in ("messe-wenige", "messe-viele"))
    table.add(limit_row(f"its queries: {few} with {FEW} rows", many, "", most=few))


def _timed(asked: Callable[[], object]) -> float:
    begins = time.perf_counter()
    asked()
    return (time.perf_counter() - begins) * 1_000


def _queries(app: Flask, path: str, desk: Insider) -> int:
    """What one answer asks of the database, counted in this process."""
    seen: list[str] = []
    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", lambda *told: seen.append(told[2]))
    client = app.test_client(use_cookies=False)
    client.get(path, headers=desk.cookie)
    seen.clear()
    if client.get(path, headers=desk.cookie).status_code != 200:
        raise RuntimeError(f"{path} is not shown")
    return sum(not statement.startswith("BEGIN") for statement in seen)
