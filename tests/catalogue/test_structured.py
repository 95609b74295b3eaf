"""Exhibitors and exhibits in the words of schema.org."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from eventapp.catalogue.structured import exhibit_described, exhibitor_described
from eventapp.exhibitors.value import Picture
from eventapp.fair.value import Profile, PublicFair
from eventapp.i18n import Words
from tests.catalogue.values import value_catalogue, value_exhibitor
from tests.factories import DAY, SLUG


def fair() -> PublicFair:
    return PublicFair(
        slug=SLUG,
        acronym="messe2027",
        title=Words("Messe 2027", "Fair 2027"),
        starts_on=DAY,
        ends_on=DAY,
        uid_domain="messe.example",
        public_version=1,
        profile=Profile(),
    )


def address_of(endpoint: str, **values: Any) -> str:
    return "https://messe.example/" + "/".join([endpoint, *map(str, values.values())])


def test_an_exhibitor_is_an_organisation_at_the_fair():
    one = value_exhibitor(
        "licht",
        "Lichtwerk GmbH",
        text=Words("Wir leuchten.", "We shine."),
        website="https://licht.example",
        street="Weg 1",
        city="Musterhausen",
        logo=Picture("a" * 64, "Ein Licht"),
    )

    described = exhibitor_described(fair(), one, language="en", address_of=address_of)

    event = described.pop("event")
    assert (event["@type"], event["name"]) == ("ExhibitionEvent", "Fair 2027")
    assert described == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": "Lichtwerk GmbH",
        "description": "We shine.",
        "url": "https://licht.example",
        "mainEntityOfPage": "https://messe.example/catalogue.exhibitor/licht",
        "logo": f"https://messe.example/uploads.image/{'a' * 64}/800",
        "address": {"@type": "PostalAddress", "streetAddress": "Weg 1", "addressLocality": "Musterhausen"},
    }


def test_what_nobody_told_is_not_said():
    described = exhibitor_described(fair(), value_exhibitor("licht"), language="de", address_of=address_of)

    assert sorted(described) == ["@context", "@type", "event", "mainEntityOfPage", "name", "url"]


def test_an_exhibit_is_a_work_of_everybody_who_shows_it_and_of_no_price():
    catalogue = value_catalogue()
    exhibit = replace(catalogue.exhibits[1], picture=Picture("b" * 64, "Ein Modell"))

    described = exhibit_described(fair(), catalogue, exhibit, language="en", address_of=address_of)

    assert (described["@type"], described["name"], described["inLanguage"]) == ("CreativeWork", "Hafenmodell", "de")
    assert [one["name"] for one in described["creator"]] == ["Lichtwerk GmbH", "Musterhafen AG"]
    assert (described["keywords"], described["image"]) == (
        ["Harbour District"],
        f"https://messe.example/uploads.image/{'b' * 64}/800",
    )
    assert "offers" not in described
