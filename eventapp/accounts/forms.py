"""What people type to sign in, about themselves, and to invite others."""

from __future__ import annotations

from wtforms import SelectChoice

from eventapp.i18n import mark
from eventapp.web.forms import Choice, EmailLine, Form, Line, Required

LANGUAGES = [SelectChoice("de", "Deutsch"), SelectChoice("en", "English")]


class AddressForm(Form):
    email = EmailLine(mark("E-Mail-Adresse"), [Required(mark("Geben Sie Ihre E-Mail-Adresse ein."))])


class CodeForm(Form):
    code = Line(mark("Code"), [Required(mark("Geben Sie den Code aus der Mail ein."))], most=20)


class PersonForm(Form):
    name = Line(mark("Name"), [Required(mark("Geben Sie einen Namen ein."))], most=200)
    sprache = Choice(mark("Sprache der Seiten und Mails"), choices=LANGUAGES, as_buttons=True)


class InvitationForm(PersonForm):
    email = EmailLine(mark("E-Mail-Adresse"), [Required(mark("Geben Sie eine E-Mail-Adresse ein."))])
