"""The programme in other people's formats."""

from __future__ import annotations

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from eventapp.i18n import language
from eventapp.interchange.atom import entries_of, feed_id
from eventapp.interchange.writing import MEDIA_TYPES, write_programme
from eventapp.programme.queries import last_releases, published
from eventapp.web.access import everyone
from eventapp.web.addresses import base_url
from eventapp.web.public import PublicBlueprint, kept

blueprint = PublicBlueprint("interchange", __name__)
MOST_ENTRIES = 20


@blueprint.in_both_languages("/<fair:slug>/changes.atom")
@everyone
@kept(mimetype="application/atom+xml; charset=utf-8")
def atom(slug: str) -> ResponseReturnValue:
    """What each release changed; one release more is read than told, to compare the oldest with."""
    shown = published(slug)
    programme = shown.programme or abort(404)
    entries = entries_of(last_releases(slug, most=MOST_ENTRIES + 1))[:MOST_ENTRIES]
    return render_template(
        "interchange/changes.xml",
        fair=shown.fair,
        id=feed_id(programme),
        updated=programme.released_at,
        entries=entries,
    )


@blueprint.in_both_languages("/<fair:slug>/schedule.xml")
@everyone
@kept(mimetype=MEDIA_TYPES["frab-xml"])
def schedule_xml(slug: str) -> Response:
    """The programme for conference apps (Giggity, EventFahrplan)."""
    return _exported(slug, "frab-xml", "inline", "schedule.xml")


@blueprint.in_both_languages("/<fair:slug>/schedule.json")
@everyone
@kept(mimetype=MEDIA_TYPES["frab-json"])
def schedule_json(slug: str) -> Response:
    """The same for programs, with everything that is public in both languages."""
    return _exported(slug, "frab-json", "inline", "schedule.json")


@blueprint.in_both_languages("/<fair:slug>/programm.xlsx")
@everyone
@kept(mimetype=MEDIA_TYPES["xlsx"])
def programme_xlsx(slug: str) -> Response:
    """The programme as a table to work with; it can be imported again."""
    return _exported(slug, "xlsx", "attachment", f"{slug}-programm.xlsx")


def _exported(slug: str, format_: str, disposition: str, filename: str) -> Response:
    """Anybody's program may read it, from a page of another site too: nothing in it is anybody's secret."""
    octets = write_programme(published(slug).or_empty, format_, language(), base_url=base_url())
    response = Response(octets)
    response.headers["Content-Disposition"] = f'{disposition}; filename="{filename}"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
