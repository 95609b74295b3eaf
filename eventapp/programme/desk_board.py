"""The planning board: places as columns, hours as rows. The page is a list of the day that works without script; script
makes the board of it, asks here what would clash, and has each move saved here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from eventapp.clock import now
from eventapp.errors import DomainError, Stale
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _, language, mark
from eventapp.programme import board_words, queries
from eventapp.programme.actions.moving import move_session, set_aside, swap_sessions
from eventapp.programme.conflicts import all_conflicts
from eventapp.programme.desk_moving import swapped, try_out
from eventapp.programme.desk_root import CONFLICT, REFUSED, blueprint, gone, shown, who
from eventapp.programme.draft_reading import with_texts
from eventapp.programme.forms_board import DropForm, Spot, asked_spot
from eventapp.programme.models import ConferenceSession
from eventapp.programme.planning import Plan
from eventapp.programme.planning_reading import read_plan
from eventapp.programme.tiles import (
    Tile,
    days_of,
    hours_of,
    places_told,
    themes_told,
    tile_told,
    tiles_of,
    wall,
    with_few,
)
from eventapp.programme.value import Programme
from eventapp.programme.worklist import STATES, worklist
from eventapp.web.access import organisers
from eventapp.web.formats import wall_day, wall_day_short

GONE = 410
WHOLE_FAIR = "alle"
ZOOMS = {15: mark("Viertelstunden"), 30: mark("Halbe Stunden"), 60: mark("Stunden")}
USUAL_ZOOM = 30


@dataclass(frozen=True)
class Desk:
    """The draft as it stands in the tables now, read once."""

    fair: Fair
    has_texts: bool = False
    """Whether all :attr:`tiles` are asked for: how a session stands towards the public is told by comparing."""

    @cached_property
    def plan(self) -> Plan:
        return read_plan(self.fair, has_texts=self.has_texts)

    @property
    def programme(self) -> Programme:
        """With what lies beside the board."""
        return self.plan.whole

    @cached_property
    def tiles(self) -> tuple[Tile, ...]:
        return self._tiles(self.programme, queries.standing_at_hand(self.fair))

    def tiles_of(self, codes: Collection[str]) -> tuple[Tile, ...]:
        """Only those: they alone are read with their texts and compared."""
        standing = queries.standing_at_hand(self.fair)
        drafted = with_texts(self.programme, self.fair, codes)
        return self._tiles(drafted, with_few(standing, codes) if standing else None)

    def _tiles(self, programme: Programme, standing: Programme | None) -> tuple[Tile, ...]:
        lines = worklist(programme, standing, unasked=(), unscheduled=self.plan.beside)
        return tiles_of(lines, self.plan.versions, self.plan.beside)

    @cached_property
    def conflicts(self) -> list[dict[str, Any]]:
        return board_words.conflicts_told(self.programme, all_conflicts(self.plan.programme, self.plan.planning))

    @cached_property
    def days(self) -> tuple[date, ...]:
        return days_of(self.programme, self.tiles)

    def shown_day(self, asked: str) -> date | None:
        """None: the whole fair. Without a question today, if the fair is on, else its first day."""
        if asked == WHOLE_FAIR:
            return None
        named = {day.isoformat(): day for day in self.days}
        return named.get(asked) or named.get(wall(now())[:10]) or self.days[0]


@blueprint.get("/tafel")
@organisers
def board(slug: str) -> ResponseReturnValue:
    desk = Desk(get_fair(slug), has_texts=True)
    day = desk.shown_day(request.args.get("tag", ""))
    on_board = [tile for tile in desk.tiles if not tile.is_aside and day in (None, tile.day)]
    zoom = request.args.get("raster", type=int)
    rows = zoom if zoom in ZOOMS else USUAL_ZOOM
    return shown(
        "board",
        fair=desk.fair,
        programme=desk.programme,
        day=day,
        days=desk.days,
        on_board=on_board,
        aside=[tile for tile in desk.tiles if tile.is_aside],
        rows=rows,
        zooms=ZOOMS,
        states=STATES,
        columns=_columns(desk),
        settings=_settings(day, rows),
    )


@blueprint.get("/tafel/daten")
@organisers
def board_data(slug: str) -> ResponseReturnValue:
    """All of the fair's sessions: a move may lead to any day, and what is shown is the script's."""
    desk = Desk(get_fair(slug), has_texts=True)
    opens, closes = hours_of(desk.plan.planning.hours, desk.tiles)
    return jsonify(
        days=[{"date": day.isoformat(), "name": wall_day(day), "short": wall_day_short(day)} for day in desk.days],
        opens=f"{opens:02d}:00",
        closes=f"{closes:02d}:00",
        firstHour=f"{min(opens + 1, 23):02d}:00",
        places=_columns(desk),
        themes=themes_told(desk.programme, language()),
        states={key: _(name) for key, name in STATES.items()},
        sessions=[tile_told(tile, language()) for tile in desk.tiles],
        people=board_words.people_told(desk.plan, desk.days),
        grounds=board_words.grounds_told(desk.plan.planning, desk.days),
        conflicts=desk.conflicts,
    )


@blueprint.get("/tafel/pruefen")
@organisers
def check_move(slug: str) -> ResponseReturnValue:
    """What would clash if it lay there, or if it changed places with another one. Changes nothing, so whoever drags
    may ask at every step."""
    plan = read_plan(get_fair(slug))
    session = plan.whole.session(request.args.get("code", ""))
    if session is None:
        raise gone()
    other = request.args.get("mit", "")
    if other:
        trial = try_out(plan, *swapped(plan, session.code, other))
    else:
        spot = asked_spot(request.args)
        trial = try_out(plan, replace(session, place=spot.place, starts_at=spot.starts_at, ends_at=spot.ends_at))
    return jsonify(conflicts=board_words.conflicts_told(trial.programme, trial.conflicts))


@blueprint.post("/tafel/verschieben")
@organisers
def save_move(slug: str) -> ResponseReturnValue:
    """One move, one exchange, or one session set aside; the answer is all that has changed by it."""
    fair, form = get_fair(slug), DropForm()
    asked = [code for code in (form.code.data, form.other.data) if code]
    rows = queries.lock_draft_sessions(fair.id, asked)
    if len(rows) < len(set(asked)) or form.code.data not in rows:
        return jsonify(_answer(fair, asked) | {"sentence": _("Das gibt es nicht mehr."), "gone": True}), GONE
    try:
        _act(fair, form, rows)
    except DomainError as error:
        status = CONFLICT if isinstance(error, Stale) else REFUSED
        return jsonify(_answer(fair, asked) | {"sentence": _told(fair, error, rows, form)}), status
    return jsonify(_answer(fair, asked))


def _act(fair: Fair, form: DropForm, rows: dict[str, ConferenceSession]) -> None:
    row, version = rows[form.code.data or ""], form.version.data
    if form.do.data == "aside":
        set_aside(row, version=version, by=who(), at=now())
    elif form.do.data == "swap":
        versions = version, form.other_version.data
        swap_sessions(row, rows.get(form.other.data or "", row), versions=versions, by=who(), at=now())
    else:
        spot = form.spot()
        place_id = _place_id(fair, spot)
        starts_at, ends_at = spot.starts_at, spot.ends_at
        move_session(row, place_id=place_id, starts_at=starts_at, ends_at=ends_at, version=version, by=who(), at=now())


def _place_id(fair: Fair, spot: Spot) -> int | None:
    if not spot.place:
        return None
    found = {place.slug: place.id for place in queries.places_of(fair.id)}
    if spot.place not in found:
        raise DomainError(mark("Diesen Ort gibt es nicht mehr. Laden Sie die Tafel neu."), field="place")
    return found[spot.place]


def _answer(fair: Fair, codes: list[str]) -> dict[str, Any]:
    """The sessions as they are now, and everything that clashes now: a move may mend or break what others do."""
    desk = Desk(fair)
    return {
        "sessions": [tile_told(tile, language()) for tile in desk.tiles_of(codes)],
        "conflicts": desk.conflicts,
        "token": generate_csrf(),
    }


def _told(fair: Fair, error: DomainError, rows: dict[str, ConferenceSession], form: DropForm) -> str:
    """Why not: of a stale move who was first, and what they did."""
    if not isinstance(error, Stale):
        return _(error.message, **error.values)
    versions = {form.code.data: form.version.data, form.other.data: form.other_version.data}
    row = next(row for code, row in rows.items() if row.version != versions.get(code))
    return board_words.what_happened(fair, row)


def _columns(desk: Desk) -> list[dict[str, Any]]:
    changeovers = {place.slug: place.changeover_minutes for place in queries.places_of(desk.fair.id)}
    return places_told(desk.programme, changeovers, language(), _("Ohne Ort"))


def _settings(day: date | None, rows: int) -> dict[str, Any]:
    """What the script is given with the page; the rest it asks for."""
    addresses = {
        "data": url_for("programme_desk.board_data"),
        "check": url_for("programme_desk.check_move"),
        "move": url_for("programme_desk.save_move"),
        "session": url_for("programme_desk.session", code="000000"),
    }
    texts = {key: _(text) for key, text in board_words.TEXTS.items()}
    return {
        "addresses": addresses,
        "texts": texts,
        "language": language(),
        "day": day.isoformat() if day else "",
        "rows": rows,
    }
