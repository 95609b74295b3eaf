"""The draft of a fair read as a value, in as many queries whatever its size. Reading rows as objects takes five times
as long, and an office with two thousand sessions opens its list often."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, select

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.fair.queries import public_fair
from eventapp.i18n import Words
from eventapp.programme import queries
from eventapp.programme.draft import assembled, sign_up_of
from eventapp.programme.models import ConferenceSession, SessionExhibitor, SessionSpeaker, Speaker
from eventapp.programme.value import Link, Programme, Session

_WANTED = (
    *("id", "code", "number", "guid", "series", "kind", "language", "title_de", "title_en", "subtitle_de"),
    *("subtitle_en", "abstract_de", "abstract_en", "description_de", "description_en", "organisation", "links"),
    *("place_id", "theme_id", "starts_at", "ends_at", "is_cancelled", "delay_minutes"),
    *("admission", "capacity", "sign_up_opens_at", "sign_up_closes_at", "question_de", "question_en"),
)


def read_draft(fair: Fair) -> Programme:
    """What a release would say if it were made now, without number, sequences and stamps."""
    return _read(fair, ConferenceSession.is_scheduled.is_(True))


def read_whole_draft(fair: Fair) -> Programme:
    """For the office alone: with the sessions that lie beside the board (:func:`queries.unscheduled_codes`)."""
    return _read(fair)


def _read(fair: Fair, *wanted: ColumnElement[bool]) -> Programme:
    places, themes = queries.places_of(fair.id), queries.themes_of(fair.id)
    slugs = {("place", one.id): one.slug for one in places} | {("theme", one.id): one.slug for one in themes}
    on_stage, stand, giving = _on_stage(fair.id), queries.from_the_stand(fair.id), _giving(fair.id)
    columns = [getattr(ConferenceSession, name) for name in _WANTED]
    found = db.session.execute(select(*columns).where(ConferenceSession.fair_id == fair.id, *wanted))
    sessions = [_session(row, slugs, on_stage.get(row.id, ()), stand.giving(giving.get(row.id, ()))) for row in found]
    return assembled(
        public_fair(fair),
        fair.uid_domain,
        sessions=sessions,
        places=places,
        themes=themes,
        speakers=queries.speakers_of(fair.id),
        stand=stand,
    )


def _on_stage(fair_id: int) -> dict[int, tuple[str, ...]]:
    """By session the addresses of its speakers in their order, without those who do not want to be named."""
    wanted = select(SessionSpeaker.session_id, Speaker.slug).join(Speaker).where(Speaker.fair_id == fair_id)
    wanted = wanted.where(Speaker.consent != "withdrawn").order_by(SessionSpeaker.session_id, SessionSpeaker.position)
    found: dict[int, list[str]] = defaultdict(list)
    for session_id, slug in db.session.execute(wanted):
        found[session_id].append(slug)
    return {session_id: tuple(slugs) for session_id, slugs in found.items()}


def _giving(fair_id: int) -> dict[int, list[int]]:
    """By session the exhibitors that give it in their order, whether they may be named or not."""
    wanted = select(SessionExhibitor.session_id, SessionExhibitor.exhibitor_id).join(ConferenceSession)
    wanted = wanted.where(ConferenceSession.fair_id == fair_id)
    found: dict[int, list[int]] = defaultdict(list)
    for session_id, exhibitor_id in db.session.execute(
        wanted.order_by(SessionExhibitor.session_id, SessionExhibitor.position)
    ):
        found[session_id].append(exhibitor_id)
    return found


def _session(
    row: Any, slugs: dict[tuple[str, int], str], speakers: tuple[str, ...], exhibitors: tuple[str, ...]
) -> Session:
    said = row._mapping
    return Session(
        code=said["code"],
        number=said["number"],
        guid=said["guid"],
        series=said["series"],
        kind=said["kind"],
        language=said["language"],
        title=Words(said["title_de"], said["title_en"]),
        subtitle=Words(said["subtitle_de"], said["subtitle_en"]),
        abstract=Words(said["abstract_de"], said["abstract_en"]),
        description=Words(said["description_de"], said["description_en"]),
        organisation=said["organisation"],
        links=tuple(Link(link["url"], link.get("title", "")) for link in said["links"]),
        place=slugs.get(("place", said["place_id"]), ""),
        theme=slugs.get(("theme", said["theme_id"]), ""),
        starts_at=said["starts_at"],
        ends_at=said["ends_at"],
        speakers=speakers,
        is_cancelled=said["is_cancelled"],
        delay=said["delay_minutes"],
        exhibitors=exhibitors,
        admission=said["admission"],
        sign_up=sign_up_of(row),
    )
