"""Reports as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING

import click

from eventapp.exhibitors.intake import REASONS
from eventapp.interchange.report import Report
from eventapp.interchange.source import Remark
from eventapp.programme.actions.release import Outcome
from eventapp.programme.conflicts import Clash
from eventapp.programme.diff import FIELDS, Changes, FieldChange, SessionChange
from eventapp.programme.value import Session
from eventapp.programme.wording import old_and_new
from eventapp.text import LONGEST, clean_line
from eventapp.web.formats import wall_time, wall_when

if TYPE_CHECKING:
    from eventapp.interchange.actions.exhibitors import MemberReport

STATES = {
    "new": "neu",
    "changed": "geändert",
    "cancelled": "abgesagt",
    "removed": "entfernt",
    "unchanged": "unverändert",
}
KINDS = {"assumed": "angenommen", "unreadable": "nicht lesbar", "note": "Hinweis"}
MOST_ROWS = 200


def cut(text: str, width: int) -> str:
    text = clean_line(text)
    return text if len(text) <= width else text[: width - 1] + "…"


def table(rows: Sequence[Sequence[str]], heads: Sequence[str], widths: Sequence[int]) -> None:
    """Columns as wide as their content, at most ``widths``; the rest of too many rows is counted."""
    shown = [[cut(cell, width) for cell, width in zip(row, widths, strict=True)] for row in rows[:MOST_ROWS]]
    spans = [max(len(row[at]) for row in [list(heads), *shown]) for at in range(len(heads))]
    for number, row in enumerate([list(heads), *shown]):
        line = "  ".join(cell.ljust(span) for cell, span in zip(row, spans, strict=True)).rstrip()
        click.echo(click.style(line, bold=True) if number == 0 else line)
    _tell_rest(len(rows))


def _tell_rest(number: int) -> None:
    if number > MOST_ROWS:
        click.echo(f"… und {number - MOST_ROWS} weitere (alle mit --json)")


def tell_remarks(remarks: Sequence[Remark]) -> None:
    """Each whole, with what to do about it below: what is cut off here is what somebody would have needed."""
    if not remarks:
        return
    shown = remarks[:MOST_ROWS]
    spans = [max(len(head), *map(len, cells)) for head, cells in (("", _kinds(shown)), ("Stelle", _wheres(shown)))]
    click.echo(click.style(f"{'':<{spans[0]}}  {'Stelle':<{spans[1]}}  Grund und was zu tun ist", bold=True))
    for kind, where, one in zip(_kinds(shown), _wheres(shown), shown, strict=True):
        click.echo(f"{kind:<{spans[0]}}  {where:<{spans[1]}}  {clean_line(one.reason)}")
        if one.advice:
            click.echo(f"{'':<{sum(spans) + 4}}→ {clean_line(one.advice)}")
    _tell_rest(len(remarks))
    click.echo()


def _kinds(remarks: Sequence[Remark]) -> list[str]:
    return [KINDS.get(one.kind, one.kind) for one in remarks]


def _wheres(remarks: Sequence[Remark]) -> list[str]:
    return [cut(one.where, 40) for one in remarks]


def tell_members(report: MemberReport) -> None:
    """What came of a member list; the counts last."""
    rows = [
        [STATES[one.state], one.name, ", ".join(change.field for change in one.changes), one.where]
        for one in report.intake.taken
        if one.state != "unchanged"
    ]
    if rows:
        table(rows, ["", "Name", "Felder", "Stelle"], [12, 60, 40, 26])
        click.echo()
    tell_remarks(report.remarks)
    _tell_differing(report)
    counts = report.counts
    click.echo(
        f"{'Probelauf, nichts geschrieben' if report.intake.is_dry_run else 'Eingelesen'} ({report.format}): "
        f"{counts['new']} neu, {counts['changed']} geändert, {counts['unchanged']} unverändert; "
        f"{counts['exhibitors']} neue Aussteller; {counts['assumed']} angenommen, {counts['unreadable']} nicht lesbar."
    )


def _tell_differing(report: MemberReport) -> None:
    """Where the list says otherwise, what was made of it, and how it would be taken over."""
    takes = bool(report.contacts)
    rows = [
        [
            one.name,
            f"{change.field}: Liste {change.new} / bei uns {change.old or '–'}",
            "übernommen" if takes and one.exhibitor_id else "nicht übernommen",
            REASONS[one.reason],
        ]
        for one in report.intake.differing
        for change in one.changes
    ]
    if not rows:
        return
    table(rows, ["weicht ab", "Worin", "", "Warum"], [40, 90, 16, 70])
    if not takes and report.intake.takeable:
        click.echo("Ansprechpersonen der Liste übernehmen: --take-contacts")
    click.echo()


def tell_report(report: Report) -> None:
    """New, changed, gone, assumed, unreadable: as tables, the counts last, where the eye ends."""
    entries = [entry for entry in report.entries if entry.state != "unchanged"]
    if entries:
        rows = [
            [STATES[entry.state], entry.code, entry.title, _fields(entry.differences), entry.why] for entry in entries
        ]
        table(rows, ["", "Code", "Titel", "Felder", "erkannt an"], [10, 6, 44, 34, 40])
        click.echo()
    tell_remarks(report.remarks)
    if report.crowded:
        rows = [[one.code, one.title, str(one.taken), str(one.places)] for one in report.crowded]
        table(rows, ["zu wenig", "Titel", "mit Platz", "Plätze künftig"], [8, 60, 9, 14])
        click.echo()
    for note in report.notes:
        click.echo(f"- {clean_line(note, longest=LONGEST)}")
    counts = report.counts
    paired = [entry.why for entry in report.entries if entry.why]
    for why in dict.fromkeys(paired):
        click.echo(f"- wiedererkannt: {paired.count(why)} an: {why}")
    click.echo(
        f"{'Probelauf, nichts geschrieben' if report.is_dry_run else 'Eingelesen'} ({report.format}): "
        + ", ".join(f"{counts[state]} {word}" for state, word in STATES.items())
        + f"; {counts['assumed']} angenommen, {counts['unreadable']} nicht lesbar."
    )


def _fields(differences: Iterable[object]) -> str:
    return ", ".join(str(getattr(difference, "field", "")) for difference in differences)


def tell_outcome(outcome: Outcome, *, to: IO[str] | None = None) -> None:
    if outcome.overridden:
        tell_clashes(outcome.overridden, heading="Trotz Überschneidungen veröffentlicht")
    if outcome.programme is None:
        click.echo("Nichts veröffentlicht: der Entwurf ist leer.", file=to)
    elif not outcome.is_new:
        click.echo(f"Nichts geändert: Version {outcome.programme.number} bleibt.", file=to)
    else:
        if outcome.programme.number > 1:
            tell_changes(outcome.changes, to=to)
        click.echo(
            f"Veröffentlicht: Version {outcome.programme.number}, {len(outcome.programme.sessions)} Programmpunkte.",
            file=to,
        )


def tell_clashes(clashes: Sequence[Clash], heading: str = "Überschneidungen") -> None:
    click.echo(click.style(f"{heading}: {len(clashes)}", bold=True), err=True)
    for clash in clashes:
        what = "Ort" if clash.kind == "place" else "Person"
        pair = " / ".join(
            f"{session.code} {wall_time(session.starts_at)} „{cut(session.title.de, 50)}“"
            for session in (clash.first, clash.second)
        )
        click.echo(f"  {what} {clash.name}: {clash.minutes} min doppelt: {pair}", err=True)
    click.echo('  Trotzdem veröffentlichen: --override "Grund"', err=True)


def tell_changes(changes: Changes, *, to: IO[str] | None = None) -> None:
    """What changed, field by field, old and new."""
    for word, sessions in (("neu", changes.new), ("entfernt", changes.gone)):
        for session in sessions:
            click.echo(f"{word:<10} {_headline(session)}", file=to)
    pairs = (("abgesagt", changes.cancelled), ("findet statt", changes.reinstated), ("geändert", changes.changed))
    for word, several in pairs:
        for change in several:
            _tell_change(word, change, to)
    names = [(was.name.de, now.name.de) for was, now in changes.renamed_places]
    names += [(before.name.de, after.name.de) for before, after in changes.renamed_themes]
    for old, new in names:
        click.echo(f"{'umbenannt':<10} {old} → {new}", file=to)
    if changes.supplemented:
        click.echo(
            f"Außerdem bei {len(changes.supplemented)} Programmpunkten Links, Aussteller oder Einlass anders "
            "(gilt nicht als Änderung).",
            file=to,
        )
    if changes.retold:
        people = ", ".join(speaker.name for speaker in changes.retold)
        click.echo(f"Außerdem Angaben zu Vortragenden anders (gilt nicht als Änderung): {people}.", file=to)
    if not (changes or changes.supplemented or changes.retold):
        click.echo("Keine Änderung.", file=to)


def _headline(session: Session) -> str:
    return f"{session.code}  {wall_when(session.starts_at, session.ends_at)}  {cut(session.title.de, 70)}"


def _tell_change(word: str, change: SessionChange, to: IO[str] | None) -> None:
    click.echo(f"{word:<10} {_headline(change.new)}", file=to)
    for one in change.fields:
        click.echo(f"           {FIELDS[one.field]}: {_pair(one)}", file=to)


def _pair(change: FieldChange) -> str:
    old, new = old_and_new(change)
    return f"{cut(old, 70)} → {cut(new, 70)}"
