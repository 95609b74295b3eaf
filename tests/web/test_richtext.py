"""Markdown from others: what it may say, and what it may not do."""

from __future__ import annotations

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from eventapp.database import db
from eventapp.fair.value import Profile
from eventapp.i18n import Words
from eventapp.web.richtext import TAGS, rich_text
from tests.factories import SLUG, change, make_fair, make_release, make_session

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![Bild](https://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "<svg/onload=alert(1)>",
    "<a href='https://x.example' onclick='x'>y</a>",
    "<style>*{display:none}</style>",
    '"><iframe src=//evil.example>',
    "<p style='position:fixed'>x</p>",
]


def test_paragraphs_lists_and_emphasis_are_shown():
    assert str(rich_text("Ein *Wort*\n\n- eins\n- **zwei**")) == (
        "<p>Ein <em>Wort</em></p>\n<ul>\n<li>eins</li>\n<li><strong>zwei</strong></li>\n</ul>\n"
    )


def test_headings_begin_below_the_page_s_own():
    assert str(rich_text("# Eins\n\n## Zwei\n\n### Drei")) == "<h3>Eins</h3>\n<h4>Zwei</h4>\n<h5>Drei</h5>\n"


@pytest.mark.parametrize("address", ["https://dortmund.de", "http://x.example", "mailto:a@b.example"])
def test_links_of_the_known_kinds_stay(address: str):
    shown = str(rich_text(f"[x]({address})", mail=True))

    assert shown == f'<p><a href="{address}" rel="noopener nofollow ugc">x</a></p>\n'


@pytest.mark.parametrize("address", ["/konto", "//evil.example", "../x", "ftp://x.example", "tel:+49", "#top"])
def test_links_of_other_kinds_lead_nowhere(address: str):
    assert "href" not in str(rich_text(f"[x]({address})"))


@pytest.mark.parametrize(
    "text",
    [
        "max@x.de",
        "max&#64;x.de",
        "max&amp;commat;x.de",
        r"max\@x.de",
        "*max*@x.de",
        "max@**x**.de",
        "[max](https://a.example)@x.de",
        "[Mail](mailto:max@x.de)",
        "[Mail](mailto:max%40x.de)",
        "[Mail](https://a.example/?an=max%40x.de)",
        "<max@x.de>",
        "`max@x.de`",
        "```\nmax@x.de\n```",
        "max\n@x.de",
    ],
)
def test_imported_text_shows_and_links_no_address(text: str):
    shown = str(rich_text(f"Fragen an {text} bitte"))

    assert "mailto" not in shown
    assert "x.de" not in "".join(html.fragment_fromstring(shown, create_parent=True).itertext())
    assert "%40" not in shown


def test_an_address_goes_and_everything_around_it_stays():
    assert str(rich_text("**An** *max*@x.de, *oder* nicht")) == (
        "<p><strong>An</strong> <em>[E-Mail-Adresse entfernt]</em>, <em>oder</em> nicht</p>\n"
    )


def test_an_organiser_s_own_text_may_give_an_address():
    assert "info@x.de" in str(rich_text("Impressum: info@x.de", mail=True))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str):
    tree = html.fragment_fromstring(str(rich_text(text)), create_parent=True)

    found = {element.tag for element in tree.iterdescendants()} | {name for e in tree.iter() for name in e.attrib}
    assert found <= TAGS | {"href", "rel"}
    assert [link for link in tree.xpath("//@href") if not link.startswith(("https:", "http:", "mailto:"))] == []


@given(st.text(max_size=200))
def test_any_text_gives_known_elements_only(text: str):
    tree = html.fragment_fromstring(str(rich_text(text)), create_parent=True)

    assert {element.tag for element in tree.iterdescendants()} <= TAGS


def test_pages_show_an_organiser_s_address_and_no_speaker_s(app: Flask, client: FlaskClient):
    with app.app_context():
        fair = make_fair()
        profile = Profile(texts={"imprint": Words("[Mail](mailto:info@x.example)")})
        change(fair, profile=msgspec.json.encode(profile).decode())
        make_session(fair, code="AAAAAA", abstract_de=r"max\@x.de", description_de="[Mail](mailto:max%40x.de)")
        make_release()
        db.session.remove()
    session = client.get(f"/{SLUG}/programm/AAAAAA").text

    assert 'href="mailto:info@x.example"' in client.get(f"/{SLUG}/impressum").text
    assert ("max@x.de" in session, "mailto" in session, "entfernt" in session) == (False, False, True)
