"""``demo``: the demo fairs, made from the files in ``demo/`` by the same commands an office uses."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from eventapp.accounts import actions, mails
from eventapp.accounts.models import Person
from eventapp.accounts.queries import find_person
from eventapp.cli import (
    demo_exhibitors,
    demo_mailings,
    demo_numbers,
    demo_past,
    demo_planning,
    demo_programme,
    demo_releases,
    demo_speakers,
    demo_stand,
    demo_undo,
    demo_visitors,
    fairs,
)
from eventapp.cli.saying import in_transaction, refusals
from eventapp.clock import now
from eventapp.fair.queries import all_slugs, find_fair
from eventapp.i18n import Words
from eventapp.signups.doors import doors_of, token_of
from eventapp.visitors.links import page_path, page_token
from eventapp.visitors.queries import find_by_address

FOLDER = Path(__file__).resolve().parents[2] / "demo"
FAIR = "elektrotechnik-2027"
LAST = "elektrotechnik-2025"
PAST = "elektrotechnik-2019"
FAIRS = (
    (PAST, "Elektrotechnik 2019", "2019-02-13", "2019-02-15"),
    (LAST, "Elektrotechnik 2025", "2025-02-12", "2025-02-14"),
    (FAIR, "Elektrotechnik 2027", "2027-02-10", "2027-02-12"),
)
OFFICE, MEMBER = "office@messe.example", "erika@hochschule.example"
COMMENTS = (
    Words("Das Programm steht.", "The programme is complete."),
    Words(
        "Zwei Programmpunkte sind verlegt, zwei neue sind dabei.",
        "Two sessions have moved, and there are two new ones.",
    ),
    Words(
        "Ein Programmpunkt ist abgesagt, zwei finden an einem anderen Ort oder Tag statt, einer ist neu.",
        "One session is cancelled, two take place elsewhere or on another day, one is new.",
    ),
)
BEGAN, RELEASED = (
    timedelta(days=70),
    (timedelta(days=42, hours=3), timedelta(days=25, hours=6), timedelta(days=7, hours=1)),
)
"""How long ago the office began, and released the three files."""
HOUR = timedelta(hours=1)
DOOR_MINUTE = "2027-02-10T09:55"
LINKS = (
    ("Ein Messetag, 10:20 Uhr", f"/{FAIR}/?um=2027-02-10T10:20"),
    ("Das Programm", f"/{FAIR}/programm"),
    ("Der Stand", f"/{FAIR}/stand"),
    ("Auf Englisch", f"/en/{FAIR}/programm"),
    ("Was sich geändert hat", f"/{FAIR}/version/1"),
    ("Abonnieren", f"/{FAIR}/kalender"),
    ("Die letzte Messe (Archiv)", f"/{LAST}/"),
)


@click.command("demo")
@with_appcontext
def demo_command() -> None:
    """Die Beispielmesse anlegen, wenn die Datenbank leer ist, und sagen, was man zuerst ansehen sollte."""
    with refusals():
        is_empty = not all_slugs()
    if is_empty:
        click.echo("Die Beispielmesse wird angelegt …")
        with redirect_stdout(io.StringIO()):
            make_demo()
    click.echo("")
    for label, path in LINKS:
        click.echo(f"  {label:<26} {current_app.config['PUBLIC_BASE_URL']}{path}")
    if current_app.config["DEMO"]:
        click.echo("")
        click.echo("  Einloggen ohne Mail (jeder Link gilt einmal, der nächste Start druckt neue):")
        with refusals():
            click.echo(f"  {'Das Büro':<26} {in_transaction(office_link)}")
            click.echo(f"  {'Ein Mitglied':<26} {in_transaction(member_link)}")
            for label, link in private_links():
                click.echo(f"  {label:<26} {link}")
    click.echo("")


def office_link() -> str:
    """A link that signs in the demo's organiser, to a page with a button."""
    at = now()
    return mails.link_address(actions.invitation_link(demo_office(at), at=at))


def member_link() -> str:
    """The same for somebody of a member that is in the middle of it; empty if the demo was made before it had any."""
    person = find_person(MEMBER)
    if person is None:
        return "-"
    return mails.link_address(actions.sign_in_link(person, purpose="invitation", at=now(), to="/mein-stand/"))


