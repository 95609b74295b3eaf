"""Fairs with programmes of all sorts, and what it takes to send one out and take it in again."""

from __future__ import annotations

import itertools
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec
from hypothesis import strategies as st

from eventapp.clock import from_the_wall
from eventapp.database import db, transaction
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair, public_fair
from eventapp.fair.value import Profile, Venue
from eventapp.i18n import Words
from eventapp.interchange.actions.importing import import_programme
from eventapp.interchange.reading import read_programme
from eventapp.interchange.report import Report
from eventapp.interchange.source import MAIN_SOURCE
from eventapp.interchange.writing import write_programme
from eventapp.programme import queries
from eventapp.programme.actions.release import release
from eventapp.programme.draft import programme_of
from eventapp.programme.keys import CODE_SIGNS
from eventapp.programme.models import (
    ConferenceSession,
    Place,
    SessionExhibitor,
    SessionSpeaker,
    Speaker,
    Theme,
)
from eventapp.programme.value import KINDS, Programme
from eventapp.text import clean_line, clean_text, without_email
from eventapp.web.addresses import base_url
from tests.factories import RELEASED, at, make_exhibitor, make_fair

FORMATS = ("frab-xml", "frab-json", "ics", "xlsx")
EVERY_WAY = tuple(itertools.product(FORMATS, ("de", "en")))
DAYS = (date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 31))
"""A Saturday whose night the clocks go forward in, that Sunday, and the one on which they go back."""
VENUE = Venue("Westfalenhallen", "Rheinlanddamm 200", "44139", "Dortmund", 51.4966, 7.4566, Words("Halle 3", "Hall 3"))


def drafted(slug: str) -> Programme:
    """The draft as a value, read anew."""
    db.session.expire_all()
    fair = get_fair(slug)
    return programme_of(
        public_fair(fair),
        fair.uid_domain,
        sessions=queries.draft_sessions(fair.id),
        places=queries.places_of(fair.id),
        themes=queries.themes_of(fair.id),
        speakers=queries.speakers_of(fair.id),
        stand=queries.from_the_stand(fair.id),
    )


def counted(slug: str) -> tuple[int, int, int]:
    """How many places, themes and speakers the fair has, those that no session needs included."""
    fair = get_fair(slug)
    return tuple(len(rows(fair.id)) for rows in (queries.places_of, queries.themes_of, queries.speakers_of))


def released(slug: str, **values: Any) -> Programme:
    """What stands after a release of the draft."""
    with transaction():
        outcome = release(slug, at=RELEASED, override="Für die Probe.", **values)
    assert outcome.programme is not None
    return outcome.programme


def written(programme: Programme, kind: str, language: str) -> bytes:
    return write_programme(programme, kind, language, base_url=base_url())


def taken_in(slug: str, data: bytes, **values: Any) -> Report:
    programme = read_programme(data)
    with transaction():
        return import_programme(slug, programme, **values)


def assert_nothing_changes(slug: str, data: bytes) -> None:
    """The file tells what the draft holds: taking it in leaves every row as it is, and the next release has no news."""
    before, grounds = drafted(slug), counted(slug)

    report = taken_in(slug, data)

    assert [entry for entry in report.entries if entry.state != "unchanged"] == []
    assert len(report.entries) == len(before.sessions)
    assert [note for note in report.notes if "Messetage" not in note] == []
    assert drafted(slug) == before
    assert counted(slug) == grounds


# What can stand in a programme


def _line(longest: int) -> Any:
    return lambda text: clean_line(text, longest=longest)


_NASTY = (
    "&lt;b&gt; ist ein Tag",
    "<b>fett</b> & <script>alert(1)</script>",
    "=1+1",
    "+49 231",
    "-5 Grad",
    "@home",
    "'Zitat",
    '"Anführung"; Strich | Punkt, Komma',
    "_x0041_ und _x000D_",
    "ABGESAGT: Doch nicht",
    "CANCELLED: not really",
    "Mit: Ada (Stadt), Bob",
    "Themenfeld: Energie",
    "Stand 01.01.2000, 00:00:00 Uhr; aktuell:",
    "👩‍🔬 Wärme 🔥",
    "שלום עולם",
    "مرحبا",
    "Wärme\\nStrom \\N \\, \\;",
    "N.N.",
    "…",
    "-",
    "42",
    "10:30",
    "1e5",
    "TRUE",
    "2027-02-10",
    "mail an office [at] messe.example",
    "Zeile eins\nZeile zwei\n\nAbsatz",
    "- Punkt\n- Punkt\n  - innen",
    "https://messe.example/?a=1&b=2",
    "x" * 480,
    "Sehr lang und wortreich. " * 120,
)
_raw = st.one_of(
    st.sampled_from(_NASTY),
    st.text(max_size=30),
    st.text(st.characters(codec=None), max_size=8),
    st.lists(st.sampled_from(_NASTY), min_size=2, max_size=3).map(" ".join),
)
labels = _raw.map(_line(200))
lines = _raw.map(_line(300))
prose = _raw.map(clean_text)
names = st.one_of(
    st.sampled_from(["Ada Muster", "Dr. Ada Muster", "Bo, M.Sc.", "Kim (KI-Labor)", "Eva; Iko", "Team |42|", "N.N."]),
    labels,
).filter(bool)
"""Texts as a hand may have entered them, addresses included: those are in no file that is read."""
told_labels, told_lines, told_prose, told_names = (texts.map(without_email) for texts in (labels, lines, prose, names))
links = st.lists(
    st.builds(
        lambda path, title: {"url": f"https://messe.example/{path}", "title": title},
        st.text("abc/?=&%23-_~,;'\"()", max_size=12),
        lines,
    ),
    max_size=2,
    unique_by=lambda link: link["url"],
)


