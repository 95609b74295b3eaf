"""The public pages as they would be with what is written of a fair and not published; for the office alone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from eventapp.clock import from_the_wall, now
from eventapp.fair.queries import draft_of, get_fair
from eventapp.fair.value import PublicFair
from eventapp.i18n import language, mark, speaking
from eventapp.i18n.catalogue import LANGUAGES
from eventapp.pages.home import told_at_home
from eventapp.privacy.whole import REGISTER
from eventapp.programme.queries import published
from eventapp.programme.value import Programme
from eventapp.web.access import organisers

blueprint = Blueprint("pages_desk", __name__, url_prefix="/desk/<fair:slug>/messe/vorschau")
PAGES = {
    "start": ("home", mark("Startseite")),
    "impressum": ("imprint", mark("Impressum")),
    "datenschutz": ("privacy", mark("Datenschutz")),
    "barrierefreiheit": ("accessibility", mark("Barrierefreiheit")),
}
TIMES = {"vorher": mark("vor der Messe"), "erster-tag": mark("am ersten Tag"), "nachher": mark("nach der Messe")}


@blueprint.get("/<page>")
@organisers
def preview(slug: str, page: str) -> ResponseReturnValue:
    """One page in one language, at a time of the fair: ``?sprache=en&zeit=nachher``."""
    key, title = PAGES.get(page) or abort(404)
    fair, programme = draft_of(get_fair(slug)).fair, published(slug).programme
    spoken = request.args.get("sprache", "")
    spoken = spoken if spoken in LANGUAGES else language()
    chosen = request.args.get("zeit", "")
    with speaking(spoken):
        return render_template(
            f"pages/desk/{'home' if key == 'home' else 'text'}.html",
            page=page,
            pages=PAGES,
            times=TIMES,
            time=chosen if chosen in TIMES else "",
            **(_home(fair, programme, chosen) if key == "home" else _text(fair, programme, key, title)),
        )


def _home(fair: PublicFair, programme: Programme | None, chosen: str) -> dict[str, Any]:
    moment = _moment(fair.starts_on, fair.ends_on, chosen)
    return {**told_at_home(fair, programme, moment), "demo_moment": moment, "minutes": ()}


def _text(fair: PublicFair, programme: Programme | None, key: str, title: str) -> dict[str, Any]:
    told: dict[str, Any] = {"fair": fair, "programme": programme, "title": title, "text": fair.profile.text(key)}
    return {**told, "groups": [*REGISTER.groups()] if key == "privacy" else []}


def _moment(starts_on: date, ends_on: date, chosen: str) -> datetime:
    """Noon of a day that shows what was asked for; now, if nothing was."""
    days = {"vorher": starts_on - timedelta(days=7), "erster-tag": starts_on, "nachher": ends_on + timedelta(days=1)}
    return from_the_wall(days[chosen], time(12)) if chosen in days else now()
