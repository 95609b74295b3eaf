"""The history: who changed what, when, from what to what; for the office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from eventapp.accounts.queries import names_of
from eventapp.desk.wording import NOUNS, field_name, sentence_for, value_of
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.journal.models import JournalEntry
from eventapp.journal.queries import PAGE, entries
from eventapp.web.access import organisers

MOST_FIELDS, MOST_LETTERS = 4, 400
blueprint = Blueprint("journal_desk", __name__, url_prefix="/desk/<fair:slug>")
blueprint.add_app_template_global(lambda some: told_of(some), "history_of")


@dataclass(frozen=True, slots=True)
class Line:
    """One change as the page tells it."""

    at: datetime
    who: str
    what: str
    name: str
    differences: tuple[tuple[str, str, str], ...]

    @property
    def is_long(self) -> bool:
        """Whether its fields would push everything else off the page."""
        letters = sum(len(old) + len(new) for _name, old, new in self.differences)
        return len(self.differences) > MOST_FIELDS or letters > MOST_LETTERS


@blueprint.get("/verlauf")
@organisers
def journal(slug: str) -> ResponseReturnValue:
    """The last hundred changes, narrowed by what they are about, older ones by a link."""
    fair = get_fair(slug)
    noun, page = request.args.get("was", ""), request.args.get("seite", "1")
    number = max(1, int(page)) if page.isdecimal() and len(page) < 5 else 1
    told = entries(fair.id, kinds=NOUNS.get(noun, ((), ""))[0], after=(number - 1) * PAGE)
    return render_template(
        "desk/history.html",
        fair=fair,
        lines=told_of(told),
        nouns=NOUNS,
        noun=noun if noun in NOUNS else "",
        older=number + 1 if len(told) == PAGE else 0,
    )


def told_of(some: Iterable[JournalEntry]) -> list[Line]:
    """Changes as pages tell them, people by their names."""
    some = list(some)
    names = names_of({entry.by for entry in some if entry.by is not None})
    return [line_of(entry, names) for entry in some]


def line_of(entry: JournalEntry, names: dict[int, str]) -> Line:
    who = names.get(entry.by or 0) or entry.role or _("eventapp")
    kind = entry.kind
    told = tuple(
        (field_name(field, kind), value_of(field, one["old"], kind), value_of(field, one["new"], kind))
        for one in entry.differences
        for field in (one["field"],)
    )
    return Line(entry.at, who, sentence_for(entry.kind), entry.name, told)
