"""The shapes of what an office enters about mailings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wtforms import HiddenField

from eventapp.i18n import _, mark
from eventapp.mailings.actions import FIELDS, LONGEST_NAME, LONGEST_SUBJECT, LONGEST_TEXT, Written
from eventapp.mailings.models import Mailing
from eventapp.web.forms import Choice, Form, Line, Paragraphs, Required, Version


class MailingForm(Form):
    """A draft may have gaps; sending asks for what is missing. Choices come in groups."""

    version = Version()
    name = Line(
        mark("Name"), [Required(mark("Geben Sie der Rundmail einen Namen. Nur das Büro sieht ihn."))], most=LONGEST_NAME
    )
    audience = Choice(mark("An"))
    subject_de = Line(mark("Betreff auf Deutsch"), most=LONGEST_SUBJECT)
    subject_en = Line(mark("Betreff auf Englisch"), most=LONGEST_SUBJECT)
    text_de = Paragraphs(mark("Text auf Deutsch"), most=LONGEST_TEXT)
    text_en = Paragraphs(mark("Text auf Englisch"), most=LONGEST_TEXT)

    def offer(self, groups: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        self.audience.choices = {_("Noch nicht gewählt"): [("", _("noch niemand"))], **groups}

    def written(self) -> Written:
        return Written(**{field: self[field].data or "" for field in FIELDS})

    def differing(self, mailing: Mailing, named: Mapping[str, str]) -> dict[str, str]:
        """By field what is stored now, where the form says something else; ``named`` are audiences in words."""
        stored = {
            field: getattr(mailing, field) for field in FIELDS if (self[field].data or "") != getattr(mailing, field)
        }
        return {field: named.get(text, text) if field == "audience" else text for field, text in stored.items()}


class SureForm(Form):
    """A single act that its page asked about; ``seen`` is the print of what it showed."""

    seen = HiddenField()
