"""A mail as it is read: subject, text and HTML, in the reader's language, with links to this site only.

The text is the mail; its HTML is laid out from it (:mod:`layout`) unless the kind has a template of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app
from jinja2 import Environment, TemplateNotFound

from eventapp.i18n import _, speaking
from eventapp.outbox.kinds import Kind, kind_of
from eventapp.outbox.layout import is_ours, parts_of, without_links
from eventapp.text import clean_line, clean_text
from eventapp.web.addresses import base_url

LONGEST_SUBJECT, LONGEST_TEXT = 200, 100_000
LINK = "link"
"""The one value in which a room says an address of ours. Whatever a stranger typed stands in others: a name that begins
with our address is no link of ours."""
CUT = "\f"
"""Between subject, text and why one gets it; it is in no clean text."""


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    html: str


def render(kind: str, *, language: str, values: Mapping[str, Any]) -> Letter:
    """Outside of a request the templates get one of the site's own address: nothing that anybody claimed gets in."""
    env: Environment = current_app.jinja_env
    filled = {name: _clean(name, value, kind_of(kind)) for name, value in values.items()}
    with speaking(language), current_app.test_request_context(base_url=base_url()):
        written = env.get_template(f"mail/{kind}.txt").render(filled)
        subject, body, why = written.split(CUT)
        subject, body = clean_line(subject, longest=LONGEST_SUBJECT), _body(body)
        why = clean_line(why) or _("Sie bekommen diese E-Mail, weil Sie mit dieser Messe zu tun haben.")
        sent_by = _("Von selbst gesendet von {site}", site=base_url())
        text = f"{body}\n\n-- \n{why}\n{sent_by}\n"
        parts = parts_of(body, base_url=base_url())
        html = _html_template(env, kind).render(filled, subject=subject, parts=parts, why=why, sent_by=sent_by)
    return Letter(subject=subject, text=text, html=html)


def _html_template(env: Environment, kind: str) -> Any:
    try:
        return env.get_template(f"mail/{kind}.html")
    except TemplateNotFound:
        return env.get_template("mail/base.html")


def _body(written: str) -> str:
    """The leading blanks of a code are kept, even where the mail begins with it."""
    return clean_text(f".\n{written}", longest=LONGEST_TEXT).removeprefix(".").strip("\n")


def _clean(name: str, value: Any, kind: Kind) -> Any:
    if isinstance(value, str):
        value = clean_text(value)
        is_own_link = name == LINK and is_ours(value, base_url())
        return without_links(value) if kind.is_unasked and not is_own_link else value
    if isinstance(value, Mapping):
        return {inner: _clean(inner, one, kind) for inner, one in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(name, one, kind) for one in value]
    return value
