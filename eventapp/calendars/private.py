"""Private feeds: whoever has the address may read them; nothing else leads there."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache

from flask import Flask, Response, abort, render_template, request

from eventapp.calendars.clients import private_clients_for, qr_svg
from eventapp.calendars.deadlines import Deadline, Deadlines, deadlines_octets
from eventapp.calendars.my_programme import Writing, entries_of, feed_title
from eventapp.clock import now
from eventapp.exhibitors.feed import PURPOSE, feed_name, feed_path, member_page
from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.progress import states_of_exhibitor
from eventapp.exhibitors.queries import find_registration, generation_of_feed, get_exhibitor
from eventapp.exhibitors.tasks import TaskState
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words, _, language
from eventapp.programme.queries import Published, published, sessions_by_row, values_at_hand
from eventapp.signups.own import Feed, Feeds, find_feed
from eventapp.visitors.links import feed_name as feed_name_of_visitors
from eventapp.visitors.links import feed_path as feed_path_of_visitors
from eventapp.visitors.links import feed_token
from eventapp.visitors.models import Visitor
from eventapp.visitors.queries import find_by_page
from eventapp.web import direct
from eventapp.web.access import everyone
from eventapp.web.addresses import base_url, public_url
from eventapp.web.discreet import keep_to_reader
from eventapp.web.kept import Kept
from eventapp.web.private_links import opened
from eventapp.web.public import PublicBlueprint

blueprint = PublicBlueprint("private_feeds", __name__)
CALENDAR, PRIVATE = "text/calendar; charset=utf-8", "private, no-cache"
MINE = re.compile(
    r"(?:/(?P<spoken>en))?/(?P<slug>[a-z0-9][a-z0-9-]*)/kalender/mein/(?P<token>[0-9]+\.[A-Za-z0-9_-]+)"
    r"/(?P=slug)-mein-programm\.ics"
)
"""Whole addresses of what visitors subscribe to."""


@blueprint.in_both_languages("/<fair:slug>/kalender/mein/<token>/<name>.ics")
@everyone
def deadlines(slug: str, token: str, name: str) -> Response:
    """The deadlines of one exhibitor. Nobody between us and the reader may keep them."""
    fair = get_fair(slug)
    exhibitor_id = opened(token, PURPOSE, generation_of_feed)
    if exhibitor_id is None or name != feed_name(slug):
        abort(404)
    exhibitor = get_exhibitor(exhibitor_id)
    if exhibitor.fair_id != fair.id:
        abort(404)
    calendar = _private(deadlines_octets(_told(fair, exhibitor, token), language()), name)
    return calendar.answer(request, cache_control=PRIVATE)


@blueprint.in_both_languages('/<fair:slug>/kalender/mein/<token>/<name("-mein-programm"):name>.ics')
@everyone
def my_programme(slug: str, token: str, name: str) -> Response:
    """What one visitor starred and where they have, are offered or wait for a place."""
    shown = published(slug)
    found = find_feed(slug, token) if name == feed_name_of_visitors(slug) else None
    if found is None:
        abort(404)
    return _calendar_of(found, slug, _writing(shown)).answer(request, cache_control=PRIVATE)


@blueprint.in_both_languages("/<fair:slug>/mein/<token>/kalender")
@everyone
def subscribe_mine(slug: str, token: str) -> Response:
    """How each program subscribes to it, and how soon it then knows of a change."""
    shown, visitor = published(slug), _visitor_or_404(slug, token)
    address = _feed_address(slug, visitor)
    page = render_template(
        "calendars/subscribe_mine.html",
        fair=shown.fair,
        programme=shown.programme,
        token=token,
        address=address,
        clients=private_clients_for(address, feed_title(shown.or_empty, language())),
    )
    return keep_to_reader(Response(page, content_type="text/html; charset=utf-8"))


@blueprint.in_both_languages("/<fair:slug>/mein/<token>/kalender/qr-<any(adresse, seite):target>.svg")
@everyone
def qr_mine(slug: str, token: str, target: str) -> Response:
    """``seite`` leads a phone to the page on subscribing, ``adresse`` holds the feed's address itself."""
    visitor = _visitor_or_404(slug, token)
    page = public_url("private_feeds.subscribe_mine", token=token)
    picture = qr_svg(page if target == "seite" else _feed_address(slug, visitor), title="QR")
    return keep_to_reader(Response(picture, content_type="image/svg+xml"))


def _visitor_or_404(slug: str, token: str) -> Visitor:
    return find_by_page(get_fair(slug).id, token) or abort(404)


def _feed_address(slug: str, visitor: Visitor) -> str:
    return base_url() + feed_path_of_visitors(slug, feed_token(visitor), language())


def init_app(app: Flask) -> None:
    """Calendar programs ask for what visitors have all day: they are answered without Flask, from the second one on."""
    feeds = cache(lambda: Feeds(app))

    def make(spoken: str | None, slug: str, token: str) -> Kept | None:
        found = feeds().find(slug, token)
        shown = values_at_hand(app).find(slug, found.public_version) if found else None
        writing: Writing | None = shown.beside.get((Writing, spoken or "de")) if shown else None
        return _calendar_of(found, slug, writing) if found and writing else None

    direct.init_app(app, direct.Way(MINE, make))


def _writing(shown: Published) -> Writing:
    """At hand as long as the release is."""
    known: Writing | None = shown.beside.get((Writing, language()))
    if known is None:
        programme = shown.or_empty
        known = Writing(programme, sessions_by_row(programme), language(), base_url=base_url())
        shown.beside[Writing, language()] = known
    return known


def _calendar_of(found: Feed, slug: str, writing: Writing) -> Kept:
    at = now()
    octets, modified = writing.octets(entries_of(found.owned), since=found.since, at=at)
    return _private(octets, feed_name_of_visitors(slug), min(modified, at))


def _private(octets: bytes, name: str, modified: datetime | None = None) -> Kept:
    """No search engine may show it; with :data:`PRIVATE` nobody between us and the reader may keep it."""
    made = Kept.of(
        octets, CALENDAR, **{"Content-Disposition": f'inline; filename="{name}.ics"', "X-Robots-Tag": "noindex"}
    )
    made.last_modified = modified
    return made


def _told(fair: Fair, exhibitor: Exhibitor, token: str) -> Deadlines:
    registration = find_registration(fair.id)
    takes_part = exhibitor.state != "withdrawn"
    states = states_of_exhibitor(exhibitor, at=now()) if takes_part else ()
    return Deadlines(
        fair=Words(fair.title_de, fair.title_en),
        member=exhibitor.member.name,
        uid=f"deadline-{fair.slug}-{exhibitor.id}",
        uid_domain=fair.uid_domain,
        revision=registration.version if registration else 0,
        address=base_url() + member_page(exhibitor.id),
        source=base_url() + feed_path(fair.slug, token, language()),
        tasks=[_deadline(exhibitor, state) for state in states],
    )


def _deadline(exhibitor: Exhibitor, state: TaskState) -> Deadline:
    moments = [one.entry.handed_in_at or one.entry.changed_at for one in state.entries]
    return Deadline(
        key=state.task.key,
        name=_(state.task.label),
        due_at=state.due_at,
        is_done=not state.is_open,
        is_longer=state.is_reopened,
        revised_at=max((exhibitor.invited_at or exhibitor.created_at, *moments)),
    )
