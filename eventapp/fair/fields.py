"""A fair's data as flat fields, each a text under a name: what the office edits and finds in the journal. Pure.

Words are two fields (``venue.hall.de``, ``venue.hall.en``), a place on the map and the opening hours one each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, time

from eventapp.clock import at_the_fair, from_the_wall
from eventapp.fair.value import TEXTS, Contact, OpeningHours, Profile, PublicFair, Venue
from eventapp.i18n import Words

Fields = Mapping[str, str]
Span = tuple[date, time, time]
"""A day of the fair and the hall's clock when it opens and closes."""

_NUMBER = r"[-+]?\d{1,3}(?:[.,]\d{1,15})?"
_POINT = re.compile(rf"({_NUMBER})\s*[,;\s]\s*({_NUMBER})")
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d)–(\d\d:\d\d)")


def fields_of(fair: PublicFair) -> dict[str, str]:
    """Everything the office edits, in the order in which pages ask for it."""
    profile = fair.profile
    venue, contact = profile.venue, profile.contact
    fields = {
        **_both("title", fair.title),
        "starts_on": fair.starts_on.isoformat(),
        "ends_on": fair.ends_on.isoformat(),
    }
    fields |= _both("date_note", profile.date_note)
    fields |= {f"venue.{name}": getattr(venue, name) for name in ("name", "street", "postal_code", "city")}
    fields["venue.point"] = point_as_text(venue.latitude, venue.longitude)
    fields |= {**_both("venue.hall", venue.hall), "venue.stand": venue.stand, "hours": hours_as_text(profile.hours)}
    fields |= {f"contact.{name}": getattr(contact, name) for name in ("name", "email", "phone")}
    fields["tickets_url"] = profile.tickets_url
    for key in TEXTS:
        fields |= _both(f"texts.{key}", profile.text(key))
    return fields


def with_fields(fair: PublicFair, fields: Fields) -> PublicFair:
    """The fair as it would be with all these fields, which have to be well-formed (``rules.faults``)."""
    latitude, longitude = point_from_text(fields["venue.point"]) or (None, None)
    texts = {key: _words(f"texts.{key}", fields) for key in TEXTS}
    profile = Profile(
        is_demo=fair.profile.is_demo,
        date_note=_words("date_note", fields),
        tickets_url=fields["tickets_url"],
        venue=Venue(
            **{name: fields[f"venue.{name}"] for name in ("name", "street", "postal_code", "city", "stand")},
            latitude=latitude,
            longitude=longitude,
            hall=_words("venue.hall", fields),
        ),
        hours=tuple(
            OpeningHours(from_the_wall(d, opens), from_the_wall(d, ends))
            for d, opens, ends in spans_in(fields["hours"])
        ),
        texts={key: text for key, text in texts.items() if text},
        contact=Contact(**{name: fields[f"contact.{name}"] for name in ("name", "email", "phone")}),
    )
    starts_on, ends_on = (date.fromisoformat(fields[name]) for name in ("starts_on", "ends_on"))
    return replace(fair, title=_words("title", fields), profile=profile, starts_on=starts_on, ends_on=ends_on)


def _both(name: str, text: Words) -> dict[str, str]:
    return {f"{name}.de": text.de, f"{name}.en": text.en}


def _words(name: str, fields: Fields) -> Words:
    return Words(fields[f"{name}.de"], fields[f"{name}.en"])


def point_as_text(latitude: float | None, longitude: float | None) -> str:
    """``51.4964, 7.4558``; half a place is none."""
    return "" if latitude is None or longitude is None else f"{latitude}, {longitude}"


def point_from_text(written: str) -> tuple[float, float] | None:
    """What maps give for copying, with points or German commas; None if that is no place on Earth."""
    found = _POINT.fullmatch(written.strip())
    if found is None:
        return None
    latitude, longitude = (round(float(number.replace(",", ".")), 6) for number in found.groups())
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def hours_as_text(hours: Iterable[OpeningHours]) -> str:
    """A line for each: ``2027-02-10 09:00–17:00``, on the hall's clock."""
    opening = ((at_the_fair(one.opens_at), at_the_fair(one.closes_at)) for one in hours)
    return spans_as_text((opens.date(), opens.time(), closes.time()) for opens, closes in opening)


def spans_as_text(spans: Iterable[Span]) -> str:
    return "\n".join(f"{day.isoformat()} {opens:%H:%M}–{closes:%H:%M}" for day, opens, closes in sorted(spans))


def spans_in(written: str) -> list[Span]:
    found = (_SPAN.fullmatch(line) for line in written.splitlines())
    return [
        (date.fromisoformat(one[1]), time.fromisoformat(one[2]), time.fromisoformat(one[3])) for one in found if one
    ]
