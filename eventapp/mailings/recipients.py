"""Whom a mailing reaches, each once, and whom it does not, with the reason. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from eventapp.i18n import mark
from eventapp.outbox.address import NotAnAddress, one_address
from eventapp.text import folded

NO_ADDRESS = mark("hat keine E-Mail-Adresse")
NO_MAIL_ADDRESS = mark("die Adresse ist keine, an die man schreiben kann")
UNCONFIRMED = mark("hat die Adresse nicht bestätigt")
UNWANTED = mark("möchte keine Mails von uns")


@dataclass(frozen=True, slots=True)
class Recipient:
    """``key`` names the row they are ("person:17", "visitor:4"), never the person. ``about`` is what the mail can speak
    of: the numbers of exhibitors, or the codes of sessions."""

    key: str
    name: str
    address: str
    language: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    name: str
    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the audience; ``excuse`` is why they must not be written to."""

    recipient: Recipient
    excuse: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    recipients: tuple[Recipient, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def number(self) -> int:
        return len(self.recipients)

    @property
    def number_in_english(self) -> int:
        return sum(one.language == "en" for one in self.recipients)

    def find(self, key: str) -> Recipient | None:
        return next((one for one in self.recipients if one.key == key), None)


def reached(candidates: Iterable[Candidate], *, unwanted: Collection[str]) -> Reached:
    """By name. Several with one address are one reader, of whom everything is told in one mail. ``unwanted`` are
    addresses (in small letters) whose readers said that they want none."""
    found: dict[str, Recipient] = {}
    left_out: list[LeftOut] = []
    for candidate in candidates:
        one = candidate.recipient
        excuse = candidate.excuse or _excuse(one.address, unwanted)
        if excuse:
            left_out.append(LeftOut(one.name, one.address, excuse))
            continue
        address = one_address(one.address)
        known = found.get(address.lower())
        about = tuple(dict.fromkeys([*(known.about if known else ()), *one.about]))
        found[address.lower()] = replace(known or one, address=address, about=about)
    written = {one.address.lower() for one in found.values()}
    missing = {
        (one.name, one.address, one.reason): one for one in left_out if one.address.lower() not in written
    }.values()
    return Reached(
        tuple(sorted(found.values(), key=lambda one: (folded(one.name), one.key))),
        tuple(sorted(missing, key=lambda one: (folded(one.name), one.address))),
    )


def _excuse(address: str, unwanted: Collection[str]) -> str:
    if not address:
        return NO_ADDRESS
    if address.lower() in unwanted:
        return UNWANTED
    try:
        one_address(address)
    except NotAnAddress:
        return NO_MAIL_ADDRESS
    return ""


def seen(version: int, found: Reached) -> str:
    """The print of what a page showed: whoever is asked whether to send sees just that sent, or is asked again."""
    told = "\n".join(f"{one.key} {one.address} {one.language} {' '.join(one.about)}" for one in found.recipients)
    return hashlib.sha256(f"{version}\n{told}".encode()).hexdigest()[:32]
