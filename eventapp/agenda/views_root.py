"""What all pages of "my programme" share: the blueprint, and who asks."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, request

from eventapp.errors import NotFound
from eventapp.fair.models import Fair
from eventapp.fair.queries import find_fair
from eventapp.i18n import mark
from eventapp.programme.queries import Published, published
from eventapp.programme.value import Programme
from eventapp.visitors.models import Visitor
from eventapp.visitors.queries import get_by_page
from eventapp.web.discreet import keep_to_reader
from eventapp.web.public import PublicBlueprint

blueprint = PublicBlueprint("agenda", __name__)


@dataclass(frozen=True, slots=True)
class Own:
    """Whose page it is, and the fair as everybody sees it."""

    fair: Fair
    visitor: Visitor
    shown: Published
    token: str

    @property
    def programme(self) -> Programme:
        return self.shown.or_empty


def own_or_404(slug: str, token: str, *, locked: bool = False) -> Own:
    """Whom the private link belongs to. ``locked`` where something is written."""
    fair = fair_or_404(slug)
    visitor = get_by_page(fair.id, token, locked=locked)
    return Own(fair, visitor, published(slug), token)


def fair_or_404(slug: str) -> Fair:
    fair = find_fair(slug)
    if fair is None:
        raise NotFound(mark("Diesen Messeauftritt gibt es nicht."))
    return fair


def _keep_private_ones_to_their_reader(response: Response) -> Response:
    """What a private link opens stays with whom it was given to; forms are sealed anew each time."""
    is_the_same_for_all = response.headers.get("Cache-Control", "").startswith("public")
    if "token" in (request.view_args or {}) or not is_the_same_for_all:
        return keep_to_reader(response)
    return response


blueprint.after_request(_keep_private_ones_to_their_reader)
