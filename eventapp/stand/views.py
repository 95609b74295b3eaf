"""The public plan of the stand: a picture and the same as a list, made of what was published and of nothing else."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.exhibitors.fields.company import ORGANISATION_KINDS
from eventapp.exhibitors.queries import public_exhibitors_of
from eventapp.exhibitors.value import PublicExhibitors
from eventapp.fair.queries import get_fair
from eventapp.i18n import _, language
from eventapp.programme.queries import Published, published
from eventapp.stand.guide import Filter, Guide, guide_of, kinds_shown, themes_shown
from eventapp.stand.names import area_kind_name, mark_kind_name, metres
from eventapp.stand.picture import picture_of
from eventapp.stand.queries import find_plan
from eventapp.stand.value import FOR_BUILDERS, Background, StandPlan
from eventapp.web.access import everyone
from eventapp.web.moment import shown_moment
from eventapp.web.public import PublicBlueprint, kept

blueprint = PublicBlueprint("stand_public", __name__)
for name in (area_kind_name, mark_kind_name, metres):
    blueprint.add_app_template_filter(name)
KIND_NAMES = {choice.key: choice.label for choice in ORGANISATION_KINDS}
BACKGROUND_SIZE = 1600


@blueprint.in_both_languages("/<fair:slug>/stand")
@everyone
@kept(query=Filter.PARAMETERS, by_the_clock=True)
def plan(slug: str) -> ResponseReturnValue:
    """Every area is an address of it (``#A12``); what was searched for stays bright on the plan."""
    shown, drawn = published(slug), find_plan(slug)
    if drawn is None:
        return render_template("stand/nothing_yet.html", fair=shown.fair, programme=shown.programme)
    catalogue = public_exhibitors_of(get_fair(slug).id)
    guide = guide_of(drawn, catalogue, shown.programme, shown_moment(), request.args)
    names = {one.slug: one.name for one in catalogue.exhibitors}
    return render_template(
        "stand/plan.html",
        fair=shown.fair,
        programme=shown.programme,
        plan=drawn,
        picture=picture_of(drawn, names),
        background=background_of(drawn.background),
        guide=guide,
        marks=[one for one in drawn.marks if one.kind not in (*FOR_BUILDERS, "aisle")],
        choices=_choices(drawn, catalogue, shown),
        chips=_chips(guide, shown),
    )


def background_of(told: Background | None) -> dict[str, Any] | None:
    """Where the picture beneath lies, and its address."""
    if told is None:
        return None
    url = url_for("uploads.image", digest=told.digest, size=BACKGROUND_SIZE)
    return {"url": url, "x": told.x, "y": told.y, "width": told.width, "depth": told.depth}


def _choices(drawn: StandPlan, catalogue: PublicExhibitors, shown: Published) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen: only what would find something."""
    themes, kinds = themes_shown(catalogue, drawn), kinds_shown(catalogue, drawn)
    of_fair = shown.programme.themes if shown.programme else ()
    return {
        "thema": [(one.slug, one.name.in_language(language())) for one in of_fair if one.slug in themes],
        "art": [(key, _(label)) for key, label in KIND_NAMES.items() if key in kinds],
    }


def _chips(guide: Guide, shown: Published) -> list[tuple[str, str]]:
    """What is chosen, in words, with the address that drops it."""
    return [(_without(guide, name), _said(name, value, shown)) for name, value in guide.chosen.items()]


def _without(guide: Guide, name: str) -> str:
    left: dict[str, Any] = guide.filter.query(**{name: ""})
    return url_for("stand_public.plan", **left)


def _said(name: str, value: str, shown: Published) -> str:
    if name == "q":
        return _("„{words}“", words=value)
    if name == "art":
        return _(KIND_NAMES[value]) if value in KIND_NAMES else value
    theme = shown.programme.theme(value) if shown.programme else None
    return theme.name.in_language(language()) if theme else value
