"""The fairs that the browser visits: the demo, two big ones with the longest words, and one that is on just now."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.catalogue import add_exhibitors
from eventapp.clock import at_the_fair, day_at_the_fair, now
from eventapp.database import transaction
from eventapp.fair.queries import get_fair
from eventapp.programme.models import ConferenceSession
from eventapp.programme.queries import published
from eventapp.programme.value import Programme
from tests.factories import make_fair, make_place, make_release, make_session, make_speaker, make_theme

DEMO = "elektrotechnik-2027"
PAST = "elektrotechnik-2019"
BIG = "grosse-messe-2027"
"""200 sessions: a day a page; and 200 exhibitors."""
FULL = "volle-messe-2027"
"""199 sessions: the most that stand on one page."""
TODAY = "messe-von-heute"
"""Running while the tests run, so that its pages speak of the real moment."""
BIG_DAYS = (date(2027, 5, 4), date(2027, 5, 5))
STARTS = ("10:00", "11:30", "13:00", "15:00", "17:00", "20:00", "00:15")
LONG_WORDS = (
    "Niederspannungsnetzanschlussprüfung",
    "Ladeinfrastrukturlastmanagementsystem",
    "Wärmenetzausbaubeschleunigungsverfahren",
    "Straßenbeleuchtungsmodernisierungsprogramm",
    "Verkehrswendefinanzierungsvereinbarung",
)


def make_big_fair(slug: str, number: int, *, exhibitors: int = 0) -> None:
    """15 places, two days, titles as German allows them, the last sessions of each day after midnight."""
    fair = make_fair(slug, title="Große Messe 2027", starts_on=BIG_DAYS[0], ends_on=BIG_DAYS[1])
    places = [make_place(fair, f"Veranstaltungsraum {n:02d} im Obergeschoss", slug=f"raum-{n}") for n in range(15)]
    themes = [make_theme(fair, f"Themenfeld {word}", slug=f"thema-{n}") for n, word in enumerate(LONG_WORDS)]
    people = [make_speaker(fair, f"Projektteam {n:03d}", organisation="Musterwerke") for n in range(100)]
    for at in range(number):
        day, in_day = BIG_DAYS[at // 100], at % 100
        starts = STARTS[in_day // len(places)]
        word, other = LONG_WORDS[at % 5], LONG_WORDS[(at // 5) % 5]
        make_session(
            fair,
            f"{word} und {other}: was der Versuch Nr. {at + 1} gezeigt hat",
            code=f"G{at:05d}",
            day=day + timedelta(days=1) if starts < "04:00" else day,
            starts=starts,
            ends=f"{starts[:2]}:55",
            place=places[in_day % len(places)],
            theme=themes[at % 5],
            kind=("talk", "panel", "workshop")[at % 3],
            language="en" if at % 4 == 0 else "de",
            abstract_de=f"Ein Bericht über die {word} in fünf Quartieren, mit Zahlen, Zweifeln und offenen Fragen.",
            speakers=[people[in_day]],
        )
    make_release(slug=slug)
    with transaction():
        add_exhibitors(get_fair(slug), exhibitors, with_logos=False)


def make_fair_of_today() -> None:
    """One session for two hours around now, the next one right behind it."""
    moment = now().replace(second=0)
    today = day_at_the_fair(moment)
    fair = make_fair(
        TODAY, title="Messe von heute", starts_on=today - timedelta(days=1), ends_on=today + timedelta(days=2)
    )
    stage = make_place(fair, slug="buehne-a")
    for title, starts in (("Was gerade läuft", -60), ("Was danach kommt", 60)):
        made = make_session(fair, title, place=stage)
        with transaction() as session:
            row: ConferenceSession = session.merge(made)
            row.starts_at = moment + timedelta(minutes=starts)
            row.ends_at = row.starts_at + timedelta(minutes=120)
    make_release(slug=TODAY)


def programme_of(slug: str) -> Programme:
    programme = published(slug).programme
    assert programme is not None
    return programme


def wall(session_time) -> str:
    """``10:05``, as the clock in the hall shows it."""
    return at_the_fair(session_time).strftime("%H:%M")
