"""The shapes of what the office enters about its planning: times at which somebody can be had, and times kept free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from wtforms import Field

from eventapp.clock import at_the_fair
from eventapp.errors import DomainError
from eventapp.i18n import _, mark
from eventapp.programme.actions.availability import MOST_WINDOWS
from eventapp.programme.actions.rules import LONGEST_NAME
from eventapp.programme.entries import BlockerEntry
from eventapp.programme.forms_desk import ground_choices, wall_moment
from eventapp.programme.models import Availability, Blocker, Place
from eventapp.programme.planning import Window
from eventapp.web.forms import Choice, Day, Form, Line, Required, Version, Wall

EMPTY_ROWS = 2


class WindowsForm(Form):
    """A row for each window. Made for as many as there are by :func:`windows_form`."""

    version = Version()
    number: ClassVar[int] = 0

    @property
    def rows(self) -> list[tuple[Field, Field, Field]]:
        return [(self[f"day_{i}"], self[f"starts_{i}"], self[f"ends_{i}"]) for i in range(self.number)]

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        return not [row for row in self.rows if not _is_whole(row)] and is_valid

    def windows(self) -> list[Window]:
        """By time, those that were filled in."""
        return sorted(self._filled_in(), key=lambda window: window.starts_at)

    def _filled_in(self) -> Iterator[Window]:
        for day, starts, ends in self.rows:
            if day.data:
                yield Window(
                    wall_moment(day.data, starts.data, starts.name), wall_moment(day.data, ends.data, ends.name)
                )


def _is_whole(row: tuple[Field, Field, Field]) -> bool:
    """All three or none, in order."""
    missing = [one for one in row if one.data is None]
    if len(missing) == len(row):
        return True
    for one in missing:
        if not one.errors:
            one.errors = [_("Geben Sie Tag, Beginn und Ende ein, oder leeren Sie die ganze Zeile.")]
    _day, starts, ends = row
    if not missing and ends.data <= starts.data:
        ends.errors = [*ends.errors, _("Das Ende liegt nicht nach dem Beginn.")]
    return not any(one.errors for one in row)


def windows_form(stored: Sequence[Availability], typed: Mapping[str, str]) -> type[WindowsForm]:
    """With as many rows as are stored or were typed, and some empty ones."""
    sent = sum(name.startswith("day_") for name in typed)
    number = min(MOST_WINDOWS, sent or len(stored) + EMPTY_ROWS)
    made: dict[str, Any] = {"number": number}
    for i in range(number):
        made |= {f"day_{i}": Day(mark("Tag")), f"starts_{i}": Wall(mark("Von")), f"ends_{i}": Wall(mark("Bis"))}
    return type("WindowsFormOfSomebody", (WindowsForm,), made)


def windows_values(stored: Sequence[Availability]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for i, row in enumerate(stored):
        starts_at, ends_at = at_the_fair(row.starts_at), at_the_fair(row.ends_at)
        said |= {f"day_{i}": starts_at.date(), f"starts_{i}": starts_at.time(), f"ends_{i}": ends_at.time()}
    return said


class BlockerForm(Form):
    version = Version()
    title = Line(mark("Wofür"), [Required(mark("Geben Sie ein, wofür die Zeit frei bleibt."))], most=LONGEST_NAME)
    place = Choice(mark("Ort"))
    day = Day(mark("Tag"), [Required(mark("Geben Sie den Tag ein."))])
    starts = Wall(mark("Beginn"), [Required(mark("Geben Sie ein, wann es beginnt."))])
    ends = Wall(mark("Ende"), [Required(mark("Geben Sie ein, wann es endet."))])

    def offer(self, places: Iterable[Place], standing: Blocker | None) -> None:
        _nowhere, *known = ground_choices(places, standing.place_id if standing else None)
        self.place.choices = [("", _("alle Orte")), *known]

    def entry(self) -> BlockerEntry:
        if self.ends.data <= self.starts.data:
            raise DomainError(mark("Das Ende liegt nicht nach dem Beginn."), field="ends")
        return BlockerEntry(
            self.title.data,
            wall_moment(self.day.data, self.starts.data, "starts"),
            wall_moment(self.day.data, self.ends.data, "ends"),
            int(self.place.data) if self.place.data else None,
        )


def blocker_values(row: Blocker) -> dict[str, Any]:
    starts_at, ends_at = at_the_fair(row.starts_at), at_the_fair(row.ends_at)
    return {
        "version": row.version,
        "title": row.title,
        "place": str(row.place_id or ""),
        "day": starts_at.date(),
        "starts": starts_at.time(),
        "ends": ends_at.time(),
    }
