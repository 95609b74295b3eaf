"""Exhibitors and exhibits in the words of schema.org, for search engines and previews. Pure.

An exhibit is a ``CreativeWork`` that the fair's ``ExhibitionEvent`` is about, and no ``Product``: nobody sells it here,
it has no price and no rating, and much of it is a model, a study or a service.
"""

from __future__ import annotations

from eventapp.catalogue.value import Catalogue
from eventapp.exhibitors.value import Picture, PublicExhibit, PublicExhibitor
from eventapp.fair.value import PublicFair
from eventapp.programme.structured import (
    LONGEST_DESCRIPTION,
    SCHEMA,
    AddressOf,
    Described,
    fair_in_brief,
    known,
)

SHOWN_SIZE = 800


def exhibitor_described(
    fair: PublicFair, exhibitor: PublicExhibitor, *, language: str, address_of: AddressOf
) -> Described:
    """One exhibitor as an ``Organization`` that takes part in the fair. Its own website is its address, ours the page
    about it."""
    page = address_of("catalogue.exhibitor", name=exhibitor.slug)
    described = {
        "@type": "Organization",
        "name": exhibitor.name,
        "description": exhibitor.text.in_language(language)[:LONGEST_DESCRIPTION],
        "url": exhibitor.website or page,
        "mainEntityOfPage": page,
        "logo": _address_of_picture(exhibitor.logo, address_of),
        "address": _address(exhibitor),
        "event": fair_in_brief(fair, language, address_of),
    }
    return {"@context": SCHEMA} | known(described)


def exhibit_described(
    fair: PublicFair, catalogue: Catalogue, exhibit: PublicExhibit, *, language: str, address_of: AddressOf
) -> Described:
    """One exhibit with everybody who shows it."""
    described = {
        "@type": "CreativeWork",
        "name": exhibit.title.in_language(language),
        "description": exhibit.text.in_language(language)[:LONGEST_DESCRIPTION],
        "url": address_of("catalogue.exhibit", name=exhibit.slug),
        "image": _address_of_picture(exhibit.picture, address_of),
        "inLanguage": exhibit.title.language_shown(language),
        "keywords": [theme.name.in_language(language) for theme in catalogue.themes_of(exhibit)],
        "creator": [_in_brief(one, address_of) for one in catalogue.exhibitors_of(exhibit)],
        "subjectOf": fair_in_brief(fair, language, address_of),
    }
    return {"@context": SCHEMA} | known(described)


def _in_brief(exhibitor: PublicExhibitor, address_of: AddressOf) -> Described:
    page = address_of("catalogue.exhibitor", name=exhibitor.slug)
    return {"@type": "Organization", "name": exhibitor.name, "url": exhibitor.website or page}


def _address(exhibitor: PublicExhibitor) -> Described | None:
    address = known(
        {
            "streetAddress": exhibitor.street,
            "postalCode": exhibitor.postal_code,
            "addressLocality": exhibitor.city,
            "addressCountry": exhibitor.country,
        }
    )
    return {"@type": "PostalAddress", **address} if address else None


def _address_of_picture(picture: Picture | None, address_of: AddressOf) -> str:
    return address_of("uploads.image", digest=picture.digest, size=SHOWN_SIZE) if picture else ""
