"""Released values for the calendars' tests: a valid thing each, of which a test names only what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from eventapp.programme.value import Place, Programme, Session, Speaker, Theme, Venue, Words

BASE_URL = "https://messe.example"
START = datetime(2027, 2, 10, 9, tzinfo=UTC)
REVISED = datetime(2026, 11, 1, 8, tzinfo=UTC)

STAGE = Place("buehne-a", Words("Bühne A", "Stage A"), Words("Halle 3", "Hall 3"))
WORKSHOP = Place("werkstatt", Words("Werkstatt"))
ENERGY = Theme("energie", Words("Energie", "Energy"))
TEAM = Speaker("team", "Projektteam Wärme", "Stadt Dortmund")


def make_session(code: str = "AB12CD", **changes: Any) -> Session:
    session = Session(
        code=code,
        number=1,
        guid=f"guid-{code}",
        title=Words("Wärme aus dem Abwasser", "Heat from sewage"),
        starts_at=START,
        ends_at=START + timedelta(minutes=45),
        place=STAGE.slug,
        theme=ENERGY.slug,
        speakers=(TEAM.slug,),
        abstract=Words("Was ein Quartier heizt.", "What heats a quarter."),
        created_at=REVISED - timedelta(days=30),
        revised_at=REVISED,
    )
    return replace(session, **changes)


def make_programme(*sessions: Session, **changes: Any) -> Programme:
    programme = Programme(
        fair="elektrotechnik-2027",
        acronym="et2027",
        title=Words("Elektrotechnik 2027"),
        starts_on=date(2027, 2, 10),
        ends_on=date(2027, 2, 12),
        uid_domain="example.org",
        venue=Venue(
            name="Westfalenhallen Dortmund", latitude=51.4966, longitude=7.4566, hall=Words("Halle 3", "Hall 3")
        ),
        number=1,
        released_at=REVISED + timedelta(hours=1),
        sessions=sessions,
        places=(STAGE, WORKSHOP),
        themes=(ENERGY,),
        speakers=(TEAM,),
    )
    return replace(programme, **changes)
