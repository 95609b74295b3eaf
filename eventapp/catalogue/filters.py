"""Which exhibitors or exhibits a visitor wants to see, as it stands in the address. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from eventapp.catalogue.search import exhibit_texts, exhibitor_texts
from eventapp.catalogue.value import Catalogue
from eventapp.exhibitors.value import PublicExhibit, PublicExhibitor
from eventapp.matching import is_found, words_of
from eventapp.stand.value import Area
from eventapp.web.asking import Chosen


@dataclass(frozen=True, slots=True)
class Filter(Chosen):
    """The same for both lists: an exhibitor has the themes of its exhibits, an exhibit the kinds of its exhibitors."""

    PARAMETERS: ClassVar[tuple[str, ...]] = ("thema", "art", "flaeche", "q")

    thema: str = ""
    art: str = ""
    flaeche: str = ""

    def exhibitors(self, catalogue: Catalogue) -> list[PublicExhibitor]:
        """Those that pass."""
        asked = words_of(self.q)
        texts = exhibitor_texts(catalogue) if asked else ((one, "") for one in catalogue.exhibitors)
        return [one for one, text in texts if is_found(text, asked) and self._lets_exhibitor(catalogue, one)]

    def exhibits(self, catalogue: Catalogue) -> list[PublicExhibit]:
        """Those that pass."""
        asked = words_of(self.q)
        texts = exhibit_texts(catalogue) if asked else ((one, "") for one in catalogue.exhibits)
        return [one for one, text in texts if is_found(text, asked) and self._lets_exhibit(catalogue, one)]

    def _lets_exhibitor(self, catalogue: Catalogue, one: PublicExhibitor) -> bool:
        return self._passes(catalogue.exhibits_of(one), [one], catalogue.areas_of(one))

    def _lets_exhibit(self, catalogue: Catalogue, one: PublicExhibit) -> bool:
        return self._passes([one], catalogue.exhibitors_of(one), catalogue.areas_of(one))

    def _passes(
        self, exhibits: Iterable[PublicExhibit], exhibitors: Iterable[PublicExhibitor], areas: Iterable[Area]
    ) -> bool:
        return (
            (not self.thema or any(self.thema in one.themes for one in exhibits))
            and (not self.art or any(self.art == one.organisation_kind for one in exhibitors))
            and (not self.flaeche or any(self.flaeche == area.number for area in areas))
        )
