"""The page on which a visitor keeps the fair on their device, which is also the one shown for what is not kept."""

from __future__ import annotations

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from eventapp.catalogue.queries import catalogue_of
from eventapp.clock import FAIR_ZONE
from eventapp.i18n import language
from eventapp.offline.collecting import collection_of, until_of
from eventapp.programme.queries import published
from eventapp.web.access import everyone
from eventapp.web.offline import LOCALES
from eventapp.web.public import PublicBlueprint, kept

blueprint = PublicBlueprint("offline", __name__)


@blueprint.in_both_languages("/<fair:slug>/ohne-netz")
@everyone
@kept()
def page(slug: str) -> ResponseReturnValue:
    shown = published(slug)
    return render_template(
        "offline/page.html",
        fair=shown.fair,
        programme=shown.programme,
        base=url_for("pages.home").rstrip("/"),
        zone=FAIR_ZONE.key,
        locale=LOCALES[language()],
        until=until_of(shown.fair.ends_on),
    )


@blueprint.in_both_languages("/<fair:slug>/ohne-netz.json")
@everyone
@kept(mimetype="application/json")
def contents(slug: str) -> Response:
    """What a device keeps of the fair, in the language of this address."""
    shown = published(slug)
    return collection_of(shown, catalogue_of(slug)).told()
