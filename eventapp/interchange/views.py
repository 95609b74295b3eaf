"""The programme in other people's formats."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from eventapp.interchange.atom import entries_of, feed_id
from eventapp.programme.queries import last_releases, published
from eventapp.web.access import everyone
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
