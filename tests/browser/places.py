"""A fair with workshops to sign up for, in every state, and the private links of those who did."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from eventapp.clock import day_at_the_fair, now
from eventapp.database import db, transaction
from eventapp.fair.queries import get_fair
from eventapp.programme.value import Session
from eventapp.signups import queries
from eventapp.signups.actions.asking import Asked, ask, confirm
from eventapp.signups.actions.giving_back import give_back
from eventapp.signups.models import SignUp
from eventapp.visitors.links import page_token
from eventapp.visitors.models import Visitor
from tests.browser.fairs import programme_of
from tests.factories import make_fair, make_place, make_release, make_session
from tests.signups.house import get_sign_up

PLACES = "messe-mit-plaetzen"
FREE, FULL, LATER, OFFERED = "FRE1ER", "V0LLER", "SPAETR", "ANGEB0"
LONG = "Niederspannungsnetzanschlussprüfung und Ladeinfrastrukturlastmanagementsystem zum Mitmachen"


def make_fair_with_places() -> dict[str, str]:
    """Addresses by name: ``confirm``, ``has a place``, ``waits``, ``is offered one``, ``gives back``, ``signs up``,
    ``private`` (the page of who has places), ``subscribes``, ``another address``, ``to be shut`` (of somebody else, for
    the one test that shuts it)."""
    day = day_at_the_fair(now()) + timedelta(days=20)
    fair = make_fair(PLACES, title="Messe mit Plätzen", starts_on=day, ends_on=day + timedelta(days=1))
    room = make_place(fair, "Werkraum im Obergeschoss", slug="werkraum")
    at_the_bench = {"place_id": make_place(fair, "Werkbank", slug="werkbank").id}
    told = {"admission": "sign_up", "kind": "workshop", "place_id": room.id, "day": day}
    question = {"question_de": "Was möchten Sie messen?", "question_en": "What would you like to measure?"}
    make_session(fair, LONG, code=FREE, capacity=40, starts="09:00", ends="10:30", **told, **question)
    make_session(fair, "Messen", code=FULL, capacity=1, starts="11:00", ends="12:00", **told)
    opens = {"sign_up_opens_at": now() + timedelta(days=10)}
    make_session(fair, "Löten", code=LATER, capacity=5, starts="13:00", ends="14:00", **told, **opens)
    make_session(fair, "Schalten", code=OFFERED, capacity=1, starts="11:30", ends="12:30", **told | at_the_bench)
    make_session(fair, "Für alle", code="OFFEN1", starts="15:00", ends="16:00", day=day, place_id=room.id)
    make_session(fair, "Nur wir", code="INTERN", admission="closed", starts="16:00", ends="17:00", day=day)
    make_release(slug=PLACES)
    with transaction():
        return _people()


def _people() -> dict[str, str]:
    has, waits = _came("ada@besuch.example", FULL), _came("ben@besuch.example", FULL)
    leaving = _came("cem@besuch.example", OFFERED)
    offered = _came("ada@besuch.example", OFFERED)
    give_back(leaving, _session(OFFERED), at=now())
    stranger = _came("eva@besuch.example", FREE)
    held = _asked("doa@besuch.example", FREE)
    confirming = queries.confirming_token(held)
    return {
        "confirm": f"/{PLACES}/mein/bestaetigen/{confirming}",
        "has a place": _own(has, FULL),
        "waits": _own(waits, FULL),
        "is offered one": _own(offered, OFFERED),
        "gave back": _own(leaving, OFFERED),
        "gives back": f"/{PLACES}/mein/{_token(has)}/zurueckgeben/{has.handle}",
        "signs up": _own(has, FREE),
        "private": f"/{PLACES}/mein/{_token(has)}",
        "to be shut": f"/{PLACES}/mein/{_token(stranger)}",
        "another address": f"/{PLACES}/mein/{_token(has)}/adresse",
        "subscribes": f"/{PLACES}/mein/{_token(has)}/kalender",
    }


def _session(code: str) -> Session:
    session = programme_of(PLACES).session(code)
    assert session is not None
    return session


def _asked(email: str, code: str) -> SignUp:
    fair_id = get_fair(PLACES).id
    asked = Asked("Ada Beispiel", email, "", f"{email}-{code}", "de")
    ask(fair_id, _session(code), asked, at=now())
    found = queries.find_by_key(asked.key)
    assert found is not None
    return found


def _came(email: str, code: str) -> SignUp:
    return confirm(_asked(email, code), _session(code), programme_of(PLACES), at=now())


def _token(sign_up: SignUp) -> str:
    db.session.refresh(sign_up, ["visitor"])
    assert sign_up.visitor is not None
    return page_token(sign_up.visitor)


def _own(sign_up: SignUp, code: str) -> str:
    return f"/{PLACES}/mein/{_token(sign_up)}/anmelden/{code}"


def confirming_link_of(email: str) -> str:
    """What the last mail to that address leads to; inside an application on the site's database."""
    wanted = select(SignUp.id).join(SignUp.visitor).where(Visitor.email == email).order_by(SignUp.id.desc())
    found = get_sign_up(db.session.scalars(wanted).first() or 0)
    assert found is not None
    return f"/{PLACES}/mein/bestaetigen/{queries.confirming_token(found)}"
