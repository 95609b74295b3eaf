"""Who stands where, on the desk: all exhibits at once, one area's own list, and the programme's places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError, Stale
from eventapp.exhibitors.states import STATE_NAMES
from eventapp.i18n import _, mark, ngettext
from eventapp.stand import queries
from eventapp.stand.actions.placing import place_exhibit, place_exhibitor, put_place
from eventapp.stand.assignment import Sent, overtaken, rows_of, wishes
from eventapp.stand.desk_root import (
    CONFLICT,
    Drawing,
    blueprint,
    done,
    drawing_of,
    drawing_or_gone,
    gone,
    refused,
    shown,
    to_the_beginning,
    told_of,
    what_arose,
    who,
)
from eventapp.stand.forms import ELSEWHERE, PlacingForm, places_sent, pressed, rows_sent
from eventapp.stand.models import StandArea
from eventapp.stand.worksheet import shorter, standing_on
from eventapp.web.access import organisers
from eventapp.web.limits import NAMED, takes

NOWHERE = "ohne"
"""The filter: exhibits without an area."""


@blueprint.route("/belegung", methods=["GET", "POST"])
@takes(NAMED)
@organisers
def placing(slug: str) -> ResponseReturnValue:
    """Everything that is shown, and where it stands; all rows are saved at once, or none."""
    drawing = drawing_of(slug, is_locked=request.method == "POST")
    if drawing is None:
        return to_the_beginning()
    form = PlacingForm()
    if request.method != "POST":
        return _page(drawing, form, {})
    sent = rows_sent()
    wanted, before = wishes(sent), drawing.draft.misfits
    if overtaken(wanted, standing_on(drawing.draft.placements)):
        return _page(drawing, form, sent, refused(form, Stale()))
    try:
        number = sum(_settle(drawing, one.key, one.wanted) for one in wanted)
    except DomainError as error:
        return _page(drawing, form, sent, refused(form, error))
    said = ngettext("{number} Änderung ist gespeichert.", "{number} Änderungen sind gespeichert.", number)
    return done(
        said if number else _("Nichts geändert."),
        "placing",
        zeigen=request.args.get("zeigen"),
        arisen=what_arose(drawing, before),
    )


@blueprint.post("/flaechen/<int:area_id>/belegung")
@organisers
def settle(slug: str, area_id: int) -> ResponseReturnValue:
    """From an area's own page: somebody comes, or leaves."""
    drawing = drawing_or_gone(slug)
    area = queries.find_area(drawing.stand.id, area_id)
    if area is None or area.removed_at is not None:
        raise gone()
    key, before = request.form.get("who", ""), drawing.draft.misfits
    stands = standing_on(drawing.draft.placements).get(key, frozenset())
    leaves = pressed() == "leave"
    _settle(drawing, key, stands - {area.id} if leaves else stands | {area.id})
    sentence = mark("Steht nicht mehr auf {number}.") if leaves else mark("Steht jetzt auf {number}.")
    return done(
        _(sentence, number=area.number), "area", area_id=area.id, _anchor="wer", arisen=what_arose(drawing, before)
    )


@blueprint.route("/orte", methods=["GET", "POST"])
@organisers
def places(slug: str) -> ResponseReturnValue:
    """Where the programme's places lie: on an area, elsewhere, or not said yet."""
    drawing = drawing_of(slug, is_locked=request.method == "POST")
    if drawing is None:
        return to_the_beginning()
    form = PlacingForm()
    if request.method != "POST":
        return _places_page(drawing, form, {})
    sent, before = places_sent(), drawing.draft.misfits
    wanted = {key: chosen for key, (seen, chosen) in sent.items() if seen != chosen}
    lying = _lying(drawing)
    if any(lying.get(key) not in (sent[key][0], chosen) for key, chosen in wanted.items()):
        return _places_page(drawing, form, wanted, refused(form, Stale()))
    for key, chosen in sorted(wanted.items()):
        _put(drawing, key, chosen)
    said = ngettext("{number} Änderung ist gespeichert.", "{number} Änderungen sind gespeichert.", len(wanted))
    return done(said if wanted else _("Nichts geändert."), "places", arisen=what_arose(drawing, before))


def _settle(drawing: Drawing, key: str, wanted: Iterable[int]) -> int:
    """1 if anything changed."""
    areas = _areas(drawing, wanted)
    kind, number = key[:1], int(key[1:]) if key[1:].isdecimal() and len(key) < 10 else 0
    if kind == "e":
        found = queries.exhibits_to_place(drawing.fair.id, only=number)
        if found:
            return min(1, len(place_exhibit(drawing.stand, found[0], areas, by=who(), at=now())))
    if kind == "a":
        exhibitor = next((one for one in drawing.exhibitors if one.id == number), None)
        if exhibitor is not None:
            return min(1, len(place_exhibitor(drawing.stand, exhibitor, areas, by=who(), at=now())))
    raise gone()


def _areas(drawing: Drawing, ids: Iterable[int]) -> list[StandArea]:
    known = {area.id: area for area in drawing.draft.areas}
    if missing := set(ids) - known.keys():
        there = (queries.find_area(drawing.stand.id, one) for one in missing)
        numbers = ", ".join(sorted(one.number for one in there if one))
        raise DomainError(mark("{area} steht nicht mehr auf dem Plan."), area=numbers or "–")
    return [known[one] for one in sorted(ids)]


def _page(drawing: Drawing, form: PlacingForm, sent: Mapping[str, Sent], status: int = 200) -> ResponseReturnValue:
    exhibits, by_themselves = rows_of(drawing.draft, drawing.exhibitors, sent)
    without = [row for row in exhibits if not row.areas]
    only = request.args.get("zeigen") == NOWHERE
    return shown(
        "placing",
        status,
        fair=drawing.fair,
        form=form,
        is_conflict=status == CONFLICT,
        areas=drawing.draft.areas,
        numbers=drawing.draft.numbers,
        lines={line.area.id: line for line in drawing.lines},
        exhibits=without if only else exhibits,
        by_themselves=() if only else by_themselves,
        number_of_all=len(exhibits),
        number_without=len(without),
        is_narrowed=only,
        told=told_of(drawing),
        state_names=STATE_NAMES,
        shorter=shorter,
    )


def _lying(drawing: Drawing) -> dict[int, str]:
    """By the id of a place what its row chooses."""
    ids = {number: area_id for area_id, number in drawing.draft.numbers.items()}
    return {
        one.id: str(ids[one.area]) if one.area else (ELSEWHERE if one.is_elsewhere else "")
        for one in drawing.draft.places
    }


def _put(drawing: Drawing, key: int, chosen: str) -> None:
    place = queries.find_place(drawing.fair.id, key)
    if place is None:
        raise gone()
    areas = _areas(drawing, [int(chosen)]) if chosen.isdecimal() and len(chosen) < 10 else []
    area = areas[0] if areas else None
    put_place(drawing.stand, place, area, is_elsewhere=chosen == ELSEWHERE, by=who(), at=now())


def _places_page(
    drawing: Drawing, form: PlacingForm, wanted: Mapping[int, str], status: int = 200
) -> ResponseReturnValue:
    lying = _lying(drawing)
    return shown(
        "places",
        status,
        fair=drawing.fair,
        form=form,
        is_conflict=status == CONFLICT,
        rows=drawing.draft.places,
        areas=drawing.draft.areas,
        lying=lying,
        chosen=lying | dict(wanted),
        elsewhere=ELSEWHERE,
    )
