"""A member list becomes members and exhibitors of a fair, with a report for whoever sent it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from eventapp.accounts.models import Person
from eventapp.exhibitors.actions.taking_in import take_contacts, take_in
from eventapp.exhibitors.intake import STATES, Intake
from eventapp.fair.queries import get_fair
from eventapp.i18n import mark
from eventapp.interchange.member_list import MemberList
from eventapp.interchange.source import Remark
from eventapp.journal.actions import Difference, record

COUNTED = {"new": mark("Neu"), "changed": mark("Geändert"), "unchanged": mark("Unverändert")}

MEMBER_FIELDS = {
    "name": mark("Name"),
    "organisation_kind": mark("Art der Organisation"),
    "contact_name": mark("Ansprechperson"),
    "contact_email": mark("E-Mail-Adresse"),
    "street": mark("Straße und Hausnummer"),
    "postal_code": mark("Postleitzahl"),
    "city": mark("Ort"),
    "country": mark("Land"),
    "website": mark("Website"),
}
"""What a member list can say, as its report names it."""


@dataclass(frozen=True, slots=True)
class MemberReport:
    """What came of the list, and what its reader had to say; ``contacts`` of it were taken over on demand."""

    format: str
    intake: Intake
    remarks: tuple[Remark, ...]
    contacts: int = 0

    @property
    def counts(self) -> dict[str, int]:
        kinds = {kind: sum(one.kind == kind for one in self.remarks) for kind in ("assumed", "unreadable", "note")}
        more = {"exhibitors": self.intake.exhibitors, "differing": len(self.intake.differing)}
        return {**self.intake.counts, **kinds, **more, "contacts": self.contacts}

    def as_json(self) -> dict[str, Any]:
        return {
            "format": self.format,
            "dry_run": self.intake.is_dry_run,
            "counts": self.counts,
            "members": [asdict(one) for one in self.intake.taken],
            "remarks": [asdict(one) for one in self.remarks],
            "differing": [asdict(one) for one in self.intake.differing],
        }


def import_members(
    slug: str,
    members: MemberList,
    *,
    at: datetime,
    by: Person | None = None,
    name: str = "",
    is_dry_run: bool = False,
    takes_contacts: bool = False,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> MemberReport:
    """To be called inside ``transaction()``; a dry run is undone. ``takes_contacts``: all in which the list differs."""
    fair = get_fair(slug)
    fair_id = fair.id
    intake = take_in(fair, members.rows, at=at, by=by, is_dry_run=is_dry_run, progress=progress)
    if not is_dry_run:
        told = [Difference(COUNTED[state], "", str(intake.counts[state])) for state in STATES if intake.counts[state]]
        person = by.id if by else None
        record(
            person, "import.applied", fair_id=fair_id, subject="import:exhibitors", name=name, at=at, differences=told
        )
    contacts = 0
    if takes_contacts:
        contacts = len(intake.takeable) if is_dry_run else take_contacts(intake.differing, by=by, at=at)
    return MemberReport(members.format, intake, members.remarks, contacts)
