"""What the vocabulary of the programme is called on a page. German source text, said in the page's language."""

from __future__ import annotations

from eventapp.i18n import _, mark

KIND_NAMES = {
    "talk": mark("Vortrag"),
    "panel": mark("Podium"),
    "workshop": mark("Workshop"),
    "demonstration": mark("Vorführung"),
    "tour": mark("Führung"),
    "break": mark("Pause"),
    "other": mark("Weiteres"),
}
PLACE_KIND_NAMES = {"stage": mark("Bühne"), "room": mark("Raum"), "meeting_point": mark("Treffpunkt")}
CONSENT_NAMES = {
    "unknown": mark("nicht gefragt"),
    "source": mark("laut Quelle"),
    "given": mark("einverstanden"),
    "withdrawn": mark("widerrufen"),
}
"""Whether somebody agreed to be named."""
ADMISSION_NAMES = {
    "open": mark("offen für alle"),
    "sign_up": mark("mit Anmeldung"),
    "closed": mark("geladene Gäste"),
}
LANGUAGE_NAMES = {"de": mark("Deutsch"), "en": mark("Englisch")}


def kind_name(kind: str) -> str:
    """``workshop`` → Workshop; a kind we do not know is simply something else."""
    return _(KIND_NAMES.get(kind, KIND_NAMES["other"]))


def place_kind_name(kind: str) -> str:
    return _(PLACE_KIND_NAMES.get(kind, PLACE_KIND_NAMES["stage"]))


def admission_name(admission: str) -> str:
    return _(ADMISSION_NAMES.get(admission, admission))


def language_name(code: str) -> str:
    """``de`` → Deutsch; a code we have no word for stands for itself."""
    return _(LANGUAGE_NAMES[code]) if code in LANGUAGE_NAMES else code
