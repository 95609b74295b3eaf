"""Pages that a device keeps for a hall without network: what is kept, and the script that keeps it.

Nothing is kept before somebody asked for it, by a press or by opening a door for check-in (TDDDG § 25). Each collection
belongs to one place of ours, ``base``, ends at a moment of its own, and is gone with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Flask, Response, current_app, jsonify, request

from eventapp.clock import FAIR_ZONE
from eventapp.i18n import _, language
from eventapp.web.access import everyone
from eventapp.web.assets import assets

LOCALES = {"de": "de-DE", "en": "en-GB"}
"""How a browser is to write a moment."""
SCRIPT = "js/service_worker.js"
blueprint = Blueprint("offline_script", __name__)


@dataclass(frozen=True, slots=True)
class Collection:
    """What is kept below ``base``, a path without a stroke at its end: ``pages`` with all they need to be seen, and
    ``data`` as it is. ``version`` changes with what there is to keep, ``until`` is when the device deletes it, and
    ``fallback`` is the page to show for one that is not kept."""

    base: str
    version: str
    until: datetime
    fallback: str
    pages: tuple[str, ...]
    data: tuple[str, ...] = ()

    def told(self) -> Response:
        """As the script reads it, with what it has to say; moments in milliseconds."""
        return jsonify(
            base=self.base,
            version=f"{self.version}.{current_app.extensions['eventapp.build']}",
            until=round(self.until.timestamp() * 1_000),
            fallback=self.fallback,
            pages=self.pages,
            data=self.data,
            locale=LOCALES[language()],
            zone=FAIR_ZONE.key,
            words={
                "kept": _("Ohne Netz gezeigt, gespeichert {time}.", time="{time}"),
                "missing": _("Ohne Netz: Diese Seite liegt nicht auf dem Gerät."),
                "slow": _("Das Netz ist zu langsam. Gezeigt wird, was {time} gespeichert wurde.", time="{time}"),
                "unfiltered": _("Filter wirken hier erst wieder mit Netz."),
                "unsent": _(
                    "Ohne Netz: Ob das ankam, ist ungewiss. Sehen Sie mit Netz nach, bevor Sie es wiederholen."
                ),
            },
        )


@blueprint.get("/service-worker.js")
@everyone
def script() -> Response:
    """At the root, lest it may keep only what lies beside it; asked for anew each time, so that a mended one comes."""
    return assets().kept[SCRIPT].answer(request, cache_control="no-cache")


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
