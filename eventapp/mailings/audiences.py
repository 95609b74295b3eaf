"""To whom a mailing goes: a group, and what narrows it. Stored as one text (``members:stage:in_work``). Pure.

``members`` are the contacts of exhibitors, one each; ``teams`` everybody who acts for them. ``places`` are people with
a confirmed place, ``waiting`` those on a waiting list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from eventapp.exhibitors.fields.field import Task
from eventapp.exhibitors.overview import STAGE_NAMES, Stage
from eventapp.i18n import _, language, mark
from eventapp.i18n.days import long_day, short_day
from eventapp.programme.value import Programme, Session
from eventapp.web.formats import wall_time

MEMBERS, TEAMS, SPEAKERS, PLACES, WAITING = KINDS = ("members", "teams", "speakers", "places", "waiting")
EXHIBITORS, VISITORS = (MEMBERS, TEAMS), (PLACES, WAITING)
NAMES = {
    MEMBERS: mark("Aussteller: Ansprechpersonen"),
    TEAMS: mark("Aussteller: ganze Teams"),
    SPEAKERS: mark("Vortragende"),
    PLACES: mark("Angemeldete mit Platz"),
    WAITING: mark("Auf der Warteliste"),
}
SHORT = {
    MEMBERS: mark("Ansprechpersonen"),
    TEAMS: mark("Teams"),
    SPEAKERS: mark("Vortragende"),
    PLACES: mark("Mit Platz"),
    WAITING: mark("Warteliste"),
}
"""Before each choice: a closed list shows no group."""
EVERYBODY = {
    MEMBERS: mark("alle, die teilnehmen sollen"),
    TEAMS: mark("alle, die teilnehmen sollen"),
    SPEAKERS: mark("alle"),
    PLACES: mark("alle"),
    WAITING: mark("alle"),
}
NARROWED = {
    MEMBERS: ("stage", "overdue", "missing"),
    TEAMS: ("stage", "overdue", "missing"),
    SPEAKERS: ("day", "unasked", "no_english"),
    PLACES: ("day", "session"),
    WAITING: ("day", "session"),
}
BARE = ("overdue", "unasked", "no_english")
"""What narrows without saying to what."""
BARE_NAMES = {
    "overdue": mark("mit überfälligen Aufgaben"),
    "unasked": mark("deren Einverständnis noch fehlt"),
    "no_english": mark("ohne englischen Text über die Person"),
}


@dataclass(frozen=True, slots=True)
class Audience:
    kind: str
    narrowed: str = ""
    value: str = ""

    def __str__(self) -> str:
        return ":".join(part for part in (self.kind, self.narrowed, self.value) if part)

    @property
    def is_of_visitors(self) -> bool:
        return self.kind in VISITORS

    @property
    def opens_private_pages(self) -> bool:
        return self.is_of_visitors or self.kind == SPEAKERS

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.value) if self.narrowed == "day" else None

    @property
    def session(self) -> str:
        """The code of the one session it is about."""
        return self.value if self.narrowed == "session" else ""


def audience_of(stored: str) -> Audience | None:
    """None where nothing was chosen yet, or what stands there is none of ours."""
    kind, _colon, rest = stored.partition(":")
    narrowed, _colon, value = rest.partition(":")
    if kind not in KINDS or (narrowed and narrowed not in NARROWED[kind]):
        return None
    if bool(value) != (bool(narrowed) and narrowed not in BARE):
        return None
    if narrowed == "day" and not _is_day(value):
        return None
    return Audience(kind, narrowed, value)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Ground:
    """What audiences of one fair can be narrowed by: the tasks that it asks, and the programme as released."""

    tasks: Sequence[Task]
    programme: Programme | None

    @property
    def sessions(self) -> list[Session]:
        """Those with places, in the order of time."""
        every = self.programme.sessions if self.programme else ()
        return sorted((one for one in every if one.admission == "sign_up"), key=lambda one: (one.starts_at, one.code))

    def speaking_on(self, day: date | None) -> dict[str, list[Session]]:
        """By the slug of the speaker: what they speak in (that day), without what is cancelled."""
        found: dict[str, list[Session]] = {}
        every = self.programme.sessions if self.programme else ()
        for session in sorted(every, key=lambda one: one.starts_at):
            if not session.is_cancelled and day in (None, session.day):
                for speaker in session.speakers:
                    found.setdefault(speaker, []).append(session)
        return found

    def codes(self, audience: Audience) -> list[str]:
        """The sessions an audience of visitors is about. One alone may be cancelled: then that is why one writes."""
        if audience.session:
            return [one.code for one in self.sessions if one.code == audience.session]
        return [one.code for one in self.sessions if not one.is_cancelled and audience.day in (None, one.day)]


def choices(ground: Ground) -> dict[str, list[tuple[str, str]]]:
    """Everything that can be chosen, under the names of the groups, in the language being spoken."""
    return {
        _(NAMES[kind]): [(str(one), f"{_(SHORT[kind])}: {_said(one, ground)}") for one in _offered(kind, ground)]
        for kind in KINDS
    }


def in_words(audience: Audience | None, ground: Ground) -> str:
    """ "Aussteller: Ansprechpersonen – mit überfälligen Aufgaben"; "" where nobody is chosen."""
    if audience is None:
        return ""
    return f"{_(NAMES[audience.kind])} – {_said(audience, ground)}"


def _offered(kind: str, ground: Ground) -> list[Audience]:
    found = [Audience(kind)]
    if kind in EXHIBITORS:
        found += [Audience(kind, "overdue")]
        found += [Audience(kind, "missing", task.key) for task in ground.tasks]
        found += [Audience(kind, "stage", stage.value) for stage in Stage]
    elif kind == SPEAKERS:
        found += [Audience(kind, one) for one in ("unasked", "no_english")]
        days = sorted({one.day for some in ground.speaking_on(None).values() for one in some})
        found += [Audience(kind, "day", day.isoformat()) for day in days]
    else:
        found += [Audience(kind, "day", day.isoformat()) for day in sorted({one.day for one in ground.sessions})]
        found += [Audience(kind, "session", one.code) for one in ground.sessions]
    return found


def _said(audience: Audience, ground: Ground) -> str:
    value, narrowed = audience.value, audience.narrowed
    if narrowed in BARE:
        return _(BARE_NAMES[narrowed])
    if narrowed == "day":
        return long_day(date.fromisoformat(value), language())
    if narrowed == "stage":
        names = {stage.value: name for stage, name in STAGE_NAMES.items()}
        return _("Stand: {state}", state=_(names[value])) if value in names else value
    if narrowed == "missing":
        label = next((task.label for task in ground.tasks if task.key == value), "")
        return _("Aufgabe offen: {task}", task=_(label) if label else value)
    if narrowed == "session":
        session = ground.programme.session(value) if ground.programme else None
        return _of(session) if session else _("nicht mehr im Programm")
    return _(EVERYBODY[audience.kind])


def _of(session: Session) -> str:
    day, time = short_day(session.day, language()), wall_time(session.starts_at)
    return f"{day} {time}, {session.title.in_language(language())}"
