"""What the mails about places say, asked when they are sent: a mail that is not true any more is not sent at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eventapp.clock import day_at_the_fair, now
from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.i18n import Words, gettext_in, mark
from eventapp.outbox import kinds
from eventapp.programme.diff import SessionChange, changes_between
from eventapp.programme.queries import release_at_hand
from eventapp.programme.value import Programme, Session
from eventapp.signups import queries
from eventapp.signups.alternatives import alternative_to
from eventapp.signups.models import SignUp
from eventapp.signups.rules import overlaps
from eventapp.visitors.links import confirming_path, page_path, page_token
from eventapp.visitors.models import Visitor
from eventapp.visitors.queries import find_visitor
from eventapp.web.addresses import base_url

KINDS: dict[str, tuple[tuple[str, ...], str]] = {
    "confirm": (("held", "asked"), mark("Bitte bestätigen")),
    "again": (("confirmed", "offered", "waiting"), mark("Sie sind schon angemeldet")),
    "place": (("confirmed",), mark("Platz bestätigt")),
    "waiting": (("waiting",), mark("Warteliste")),
    "offer": (("offered",), mark("Ein Platz ist frei")),
    "lapsed": (("lapsed",), mark("Angebot verfallen")),
    "removed": (("removed",), mark("Platz zurückgenommen")),
    "moved_over": (("confirmed",), mark("Umgebucht")),
    "message": (("confirmed", "offered", "waiting"), mark("Nachricht des Büros")),
}
"""By kind in which states it is still true, and what the office reads."""
UNASKED = ("confirm", "again")


def init_app(_app: object) -> None:
    for kind, (states, name) in KINDS.items():
        kinds.register(
            f"signups.{kind}",
            kinds.Kind(values=_values_of(states), is_secret=True, is_unasked=kind in UNASKED, name=name),
        )
    changed = mark("Programmänderung")
    kinds.register("signups.changed", kinds.Kind(values=changed_values, is_secret=True, name=changed))


def _values_of(states: tuple[str, ...]) -> kinds.Values:
    def values(posted: Mapping[str, Any]) -> Mapping[str, Any] | None:
        sign_up = queries.find_of_any_fair(posted["handle"])
        if sign_up is None or sign_up.visitor is None or sign_up.state not in states:
            return None
        if not _is_still_theirs(posted, sign_up.visitor):
            return None
        fair = db.session.get(Fair, sign_up.fair_id)
        programme = release_at_hand(fair.id, fair.released) if fair else None
        session = programme.session(sign_up.session.code) if programme else None
        if fair is None or programme is None or session is None:
            return None
        return {**posted, **sign_up_values(fair, programme, session, sign_up, sign_up.visitor)}

    return values


def _is_still_theirs(posted: Mapping[str, Any], visitor: Visitor) -> bool:
    """Whether the mail goes to who it is about. While it waited another address may have been claimed, and its
    links open what is theirs."""
    return bool(posted["to"].lower() == visitor.email)


def sign_up_values(
    fair: Fair, programme: Programme, session: Session, sign_up: SignUp, visitor: Visitor
) -> dict[str, Any]:
    """What every mail about one sign-up can say. ``link`` leads to the page, or to the one that
    confirms; ``give_back_link`` to the button that gives back: two presses from the mail."""
    language = visitor.language
    is_asked = sign_up.state in ("held", "asked")
    confirming = confirming_path(fair.slug, queries.confirming_token(sign_up), language)
    page = page_path(fair.slug, page_token(visitor), language)
    return {
        "fair": Words(fair.title_de, fair.title_en).in_language(language),
        **session_values(programme, session, language),
        "code": f"{sign_up.code[:3]} {sign_up.code[3:]}",
        "until": sign_up.held_until or sign_up.offered_until,
        "is_held": sign_up.state == "held",
        "state": sign_up.state,
        "before": queries.before_in_line(sign_up) if sign_up.state == "waiting" else 0,
        "link": base_url() + (confirming if is_asked else f"{page}#{session.code}"),
        "give_back_link": _giving_back(page, sign_up),
    }


def session_values(programme: Programme, session: Session, language: str) -> dict[str, Any]:
    place = programme.place(session.place)
    return {
        "title": session.title.in_language(language),
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "place": place.name.in_language(language) if place else "",
        "where": place.where.in_language(language) if place else "",
    }


def changed_values(posted: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What a release changed for one person: old and new, what they now have twice, and what they could go to."""
    visitor = find_visitor(posted["visitor"])
    fair = db.session.get(Fair, visitor.fair_id) if visitor else None
    if visitor is None or fair is None or not _is_still_theirs(posted, visitor):
        return None
    new = release_at_hand(fair.id, posted["number"])
    old = release_at_hand(fair.id, posted["number"] - 1)
    standing = release_at_hand(fair.id, fair.released)
    if new is None or old is None or standing is None:
        return None
    theirs = {
        one.session.code: one
        for one in queries.sign_ups_of_visitor(visitor)
        if one.state in ("confirmed", "offered", "waiting")
    }
    told = _told(old, new, standing, posted["codes"], _states(theirs), visitor.language)
    if not told:
        return None
    page = page_path(fair.slug, page_token(visitor), visitor.language)
    return {
        "fair": Words(fair.title_de, fair.title_en).in_language(visitor.language),
        "slug": fair.slug,
        "changes": [{**one, **_ways(page, theirs[one["code"]], one["code"])} for one in told],
        "is_urgent": _is_urgent(told),
        "link": base_url() + page,
    }


