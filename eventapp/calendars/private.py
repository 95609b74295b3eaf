"""Private feeds: whoever has the address may read them; nothing else leads there."""

from __future__ import annotations

import hashlib

from flask import Response, abort, request

from eventapp.calendars.deadlines import Deadline, Deadlines, deadlines_octets
from eventapp.clock import now
from eventapp.exhibitors.feed import PURPOSE, feed_name, feed_path, member_page
from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.progress import states_of_exhibitor
from eventapp.exhibitors.queries import find_registration, generation_of_feed, get_exhibitor
from eventapp.exhibitors.tasks import TaskState
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words, _, language
from eventapp.web.access import everyone
from eventapp.web.addresses import base_url
from eventapp.web.private_links import opened
from eventapp.web.public import PublicBlueprint

blueprint = PublicBlueprint("private_feeds", __name__)
CALENDAR = "text/calendar; charset=utf-8"


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
    octets = deadlines_octets(_told(fair, exhibitor, token), language())
    response = Response(octets, content_type=CALENDAR)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response.set_etag(hashlib.sha256(octets).hexdigest()[:24])
    response.make_conditional(request)
    return response


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
