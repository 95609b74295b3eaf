"""Kinds of mail: what a room may say about the mails it writes. A kind nobody registered is an ordinary one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from eventapp.i18n import mark

Values = Callable[[Mapping[str, Any]], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """``values`` is asked when the mail is sent: it is given what was posted, and as ``to`` where it goes, and
    gives what the template is filled with *now*; None says that the mail is obsolete.

    ``is_secret``: the mail opens a door, so what it says is forgotten as soon as it is sent. ``is_unasked``: it goes to
    an address that nobody has confirmed yet, so it counts for the limit of :func:`actions.may_write_to`, and what
    strangers typed into it loses everything that looks like a link; ours stands in the value ``link``, and in no other.
    ``is_last``: it tells somebody that everything about them is erased, so the address goes as soon as it was told.
    ``name`` (a source text) is what the office reads while there is no subject yet.
    """

    values: Values | None = None
    is_secret: bool = False
    is_unasked: bool = False
    is_last: bool = False
    name: str = ""


ORDINARY = Kind()
_kinds: dict[str, Kind] = {"test": Kind(name=mark("Testmail"))}


def register(name: str, kind: Kind) -> None:
    """Joined at start-up. The templates are ``templates/mail/<name>.txt`` and, where wanted, ``.html``."""
    _kinds[name] = kind


def kind_of(name: str) -> Kind:
    return _kinds.get(name, ORDINARY)


def unasked_kinds() -> list[str]:
    return sorted(name for name, kind in _kinds.items() if kind.is_unasked)
