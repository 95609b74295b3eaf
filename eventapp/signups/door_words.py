"""What the door says: a word for each verdict, and the sentence below it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from eventapp.clock import at_the_fair
from eventapp.i18n import _, language, mark
from eventapp.i18n.days import day_with_short_weekday
from eventapp.programme.value import Programme, Session
from eventapp.signups.door_queries import Attendance, Person
from eventapp.signups.door_rules import Numbers, Verdict, walk_ins_begin
from eventapp.signups.models import DoorAct, SignUp

WORDS = {
    Verdict.OK: mark("OK"),
    Verdict.COUNTED: mark("Gezählt"),
    Verdict.UNDONE: mark("Zurückgenommen"),
    Verdict.ALREADY: mark("Schon da"),
    Verdict.WAITING: mark("Warteliste"),
    Verdict.ELSEWHERE: mark("Falscher Termin"),
    Verdict.UNKNOWN: mark("Unbekannt"),
    Verdict.UNCONFIRMED: mark("Nicht bestätigt"),
    Verdict.GIVEN_BACK: mark("Zurückgegeben"),
    Verdict.LAPSED: mark("Platz verfallen"),
    Verdict.FULL: mark("Kein Platz frei"),
    Verdict.TOO_EARLY: mark("Noch nicht"),
    Verdict.TOO_LATE: mark("Geht nicht mehr"),
}
SENTENCES = {
    Verdict.WAITING: mark("Ist etwas frei, in der Liste auf „Einlassen“ drücken."),
    Verdict.UNKNOWN: mark("Noch einmal tippen (kein O, 0, I, 1, L) oder den Nachnamen suchen."),
    Verdict.UNCONFIRMED: mark("Die Anmeldung wurde nie bestätigt. Ist etwas frei, mit + zählen."),
    Verdict.GIVEN_BACK: mark("Ist noch etwas frei, mit + zählen."),
    Verdict.LAPSED: mark("Ist noch etwas frei, mit + zählen."),
    Verdict.FULL: mark("Alle Plätze sind vergeben."),
    Verdict.TOO_LATE: mark("Rückgängig geht zehn Minuten lang, an derselben Tür."),
}
STATES = {"confirmed": mark("Platz"), "offered": mark("Angebot"), "waiting": mark("Warteliste")}


@dataclass(frozen=True, slots=True)
class Said:
    """One verdict as it is shown. ``nonce`` names the press where it can be undone, ``waits`` who can be let in."""

    verdict: str
    word: str
    detail: str = ""
    name: str = ""
    nonce: str = ""
    waits: str = ""


def said_of(act: DoorAct, session: Session, programme: Programme, attendance: Attendance) -> Said:
    verdict, sign_up = Verdict(act.verdict), act.sign_up
    is_known_here = sign_up is not None and verdict is not Verdict.ELSEWHERE
    return Said(
        verdict=verdict.value,
        word=_(WORDS[verdict]),
        detail=_detail(verdict, sign_up, session, programme),
        name=attendance.name_of(sign_up) if sign_up and is_known_here else "",
        nonce=act.nonce if verdict is Verdict.OK and act.undone_at is None else "",
        waits=sign_up.handle if sign_up and verdict is Verdict.WAITING else "",
    )


def said_at_once(verdict: Verdict) -> Said:
    """Where nothing was kept that it could be about."""
    return Said(verdict.value, _(WORDS[verdict]), _(SENTENCES[verdict]))


def _detail(verdict: Verdict, sign_up: SignUp | None, session: Session, programme: Programme) -> str:
    if verdict is Verdict.ALREADY and sign_up and sign_up.came_at:
        return f"{_time(sign_up.came_at)}, {sign_up.came_through}"
    if verdict is Verdict.ELSEWHERE and sign_up:
        other = programme.session(sign_up.session.code)
        return where_to(other, programme, today=session.day) if other else ""
    if verdict is Verdict.TOO_EARLY:
        begins = _time(walk_ins_begin(session.starts_at))
        return _("Bis {time} Uhr gibt es Plätze nur über die Anmeldung.", time=begins)
    return _(SENTENCES[verdict]) if verdict in SENTENCES else ""


def where_to(session: Session, programme: Programme, *, today: date) -> str:
    """The right one: which, when and where."""
    place = programme.place(session.place)
    told = {"title": session.title.in_language(language()), "time": _time(session.starts_at)}
    told["place"] = place.name.in_language(language()) if place else "–"
    if session.day == today:
        return _("„{title}“ um {time} Uhr, {place}", **told)
    day = day_with_short_weekday(session.day, language())
    return _("„{title}“ am {day} um {time} Uhr, {place}", day=day, **told)


def counted(numbers: Numbers, *, has_begun: bool) -> str:
    """42 von 60 da, 3 frei"""
    if numbers.capacity is None:
        return _("{present} da", present=numbers.present)
    free = numbers.free(has_begun=has_begun)
    return _("{present} von {capacity} da, {free} frei", present=numbers.present, capacity=numbers.capacity, free=free)


def counted_rest(numbers: Numbers, *, has_begun: bool) -> str:
    """The same behind a number that stands there large."""
    if numbers.capacity is None:
        return _("da")
    return _("von {capacity} da, {free} frei", capacity=numbers.capacity, free=numbers.free(has_begun=has_begun))


def state_of(person: Person) -> str:
    """The one word behind a name."""
    if person.came_at is not None:
        return _("da {time}", time=_time(person.came_at))
    return _(STATES[person.state])


def _time(moment: datetime) -> str:
    return f"{at_the_fair(moment):%H:%M}"
