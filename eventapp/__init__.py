"""eventapp: a joint stand at a trade fair and its conference programme. This file is the table of contents."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined

import config
from eventapp import database, worker
from eventapp.accounts import queries as people
from eventapp.accounts import views as accounts
from eventapp.calendars import views as calendars
from eventapp.cli import commands
from eventapp.desk import history
from eventapp.exhibitors import models as exhibitors  # noqa: F401 -- its tables belong to the house
from eventapp.fair import views as fair
from eventapp.interchange import views as interchange
from eventapp.pages import views as pages
from eventapp.programme import queries
from eventapp.programme import views as programme
from eventapp.upkeep import views as upkeep
from eventapp.web import access, addresses, assets, formats, navigation, public, security, sessions, transaction
from eventapp.web import pages as error_pages
from eventapp.web.build import build_id

ROOT = Path(__file__).resolve().parent.parent


def create_app(settings: object | None = None) -> Flask:
    app = Flask(__name__, static_folder=None, template_folder=str(ROOT / "templates"))
    app.config.from_object(settings or config.from_environment())
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    database.init_app(app, migrations=ROOT / "eventapp" / "migrations")
    access.init_app(
        app,
        person_of=people.person_signed_in,
        is_fresh=people.is_fresh,
        rights={"organisers": people.is_organiser, "members": people.is_anybody},
    )
    for part in (sessions, addresses, formats, security, error_pages, navigation, transaction):
        part.init_app(app)
    assets.init_app(app, folder=ROOT / "static")
    public.init_app(app, standing_of=queries.standing, build=build_id(ROOT))
    for room in (accounts, upkeep, fair, pages, programme, calendars, interchange, history):
        app.register_blueprint(room.blueprint)
    worker.init_app(app)
    commands.init_app(app)
    return app
