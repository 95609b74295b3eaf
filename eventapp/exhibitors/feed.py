"""Where the private calendar of a member's deadlines lies. Pure but for the key of private links."""

from __future__ import annotations

from eventapp.exhibitors.models import Exhibitor
from eventapp.web.private_links import private_token

PURPOSE = "deadlines"


def token_of(exhibitor: Exhibitor) -> str:
    return private_token(PURPOSE, exhibitor.id, exhibitor.feed_generation)


def feed_name(slug: str) -> str:
    """The last part of the address: what Thunderbird shows as the calendar's name."""
    return f"{slug}-fristen"


def feed_path(slug: str, token: str, language: str) -> str:
    way = "/en" if language == "en" else ""
    return f"{way}/{slug}/kalender/mein/{token}/{feed_name(slug)}.ics"


def member_page(exhibitor_id: int) -> str:
    return f"/mein-stand/{exhibitor_id}/"
