"""What this room tells the others at start-up: which uploads lie beneath plans, which areas places lie on."""

from __future__ import annotations

from eventapp.accounts.queries import get_person
from eventapp.fair.offers import join
from eventapp.programme import offers
from eventapp.programme.value import NamedArea
from eventapp.stand.actions.beginning import PLAN
from eventapp.stand.queries import backgrounds_in_use, is_public_background, standing_plan
from eventapp.uploads import hooks


def init_app(_app: object) -> None:
    join(PLAN)
    hooks.join(hooks.is_public, is_public_background)
    hooks.join(hooks.may_see, may_see)
    hooks.join(hooks.references, backgrounds_in_use)
    if areas_of_places not in offers.areas_of_places:
        offers.areas_of_places.append(areas_of_places)


def may_see(person_id: int, digest: str) -> bool:
    """Until a plan is published its background is the office's."""
    return get_person(person_id).is_organiser and digest in backgrounds_in_use()


def areas_of_places(fair_id: int) -> dict[str, NamedArea]:
    """As the plan is published: the programme never leads to an area that nobody can see."""
    plan = standing_plan(fair_id)
    areas = plan.areas if plan else ()
    return {place: NamedArea(area.number, area.name) for area in areas for place in area.places}
