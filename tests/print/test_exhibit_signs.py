"""Signs beside exhibits: only what was accepted, in both languages, with the way to the exhibit's page."""

from __future__ import annotations

import io

import pytest
from flask import Flask

from eventapp.database import transaction
from eventapp.exhibitors.models import Exhibitor
from eventapp.fair.models import Fair
from eventapp.uploads.actions import keep_image
from tests.factories import RELEASED, SLUG, change, make_entry, make_exhibitor, make_fair, make_release, make_session
from tests.people import Insider, sign_in
from tests.print.reading import addresses, bare, pdf, size_in_mm, structure, texts
from tests.stand.ground import make_area, make_exhibit, make_stand, publish, put
from tests.uploads.pictures import png

SIGNS = f"/desk/{SLUG}/druck/exponatschilder.pdf"
TEXTS = {"text_de": "Sie weiß, warum sie ausgelöst hat.", "text_en": "It knows why it tripped."}


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def office(app: Flask, fair: Fair) -> Insider:
    return sign_in(app)


def make_public(fair: Fair, name: str = "Muster GmbH", **answers: str) -> Exhibitor:
    exhibitor = make_exhibitor(fair, name)
    make_entry(exhibitor, accepted={"name": name, **answers}, state="accepted")
    return exhibitor


def test_a_sign_says_where_what_and_whose_it_is_in_both_languages(office: Insider, fair: Fair):
    stand = make_stand(fair)
    area = make_area(stand, "A12", (0, 0, 250, 100))
    entry = make_exhibit(make_public(fair), "Sicherung mit Gedächtnis", **TEXTS)
    put(stand, entry, area)
    publish()
    make_session(fair)
    make_release()
    reader = pdf(office.get(SIGNS))
    (text,) = texts(reader)

    told = ("A12", "Sicherung mit Gedächtnis", "Muster GmbH", *TEXTS.values(), "Version 1", "Plan 1", "Angaben vom")
    assert [one for one in told if bare(one) not in bare(text)] == []
    assert addresses(reader) == [
        f"https://messe.example/{SLUG}/exponate/{entry.slug}",
        f"https://messe.example/{SLUG}/version/1",
    ]
    assert (reader.root_object["/Lang"], size_in_mm(reader.pages[0])) == ("de", (210, 297))


def test_it_needs_no_programme_and_comes_on_a5_and_in_english(office: Insider, fair: Fair):
    make_exhibit(make_public(fair), **TEXTS)
    reader = pdf(office.get(f"{SIGNS}?format=a5&sprache=en"))
    (text,) = texts(reader)

    assert (reader.root_object["/Lang"], size_in_mm(reader.pages[0])) == ("en", (148, 210))
    assert text.index(TEXTS["text_en"]) < text.index(TEXTS["text_de"])
    assert "Version" not in text


def test_what_is_not_accepted_is_on_no_sign(office: Insider, fair: Fair):
    exhibitor = make_public(fair)
    make_exhibit(exhibitor, "Geheim", is_public=False)
    assert office.get(SIGNS).status_code == 422

    public = make_exhibit(exhibitor, "Öffentlich")
    change(public, draft={"title_de": "Entwurf"})
    (text,) = texts(pdf(office.get(SIGNS)))
    assert ("Öffentlich" in text, "Geheim" in text, "Entwurf" in text) == (True, False, False)


def test_those_of_one_exhibitor_can_be_had_alone(office: Insider, fair: Fair):
    for name in ("Muster GmbH", "Beispiel AG"):
        make_exhibit(make_public(fair, name), f"Von {name}")
    every = pdf(office.get(SIGNS))
    slug = addresses(every)[0].rsplit("/", 1)[-1].removesuffix("-von-beispiel-ag")

    (text,) = texts(pdf(office.get(f"{SIGNS}?aussteller={slug}")))
    assert len(every.pages) == 2
    assert "Beispiel AG" in text
    assert office.get(f"{SIGNS}?aussteller=niemand").status_code == 422


def test_the_logo_of_whoever_leads_is_on_it(office: Insider, fair: Fair):
    with transaction():
        digest = keep_image(io.BytesIO(png(900, 300)), at=RELEASED).digest
    make_exhibit(make_public(fair, logo=digest, logo_alt="Logo der Muster GmbH", logo_rights="ja"))
    reader = pdf(office.get(SIGNS))

    assert "Logo der Muster GmbH" in structure(reader)
    assert len(reader.pages[0].images) > 0


def test_a_logo_that_is_not_on_the_disk_spoils_no_sign(office: Insider, fair: Fair):
    make_exhibit(make_public(fair, logo="ab" * 32, logo_alt="Logo", logo_rights="ja"))

    assert "Muster GmbH" in texts(pdf(office.get(SIGNS)))[0]


@pytest.mark.parametrize("hostile", ["W" * 300, "#panic() $x$ [*b*] @a <b>", "東京 💡 מסחר Licht", "Sehr lang " * 120])
def test_a_sign_stands_any_text_and_stays_one_page(office: Insider, fair: Fair, hostile: str):
    exhibitor = make_public(fair, hostile[:137])
    entry = make_exhibit(exhibitor, "x", title_en=hostile[:200], text_de=hostile, text_en=hostile)
    change(entry, accepted={**entry.accepted, "title_de": hostile[:200]} if entry.accepted else None)

    (text,) = texts(pdf(office.get(SIGNS)))
    assert bare("".join(sign for sign in hostile[:60] if sign.isascii())) in bare(text)
