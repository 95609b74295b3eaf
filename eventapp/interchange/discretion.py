"""No e-mail address goes public by an import: a file of ours is taken as it stands, in all but this."""

from __future__ import annotations

from dataclasses import replace

from eventapp.interchange import admissions
from eventapp.interchange.source import SourceExhibitor, SourceProgramme, SourceSession, SourceSpeaker
from eventapp.programme.value import Link, Words
from eventapp.text import email_places, is_email, without_email


def without_addresses(programme: SourceProgramme) -> SourceProgramme:
    """Anybody can write a file that says it is ours, and an office writes more into its table than we put there."""
    return replace(
        programme,
        title=without_email(programme.title),
        sessions=tuple(_session(session) for session in programme.sessions),
        places=tuple(replace(one, name=_words(one.name), where=_words(one.where)) for one in programme.places),
        themes=tuple(replace(one, name=_words(one.name)) for one in programme.themes),
    )


def _session(session: SourceSession) -> SourceSession:
    return replace(
        session,
        title=_words(session.title),
        subtitle=_words(session.subtitle),
        abstract=_words(session.abstract),
        description=_words(session.description),
        place=without_email(session.place),
        theme=without_email(session.theme),
        organisation=without_email(session.organisation),
        series=without_email(session.series),
        speakers=tuple(_speaker(speaker) for speaker in session.speakers if not is_email(speaker.name)),
        links=tuple(Link(one.url, without_email(one.title)) for one in session.links if not email_places(one.url)),
        exhibitors=_exhibitors(session.exhibitors),
        admission=admissions.without_addresses(session.admission),
    )


def _exhibitors(told: tuple[SourceExhibitor, ...] | None) -> tuple[SourceExhibitor, ...] | None:
    return None if told is None else tuple(replace(one, name=without_email(one.name)) for one in told)


def _speaker(speaker: SourceSpeaker) -> SourceSpeaker:
    name, organisation = without_email(speaker.name), without_email(speaker.organisation)
    return SourceSpeaker(name, organisation, _words(speaker.biography))


def _words(words: Words) -> Words:
    return Words(without_email(words.de), without_email(words.en))
