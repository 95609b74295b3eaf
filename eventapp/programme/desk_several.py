"""One act on several sessions of the list: chosen one by one, or all that the list is narrowed to. A page says first
what will happen, what cannot and why."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _, ngettext
from eventapp.programme import queries
from eventapp.programme.actions.several import DOING, Wish, do_to_all, print_of, reason_against
from eventapp.programme.desk_root import CONFLICT, REFUSED, blueprint, crowded_in, done, refused, shown, who
from eventapp.programme.forms_several import SeveralForm
from eventapp.programme.models import ConferenceSession
from eventapp.programme.worklist import Wanted, chosen
from eventapp.programme.worklist_reading import list_of
from eventapp.web.access import organisers

RELEASE = "release"
MOST_TO_RELEASE = 400
"""Codes that have room in an address."""


@blueprint.post("/mehrere")
@organisers
def several(slug: str) -> ResponseReturnValue:
    """What the button of the list leads to; nothing is done before the button of this page is pressed."""
    fair, form = get_fair(slug), SeveralForm()
    places, themes = queries.places_of(fair.id), queries.themes_of(fair.id)
    form.offer(places, themes)
    codes = _codes(fair)
    if form.act.data == RELEASE and 0 < len(codes) <= MOST_TO_RELEASE:
        return redirect(url_for("programme_desk.release_draft", nur=" ".join(codes)), 303)
    if form.act.data not in DOING or not codes:
        return done(_nothing(form.act.data, codes), "programme_desk.sessions", **_back())
    locked = queries.lock_draft_sessions(fair.id, codes)
    rows = [locked[code] for code in codes if code in locked]
    standing = queries.find_release(fair.id, fair.released)
    against = {row.code: reason_against(form.act.data, row, standing) for row in rows}
    doable = [row for row in rows if not against[row.code]]
    if request.form.get("do") != "save":
        return _page(form, fair, rows, against)
    if form.seen.data != print_of(rows):
        form.general.append(_("Inzwischen hat jemand anderes etwas davon geändert. Hier steht, wie es jetzt ist."))
        return _page(form, fair, rows, against, status=CONFLICT)
    if not form.validate() or not doable:
        return _page(form, fair, rows, against, status=REFUSED)
    wish = Wish(
        form.act.data,
        form.minutes.data or 0,
        next((one for one in places if one.slug == form.place.data), None),
        next((one for one in themes if one.slug == form.theme.data), None),
        bool(form.is_sure.data),
    )
    try:
        number = do_to_all(doable, wish, by=who(), at=now())
    except DomainError as error:
        status = refused(form, error)
        return _page(form, fair, rows, against, status=status, error=error)
    said = ngettext("{number} Programmpunkt geändert.", "{number} Programmpunkte geändert.", number)
    return done(said, "programme_desk.sessions", **_back())


def _codes(fair: Fair) -> list[str]:
    """Those ticked, or all that the list shows if it is narrowed so; in the order of the list."""
    if request.form.get("alle"):
        listed = list_of(fair, queries.find_release(fair.id, fair.released))
        return [line.session.code for line in chosen(listed.lines, Wanted.from_query(request.form))]
    return list(dict.fromkeys(code for told in request.form.getlist("codes") for code in told.split()))


def _nothing(act: str | None, codes: list[str]) -> str:
    if not codes:
        return _("Sie haben nichts ausgewählt.")
    if act == RELEASE:
        return _("Wählen Sie höchstens {most} aus, oder veröffentlichen Sie alles.", most=MOST_TO_RELEASE)
    return _("Wählen Sie aus, was geschehen soll.")


def _back() -> dict[str, str]:
    """The list as it was narrowed."""
    return Wanted.from_query(request.form).parameters


def _page(
    form: SeveralForm,
    fair: Fair,
    rows: list[ConferenceSession],
    against: dict[str, str],
    *,
    status: int = 200,
    error: DomainError | None = None,
) -> ResponseReturnValue:
    form.seen.data, form.codes.data = print_of(rows), " ".join(row.code for row in rows)
    return shown(
        "several",
        status,
        fair=fair,
        form=form,
        act=form.act.data,
        doable=[row for row in rows if not against[row.code]],
        undoable=[(row, against[row.code]) for row in rows if against[row.code]],
        crowded=crowded_in(error),
        back=_back(),
    )
