"""One real address for every route of the app; a route whose arguments nobody knows here fails the matrix.

The public ones are the same for everybody; who may what in the signed-in areas is told by ``test_access_matrix``.
"""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask, url_for

from eventapp.database import db
from eventapp.programme.models import Speaker
from eventapp.programme.speaker_queries import token_of
from eventapp.visitors.links import feed_token, page_token
from eventapp.visitors.models import Visitor
from eventapp.web.private_links import private_token
from eventapp.web.sessions import is_private
from tests.factories import SLUG

ARGUMENTS = {
    "slug": SLUG,
    "code": "AAAAAA",
    "speaker": "projektteam-a",
    "theme": "energie",
    "place": "buehne-a",
    "section": "ort",
    "page": "start",
    "number": 1,
    "target": "seite",
    "version": "000000000000",
    "digest": "0" * 64,
    "size": 320,
    "handle": "0" * 22,
    "planned_id": 1,
}
NAMES = {"assets.file": "css/site.css", "calendars.feed": f"{SLUG}-programm", "calendars.qr": "programm"}
NAMES |= {
    "catalogue.exhibitor": "muster-gmbh",
    "catalogue.exhibit": "pumpe",
    "private_feeds.deadlines": f"{SLUG}-fristen",
    "private_feeds.my_programme": f"{SLUG}-mein-programm",
}


def addresses(app: Flask, *, speaker: Speaker | None = None) -> dict[str, str]:
    """``{"programme.session de": "/messe-2027/programm/AAAAAA", …}``"""
    found: dict[str, str] = {}
    with app.test_request_context():
        visitor = db.session.scalars(sa.select(Visitor)).one()
        page, tokens = page_token(visitor), {"private_feeds.my_programme": feed_token(visitor)}
        tokens["private_feeds.deadlines"] = private_token("deadlines", 1, 1)
        own = token_of(speaker or db.session.scalars(sa.select(Speaker)).one())
        db.session.remove()
        for rule in app.url_map.iter_rules():
            if is_private(rule.rule):
                continue
            token = own if rule.endpoint.startswith("own_entry.") else tokens.get(rule.endpoint, page)
            arguments = {**ARGUMENTS, "name": NAMES.get(rule.endpoint, ""), "token": token}
            values = {name: arguments[name] for name in rule.arguments - {"language"}}
            spoken = (rule.defaults or {}).get("language")
            language = {"language": spoken} if spoken else {}
            found[f"{rule.endpoint} {spoken or ''}".strip()] = url_for(rule.endpoint, **language, **values)
    return found
