"""How times, days and texts read on a page, in the language of the page and on the hall's clock."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask

from eventapp.clock import at_the_fair
from eventapp.i18n import Words, _, language, ngettext
from eventapp.i18n.days import day_with_short_weekday, day_with_year, long_day, short_day
from eventapp.web.addresses import base_url, other_language_url, public_url
from eventapp.web.richtext import rich_text


def init_app(app: Flask) -> None:
    env = app.jinja_env
    env.globals.update({"_": _, "ngettext": ngettext, "language": language})
    env.globals.update({"other_language_url": other_language_url, "base_url": base_url, "public_url": public_url})
    env.globals["is_demo_site"] = app.config["DEMO"]
    for shown in (words, lang_of, wall_time, wall_day, wall_day_short, wall_date, wall_span, wall_when, iso, rich_text):
        env.filters[shown.__name__] = shown


def words(text: Words) -> str:
    return text.in_language(language())


def lang_of(text: Words) -> str:
    return text.language_shown(language())


def wall_time(moment: datetime) -> str:
    """10:00"""
    return at_the_fair(moment).strftime("%H:%M")


def _day(moment: date | datetime) -> date:
    return at_the_fair(moment).date() if isinstance(moment, datetime) else moment


def wall_day(moment: date | datetime) -> str:
    """Mittwoch, 10. Februar"""
    return long_day(_day(moment), language())


def wall_day_short(moment: date | datetime) -> str:
    """Mi., 10.02."""
    return short_day(_day(moment), language())


def wall_date(moment: date | datetime) -> str:
    """10. Februar 2027"""
    return day_with_year(_day(moment), language())


def wall_span(starts_at: datetime, ends_at: datetime) -> str:
    """10:00–10:45 Uhr"""
    return _("{start}–{end} Uhr", start=wall_time(starts_at), end=wall_time(ends_at))


def wall_when(starts_at: datetime, ends_at: datetime) -> str:
    """Mi., 10. Februar, 10:00–10:45 Uhr"""
    return f"{day_with_short_weekday(_day(starts_at), language())}, {wall_span(starts_at, ends_at)}"


def iso(moment: date | datetime) -> str:
    """For ``<time datetime>``: with the hall's offset."""
    return at_the_fair(moment).isoformat() if isinstance(moment, datetime) else moment.isoformat()
