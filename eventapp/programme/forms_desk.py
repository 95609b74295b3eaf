"""The shapes of what the office enters about its programme: sessions, places, themes, speakers, releases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import request
from wtforms import Field
from wtforms.validators import Optional

from eventapp.clock import at_the_fair, from_the_wall, is_in_the_gap
from eventapp.errors import DomainError
from eventapp.fair.colours import PALETTE
from eventapp.fair.settings import PLACE_KINDS
from eventapp.i18n import Words, _, language, mark
from eventapp.programme.actions.rules import (
    LONGEST_NAME,
    LONGEST_ORGANISATION,
    LONGEST_SERIES,
    LONGEST_TITLE,
    LONGEST_WHERE,
    MOST_CHANGEOVER,
    MOST_PLACES,
)
from eventapp.programme.crowding import FEWER
from eventapp.programme.entries import PlaceEntry, SessionEntry, SpeakerEntry, ThemeEntry
from eventapp.programme.models import CONSENTS, ConferenceSession, Place, Speaker, Theme
from eventapp.programme.names import CONSENT_NAMES, KIND_NAMES, LANGUAGE_NAMES, PLACE_KIND_NAMES
from eventapp.programme.value import Link
from eventapp.text import LONGEST, clean_line, folded
from eventapp.web.forms import (
    Choice,
    Day,
    EmailLine,
    Form,
    Line,
    Paragraphs,
    Required,
    Tick,
    Version,
    Wall,
    Whole,
)

LONGEST_NIGHT = timedelta(hours=8)
"""An end that reads earlier than its start is meant for the next day, if that is no longer than this."""
LONGEST_NUMBER = 10
"""Digits from which on no row has such a number."""
Pairs = list[tuple[str, str]]


class OnStage(Field):
    """Who speaks, in order: the id of a row, or ``+Name, Organisation`` for somebody new. Sent as hidden values."""

    def process_formdata(self, values: list[str]) -> None:
        self.data = [value for value in values if _is_row(value) or value.startswith("+")][:100]


class Listed(Field):
    """Rows in order, by their ids. Sent as hidden values."""

    def process_formdata(self, values: list[str]) -> None:
        self.data = [value for value in values if _is_row(value)][:100]


def _is_row(value: str) -> bool:
    return value.isdecimal() and len(value) < LONGEST_NUMBER


class SessionForm(Form):
    """One session with all its fields. ``add_speaker`` and ``add_exhibitor`` take a name; ``do`` says which button was
    pressed. What is new or lies beside the board may stay without day and start; it then needs only its length."""

    version = Version()
    title_de = Line(mark("Deutsch"), [Required(mark("Geben Sie einen deutschen Titel ein."))], most=LONGEST_TITLE)
    title_en = Line(mark("Englisch"), most=LONGEST_TITLE)
    subtitle_de = Line(mark("Deutsch"), most=LONGEST_TITLE)
    subtitle_en = Line(mark("Englisch"), most=LONGEST_TITLE)
    day = Day(mark("Tag"), [Required(mark("Geben Sie den Tag ein."))])
    starts = Wall(mark("Beginn"), [Required(mark("Geben Sie ein, wann es beginnt."))])
    ends = Wall(mark("Ende"))
    minutes = Whole(mark("oder Dauer in Minuten"), least=1, most=24 * 60)
    place = Choice(mark("Ort"))
    theme = Choice(mark("Themenfeld"))
    kind = Choice(mark("Art"))
    language = Choice(mark("Sprache"))
    speakers = OnStage(mark("Vortragende"), default=list)
    add_speaker = Line(mark("Name"), most=LONGEST_NAME + LONGEST_ORGANISATION)
    exhibitors = Listed(mark("Aussteller"), default=list)
    add_exhibitor = Line(mark("Name"), most=LONGEST_NAME)
    organisation = Line(mark("Organisation"), most=LONGEST_ORGANISATION)
    series = Line(mark("Reihe"), most=LONGEST_SERIES)
    abstract_de = Paragraphs(mark("Deutsch"), most=LONGEST, is_markdown=True)
    abstract_en = Paragraphs(mark("Englisch"), most=LONGEST, is_markdown=True)
    description_de = Paragraphs(mark("Deutsch"), most=LONGEST, is_markdown=True)
    description_en = Paragraphs(mark("Englisch"), most=LONGEST, is_markdown=True)
    links = Paragraphs(mark("Links"), most=LONGEST)
    is_sure = Tick(FEWER)

    def offer(self, places: Iterable[Place], themes: Iterable[Theme], standing: ConferenceSession | None) -> None:
        """The choices; what is hidden only where the session stands on it already."""
        self.aside = standing if standing and not standing.is_scheduled else None
        self.may_lie_aside = standing is None or not standing.is_scheduled
        if self.has_no_time:
            self.day.validators = self.starts.validators = (Optional(),)
        self.place.choices = ground_choices(places, standing.place_id if standing else None)
        self.theme.choices = ground_choices(themes, standing.theme_id if standing else None)
        self.kind.choices = [(kind, _(name)) for kind, name in KIND_NAMES.items()]
        spoken = {standing.language: standing.language} if standing else {}
        names = {"": _("keine Angabe")} | spoken | {code: _(name) for code, name in LANGUAGE_NAMES.items()}
        self.language.choices = [(code, name or _("keine Angabe")) for code, name in names.items()]

    @property
    def has_no_time(self) -> bool:
        return self.may_lie_aside and self.day.data is None and self.starts.data is None

    def entry(self, speakers: Sequence[int], *, opens_at: datetime) -> SessionEntry:
        """What was entered, as the action takes it; refuses what makes no time or link. What has no time yet lies at
        ``opens_at``."""
        starts_at, ends_at = self._length_alone(opens_at) if self.has_no_time else entered_times(self)
        return SessionEntry(
            title=self._words("title"),
            subtitle=self._words("subtitle"),
            abstract=self._words("abstract"),
            description=self._words("description"),
            starts_at=starts_at,
            ends_at=ends_at,
            kind=self.kind.data,
            language=self.language.data,
            organisation=self.organisation.data or "",
            series=self.series.data or "",
            place_id=int(self.place.data) if self.place.data else None,
            theme_id=int(self.theme.data) if self.theme.data else None,
            speakers=tuple(speakers),
            exhibitors=self._giving(),
            links=_links(self.links.data or ""),
            is_scheduled=not self.has_no_time,
        )

    def _length_alone(self, opens_at: datetime) -> tuple[datetime, datetime]:
        if not self.minutes.data:
            raise DomainError(mark("Geben Sie ein, wie viele Minuten es dauert, oder Tag und Beginn."), field="minutes")
        starts_at = self.aside.starts_at if self.aside else opens_at
        return starts_at, starts_at + timedelta(minutes=self.minutes.data)

    def _giving(self) -> tuple[int, ...]:
        """Those chosen; a name that is still in the field is nobody's."""
        if self.add_exhibitor.data:
            raise unknown_exhibitor()
        return tuple(map(int, self.exhibitors.data))

    def _words(self, name: str) -> Words:
        return Words(self[f"{name}_de"].data or "", self[f"{name}_en"].data or "")


