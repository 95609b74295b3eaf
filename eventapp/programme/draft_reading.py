"""The draft of a fair read as a value, in as many queries whatever its size. Reading rows as objects takes five times
as long, and an office with two thousand sessions opens its list often. Texts are most of what is read: whoever plans
does without them (:func:`read_outline`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, select

from eventapp.database import rows_of
from eventapp.fair.models import Fair
from eventapp.fair.queries import public_fair
from eventapp.i18n import Words
from eventapp.programme import queries
from eventapp.programme.draft import NO_STAND, FromTheStand, assembled, portrait_of, sign_up_of
from eventapp.programme.models import ConferenceSession, SessionExhibitor, SessionSpeaker, Speaker
from eventapp.programme.value import Link, Programme, Session
from eventapp.programme.value import Speaker as SpeakerValue

_OUTLINE = (
    *("id", "code", "number", "guid", "series", "kind", "language", "title_de", "title_en", "organisation"),
    *("place_id", "theme_id", "starts_at", "ends_at", "is_scheduled", "is_cancelled", "delay_minutes", "version"),
    *("admission", "capacity", "sign_up_opens_at", "sign_up_closes_at", "question_de", "question_en"),
)
_TEXTS = ("subtitle_de", "subtitle_en", "abstract_de", "abstract_en", "description_de", "description_en", "links")
_SPEAKER = ("slug", "name", "organisation")
_BIOGRAPHY = ("biography_de", "biography_en", "portrait", "portrait_consent", "portrait_alt_de", "portrait_alt_en")


@dataclass(frozen=True, slots=True)
class Draft:
    """``beside`` are the codes of the sessions that lie beside the board; ``versions`` tells by code how often each was
    changed: who moves one says which state was seen."""

    programme: Programme
    beside: frozenset[str]
    versions: Mapping[str, int]


def read_draft(fair: Fair) -> Programme:
    """What a release would say if it were made now, without number, sequences and stamps."""
    return _read(fair, ConferenceSession.is_scheduled.is_(True)).programme


def read_whole_draft(fair: Fair) -> Draft:
    """For the office alone: with the sessions that lie beside the board."""
    return _read(fair)


def read_outline(fair: Fair) -> Draft:
    """The same for planning, in half the time: who, when, where, what it is called. What else there is to read is left
    empty (subtitles, prose, links, exhibitors, areas; biographies, portraits): this is nothing to release or to compare
    with a release."""
    return _read(fair, is_outline=True)


def with_texts(outline: Programme, fair: Fair, codes: Collection[str]) -> Programme:
    """Just these sessions of :func:`read_outline`, with all that was left out of them."""
    columns = (getattr(ConferenceSession, name) for name in ("id", "code", *_TEXTS))
    these = ConferenceSession.fair_id == fair.id, ConferenceSession.code.in_(codes)
    giving = _giving(*these)
    stand = FromTheStand(queries.named_exhibitors(fair.id, {one for some in giving.values() for one in some}))
    texts = {row.code: _texts(row, stand, giving) for row in rows_of(select(*columns).where(*these))}
    sessions = (session for session in outline.sessions if session.code in texts)
    return replace(outline, sessions=tuple(replace(session, **texts[session.code]) for session in sessions))


def _read(fair: Fair, *wanted: ColumnElement[bool], is_outline: bool = False) -> Draft:
    places, themes, on_stage = queries.places_of(fair.id), queries.themes_of(fair.id), _on_stage(fair.id)
    slugs = {("place", one.id): one.slug for one in places} | {("theme", one.id): one.slug for one in themes}
    these, names = (ConferenceSession.fair_id == fair.id, *wanted), _OUTLINE if is_outline else (*_OUTLINE, *_TEXTS)
    rows = rows_of(select(*(getattr(ConferenceSession, name) for name in names)).where(*these)).all()
    told = [_outline(row, slugs, on_stage.get(row.id, ())) for row in rows]
    stand = NO_STAND
    if not is_outline:
        stand, giving = queries.from_the_stand(fair.id), _giving(*these)
        told = [outline | _texts(row, stand, giving) for outline, row in zip(told, rows, strict=True)]
    programme = assembled(
        public_fair(fair),
        fair.uid_domain,
        sessions=[Session(**one) for one in told],
        places=places,
        themes=themes,
        speakers=_speakers(fair.id, is_outline=is_outline),
        stand=stand,
    )
    beside = frozenset(row.code for row in rows if not row.is_scheduled)
    return Draft(programme, beside, {row.code: row.version for row in rows})


def _speakers(fair_id: int, *, is_outline: bool) -> list[SpeakerValue]:
    """In the order of their names."""
    columns = (getattr(Speaker, name) for name in (_SPEAKER if is_outline else (*_SPEAKER, *_BIOGRAPHY)))
    found = rows_of(select(*columns).where(Speaker.fair_id == fair_id).order_by(Speaker.name, Speaker.id))
    if is_outline:
        return [SpeakerValue(*row) for row in found]
    return [
        SpeakerValue(row.slug, row.name, row.organisation, Words(row.biography_de, row.biography_en), portrait_of(row))
        for row in found
    ]


def _on_stage(fair_id: int) -> dict[int, tuple[str, ...]]:
    """By session the addresses of its speakers in their order, without those who do not want to be named."""
    wanted = select(SessionSpeaker.session_id, Speaker.slug).join(Speaker).where(Speaker.fair_id == fair_id)
    wanted = wanted.where(Speaker.consent != "withdrawn").order_by(SessionSpeaker.session_id, SessionSpeaker.position)
    found: dict[int, list[str]] = defaultdict(list)
    for session_id, slug in rows_of(wanted):
        found[session_id].append(slug)
    return {session_id: tuple(slugs) for session_id, slugs in found.items()}


def _giving(*these: ColumnElement[bool]) -> Mapping[int, list[int]]:
    """By session the exhibitors that give it in their order, whether they may be named or not."""
    wanted = select(SessionExhibitor.session_id, SessionExhibitor.exhibitor_id).join(ConferenceSession).where(*these)
    found: dict[int, list[int]] = defaultdict(list)
    for session_id, exhibitor_id in rows_of(wanted.order_by(SessionExhibitor.session_id, SessionExhibitor.position)):
        found[session_id].append(exhibitor_id)
    return found


def _outline(row: Any, slugs: dict[tuple[str, int], str], speakers: tuple[str, ...]) -> dict[str, Any]:
    """The fields of a session that planning needs."""
    said = row._mapping
    return {
        "code": said["code"],
        "number": said["number"],
        "guid": said["guid"],
        "series": said["series"],
        "kind": said["kind"],
        "language": said["language"],
        "title": Words(said["title_de"], said["title_en"]),
        "organisation": said["organisation"],
        "place": slugs.get(("place", said["place_id"]), ""),
        "theme": slugs.get(("theme", said["theme_id"]), ""),
        "starts_at": said["starts_at"],
        "ends_at": said["ends_at"],
        "speakers": speakers,
        "is_cancelled": said["is_cancelled"],
        "delay": said["delay_minutes"],
        "admission": said["admission"],
        "sign_up": sign_up_of(row),
    }


def _texts(row: Any, stand: FromTheStand, giving: Mapping[int, list[int]]) -> dict[str, Any]:
    """And the others."""
    said = row._mapping
    return {
        "subtitle": Words(said["subtitle_de"], said["subtitle_en"]),
        "abstract": Words(said["abstract_de"], said["abstract_en"]),
        "description": Words(said["description_de"], said["description_en"]),
        "links": tuple(Link(link["url"], link.get("title", "")) for link in said["links"]),
        "exhibitors": stand.giving(giving.get(said["id"], ())),
    }