def private_links() -> list[tuple[str, str]]:
    """Of one visitor, of the door of the first morning and of a team that speaks; none if the demo was made before it
    had any."""
    fair, base = find_fair(FAIR), current_app.config["PUBLIC_BASE_URL"]
    visitor = find_by_address(fair.id, demo_visitors.FIRST) if fair else None
    mine = [("Eine Besucherin", base + page_path(FAIR, page_token(visitor), "de"))] if visitor else []
    doors = doors_of(fair.id) if fair else []
    mine += [("Eine Tür", f"{base}/{FAIR}/tuer/{token_of(door)}?um={DOOR_MINUTE}") for door in doors[:1]]
    teams = demo_speakers.link_paths(fair) if fair else []
    return mine + [("Ein Team, das vorträgt", base + path) for path in teams]


def demo_office(at: datetime) -> Person:
    """The demo's organiser."""
    known = find_person(OFFICE)
    return known or actions.invite(OFFICE, name="Demo-Büro", language="de", by=None, at=at, is_organiser=True)


def make_demo() -> None:
    """Three fairs, through the doors that everybody uses, at the days it is told of: one of which little is known; the
    last one, which is over; and the next one with its five releases, in the middle of planning."""
    at = now()
    for slug, title, starts, ends in FAIRS:
        _run(fairs.create, slug, "--title", title, "--starts", starts, "--ends", ends)
        _run(fairs.set_, slug, str(FOLDER / f"{slug}.toml"))
    for step in (_begin, _show_exhibitors, _go_on, _look_back, _err, _take_back, _err_again, _take_back, _plan):
        in_transaction(partial(_do, step, at))


def _do(step: Callable[[Person, datetime], None], at: datetime) -> None:
    step(demo_office(at), at)


def _begin(office: Person, at: datetime) -> None:
    """Visitors sign up after the second release and hear of the third."""
    demo_numbers.begin_long_ago(at - BEGAN)
    demo_programme.read_in(FAIR, "programm-2027-1.csv", at=at - RELEASED[0])
    demo_programme.make_public(FAIR, COMMENTS[0], by=office.id, at=at - RELEASED[0])
    demo_programme.read_in(FAIR, "programm-2027-2.csv", at=at - RELEASED[1])
    demo_visitors.open_sign_ups(FAIR, office=office, at=at - RELEASED[1])
    demo_programme.make_public(FAIR, COMMENTS[1], by=office.id, at=at - RELEASED[1])
    demo_visitors.play(FAIR, office=office, at=at)


def _show_exhibitors(office: Person, at: datetime) -> None:
    demo_exhibitors.play(FAIR, LAST, office=office, at=at)
    demo_stand.play(FAIR, office=office, at=at - RELEASED[2])


def _go_on(office: Person, at: datetime) -> None:
    """The third file names exhibitors: by now they are there, and the stand that places lie on."""
    third = at - RELEASED[2]
    demo_programme.read_in(FAIR, "programm-2027-3.csv", at=third - HOUR)
    demo_releases.plan_too_late(FAIR, office=office, at=third - HOUR)
    demo_speakers.ask(FAIR, office=office, at=third)
    demo_programme.make_public(FAIR, COMMENTS[2], by=office.id, at=third)
    demo_releases.go_on(FAIR, office=office, at=at)
    demo_speakers.go_on(FAIR, at=at - HOUR * 20)
    demo_numbers.play(FAIR, at=at)


def _look_back(office: Person, _at: datetime) -> None:
    demo_past.play(LAST, office=office)
    demo_past.put_away(PAST, office=office)


def _err(office: Person, at: datetime) -> None:
    demo_undo.err(FAIR, 0, by=office.id, at=at - HOUR * 5)


def _err_again(office: Person, at: datetime) -> None:
    demo_undo.err(FAIR, 1, by=office.id, at=at - HOUR * 4)


def _take_back(office: Person, at: datetime) -> None:
    demo_undo.take_back(FAIR, by=office.id, at=at - HOUR * 4)


def _plan(office: Person, at: datetime) -> None:
    """What is public stands; the office goes on planning."""
    demo_planning.play(FAIR, office=office, at=at - HOUR * 3)
    demo_planning.write_about_the_fair(FAIR, office=office, at=at - HOUR * 2)
    demo_releases.plan_ahead(FAIR, due_at=demo_releases.sharp(at + demo_releases.LATER), office=office, at=at - HOUR)
    demo_mailings.play(FAIR, office=office, at=at)


def _run(command: click.Command, *arguments: str) -> None:
    command.main(list(arguments), standalone_mode=False)
