"""The exhibitors that a file names, found among those of the fair. No file makes one: who is not on the list is told
and left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.queries import exhibitors_of, public_names_of
from eventapp.i18n import _
from eventapp.interchange.source import SourceExhibitor
from eventapp.text import folded

MOST_TOLD = 5


class ExhibitorsNamed:
    """Asked while a file is being read in; the list of the fair is read when the first one is."""

    def __init__(self, fair_id: int) -> None:
        self.fair_id = fair_id
        self.unknown: dict[str, None] = {}

    def found(self, told: Iterable[SourceExhibitor]) -> tuple[list[Exhibitor], bool]:
        """Those that are meant, in order, and whether that is everybody the file names."""
        several = [(one, self._meant(one)) for one in told]
        self.unknown |= {one.name or one.slug: None for one, row in several if row is None}
        rows = [row for _told, row in several if row is not None]
        return list(dict.fromkeys(rows)), len(rows) == len(several)

    def is_public(self, row: Exhibitor) -> bool:
        return row.id in self._public

    def notes(self) -> list[str]:
        """A sentence about those that are nobody's name here."""
        if not self.unknown:
            return []
        names = "; ".join(f"„{name}“" for name in list(self.unknown)[:MOST_TOLD])
        others = len(self.unknown) - MOST_TOLD
        named = _("{names} und {number} weitere", names=names, number=others) if others > 0 else names
        return [_("Keine Aussteller dieser Messe und deshalb nicht verknüpft: {names}.", names=named)]

    def _meant(self, told: SourceExhibitor) -> Exhibitor | None:
        """By address; else by a name that only one has, the public one before the office's."""
        for slug in (told.slug, told.name):
            if slug in self._by_slug:
                return self._by_slug[slug]
        for names in self._by_name:
            rows = names.get(folded(told.name), [])
            if len(rows) == 1:
                return rows[0]
        return None

    @cached_property
    def _public(self) -> dict[int, tuple[str, str]]:
        return public_names_of(self.fair_id)

    @cached_property
    def _rows(self) -> list[Exhibitor]:
        return exhibitors_of(self.fair_id)

    @cached_property
    def _by_slug(self) -> dict[str, Exhibitor]:
        return {row.slug: row for row in self._rows}

    @cached_property
    def _by_name(self) -> tuple[dict[str, list[Exhibitor]], dict[str, list[Exhibitor]]]:
        public: dict[str, list[Exhibitor]] = defaultdict(list)
        members: dict[str, list[Exhibitor]] = defaultdict(list)
        for row in self._rows:
            members[folded(row.member.name)].append(row)
            if row.id in self._public:
                public[folded(self._public[row.id][1])].append(row)
        return public, members