def entered_times(form: Form) -> tuple[datetime, datetime]:
    """Of a form that asks for ``day``, ``starts``, and ``ends`` or ``minutes``."""
    day: date = form["day"].data
    starts_at = wall_moment(day, form["starts"].data, "starts")
    if form["minutes"].data:
        return starts_at, starts_at + timedelta(minutes=form["minutes"].data)
    if form["ends"].data is None:
        raise DomainError(mark("Geben Sie das Ende oder die Dauer ein."), field="ends")
    ends_at = wall_moment(day, form["ends"].data, "ends")
    if ends_at <= starts_at:
        ends_at = wall_moment(day + timedelta(days=1), form["ends"].data, "ends")
        if ends_at - starts_at > LONGEST_NIGHT:
            raise DomainError(mark("Das Ende liegt nicht nach dem Beginn."), field="ends")
    return starts_at, ends_at


def unknown_exhibitor() -> DomainError:
    return DomainError(
        mark("So heißt kein Aussteller dieser Messe. Wählen Sie einen Namen aus der Liste."), field="add_exhibitor"
    )


def session_values(row: ConferenceSession) -> dict[str, Any]:
    """What stands in the form of that session."""
    texts = ("title", "subtitle", "abstract", "description")
    said = {f"{name}_{lang}": getattr(row, f"{name}_{lang}") for name in texts for lang in ("de", "en")}
    return {
        **said,
        **time_values(row),
        "version": row.version,
        "place": str(row.place_id or ""),
        "theme": str(row.theme_id or ""),
        "kind": row.kind,
        "language": row.language,
        "speakers": [str(speaking.speaker_id) for speaking in row.speaking],
        "exhibitors": [str(giving.exhibitor_id) for giving in row.exhibiting],
        "organisation": row.organisation,
        "series": row.series,
        "links": "\n".join(f"{link['url']} {link.get('title', '')}".strip() for link in row.links),
    }


