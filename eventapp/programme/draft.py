"""The draft as a value: what a release would say if it were made now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter
from typing import Protocol, TypeVar

from eventapp.fair.value import PublicFair
from eventapp.i18n import Words
from eventapp.programme import models
from eventapp.programme.value import (
    Link,
    NamedArea,
    NamedExhibitor,
    Place,
    Portrait,
    Programme,
    Session,
    SignUpRules,
    Speaker,
    Theme,
)
from eventapp.text import folded

Named = TypeVar("Named", Place, Theme, NamedArea)


@dataclass(frozen=True, slots=True)
class FromTheStand:
    """What the draft takes from the joint stand: by the id of the row the exhibitors that are public now, and by place
    the area it lies on."""

    exhibitors: Mapping[int, NamedExhibitor] = field(default_factory=dict)
    areas: Mapping[str, NamedArea] = field(default_factory=dict)

    def exhibitors_named(self, slugs: Iterable[str]) -> tuple[NamedExhibitor, ...]:
        """In the order of the alphabet."""
        wanted = set(slugs)
        found = (one for one in self.exhibitors.values() if one.slug in wanted)
        return tuple(sorted(found, key=by_name))

    def giving(self, exhibitor_ids: Iterable[int]) -> tuple[str, ...]:
        """Those of them that may be named, by their addresses."""
        return tuple(self.exhibitors[one].slug for one in exhibitor_ids if one in self.exhibitors)


NO_STAND = FromTheStand()


def programme_of(
    fair: PublicFair,
    uid_domain: str,
    *,
    sessions: Iterable[models.ConferenceSession],
    places: Iterable[models.Place],
    themes: Iterable[models.Theme],
    speakers: Iterable[models.Speaker],
    stand: FromTheStand = NO_STAND,
) -> Programme:
    """The rows as a :class:`Programme` without number, sequences and stamps (``revision`` gives those)."""
    said, people = [session_of(row, stand) for row in sessions], [speaker_of(row) for row in speakers]
    return assembled(fair, uid_domain, sessions=said, places=places, themes=themes, speakers=people, stand=stand)


def assembled(
    fair: PublicFair,
    uid_domain: str,
    *,
    sessions: Iterable[Session],
    places: Iterable[models.Place],
    themes: Iterable[models.Theme],
    speakers: Iterable[Speaker],
    stand: FromTheStand = NO_STAND,
) -> Programme:
    """The sessions with what they stand on; what is hidden comes along only where one of them needs it."""
    said = sorted(sessions, key=lambda session: (session.starts_at, session.number))
    on_stage = {slug for session in said for slug in session.speakers}
    in_place, in_theme = {session.place for session in said}, {session.theme for session in said}
    shown = [row for row in places if not row.is_hidden or row.slug in in_place]
    return Programme(
        fair=fair.slug,
        acronym=fair.acronym,
        title=fair.title,
        starts_on=fair.starts_on,
        ends_on=fair.ends_on,
        uid_domain=uid_domain,
        venue=fair.profile.venue,
        sessions=tuple(said),
        places=tuple(place_of(row, stand.areas.get(row.slug)) for row in shown),
        themes=tuple(theme_of(row) for row in themes if not row.is_hidden or row.slug in in_theme),
        speakers=tuple(speaker for speaker in speakers if speaker.slug in on_stage),
        exhibitors=stand.exhibitors_named(slug for session in said for slug in session.exhibitors),
        areas=_once(stand.areas[row.slug] for row in shown if row.slug in stand.areas),
    )


def session_of(row: models.ConferenceSession, stand: FromTheStand = NO_STAND) -> Session:
    return Session(
        code=row.code,
        number=row.number,
        guid=row.guid,
        series=row.series,
        kind=row.kind,
        language=row.language,
        title=Words(row.title_de, row.title_en),
        subtitle=Words(row.subtitle_de, row.subtitle_en),
        abstract=Words(row.abstract_de, row.abstract_en),
        description=Words(row.description_de, row.description_en),
        organisation=row.organisation,
        links=tuple(Link(link["url"], link.get("title", "")) for link in row.links),
        place=row.place.slug if row.place else "",
        theme=row.theme.slug if row.theme else "",
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        speakers=tuple(one.speaker.slug for one in row.speaking if one.speaker.consent != "withdrawn"),
        is_cancelled=row.is_cancelled,
        delay=row.delay_minutes,
        exhibitors=stand.giving(one.exhibitor_id for one in row.exhibiting),
        admission=row.admission,
        sign_up=sign_up_of(row),
    )


class _Admitting(Protocol):
    """A row of the draft, whole or as far as it was read."""

    admission: str
    capacity: int
    sign_up_opens_at: datetime | None
    sign_up_closes_at: datetime | None
    question_de: str
    question_en: str


def sign_up_of(row: _Admitting) -> SignUpRules | None:
    if row.admission != "sign_up":
        return None
    question = Words(row.question_de, row.question_en)
    return SignUpRules(row.capacity, row.sign_up_opens_at, row.sign_up_closes_at, question)


def place_of(row: models.Place, area: NamedArea | None = None) -> Place:
    name, where = Words(row.name_de, row.name_en), Words(row.where_de, row.where_en)
    return Place(row.slug, name, where, row.kind, area.number if area else "", row.capacity)


def theme_of(row: models.Theme) -> Theme:
    return Theme(row.slug, Words(row.name_de, row.name_en), row.colour, row.colour_dark)


def speaker_of(row: models.Speaker) -> Speaker:
    biography = Words(row.biography_de, row.biography_en)
    return Speaker(row.slug, row.name, row.organisation, biography, portrait_of(row))


class _Portrayed(Protocol):
    """The same of a person."""

    portrait: str
    portrait_consent: str
    portrait_alt_de: str
    portrait_alt_en: str


def portrait_of(row: _Portrayed) -> Portrait | None:
    """Only with the consent of who is to be seen."""
    if not row.portrait or row.portrait_consent != "given":
        return None
    return Portrait(row.portrait, Words(row.portrait_alt_de, row.portrait_alt_en))


def _once(areas: Iterable[NamedArea]) -> tuple[NamedArea, ...]:
    return tuple({area.number: area for area in areas}.values())


class NotInTheDraft(LookupError):
    """A session was named that the draft does not have; ``args`` are the codes."""


def with_only(standing: Programme, draft: Programme, codes: Iterable[str]) -> Programme:
    """The standing release plus just these sessions as the draft has them: every other draft change stays where it is.

    Places (with their areas), themes, speakers and exhibitors come along only as far as these sessions need them.
    """
    wanted = set(codes)
    changed = {code: session for code in wanted if (session := draft.session(code)) is not None}
    if missing := wanted - changed.keys():
        raise NotInTheDraft(*sorted(missing))
    taken = changed.values()
    kept = [session for session in standing.sessions if session.code not in changed]
    sessions = sorted([*kept, *taken], key=lambda session: (session.starts_at, session.number))
    places = _added(standing.places, draft.places, {session.place for session in taken}, by="slug")
    return replace(
        standing,
        sessions=tuple(sessions),
        places=standing.places + places,
        themes=standing.themes + _added(standing.themes, draft.themes, {one.theme for one in taken}, by="slug"),
        speakers=_speakers_of(sessions, standing, draft, newly={slug for one in taken for slug in one.speakers}),
        exhibitors=_exhibitors_of(sessions, standing, draft, newly={slug for one in taken for slug in one.exhibitors}),
        areas=standing.areas + _added(standing.areas, draft.areas, {place.area for place in places}, by="number"),
    )


def _added(standing: Iterable[Named], drafted: Iterable[Named], needed: set[str], *, by: str) -> tuple[Named, ...]:
    """What is needed of the draft and does not stand yet, known by the field that ``by`` names."""
    name = attrgetter(by)
    missing = needed - set(map(name, standing))
    return tuple(one for one in drafted if name(one) in missing)


def _speakers_of(
    sessions: list[Session], standing: Programme, draft: Programme, newly: set[str]
) -> tuple[Speaker, ...]:
    """Who speaks in these sessions: as the draft has them where they are named newly, else as they were released."""
    known = {speaker.slug: speaker for speaker in standing.speakers}
    known |= {speaker.slug: speaker for speaker in draft.speakers if speaker.slug in newly}
    on_stage = {slug for session in sessions for slug in session.speakers}
    return tuple(speaker for slug, speaker in known.items() if slug in on_stage)


def _exhibitors_of(
    sessions: list[Session], standing: Programme, draft: Programme, newly: set[str]
) -> tuple[NamedExhibitor, ...]:
    """Who gives these sessions, in the same way."""
    known = {one.slug: one for one in standing.exhibitors} | {
        one.slug: one for one in draft.exhibitors if one.slug in newly
    }
    giving = {slug for session in sessions for slug in session.exhibitors}
    found = (one for slug, one in known.items() if slug in giving)
    return tuple(sorted(found, key=by_name))


def by_name(exhibitor: NamedExhibitor) -> tuple[str, str]:
    """The order of the alphabet."""
    return folded(exhibitor.name), exhibitor.slug
