"""Vector logos for print, SVG or PDF: checked by what is in them, kept as they came, only ever downloaded.

Loaded when the first one comes: nothing else that serves needs a reader of XML.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from eventapp.uploads import refusals
from eventapp.uploads.refusals import RefusedUpload

SVG, PDF = "image/svg+xml", "application/pdf"
SVG_ROOT = "{http://www.w3.org/2000/svg}svg"
ACTING = ("script", "foreignobject", "iframe", "embed", "object", "handler", "listener")
"""Elements that do something instead of being drawn."""
INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|webp)[;,])", re.IGNORECASE)
"""Where a reference in a drawing may lead: into itself, or to a picture it carries."""
FETCHING = re.compile(r"@import|url\(\s*[\"']?\s*(?!#|data:image/|[\"')])", re.IGNORECASE)
DEEPEST, MOST_ELEMENTS = 200, 200_000
PDF_ACTS = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
PDF_ENDS_WITHIN = 2048


def media_type_of(octets: bytes, kinds: tuple[str, ...]) -> str:
    """What the bytes are, or a refusal. Names and claimed types are not asked."""
    if "pdf" in kinds and octets.startswith(b"%PDF-"):
        _check_pdf(octets)
        return PDF
    if "svg" in kinds and octets.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        _check_svg(octets)
        return SVG
    raise RefusedUpload(refusals.NO_VECTOR)


def _check_pdf(octets: bytes) -> None:
    if b"%%EOF" not in octets[-PDF_ENDS_WITHIN:]:
        raise RefusedUpload(refusals.DAMAGED_FILE)
    for found in PDF_ACTS:
        if found in octets:
            raise RefusedUpload(refusals.ACTS, found=found.decode())


def _check_svg(octets: bytes) -> None:
    try:
        for found in _acting_in(octets):
            raise RefusedUpload(refusals.ACTS, found=found)
    except DefusedXmlException as error:
        raise RefusedUpload(refusals.DECLARES) from error
    except (ParseError, ValueError, LookupError) as error:
        raise RefusedUpload(refusals.DAMAGED_FILE) from error


def _acting_in(octets: bytes) -> Iterator[str]:
    """What a drawing needs not: programs, handlers, references to elsewhere."""
    depth = count = 0
    for event, element in iterparse(io.BytesIO(octets), events=("start", "end", "pi"), forbid_dtd=True):
        if event == "pi":
            yield from _in_instruction(element.text or "")
        elif event == "end":
            depth -= 1
            yield from _in_style(element)
            element.clear()
        else:
            if not count and element.tag != SVG_ROOT:
                raise RefusedUpload(refusals.NO_VECTOR)
            depth, count = depth + 1, count + 1
            if depth > DEEPEST or count > MOST_ELEMENTS:
                raise RefusedUpload(refusals.DAMAGED_FILE)
            yield from _in_element(element)


def _in_instruction(text: str) -> Iterator[str]:
    if text.split(None, 1)[0].lower() == "xml-stylesheet":
        yield "xml-stylesheet"


def _in_style(element: object) -> Iterator[str]:
    name, text = _bare(getattr(element, "tag", "")), getattr(element, "text", "") or ""
    if name == "style" and FETCHING.search(text):
        yield "style"


def _in_element(element: object) -> Iterator[str]:
    name = _bare(getattr(element, "tag", ""))
    if name in ACTING:
        yield name
    for attribute, value in getattr(element, "attrib", {}).items():
        bare = _bare(attribute)
        leads_out = bare in ("href", "src") and name != "a" and value and not INSIDE.match(value)
        leads_out = leads_out or (bare == "href" and value.strip().lower().startswith(("javascript:", "data:text")))
        if bare.startswith("on") or leads_out or (bare == "style" and FETCHING.search(value)):
            yield bare


def _bare(name: object) -> str:
    return str(name).rsplit("}", 1)[-1].lower()
