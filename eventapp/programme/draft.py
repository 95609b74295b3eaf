"""The draft as a value: what a release would say if it were made now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from eventapp.fair.value import PublicFair
from eventapp.i18n import Words
from eventapp.programme import models
from eventapp.programme.value import Link, Place, Programme, Session, Speaker, Theme


def programme_of(
    fair: PublicFair,
    uid_domain: str,
    *,
    sessions: Iterable[models.ConferenceSession],
    places: Iterable[models.Place],
    themes: Iterable[models.Theme],
    speakers: Iterable[models.Speaker],
) -> Programme:
    """The rows as a :class:`Programme` without number, sequences and stamps (``revision`` gives those)."""
    said = [session_of(row) for row in sessions]
    return assembled(fair, uid_domain, sessions=said, places=places, themes=themes, speakers=speakers)


def assembled(
    fair: PublicFair,
    uid_domain: str,
    *,
    sessions: Iterable[Session],
    places: Iterable[models.Place],
    themes: Iterable[models.Theme],
    speakers: Iterable[models.Speaker],
) -> Programme:
    """The sessions with what they stand on; what is hidden comes along only where one of them needs it."""
    said = sorted(sessions, key=lambda session: (session.starts_at, session.number))
    on_stage = {slug for session in said for slug in session.speakers}
    in_place, in_theme = {session.place for session in said}, {session.theme for session in said}
    return Programme(
        fair=fair.slug,
        acronym=fair.acronym,
        title=fair.title,
        starts_on=fair.starts_on,
        ends_on=fair.ends_on,
        uid_domain=uid_domain,
        venue=fair.profile.venue,
        sessions=tuple(said),
        places=tuple(place_of(row) for row in places if not row.is_hidden or row.slug in in_place),
        themes=tuple(theme_of(row) for row in themes if not row.is_hidden or row.slug in in_theme),
        speakers=tuple(speaker_of(row) for row in speakers if row.slug in on_stage),
    )


def session_of(row: models.ConferenceSession) -> Session:
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
    )


def place_of(row: models.Place) -> Place:
    return Place(row.slug, Words(row.name_de, row.name_en), Words(row.where_de, row.where_en), row.kind)


def theme_of(row: models.Theme) -> Theme:
    return Theme(row.slug, Words(row.name_de, row.name_en), row.colour, row.colour_dark)


def speaker_of(row: models.Speaker) -> Speaker:
    return Speaker(row.slug, row.name, row.organisation, Words(row.biography_de, row.biography_en))


class NotInTheDraft(LookupError):
    """A session was named that the draft does not have; ``args`` are the codes."""


def with_only(standing: Programme, draft: Programme, codes: Iterable[str]) -> Programme:
    """The standing release plus just these sessions as the draft has them: every other draft change stays where it is.

    Places, themes and speakers come along only as far as these sessions need them.
    """
    wanted = set(codes)
    changed = {code: session for code in wanted if (session := draft.session(code)) is not None}
    if missing := wanted - changed.keys():
        raise NotInTheDraft(*sorted(missing))
    kept = [session for session in standing.sessions if session.code not in changed]
    sessions = sorted([*kept, *changed.values()], key=lambda session: (session.starts_at, session.number))
    places = {session.place for session in changed.values()} - {place.slug for place in standing.places}
    themes = {session.theme for session in changed.values()} - {theme.slug for theme in standing.themes}
    return replace(
        standing,
        sessions=tuple(sessions),
        places=standing.places + tuple(place for place in draft.places if place.slug in places),
        themes=standing.themes + tuple(theme for theme in draft.themes if theme.slug in themes),
        speakers=_speakers_of(
            sessions, standing, draft, newly={slug for one in changed.values() for slug in one.speakers}
        ),
    )


def _speakers_of(
    sessions: list[Session], standing: Programme, draft: Programme, newly: set[str]
) -> tuple[Speaker, ...]:
    """Who speaks in these sessions: as the draft has them where they are named newly, else as they were released."""
    known = {speaker.slug: speaker for speaker in standing.speakers}
    known |= {speaker.slug: speaker for speaker in draft.speakers if speaker.slug in newly}
    on_stage = {slug for session in sessions for slug in session.speakers}
    return tuple(speaker for slug, speaker in known.items() if slug in on_stage)