def time_values(row: ConferenceSession) -> dict[str, Any]:
    """Beside the board only the length counts."""
    if not row.is_scheduled:
        return {
            "day": None,
            "starts": None,
            "ends": None,
            "minutes": (row.ends_at - row.starts_at) // timedelta(minutes=1),
        }
    starts_at, ends_at = at_the_fair(row.starts_at), at_the_fair(row.ends_at)
    return {"day": starts_at.date(), "starts": starts_at.time(), "ends": ends_at.time()}


def stored_otherwise(form: Form, stored: dict[str, Any], told: dict[str, str]) -> dict[str, str]:
    """By field what is stored now, where the form says something else; ``told`` says values that are no text."""
    found = {}
    for name, value in stored.items():
        typed = form[name].data
        if name != "version" and (typed or "") != (value or ""):
            found[name] = told.get(name) or _text(value)
    return found


def _text(value: object) -> str:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return str(value or "")


def wall_moment(day: date, wall: time, field: str) -> datetime:
    """A reading of the hall's clock; one that the clocks skip is refused."""
    if is_in_the_gap(day, wall):
        raise DomainError(mark("Diese Uhrzeit gibt es an dem Tag nicht: Die Uhren werden vorgestellt."), field=field)
    return from_the_wall(day, wall)


def _links(text: str) -> tuple[Link, ...]:
    """One a line: the address, a blank, what it is called."""
    parts = (line.split(None, 1) for line in text.split("\n") if line.strip())
    return tuple(Link(url, clean_line(" ".join(title))) for url, *title in parts)


def ground_choices(rows: Iterable[Place] | Iterable[Theme], standing: int | None) -> Pairs:
    shown = [row for row in rows if not row.is_hidden or row.id == standing]
    return [("", _("keine Angabe")), *((str(row.id), _called(row)) for row in shown)]


def _called(row: Place | Theme) -> str:
    return Words(row.name_de, row.name_en).in_language(language())


class DelayForm(Form):
    version = Version()
    minutes = Whole(mark("Minuten"), [Required(mark("Geben Sie ein, um wie viele Minuten."))], least=1, most=600)


class ActForm(Form):
    """A single act on a thing that the person saw in a certain state."""

    version = Version()


class NumberForm(Form):
    """An act on so many things as the person was shown."""

    number = Version()


class PlaceForm(Form):
    version = Version()
    name_de = Line(mark("Deutsch"), [Required(mark("Geben Sie einen deutschen Namen ein."))], most=LONGEST_NAME)
    name_en = Line(mark("Englisch"), most=LONGEST_NAME)
    where_de = Line(mark("Deutsch"), most=LONGEST_WHERE)
    where_en = Line(mark("Englisch"), most=LONGEST_WHERE)
    kind = Choice(mark("Art"))
    capacity = Whole(mark("Personen"), most=MOST_PLACES)
    changeover = Whole(mark("Umbauzeit in Minuten"), most=MOST_CHANGEOVER)
    is_sure = Tick(FEWER)

    def offer(self) -> None:
        self.kind.choices = [(kind, _(PLACE_KIND_NAMES[kind])) for kind in PLACE_KINDS]

    def entry(self) -> PlaceEntry:
        numbers = self.capacity.data or 0, self.changeover.data or 0
        return PlaceEntry(_pair(self, "name"), _pair(self, "where"), self.kind.data, *numbers)


