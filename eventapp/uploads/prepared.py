"""What a picture became, as it is handed from the process that opened it to the one that keeps it."""

from __future__ import annotations

import msgspec


class Rendition(msgspec.Struct, frozen=True):
    width: int
    height: int
    octets: bytes


class Prepared(msgspec.Struct, frozen=True):
    """Either a refusal (a sentence and what fills its ``{names}``) or a picture in its sizes."""

    refusal: str = ""
    width: int = 0
    height: int = 0
    is_transparent: bool = False
    light: int = 0
    dark: int = 0
    renditions: dict[str, Rendition] = {}
