"""What other rooms tell about uploads: whether one is public, who may see it, which are in use.

A room joins at start-up (``hooks.is_public.append``-like, by :func:`join`); without any nothing is shown to anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Asked = TypeVar("Asked")

is_public: list[Callable[[str], bool]] = []
"""Does something published show the upload with that digest?"""
is_public_portrait: list[Callable[[str], bool]] = []
"""Does something published show it as the picture of a person, who may withdraw it? Those have addresses of their own,
which nobody keeps for long."""
may_see: list[Callable[[int, str], bool]] = []
"""May the person with that id see the upload: is it their own member's, or are they the office?"""
references: list[Callable[[], Iterable[str]]] = []
"""The digests that a room refers to. What no room names is removed after a while."""


def join(asked: list[Asked], by: Asked) -> None:
    """Joining twice (two apps in one process) asks once."""
    if by not in asked:
        asked.append(by)


def anybody_may_see(digest: str) -> bool:
    return any(says(digest) for says in is_public)


def anybody_may_see_portrait(digest: str) -> bool:
    return any(says(digest) for says in is_public_portrait)


def person_may_see(person_id: int, digest: str) -> bool:
    return any(says(person_id, digest) for says in may_see)


def in_use() -> set[str] | None:
    """None where no room tells what it uses: then everything may be in use."""
    return {digest for named in references for digest in named()} if references else None
