"""Places left in all sessions, for the scripts of the public pages: small, the same for everybody, seconds old."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, jsonify
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.programme.queries import published
from eventapp.signups.availability import told_of_all
from eventapp.signups.tallies import tallies_at_hand
from eventapp.signups.views_root import blueprint
from eventapp.web.access import everyone
from eventapp.web.public import LIVE_SECONDS


@blueprint.route("/<fair:slug>/plaetze.json")
@everyone
def places_left(slug: str) -> ResponseReturnValue:
    known, moment = published(slug), now()
    tallies = tallies_at_hand(slug, known.standing.public_version, moment) if known.programme else {}
    found = told_of_all(known.or_empty, tallies, moment)
    response: Response = jsonify({code: asdict(one) for code, one in found.items()})
    response.headers["Cache-Control"] = f"public, max-age={LIVE_SECONDS}"
    return response
