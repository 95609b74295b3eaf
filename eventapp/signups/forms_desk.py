"""The shapes of what the office enters about places: people, messages, doors, what holds for the whole fair."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, timedelta

from wtforms import HiddenField

from eventapp.fair.models import Fair
from eventapp.i18n import Words, _, language, mark
from eventapp.i18n.days import day_with_short_weekday
from eventapp.programme.models import Place
from eventapp.signups.actions.door_links import LONGEST_DOOR
from eventapp.signups.actions.writing import AUDIENCES, LONGEST_MESSAGE, LONGEST_SUBJECT
from eventapp.visitors.models import LONGEST_NAME
from eventapp.web.forms import Choice, EmailLine, Form, Line, Paragraphs, Required, Tick, Version, Whole

LONGEST_KEY = 22
MOST_HOURS = 72


class LetInForm(Form):
    """Somebody who gets a place whatever the count says."""

    name = Line(mark("Name"), [Required(mark("Geben Sie einen Namen ein."))], most=LONGEST_NAME)
    email = EmailLine(mark("E-Mail-Adresse"), [Required(mark("Geben Sie eine E-Mail-Adresse ein."))])
    language = Choice(mark("Sprache der Mails"), as_buttons=True, default="de")

    def offer(self) -> None:
        self.language.choices = [("de", _("Deutsch")), ("en", _("Englisch"))]


class SureForm(Form):
    """A single act that its page asked about."""


class MoveForm(Form):
    """To which other session. ``even_if_full``: also where no place is free."""

    to = Choice(mark("Wohin"), [Required(mark("Wählen Sie einen Programmpunkt."))])
    even_if_full = Tick(mark("Auch wenn dort kein Platz frei ist: Der Platz geht dann über die Zahl hinaus."))


class MessageForm(Form):
    """``key`` comes with the page and makes the message count once. ``do`` says which button was pressed."""

    key = HiddenField()
    audience = Choice(mark("An wen"), as_buttons=True, default="place")
    subject = Line(mark("Betreff"), [Required(mark("Schreiben Sie einen Betreff."))], most=LONGEST_SUBJECT)
    message = Paragraphs(mark("Text"), [Required(mark("Schreiben Sie einen Text."))], most=LONGEST_MESSAGE)

    def offer(self, numbers: dict[str, int]) -> None:
        """Each with how many it reaches."""
        self.audience.choices = [(one, f"{_(AUDIENCES[one])} ({numbers[one]})") for one in AUDIENCES]
        if not self.key.data or len(self.key.data) > LONGEST_KEY:
            self.key.data = secrets.token_urlsafe(16)


class SettingsForm(Form):
    """What holds for all sign-ups of the fair."""

    version = Version()
    overlap = Choice(mark("Zwei Plätze zur selben Zeit"), as_buttons=True)
    shows = Choice(mark("Freie Plätze zeigen"), as_buttons=True)
    offer_hours = Whole(
        mark("Ein freier Platz wird höchstens so viele Stunden angeboten"),
        [Required(mark("Geben Sie ein, wie viele Stunden."))],
        least=1,
        most=MOST_HOURS,
    )

    def offer(self) -> None:
        self.overlap.choices = [
            ("allow", _("sind erlaubt")),
            ("warn", _("sind erlaubt, die Seite weist darauf hin")),
            ("refuse", _("sind nicht möglich: zuerst muss der andere zurückgegeben werden")),
        ]
        self.shows.choices = [
            ("numbers", _("als Zahl („noch 7 Plätze“)")),
            ("words", _("in Worten („wenige Plätze“)")),
        ]


class DoorForm(Form):
    """A link for who stands at a door on one day."""

    day = Choice(mark("Tag"), [Required(mark("Wählen Sie einen Tag der Messe."))])
    place = Choice(mark("Ort, dessen Programmpunkte zuerst stehen"))
    name = Line(mark("Name der Tür"), most=LONGEST_DOOR)

    def offer(self, fair: Fair, places: Iterable[Place]) -> None:
        days = [fair.starts_on + timedelta(days=number) for number in range((fair.ends_on - fair.starts_on).days + 1)]
        self.day.choices = [(day.isoformat(), day_with_short_weekday(day, language())) for day in days]
        names = [(str(one.id), Words(one.name_de, one.name_en).in_language(language())) for one in places]
        self.place.choices = [("", _("keiner, alle der Reihe nach")), *names]

    def wanted_day(self) -> date:
        return date.fromisoformat(self.day.data)
