"""The history as a file, exactly what the page is narrowed to. Posted, because who took it is noted, and proved anew,
because people are named in it."""

from __future__ import annotations

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue

from eventapp.accounts.queries import names_of
from eventapp.clock import at_the_fair, now
from eventapp.desk.history import Line, line_of
from eventapp.desk.looking_back import Asked
from eventapp.fair.queries import get_fair
from eventapp.i18n import _, mark
from eventapp.interchange.exhibitor_lists import Cell, List
from eventapp.interchange.list_files import as_of, download_list
from eventapp.journal.actions import Difference, record
from eventapp.journal.queries import found, undoable_acts
from eventapp.web.access import freshly, organisers
from eventapp.web.archived import even_archived

MOST = 20_000
HEADS = (mark("Wann"), mark("Wer"), mark("Was"), mark("Name"), mark("Feld"), mark("Vorher"), mark("Jetzt"))
blueprint = Blueprint("history_lists", __name__, url_prefix="/desk/<fair:slug>/verlauf")


@blueprint.post("/liste")
@organisers
@freshly
@even_archived
def take(slug: str) -> ResponseReturnValue:
    """A line for each field that changed."""
    fair, at = get_fair(slug), now()
    sought = Asked.from_query(request.form).sought(undoable_acts(fair.id, g.person.id))
    entries = found(fair.id, sought, most=MOST)
    names = names_of({entry.by for entry in entries if entry.by is not None})
    rows = [row for entry in entries for row in _rows(line_of(entry, names))]
    told = List(_("Verlauf"), tuple(_(head) for head in HEADS), tuple(rows))
    number = [Difference(mark("Zeilen"), "", str(len(entries)))]
    record(g.person.id, "history.list_taken", subject="history", name="", at=at, fair_id=fair.id, differences=number)
    return download_list(told, as_of(fair, at), f"{slug}-verlauf", "csv")


def _rows(line: Line) -> list[tuple[Cell, ...]]:
    when = f"{at_the_fair(line.at):%d.%m.%Y %H:%M}"
    head = (when, line.who, line.what, line.name)
    return [(*head, name, old, new) for name, old, new in line.differences or (("", "", ""),)]
