"""``programme import``, ``release``, ``diff``, ``template``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import click
from flask.cli import AppGroup

from eventapp.cli.saying import CLASHES, in_transaction, progress_bar, refusals
from eventapp.cli.telling import tell_changes, tell_clashes, tell_outcome, tell_report
from eventapp.clock import now
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.interchange.limits import LARGEST_WORKBOOK
from eventapp.interchange.report import Report
from eventapp.interchange.source import MAIN_SOURCE
from eventapp.programme.actions.release import ClashesFound, Outcome, preview, release
from eventapp.programme.actions.rules import TooFew

group = AppGroup("programme", help="Programm einlesen, prüfen, veröffentlichen.")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FORMAT = click.Choice(["auto", "frab-xml", "frab-json", "ics", "csv", "xlsx"])
MINUTES = click.IntRange(1, 1440)
COMMENT = click.option("--comment", default="", help="Öffentlicher Satz zur Veröffentlichung.")
COMMENT_EN = click.option("--comment-en", default="", help="Derselbe Satz auf Englisch.")
FEWER = click.option("--fewer-places", is_flag=True, help="Auch wenn es dann weniger Plätze als Angemeldete gibt.")


@group.command("import")
@click.argument("file", type=FILE)
@click.option("--fair", "slug", required=True, help="Adresse des Messeauftritts.")
@click.option("--format", "format_", type=FORMAT, default="auto", help="Was FILE ist, wenn es nicht zu erkennen ist.")
@click.option("--source", default=MAIN_SOURCE, help="Name der Quelle, wenn es mehrere gibt.")
@click.option("--minutes", type=MINUTES, default=45, help="Dauer, wo keine zu finden ist.")
@click.option(
    "--replace",
    "replaces",
    is_flag=True,
    help="Die Datei ersetzt das Programm auch, wenn kaum etwas davon wiederzuerkennen ist.",
)
@click.option("--dry-run", is_flag=True, help="Nur sagen, was geschähe.")
@click.option("--json", "as_json", is_flag=True, help="Bericht als JSON.")
@click.option("--release", "then_release", is_flag=True, help="Danach gleich veröffentlichen.")
@COMMENT
@COMMENT_EN
@click.option("--override", default="", help="Grund, trotz Überschneidungen zu veröffentlichen.")
@FEWER
def import_(
    file: Path,
    slug: str,
    format_: str,
    source: str,
    minutes: int,
    replaces: bool,
    dry_run: bool,
    as_json: bool,
    then_release: bool,
    comment: str,
    comment_en: str,
    override: str,
    fewer_places: bool,
) -> None:
    """Ein Programm aus FILE in den Entwurf einlesen (frab-XML, frab-JSON, iCalendar, CSV, XLSX)."""
    # Here, because all readers and what they stand on take longer to load than a release takes.
    from eventapp.interchange.actions.importing import import_programme  # noqa: PLC0415 -- see above
    from eventapp.interchange.actions.noting import note_import  # noqa: PLC0415 -- see above
    from eventapp.interchange.reading import read_programme  # noqa: PLC0415 -- see above

    def import_and_note() -> Report:
        report = import_programme(
            slug,
            programme,
            source=source,
            replaces=replaces,
            is_sure=fewer_places,
            is_dry_run=dry_run,
            progress=progress,
        )
        if not dry_run:
            note_import(get_fair(slug).id, report, name=file.name, by=None, at=now())
        return report

    with asked_for_places(), refusals():
        get_fair(slug)
        with progress_bar("Lesen") as progress:
            programme = read_programme(
                beginning_of(file), name=file.name, format=format_, default_minutes=minutes, progress=progress
            )
        with progress_bar("Einlesen") as progress:
            report = in_transaction(import_and_note)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        tell_report(report)
    if then_release and not dry_run:
        outcome = _release(slug, only=(), comment=Words(comment, comment_en), override=override, is_sure=fewer_places)
        tell_outcome(outcome, to=sys.stderr if as_json else None)


@contextmanager
def asked_for_places() -> Iterator[None]:
    """Where more people have a place than there would be: what to say to do it all the same."""
    try:
        yield
    except SystemExit as refused:
        if isinstance(refused.__cause__, TooFew):
            click.echo("  Auf der Kommandozeile: --fewer-places", err=True)
        raise


def beginning_of(file: Path) -> bytes:
    """The file, or of a far too large one enough to be refused for its size without filling the memory."""
    with file.open("rb") as opened:
        return opened.read(4 * LARGEST_WORKBOOK)


@group.command("release")
@click.option("--fair", "slug", required=True, help="Adresse des Messeauftritts.")
@click.option("--only", multiple=True, metavar="CODE", help="Nur diese Programmpunkte, sonst alles.")
@click.argument("more", nargs=-1, metavar="[CODE]…")
@COMMENT
@COMMENT_EN
@click.option("--override", default="", help="Grund, trotz Überschneidungen zu veröffentlichen.")
@FEWER
def release_(
    slug: str,
    only: tuple[str, ...],
    more: tuple[str, ...],
    comment: str,
    comment_en: str,
    override: str,
    fewer_places: bool,
) -> None:
    """Den Entwurf veröffentlichen, ganz oder nur einzelne Programmpunkte (--only CODE CODE …)."""
    if more and not only:
        raise click.UsageError("Codes gehören hinter --only.")
    said = Words(comment, comment_en)
    tell_outcome(_release(slug, only=(*only, *more), comment=said, override=override, is_sure=fewer_places))


def _release(slug: str, *, only: tuple[str, ...], comment: Words, override: str, is_sure: bool) -> Outcome:
    try:
        with asked_for_places(), refusals(), progress_bar("Veröffentlichen") as progress:
            codes = [code.upper() for code in only]
            steps = count(1)
            return in_transaction(
                lambda: release(
                    slug,
                    at=now(),
                    comment=comment,
                    only=codes,
                    override=override,
                    is_sure=is_sure,
                    step=lambda said: progress(min(next(steps), 4), 4),
                )
            )
    except SystemExit as refused:
        if isinstance(refused.__cause__, ClashesFound):
            tell_clashes(refused.__cause__.clashes)
            raise SystemExit(CLASHES) from refused
        raise


@group.command("diff")
@click.option("--fair", "slug", required=True, help="Adresse des Messeauftritts.")
def diff(slug: str) -> None:
    """Sagen, was die nächste Veröffentlichung ändern würde."""
    with refusals():
        changes, clashes = preview(slug, at=now())
    tell_changes(changes)
    if clashes:
        tell_clashes(clashes)


@group.command("template")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def template(file: Path) -> None:
    """Eine leere Tabelle (XLSX) schreiben, die sich selbst erklärt."""
    from eventapp.interchange.template import write_template  # noqa: PLC0415 -- no other command needs its library

    with refusals():
        file.write_bytes(write_template())
    click.echo(f"Geschrieben: {file}")
