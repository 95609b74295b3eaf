"""Plain functions that make valid things; a test names only what it is about."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

from eventapp.clock import from_the_wall
from eventapp.database import db, transaction
from eventapp.exhibitors.models import Entry, Exhibitor, Member
from eventapp.fair.actions import create_fair
from eventapp.fair.models import Fair
from eventapp.fair.rules import MOST_DAYS
from eventapp.i18n import Words
from eventapp.interchange.actions.importing import import_programme
from eventapp.interchange.report import Report
from eventapp.interchange.source import SourceProgramme, SourceSession, SourceSpeaker
from eventapp.programme.actions.release import Outcome, release
from eventapp.programme.models import (
    ConferenceSession,
    Place,
    SessionExhibitor,
    SessionSpeaker,
    Speaker,
    Theme,
)
from eventapp.programme.value import Programme, Session

SLUG = "messe-2027"
DAY = date(2027, 3, 28)
"""The Sunday on which the clocks go forward: mistakes with zones show."""
RELEASED = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
_numbers = itertools.count(1)


def at(wall: str, day: date = DAY) -> datetime:
    """``at("10:30")``: that reading of the hall's clock, in UTC."""
    return from_the_wall(day, datetime.strptime(wall, "%H:%M").time())  # noqa: DTZ007 -- a wall clock reading


def make_fair(slug: str = SLUG, **values: Any) -> Fair:
    """Also one longer than a fair may be, so that the clocks can change both ways while it lasts."""
    with transaction():
        starts_on = values.pop("starts_on", DAY)
        ends_on = values.pop("ends_on", starts_on + timedelta(days=1))
        fair = create_fair(
            slug,
            title=values.pop("title", "Messe 2027"),
            starts_on=starts_on,
            ends_on=min(ends_on, starts_on + timedelta(days=MOST_DAYS - 1)),
            uid_domain="messe.example",
            **values,
        )
        fair.ends_on = ends_on
        return fair


def make_place(fair: Fair, name: str = "Bühne A", *, slug: str = "") -> Place:
    place = Place(fair_id=fair.id, slug=slug or f"ort-{next(_numbers)}", name_de=name)
    return _kept(place)


def make_theme(fair: Fair, name: str = "Energie", *, slug: str = "") -> Theme:
    theme = Theme(fair_id=fair.id, slug=slug or f"thema-{next(_numbers)}", name_de=name, colour="#0b6e4f")
    theme.colour_dark = "#7fc8ac"
    return _kept(theme)


def make_speaker(fair: Fair, name: str = "Projektteam A", **values: Any) -> Speaker:
    return _kept(Speaker(fair_id=fair.id, slug=f"person-{next(_numbers)}", name=name, **values))


def make_session(
    fair: Fair, title: str = "Wärme aus dem Hafen", *, starts: str = "10:00", ends: str = "10:45", **values: Any
) -> ConferenceSession:
    """A session of the draft; ``speakers`` are rows of :class:`Speaker`, ``exhibitors`` of :class:`Exhibitor`."""
    number = next(_numbers)
    day = values.pop("day", DAY)
    speakers, exhibitors = values.pop("speakers", ()), values.pop("exhibitors", ())
    row = ConferenceSession(
        fair_id=fair.id,
        code=values.pop("code", f"T{number:05d}"),
        number=number,
        guid=f"00000000-0000-4000-8000-{number:012d}",
        title_de=title,
        starts_at=at(starts, day),
        ends_at=at(ends, day),
        links=values.pop("links", []),
        source_keys={},
        **values,
    )
    row.speaking = [SessionSpeaker(speaker=speaker, position=place) for place, speaker in enumerate(speakers)]
    row.exhibiting = [SessionExhibitor(exhibitor_id=one.id, position=place) for place, one in enumerate(exhibitors)]
    return _kept(row)


