"""Setting pages with typst: tagged PDF for everybody (PDF/UA-1), from templates of ours and values of anybody's.

Values go in as JSON, so no text of theirs can be markup. Nothing is fetched, and of the machine no font is used.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "print"
FONTS = Path(__file__).resolve().parent / "fonts"
UNKNOWN = "□"
RARE = re.compile(r"[^\x00-\u024f\u0370-\u03ff\u0400-\u045f\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u20ac\u2122]+")
"""Beyond Latin, Greek and Cyrillic with the signs around them."""
UNUSUAL = re.compile(r"[^\x00-\u017f]+")


def typeset(template: str, values: dict[str, Any]) -> bytes:
    """The PDF of ``templates/print/<template>.typ``. To be called aside: the library keeps tens of megabytes.

    A page that can be read aloud may hold no sign that no font of ours has. So where one is refused, it is set again
    with a box in the place of all that are rare, and at last of everything unusual.
    """
    import typst  # noqa: PLC0415 -- only a process that sets a page pays for it

    told = msgspec.json.encode(values).decode()
    for tried in (told, RARE.sub(UNKNOWN, told)):
        try:
            return _compiled(template, tried)
        except typst.TypstError:
            continue
    return _compiled(template, UNUSUAL.sub(UNKNOWN, told))


def _compiled(template: str, told: str) -> bytes:
    import typst  # noqa: PLC0415 -- see above

    octets = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"values": told},
        pdf_standards=["ua-1"],
        format="pdf",
    )
    return bytes(octets)
