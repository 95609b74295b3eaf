"""Addresses and codes as pictures that a camera reads. Pure."""

from __future__ import annotations

from io import BytesIO

import segno


def qr_svg(content: str, *, title: str) -> bytes:
    """An SVG document of its own, dark on light in any colour scheme, with its quiet zone."""
    picture = BytesIO()
    code = segno.make(content, micro=False, error="m")
    code.save(picture, kind="svg", omitsize=True, border=4, dark="#000", light="#fff", title=title)
    return picture.getvalue()
