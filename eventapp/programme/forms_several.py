"""What is asked before one act is done to several sessions."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import HiddenField

from eventapp.i18n import _, mark
from eventapp.programme.actions.several import MOST_MINUTES
from eventapp.programme.crowding import FEWER
from eventapp.programme.models import Place, Theme
from eventapp.web.forms import Choice, Form, Tick, Whole


class SeveralForm(Form):
    """``codes`` are all that were chosen, with blanks between; ``seen`` is the print of what the person was shown."""

    act = HiddenField()
    codes = HiddenField()
    seen = HiddenField()
    minutes = Whole(mark("Um so viele Minuten"), least=-MOST_MINUTES, most=MOST_MINUTES)
    place = Choice(mark("Ort"))
    theme = Choice(mark("Themenfeld"))
    is_sure = Tick(FEWER)

    def offer(self, places: Iterable[Place], themes: Iterable[Theme]) -> None:
        self.place.choices = [("", _("kein Ort")), *((one.slug, one.name_de) for one in places if not one.is_hidden)]
        offered = ((one.slug, one.name_de) for one in themes if not one.is_hidden)
        self.theme.choices = [("", _("kein Themenfeld")), *offered]
