"""The shape of what the office types about a fair: one form for each section."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from wtforms import StringField

from eventapp.errors import DomainError
from eventapp.fair.fields import Fields, point_as_text, point_from_text
from eventapp.fair.sections import CONTACT, NAME, NAMES, SHORT, VENUE, Section, TextSection
from eventapp.fair.settings import LONGEST_NAME, LONGEST_WHERE
from eventapp.i18n import mark
from eventapp.text import clean_line
from eventapp.web.forms import Day, EmailLine, Form, Line, Paragraphs, Required, Version, WebLine


class AgreedForm(Form):
    """A button that says which state of the draft it was pressed on."""

    version = Version()


class SectionForm(Form):
    """One section of a fair's data. A form's field is called like the fair's, with an underscore for the point."""

    section: ClassVar[Section]
    version = Version()

    @classmethod
    def showing(cls, fields: Fields, seen: int) -> SectionForm:
        """The form with what stands there; what was typed instead, if it was."""
        return cls(data={**cls.read(fields), "version": seen})

    @classmethod
    def fields_by_name(cls) -> dict[str, str]:
        return {field.replace(".", "_"): field for field in cls.section.fields}

    @classmethod
    def read(cls, fields: Fields) -> dict[str, Any]:
        """What the fair's fields say, as the form's fields hold it."""
        return {name: fields[field] for name, field in cls.fields_by_name().items()}

    def written(self) -> dict[str, str]:
        """What was typed, as the fair's fields hold it."""
        return {field: self[name].data or "" for name, field in self.fields_by_name().items()}

    def refuse(self, error: DomainError) -> None:
        """A rule speaks of the fair's fields."""
        if error.field:
            error.field = error.field.replace(".", "_")
        super().refuse(error)

    def differing(self, stored: Fields) -> dict[str, str]:
        """By the fair's field what is stored there, where something else was typed."""
        return {field: stored[field] for field, text in self.written().items() if text != stored[field]}


class NameForm(SectionForm):
    section = NAME
    title_de = Line(NAMES["title.de"], [Required(mark("Geben Sie den deutschen Titel ein."))], most=LONGEST_NAME)
    title_en = Line(NAMES["title.en"], most=LONGEST_NAME)
    starts_on = Day(NAMES["starts_on"], [Required(mark("Geben Sie den ersten Messetag ein."))])
    ends_on = Day(NAMES["ends_on"], [Required(mark("Geben Sie den letzten Messetag ein."))])
    date_note_de = Line(mark("Deutsch"), most=SHORT)
    date_note_en = Line(mark("Englisch"), most=SHORT)

    @classmethod
    def read(cls, fields: Fields) -> dict[str, Any]:
        days = {name: date.fromisoformat(fields[name]) for name in ("starts_on", "ends_on")}
        return {**super().read(fields), **days}

    def written(self) -> dict[str, str]:
        days = {name: self[name].data.isoformat() if self[name].data else "" for name in ("starts_on", "ends_on")}
        return {**super().written(), **days}


class PointLine(StringField):
    """A place on the map as maps give it for copying; kept as we write it."""

    def __init__(self, label: str, **values: Any) -> None:
        super().__init__(label, [a_place_on_earth], filters=[_clean], **values)


def _clean(text: str | None) -> str:
    return clean_line(text or "", longest=200)


def a_place_on_earth(_form: Any, field: Any) -> None:
    point = point_from_text(field.data or "")
    if point:
        field.data = point_as_text(*point)


class VenueForm(SectionForm):
    section = VENUE
    venue_name = Line(NAMES["venue.name"], most=LONGEST_NAME)
    venue_street = Line(NAMES["venue.street"], most=LONGEST_NAME)
    venue_postal_code = Line(NAMES["venue.postal_code"], most=10)
    venue_city = Line(NAMES["venue.city"], most=LONGEST_NAME)
    venue_point = PointLine(NAMES["venue.point"])
    venue_hall_de = Line(mark("Deutsch"), most=LONGEST_WHERE)
    venue_hall_en = Line(mark("Englisch"), most=LONGEST_WHERE)
    venue_stand = Line(NAMES["venue.stand"], most=40)


class ContactForm(SectionForm):
    section = CONTACT
    contact_name = Line(NAMES["contact.name"], most=LONGEST_NAME)
    contact_email = EmailLine(NAMES["contact.email"])
    contact_phone = Line(NAMES["contact.phone"], most=60)
    tickets_url = WebLine(NAMES["tickets_url"])


class TextForm(SectionForm):
    """One text in both languages; made for a section by :func:`text_form`."""

    @classmethod
    def fields_by_name(cls) -> dict[str, str]:
        return dict(zip(("text_de", "text_en"), cls.section.fields, strict=True))

    def refuse(self, error: DomainError) -> None:
        by_field = {field: name for name, field in self.fields_by_name().items()}
        error.field = by_field.get(error.field or "", error.field)
        super().refuse(error)


def text_form(text: TextSection) -> type[TextForm]:
    """A text's form: how much fits and whether it is Markdown are the section's."""
    sides: Mapping[str, str] = {"text_de": mark("Deutsch"), "text_en": mark("Englisch")}
    made = {name: Paragraphs(label, most=text.most, is_markdown=text.is_markdown) for name, label in sides.items()}
    return type("TextFormOfSection", (TextForm,), {"section": text, **made})
