"""eventapp: a joint stand at a trade fair and its conference programme. This file is the table of contents."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined

import config
from eventapp import database, worker
from eventapp.accounts import desk as accounts_desk
from eventapp.accounts import mails as account_mails
from eventapp.accounts import queries as people
from eventapp.accounts.signing_in import forget_what_ended
from eventapp.accounts.views import account, address, passkeys
from eventapp.agenda import erasing as agenda_erasing
from eventapp.agenda import views as agenda
from eventapp.calendars import private as private_feeds
from eventapp.calendars import readers
from eventapp.calendars import views as calendars
from eventapp.catalogue import views as catalogue
from eventapp.cli import commands
from eventapp.desk import desk, front, history, history_list, mails, taking_back
from eventapp.exhibitors import desk as exhibitors_desk
from eventapp.exhibitors import joining as exhibitors
from eventapp.exhibitors import queries as exhibitor_queries
from eventapp.exhibitors.actions import mailing as exhibitor_mails
from eventapp.exhibitors.actions.forgetting import forget as forget_exhibitors_people
from eventapp.exhibitors.actions.reminding import remind_all
from eventapp.exhibitors.views import applications, entries, questions, review, staff, start, team
from eventapp.exhibitors.views import calendar as member_calendar
from eventapp.fair import desk as fair_desk
from eventapp.fair import queries as fairs
from eventapp.fair import views as fair
from eventapp.interchange import desk as interchange_desk
from eventapp.interchange import desk_lists, desk_members, desk_programme, desk_sign_ups, desk_stand
from eventapp.interchange import views as interchange
from eventapp.interchange.waiting import forget_old as forget_waiting_files
from eventapp.mailings import desk as mailings_desk
from eventapp.mailings import letters as mailing_letters
from eventapp.numbers import desk as numbers_desk
from eventapp.offline import views as offline
from eventapp.outbox import views as outbox
from eventapp.pages import desk as pages_desk
from eventapp.pages import views as pages
from eventapp.print import desk as print_desk
from eventapp.print import desk_stand as stand_print_desk
from eventapp.print import views as print_views
from eventapp.print import views_programme
from eventapp.privacy import tombstones
from eventapp.programme import desk as programme_desk
from eventapp.programme import joining as programme_joining
from eventapp.programme import offering as programme_offering
from eventapp.programme import queries
from eventapp.programme import views as programme
from eventapp.programme import views_own as own_entry
from eventapp.programme.actions.planning_release import release_due
from eventapp.searching import views as searching
from eventapp.signups import desk as sign_ups_desk
from eventapp.signups import joining as signups
from eventapp.signups import mails as sign_up_mails
from eventapp.signups import views as sign_ups
from eventapp.signups import views_door as door
from eventapp.signups.actions import at_once
from eventapp.signups.actions.looking_after import LOOKED_EVERY, forget_unconfirmed, settle_due
from eventapp.stand import desk as stand_desk
from eventapp.stand import joining as stand
from eventapp.stand import views as stand_views
from eventapp.upkeep import views as upkeep
from eventapp.upkeep.erasing import erase_daily
from eventapp.uploads import shown
from eventapp.uploads import views as uploads
from eventapp.uploads.actions import tidy as tidy_uploads
from eventapp.visitors import mails as visitor_mails
from eventapp.web import (
    access,
    addresses,
    archived,
    assets,
    formats,
    limits,
    navigation,
    preparing,
    public,
    security,
    sessions,
    transaction,
)
from eventapp.web import offline as offline_script
from eventapp.web import pages as error_pages
from eventapp.web.build import build_id
from eventapp.web.late_rules import LateRule

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    account,
    address,
    passkeys,
    accounts_desk,
    exhibitors_desk,
    applications,
    start,
    entries,
    staff,
    questions,
    review,
    team,
    member_calendar,
    fair_desk,
    pages_desk,
    upkeep,
    uploads,
    fair,
    pages,
    programme,
    own_entry,
    agenda,
    calendars,
    private_feeds,
    interchange,
    catalogue,
    searching,
    offline,
    sign_ups,
    door,
    stand_views,
    desk,
    front,
    history,
    history_list,
    taking_back,
    programme_desk,
    stand_desk,
    interchange_desk,
    desk_lists,
    desk_members,
    desk_programme,
    desk_stand,
    desk_sign_ups,
    sign_ups_desk,
    print_views,
    views_programme,
    print_desk,
    stand_print_desk,
    numbers_desk,
    outbox,
    mails,
    mailings_desk,
)
"""Everything that has addresses."""
JOBS = (
    worker.Job("accounts.forget", forget_what_ended, every=timedelta(hours=1)),
    worker.Job("programme.release_due", release_due, every=timedelta(seconds=20)),
    worker.Job("exhibitors.forget", forget_exhibitors_people, every=timedelta(hours=12)),
    worker.Job("exhibitors.remind", remind_all, every=timedelta(hours=1)),
    worker.Job("interchange.forget", forget_waiting_files, every=timedelta(hours=1)),
    worker.Job("uploads.tidy", tidy_uploads, every=timedelta(hours=6)),
    worker.Job("signups.settle", settle_due, every=timedelta(seconds=20)),
    worker.Job("signups.forget", forget_unconfirmed, every=LOOKED_EVERY),
    worker.Job("agenda.forget", agenda_erasing.forget_what_came_to_nothing, every=agenda_erasing.LOOKED_EVERY),
    worker.Job("privacy.erase", erase_daily, every=timedelta(days=1)),
)
"""What the worker does beside sending mails."""


def create_app(settings: object | None = None) -> Flask:
    app = Flask(__name__, static_folder=None, template_folder=str(ROOT / "templates"))
    app.url_rule_class = LateRule
    app.config.from_object(settings or config.from_environment())
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    database.init_app(app, migrations=ROOT / "eventapp" / "migrations")
    archived.init_app(app, asked=(fairs.is_archived_by, exhibitor_queries.is_archived_by))
    access.init_app(
        app,
        person_of=people.person_signed_in,
        is_fresh=people.is_fresh,
        rights={"organisers": people.is_organiser, "members": people.is_anybody},
    )
    for part in (sessions, addresses, formats, limits, security, error_pages, navigation, transaction, preparing):
        part.init_app(app)
    assets.init_app(app, folder=ROOT / "static")
    offline_script.init_app(app)
    public.init_app(app, standing_of=queries.standing, build=_build())
    for room in ROOMS:
        app.register_blueprint(room.blueprint)
    for part in (shown, tombstones, account_mails, exhibitor_mails, exhibitors, programme_offering, programme_joining):
        part.init_app(app)
    for part in (stand, signups, at_once, sign_up_mails, visitor_mails, mailing_letters):
        part.init_app(app)
    for part in (private_feeds, readers, worker):
        part.init_app(app)
    for job in JOBS:
        worker.add_job(app, job)
    commands.init_app(app)
    return app


@cache
def _build() -> str:
    """One process has one build; its tests make the application some thousand times."""
    return build_id(ROOT)
