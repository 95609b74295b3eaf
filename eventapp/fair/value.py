"""What the public may know of a fair beside its programme: a value, stored whole, replaced whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from eventapp.clock import day_at_the_fair
from eventapp.i18n import Words

TEXTS = (
    "tagline",
    "about",
    "stand",
    "getting_there",
    "tickets",
    "before",
    "after",
    "imprint",
    "privacy",
    "accessibility",
)
"""The texts a fair's pages have room for; all but ``tagline``, ``before`` and ``after`` may be Markdown."""


@dataclass(frozen=True, slots=True)
class Venue:
    """Where the fair is: what a location line, a map link and schema.org need."""

    name: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    latitude: float | None = None
    longitude: float | None = None
    hall: Words = Words()
    stand: str = ""


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When the hall is open to visitors on one day; aware, in UTC."""

    opens_at: datetime
    closes_at: datetime

    @property
    def day(self) -> date:
        return day_at_the_fair(self.opens_at)


@dataclass(frozen=True, slots=True)
class Contact:
    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything of a fair that an office writes in its settings file, apart from places and themes."""

    is_demo: bool = False
    date_note: Words = Words()
    tickets_url: str = ""
    venue: Venue = Venue()
    hours: tuple[OpeningHours, ...] = ()
    texts: dict[str, Words] = field(default_factory=dict)
    contact: Contact = Contact()

    def text(self, key: str) -> Words:
        """One of :data:`TEXTS`; empty if the office wrote none."""
        return self.texts.get(key, Words())


@dataclass(frozen=True, slots=True)
class PublicFair:
    """A fair as its pages show it. ``public_version`` rises with everything published; ``uid_domain`` is what the
    names that stay for good are made of (calendar entries, feeds)."""

    slug: str
    acronym: str
    title: Words
    starts_on: date
    ends_on: date
    public_version: int
    profile: Profile
    uid_domain: str = ""
