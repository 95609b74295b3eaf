"""The code for the door as a drawing, for scanners that type what they read. Pure."""

from __future__ import annotations

from io import BytesIO

import segno


def door_svg(code: str) -> bytes:
    """Dark on light in any colour scheme, with its quiet zone; nothing but the code's six signs is in it."""
    picture = BytesIO()
    drawn = segno.make(code, micro=False, error="m")
    drawn.save(picture, kind="svg", omitsize=True, border=4, dark="#000", light="#fff", title=code)
    return picture.getvalue()
