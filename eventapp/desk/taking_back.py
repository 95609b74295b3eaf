"""Taking back one's own last changes: a page that shows what would be again, and the button; for the board the same
without the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.desk.history import Line, told_of
from eventapp.errors import DomainError, NotFound
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _, mark, ngettext
from eventapp.journal.models import JournalEntry
from eventapp.journal.queries import find_entry, last_act
from eventapp.journal.undoing import Overtaken, is_undoing, noun_of, undo, what_goes_with
from eventapp.web.access import organisers, safe_next
from eventapp.web.saying import say

PAGES = {
    "session": ("programme_desk.session", "code"),
    "place": ("programme_desk.place", "place"),
    "theme": ("programme_desk.theme", "theme"),
    "speaker": ("programme_desk.speaker", "speaker"),
    "fair": ("fair_desk.edit", "section"),
    "blocker": ("programme_desk.blockers", ""),
}
"""By the beginning of a subject the page of the thing, and what its address calls it; nothing: its list."""
CONFLICT = 409
blueprint = Blueprint("undo_desk", __name__, url_prefix="/desk/<fair:slug>/verlauf")


@blueprint.route("/<int:number>/zuruecknehmen", methods=["GET", "POST"])
@organisers
def take_back(slug: str, number: int) -> ResponseReturnValue:
    """Everything that was done together with this entry. Programs are answered in JSON."""
    fair = get_fair(slug)
    entry = find_entry(fair.id, number, locked=request.method == "POST")
    if entry is None:
        raise NotFound(mark("Das gibt es nicht mehr."))
    if request.method != "POST":
        return _page(fair, entry)
    return _taken_back(fair, entry)


@blueprint.post("/letztes-zuruecknehmen")
@organisers
def take_back_last(slug: str) -> ResponseReturnValue:
    """What one did last and has not taken back yet."""
    fair = get_fair(slug)
    act = last_act(fair.id, g.person.id)
    entry = find_entry(fair.id, act, locked=True) if act else None
    if entry is None:
        raise NotFound(mark("Es gibt nichts von Ihnen, was sich zurücknehmen lässt."))
    return _taken_back(fair, entry)


def _taken_back(fair: Fair, entry: JournalEntry) -> ResponseReturnValue:
    was_undoing = is_undoing(entry)
    try:
        told = undo(entry, by=g.person.id, at=now())
    except DomainError as error:
        return _refused(fair, entry, error)
    said = _said(len(told), was_undoing)
    if _wants_json():
        return jsonify(said=said, entry=told[0].id)
    say(said)
    is_gone = any(one.reversal and one.reversal["after"] is None for one in told)
    back = None if is_gone else safe_next(request.form.get("weiter"))
    return redirect(back or url_for("journal_desk.journal", nur="meine"), 303)


def _said(number: int, was_undoing: bool) -> str:
    if was_undoing:
        return ngettext("Wiederhergestellt.", "{number} Änderungen wiederhergestellt.", number)
    return ngettext("Zurückgenommen.", "{number} Änderungen zurückgenommen.", number)


def _refused(fair: Fair, entry: JournalEntry, error: DomainError) -> ResponseReturnValue:
    said = _(error.message, **error.values)
    if _wants_json():
        answer: Response = jsonify(said=said)
        return answer, CONFLICT
    return _page(fair, entry, error=error)


def _page(fair: Fair, entry: JournalEntry, *, error: DomainError | None = None) -> ResponseReturnValue:
    """What the act changed, told the other way round."""
    told: list[JournalEntry] = []
    try:
        told = what_goes_with(entry, by=g.person.id)
    except DomainError as refused:
        error = error or refused
    later = error.later if isinstance(error, Overtaken) else None
    page = render_template(
        "desk/take_back.html",
        fair=fair,
        entry=entry,
        lines=[_the_other_way_round(line) for line in told_of(told or [entry])],
        was_undoing=is_undoing(entry),
        refusal=_(error.message, **error.values) if error else "",
        later=told_of([later])[0] if later else None,
        thing=_page_of(error.entry) if isinstance(error, Overtaken) else None,
        weiter=safe_next(request.values.get("weiter")) or "",
    )
    return page, CONFLICT if error and request.method == "POST" else 200


def _the_other_way_round(line: Line) -> Line:
    return replace(line, differences=tuple((name, new, old) for name, old, new in line.differences), is_undone=False)


def _page_of(entry: JournalEntry) -> str | None:
    endpoint, argument = PAGES.get(noun_of(entry), ("", ""))
    key = entry.subject.partition(":")[2]
    values: dict[str, Any] = {argument: key} if argument else {}
    return url_for(endpoint, **values) if endpoint and key else None


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"
