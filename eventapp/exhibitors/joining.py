"""What this room tells the others at start-up: whose uploads are whose, which are public, which are in use."""

from __future__ import annotations

from eventapp.accounts.queries import get_person
from eventapp.exhibitors.actions.beginning import MEMBERS, RULES, end
from eventapp.exhibitors.queries import is_public_image, may_see_upload, uploads_in_use
from eventapp.fair.offers import endings, join
from eventapp.uploads import hooks


def init_app(_app: object) -> None:
    join(MEMBERS)
    join(RULES)
    if end not in endings:
        endings.append(end)
    hooks.join(hooks.is_public, is_public_image)
    hooks.join(hooks.may_see, may_see)
    hooks.join(hooks.references, uploads_in_use)


def may_see(person_id: int, digest: str) -> bool:
    """The office sees everything that any entry speaks of; a member what its own speak of."""
    return may_see_upload(person_id, digest) or (get_person(person_id).is_organiser and digest in uploads_in_use())
