"""The shapes of releasing: what goes out and when, and an old release taken back."""

from __future__ import annotations

from datetime import datetime

from wtforms import HiddenField

from eventapp.errors import DomainError
from eventapp.i18n import Words, mark
from eventapp.programme.actions.release import Terms
from eventapp.programme.actions.rules import LONGEST_TITLE
from eventapp.programme.crowding import FEWER
from eventapp.programme.forms_desk import wall_moment
from eventapp.web.forms import Choices, Day, Form, Line, Tick, Wall


class ReleaseForm(Form):
    """``seen`` is the print of the draft that the person was shown; ``codes`` the sessions ticked of those ``offered``,
    ``mails`` how many the button said would go out."""

    seen = HiddenField()
    offered = HiddenField()
    mails = HiddenField()
    codes = Choices(mark("Programmpunkte"))
    comment = Line(mark("Kommentar auf Deutsch"), most=LONGEST_TITLE)
    comment_en = Line(mark("Kommentar auf Englisch"), most=LONGEST_TITLE)
    override = Line(mark("Grund"), most=LONGEST_TITLE)
    is_sure = Tick(FEWER)
    due_day = Day(mark("Tag"))
    due_time = Wall(mark("Uhrzeit"))

    def terms(self) -> Terms:
        comment = Words(self.comment.data or "", self.comment_en.data or "")
        return Terms(comment, self.override.data or "", bool(self.is_sure.data))

    def due_at(self) -> datetime:
        if self.due_day.data is None:
            raise DomainError(mark("Geben Sie den Tag ein."), field="due_day")
        if self.due_time.data is None:
            raise DomainError(mark("Geben Sie die Uhrzeit ein."), field="due_time")
        return wall_moment(self.due_day.data, self.due_time.data, "due_time")


class TakeBackForm(Form):
    """``seen`` is the print of the draft that the person was shown; ``aside``: what came later goes off the board."""

    seen = HiddenField()
    aside = Tick(mark("Was erst danach dazukam und nie öffentlich war, vom Plan nehmen"))
    is_sure = Tick(FEWER)