def span(wall: str, minutes: int, day: date = DAYS[1]) -> tuple[datetime, datetime]:
    """From that reading of the hall's clock on, so many minutes."""
    begins = at(wall, day)
    return begins, begins + timedelta(minutes=minutes)


@st.composite
def moments(draw: st.DrawFn) -> tuple[datetime, datetime]:
    """Any minute of three days, the missing and the doubled hour included; up to 24 hours long."""
    day = from_the_wall(draw(st.sampled_from(DAYS)), time(0))
    begins = day + timedelta(minutes=draw(st.integers(0, 28 * 60)))
    return begins, begins + timedelta(minutes=draw(st.one_of(st.integers(1, 180), st.just(24 * 60))))


@st.composite
def admissions(draw: st.DrawFn) -> dict[str, Any]:
    """How one gets in; what only holds with sign-up is drawn only there, for no file tells it elsewhere."""
    admission = draw(st.sampled_from(("open", "sign_up", "closed")))
    if admission != "sign_up":
        return {"admission": admission}
    opens_at, closes_at = draw(st.one_of(st.none(), moments())) or (None, None)
    return {
        "admission": admission,
        "capacity": draw(st.integers(0, 500)),
        "sign_up_opens_at": opens_at,
        "sign_up_closes_at": closes_at,
        "question_de": draw(lines),
        "question_en": draw(lines),
    }


@dataclass(frozen=True)
class Plan:
    """A programme before it has rows: columns for each, places, themes, people and exhibitors by their position.
    ``exhibitors`` are public names."""

    places: list[dict[str, Any]]
    themes: list[dict[str, Any]]
    people: list[dict[str, Any]]
    sessions: list[dict[str, Any]]
    exhibitors: list[str] = field(default_factory=list)


CLOSED = {"admission": "closed"}
FULL = Plan(
    places=[
        {"name_de": "Bühne A", "name_en": "Stage A", "where_de": "Stand 12", "where_en": "Stand 12", "capacity": 40},
        {"name_de": "Werkstatt"},
    ],
    themes=[{"name_de": "Energie", "name_en": "Energy"}],
    people=[
        {
            "name": "Dr. Ada Muster",
            "organisation": "Stadt Dortmund",
            "biography_de": "Baut.",
            "biography_en": "Builds.",
        },
        {"name": "Bo Beispiel", "organisation": "TU"},
        {"name": "Bo Beispiel", "organisation": "FH"},
    ],
    sessions=[
        {
            "when": span("10:00", 45),
            "title_de": "Wärme aus dem Hafen",
            "title_en": "Heat from the harbour",
            "subtitle_de": "Ein Bericht",
            "subtitle_en": "A report",
            "abstract_de": "Was ein Quartier heizt.",
            "abstract_en": "What heats a quarter.",
            "description_de": "Absatz eins.\n\nAbsatz zwei.",
            "description_en": "One.\n\nTwo.",
            "place": 0,
            "theme": 0,
            "people": [0, 1],
            "kind": "panel",
            "language": "de",
            "series": "Reihe Wärme",
            "organisation": "Allianz",
            "links": [{"url": "https://messe.example/folien.pdf", "title": "Folien"}],
            "exhibitors": [1, 0],
            "admission": {
                "admission": "sign_up",
                "capacity": 12,
                "sign_up_opens_at": at("08:00", DAYS[0]),
                "sign_up_closes_at": at("09:30"),
                "question_de": "Bringen Sie einen Laptop mit?",
                "question_en": "Will you bring a laptop?",
            },
        },
        {"when": span("11:00", 15), "title_de": "Pause", "place": 0, "theme": None, "kind": "break"},
        {
            "when": span("12:00", 60),
            "title_de": "Entfällt",
            "place": 1,
            "theme": 0,
            "is_cancelled": True,
            "admission": CLOSED,
        },
        {
            "when": span("23:45", 60),
            "title_de": "Nachtgespräch",
            "place": None,
            "theme": None,
            "people": [2],
            "exhibitors": [0],
            "admission": {"admission": "sign_up"},
        },
    ],
    exhibitors=["Hafen, Söhne & Töchter KG", "SIBA GmbH"],
)
"""A day with a bit of everything."""
_grounds = st.lists(st.fixed_dictionaries({"name_de": names, "name_en": labels}), max_size=3)
_places = st.lists(
    st.fixed_dictionaries(
        {"name_de": names, "name_en": labels, "where_de": lines, "where_en": lines, "capacity": st.integers(0, 900)}
    ),
    max_size=3,
)
_people = st.lists(
    st.fixed_dictionaries({"name": names, "organisation": lines, "biography_de": prose, "biography_en": prose}),
    max_size=4,
)


