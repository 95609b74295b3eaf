"""The catalogue as a value: exhibitors and exhibits as accepted, with what their pages need to know of themes,
pictures and areas of the stand. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from eventapp.exhibitors.value import PublicExhibit, PublicExhibitor
from eventapp.programme.value import Theme
from eventapp.stand.value import Area, StandPlan
from eventapp.uploads.value import Picture


@dataclass(frozen=True)
class Catalogue:
    """In the order of the directory; exhibits by title. ``themes`` are those of the released programme."""

    exhibitors: tuple[PublicExhibitor, ...] = ()
    exhibits: tuple[PublicExhibit, ...] = ()
    themes: tuple[Theme, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    plan: StandPlan | None = None

    @cached_property
    def _exhibitors(self) -> dict[str, PublicExhibitor]:
        return {one.slug: one for one in self.exhibitors}

    @cached_property
    def _exhibits(self) -> dict[str, PublicExhibit]:
        return {one.slug: one for one in self.exhibits}

    @cached_property
    def packed_for_search(self) -> dict[str, bytes]:
        """What searching keeps at hand (``catalogue.search``), once it was asked for; no part of the value."""
        return {}

    def exhibitor(self, slug: str) -> PublicExhibitor | None:
        return self._exhibitors.get(slug)

    def exhibit(self, slug: str) -> PublicExhibit | None:
        return self._exhibits.get(slug)

    def exhibits_of(self, exhibitor: PublicExhibitor) -> tuple[PublicExhibit, ...]:
        """Its own before those of partners."""
        return tuple(self._exhibits[slug] for slug in exhibitor.exhibits if slug in self._exhibits)

    def exhibitors_of(self, exhibit: PublicExhibit) -> tuple[PublicExhibitor, ...]:
        """The one that leads first."""
        return tuple(self._exhibitors[slug] for slug in exhibit.exhibitors if slug in self._exhibitors)

    def partners_of(self, exhibitor: PublicExhibitor) -> tuple[PublicExhibitor, ...]:
        """Everybody it shows something together with, in the order of the directory."""
        slugs = {slug for exhibit in self.exhibits_of(exhibitor) for slug in exhibit.exhibitors}
        return tuple(one for one in self.exhibitors if one.slug in slugs and one.slug != exhibitor.slug)

    def areas_of(self, one: PublicExhibitor | PublicExhibit) -> tuple[Area, ...]:
        """Where it is found on the stand, as far as that is published."""
        if self.plan is None:
            return ()
        if isinstance(one, PublicExhibitor):
            return self.plan.areas_of_exhibitor(one.slug)
        return self.plan.areas_of_exhibit(one.slug)

    @cached_property
    def areas_in_use(self) -> tuple[Area, ...]:
        """Where anybody stands, in the plan's order."""
        return tuple(area for area in self.plan.areas if area.placed) if self.plan else ()

    def themes_of(self, *exhibits: PublicExhibit) -> tuple[Theme, ...]:
        """In the programme's order; what the programme does not know (yet) is left out."""
        slugs = {slug for exhibit in exhibits for slug in exhibit.themes}
        return tuple(theme for theme in self.themes if theme.slug in slugs)

    def themes_shown_by(self, exhibitor: PublicExhibitor) -> tuple[Theme, ...]:
        return self.themes_of(*self.exhibits_of(exhibitor))
