"""A member list as its reader hands it over: a value."""

from __future__ import annotations

from dataclasses import dataclass

from eventapp.exhibitors.intake import ListedMember
from eventapp.interchange.source import Remark


@dataclass(frozen=True, slots=True)
class MemberList:
    """What a file holds, cleaned, with everything that was guessed or left out."""

    format: str
    rows: tuple[ListedMember, ...]
    remarks: tuple[Remark, ...]
