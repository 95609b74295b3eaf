"""Which number the next area gets: the one after the last, in the same manner, and one that nothing ever had. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

FIRST = "A1"
_LAST_DIGITS = re.compile(r"(.*?)(\d+)")


def next_number(last: str, given: Collection[str]) -> str:
    """After A7 comes A8, after B-07 comes B-08; ``given`` are all that ever were. Without any: A1."""
    found = _LAST_DIGITS.fullmatch(last)
    if found is None:
        return FIRST if FIRST not in given else _following("A", 1, 1, given)
    return _following(found[1], int(found[2]), len(found[2]), given)


def _following(letters: str, number: int, digits: int, given: Collection[str]) -> str:
    while True:
        number += 1
        if (told := f"{letters}{number:0{digits}d}") not in given:
            return told
