"""Catalogues as values."""

from __future__ import annotations

from typing import Any

from eventapp.catalogue.value import Catalogue
from eventapp.exhibitors.value import PublicExhibit, PublicExhibitor
from eventapp.i18n import Words
from eventapp.programme.value import Theme

ENERGY, HARBOUR = Theme("energie", Words("Energie", "Energy")), Theme("hafen", Words("Hafenumfeld", "Harbour District"))


def value_exhibitor(slug: str, name: str = "", **values: Any) -> PublicExhibitor:
    name = name or slug.title()
    known = {"street": "", "postal_code": "", "city": "", "country": "", "website": "", "text": Words()}
    return PublicExhibitor(
        slug=slug,
        name=name,
        sort_letter=name[0].upper(),
        organisation_kind=values.pop("kind", "services"),
        **known | values,
    )


def value_exhibit(slug: str, title: str, *exhibitors: str, **values: Any) -> PublicExhibit:
    return PublicExhibit(slug, Words(title), values.pop("text", Words()), exhibitors, **values)


def value_catalogue() -> Catalogue:
    """Two exhibitors, of which one has two exhibits and shows one of them together with the other."""
    lamp = value_exhibit("laterne", "Die Laterne", "licht", themes=("energie",), text=Words("Sie lädt.", "It charges."))
    model = value_exhibit("modell", "Hafenmodell", "licht", "hafen", themes=("hafen", "neu"))
    light = value_exhibitor(
        "licht", "Lichtwerk GmbH", kind="manufacturer", exhibits=("laterne", "modell"), city="Musterhausen"
    )
    harbour = value_exhibitor("hafen", "Musterhafen AG", exhibits=("modell",), text=Words("Wir löschen.", "We unload."))
    return Catalogue((light, harbour), (lamp, model), (ENERGY, HARBOUR))
