"""What somebody asks to be printed: language, day, place, exhibitor and size, as they stand in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from eventapp.errors import DomainError
from eventapp.exhibitors.value import PublicExhibitors
from eventapp.i18n import mark
from eventapp.print.exhibit_documents import FORMATS
from eventapp.programme.value import LANGUAGES, Programme


@dataclass(frozen=True, slots=True)
class Wish:
    """Nothing stands for all of it."""

    language: str = "de"
    day: date | None = None
    place: str = ""
    exhibitor: str = ""
    paper: str = "a4"


def wish_from(asked: Mapping[str, str], programme: Programme | None, catalogue: PublicExhibitors | None = None) -> Wish:
    """What is asked for and not there is refused: the page was open while something changed."""
    days = {one.isoformat(): one for one in programme.days} if programme else {}
    places = {one.slug for one in programme.places} if programme else set()
    firms = {one.slug for one in catalogue.exhibitors} if catalogue else set()
    wish = Wish(
        asked.get("sprache") or "de",
        days.get(asked.get("tag", "")),
        asked.get("ort", ""),
        asked.get("aussteller", ""),
        asked.get("format") or "a4",
    )
    is_known = wish.language in LANGUAGES and wish.paper in FORMATS
    is_known = is_known and bool(wish.day) == bool(asked.get("tag"))
    if not is_known or wish.place not in {"", *places} or wish.exhibitor not in {"", *firms}:
        raise DomainError(mark("Das gibt es nicht (mehr). Wählen Sie auf der Druckseite noch einmal."))
    return wish
