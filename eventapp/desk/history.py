"""The history: who changed what, when, from what to what; for the office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from eventapp.accounts.queries import names_of
from eventapp.desk.looking_back import MINE, Asked, deeds, hands, who_was
from eventapp.desk.wording import NOUNS, field_name, sentence_for, value_of
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.journal.models import JournalEntry
from eventapp.journal.queries import PAGE, UNDOABLE, found, hands_and_kinds, number_found, undoable_acts
from eventapp.journal.undoing import is_undoing
from eventapp.web.access import organisers

MOST_FIELDS, MOST_LETTERS = 4, 400
blueprint = Blueprint("journal_desk", __name__, url_prefix="/desk/<fair:slug>")
blueprint.add_app_template_global(lambda some: told_of(some), "history_of")


@dataclass(frozen=True, slots=True)
class Line:
    """One change as the page tells it."""

    number: int
    at: datetime
    who: str
    what: str
    name: str
    differences: tuple[tuple[str, str, str], ...]
    is_undone: bool = False
    is_undoable: bool = False
    is_undoing: bool = False

    @property
    def is_long(self) -> bool:
        """Whether its fields would push everything else off the page."""
        letters = sum(len(old) + len(new) for _name, old, new in self.differences)
        return len(self.differences) > MOST_FIELDS or letters > MOST_LETTERS


@blueprint.get("/verlauf")
@organisers
def journal(slug: str) -> ResponseReturnValue:
    """The last changes first, a hundred on a page: by whom, of what, what was done, from when to when, and by name."""
    fair = get_fair(slug)
    asked, undoable = Asked.from_query(request.args), undoable_acts(fair.id, g.person.id)
    sought = asked.sought(undoable)
    number, choices = number_found(fair.id, sought), hands_and_kinds(fair.id)
    pages = max(1, -(-number // PAGE))
    page = min(asked.seite, pages)
    told = found(fair.id, sought, after=(page - 1) * PAGE)
    names = names_of({by for by, _role, _kind in choices if by is not None})
    return render_template(
        "desk/history.html",
        fair=fair,
        lines=[line_of(entry, names, undoable) for entry in told],
        nouns=NOUNS,
        asked=asked,
        mine=MINE,
        most=UNDOABLE,
        number=number,
        page=page,
        pages=pages,
        hands=hands(choices, names),
        deeds=deeds(choices, asked.was),
        is_empty=not choices,
    )


def told_of(some: Iterable[JournalEntry]) -> list[Line]:
    """Changes as pages tell them, people by their names; which of them the one who reads can take back."""
    some = list(some)
    names = names_of({entry.by for entry in some if entry.by is not None})
    person = g.get("person")
    mine = next((one.fair_id for one in some if person and one.by == person.id and one.fair_id and one.act), None)
    undoable = undoable_acts(mine, person.id) if mine else frozenset()
    return [line_of(entry, names, undoable) for entry in some]


def line_of(entry: JournalEntry, names: dict[int, str], undoable: frozenset[int] = frozenset()) -> Line:
    gone = who_was(entry.role) if entry.role else _("eventapp")
    kind = entry.kind
    told = tuple(
        (field_name(field, kind), value_of(field, one["old"], kind), value_of(field, one["new"], kind))
        for one in entry.differences
        for field in (one["field"],)
    )
    return Line(
        entry.id,
        entry.at,
        names.get(entry.by or 0) or gone,
        sentence_for(kind),
        entry.name,
        told,
        is_undone=entry.undone_by is not None,
        is_undoable=entry.act in undoable and entry.undone_by is None and g.person.id == entry.by,
        is_undoing=is_undoing(entry),
    )