def example_values(
    fair: Fair, standing: Programme, drafted: Programme, change: SessionChange, language: str
) -> dict[str, Any]:
    """The same before the release, for somebody who has a place in that session and in no other: without the links
    that are nobody's but the reader's."""
    code = change.new.code
    told = _told(standing, drafted, drafted, [code], {code: "confirmed"}, language)
    own = gettext_in(language, "(hier steht in der Mail ein eigener Link)")
    return {
        "fair": Words(fair.title_de, fair.title_en).in_language(language),
        "slug": fair.slug,
        "changes": [{**one, "keep_link": own, "give_back_link": own} for one in told],
        "is_urgent": _is_urgent(told),
        "link": own,
    }


def _states(theirs: Mapping[str, SignUp]) -> dict[str, str]:
    return {code: one.state for code, one in theirs.items()}


def _is_urgent(told: list[dict[str, Any]]) -> bool:
    today = day_at_the_fair(now())
    return any(today in (one["old_day"], one["new_day"]) for one in told)


def _ways(page: str, sign_up: SignUp, code: str) -> dict[str, str]:
    """Where one keeps and where one gives back what one has of a changed session."""
    return {"keep_link": f"{base_url()}{page}#{code}", "give_back_link": _giving_back(page, sign_up)}


def _giving_back(page: str, sign_up: SignUp) -> str:
    return f"{base_url()}{page}/zurueckgeben/{sign_up.handle}"


def _told(
    old: Programme, new: Programme, standing: Programme, codes: Sequence[str], states: Mapping[str, str], language: str
) -> list[dict[str, Any]]:
    """``states`` are those of everything they have or wait for: what they do not any more is left out."""
    changes = changes_between(old, new)
    found = []
    for change in (*changes.cancelled, *changes.reinstated, *changes.moved):
        if change.new.code not in codes or change.new.code not in states:
            continue
        was, session = change.old, standing.session(change.new.code) or change.new
        others = [standing.session(code) for code, state in states.items() if state == "confirmed"]
        clashing = [other for other in others if other is not None and overlaps(session, other)]
        found.append(
            {
                **session_values(standing, session, language),
                "code": session.code,
                "was": session_values(old, was, language),
                "is_cancelled": session.is_cancelled,
                "is_back": was.is_cancelled and not session.is_cancelled,
                "state": states[session.code],
                "old_day": was.day,
                "new_day": session.day,
                "clashes": [session_values(standing, other, language) for other in clashing],
                "alternative": _alternative(standing, session, language) if session.is_cancelled else None,
            }
        )
    return found


def _alternative(programme: Programme, session: Session, language: str) -> dict[str, Any] | None:
    found = alternative_to(programme, session, at=now())
    return {**session_values(programme, found, language), "code": found.code} if found else None
