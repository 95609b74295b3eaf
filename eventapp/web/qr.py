"""Addresses and codes as pictures that a camera reads. Pure."""

from __future__ import annotations

from io import BytesIO

import segno

QUIET_ZONE = 4
"""Modules around a code that stay light."""


def qr_svg(content: str, *, title: str, border: int = QUIET_ZONE) -> bytes:
    """An SVG document of its own, dark on light in any colour scheme, with its quiet zone. ``border`` 0 is for paper,
    which is light around it by itself."""
    picture = BytesIO()
    code = segno.make(content, micro=False, error="m")
    code.save(picture, kind="svg", omitsize=True, border=border, dark="#000", light="#fff", title=title)
    return picture.getvalue()
