"""Public pages: one view for both languages, and answers kept under the fair's ``public_version``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial, wraps
from typing import Any, TypeVar

from flask import Blueprint, Flask, Response, abort, current_app, g, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from eventapp.clock import DAY_ENDS_AT, day_at_the_fair, from_the_wall
from eventapp.database import AFTER_COMMIT, db
from eventapp.i18n import language
from eventapp.web import ready
from eventapp.web.kept import Kept, Memo
from eventapp.web.moment import DEMO_PARAMETER, demo_moment, shown_moment
from eventapp.web.ready import FRESH_SECONDS, Span, offer
from eventapp.web.versions import PUBLISHED, Versions

View = TypeVar("View", bound=Callable[..., Any])

MEMO_BYTES = 4 * 1024 * 1024
"""A worker with a thousand sessions stays below 100 MB, of which Python and its libraries take sixty."""
LIVE_SECONDS = 5
"""How long others may keep what changes without a publication, like the places left."""
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
    app.extensions.setdefault(AFTER_COMMIT, []).append(partial(_forget_if_published, versions))
    ready.init_app(app, versions)


def _forget_if_published(versions: Versions) -> None:
    """Most commits publish nothing: while many sign up, pages need not ask anew after each of them."""
    if db.session.info.pop(PUBLISHED, False):
        versions.forget()


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
    live: tuple[str, ...] = (),
    by_the_clock: bool = False,
    mimetype: str = "text/html; charset=utf-8",
    packed: bool = False,
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., Response]]:
    """The view's answer is kept per build, language, address and ``public_version``.

    ``query`` names the parameters the page understands; it sees no others, and of each the first value only.
    ``live`` are those among them that ask for what changes without a publication: such an answer is made anew each
    time, wears the print of its bytes, and others may keep it for :data:`LIVE_SECONDS`.
    ``by_the_clock`` is for pages that say "now": they are kept until the next boundary of the programme.
    Of the view's headers those in :data:`KEPT_HEADERS` are kept with it. ``packed`` is for megabytes of text that
    programs fetch, which take them packed: they would push hundreds of pages out of the memo.
    """

    rules = _Rules(query, live, by_the_clock, mimetype, packed)

    def wrap(view: Callable[..., ResponseReturnValue]) -> Callable[..., Response]:
        @wraps(view)
        def answer(slug: str, **values: Any) -> Response:
            return _answer(rules, slug, values, lambda: make_response(view(slug, **values)))

        answer.__dict__["by_the_clock"] = by_the_clock
        return answer

    return wrap


def made_once(slug: str, name: str, *hangs_on: Hashable, make: Callable[[], bytes]) -> bytes:
    """The bytes of a page that is no address of its own to keep, but says the same to everybody until the fair's public
    face changes, the programme's next boundary passes, or something of what it ``hangs_on``. Whoever is asked for by
    hundreds a second, a closed door above all, need not write it anew each time."""
    asking = _asking(_BY_THE_CLOCK, slug)
    if request.args or asking.minute:
        return make()
    key = (asking.version, name, slug, hangs_on)
    found = memo().get(key, lambda: Kept.of(make(), _BY_THE_CLOCK.mimetype))
    return found.in_encoding("identity") if found else make()


@dataclass(frozen=True, slots=True)
class _Rules:
    """What :func:`kept` was told of a page."""

    query: tuple[str, ...]
    live: tuple[str, ...]
    by_the_clock: bool
    mimetype: str
    packed: bool


_BY_THE_CLOCK = _Rules((), (), True, "text/html; charset=utf-8", False)


@dataclass(frozen=True, slots=True)
class _Asking:
    """One question for a page. ``version`` is what its answer hangs on, ``minute`` that of the demo, if one was asked
    for, ``span`` how long a page stands that says "now"."""

    standing: Standing
    version: tuple[object, ...]
    span: Span | None
    minute: datetime | None
    is_understood: bool
    is_live: bool

    @property
    def is_held(self) -> bool:
        return not self.is_live and FREE_TEXT not in request.args

    @property
    def max_age(self) -> int:
        seconds = self.span.max_age(shown_moment()) if self.span else FRESH_SECONDS
        return min(seconds, LIVE_SECONDS) if self.is_live else seconds


def _asking(rules: _Rules, slug: str) -> _Asking:
    minute = demo_moment() if rules.by_the_clock else None
    is_understood = _understand_only((*rules.query, DEMO_PARAMETER) if minute else rules.query)
    standing = standing_of(slug)
    span = _span(standing) if rules.by_the_clock else None
    build, begins = current_app.extensions["eventapp.build"], span.begins if span else None
    version = (build, language(), standing.public_version, begins, minute)
    is_live = any(name in request.args for name in rules.live)
    return _Asking(standing, version, span, minute, is_understood, is_live)


def _answer(rules: _Rules, slug: str, values: dict[str, Any], look: Callable[[], Response]) -> Response:
    asking = _asking(rules, slug)
    refused: list[Response] = []

    def make() -> Kept | None:
        response = look()
        if response.status_code == 200:
            return _made(rules, asking, response)
        refused.append(response)
        return None

    address = (asking.version, request.endpoint, slug, tuple(values.items()), tuple(request.args.items()))
    page = _memo_for(request.args).get(address, make) if asking.is_held else make()
    if page is None:
        return refused[0]
    if asking.is_held and asking.is_understood and not asking.minute:
        offer(page, slug, asking.standing.public_version, asking.span)
    return page.answer(request, cache_control=f"public, max-age={asking.max_age}")


def _made(rules: _Rules, asking: _Asking, response: Response) -> Kept:
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    if asking.is_live:
        return Kept.of(response.get_data(), rules.mimetype, **headers)
    etag = "-".join(str(part).replace(" ", "T") for part in asking.version if part is not None)
    made = Kept(response.get_data(), rules.mimetype, etag, headers=headers)
    if rules.packed:
        made.squeeze(made.length)
    return made


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
