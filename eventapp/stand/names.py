"""What things on the plan are called: German, marked. Pure."""

from __future__ import annotations

from eventapp.i18n import _, language, mark

AREA_KIND_NAMES = {
    "counter": mark("Theke"),
    "island": mark("Insel"),
    "stage": mark("Bühne"),
    "storage": mark("Lager"),
    "meeting": mark("Treffpunkt"),
}
MARK_KIND_NAMES = {
    "aisle": mark("Gang"),
    "step_free": mark("Stufenloser Weg"),
    "power": mark("Stromanschluss"),
    "network": mark("Netzwerkanschluss"),
    "entrance": mark("Eingang"),
    "exit": mark("Ausgang"),
    "info": mark("Information"),
    "quiet": mark("Ruheraum"),
    "toilet": mark("Toilette"),
}


def area_kind_name(kind: str) -> str:
    return _(AREA_KIND_NAMES[kind])


def mark_kind_name(kind: str) -> str:
    return _(MARK_KIND_NAMES[kind])


def metres(centimetres: float) -> str:
    """Metres as they are written in the page's language: ``2,5`` or ``2.5``."""
    text = f"{centimetres / 100:.2f}".rstrip("0").rstrip(".")
    return text if language() == "en" else text.replace(".", ",")
