"""Codes, numbers and guids for new sessions: a file's own where they fit and are free, and never given twice. Addresses
for everything else that has a page."""

from __future__ import annotations

import re
import secrets
import string
import uuid
from collections.abc import Iterable

from eventapp.programme.models import ConferenceSession

CODE = re.compile(r"[0-9A-Z]{6}")
LONGEST_SLUG = 60
CODE_SIGNS = string.digits + string.ascii_uppercase


class FreshKeys:
    """What is taken at one fair, while new sessions are being made."""

    def __init__(self, rows: Iterable[ConferenceSession]) -> None:
        rows = list(rows)
        self.codes = {row.code for row in rows}
        self.guids = {row.guid for row in rows}
        self.numbers = {row.number for row in rows}
        self.highest = max(self.numbers, default=0)

    def code(self, wanted: str) -> str:
        """Six of ``[0-9A-Z]``."""
        code = wanted if CODE.fullmatch(wanted) else ""
        while not code or code in self.codes:
            code = "".join(secrets.choice(CODE_SIGNS) for _ in range(6))
        self.codes.add(code)
        return code

    def guid(self, wanted: str) -> str:
        try:
            guid = str(uuid.UUID(wanted))
        except ValueError:
            guid = ""
        while not guid or guid in self.guids:
            guid = str(uuid.uuid4())
        self.guids.add(guid)
        return guid

    def number(self, wanted: str) -> int:
        """A positive integer, for formats that need one."""
        number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else 0
        if number < 1 or number in self.numbers:
            number = self.highest + 1
        self.numbers.add(number)
        self.highest = max(self.highest, number)
        return number


def free_slug(wanted: str, taken: set[str], noun: str) -> str:
    """An address nobody has yet: ``wanted``, else with a number behind it, within what the column holds."""
    stem = (wanted or noun)[:LONGEST_SLUG]
    address, number = stem, 1
    while address in taken:
        number += 1
        address = f"{stem[: LONGEST_SLUG - len(str(number)) - 1].rstrip('-')}-{number}"
    return address
