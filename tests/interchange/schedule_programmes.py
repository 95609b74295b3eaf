"""Programmes to write as ``schedule.xml`` and ``schedule.json``, and what their readers are to find again."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from eventapp.clock import day_at_the_fair
from eventapp.interchange.source import SourceExhibitor, SourceProgramme, SourceSession, SourceSpeaker
from eventapp.programme.value import (
    KINDS,
    Link,
    NamedArea,
    NamedExhibitor,
    Place,
    Programme,
    Session,
    SignUpRules,
    Speaker,
    Theme,
    Words,
)
from eventapp.text import slug
from tests.calendars.builders import STAGE, WORKSHOP, make_programme, make_session
from tests.interchange.programmes import DAYS, moments, told_lines, told_names, told_prose

LANGUAGES = ("de", "en")
MARKS = {"de": "ABGESAGT: ", "en": "CANCELLED: "}
hostile = st.lists(
    st.one_of(
        st.text(),
        st.text(st.characters(codec=None)),
        st.sampled_from(
            [
                "]]>",
                "</title></schedule>",
                "&amp;&",
                "<!--",
                '"><x a="',
                "\x00\x0b",
                "\r\n",
                "\ud800",
                "\ufffe",
                "\u2028",
            ]
        ),
    ),
    max_size=4,
).map("".join)


def guid(number: int) -> str:
    return str(uuid.UUID(int=number, version=4))


def one(**changes: Any) -> Programme:
    """A programme of one session."""
    return make_programme(make_session(**{"guid": guid(1), **changes}))


def full() -> Programme:
    """A bit of everything that writers have to decide about."""
    usual = make_session(
        guid=guid(1),
        language="de",
        subtitle=Words("Ein Bericht", "A report"),
        description=Words("Absatz <eins>.\n\nAbsatz & zwei.", "One.\n\nTwo."),
        organisation="Allianz",
        series="waerme",
        links=(Link("https://folien.example/?a=1&b=2", "Folien"), Link("https://ohne.example/")),
        exhibitors=("siba", "hafen"),
    )
    later = {"starts_at": usual.starts_at + timedelta(hours=1), "ends_at": usual.ends_at + timedelta(hours=1)}
    return make_programme(
        usual,
        make_session("CD34EF", number=2, guid=guid(2), place="werkstatt", is_cancelled=True, **later),
        make_session("EF56GH", number=3, guid=guid(3), place="", theme="", speakers=(), kind="break", **later),
        make_session("GH78IJ", number=4, guid=guid(4), place="", title=Words("Noch ohne Raum"), **later),
        places=(replace(STAGE, area="A12"), WORKSHOP),
        exhibitors=(NamedExhibitor("hafen", "Hafen & Söhne KG"), NamedExhibitor("siba", "SIBA GmbH")),
        areas=(NamedArea("A12", Words("Ecke am Gang", "Corner")),),
    )


def with_places() -> Programme:
    """The same where one signs up: with everything that can be said of it, with nothing more, and for guests only."""
    programme = full()
    first, second, third, *others = programme.sessions
    opens_at, closes_at = first.starts_at - timedelta(days=3), first.starts_at - timedelta(hours=1)
    rules = SignUpRules(12, opens_at, closes_at, Words("Laptop & <Kabel> „ja“? #1%\n", "A laptop?"))
    first = replace(first, admission="sign_up", sign_up=rules)
    second = replace(second, admission="sign_up", sign_up=SignUpRules())
    return replace(programme, sessions=(first, second, replace(third, admission="closed"), *others))


def nothing() -> Programme:
    """What is published before the first release."""
    return replace(make_programme(), number=0, released_at=None, uid_domain="", places=(), themes=(), speakers=())


@st.composite
def programmes(draw: st.DrawFn, *, line: Any = told_lines, text: Any = told_prose, name: Any = told_names) -> Programme:
    """Any programme that can stand in the tables; with other strategies, texts that never should."""
    words = {"line": st.builds(Words, line, line), "text": st.builds(Words, text, text)}
    called = st.builds(Words, name, line)
    places = draw(st.lists(st.builds(Place, st.just(""), called, words["line"]), max_size=3))
    themes = draw(st.lists(st.builds(Theme, st.just(""), called), max_size=3))
    people = draw(st.lists(st.builds(Speaker, st.just(""), name, line, words["text"]), max_size=3))
    exhibitors = draw(st.lists(st.builds(NamedExhibitor, st.just(""), name), max_size=3))
    areas = st.sampled_from(["", "A1", "C 2"])
    places = [replace(place, area=draw(areas)) for place in places]
    slugs = ["", *(f"nr-{number}" for number in range(3))]
    session = st.builds(
        make_session,
        title=called,
        subtitle=words["line"],
        abstract=words["text"],
        description=words["text"],
        kind=st.sampled_from(KINDS),
        language=st.sampled_from(["", "de", "en"]),
        place=st.sampled_from(slugs),
        theme=st.sampled_from(slugs),
        speakers=st.lists(st.sampled_from(slugs[1:]), max_size=3, unique=True).map(tuple),
        exhibitors=st.lists(st.sampled_from(slugs[1:]), max_size=3, unique=True).map(tuple),
        organisation=line,
        series=line,
        links=st.lists(st.builds(Link, st.just("https://a.example/?b=1&c=ü"), line), max_size=1).map(tuple),
        is_cancelled=st.booleans(),
    )
    sessions = [
        replace(entry, code=f"AB12{number:02}", number=number, guid=guid(number), starts_at=starts_at, ends_at=ends_at)
        for number, entry in enumerate(draw(st.lists(session, max_size=4)), 1)
        for starts_at, ends_at in [draw(moments())]
    ]
    return make_programme(
        *sessions,
        title=draw(called),
        starts_on=DAYS[0],
        ends_on=draw(st.sampled_from(DAYS[:2])),
        places=_numbered(places),
        themes=_numbered(themes),
        speakers=_numbered(people),
        exhibitors=_numbered(exhibitors),
        areas=(NamedArea("A1", Words("Ecke")), NamedArea("C 2", Words())),
    )


def _numbered(things: list[Any]) -> tuple[Any, ...]:
    return tuple(replace(thing, slug=f"nr-{number}") for number, thing in enumerate(things))


def released_from(source: SourceProgramme) -> Programme:
    """A foreign file's programme as if it had been imported and released."""
    found = [session.starts_at for session in source.sessions]
    days = [day_at_the_fair(moment) for moment in found] or [date(2027, 2, 10)]
    places = {session.place: slug(session.place) or "ort" for session in source.sessions if session.place}
    themes = {session.theme: slug(session.theme) or "thema" for session in source.sessions if session.theme}
    people = {one.name: one for session in source.sessions for one in session.speakers}
    return make_programme(
        *(_released(number, session, places, themes) for number, session in enumerate(source.sessions, 1)),
        starts_on=min(days),
        ends_on=max(days),
        places=tuple(Place(address, Words(name)) for name, address in places.items()),
        themes=tuple(Theme(address, Words(name)) for name, address in themes.items()),
        speakers=tuple(Speaker(slug(name), name, one.organisation, one.biography) for name, one in people.items()),
    )


