"""The shape of what is asked for a place: name, address, and the session's own question if it has one."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField

from eventapp.i18n import Words, language, mark
from eventapp.signups.rules import LONGEST_ANSWER
from eventapp.text import clean_line
from eventapp.visitors.models import LONGEST_NAME
from eventapp.web.discreet import PrivateForm
from eventapp.web.forms import EmailLine, Line, Paragraphs, Required
from eventapp.web.sealed import StrangerForm

NO_NAME = mark("Geben Sie Ihren Namen ein.")


class AskForm(StrangerForm):
    """Of somebody whose address nobody has confirmed."""

    purpose = "place"
    name = Line(mark("Ihr Name"), [Required(NO_NAME)], most=LONGEST_NAME)
    email = EmailLine(mark("Ihre E-Mail-Adresse"), [Required(mark("Geben Sie Ihre E-Mail-Adresse ein."))])
    answer = Paragraphs(most=LONGEST_ANSWER)


class OnceForm(PrivateForm):
    """Of somebody known. ``once`` makes it count once, however often it is sent. Mostly nothing else is asked."""

    once = HiddenField(filters=[lambda text: clean_line(text or "")])


class PressForm(OnceForm):
    """The same where something is asked along."""

    name = Line(mark("Ihr Name"), [Required(NO_NAME)], most=LONGEST_NAME)
    answer = Paragraphs(most=LONGEST_ANSWER)


def ask_along(form: Any, question: Words, *, name_is_known: bool = False) -> None:
    """The session's question as its label; fields that nobody needs are not asked."""
    if question:
        form.answer.label.text = question.in_language(language())
    elif "answer" in form:
        del form.answer
    if name_is_known and "name" in form:
        del form.name


def typed(form: Any, field: str) -> str:
    """What stands in a field, if the form has it."""
    return (form[field].data or "") if field in form else ""
