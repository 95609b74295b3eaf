"""Addresses: fairs in the path, the language in front, absolute links from ``PUBLIC_BASE_URL`` only."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request, session, url_for
from werkzeug.routing import BaseConverter, IntegerConverter, Map

from eventapp.i18n import catalogue, language, speaking
from eventapp.web.moment import DEMO_PARAMETER, by_the_clock, demo_moment
from eventapp.web.sessions import LANGUAGE, is_private

RESERVED = ("en", "api", "bild", "desk", "konto", "mein-stand", "static", "healthz", "readyz")

LARGEST_NUMBER = 2**31 - 1


class FairSlug(BaseConverter):
    """A fair's name in an address; the reserved words are never one."""

    regex = rf"(?!(?:{'|'.join(RESERVED)})\Z)[a-z0-9][a-z0-9-]*"


class RowNumber(IntegerConverter):
    """A number in an address; what no row can have is no address, and never asked of a database that knows no such
    numbers."""

    regex = r"[0-9]{1,10}"

    def __init__(self, url_map: Map, *arguments: Any, **bounds: Any) -> None:
        super().__init__(url_map, *arguments, **{"max": LARGEST_NUMBER, **bounds})


class NameWith(BaseConverter):
    """A name with an ending of its own, ``<name("-mein-programm"):name>``: looked at before those with any."""

    weight = 90

    def __init__(self, url_map: Map, ending: str) -> None:
        super().__init__(url_map)
        self.regex = rf"[^/]+{re.escape(ending)}"


def init_app(app: Flask) -> None:
    app.url_map.converters["name"] = NameWith
    app.url_map.converters["fair"] = FairSlug
    app.url_map.converters["int"] = RowNumber
    app.url_map.strict_slashes = True
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_keep_language_and_fair)
    app.after_request(_redirect_by_path)
    app.teardown_request(_stop_speaking)


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.speaking = speaking(_language_of_private_areas() if is_private(request.path) else _language_of_the_path())
    g.speaking.__enter__()
    g.slug = values.get("slug") if values else None
    if values:
        values.pop("language", None)


def _language_of_the_path() -> str:
    return "en" if request.path == "/en" or request.path.startswith("/en/") else "de"


def _language_of_private_areas() -> str:
    """The person's, kept in the session; before anybody chose one, what the browser asks for."""
    return session.get(LANGUAGE) or request.accept_languages.best_match(catalogue.LANGUAGES, "de")


def _stop_speaking(_error: BaseException | None) -> None:
    if "speaking" in g:
        g.pop("speaking").__exit__(None, None, None)


def _redirect_by_path(response: Response) -> Response:
    """The router's own redirects repeat the host that the request claims; the path alone leads to the same place."""
    location = response.location
    if location and not location.startswith("/") and location.startswith(request.host_url):
        response.location = "/" + location.removeprefix(request.host_url).lstrip("/")
    return response


def _keep_language_and_fair(endpoint: str, values: dict[str, Any]) -> None:
    expects = current_app.url_map.is_endpoint_expecting
    if "language" not in values and expects(endpoint, "language"):
        values["language"] = language()
    if "slug" not in values and g.get("slug") and expects(endpoint, "slug"):
        values["slug"] = g.slug
    if DEMO_PARAMETER not in values and demo_moment() and by_the_clock(current_app.view_functions.get(endpoint)):
        values[DEMO_PARAMETER] = request.args[DEMO_PARAMETER]


def public_url(endpoint: str, **values: Any) -> str:
    """The absolute address that may leave the house: never built from what a request claims as its host."""
    return base_url() + url_for(endpoint, **{DEMO_PARAMETER: None, **values})


def base_url() -> str:
    """``https://host`` without a slash at its end."""
    address: str = current_app.config["PUBLIC_BASE_URL"]
    return address


def passkeys_work() -> bool:
    """A passkey belongs to a host's name: where the site is called by numbers alone there are none."""
    host = urlsplit(base_url()).hostname or ""
    return ":" not in host and not host.replace(".", "").isdecimal()


def other_language_url() -> str:
    """The same page in the other language; the front page where there is no such page."""
    other = next(known for known in catalogue.LANGUAGES if known != language())
    if request.endpoint is None or not current_app.url_map.is_endpoint_expecting(request.endpoint, "language"):
        return "/en/" if other == "en" else "/"
    asked = {name: text for name, text in request.args.items() if name != "endpoint" and not name.startswith("_")}
    values = {**asked, **(request.view_args or {}), "language": other}
    return url_for(request.endpoint, **values)
