"""How a planned release stands, in words."""

from __future__ import annotations

from eventapp.i18n import _, mark, ngettext
from eventapp.programme.actions.planning_release import CLASHING, CROWDED, GONE, OVERTAKEN

STATES = {
    "planned": (mark("vorgemerkt"), "clock"),
    "done": (mark("veröffentlicht"), "done"),
    "refused": (mark("nicht veröffentlicht"), "warning"),
    "withdrawn": (mark("zurückgezogen"), "cancelled"),
}
"""A word and a sign."""


def why_refused(error: str) -> str:
    """What happened when its time came, and what to do now. ``error`` is what the planned release keeps."""
    kind, _blank, told = error.partition(" ")
    if kind == OVERTAKEN:
        said = _("Inzwischen war Version {number} veröffentlicht. Sehen Sie sich an, was noch fehlt.", number=told)
    elif kind == CLASHING:
        number = int(told)
        said = ngettext(
            "Es gab {number} Überschneidung. Lösen Sie sie auf, oder nennen Sie einen Grund.",
            "Es gab {number} Überschneidungen. Lösen Sie sie auf, oder nennen Sie einen Grund.",
            number,
        )
    elif kind == CROWDED:
        said = _(
            "Inzwischen hatten mehr Menschen einen Platz, als künftig hineinpassen ({sessions}). "
            "Sehen Sie es sich an, und setzen Sie den Haken, wenn es so sein soll.",
            sessions=told,
        )
    elif kind == GONE:
        said = _("Ein Programmpunkt war inzwischen gelöscht oder zur Seite gelegt. Sehen Sie sich an, was jetzt gilt.")
    else:
        said = _("Es gab nichts mehr zu veröffentlichen.")
    return said
