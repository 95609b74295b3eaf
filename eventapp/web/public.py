"""Public pages: one view for both languages, and answers kept under the fair's ``public_version``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint, Flask, Response, abort, current_app, g, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from eventapp.clock import DAY_ENDS_AT, day_at_the_fair, from_the_wall
from eventapp.database import AFTER_COMMIT
from eventapp.i18n import language
from eventapp.web import ready
from eventapp.web.kept import Kept, Memo
from eventapp.web.moment import DEMO_PARAMETER, demo_moment, shown_moment
from eventapp.web.ready import FRESH_SECONDS, Span, offer
from eventapp.web.versions import Versions

View = TypeVar("View", bound=Callable[..., Any])

MEMO_BYTES = 4 * 1024 * 1024
"""A worker with a thousand sessions stays below 100 MB, of which Python and its libraries take sixty."""
FREE_TEXT = "q"
"""What is typed here has no end, so its answers are made anew each time instead of pushing others out of the memo."""
KEPT_HEADERS = ("Content-Disposition", "Access-Control-Allow-Origin")
LONGEST_PARAMETER = 100
"""Characters of one query value that are looked at."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a fair's kept answers hang on: a number that rises with every publication, and the moments at which a
    page that says "now" begins to say something else (aware, sorted)."""

    public_version: int
    boundaries: tuple[datetime, ...] = ()


class PublicBlueprint(Blueprint):
    """A room's public pages, in German at their address and in English under ``/en``."""

    def in_both_languages(self, rule: str, **options: Any) -> Callable[[View], View]:
        def register(view: View) -> View:
            for prefix, spoken in (("", "de"), ("/en", "en")):
                self.add_url_rule(prefix + rule, view_func=view, defaults={"language": spoken}, **options)
            return view

        return register


def init_app(app: Flask, *, standing_of: Callable[[str], Standing | None], build: str) -> None:
    """``standing_of`` tells a fair's standing by its slug, with one query at most; ``build`` names this build."""
    app.extensions["eventapp.standing_of"] = standing_of
    app.extensions["eventapp.memo"] = Memo(MEMO_BYTES)
    app.extensions["eventapp.memo_asked"] = Memo(MEMO_BYTES // 4)
    app.extensions["eventapp.build"] = build
    app.extensions["eventapp.versions"] = versions = Versions(app.config["PUBLIC_VERSION_SECONDS"])
    app.extensions.setdefault(AFTER_COMMIT, []).append(versions.forget)
    ready.init_app(app, versions)


def standing_of(slug: str) -> Standing:
    """The fair's standing, or 404."""
    standing: Standing | None = current_app.extensions["eventapp.standing_of"](slug)
    if standing is None:
        g.slug = None  # so that the error page leads to no fair that does not exist
        abort(404)
    return standing


def memo() -> Memo:
    kept: Memo = current_app.extensions["eventapp.memo"]
    return kept


def _memo_for(args: MultiDict[str, str]) -> Memo:
    """Answers to parameters have a smaller memo of their own: made-up ones push no real page out."""
    asked: Memo = current_app.extensions["eventapp.memo_asked"]
    return asked if args else memo()


def kept(
    *,
    query: tuple[str, ...] = (),
    by_the_clock: bool = False,
    mimetype: str = "text/html; charset=utf-8",
    packed: bool = False,
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., Response]]:
    """The view's answer is kept per build, language, address and ``public_version``.

    ``query`` names the parameters the page understands; it sees no others, and of each the first value only.
    ``by_the_clock`` is for pages that say "now": they are kept until the next boundary of the programme.
    Of the view's headers those in :data:`KEPT_HEADERS` are kept with it. ``packed`` is for megabytes of text that
    programs fetch, which take them packed: they would push hundreds of pages out of the memo.
    """

    def wrap(view: Callable[..., ResponseReturnValue]) -> Callable[..., Response]:
        @wraps(view)
        def answer(slug: str, **values: Any) -> Response:
            clock_asked = demo_moment() if by_the_clock else None
            known = (*query, DEMO_PARAMETER) if clock_asked else query
            is_understood = _understand_only(known)
            standing = standing_of(slug)
            span = _span(standing) if by_the_clock else None
            seconds = span.max_age(shown_moment()) if span else FRESH_SECONDS
            last = span.begins if span else None
            version = (current_app.extensions["eventapp.build"], language(), standing.public_version, last, clock_asked)
            refused: list[Response] = []

            def make() -> Kept | None:
                response = make_response(view(slug, **values))
                if response.status_code != 200:
                    refused.append(response)
                    return None
                etag = "-".join(str(part).replace(" ", "T") for part in version if part is not None)
                headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
                made = Kept(response.get_data(), mimetype, etag, headers=headers)
                if packed:
                    made.squeeze(made.length)
                return made

            address = (version, request.endpoint, slug, tuple(values.items()), tuple(request.args.items()))
            is_held = FREE_TEXT not in request.args
            page = _memo_for(request.args).get(address, make) if is_held else make()
            if page and is_held and is_understood and not clock_asked:
                offer(page, slug, standing.public_version, span)
            return page.answer(request, cache_control=f"public, max-age={seconds}") if page else refused[0]

        answer.__dict__["by_the_clock"] = by_the_clock
        return answer

    return wrap


def _understand_only(known: tuple[str, ...]) -> bool:
    """Drops every parameter the page does not know, so that made-up ones cannot fill the memo. Was there none?"""
    asked = request.args
    args = [(name, asked[name][:LONGEST_PARAMETER]) for name in known if asked.get(name)]
    request.args = ImmutableMultiDict(args)
    return sorted(asked.items(multi=True)) == sorted(args)


def _span(standing: Standing) -> Span:
    """From the last boundary passed to the next. A day's turn is one, too: pages count the days until the fair."""
    moment = shown_moment()
    today = day_at_the_fair(moment)
    passed = bisect_right(standing.boundaries, moment)
    begins = max((from_the_wall(today, DAY_ENDS_AT), *standing.boundaries[max(0, passed - 1) : passed]))
    ends = min((from_the_wall(today + timedelta(days=1), DAY_ENDS_AT), *standing.boundaries[passed : passed + 1]))
    return Span(begins, ends)
