"""Names for addresses that are given once and never again, and when two organisations are the same one. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import count
from urllib.parse import urlsplit

from eventapp.text import folded, slug

LONGEST_SLUG = 60
LEAST_TO_CUT = 20
"""Characters that a name must have for another one to count as the same, cut off."""


def free_slug(name: str, taken: Collection[str], *, otherwise: str) -> str:
    """The name as an address, numbered if another thing ever had it."""
    base = slug(name, longest=LONGEST_SLUG) or otherwise
    if base not in taken:
        return base
    shorter = base[: LONGEST_SLUG - 5].strip("-")
    return next(numbered for number in count(2) if (numbered := f"{shorter}-{number}") not in taken)


def host_of(website: str) -> str:
    """``https://www.siba.de/x`` → ``siba.de``."""
    written = website if "://" in website else f"//{website}"
    try:
        host = urlsplit(written).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^www\d?\.", "", host.lower()).strip(".")


def is_cut_off(shorter: str, longer: str) -> bool:
    """Whether one name is the beginning of the other, as programs with narrow columns cut it."""
    short, long = folded(shorter), folded(longer)
    return LEAST_TO_CUT <= len(short) < len(long) and long.startswith(short)