def _some(things: list[Any]) -> st.SearchStrategy[int | None]:
    return st.one_of(st.none(), st.integers(0, len(things) - 1)) if things else st.none()


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    places, themes, people = draw(_places), draw(_grounds), draw(_people)
    exhibitors = draw(st.lists(names, max_size=2))
    number = len(exhibitors)
    session = st.fixed_dictionaries(
        {
            "when": moments(),
            "title_de": lines.filter(bool),
            "place": _some(places),
            "theme": _some(themes),
            "people": st.lists(st.integers(0, len(people) - 1), max_size=3, unique=True) if people else st.just([]),
            "exhibitors": st.sampled_from([[], [0], [1], [1, 0]]).map(lambda some: [n for n in some if n < number]),
            "admission": admissions(),
            "kind": st.sampled_from(KINDS),
            "language": st.sampled_from(["", "de", "en"]),
            "is_cancelled": st.booleans(),
            "series": _raw.map(_line(60)),
            "organisation": lines,
            "links": links,
            "title_en": lines,
            "subtitle_de": lines,
            "subtitle_en": lines,
            "abstract_de": prose,
            "abstract_en": prose,
            "description_de": prose,
            "description_en": prose,
        }
    )
    return Plan(places, themes, people, draw(st.lists(session, min_size=1, max_size=4)), exhibitors)


_fairs = itertools.count(1)
_colours = {"colour": "#0b6e4f", "colour_dark": "#7fc8ac"}


def made(plan: Plan, *, source: str = MAIN_SOURCE) -> str:
    """The slug of a new fair that has this programme as its draft, as if an import had brought it."""
    slug = f"probe-{next(_fairs)}"
    fair = make_fair(slug, starts_on=DAYS[0], ends_on=DAYS[1])
    exhibitors = [make_exhibitor(fair, name, accepted={}) for name in plan.exhibitors]
    with transaction() as session:
        fair = session.merge(fair)
        places = _rows(Place, fair, plan.places, source)
        themes = _rows(Theme, fair, plan.themes, source, **_colours)
        people = _rows(Speaker, fair, plan.people, source)
        for number, columns in enumerate(plan.sessions, start=1):
            session.add(_session(fair, number, dict(columns), (places, themes, people, exhibitors), source))
    return slug


def _rows(kind: Any, fair: Fair, plans: list[dict[str, Any]], source: str, **more: Any) -> list[Any]:
    found = []
    for number, columns in enumerate(plans):
        in_order = {"position": number} if hasattr(kind, "position") else {}
        found.append(kind(fair_id=fair.id, slug=f"nr-{number}", source=source, **columns, **more, **in_order))
    db.session.add_all(found)
    return found


def _session(fair: Fair, number: int, columns: dict[str, Any], grounds: Any, source: str) -> ConferenceSession:
    places, themes, people, exhibitors = grounds
    place, theme = columns.pop("place"), columns.pop("theme")
    starts_at, ends_at = columns.pop("when")
    speakers = [people[position] for position in columns.pop("people", [])]
    giving = [exhibitors[position] for position in columns.pop("exhibitors", [])]
    columns.setdefault("links", [])
    columns |= columns.pop("admission", {})
    return ConferenceSession(
        fair_id=fair.id,
        code="".join(CODE_SIGNS[digit] for digit in (number, 35, 10, 0, 11, number)),
        number=number,
        guid=str(uuid.UUID(int=number, version=4)),
        starts_at=starts_at,
        ends_at=ends_at,
        place=None if place is None else places[place],
        theme=None if theme is None else themes[theme],
        speaking=[SessionSpeaker(speaker=speaker, position=position) for position, speaker in enumerate(speakers)],
        exhibiting=[SessionExhibitor(exhibitor_id=one.id, position=position) for position, one in enumerate(giving)],
        source=source,
        source_keys={"slug": f"alt-{number}"},
        **columns,
    )


def with_venue(slug: str) -> None:
    """Give the fair a hall, so that calendars say how a place is found."""
    with transaction():
        get_fair(slug).profile = msgspec.json.encode(Profile(venue=VENUE)).decode()
