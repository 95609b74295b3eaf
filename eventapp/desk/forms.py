"""The shape of a new appearance at a fair."""

from __future__ import annotations

from eventapp.fair.settings import LONGEST_NAME, LONGEST_SLUG
from eventapp.i18n import mark
from eventapp.web.forms import Choice, Day, Form, Line, Required


class NewFairForm(Form):
    """``slug`` and ``acronym`` may be left to us; ``former`` is the fair whose lasting texts are taken over."""

    title = Line(mark("Titel auf Deutsch"), [Required(mark("Geben Sie den deutschen Titel ein."))], most=LONGEST_NAME)
    title_en = Line(mark("Titel auf Englisch"), most=LONGEST_NAME)
    starts_on = Day(mark("Erster Messetag"), [Required(mark("Geben Sie den ersten Messetag ein."))])
    ends_on = Day(mark("Letzter Messetag"), [Required(mark("Geben Sie den letzten Messetag ein."))])
    slug = Line(mark("Adresse"), most=LONGEST_SLUG)
    acronym = Line(mark("Kürzel"), most=30)
    former = Choice(mark("Angaben übernehmen"), as_buttons=True)
