"""A fair's settings file (TOML): read, checked whole, turned into values. Of a file with a mistake nothing is kept."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

import msgspec

from eventapp.clock import from_the_wall
from eventapp.errors import DomainError
from eventapp.fair.colours import DARK_GROUND, LIGHT_GROUND, READABLE, contrast, lightened
from eventapp.fair.value import TEXTS, Contact, OpeningHours, Profile, Venue
from eventapp.i18n import Words, mark
from eventapp.text import clean_line, clean_text

ACRONYM = re.compile(r"[a-z0-9]{4,30}")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
COLOUR = re.compile(r"#[0-9a-f]{6}")
LONGEST_SLUG, LONGEST_NAME, LONGEST_WHERE = 60, 200, 300
PLACE_KINDS = ("stage", "room", "meeting_point")


class BadSettings(DomainError):
    """The file is refused; the sentence names the place in it and what to do."""


class Hours(msgspec.Struct):
    day: date
    opens: time
    closes: time


class PlaceSettings(msgspec.Struct):
    slug: str
    name: Words
    where: Words = Words()
    kind: str = "stage"


class ThemeSettings(msgspec.Struct):
    slug: str
    name: Words
    colour: str
    colour_dark: str = ""


class FairSettings(msgspec.Struct):
    """The file as written; ``profile()`` gives what the pages show of it."""

    title: Words | None = None
    acronym: str = ""
    is_demo: bool = False
    date_note: Words = Words()
    tickets_url: str = ""
    venue: Venue = Venue()
    hours: list[Hours] = []
    texts: dict[str, Words] = {}
    contact: Contact = Contact()
    places: list[PlaceSettings] = []
    themes: list[ThemeSettings] = []

    def profile(self) -> Profile:
        opening = (
            OpeningHours(from_the_wall(one.day, one.opens), from_the_wall(one.day, one.closes)) for one in self.hours
        )
        return Profile(
            is_demo=self.is_demo,
            date_note=self.date_note,
            tickets_url=self.tickets_url,
            venue=self.venue,
            hours=tuple(sorted(opening, key=lambda one: one.opens_at)),
            texts=self.texts,
            contact=self.contact,
        )


def read_settings(data: bytes, *, starts_on: date, ends_on: date) -> FairSettings:
    """The checked settings; :class:`BadSettings` says what is wrong where."""
    try:
        written = _cleaned(tomllib.loads(data.decode()))
        settings = msgspec.convert(written, FairSettings)
    except (msgspec.MsgspecError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSettings(mark("Die Datei ist so nicht lesbar: {error}."), error=error) from error
    for key in _not_understood(written, msgspec.to_builtins(settings)):
        raise BadSettings(mark("{key}: diese Angabe gibt es nicht."), key=key)
    _check(settings, starts_on, ends_on)
    for theme in settings.themes:
        theme.colour_dark = theme.colour_dark.lower() or lightened(theme.colour)
    return settings


def _cleaned(written: Any, clean: Callable[[str], str] = clean_line) -> Any:
    """Everything in the file cleaned; only the ``texts`` may have several lines."""
    if isinstance(written, dict):
        return {key: _cleaned(value, clean_text if key == "texts" else clean) for key, value in written.items()}
    if isinstance(written, list):
        return [_cleaned(value, clean) for value in written]
    return clean(written) if isinstance(written, str) else written


def _not_understood(written: Any, understood: Any, above: str = "") -> Iterator[str]:
    """Where the file says something that no setting takes: a typo must not silently mean nothing."""
    if isinstance(written, dict):
        for key, value in written.items():
            if key in understood:
                yield from _not_understood(value, understood[key], f"{above}{key}.")
            else:
                yield above + key
    elif isinstance(written, list):
        for one, other in zip(written, understood, strict=True):
            yield from _not_understood(one, other, above)


def _refuse(holds: bool, message: str, **values: Any) -> None:
    if not holds:
        raise BadSettings(message, **values)


def _check(settings: FairSettings, starts_on: date, ends_on: date) -> None:
    _refuse(not settings.acronym or ACRONYM.fullmatch(settings.acronym) is not None, ACRONYM_RULE)
    _refuse(settings.title is None or bool(settings.title.de), mark("title: der deutsche Titel fehlt."))
    if settings.title is not None:
        _check_length("title", LONGEST_NAME, settings.title)
    web = settings.tickets_url
    _refuse(not web or web.startswith("https://"), mark("tickets_url: muss mit https:// beginnen."))
    for key, text in settings.texts.items():
        _refuse(
            key in TEXTS,
            mark("texts.{key}: diesen Text kennt keine Seite. Bekannt: {known}."),
            key=key,
            known=", ".join(TEXTS),
        )
        _refuse(bool(text.de), mark("texts.{key}: der deutsche Text fehlt."), key=key)
    for hours in settings.hours:
        _refuse(starts_on <= hours.day <= ends_on, mark("hours: {day} ist kein Messetag."), day=hours.day)
        _refuse(
            hours.opens < hours.closes, mark("hours: am {day} schließt die Halle, bevor sie öffnet."), day=hours.day
        )
    _check_names("places", settings.places)
    _check_names("themes", settings.themes)
    for place in settings.places:
        _check_length(f"places.{place.slug}.where", LONGEST_WHERE, place.where)
        known = ", ".join(PLACE_KINDS)
        _refuse(
            place.kind in PLACE_KINDS,
            mark("places.{slug}: kind muss eines sein von {known}."),
            slug=place.slug,
            known=known,
        )
    for theme in settings.themes:
        _check_colour(theme.slug, "colour", theme.colour, LIGHT_GROUND)
        if theme.colour_dark:
            _check_colour(theme.slug, "colour_dark", theme.colour_dark, DARK_GROUND)


ACRONYM_RULE = mark("acronym: vier bis dreißig Zeichen aus a–z und 0–9, ohne Bindestrich.")


def _check_length(key: str, most: int, text: Words) -> None:
    fits = max(len(text.de), len(text.en)) <= most
    _refuse(fits, mark("{key}: höchstens {most} Zeichen."), key=key, most=most)


def _check_names(kind: str, entries: list[PlaceSettings] | list[ThemeSettings]) -> None:
    seen: set[str] = set()
    for entry in entries:
        _refuse(
            SLUG.fullmatch(entry.slug) is not None and len(entry.slug) <= LONGEST_SLUG,
            mark("{kind}: „{slug}“ taugt nicht als slug (a–z, 0–9, Bindestrich, höchstens {most} Zeichen)."),
            kind=kind,
            slug=entry.slug,
            most=LONGEST_SLUG,
        )
        _refuse(entry.slug not in seen, mark("{kind}: der slug „{slug}“ steht zweimal da."), kind=kind, slug=entry.slug)
        _refuse(bool(entry.name.de), mark("{kind}.{slug}: der deutsche Name fehlt."), kind=kind, slug=entry.slug)
        _check_length(f"{kind}.{entry.slug}.name", LONGEST_NAME, entry.name)
        seen.add(entry.slug)


def _check_colour(slug: str, key: str, colour: str, ground: str) -> None:
    _refuse(
        COLOUR.fullmatch(colour.lower()) is not None,
        mark("themes.{slug}: {key} muss #rrggbb sein."),
        slug=slug,
        key=key,
    )
    reached = contrast(colour, ground)
    message = mark(
        "themes.{slug}: {key} {colour} hat auf {ground} nur {reached:.1f}:1 Kontrast; nötig sind {needed}:1."
    )
    values = {"slug": slug, "key": key, "colour": colour, "ground": ground, "reached": reached, "needed": READABLE}
    _refuse(reached >= READABLE, message, **values)
