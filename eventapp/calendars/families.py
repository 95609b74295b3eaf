"""Which make of calendar program asks, told from what it calls itself. Pure; nothing else of that line is kept."""

from __future__ import annotations

import re

from eventapp.i18n import mark

FAMILIES = {
    "apple": mark("Apple-Kalender"),
    "google": mark("Google Kalender"),
    "outlook": mark("Outlook und Exchange"),
    "thunderbird": mark("Thunderbird"),
    "android": mark("Android (ICSx5, DAVx5)"),
    "nextcloud": mark("Nextcloud"),
    "browser": mark("Browser"),
    "other": mark("andere"),
}
"""In the order in which they are asked after; names for pages."""
_SIGNS = (
    ("google", re.compile(r"google-calendar|feedfetcher-google|googlebot|google-http", re.IGNORECASE)),
    ("apple", re.compile(r"dataaccessd|calendaragent|calendard?/|remindd|\bios/|macos/|mac\+?os\+?x/", re.IGNORECASE)),
    ("outlook", re.compile(r"outlook|microsoft|exchange|office 365", re.IGNORECASE)),
    ("thunderbird", re.compile(r"thunderbird|lightning|betterbird", re.IGNORECASE)),
    ("android", re.compile(r"icsx5|icsdroid|davx5|ical-import|calendarsync", re.IGNORECASE)),
    ("nextcloud", re.compile(r"nextcloud|owncloud", re.IGNORECASE)),
    ("browser", re.compile(r"^mozilla/|^opera/", re.IGNORECASE)),
)
_LONGEST = 300


def family_of(user_agent: str) -> str:
    """A key of :data:`FAMILIES`. Apple's and Microsoft's programs also say Mozilla; browsers come last for that."""
    said = user_agent[:_LONGEST]
    return next((family for family, sign in _SIGNS if sign.search(said)), "other")
