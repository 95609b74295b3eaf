"""What a release means for exhibitors: one mail for each whose sessions moved, were cancelled or are on again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from eventapp.database import db
from eventapp.exhibitors.actions.mailing import addressees, page_of
from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.queries import find_exhibitor
from eventapp.fair.models import Fair
from eventapp.i18n import Words, mark
from eventapp.outbox.actions import post
from eventapp.outbox.kinds import Kind, register
from eventapp.outbox.rendering import render
from eventapp.programme.affected import Affected, Example, one_of_each
from eventapp.programme.diff import SessionChange, changes_between
from eventapp.programme.models import ConferenceSession, SessionExhibitor
from eventapp.programme.queries import release_at_hand
from eventapp.programme.value import Programme, Session
from eventapp.web.addresses import base_url

KIND = "programme.session_changed"


def init_app(_app: object) -> None:
    register(KIND, Kind(values=changed_values, name=mark("Programmänderung für Aussteller")))


def tell_members(fair_id: int, standing: Programme | None, released: Programme, *, at: datetime) -> None:
    """Joined to every release, in its transaction."""
    if standing is None:
        return
    codes = _codes_of(fair_id, standing, released)
    for exhibitor_id, person in addressees(codes).items():
        post(
            KIND,
            to=person.email,
            language=person.language,
            key=f"{KIND}:{exhibitor_id}:{released.number}",
            values={"exhibitor": exhibitor_id, "number": released.number, "codes": sorted(codes[exhibitor_id])},
            fair_id=fair_id,
            at=at,
        )


def members_affected(fair_id: int, standing: Programme, drafted: Programme, *, at: datetime) -> Affected:
    """Joined to the offer: the same mails before they are posted, and how they read to the first concerned."""
    del at
    codes = _codes_of(fair_id, standing, drafted)
    people = addressees(codes)
    readers = tuple(frozenset(codes[exhibitor_id]) for exhibitor_id in people)
    if not readers:
        return Affected("members", ())
    examples = []
    fair = db.session.get_one(Fair, fair_id)
    for cause, change in one_of_each(changes_between(standing, drafted).felt, readers).items():
        first = next(one for one in people if change.new.code in codes[one])
        exhibitor = db.session.get_one(Exhibitor, first)
        for language in ("de", "en"):
            values = _values(fair, exhibitor, _told(standing, drafted, [change], language), language)
            letter = render(KIND, language=language, values=values)
            examples.append(Example(cause, language, letter.subject, letter.text))
    return Affected("members", readers, tuple(examples))


def _codes_of(fair_id: int, standing: Programme, released: Programme) -> dict[int, list[str]]:
    """By exhibitor that takes part its sessions that are concerned, whether the catalogue shows it already or not."""
    concerning = [change.new.code for change in changes_between(standing, released).felt]
    if not concerning:
        return {}
    wanted = select(SessionExhibitor.exhibitor_id, ConferenceSession.code).join(
        ConferenceSession, ConferenceSession.id == SessionExhibitor.session_id
    )
    wanted = wanted.join(Exhibitor, Exhibitor.id == SessionExhibitor.exhibitor_id)
    wanted = wanted.where(ConferenceSession.fair_id == fair_id, ConferenceSession.code.in_(concerning))
    found: dict[int, list[str]] = defaultdict(list)
    ordered = wanted.where(Exhibitor.state == "taking_part").order_by(SessionExhibitor.exhibitor_id)
    for exhibitor_id, code in db.session.execute(ordered):
        found[exhibitor_id].append(code)
    return found


def changed_values(posted: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Asked when it is sent: what was changed by that release, as it stands now."""
    exhibitor = db.session.get(Exhibitor, posted["exhibitor"])
    fair = db.session.get(Fair, exhibitor.fair_id) if exhibitor else None
    if exhibitor is None or fair is None or exhibitor.state != "taking_part":
        return None
    person = addressees([exhibitor.id]).get(exhibitor.id)
    old, new = (release_at_hand(fair.id, number) for number in (posted["number"] - 1, posted["number"]))
    standing = release_at_hand(fair.id, fair.released)
    if person is None or person.email != posted["to"] or old is None or new is None or standing is None:
        return None
    changes = [one for one in changes_between(old, new).felt if one.new.code in posted["codes"]]
    told = _told(old, standing, changes, person.language)
    return _values(fair, exhibitor, told, person.language) if told else None


def _values(fair: Fair, exhibitor: Exhibitor, told: list[dict[str, Any]], language: str) -> dict[str, Any]:
    whole = find_exhibitor(fair.id, exhibitor.id)
    return {
        "fair": Words(fair.title_de, fair.title_en).in_language(language),
        "slug": fair.slug,
        "member": whole.member.name if whole else "",
        "changes": told,
        "link": base_url() + page_of(exhibitor),
    }


def _told(old: Programme, standing: Programme, changes: Sequence[SessionChange], language: str) -> list[dict[str, Any]]:
    """Old and new, as it stands now: what was changed again meanwhile is told once, and right."""
    found = []
    for change in changes:
        session = standing.session(change.new.code) or change.new
        found.append(
            {
                **_line(standing, session, language),
                "code": session.code,
                "was": _line(old, change.old, language),
                "is_cancelled": session.is_cancelled,
                "is_back": change.old.is_cancelled and not session.is_cancelled,
            }
        )
    return found


def _line(programme: Programme, session: Session, language: str) -> dict[str, Any]:
    place = programme.place(session.place)
    return {
        "title": session.title.in_language(language),
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "place": place.name.in_language(language) if place else "",
    }
