"""What has to hold for a fair's data before they can be public. Pure; the settings file has its own sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from eventapp.errors import DomainError
from eventapp.fair.fields import Fields, point_from_text, spans_in
from eventapp.fair.settings import LONGEST_NAME
from eventapp.fair.value import TEXTS
from eventapp.i18n import mark

MOST_DAYS = 31


class FairRefused(DomainError):
    """A fair cannot be like this. ``field`` is one of :func:`eventapp.fair.fields.fields_of`."""


def faults(fields: Fields) -> list[FairRefused]:
    """Everything that stands in the way, in the order of the fields."""
    return [*_about_name_and_days(fields), *_about_the_way(fields), *_about_hours(fields), *_about_texts(fields)]


def _about_name_and_days(fields: Fields) -> Iterator[FairRefused]:
    if not fields["title.de"]:
        yield FairRefused(mark("Geben Sie den deutschen Titel ein."), field="title.de")
    for key in ("title.de", "title.en"):
        if len(fields[key]) > LONGEST_NAME:
            yield FairRefused(mark("Der Titel hat mehr als {most} Zeichen."), field=key, most=LONGEST_NAME)
    starts_on, ends_on = date.fromisoformat(fields["starts_on"]), date.fromisoformat(fields["ends_on"])
    if ends_on < starts_on:
        yield FairRefused(mark("Der letzte Messetag liegt vor dem ersten."), field="ends_on")
    elif (ends_on - starts_on).days >= MOST_DAYS:
        yield FairRefused(mark("Eine Messe dauert hier höchstens {most} Tage."), field="ends_on", most=MOST_DAYS)
    if fields["date_note.en"] and not fields["date_note.de"]:
        yield FairRefused(mark("Schreiben Sie den Hinweis auch auf Deutsch."), field="date_note.de")


def _about_the_way(fields: Fields) -> Iterator[FairRefused]:
    if fields["venue.point"] and point_from_text(fields["venue.point"]) is None:
        sentence = mark("Geben Sie Breite und Länge ein, zum Beispiel 51.4964, 7.4558.")
        yield FairRefused(sentence, field="venue.point")
    if fields["venue.hall.en"] and not fields["venue.hall.de"]:
        yield FairRefused(mark("Schreiben Sie die Halle auch auf Deutsch."), field="venue.hall.de")
    if fields["tickets_url"] and not fields["tickets_url"].startswith("https://"):
        sentence = mark("Die Adresse muss mit https:// beginnen.")
        yield FairRefused(sentence, field="tickets_url")


def _about_hours(fields: Fields) -> Iterator[FairRefused]:
    spans = spans_in(fields["hours"])
    for day, opens, closes in spans:
        if not fields["starts_on"] <= day.isoformat() <= fields["ends_on"]:
            yield FairRefused(
                mark("Es gibt Öffnungszeiten am {day}, aber das ist kein Messetag."),
                field="hours",
                day=f"{day:%d.%m.%Y}",
            )
        if closes <= opens:
            yield FairRefused(
                mark("Am {day} schließt die Halle, bevor sie öffnet."), field="hours", day=f"{day:%d.%m.%Y}"
            )
    for (day, _opens, closes), (other, opens, _closes) in pairwise(spans):
        if day == other and opens < closes:
            yield FairRefused(
                mark("Am {day} überschneiden sich zwei Öffnungszeiten."), field="hours", day=f"{day:%d.%m.%Y}"
            )


def _about_texts(fields: Fields) -> Iterator[FairRefused]:
    for key in TEXTS:
        if fields[f"texts.{key}.en"] and not fields[f"texts.{key}.de"]:
            sentence = mark("Schreiben Sie den Text auch auf Deutsch: Deutsch gilt, wo eine Übersetzung fehlt.")
            yield FairRefused(sentence, field=f"texts.{key}.de")
