"""Private links: ``id.HMAC(key, purpose|id|generation)``. They can be made again and shut by their generation, and
nothing in the database opens a door. Their key is derived for this purpose alone, so that it signs nothing else."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Callable, Iterator

from flask import current_app

_TOKEN = re.compile(r"([1-9][0-9]{0,8})\.([A-Za-z0-9_-]{22})")


def private_token(purpose: str, thing_id: int, generation: int) -> str:
    """The part of the address that nobody can guess (128 bits)."""
    return f"{thing_id}.{_signature(next(_keys()), purpose, thing_id, generation)}"


def opened(token: str, purpose: str, generation_of: Callable[[int], int | None]) -> int | None:
    """The id of the thing whose link it is, if it still opens something. ``generation_of`` tells the standing one."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    thing_id = int(found[1])
    generation = generation_of(thing_id)
    if generation is None:
        return None
    rightful = (_signature(key, purpose, thing_id, generation) for key in _keys())
    return thing_id if any(hmac.compare_digest(found[2], one) for one in rightful) else None


def _keys() -> Iterator[bytes]:
    """The standing key first; those before it still open."""
    standing = current_app.config["LINK_KEY"] or current_app.config["SECRET_KEY"]
    former: list[str] = current_app.config.get("LINK_KEY_FALLBACKS") or []
    for key in (standing, *former):
        yield hashlib.sha256(f"private links|{key}".encode()).digest()


def _signature(key: bytes, purpose: str, thing_id: int, generation: int) -> str:
    told = f"{purpose}|{thing_id}|{generation}".encode()
    return base64.urlsafe_b64encode(hmac.new(key, told, hashlib.sha256).digest()[:16]).decode().rstrip("=")
