"""What the office wrote about a fair and has not published yet, laid over what is public. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from eventapp.fair.fields import Fields, fields_of, with_fields
from eventapp.fair.sections import SECTIONS, Section
from eventapp.fair.value import PublicFair


@dataclass(frozen=True, slots=True)
class Edit:
    """One field that the next publication would change."""

    field: str
    section: Section
    old: str
    new: str


@dataclass(frozen=True)
class Draft:
    """``written`` holds the fields that differ from what is public, and no others."""

    public: PublicFair
    written: Fields

    @cached_property
    def public_fields(self) -> dict[str, str]:
        return fields_of(self.public)

    @cached_property
    def fields(self) -> dict[str, str]:
        """Everything, as it would be after publishing."""
        return {name: self.written.get(name, text) for name, text in self.public_fields.items()}

    @cached_property
    def fair(self) -> PublicFair:
        """The fair as its pages would show it."""
        return with_fields(self.public, self.fields)

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """In the order of the sections."""
        return tuple(
            Edit(field, section, self.public_fields[field], self.fields[field])
            for section in SECTIONS
            for field in section.fields
            if self.fields[field] != self.public_fields[field]
        )

    def seen(self, names: Iterable[str] | None = None) -> int:
        """A print of these fields (of all, if none are named): a form carries it, so that a stale one is found out.

        Not a number that counts: somebody who edits the hall is not told of a conflict because another person mended
        the imprint, and a settings file that is read meanwhile is noticed like any other hand.
        """
        told = "\0".join(f"{name}\0{self.fields[name]}" for name in (self.fields if names is None else names))
        return int(hashlib.sha256(told.encode()).hexdigest()[:7], 16)


def settled(public: PublicFair, written: Fields) -> dict[str, str]:
    """Of what was written that which still differs from what is public; fields that no page knows any more go."""
    standing = fields_of(public)
    return {name: text for name, text in written.items() if name in standing and standing[name] != text}
