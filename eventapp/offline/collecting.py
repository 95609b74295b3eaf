"""What a device keeps of a fair: the pages somebody in the hall asks for, the most wanted first."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice

from flask import url_for

from eventapp.catalogue.value import Catalogue
from eventapp.clock import DAY_ENDS_AT, from_the_wall
from eventapp.programme.overview import A_DAY_A_PAGE_FROM
from eventapp.programme.queries import Published
from eventapp.programme.value import Programme
from eventapp.web.offline import Collection

MOST_PAGES = 500
"""About four megabytes over the wire."""
KEPT_AFTER = timedelta(days=14)
"""After the fair's last day, for whoever reads at home what they heard."""


def collection_of(shown: Published, catalogue: Catalogue) -> Collection:
    """In the language that is spoken now."""
    programme, slug = shown.or_empty, shown.fair.slug
    lists = ["pages.home", "programme.overview", "agenda.mine", "stand_public.plan", "catalogue.exhibitors"]
    lists += ["catalogue.exhibits", "programme.speakers", "offline.page"]
    pages = [url_for(name, slug=slug) for name in lists]
    pages += [url_for("programme.overview", slug=slug, tag=day) for day in _pages_of_days(programme)]
    pages += [url_for("programme.session", slug=slug, code=one.code) for one in programme.sessions if not one.is_break]
    pages += [url_for("catalogue.exhibitor", slug=slug, name=one.slug) for one in catalogue.exhibitors]
    pages += [url_for("catalogue.exhibit", slug=slug, name=one.slug) for one in catalogue.exhibits]
    pages += [url_for("programme.speaker", slug=slug, speaker=one.slug) for one in programme.speakers]
    data = ("agenda.index", "programme.search_texts", "catalogue.exhibitor_index", "catalogue.exhibit_index")
    return Collection(
        base=url_for("pages.home", slug=slug).rstrip("/"),
        version=str(shown.standing.public_version),
        until=until_of(shown.fair.ends_on),
        fallback=url_for("offline.page", slug=slug),
        pages=tuple(islice(pages, MOST_PAGES)),
        data=tuple(url_for(name, slug=slug) for name in data),
    )


def until_of(ends_on: date) -> datetime:
    """When a device deletes it by itself."""
    return from_the_wall(ends_on + KEPT_AFTER, DAY_ENDS_AT)


def _pages_of_days(programme: Programme) -> list[str]:
    """A large programme shows a day a page."""
    is_large = len(programme.sessions) >= A_DAY_A_PAGE_FROM
    return [day.isoformat() for day in programme.days] if is_large else []
