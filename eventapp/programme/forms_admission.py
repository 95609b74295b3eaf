"""The shape of how one gets into a session: admission, places, times, one question."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from eventapp.clock import at_the_fair
from eventapp.errors import DomainError
from eventapp.i18n import Words, _, mark
from eventapp.programme.actions.rules import LONGEST_QUESTION, MOST_PLACES
from eventapp.programme.crowding import FEWER
from eventapp.programme.entries import AdmissionEntry
from eventapp.programme.forms_desk import wall_moment
from eventapp.programme.models import ConferenceSession
from eventapp.programme.value import ADMISSIONS
from eventapp.web.forms import Choice, Day, Form, Line, Tick, Version, Wall, Whole

LABELS = {
    "open": mark("Offen für alle: Man kommt einfach vorbei."),
    "sign_up": mark("Mit Anmeldung: Wer kommen will, nimmt sich vorher einen Platz."),
    "closed": mark("Geladene Gäste: Auf den Seiten steht, dass man sich nicht anmelden kann."),
}


class AdmissionForm(Form):
    """Days and times on the hall's clock. ``is_sure`` is asked for where places would be fewer than people."""

    version = Version()
    admission = Choice(mark("Wer kann kommen?"), as_buttons=True)
    capacity = Whole(mark("Plätze"), least=1, most=MOST_PLACES)
    opens_day = Day(mark("Anmeldung ab: Tag"))
    opens = Wall(mark("Uhrzeit"))
    closes_day = Day(mark("Anmeldung bis: Tag"))
    closes = Wall(mark("Uhrzeit"))
    question_de = Line(mark("Deutsch"), most=LONGEST_QUESTION)
    question_en = Line(mark("Englisch"), most=LONGEST_QUESTION)
    is_sure = Tick(FEWER)

    def offer(self) -> None:
        self.admission.choices = [(one, _(LABELS[one])) for one in ADMISSIONS]

    def entry(self) -> AdmissionEntry:
        """Refuses what makes no time."""
        return AdmissionEntry(
            admission=self.admission.data or "",
            capacity=self.capacity.data or 0,
            opens_at=_moment(self.opens_day.data, self.opens.data, "opens"),
            closes_at=_moment(self.closes_day.data, self.closes.data, "closes"),
            question=Words(self.question_de.data or "", self.question_en.data or ""),
        )


def _moment(day: date | None, wall: time | None, field: str) -> datetime | None:
    """Both or neither."""
    if day is None and wall is None:
        return None
    if day is None:
        raise DomainError(mark("Geben Sie auch den Tag ein."), field=f"{field}_day")
    if wall is None:
        raise DomainError(mark("Geben Sie auch die Uhrzeit ein."), field=field)
    return wall_moment(day, wall, field)


def admission_values(row: ConferenceSession) -> dict[str, Any]:
    """What stands in the form of that session."""
    opens_at = at_the_fair(row.sign_up_opens_at) if row.sign_up_opens_at else None
    closes_at = at_the_fair(row.sign_up_closes_at) if row.sign_up_closes_at else None
    return {
        "version": row.version,
        "admission": row.admission,
        "capacity": row.capacity or None,
        "opens_day": opens_at.date() if opens_at else None,
        "opens": opens_at.time() if opens_at else None,
        "closes_day": closes_at.date() if closes_at else None,
        "closes": closes_at.time() if closes_at else None,
        "question_de": row.question_de,
        "question_en": row.question_en,
    }
