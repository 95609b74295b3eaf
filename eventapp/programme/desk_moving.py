"""Moving a session without a mouse: day, time and place, or change places with another one. Before anything is saved
the page says what would not go together; only a release refuses that."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.journal.models import JournalEntry
from eventapp.journal.queries import entries_about
from eventapp.programme import queries
from eventapp.programme.actions.moving import move_session, swap_sessions
from eventapp.programme.conflict_words import conflict_time, conflict_words
from eventapp.programme.conflicts import SEVERITIES, conflicts_of
from eventapp.programme.desk_root import CONFLICT, REFUSED, blueprint, crowded_in, done, gone, refused, shown, who
from eventapp.programme.forms_desk import entered_times, pressed
from eventapp.programme.forms_moving import MoveForm, SwapForm, move_values
from eventapp.programme.models import ConferenceSession
from eventapp.programme.offers import places_taken
from eventapp.programme.planning import Conflict, Plan
from eventapp.programme.planning_reading import read_plan
from eventapp.programme.value import Programme, Session
from eventapp.web.access import organisers

MOST_MEANWHILE = 6
blueprint.add_app_template_global(conflict_words)
blueprint.add_app_template_global(conflict_time)
blueprint.add_app_template_filter(lambda severity: _(SEVERITIES[severity]), "severity_name")


@dataclass(frozen=True, slots=True)
class Trial:
    """What it would be like: the sessions as they would stand, and what of that does not go together."""

    sessions: tuple[Session, ...]
    programme: Programme
    conflicts: tuple[Conflict, ...]

    @property
    def print(self) -> str:
        """Tells this trial from every other one: nobody saves another than they have looked at."""
        told = repr([(one.code, one.starts_at, one.ends_at, one.place) for one in self.sessions])
        return hashlib.sha256(f"{told} {self.conflicts!r}".encode()).hexdigest()[:32]

    @property
    def is_blocking(self) -> bool:
        return any(conflict.severity == "blocking" for conflict in self.conflicts)


def try_out(plan: Plan, *sessions: Session) -> Trial:
    programme = plan.moved(*sessions)
    found = (conflict for one in sessions for conflict in conflicts_of(programme, plan.planning, one.code))
    return Trial(sessions, programme, tuple(dict.fromkeys(found)))


def changes_since(row: ConferenceSession, version: int | None) -> list[JournalEntry]:
    """What happened to a session after that state of it, the last change first."""
    missed = min(max(1, row.version - version), MOST_MEANWHILE) if version else 1
    return entries_about(row.fair_id, f"session:{row.code}", most=missed)


@blueprint.route("/<code>/verschieben", methods=["GET", "POST"])
@organisers
def move(slug: str, code: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    row = queries.find_draft_session(fair.id, code, locked=request.method == "POST")
    if row is None:
        raise gone()
    plan, form = read_plan(fair), MoveForm(data=move_values(row) if request.method != "POST" else None)
    form.offer(queries.places_of(fair.id), row)
    page = _page(fair, row, form)
    if request.method != "POST":
        return shown("move", **page)
    if form.version.data != row.version:
        return _overtaken("move", row, form, row=row, fair=fair)
    if not form.validate():
        return shown("move", REFUSED, **page)
    trial = None
    try:
        trial = try_out(plan, _as_entered(form, row, plan))
        if not _is_looked_at(form, trial):
            return shown("move", **page | {"trial": trial})
        (moved,) = trial.sessions
        changed = move_session(
            row,
            place_id=form.place_id,
            starts_at=moved.starts_at,
            ends_at=moved.ends_at,
            version=row.version,
            is_sure=bool(form.is_sure.data),
            by=who(),
            at=now(),
        )
    except DomainError as error:
        return shown("move", refused(form, error), **page | {"trial": trial, "crowded": crowded_in(error)})
    said = _("Verschoben. Öffentlich wird es mit der nächsten Veröffentlichung.") if changed else _("Nichts geändert.")
    return done(said, "programme_desk.session", code=code)


@blueprint.route("/<code>/tauschen", methods=["GET", "POST"])
@organisers
def swap(slug: str, code: str) -> ResponseReturnValue:
    """Each begins where and when the other did."""
    fair = get_fair(slug)
    form, writes = SwapForm(), request.method == "POST"
    rows = queries.lock_draft_sessions(fair.id, {code, form.other.data or code}) if writes else {}
    row = rows.get(code) or queries.find_draft_session(fair.id, code)
    if row is None:
        raise gone()
    plan = read_plan(fair)
    form.offer(plan, code)
    page = _page(fair, row, form)
    if not writes:
        form.version.data = row.version
        return shown("swap", **page)
    if form.version.data != row.version:
        return _overtaken("swap", row, form, row=row, fair=fair)
    other = rows.get(form.other.data or "")
    if not form.validate() or other is None:
        return shown("swap", REFUSED, **page)
    if pressed()[0] == "save" and form.other_version.data != other.version:
        return _overtaken("swap", other, form, row=row, fair=fair)
    trial = try_out(plan, *swapped(plan, code, other.code))
    if not _is_looked_at(form, trial):
        form.other_version.data = other.version
        return shown("swap", **page | {"trial": trial})
    try:
        is_sure = bool(form.is_sure.data)
        versions = row.version, other.version
        swap_sessions(row, other, versions=versions, is_sure=is_sure, by=who(), at=now())
    except DomainError as error:
        return shown("swap", refused(form, error), **page | {"trial": trial, "crowded": crowded_in(error)})
    said = _("Getauscht. Öffentlich wird es mit der nächsten Veröffentlichung.")
    return done(said, "programme_desk.session", code=code)


def _is_looked_at(form: MoveForm | SwapForm, trial: Trial) -> bool:
    """Whether the page told what this does, and the button said so; else it is told now."""
    is_known = pressed()[0] == "save" and form.seen.data == trial.print
    form.seen.data = trial.print
    return is_known


def _as_entered(form: MoveForm, row: ConferenceSession, plan: Plan) -> Session:
    starts_at, ends_at = entered_times(form)
    session = _session(plan, row.code)
    slugs = {place.id: place.slug for place in queries.places_of(row.fair_id)}
    return replace(session, starts_at=starts_at, ends_at=ends_at, place=slugs.get(form.place_id or 0, ""))


def swapped(plan: Plan, code: str, other: str) -> Sequence[Session]:
    """Those of both that have a time afterwards."""
    pair = _session(plan, code), _session(plan, other)
    return [
        replace(
            one,
            place=where.place,
            starts_at=where.starts_at,
            ends_at=where.starts_at + (one.ends_at - one.starts_at),
        )
        for one, where in (pair, pair[::-1])
        if where.code not in plan.beside
    ]


def _session(plan: Plan, code: str) -> Session:
    session = plan.whole.session(code)
    if session is None:
        raise gone()
    return session


def _page(fair: Fair, row: ConferenceSession, form: MoveForm | SwapForm) -> dict[str, Any]:
    """What every one of these pages needs, with nothing tried out and nobody faster."""
    signed_up = places_taken(fair.id).get(row.code, 0)
    nothing_yet = {"trial": None, "crowded": (), "meanwhile": (), "changed": None}
    return {"fair": fair, "row": row, "form": form, "signed_up": signed_up} | nothing_yet


def _overtaken(
    template: str, changed: ConferenceSession, form: MoveForm | SwapForm, *, row: ConferenceSession, fair: Fair
) -> ResponseReturnValue:
    """Somebody was faster: what they did, and the form as it was typed."""
    seen = form.version.data if changed is row else form.other_version.data
    meanwhile = changes_since(changed, seen)
    form.version.data = row.version
    return shown(template, CONFLICT, **_page(fair, row, form) | {"changed": changed, "meanwhile": meanwhile})
