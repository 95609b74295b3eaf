"""Private links: ``id.HMAC(key, purpose|id|generation)``. They can be made again and shut by their generation, and
nothing in the database opens a door. Their key is derived for this purpose alone, so that it signs nothing else."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from flask import current_app

_TOKEN = re.compile(r"([1-9][0-9]{0,8})\.([A-Za-z0-9_-]{22})")


def is_token(text: str) -> bool:
    """Whether it looks like one: what a private link may hold that opened something once, or never did."""
    return _TOKEN.fullmatch(text) is not None


def first_generation(handle: str) -> int:
    """Where the generations of a thing's links begin: the number of a row that went may be given to the next one, which
    no link of the former may open. ``handle`` is a value of chance that the row has for itself."""
    return int.from_bytes(hashlib.sha256(handle.encode()).digest()[:4]) // 4 + 1


def private_token(purpose: str, thing_id: int, generation: int) -> str:
    """The part of the address that nobody can guess (128 bits)."""
    return f"{thing_id}.{_signature(keys_of(current_app.config)[0], purpose, thing_id, generation)}"


def opened(token: str, purpose: str, generation_of: Callable[[int], int | None]) -> int | None:
    """The id of the thing whose link it is, if it still opens something. ``generation_of`` tells the standing one."""
    return opened_by(keys_of(current_app.config), token, purpose, generation_of)


def opened_by(
    keys: tuple[bytes, ...], token: str, purpose: str, generation_of: Callable[[int], int | None]
) -> int | None:
    """The same with the keys at hand, where there is no Flask to ask for them."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    thing_id = int(found[1])
    generation = generation_of(thing_id)
    if generation is None:
        return None
    rightful = (_signature(key, purpose, thing_id, generation) for key in keys)
    return thing_id if any(hmac.compare_digest(found[2], one) for one in rightful) else None


def keys_of(config: Mapping[str, Any]) -> tuple[bytes, ...]:
    """The standing key first; those before it still open."""
    return _derived(config["LINK_KEY"] or config["SECRET_KEY"], *config["LINK_KEY_FALLBACKS"])


@lru_cache(maxsize=4)
def _derived(*keys: str) -> tuple[bytes, ...]:
    return tuple(hashlib.sha256(f"private links|{key}".encode()).digest() for key in keys)


def _signature(key: bytes, purpose: str, thing_id: int, generation: int) -> str:
    told = f"{purpose}|{thing_id}|{generation}".encode()
    return base64.urlsafe_b64encode(hmac.digest(key, told, "sha256")[:16]).decode().rstrip("=")
