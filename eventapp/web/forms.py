"""Forms: the shape of what people type. Text is cleaned here, at the edge; what is true is decided by actions.

Labels and messages are German source texts (``mark``), translated where they are shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import InputRequired, Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from eventapp.errors import DomainError
from eventapp.i18n import _, mark
from eventapp.text import clean_line, clean_text

Validators = Sequence[Callable[..., Any]]

MESSAGES = {
    "This field is required.": mark("Füllen Sie dieses Feld aus."),
    "Not a valid choice.": mark("Wählen Sie einen Eintrag aus der Liste."),
    "Not a valid choice": mark("Wählen Sie einen Eintrag aus der Liste."),
    "Invalid Choice: could not coerce.": mark("Wählen Sie einen Eintrag aus der Liste."),
    "Invalid choice(s): one or more data inputs could not be coerced.": mark("Wählen Sie Einträge aus der Liste."),
    "Not a valid integer value.": mark("Geben Sie eine ganze Zahl ein, zum Beispiel 15."),
    "Not a valid date value.": mark("Geben Sie ein Datum ein, zum Beispiel 10.02.2027."),
    "Not a valid time value.": mark("Geben Sie eine Uhrzeit ein, zum Beispiel 10:30."),
}
"""WTForms' own sentences, in our words."""


class _Translations:
    def gettext(self, text: str) -> str:
        return _(MESSAGES[text]) if text in MESSAGES else text

    def ngettext(self, one: str, many: str, number: int) -> str:
        return one if number == 1 else many


class Form(FlaskForm):
    """A form of ours. ``general`` holds refusals that belong to no field."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, _form: Any) -> _Translations:
            return _Translations()

    def __init__(self, *arguments: Any, **values: Any) -> None:
        super().__init__(*arguments, **values)
        self.general: list[str] = []

    def refuse(self, error: DomainError) -> None:
        """A rule's refusal, at the field it is about, or above the form."""
        sentence = _(error.message, **error.values)
        field = self._fields.get(error.field or "")
        if field is None:
            self.general.append(sentence)
        else:
            field.errors = [*field.errors, sentence]

    @property
    def faults(self) -> list[tuple[str, str]]:
        """For the summary: the id of the field (empty for none) and the sentence."""
        told = [("", sentence) for sentence in self.general]
        if "csrf_token" in self.errors:
            told.append(
                ("", _("Die Seite war zu lange offen. Prüfen Sie Ihre Angaben und schicken Sie sie noch einmal."))
            )
        return told + [
            (field.id, str(sentence)) for field in self if field.name != "csrf_token" for sentence in field.errors
        ]


class Required(InputRequired):
    """Something has to be there, blanks do not count; the sentence says what."""

    def __init__(self, message: str) -> None:
        super().__init__()
        self.sentence = message

    def __call__(self, _form: Any, field: Field) -> None:
        has_text = not isinstance(field.data, str) or field.data.strip()
        if not field.raw_data or not field.raw_data[0] or not has_text:
            field.errors = []
            raise StopValidation(_(self.sentence))


class AtMost:
    """So many characters, counted as people count them (a line break is one)."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, _form: Any, field: Field) -> None:
        length = len(field.data or "")
        if length > self.most:
            raise ValidationError(
                _("Kürzen Sie den Text: {length} Zeichen sind es, {most} haben Platz.", length=length, most=self.most)
            )


class Between:
    """A number within bounds; the sentence says them."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def __call__(self, _form: Any, field: Field) -> None:
        if field.data is not None and not self.least <= field.data <= self.most:
            raise ValidationError(
                _("Geben Sie eine Zahl von {least} bis {most} ein.", least=self.least, most=self.most)
            )


