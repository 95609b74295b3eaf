"""Who speaks: names out of cells and elements, without addresses, numbers and stand-ins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from eventapp.i18n import mark
from eventapp.interchange.remarks import Remarks
from eventapp.interchange.source import SourceSession, SourceSpeaker
from eventapp.programme.value import Words
from eventapp.text import clean_line, clean_text, folded, is_email, without_email

_NOTHING = Words()
MOST = 60
"""Speakers of one session; what is longer is no list of speakers."""
_BETWEEN = re.compile(r"[;|\n]")
_NUMBER = re.compile(r"^\d{1,6}\s*:\s*")
_IN_BRACKETS = re.compile(r"^([^()]+?)\s*\(([^()]+)\)$")
_ADDRESS_GONE = re.compile(r"[<(\[]*\[E-Mail-Adresse entfernt\][>)\]]*")
_DEGREE = re.compile(
    r"(?:(?:Dr|Prof|Dipl|Ing|Inf|phil|rer|nat|med|jur|oec|hc|h|c|[MB]\.?\s?Sc|[MB]\.?A|MBA|Eng|Ph\.?\s?D|LL|M|MdB|MdL)"
    r"\b[.\s-]*)+",
    re.IGNORECASE,
)
_TITLED = re.compile(r"^(?:Dr|Prof|Professor|Dipl)\b\.?", re.IGNORECASE)
_STAND_INS = frozenset(
    ("nn", "n n", "tba", "tbd", "nomen nominandum", "wird noch bekannt gegeben", "noch offen", "offen")
)


def speaker(
    name: str, organisation: str = "", *, biography: Words = _NOTHING, where: str, remarks: Remarks
) -> SourceSpeaker | None:
    """One speaker, or None where nothing remains that may be published."""
    said = clean_line(name)
    kept = clean_line(_ADDRESS_GONE.sub("", without_email(said))).strip(" ,;<>")
    if is_email(said) or (said and "@" in said and not kept):
        reason = mark(
            "Vortragende ohne Namen: Statt eines Namens steht eine E-Mail-Adresse da; "
            "sie wird nicht veröffentlicht, die Person fehlt."
        )
        remarks.assumed(where, reason, mark("Den Namen in der Quelle eintragen und neu einlesen."))
        return None
    if not folded(kept) or folded(kept) in _STAND_INS:
        return None
    return SourceSpeaker(
        kept[:200].strip(), clean_line(_ADDRESS_GONE.sub("", without_email(organisation)), longest=200), biography
    )


def from_cell(text: str, *, where: str, remarks: Remarks) -> list[SourceSpeaker]:
    """The speakers of one cell: parted by ``;``, ``|`` or line; "Name, Institution" or "Name (Institution)"."""
    found = []
    for part in _BETWEEN.split(clean_text(text))[:MOST]:
        for name, organisation in _names(_NUMBER.sub("", part.strip())):
            found.append(speaker(name, organisation, where=where, remarks=remarks))
    return [one for one in found if one]


def _names(part: str) -> list[tuple[str, str]]:
    bracketed = _IN_BRACKETS.match(part)
    if bracketed:
        return [(bracketed[1], bracketed[2])]
    pieces = comma_separated(part)
    if len(pieces) > 1 and all(_TITLED.match(piece) for piece in pieces[1:]):
        return [(piece, "") for piece in pieces]
    return [(pieces[0], ", ".join(pieces[1:]))] if pieces else []


def comma_separated(text: str) -> list[str]:
    """The parts between commas; a degree after a comma stays with its name ("Müller, M.Sc.")."""
    parts: list[str] = []
    for part in (clean_line(piece) for piece in text.split(",")):
        if parts and _DEGREE.fullmatch(part):
            parts[-1] += f", {part}"
        elif part:
            parts.append(part)
    return parts[:MOST]


def each_once(speakers: Iterable[SourceSpeaker]) -> tuple[SourceSpeaker, ...]:
    """Everyone a single time. Who is also named with an organisation is that person; two organisations are two people,
    as they are everywhere else in a file."""
    told: dict[tuple[str, str], SourceSpeaker] = {}
    for one in speakers:
        told.setdefault((folded(one.name), folded(one.organisation)), one)
    fuller = {name: one for (name, organisation), one in reversed(told.items()) if organisation}
    everyone = (one if organisation else fuller.get(name, one) for (name, organisation), one in told.items())
    return tuple(dict.fromkeys(everyone))[:MOST]


def with_known_organisations(sessions: tuple[SourceSession, ...]) -> tuple[SourceSession, ...]:
    """Who stands in the file once with and once without institution has it everywhere, if there is only one."""
    known: dict[str, set[str]] = {}
    for session in sessions:
        for one in session.speakers:
            known.setdefault(folded(one.name), set()).add(one.organisation)
    single = {name: (found - {""}).pop() for name, found in known.items() if len(found - {""}) == 1 and "" in found}
    if not single:
        return sessions
    return tuple(
        replace(session, speakers=tuple(_completed(one, single) for one in session.speakers)) for session in sessions
    )


def _completed(one: SourceSpeaker, organisations: dict[str, str]) -> SourceSpeaker:
    return replace(one, organisation=one.organisation or organisations.get(folded(one.name), ""))
