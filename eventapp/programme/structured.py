"""The fair and its sessions in the words of schema.org, for search engines and previews. Pure.

Only what is known is said: a price, a number of seats or a country of performers that nobody told is left out. A place
in a session is no ticket to the fair, so it is neither an offer nor said to be free.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from eventapp.clock import at_the_fair
from eventapp.fair.value import OpeningHours, PublicFair
from eventapp.programme.board import by_time
from eventapp.programme.value import Programme, Session, Speaker, Venue
from eventapp.web.richtext import rich_text

SCHEMA = "https://schema.org"
CANCELLED, RESCHEDULED, SCHEDULED = (f"{SCHEMA}/Event{state}" for state in ("Cancelled", "Rescheduled", "Scheduled"))
ON_THE_SPOT = f"{SCHEMA}/OfflineEventAttendanceMode"
COUNTRY = "DE"
"""All fairs are where their one time zone is, in Germany; the settings ask for no country."""
MOST_SUB_EVENTS = 20
"""Sessions that the fair's own description names; every other one names the fair as its ``superEvent``."""
LONGEST_DESCRIPTION = 2_000

Described = dict[str, Any]
AddressOf = Callable[..., str]
"""``public_url``: the absolute address of an endpoint."""


def session_described(
    fair: PublicFair, programme: Programme, session: Session, *, language: str, address_of: AddressOf
) -> Described:
    """One session as an ``Event`` of the fair. What moved in time names the start it was announced with before; what
    only moved to another place is on schedule, there."""
    described = _brief(programme, session, language, address_of) | {
        "description": plain(session.abstract.in_language(language) or session.subtitle.in_language(language)),
        "eventAttendanceMode": ON_THE_SPOT,
        "inLanguage": session.language,
        "performer": [_performer(speaker, address_of) for speaker in programme.speakers_of(session)],
        "organizer": _exhibitors(programme, session, address_of)
        or _organisation(session.organisation)
        or _office(fair, address_of),
        "maximumAttendeeCapacity": programme.capacity_of(session),
        "superEvent": fair_in_brief(fair, language, address_of),
    }
    return {"@context": SCHEMA} | known(described)


def fair_described(fair: PublicFair, programme: Programme | None, *, language: str, address_of: AddressOf) -> Described:
    """The fair itself, with the first of its sessions that take place."""
    sessions = by_time(programme, programme.sessions) if programme else []
    taking_place = [session for session in sessions if not (session.is_cancelled or session.is_break)]
    described = fair_in_brief(fair, language, address_of)
    if programme and taking_place:
        first = taking_place[:MOST_SUB_EVENTS]
        described["subEvent"] = [_brief(programme, session, language, address_of) for session in first]
    return {"@context": SCHEMA} | described


def _brief(programme: Programme, session: Session, language: str, address_of: AddressOf) -> Described:
    """What no description of a session can do without."""
    return known(
        {
            "@type": "Event",
            "name": session.title.in_language(language),
            "url": address_of("programme.session", code=session.code),
            "startDate": at_the_fair(session.starts_at).isoformat(),
            "endDate": at_the_fair(session.ends_at).isoformat(),
            "previousStartDate": _previous_start(session),
            "eventStatus": _status(session),
            "location": _location(programme, session, language, address_of),
        }
    )


def fair_in_brief(fair: PublicFair, language: str, address_of: AddressOf) -> Described:
    """The fair without its sessions."""
    profile = fair.profile
    return known(
        {
            "@type": "ExhibitionEvent",
            "name": fair.title.in_language(language),
            "description": profile.text("tagline").in_language(language),
            "url": address_of("pages.home"),
            "startDate": _opening(profile.hours, fair.starts_on) or fair.starts_on.isoformat(),
            "endDate": _closing(profile.hours, fair.ends_on) or fair.ends_on.isoformat(),
            "eventStatus": SCHEDULED,
            "eventAttendanceMode": ON_THE_SPOT,
            "location": _venue(profile.venue),
            "organizer": _office(fair, address_of),
            "offers": {"@type": "Offer", "url": profile.tickets_url} if profile.tickets_url else None,
        }
    )


def _status(session: Session) -> str:
    """A cancelled session stays announced for its last date; that it had moved before does not matter any more."""
    if session.is_cancelled:
        return CANCELLED
    return RESCHEDULED if _previous_start(session) else SCHEDULED


def _previous_start(session: Session) -> str:
    """The start announced before the last move; for a cancelled session too, whose first date people may still know."""
    if session.moved is None or session.moved.starts_at == session.starts_at:
        return ""
    return at_the_fair(session.moved.starts_at).isoformat()


def _location(programme: Programme, session: Session, language: str, address_of: AddressOf) -> Described:
    """The place by the name on its door, with the address of the house it is in."""
    venue, place = _venue(programme.venue), programme.place(session.place)
    if place is None:
        return venue
    names = (place.name.in_language(language), programme.venue.name)
    described = known(
        {
            "@type": "Place",
            "name": ", ".join(filter(None, names)),
            "description": place.where.in_language(language),
            "url": address_of("programme.place", place=place.slug),
        }
    )
    return described | {name: venue[name] for name in ("address", "geo") if name in venue}


def _venue(venue: Venue) -> Described:
    """Nothing at all where nothing is known of it."""
    address = known({"streetAddress": venue.street, "postalCode": venue.postal_code, "addressLocality": venue.city})
    point = {"@type": "GeoCoordinates", "latitude": venue.latitude, "longitude": venue.longitude}
    place = known(
        {
            "name": venue.name,
            "address": {"@type": "PostalAddress", **address, "addressCountry": COUNTRY} if address else None,
            "geo": point if venue.latitude is not None and venue.longitude is not None else None,
        }
    )
    return {"@type": "Place", **place} if place else {}


def _performer(speaker: Speaker, address_of: AddressOf) -> Described:
    return known(
        {
            "@type": "Person",
            "name": speaker.name,
            "affiliation": _organisation(speaker.organisation),
            "url": address_of("programme.speaker", speaker=speaker.slug),
        }
    )


def _organisation(name: str) -> Described | None:
    return {"@type": "Organization", "name": name} if name else None


def _exhibitors(programme: Programme, session: Session, address_of: AddressOf) -> list[Described]:
    """Who gives it, with its page in the catalogue."""
    return [
        {"@type": "Organization", "name": one.name, "url": address_of("catalogue.exhibitor", name=one.slug)}
        for one in programme.exhibitors_of(session)
    ]


def _office(fair: PublicFair, address_of: AddressOf) -> Described | None:
    """Who stands behind these pages; their address is the office's own."""
    office = _organisation(fair.profile.contact.name)
    return {**office, "url": address_of("pages.home")} if office else None


def _opening(hours: tuple[OpeningHours, ...], day: date) -> str:
    return next((at_the_fair(one.opens_at).isoformat() for one in hours if one.day == day), "")


def _closing(hours: tuple[OpeningHours, ...], day: date) -> str:
    return next((at_the_fair(one.closes_at).isoformat() for one in reversed(hours) if one.day == day), "")


def plain(text: str) -> str:
    """Markdown as the words of it."""
    return rich_text(text).striptags()[:LONGEST_DESCRIPTION]


def known(described: Described) -> Described:
    """What is known of it: nothing is said by an empty word."""
    return {name: value for name, value in described.items() if value}
