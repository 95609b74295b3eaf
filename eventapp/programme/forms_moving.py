"""The shapes of what the office enters when it moves a session or lets two change places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField

from eventapp.i18n import language, mark
from eventapp.programme.crowding import FEWER
from eventapp.programme.forms_desk import ground_choices, time_values
from eventapp.programme.models import ConferenceSession, Place
from eventapp.programme.planning import Plan
from eventapp.web.formats import wall_day_short, wall_time
from eventapp.web.forms import Choice, Day, Form, Required, Tick, Version, Wall, Whole


class MoveForm(Form):
    """When and where it shall be. ``seen`` is the print of what the person was shown; ``do`` says which button."""

    version = Version()
    seen = HiddenField()
    day = Day(mark("Tag"), [Required(mark("Geben Sie den Tag ein."))])
    starts = Wall(mark("Beginn"), [Required(mark("Geben Sie ein, wann es beginnt."))])
    ends = Wall(mark("Ende"))
    minutes = Whole(mark("oder Dauer in Minuten"), least=1, most=24 * 60)
    place = Choice(mark("Ort"))
    is_sure = Tick(FEWER)

    def offer(self, places: Iterable[Place], row: ConferenceSession) -> None:
        self.place.choices = ground_choices(places, row.place_id)

    @property
    def place_id(self) -> int | None:
        return int(self.place.data) if self.place.data else None


def move_values(row: ConferenceSession) -> dict[str, Any]:
    """Where it stands."""
    return {**time_values(row), "version": row.version, "place": str(row.place_id or "")}


class SwapForm(Form):
    """With which other session. ``other_version`` is the state of it that the person was shown, ``seen`` which one."""

    version = Version()
    other_version = Version()
    seen = HiddenField()
    other = Choice(mark("Tauschen mit"), [Required(mark("Wählen Sie einen Programmpunkt."))])
    is_sure = Tick(FEWER)

    def offer(self, plan: Plan, code: str) -> None:
        """All others that take place, by time; what has none comes last."""
        others = [one for one in (*plan.programme.sessions, *plan.unscheduled) if one.code != code]
        titles = [
            (one.code, one.title.in_language(language()), None if one.code in plan.beside else one.starts_at)
            for one in others
            if not one.is_cancelled
        ]
        self.other.choices = [("", "–")] + [
            (code, f"{wall_day_short(at)} {wall_time(at)}  {title}" if at else title) for code, title, at in titles
        ]
