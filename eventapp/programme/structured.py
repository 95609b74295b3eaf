"""A session in the words of schema.org, for search engines and previews. Pure."""

from __future__ import annotations

from typing import Any

from eventapp.clock import at_the_fair
from eventapp.programme.value import Place, Programme, Session, Venue

CANCELLED, RESCHEDULED, SCHEDULED = (
    f"https://schema.org/Event{state}" for state in ("Cancelled", "Rescheduled", "Scheduled")
)
Described = dict[str, Any]


def schema_org(programme: Programme, session: Session, *, language: str, url: str) -> Described:
    """One ``Event``; what is empty is left out."""
    place = programme.place(session.place)
    described: Described = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": session.title.in_language(language),
        "description": session.abstract.in_language(language) or session.subtitle.in_language(language),
        "url": url,
        "startDate": at_the_fair(session.starts_at).isoformat(),
        "endDate": at_the_fair(session.ends_at).isoformat(),
        "eventStatus": _status(session),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "inLanguage": session.language,
        "location": _location(programme.venue, place, language),
        "performer": [{"@type": "Person", "name": s.name} for s in programme.speakers_of(session)],
        "organizer": {"@type": "Organization", "name": session.organisation} if session.organisation else None,
        "superEvent": {"@type": "Event", "name": programme.title.in_language(language)},
    }
    if session.moved and session.moved.starts_at != session.starts_at:
        described["previousStartDate"] = at_the_fair(session.moved.starts_at).isoformat()
    return {name: value for name, value in described.items() if value}


def _status(session: Session) -> str:
    if session.is_cancelled:
        return CANCELLED
    has_new_time = session.moved is not None and session.moved.starts_at != session.starts_at
    return RESCHEDULED if has_new_time else SCHEDULED


def _location(venue: Venue, place: Place | None, language: str) -> Described:
    address = {
        "@type": "PostalAddress",
        "streetAddress": venue.street,
        "postalCode": venue.postal_code,
        "addressLocality": venue.city,
    }
    names = [place.name.in_language(language) if place else "", venue.name]
    return {"@type": "Place", "name": ", ".join(name for name in names if name), "address": address}
