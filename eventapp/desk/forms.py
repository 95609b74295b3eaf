"""The shape of a new appearance at a fair, and of archiving one."""

from __future__ import annotations

from eventapp.fair.settings import LONGEST_NAME, LONGEST_SLUG
from eventapp.i18n import mark
from eventapp.web.forms import Choice, Choices, Day, Form, Line, Required, Version


class NewFairForm(Form):
    """``slug`` and ``acronym`` may be left to us; ``carry`` are the parts that are taken over from ``former``. ``seen``
    is the print of the preview: without the right one nothing is made."""

    title = Line(mark("Titel auf Deutsch"), [Required(mark("Geben Sie den deutschen Titel ein."))], most=LONGEST_NAME)
    title_en = Line(mark("Titel auf Englisch"), most=LONGEST_NAME)
    starts_on = Day(mark("Erster Messetag"), [Required(mark("Geben Sie den ersten Messetag ein."))])
    ends_on = Day(mark("Letzter Messetag"), [Required(mark("Geben Sie den letzten Messetag ein."))])
    slug = Line(mark("Adresse"), most=LONGEST_SLUG)
    acronym = Line(mark("Kürzel"), most=30)
    former = Choice(mark("Von welcher Messe übernehmen"), as_buttons=True)
    carry = Choices(mark("Was übernommen wird"))
    seen = Version()


class SureForm(Form):
    """One button that has been read about."""
