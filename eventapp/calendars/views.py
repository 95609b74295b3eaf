"""Feeds, downloads, QR codes, and the page on how to subscribe.

Nothing here is negotiated and nothing is limited: the same octets for every program that asks.
"""

from __future__ import annotations

from flask import Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from eventapp.calendars.clients import clients_for, qr_svg
from eventapp.calendars.event import session_stamp
from eventapp.calendars.feed import feed_address, feed_name, feed_octets, modified_at, session_octets
from eventapp.calendars.offers import offers_of
from eventapp.calendars.shelf import shelf
from eventapp.i18n import language
from eventapp.privacy import tombstones
from eventapp.programme.lenses import WHOLE, Lens, find_lens
from eventapp.programme.queries import Published, published
from eventapp.programme.value import Programme
from eventapp.web.access import everyone
from eventapp.web.addresses import base_url, public_url
from eventapp.web.kept import Kept
from eventapp.web.public import PublicBlueprint, kept, memo
from eventapp.web.ready import offer

CALENDAR = "text/calendar; charset=utf-8"
CACHE_CONTROL = "public, max-age=300"

blueprint = PublicBlueprint("calendars", __name__)


@blueprint.in_both_languages("/<fair:slug>/kalender/<name>.ics")
@everyone
def feed(slug: str, name: str) -> Response:
    """A subscribable feed; while the database is away, as it last was."""
    key = (slug, language(), name)
    found = shelf().good(key, lambda: _feed(slug, name), erased=tombstones.state_of_list())
    return found.answer(request, cache_control=CACHE_CONTROL)


@blueprint.in_both_languages("/<fair:slug>/programm/<code>.ics")
@everyone
def download(slug: str, code: str) -> Response:
    """One session as a file: a copy that never updates."""
    shown = published(slug)
    key = ("download", current_app.extensions["eventapp.build"], language(), slug, shown.fair.public_version, code)
    kept_file = memo().get(key, lambda: _download(shown, code)) or abort(404)
    offer(kept_file, slug, shown.fair.public_version)
    return kept_file.answer(request, cache_control=CACHE_CONTROL)


@blueprint.in_both_languages("/<fair:slug>/kalender/qr-<any(adresse, seite):target>-<name>.svg")
@everyone
@kept(mimetype="image/svg+xml")
def qr(slug: str, target: str, name: str) -> ResponseReturnValue:
    """``seite`` leads a phone to the page on subscribing, ``adresse`` holds the feed's address itself."""
    programme = published(slug).or_empty
    lens = find_lens(programme, name) or abort(404)
    if target == "seite":
        return qr_svg(public_url("calendars.subscribe", feed=lens.name))
    return qr_svg(feed_address(programme, lens, language(), base_url=base_url()))


@blueprint.in_both_languages("/<fair:slug>/kalender")
@everyone
@kept(query=("feed",))
def subscribe(slug: str) -> ResponseReturnValue:
    """All feeds, and for the chosen one how to subscribe with each program."""
    shown = published(slug)
    programme = shown.or_empty
    lens = find_lens(programme, request.args.get("feed", WHOLE.name)) or abort(404)
    address = feed_address(programme, lens, language(), base_url=base_url())
    name = feed_name(programme, lens, language())
    return render_template(
        "calendars/subscribe.html",
        fair=shown.fair,
        programme=shown.programme,
        chosen=lens.name,
        name=name,
        address=address,
        groups=offers_of(programme),
        clients=clients_for(address, name),
    )


def _feed(slug: str, name: str) -> Kept:
    shown = published(slug)
    key, version = (slug, language(), name), shown.fair.public_version
    ready = shelf().get(key, version, lambda: _made(shown.or_empty, name))
    offer(ready, slug, version)
    return ready


def _made(programme: Programme, name: str) -> Kept:
    lens = _lens_of_file(programme, name) or abort(404)
    octets = feed_octets(programme, lens, language(), base_url=base_url())
    made = _calendar(octets, f'inline; filename="{name}.ics"')
    made.last_modified = modified_at(programme, lens)
    return made


def _lens_of_file(programme: Programme, name: str) -> Lens | None:
    """Feeds are called ``<fair>-<lens>``: programs show the last part of the address as the calendar's name."""
    fair, lens_name = name[: len(programme.fair) + 1], name[len(programme.fair) + 1 :]
    return find_lens(programme, lens_name) if fair == f"{programme.fair}-" else None


def _download(shown: Published, code: str) -> Kept | None:
    session = shown.programme.session(code) if shown.programme else None
    if shown.programme is None or session is None:
        return None
    octets = session_octets(shown.programme, session, language(), base_url=base_url())
    made = _calendar(octets, f'attachment; filename="{shown.fair.slug}-{code}.ics"')
    made.last_modified = session_stamp(session)
    return made


def _calendar(octets: bytes, disposition: str) -> Kept:
    return Kept.of(octets, CALENDAR, **{"Content-Disposition": disposition, "Access-Control-Allow-Origin": "*"})