def make_exhibitor(fair: Fair, name: str = "Muster GmbH", *, slug: str = "", **values: Any) -> Exhibitor:
    """A member and its part in the fair; ``accepted`` are the answers of its company entry that are public."""
    accepted = values.pop("accepted", None)
    member = _kept(Member(slug=slug or f"mitglied-{next(_numbers)}", name=name, city=values.pop("city", "Dortmund")))
    state = values.pop("state", "taking_part")
    exhibitor: Exhibitor = _kept(
        Exhibitor(fair_id=fair.id, member_id=member.id, slug=member.slug, state=state, created_at=RELEASED, **values)
    )
    if accepted is not None:
        make_entry(exhibitor, accepted={"name": name, **accepted}, state="accepted")
    return exhibitor


def make_entry(exhibitor: Exhibitor, kind: str = "company", **values: Any) -> Entry:
    """Something the exhibitor drafts; what is accepted was handed in before."""
    accepted = values.pop("accepted", None)
    handed_in = values.pop("handed_in", accepted)
    entry: Entry = _kept(
        Entry(
            fair_id=exhibitor.fair_id,
            exhibitor_id=exhibitor.id,
            kind=kind,
            draft=values.pop("draft", handed_in or {}),
            handed_in=handed_in,
            accepted=accepted,
            accepted_at=RELEASED if accepted else None,
            handed_in_at=RELEASED if handed_in else None,
            changed_at=RELEASED,
            version=values.pop("version", 2),
            **values,
        )
    )
    return entry


def _kept(row: Any) -> Any:
    with transaction() as session:
        session.add(row)
    return row


def change(row: Any, **values: Any) -> None:
    """Edit a row of the draft, as the desk would."""
    with transaction() as session:
        row = session.merge(row)
        for name, value in values.items():
            setattr(row, name, value)


def make_release(*, later: int = 0, **values: Any) -> Outcome:
    """A release of the draft, ``later`` minutes after the first moment; ``comment`` may be in German alone."""
    comment = values.pop("comment", "")
    said = comment if isinstance(comment, Words) else Words(comment)
    with transaction():
        return release(values.pop("slug", SLUG), at=RELEASED + timedelta(minutes=later), comment=said, **values)


def entry(
    title: str = "Wärme aus dem Hafen", *, starts: str = "10:00", ends: str = "10:45", **values: Any
) -> SourceSession:
    """A session as a reader hands it over; ``speakers`` are names."""
    speakers = tuple(SourceSpeaker(name) for name in values.pop("speakers", ()))
    return SourceSession(
        where=values.pop("where", "Zeile 2"),
        keys=values.pop("keys", {}),
        title=Words(title),
        starts_at=at(starts),
        ends_at=at(ends),
        speakers=speakers,
        **values,
    )


def source(*sessions: SourceSession, **values: Any) -> SourceProgramme:
    return SourceProgramme(format="csv", sessions=sessions, **values)


def take_in(programme: SourceProgramme, **values: Any) -> Report:
    """An import into the draft."""
    with transaction():
        return import_programme(SLUG, programme, **values)


def value_session(code: str = "AAAAAA", title: str = "Wärme aus dem Hafen", **values: Any) -> Session:
    """A session of the released value."""
    return Session(
        code=code,
        number=values.pop("number", 1),
        guid=values.pop("guid", f"00000000-0000-4000-8000-{code:0>12}".lower()),
        title=Words(title),
        starts_at=at(values.pop("starts", "10:00")),
        ends_at=at(values.pop("ends", "10:45")),
        **values,
    )


def value_programme(*sessions: Session, **values: Any) -> Programme:
    """A released value with these sessions."""
    return Programme(
        fair=SLUG,
        acronym="messe2027",
        title=Words("Messe 2027"),
        starts_on=DAY,
        ends_on=DAY + timedelta(days=1),
        uid_domain="messe.example",
        number=values.pop("number", 1),
        released_at=values.pop("released_at", RELEASED),
        sessions=sessions,
        **values,
    )


def refreshed(row: Any) -> Any:
    db.session.expire_all()
    return row
