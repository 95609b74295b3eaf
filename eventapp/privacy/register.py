"""The register of personal data: one declaration for every column that can hold something about a person.

The public privacy page, ``docs/privacy-register.md`` and the erasing job are made from it, and a test holds that no
column with the smell of a person is missing in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from eventapp.i18n import mark
from eventapp.privacy.retention import Retention


class About(Enum):
    """Whom it says something about; the groups of the page, in its order."""

    SPEAKERS = mark("Vortragende")
    MEMBERS = mark("Menschen, die für ein Mitglied handeln")
    STAFF = mark("Standpersonal")
    ACCOUNTS = mark("Menschen mit einem Konto: Mitglieder und Organisation")
    ORGANISERS = mark("Menschen in der Organisation")
    VISITORS = mark("Besucherinnen und Besucher")
    READERS = mark("Menschen, denen wir E-Mails senden")


class Basis(Enum):
    """The legal basis. Public bodies cannot rely on their legitimate interest when they do their tasks."""

    PUBLIC_TASK = mark("Art. 6 Abs. 1 Buchst. e DSGVO, § 3 DSG NRW (öffentliche Aufgabe)")
    CONSENT = mark("Art. 6 Abs. 1 Buchst. a DSGVO (Einwilligung)")
    CONTRACT = mark("Art. 6 Abs. 1 Buchst. b DSGVO (Teilnahme am Gemeinschaftsstand)")
    LEGAL_DUTY = mark("Art. 6 Abs. 1 Buchst. c DSGVO (gesetzliche Pflicht)")


class SeenBy(Enum):
    """Who gets to see it."""

    EVERYBODY = mark("alle")
    OFFICE = mark("die Organisation")
    OWN_MEMBER = mark("das eigene Mitglied und die Organisation")
    PERSON = mark("die Person selbst und die Organisation")
    FAIR = mark("das eigene Mitglied, die Organisation und der Veranstalter der Messe")
    DOOR = mark("die Person selbst, die Organisation und am Tag die Helfer an der Tür (nur gekürzter Name und Stand)")
    NOBODY = mark("niemand; nur die Anwendung selbst rechnet damit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """Columns of one table that say the same kind of thing. ``what`` and ``purpose`` are German source texts."""

    table: str
    columns: tuple[str, ...]
    about: About
    what: str
    purpose: str
    basis: Basis
    retention: Retention
    seen_by: SeenBy

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(f"{self.table}.{column}" for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPersonal:
    """Columns that look as if they said something about people and do not; ``reason`` (English) says why."""

    table: str
    columns: tuple[str, ...]
    reason: str

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(f"{self.table}.{column}" for column in self.columns)


@dataclass(frozen=True, slots=True)
class Register:
    personal: tuple[Personal, ...]
    not_personal: tuple[NotPersonal, ...]

    def groups(self) -> Iterator[tuple[About, list[Personal]]]:
        """The declarations by whom they are about, empty groups left out."""
        for about in About:
            if members := [one for one in self.personal if one.about is about]:
                yield about, members

    def named(self) -> list[str]:
        """Every ``table.column`` it speaks of; one that stands there twice is a mistake."""
        personal = [name for one in self.personal for name in one.names]
        return personal + [name for one in self.not_personal for name in one.names]
