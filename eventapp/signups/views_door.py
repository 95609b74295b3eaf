"""The door: one link, one day, no account. What is pressed here is answered at once, with and without script."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from flask import Response, abort, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import DAY_ENDS_AT, from_the_wall
from eventapp.i18n import _
from eventapp.matching import is_found, search_text, words_of
from eventapp.programme.board import Row, by_time, phase, rows
from eventapp.programme.queries import published
from eventapp.programme.value import Programme, Session
from eventapp.signups import door_queries as seen
from eventapp.signups.actions.door import NotKept, Paused, Press, press_at
from eventapp.signups.door_queries import Attendance
from eventapp.signups.door_rules import code_typed, codes_meant, is_misread, print_of_code
from eventapp.signups.door_words import WORDS, Said, counted, counted_rest, said_at_once, said_of, state_of
from eventapp.signups.doors import find_door
from eventapp.signups.forms_door import press_of
from eventapp.signups.models import DoorAct, DoorLink
from eventapp.web.access import everyone
from eventapp.web.discreet import keep_to_reader
from eventapp.web.moment import shown_moment
from eventapp.web.offline import Collection
from eventapp.web.public import PublicBlueprint, standing_of
from eventapp.web.security import csrf

blueprint = PublicBlueprint("door", __name__)
View = TypeVar("View", bound=Callable[..., Any])
FEWEST_LETTERS = 2
"""So many letters of a name are searched for."""


def _by_the_clock(view: View) -> View:
    """In the demo its minute goes along with every link and press."""
    view.__dict__["by_the_clock"] = True
    return view


@blueprint.in_both_languages("/<fair:slug>/tuer/<token>")
@everyone
@_by_the_clock
def start(slug: str, token: str) -> ResponseReturnValue:
    """Today's sessions, those at this door first."""
    door, at = find_door(slug, token, shown_moment()), shown_moment()
    if door is None:
        return closed()
    programme = published(slug).or_empty
    today = rows(programme, by_time(programme, seen.sessions_of_day(programme, door)))
    place = programme.place(seen.place_of(door))
    here = [row for row in today if place and row.session.place == place.slug]
    return render_template(
        "signups/door/start.html",
        door=door,
        token=token,
        programme=programme,
        place=place,
        here=_marked(here, at),
        elsewhere=_marked([row for row in today if row not in here], at),
        told=_told(door, programme, [row.session for row in today]),
        at=at,
    )


@blueprint.in_both_languages("/<fair:slug>/tuer/<token>/stand.json")
@everyone
@_by_the_clock
def counts(slug: str, token: str) -> ResponseReturnValue:
    """How many are in, for the start page: asked for every four seconds by every device."""
    door = find_door(slug, token, shown_moment()) or abort(404)
    programme = published(slug).or_empty
    return _unless_known({"counted": _told(door, programme, seen.sessions_of_day(programme, door))})


@blueprint.in_both_languages("/<fair:slug>/tuer/<token>/ohne-netz.json")
@everyone
@_by_the_clock
def offline(slug: str, token: str) -> ResponseReturnValue:
    """What a device keeps, so that a page loaded anew without network goes on: this door's pages, for this day."""
    door = find_door(slug, token, shown_moment()) or abort(404)
    programme, place = published(slug).or_empty, seen.place_of(door)
    today = [one for one in seen.sessions_of_day(programme, door) if one.sign_up or place in ("", one.place)]
    start = url_for(".start", token=token)
    kept = Collection(
        base=start.partition("?")[0],
        version=str(standing_of(slug).public_version),
        until=from_the_wall(door.day + timedelta(days=1), DAY_ENDS_AT),
        fallback=start,
        pages=(start, *(url_for(".session", token=token, code=one.code) for one in today)),
    )
    return kept.told()


@blueprint.in_both_languages("/<fair:slug>/tuer/<token>/<code>")
@everyone
@_by_the_clock
def session(slug: str, token: str, code: str) -> ResponseReturnValue:
    """One session: who comes, and what was said of the last press."""
    door = find_door(slug, token, shown_moment())
    if door is None:
        return closed()
    programme = published(slug).or_empty
    act = seen.find_act_of(door, request.args.get("gesagt", ""))
    here = _session_of(programme, door, code)
    return _page(door, token, programme, here, act=act)


@blueprint.in_both_languages("/<fair:slug>/tuer/<token>/<code>", methods=["POST"])
@everyone
@_by_the_clock
def press(slug: str, token: str, code: str) -> ResponseReturnValue:
    """One press. Devices with script ask for JSON; the others are led to a page that says the verdict."""
    door, at = find_door(slug, token, shown_moment()), shown_moment()
    if door is None:
        return closed()
    programme = published(slug).or_empty
    here, pressed = _session_of(programme, door, code), press_of(request.form, at, door.day)
    if pressed is None:
        return _page(door, token, programme, here), 422
    if request.accept_mimetypes.best == "application/json":
        return _answered(door, programme, here, pressed, at)
    if _asks_for_names(door, programme, here, pressed):
        return _page(door, token, programme, here, typed=pressed.what)
    try:
        nonce = press_at(door, here, pressed, now=at)
    except Paused as paused:
        return _page(door, token, programme, here, said=_pause(paused)), 429
    except NotKept as refused:
        return _page(door, token, programme, here, said=said_at_once(refused.verdict)), 422
    return redirect(url_for(".session", token=token, code=code, gesagt=nonce), 303)


