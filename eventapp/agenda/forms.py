"""What visitors send of their own programme: sealed where strangers write, else as the private page sends it."""

from __future__ import annotations

from wtforms import HiddenField, StringField

from eventapp.i18n import mark
from eventapp.visitors.models import LONGEST_NAME
from eventapp.web.discreet import PrivateForm
from eventapp.web.forms import EmailLine, Line, Required
from eventapp.web.sealed import StrangerForm

ADDRESS_MISSING = mark("Geben Sie Ihre E-Mail-Adresse ein.")


class KeepForm(StrangerForm):
    """One press; ``codes`` are what the device remembers, with blanks between them."""

    purpose = "my programme"
    fastest = 0
    codes = HiddenField()


class LostLinkForm(StrangerForm):
    purpose = "lost link"
    email = EmailLine(mark("Ihre E-Mail-Adresse"), [Required(ADDRESS_MISSING)])


class StarForm(PrivateForm):
    """``wanted`` is 1 or 0; ``back`` is the day of the list that the button stands in."""

    code = StringField()
    wanted = StringField()
    back = StringField()


class AddressForm(PrivateForm):
    email = EmailLine(mark("Ihre E-Mail-Adresse"), [Required(ADDRESS_MISSING)])


class NameForm(PrivateForm):
    name = Line(mark("Ihr Name"), [Required(mark("Geben Sie einen Namen ein."))], most=LONGEST_NAME)
