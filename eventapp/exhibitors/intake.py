"""A list of members to take in, as its reader hands it over, and what came of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from eventapp.exhibitors.naming import host_of, is_cut_off
from eventapp.i18n import mark
from eventapp.text import folded

STATES = ("new", "changed", "unchanged")
COLUMNS = ("name", "organisation_kind", "street", "postal_code", "city", "country", "website")
"""What a list can say about a member."""
REASONS = {
    "contact": mark("Die Ansprechperson steht schon fest"),
    "own": mark("Das Mitglied hat seine Angaben selbst eingereicht"),
    "again": mark("Das Mitglied steht mehrmals in der Liste, es gilt die erste Zeile"),
}
"""Why what a list says otherwise does not simply hold."""


@dataclass(frozen=True, slots=True)
class ListedMember:
    """One row, cleaned. ``where`` is its line; empty is what the list does not say."""

    where: str
    name: str
    organisation_kind: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    website: str = ""
    contact_name: str = ""
    contact_email: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One field's old and new value, as text; ``field`` is one of ours, not yet a label."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one row: its ``state`` (:data:`STATES`), and ``why`` it was taken for a member we knew."""

    state: str
    name: str
    where: str
    why: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Differing:
    """What a row says otherwise and was left as it stands: ``old`` of a change is ours, ``new`` the list's. ``reason``
    is one of :data:`REASONS`. Only a contact can be taken over on demand; ``exhibitor_id`` says whose."""

    reason: str
    name: str
    where: str
    changes: tuple[Change, ...]
    exhibitor_id: int | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything that taking in a list has to say; ``exhibitors`` is how many take part now that did not before."""

    taken: tuple[Taken, ...]
    exhibitors: int
    is_dry_run: bool = False
    differing: tuple[Differing, ...] = field(default=())

    @property
    def counts(self) -> dict[str, int]:
        return {state: sum(one.state == state for one in self.taken) for state in STATES}

    @property
    def takeable(self) -> tuple[Differing, ...]:
        """Contacts that can be taken over on demand."""
        return tuple(one for one in self.differing if one.exhibitor_id is not None)


@dataclass(frozen=True, slots=True)
class Known:
    """What of a member tells it from others."""

    id: int
    name: str
    city: str
    website: str


def partner_of(row: ListedMember, known: list[Known]) -> tuple[Known | None, str]:
    """The member that the row is, and what proves it. A name alone does, unless website and town both say no."""
    host = host_of(row.website)
    named = [one for one in known if folded(one.name) == folded(row.name)]
    sure = [one for one in named if not _contradicts(one, row)]
    if sure:
        return max(sure, key=lambda one: (host_of(one.website) == host, folded(one.city) == folded(row.city))), "name"
    cut = (one for one in known if is_cut_off(one.name, row.name) or is_cut_off(row.name, one.name))
    alike = [one for one in cut if host and host_of(one.website) == host and not _is_elsewhere(one, row)]
    return (alike[0], "cut off name") if len(alike) == 1 else (None, "")


def _contradicts(one: Known, row: ListedMember) -> bool:
    theirs, ours = host_of(one.website), host_of(row.website)
    return bool(theirs and ours and theirs != ours) and _is_elsewhere(one, row)


def _is_elsewhere(one: Known, row: ListedMember) -> bool:
    return bool(one.city and row.city) and folded(one.city) != folded(row.city)
