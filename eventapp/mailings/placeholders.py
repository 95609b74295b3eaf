"""What stands in a mailing's text for what differs from reader to reader: ``{name}``. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from eventapp.i18n import mark
from eventapp.mailings.audiences import EXHIBITORS, Audience

WRITTEN = re.compile(r"\{([^{}\n]{1,40})\}")
LEGEND = {
    "name": mark("wie die Person heißt"),
    "messe": mark("Name der Messe"),
    "aussteller": mark("für welchen Aussteller die Person handelt"),
    "aufgaben": mark("Liste der offenen Aufgaben mit Frist; steht allein auf ihrer Zeile"),
    "programmpunkt": mark("Titel des Programmpunkts"),
    "zeit": mark("wann er ist"),
    "ort": mark("wo er ist"),
    "programmpunkte": mark("Liste aller Programmpunkte der Person, um die es geht; steht allein auf ihrer Zeile"),
    "link": mark("Adresse der eigenen Seite; steht allein auf ihrer Zeile, eine Beschriftung mit Doppelpunkt davor"),
}
GENERAL = ("name", "messe", "link")


def offered(audience: Audience | None) -> dict[str, str]:
    """What can be written to this audience, with what it says; everything as long as nobody is chosen."""
    if audience is None:
        return LEGEND
    more = ("aussteller", "aufgaben") if audience.kind in EXHIBITORS else ("programmpunkte",)
    if audience.session:
        more = ("programmpunkt", "zeit", "ort", *more)
    return {name: said for name, said in LEGEND.items() if name in (*GENERAL, *more)}


def unknown_in(text: str, audience: Audience | None) -> list[str]:
    """As they were written, each once."""
    known = offered(audience)
    found = (match[0] for match in WRITTEN.finditer(text) if _name(match[1]) not in known)
    return list(dict.fromkeys(found))


def filled(text: str, values: Mapping[str, str]) -> str:
    """In one go: what stands in a value is no placeholder."""
    return WRITTEN.sub(lambda match: values.get(_name(match[1]), match[0]), text)


def _name(written: str) -> str:
    return written.strip().lower()
