"""Signs beside exhibits, from what the office accepted, as values for their template. Pure."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from eventapp.exhibitors.value import PublicExhibit, PublicExhibitor, PublicExhibitors
from eventapp.fair.value import PublicFair
from eventapp.i18n import Words, _, language
from eventapp.i18n.days import day_with_year
from eventapp.print.paper import about, breakable, code, has_long_words
from eventapp.programme.value import Programme
from eventapp.stand.value import StandPlan
from eventapp.uploads.value import Picture

FORMATS = {"a4": 1.0, "a5": 0.707}
"""How large everything is, of what it is on A4."""
LOGO_SIZE = 800


@dataclass(frozen=True, slots=True)
class Logo:
    """A raster of ours with its bytes."""

    picture: Picture
    octets: bytes
    alt: str

    @property
    def told(self) -> dict[str, str]:
        """As a drawing that holds it, because values are texts."""
        width, height = self.picture.fitted(LOGO_SIZE)
        size, held = f'width="{width}" height="{height}"', b64encode(self.octets).decode()
        picture = f'<image {size} href="data:image/webp;base64,{held}"/>'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{picture}</svg>'
        return {"svg": svg, "alt": self.alt, "plate": self.picture.plate}


@dataclass(frozen=True, slots=True)
class Shown:
    """What signs are made from: the catalogue with logos by their digest, the published plan, the standing release."""

    fair: PublicFair
    catalogue: PublicExhibitors
    plan: StandPlan | None = None
    programme: Programme | None = None
    logos: Mapping[str, Logo] = field(default_factory=dict)


def chosen_exhibits(catalogue: PublicExhibitors, exhibitor: str = "") -> list[PublicExhibit]:
    """All of them, or those that one exhibitor shows, alone or with others."""
    return [one for one in catalogue.exhibits if not exhibitor or exhibitor in one.exhibitors]


def signs_document(
    shown: Shown, exhibits: Iterable[PublicExhibit], *, paper: str, address_of: Callable[[str], str], changes: str
) -> dict[str, Any]:
    """``paper`` is a key of :data:`FORMATS`; ``address_of`` tells an exhibit's page by its slug."""
    title = shown.fair.title.in_language(language())
    released_at = shown.programme.released_at if shown.programme else None
    return {
        **about(title, released_at),
        "title": _("Exponatschilder: {fair}", fair=title),
        "fair": breakable(title),
        "paper": paper,
        "scale": FORMATS[paper],
        "signs": [_sign(shown, one, address_of(one.slug)) for one in exhibits],
        "changes": code(changes, _("Was sich seitdem geändert hat")) if changes else None,
    }


def _sign(shown: Shown, exhibit: PublicExhibit, address: str) -> dict[str, Any]:
    firms = [one for slug in exhibit.exhibitors if (one := shown.catalogue.find(slug))]
    areas = shown.plan.areas_of_exhibit(exhibit.slug) if shown.plan else ()
    title = exhibit.title.in_language(language())
    return {
        "title": breakable(title),
        "title_spoken": exhibit.title.language_shown(language()),
        "may_hyphenate": has_long_words(title),
        "areas": ", ".join(area.number for area in areas),
        "firms": [breakable(one.name) for one in firms],
        "logo": _logo(shown, firms),
        "texts": _texts(exhibit.text),
        "more": code(address, _("Mehr über dieses Exponat")),
        "foot": " · ".join(_foot(shown, exhibit.accepted_at)),
    }


def _logo(shown: Shown, firms: Iterable[PublicExhibitor]) -> dict[str, str] | None:
    """That of whoever leads."""
    lead = next(iter(firms), None)
    found = shown.logos.get(lead.logo.digest) if lead and lead.logo else None
    return found.told if found else None


def _texts(text: Words) -> list[dict[str, str]]:
    """Both languages, that of the sign first: people stop who read either."""
    ordered = sorted((("de", text.de), ("en", text.en)), key=lambda one: one[0] != language())
    return [{"spoken": spoken, "text": breakable(said)} for spoken, said in ordered if said]


def _foot(shown: Shown, accepted_at: datetime | None) -> Iterable[str]:
    if shown.programme:
        yield _("Version {number}", number=shown.programme.number)
    if shown.plan:
        yield _("Plan {number}", number=shown.plan.number)
    if accepted_at:
        yield _("Angaben vom {day}", day=day_with_year(accepted_at.date(), language()))