def _answered(door: DoorLink, programme: Programme, here: Session, pressed: Press, at: datetime) -> Response:
    """A press of a device with script: the verdict, and how the room stands now."""
    try:
        nonce = press_at(door, here, pressed, now=at)
    except Paused as paused:
        return jsonify(said=_pause(paused))
    except NotKept as refused:
        return jsonify(said=said_at_once(refused.verdict))
    act = seen.find_act_of(door, nonce) or abort(404)
    attendance = seen.attendance_of(door, programme, here)
    return jsonify(said=said_of(act, here, programme, attendance), stand=_stand(attendance, here))


def _pause(paused: Paused) -> Said:
    return Said("pause", _("Kurz warten"), _(paused.message, **paused.values))


@blueprint.in_both_languages("/<fair:slug>/tuer/<token>/<code>/stand.json")
@everyone
@_by_the_clock
def stand(slug: str, token: str, code: str) -> ResponseReturnValue:
    """Counts and names of one session, for devices that show it."""
    door = find_door(slug, token, shown_moment()) or abort(404)
    programme = published(slug).or_empty
    here = _session_of(programme, door, code)
    return _unless_known(_stand(seen.attendance_of(door, programme, here), here))


def closed() -> ResponseReturnValue:
    """The same for every link that opens nothing, and no word why."""
    return render_template("signups/door/closed.html"), 404


def _session_of(programme: Programme, door: DoorLink, code: str) -> Session:
    found = programme.session(code)
    return found if found is not None and found.day == door.day else abort(404)


def _marked(lines: list[Row], at: datetime) -> list[Row]:
    """What is on, and what comes next at these places, whatever comes before it elsewhere."""
    coming = (row.session.starts_at for row in lines if row.session.starts_at > at and not row.session.is_cancelled)
    next_at = min(coming, default=None)
    return [replace(row, phase=phase(row.session, at, next_at)) for row in lines]


def _told(door: DoorLink, programme: Programme, sessions: list[Session]) -> dict[str, str]:
    """By code: 42 von 60 da, 3 frei"""
    numbers = seen.numbers_of(door, programme, sessions)
    at = shown_moment()
    return {one.code: counted(numbers[one.code], has_begun=at >= one.starts_at) for one in sessions}


def _asks_for_names(door: DoorLink, programme: Programme, here: Session, pressed: Press) -> bool:
    """In the one field a code or a name is typed: what is no code of this list, but is found in names, is a name."""
    if pressed.kind != "code" or is_misread(pressed.what):
        return False
    people = seen.attendance_of(door, programme, here).people
    code = code_typed(pressed.what)
    prints = {print_of_code(one, door.handle) for one in codes_meant(code)} if code else set()
    asked = words_of(pressed.what)
    is_a_name = any(is_found(search_text(person.name), asked) for person in people)
    return code is None or (is_a_name and not any(person.print in prints for person in people))


def _page(
    door: DoorLink,
    token: str,
    programme: Programme,
    here: Session,
    *,
    act: DoorAct | None = None,
    said: Said | None = None,
    typed: str = "",
) -> str:
    at = shown_moment()
    attendance = seen.attendance_of(door, programme, here)
    asked = words_of(typed) if len(typed) >= FEWEST_LETTERS else []
    last = seen.last_act_of(door, here.code, at)
    return render_template(
        "signups/door/session.html",
        door=door,
        token=token,
        session=here,
        row=rows(programme, [here], at)[0],
        attendance=attendance,
        has_begun=at >= here.starts_at,
        hits=[one for one in attendance.people if is_found(search_text(one.name), asked)] if typed else None,
        typed=typed,
        said=said_of(act, here, programme, attendance) if act else said,
        last=said_of(last, here, programme, attendance) if last else None,
        words={verdict.value: _(word) for verdict, word in WORDS.items()},
        state_of=state_of,
        counted_rest=counted_rest,
        nonce=secrets.token_urlsafe(16),
        at=at,
    )


def _stand(attendance: Attendance, here: Session) -> dict[str, Any]:
    numbers, has_begun = attendance.numbers, shown_moment() >= here.starts_at
    people = [
        {
            "id": person.handle,
            "name": person.name,
            "state": person.state,
            "said": state_of(person),
            "came": person.came_at is not None,
            "print": person.print,
        }
        for person in attendance.people
    ]
    return {
        "present": numbers.present,
        "free": numbers.free(has_begun=has_begun),
        "counted": numbers.counted,
        "waiting": numbers.waiting,
        "said": counted_rest(numbers, has_begun=has_begun),
        "people": people,
    }


def _unless_known(told: dict[str, Any]) -> Response:
    """304 for a device that has it already. Nothing is kept on the way: the device sends the mark by itself."""
    response = make_response(jsonify(told))
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:24])
    response.make_conditional(request)
    return response


blueprint.after_request(keep_to_reader)
csrf.exempt(press)
"""There is no session that a token could belong to: the link's own secret stands in the address, and what other sites
send is refused by its origin."""