def _released(number: int, told: SourceSession, places: dict[str, str], themes: dict[str, str]) -> Session:
    taken = ("title", "subtitle", "abstract", "description", "starts_at", "ends_at", "kind", "language", "links")
    return Session(
        code=f"{number:06}",
        number=number,
        guid=guid(number),
        place=places.get(told.place, ""),
        theme=themes.get(told.theme, ""),
        speakers=tuple(slug(one.name) for one in told.speakers),
        is_cancelled=told.is_cancelled,
        **{name: getattr(told, name) for name in taken},
    )


# What a reader is to find


def found(source: SourceProgramme) -> dict[str, SourceSession]:
    """By code, without where in the file it stood."""
    return {session.keys["code"]: replace(session, where="") for session in source.sessions}


def told_in_one(programme: Programme, language: str) -> dict[str, SourceSession]:
    """What of each session can be read in one language: its texts, and who speaks, by name."""

    def said(words: Words) -> Words:
        shown = words.in_language(language)
        return Words(shown, shown if language == "en" else "")

    def session_of(session: Session) -> SourceSession:
        title = session.title.in_language(language)
        is_marked = title.startswith(MARKS[language])
        if is_marked and not session.is_cancelled:
            title = title.removeprefix(MARKS[language])
        place, theme = programme.place(session.place), programme.theme(session.theme)
        return replace(
            _told(programme, session),
            title=said(Words(title, title)),
            subtitle=said(session.subtitle),
            abstract=said(session.abstract),
            description=said(session.description),
            place=place.name.in_language(language) if place else "",
            theme=theme.name.in_language(language) if theme else "",
            organisation="",
            series="",
            speakers=tuple(SourceSpeaker(one.name) for one in programme.speakers_of(session)),
            links=tuple(Link(link.url, "" if link.title == link.url else link.title) for link in session.links),
            is_cancelled=session.is_cancelled or is_marked,
        )

    return {session.code: session_of(session) for session in programme.sessions}


def told_in_both(programme: Programme) -> dict[str, SourceSession]:
    """Everything, in both languages."""
    return {session.code: _told(programme, session) for session in programme.sessions}


def _told(programme: Programme, session: Session) -> SourceSession:
    place, theme = programme.place(session.place), programme.theme(session.theme)
    return SourceSession(
        where="",
        keys={"code": session.code, "guid": session.guid, "id": str(session.number)},
        title=session.title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        kind=session.kind,
        subtitle=session.subtitle,
        abstract=session.abstract,
        description=session.description,
        language=session.language,
        place=place.name.de if place else "",
        theme=theme.name.de if theme else "",
        organisation=session.organisation,
        speakers=tuple(
            SourceSpeaker(one.name, one.organisation, one.biography) for one in programme.speakers_of(session)
        ),
        links=session.links,
        is_cancelled=session.is_cancelled,
        series=session.series,
        exhibitors=tuple(SourceExhibitor(one.name, one.slug) for one in programme.exhibitors_of(session)),
        admission={"admission": session.admission},
    )
