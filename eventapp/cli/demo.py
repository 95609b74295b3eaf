"""``demo``: the demo fairs, made from the files in ``demo/`` by the same commands an office uses."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from datetime import datetime
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
    demo_planning,
    demo_stand,
    demo_undo,
    demo_visitors,
    fairs,
    programmes,
)
from eventapp.cli.saying import in_transaction, refusals
from eventapp.clock import now
from eventapp.fair.queries import all_slugs, find_fair
from eventapp.signups.doors import doors_of, token_of
from eventapp.visitors.links import page_path, page_token
from eventapp.visitors.queries import find_by_address

FOLDER = Path(__file__).resolve().parents[2] / "demo"
FAIR = "elektrotechnik-2027"
PAST = "elektrotechnik-2019"
OFFICE, MEMBER = "office@messe.example", "erika@hochschule.example"
COMMENTS = (
    ("Das Programm steht.", "The programme is complete."),
    (
        "Zwei Programmpunkte sind verlegt, zwei neue sind dabei.",
        "Two sessions have moved, and there are two new ones.",
    ),
    (
        "Ein Programmpunkt ist abgesagt, zwei finden an einem anderen Ort oder Tag statt, einer ist neu.",
        "One session is cancelled, two take place elsewhere or on another day, one is new.",
    ),
)
DOOR_MINUTE = "2027-02-10T09:55"
WITH_SIGN_UPS = 2
"""The release since which there are places to sign up for."""
LINKS = (
    ("Ein Messetag, 10:20 Uhr", f"/{FAIR}/?um=2027-02-10T10:20"),
    ("Das Programm", f"/{FAIR}/programm"),
    ("Der Stand", f"/{FAIR}/stand"),
    ("Auf Englisch", f"/en/{FAIR}/programm"),
    ("Was sich geändert hat", f"/{FAIR}/version/1"),
    ("Abonnieren", f"/{FAIR}/kalender"),
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
    """Of one visitor and of the door of the first morning; none if the demo was made before it had any."""
    fair, base = find_fair(FAIR), current_app.config["PUBLIC_BASE_URL"]
    visitor = find_by_address(fair.id, demo_visitors.FIRST) if fair else None
    mine = [("Eine Besucherin", base + page_path(FAIR, page_token(visitor), "de"))] if visitor else []
    doors = doors_of(fair.id) if fair else []
    return mine + [("Eine Tür", f"{base}/{FAIR}/tuer/{token_of(door)}?um={DOOR_MINUTE}") for door in doors[:1]]


def demo_office(at: datetime) -> Person:
    """The demo's organiser."""
    known = find_person(OFFICE)
    return known or actions.invite(OFFICE, name="Demo-Büro", language="de", by=None, at=at, is_organiser=True)


def make_demo() -> None:
    """Two fairs and three releases, through the doors that everybody uses. The last file names exhibitors: by then they
    are there, and the stand that places lie on. Visitors sign up after the second one and hear of the third."""
    _run(fairs.create, PAST, "--title", "Elektrotechnik 2019", "--starts", "2019-02-13", "--ends", "2019-02-15")
    _run(fairs.set_, PAST, str(FOLDER / f"{PAST}.toml"))
    _run(fairs.create, FAIR, "--title", "Elektrotechnik 2027", "--starts", "2027-02-10", "--ends", "2027-02-12")
    _run(fairs.set_, FAIR, str(FOLDER / f"{FAIR}.toml"))
    for number, (comment, comment_en) in enumerate(COMMENTS, start=1):
        if number == len(COMMENTS):
            in_transaction(lambda: demo_exhibitors.play(FAIR, PAST, office=demo_office(now()), at=now()))
            in_transaction(lambda: demo_stand.play(FAIR, office=demo_office(now()), at=now()))
        _run(programmes.import_, str(FOLDER / f"programm-2027-{number}.csv"), "--fair", FAIR)
        if number == WITH_SIGN_UPS:
            in_transaction(lambda: demo_visitors.open_sign_ups(FAIR, office=demo_office(now()), at=now()))
        _run(programmes.release_, "--fair", FAIR, "--comment", comment, "--comment-en", comment_en)
        if number == WITH_SIGN_UPS:
            in_transaction(lambda: demo_visitors.play(FAIR, office=demo_office(now()), at=now()))
    in_transaction(lambda: demo_numbers.play(FAIR, at=now()))
    office_id = in_transaction(lambda: demo_office(now()).id)
    for turn in range(2):
        in_transaction(partial(demo_undo.err, FAIR, turn, by=office_id, at=now()))
        in_transaction(partial(demo_undo.take_back, FAIR, by=office_id, at=now()))
    # What is public stands; the office goes on planning.
    in_transaction(lambda: demo_planning.play(FAIR, office=demo_office(now()), at=now()))
    in_transaction(lambda: demo_planning.release_later(FAIR, office=demo_office(now()), at=now()))
    in_transaction(lambda: demo_mailings.play(FAIR, office=demo_office(now()), at=now()))


def _run(command: click.Command, *arguments: str) -> None:
    command.main(list(arguments), standalone_mode=False)
