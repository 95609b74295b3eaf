"""What the pages about places have in common: the session they speak of, and answers that nobody keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from flask import abort, make_response, render_template
from werkzeug.wrappers import Response

from eventapp.clock import now
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.fair.value import PublicFair
from eventapp.i18n import Words
from eventapp.privacy.retention import AFTER_THE_FAIR, UNCONFIRMED
from eventapp.programme.board import Row, rows
from eventapp.programme.queries import published
from eventapp.programme.value import Programme, Session
from eventapp.signups.actions.asking import overlapping
from eventapp.signups.availability import Told, told
from eventapp.signups.queries import settings_of, tallies_of
from eventapp.signups.rules import Taking, closes_at, hold_ends, taking
from eventapp.visitors.models import Visitor
from eventapp.visitors.queries import get_by_page_of
from eventapp.web.discreet import keep_to_reader
from eventapp.web.public import PublicBlueprint

blueprint = PublicBlueprint("sign_ups", __name__)


@dataclass(frozen=True)
class Shown:
    """One released session, and what can be done about a place in it at one moment."""

    fair: PublicFair
    programme: Programme
    session: Session
    moment: datetime

    @cached_property
    def row(self) -> Row:
        return rows(self.programme, [self.session], self.moment)[0]

    @cached_property
    def taking(self) -> Taking:
        return taking(self.session, self.moment)

    @property
    def question(self) -> Words:
        """What is asked beside name and address; empty if nothing is."""
        return self.session.sign_up.question if self.session.sign_up else Words()

    @property
    def closes_at(self) -> datetime:
        return closes_at(self.session)

    @property
    def held_until(self) -> datetime:
        return hold_ends(self.session, self.moment)

    @cached_property
    def left(self) -> Told | None:
        """Of now, not of some seconds ago."""
        tally = tallies_of(self.fair.slug, code=self.session.code).get(self.session.code)
        return told(self.session, tally, self.moment) if tally else None

    @property
    def is_full(self) -> bool:
        """Whether whoever signs up now comes onto the waiting list."""
        return self.left is None or self.left.waiting

    @property
    def fair_row(self) -> Fair:
        return get_fair(self.fair.slug)


def shown(slug: str, code: str) -> Shown:
    """The session as released, or 404."""
    known = published(slug)
    found = known.programme.session(code) if known.programme else None
    if known.programme is None or found is None:
        abort(404)
    return Shown(known.fair, known.programme, found, now())


def visitor_of(slug: str, token: str, *, locked: bool = False) -> Visitor:
    """Whose private page it is, or 404."""
    return get_by_page_of(slug, token, locked=locked)


def overlaps_told(visitor: Visitor | None, page: Shown) -> dict[str, Any]:
    """For a page: what else the visitor has a place for at that time, and the fair's ``rule`` about it."""
    if visitor is None:
        return {"rule": "allow", "others": ()}
    rule = settings_of(visitor.fair_id).overlap
    return {"rule": rule, "others": overlapping(visitor, page.session, page.programme) if rule != "allow" else ()}


def page_of(name: str, page: Shown, **values: Any) -> str:
    known = {"page": page, "fair": page.fair, "programme": page.programme, "row": page.row}
    erased = {"kept": AFTER_THE_FAIR, "unconfirmed": UNCONFIRMED}
    return render_template(f"signups/{name}.html", **{"is_private": False, **known, **erased, **values})


def open_page(name: str, page: Shown, *, status: int = 200, **values: Any) -> Response:
    """A page that is the same for everybody at this moment."""
    return not_kept(page_of(name, page, **values), status)


def not_kept(made: str | bytes, status: int) -> Response:
    response = make_response(made, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def private_page(name: str, page: Shown, *, status: int = 200, **values: Any) -> Response:
    """One that only the holder of a link sees."""
    return keep_to_reader(open_page(name, page, status=status, is_private=True, **values))