def place_values(row: Place) -> dict[str, Any]:
    names = ("version", "name_de", "name_en", "where_de", "where_en", "kind")
    return {
        **{name: getattr(row, name) for name in names},
        "capacity": row.capacity or None,
        "changeover": row.changeover_minutes or None,
    }


class ThemeForm(Form):
    version = Version()
    name_de = Line(mark("Deutsch"), [Required(mark("Geben Sie einen deutschen Namen ein."))], most=LONGEST_NAME)
    name_en = Line(mark("Englisch"), most=LONGEST_NAME)
    colour = Line(mark("Farbe auf Hell"), [Required(mark("Wählen Sie eine Farbe."))], most=9, default=PALETTE[0])
    colour_dark = Line(mark("Farbe auf Dunkel"), most=9)

    def entry(self) -> ThemeEntry:
        return ThemeEntry(_pair(self, "name"), self.colour.data, self.colour_dark.data or "")


def theme_values(row: Theme) -> dict[str, Any]:
    names = ("version", "name_de", "name_en", "colour", "colour_dark")
    return {name: getattr(row, name) for name in names}


class SpeakerForm(Form):
    version = Version()
    name = Line(mark("Name"), [Required(mark("Geben Sie einen Namen ein."))], most=LONGEST_NAME)
    organisation = Line(mark("Organisation"), most=LONGEST_ORGANISATION)
    biography_de = Paragraphs(mark("Deutsch"), most=LONGEST, is_markdown=True)
    biography_en = Paragraphs(mark("Englisch"), most=LONGEST, is_markdown=True)
    consent = Choice(mark("Einverständnis mit der Nennung"), as_buttons=True, default=CONSENTS[0])
    email = EmailLine(mark("E-Mail-Adresse"))
    language = Choice(mark("Sprache der E-Mails"), as_buttons=True, default="de")

    def offer(self, standing: Speaker | None) -> None:
        """That the source says so can only be kept, not claimed."""
        self.language.choices = [(code, _(name)) for code, name in LANGUAGE_NAMES.items()]
        kept = ("source",) if standing and standing.consent == "source" else ()
        self.consent.choices = [(one, _(CONSENT_NAMES[one])) for one in CONSENTS if one != "source" or one in kept]

    def entry(self) -> SpeakerEntry:
        organisation = self.organisation.data or ""
        biography, email = _pair(self, "biography"), self.email.data or ""
        return SpeakerEntry(self.name.data, organisation, biography, self.consent.data, email, self.language.data)


def speaker_values(row: Speaker) -> dict[str, Any]:
    names = ("version", "name", "organisation", "biography_de", "biography_en", "consent", "email", "language")
    return {name: getattr(row, name) for name in names}


def _pair(form: Form, name: str) -> Words:
    return Words(form[f"{name}_de"].data or "", form[f"{name}_en"].data or "")


def speaker_label(row: Speaker) -> str:
    return f"{row.name}, {row.organisation}" if row.organisation else row.name


def matching_speaker(text: str, speakers: Iterable[Speaker]) -> str:
    """The value for who was typed: somebody known by name and organisation, or by a name nobody else has; else new."""
    wanted, known = folded(text), list(speakers)
    exact = [row for row in known if folded(speaker_label(row)) == wanted]
    named = exact or [row for row in known if folded(row.name) == wanted]
    return str(named[0].id) if len(named) == 1 or exact else f"+{text}"


def pressed() -> tuple[str, int]:
    """Which button of a form sent it, and at which line or about which row: ``up:3`` → ("up", 3)."""
    act, _colon, at = request.form.get("do", "").partition(":")
    return act, int(at) if _is_row(at) else 0


def arranged(values: Iterable[str], act: str, at: int) -> list[str]:
    """A list after one of its lines was taken out, or moved up or down; nobody stands in it twice."""
    listed = list(values)
    if at < len(listed) and act in ("out", "up", "down"):
        moved = listed.pop(at)
        if act != "out":
            listed.insert(max(0, at + (1 if act == "down" else -1)), moved)
    return list(dict.fromkeys(listed))