def one_email(_form: Any, field: Field) -> None:
    """Exactly one address that could receive a mail; no name, no second one."""
    try:
        field.data = validate_email(field.data or "", check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise ValidationError(_("Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@beispiel.de.")) from None


def web_address(_form: Any, field: Field) -> None:
    """``https://…``; what begins with a name gets it."""
    address = (field.data or "").strip()
    if address and "://" not in address:
        address = f"https://{address}"
    if not re.fullmatch(r"https?://[^\s/@:\"'<>\\]+\.[^\s/@:\"'<>\\]+(:\d{1,5})?(/[^\s\"'<>\\]*)?", address):
        raise ValidationError(_("Geben Sie eine Webadresse ein, zum Beispiel https://www.beispiel.de."))
    field.data = address


def _optional(validators: Validators) -> Validators:
    """A field that nobody has to fill in stays unchecked while it is empty."""
    has_to_be_there = any(isinstance(validator, InputRequired) for validator in validators)
    return validators if has_to_be_there else [Optional(), *validators]


class Line(StringField):
    """One line of clean text."""

    def __init__(self, label: str = "", validators: Validators = (), *, most: int = 300, **values: Any) -> None:
        super().__init__(label, [*_optional(validators), AtMost(most)], filters=[_clean_line], **values)
        self.most = most


class Paragraphs(TextAreaField):
    """Clean text of several lines; ``is_markdown`` says so at the field."""

    def __init__(
        self,
        label: str = "",
        validators: Validators = (),
        *,
        most: int = 4_000,
        is_markdown: bool = False,
        **values: Any,
    ) -> None:
        super().__init__(label, [*_optional(validators), AtMost(most)], filters=[_clean_text], **values)
        self.most, self.is_markdown = most, is_markdown


class EmailLine(Line):
    """One e-mail address, in lower case."""

    input_type = "email"

    def __init__(self, label: str = "", validators: Validators = (), **values: Any) -> None:
        super().__init__(label, [*_optional(validators), one_email], most=254, **values)


class WebLine(Line):
    """One address in the web."""

    input_type = "url"

    def __init__(self, label: str = "", validators: Validators = (), **values: Any) -> None:
        super().__init__(label, [*_optional(validators), web_address], most=500, **values)


class Whole(IntegerField):
    """A whole number."""

    def __init__(
        self, label: str = "", validators: Validators = (), *, least: int = 0, most: int = 1_000_000, **values: Any
    ) -> None:
        super().__init__(label, [*_optional(validators), Between(least, most)], **values)
        self.least, self.most = least, most


class Choice(SelectField):
    """One of some: a list, or buttons where ``as_buttons``. Choices are given by the view."""

    def __init__(
        self, label: str = "", validators: Validators = (), *, as_buttons: bool = False, **values: Any
    ) -> None:
        super().__init__(label, validators, **values)
        self.as_buttons = as_buttons

    def pre_validate(self, form: Any) -> None:
        """Nothing chosen is no wrong choice; whether something has to be, a validator says."""
        if self.data not in (None, "", "None"):
            super().pre_validate(form)


class Choices(SelectMultipleField):
    """Any of some, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class Tick(BooleanField):
    """Yes or not; never ticked by us."""


class Day(DateField):
    """A date, as browsers send it or as people write it here."""

    def __init__(self, label: str = "", validators: Validators = (), **values: Any) -> None:
        super().__init__(label, _optional(validators), format=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"], **values)


class Wall(TimeField):
    """A reading of the hall's clock."""

    def __init__(self, label: str = "", validators: Validators = (), **values: Any) -> None:
        super().__init__(label, _optional(validators), format=["%H:%M", "%H.%M", "%H:%M:%S"], **values)


class Upload(FileField):
    """A file. ``accept`` is what the browser offers; what it is, its content tells."""

    def __init__(self, label: str = "", validators: Validators = (), *, accept: str = "", **values: Any) -> None:
        super().__init__(label, validators, **values)
        self.accept = accept


class Version(HiddenField):
    """Which state of a thing the person saw: whoever saves an older one is shown both (409)."""

    def process_formdata(self, values: list[str]) -> None:
        self.data = int(values[0]) if values and values[0].isdecimal() and len(values[0]) < 10 else 0


def _clean_line(text: str | None) -> str:
    return clean_line(text or "", longest=20_000)


def _clean_text(text: str | None) -> str:
    return clean_text(text or "", longest=40_000)
