"""Reading PDFs as those do who print them, and as programs that read them aloud."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader


def pdf(answer: Any) -> PdfReader:
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    return PdfReader(io.BytesIO(answer.get_data()))


def texts(reader: PdfReader) -> list[str]:
    """Of each page, without what only lets words break."""
    return [page.extract_text().replace("\u200b", "") for page in reader.pages]


def bare(text: str) -> str:
    """Without any blanks: where a line ends is the paper's business."""
    return "".join(text.split())


def size_in_mm(page: Any) -> tuple[int, int]:
    width, height = (round(float(side) * 25.4 / 72) for side in page.mediabox[2:])
    return width, height


def structure(reader: PdfReader) -> set[str]:
    """Every kind of tag in the document, with the alternative texts of figures."""
    found: set[str] = set()
    waiting: list[Any] = [reader.root_object["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            found |= {str(one[key]) for key in ("/S", "/Alt") if key in one}
            waiting.append(one.get("/K", []))
    return found


def addresses(reader: PdfReader) -> list[str]:
    """Where the codes of all pages lead, in the order of the pages."""
    marks = [mark.get_object() for page in reader.pages for mark in page.get("/Annots") or ()]
    return [str(mark["/A"]["/URI"]) for mark in marks if "/A" in mark]
