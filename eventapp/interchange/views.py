"""The programme in other people's formats."""

from __future__ import annotations

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue

from eventapp.calendars.clients import qr_svg
from eventapp.i18n import language
from eventapp.interchange.atom import MOST_ENTRIES, feed_of
from eventapp.interchange.files import apps_for
from eventapp.interchange.writing import MEDIA_TYPES, write_programme
from eventapp.programme.queries import last_releases, published
from eventapp.web.access import everyone
from eventapp.web.addresses import base_url, public_url
from eventapp.web.aside import made_aside
from eventapp.web.public import PublicBlueprint, kept

blueprint = PublicBlueprint("interchange", __name__)
TO_COPY = {"xml": "schedule_xml", "json": "schedule_json", "atom": "atom"}
"""What programs ask for by its address, and the endpoint that answers."""


@blueprint.in_both_languages("/<fair:slug>/changes.atom")
@everyone
@kept(mimetype="application/atom+xml; charset=utf-8")
def atom(slug: str) -> ResponseReturnValue:
    """What each release changed; one release more is read than told, to compare the oldest with. Before the first
    release the feed is empty, so that it can be followed already."""
    shown = published(slug)
    feed = feed_of(shown.fair, last_releases(slug, most=MOST_ENTRIES + 1, like=shown.programme))
    response = make_response(render_template("interchange/changes.xml", fair=shown.fair, feed=feed))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@blueprint.in_both_languages("/<fair:slug>/schedule.xml")
@everyone
@kept(mimetype=MEDIA_TYPES["frab-xml"], packed=True)
def schedule_xml(slug: str) -> Response:
    """The programme for conference apps (Giggity, EventFahrplan)."""
    return _exported(slug, "frab-xml", "inline", "schedule.xml")


@blueprint.in_both_languages("/<fair:slug>/schedule.json")
@everyone
@kept(mimetype=MEDIA_TYPES["frab-json"], packed=True)
def schedule_json(slug: str) -> Response:
    """The same for programs, with everything that is public in both languages."""
    return _exported(slug, "frab-json", "inline", "schedule.json")


@blueprint.in_both_languages("/<fair:slug>/programm.xlsx")
@everyone
@kept(mimetype=MEDIA_TYPES["xlsx"])
def programme_xlsx(slug: str) -> Response:
    """The programme as a table to work with; it can be imported again."""
    return _exported(slug, "xlsx", "attachment", f"{slug}-programm.xlsx")


@blueprint.in_both_languages("/<fair:slug>/programm/dateien")
@everyone
@kept()
def files(slug: str) -> ResponseReturnValue:
    """Where people find all of it, with what each is good for and how it learns of changes."""
    shown = published(slug)
    addresses = {name: public_url(f"interchange.{endpoint}") for name, endpoint in TO_COPY.items()}
    return render_template(
        "interchange/files.html",
        fair=shown.fair,
        programme=shown.programme,
        addresses=addresses,
        apps=apps_for(addresses["xml"]),
    )


@blueprint.in_both_languages("/<fair:slug>/programm/dateien/qr-<any(adresse, seite):target>.svg")
@everyone
@kept(mimetype="image/svg+xml")
def qr(slug: str, target: str) -> ResponseReturnValue:
    """``seite`` leads a phone to the page, ``adresse`` holds the address that apps read."""
    return qr_svg(public_url("interchange.files" if target == "seite" else "interchange.schedule_xml", slug=slug))


def _exported(slug: str, format_: str, disposition: str, filename: str) -> Response:
    """Anybody's program may read it, from a page of another site too: nothing in it is anybody's secret."""
    programme, spoken, address = published(slug).or_empty, language(), base_url()
    octets = made_aside(lambda: write_programme(programme, format_, spoken, base_url=address))
    response = Response(octets)
    response.headers["Content-Disposition"] = f'{disposition}; filename="{filename}"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
