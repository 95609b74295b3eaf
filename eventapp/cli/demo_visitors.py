"""The demo's visitors, as ``demo/besuch-2027.toml`` tells of them: through the actions of their own pages, of the
office and of the door."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from eventapp.accounts.models import Person
from eventapp.clock import from_the_wall
from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.programme.actions.admission import set_admission
from eventapp.programme.actions.grounds import edit_place
from eventapp.programme.entries import AdmissionEntry, PlaceEntry
from eventapp.programme.queries import draft_sessions, find_release, places_of
from eventapp.programme.value import Programme, Session
from eventapp.signups import queries
from eventapp.signups.actions.asking import Asked, ask, confirm, sign_up_known
from eventapp.signups.actions.door import Press, press_at
from eventapp.signups.actions.door_links import create_door
from eventapp.signups.actions.giving_back import give_back
from eventapp.signups.actions.office import let_in, set_settings
from eventapp.signups.models import SignUp
from eventapp.text import slug
from eventapp.visitors.actions import keep_programme, star_all
from eventapp.visitors.queries import find_by_address

FILE = Path(__file__).resolve().parents[2] / "demo" / "besuch-2027.toml"
FIRST = "jana.lindner@besuch.example"
"""Whose programme the demo shows."""
OFFER_HOURS = 72
BEFORE = timedelta(days=1, hours=2)
"""How long ago the office did what it does here."""
DOOR_OPENS = time(9, 46)
"""When the first one comes to the door, on the first day."""


@cache
def told() -> dict[str, Any]:
    with FILE.open("rb") as file:
        return tomllib.load(file)


def open_sign_ups(slug: str, *, office: Person, at: datetime) -> None:
    """How many people fit into a place, and how one gets into some sessions: in the draft, before it is released."""
    fair = get_fair(slug)
    for place in places_of(fair.id):
        name, where = Words(place.name_de, place.name_en), Words(place.where_de, place.where_en)
        entry = PlaceEntry(name, where, place.kind, told()["capacities"].get(place.slug, place.capacity))
        edit_place(place, entry, version=place.version, by=office.id, at=at)
    rows = {row.title_de: row for row in draft_sessions(fair.id)}
    for one in told()["sessions"]:
        row = rows[one["title"]]
        set_admission(row, _admission(one), version=row.version, by=office.id, at=at)
    set_settings(fair.id, overlap="warn", shows="numbers", offer_hours=OFFER_HOURS, by=office.id, at=at)


def _admission(one: Mapping[str, Any]) -> AdmissionEntry:
    opens, closes = (
        from_the_wall(one[key].date(), one[key].time()) if key in one else None for key in ("opens", "closes")
    )
    question = Words(**one.get("question", {}))
    return AdmissionEntry(one.get("admission", "sign_up"), one.get("capacity", 0), opens, closes, question)


@dataclass(slots=True)
class Play:
    """What everybody does in, and when. ``number`` makes the forms' keys."""

    fair: Fair
    programme: Programme
    office: Person
    at: datetime
    number: int = 0

    def session(self, title: str) -> Session:
        found = next((one for one in self.programme.sessions if one.title.de == title), None)
        if found is None:
            raise LookupError(f"{FILE.name}: no session is called {title}")
        return found

    def asked(self, one: Mapping[str, Any]) -> Asked:
        self.number += 1
        return Asked(one["name"], email_of(one), "", f"demo-{self.number}", one.get("language", "de"))

    def take(self, one: Mapping[str, Any], session: Session) -> SignUp:
        """A place or the waiting list: by form and mail the first time, then with one press."""
        asked, known = self.asked(one), find_by_address(self.fair.id, email_of(one))
        if known is None:
            ask(self.fair.id, session, asked, at=self.at)
            found = queries.find_by_key(asked.key)
            if found is None:
                raise LookupError(f"{one['name']} could not ask for {session.title.de}")
            return confirm(found, session, self.programme, at=self.at)
        made = sign_up_known(known, session, self.programme, answer="", key=asked.key, at=self.at)
        return db.session.get_one(SignUp, made)

    def do(self, one: Mapping[str, Any]) -> None:
        for title in (*one.get("came", ()), *one.get("back", ()), *one.get("place", ())):
            self.take(one, self.session(title))
        for title in one.get("held", ()):
            ask(self.fair.id, self.session(title), self.asked(one), at=self.at)
        for title in one.get("forced", ()):
            person = {"name": one["name"], "email": email_of(one), "language": "de"}
            let_in(self.fair.id, self.session(title), **person, by=self.office.id, at=self.at - BEFORE)
        self._remember(one, [self.session(title).code for title in one.get("stars", ())])

    def _remember(self, one: Mapping[str, Any], codes: list[str]) -> None:
        known = find_by_address(self.fair.id, email_of(one))
        if known is not None:
            star_all(known, codes, at=self.at)
        elif codes:
            keep_programme(self.fair.id, codes=codes, language="de", at=self.at)

    def own(self, one: Mapping[str, Any], title: str) -> SignUp:
        visitor = find_by_address(self.fair.id, email_of(one))
        session_id = queries.session_id_of(self.fair.id, self.session(title).code)
        found = queries.standing_of(visitor.id, session_id) if visitor and session_id else None
        if found is None:
            raise LookupError(f"{one['name']} has nothing for {title}")
        return found


def play(slug: str, *, office: Person, at: datetime) -> None:
    """Everybody asks, some give back what others wait for, and on the first day some are there already."""
    fair = get_fair(slug)
    programme = find_release(fair.id, fair.released)
    if programme is None:
        raise LookupError("nothing is released")
    stage, visitors = Play(fair, programme, office, at), told()["visitors"]
    for one in visitors:
        stage.do(one)
    for one in visitors:
        for title in one.get("back", ()):
            give_back(stage.own(one, title), stage.session(title), at=at)
    workroom = next(place.id for place in places_of(fair.id) if place.slug == "werkraum")
    door = create_door(fair, name="", day=fair.starts_on, place_id=workroom, by=office.id, at=at - BEFORE)
    arrives = from_the_wall(fair.starts_on, DOOR_OPENS)
    for one in visitors:
        for title in one.get("came", ()):
            arrives += timedelta(minutes=2)
            code = stage.own(one, title).code
            press_at(door, stage.session(title), Press("code", code, f"demo-{code}", arrives), now=arrives)


def email_of(one: Mapping[str, Any]) -> str:
    return f"{slug(one['name']).replace('-', '.')}@besuch.example"
