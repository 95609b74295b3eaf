"""The fair's front page and the texts that the law asks for."""

from __future__ import annotations

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from eventapp.i18n import mark
from eventapp.pages.home import told_at_home
from eventapp.pages.minutes import interesting_minutes
from eventapp.privacy.whole import REGISTER
from eventapp.programme.queries import published
from eventapp.web.access import everyone
from eventapp.web.moment import demo_moment, shown_moment
from eventapp.web.public import PublicBlueprint, kept

blueprint = PublicBlueprint("pages", __name__)


@blueprint.in_both_languages("/<fair:slug>/")
@everyone
@kept(by_the_clock=True)
def home(slug: str) -> ResponseReturnValue:
    shown = published(slug)
    return render_template(
        "pages/home.html",
        **told_at_home(shown.fair, shown.programme, shown_moment()),
        demo_moment=demo_moment(),
        minutes=interesting_minutes(shown.programme) if current_app.config["DEMO"] and shown.programme else (),
    )


@blueprint.in_both_languages("/<fair:slug>/impressum")
@everyone
@kept()
def imprint(slug: str) -> ResponseReturnValue:
    return _legal_text(slug, "imprint", mark("Impressum"))


@blueprint.in_both_languages("/<fair:slug>/datenschutz")
@everyone
@kept()
def privacy(slug: str) -> ResponseReturnValue:
    """The fair's own text, and below it what the register of personal data says."""
    groups = [*REGISTER.groups()]
    return _legal_text(slug, "privacy", mark("Datenschutz"), template="pages/privacy.html", groups=groups)


@blueprint.in_both_languages("/<fair:slug>/barrierefreiheit")
@everyone
@kept()
def accessibility(slug: str) -> ResponseReturnValue:
    return _legal_text(slug, "accessibility", mark("Barrierefreiheit"))


def _legal_text(slug: str, key: str, title: str, *, template: str = "pages/text.html", **more: object) -> str:
    shown = published(slug)
    text = shown.fair.profile.text(key)
    return render_template(template, fair=shown.fair, programme=shown.programme, title=title, text=text, **more)
