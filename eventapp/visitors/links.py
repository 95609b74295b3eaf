"""The private links of a visitor: one opens the page, one the calendar, each for itself alone."""

from __future__ import annotations

from eventapp.visitors.models import Visitor
from eventapp.visitors.prints import print_of
from eventapp.web.private_links import private_token

PAGE, FEED = "my programme", "my calendar"
_ADDRESS = "my address"


def page_token(visitor: Visitor) -> str:
    """Opens everything of the visitor. To be shown and mailed to the visitor only."""
    return private_token(PAGE, visitor.id, visitor.generation)


def feed_token(visitor: Visitor) -> str:
    """Opens the calendar, which holds no names; whoever sees it in a screenshot gets no further."""
    return private_token(FEED, visitor.id, visitor.feed_generation)


def address_token(visitor: Visitor) -> str:
    """Shows that who reads the mail to the address that was claimed wants it there; good for that address only."""
    return private_token(address_purpose(visitor.claimed_email), visitor.id, visitor.generation)


def address_purpose(email: str) -> str:
    return f"{_ADDRESS}|{print_of(email)}"


def address_path(slug: str, token: str, language: str) -> str:
    """Without the token of the page: who reads a mail that was typed wrong sees nothing before pressing."""
    return f"{_way(language)}/{slug}/mein/adresse/{token}"


def confirming_path(slug: str, token: str, language: str) -> str:
    """Where a mail leads that asks whether its reader wants a place."""
    return f"{_way(language)}/{slug}/mein/bestaetigen/{token}"


def feed_name(slug: str) -> str:
    """The last part of the address: what Thunderbird shows as the calendar's name."""
    return f"{slug}-mein-programm"


def page_path(slug: str, token: str, language: str) -> str:
    return f"{_way(language)}/{slug}/mein/{token}"


def feed_path(slug: str, token: str, language: str) -> str:
    return f"{_way(language)}/{slug}/kalender/mein/{token}/{feed_name(slug)}.ics"


def _way(language: str) -> str:
    return "/en" if language == "en" else ""
