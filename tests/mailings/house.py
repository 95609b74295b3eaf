"""A fair with people of every kind to write to, and an office that writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from eventapp.cli.saying import in_transaction
from eventapp.database import db, transaction
from eventapp.exhibitors.models import Membership
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.mailings import actions, queries
from eventapp.mailings.actions import Written
from eventapp.mailings.audiences import audience_of
from eventapp.mailings.models import Mailing
from eventapp.mailings.recipients import Reached, seen
from eventapp.outbox.delivery import LetterBox
from eventapp.outbox.models import OutboxMail
from eventapp.worker import Worker
from tests.factories import DAY, RELEASED, SLUG, make_entry, make_exhibitor, make_release, make_session, make_speaker
from tests.people import make_person
from tests.signups.house import NOW, ask_for, come, make_workshop

DESK = f"/desk/{SLUG}/rundmails"
LATE = NOW + timedelta(days=50)
"""When every deadline of a member is over."""
NEXT = DAY + timedelta(days=1)
ADA, BEN, CEM, DOA, EVA = (f"{name}@besuch.example" for name in ("ada", "ben", "cem", "doa", "eva"))
ERIKA, PAULA, IRIS = "erika@mitglied.example", "paula@mitglied.example", "iris@institut.example"
LENA, TOM = "lena@buehne.example", "tom@buehne.example"
SAID = Written(
    name="An alle",
    audience="places:session:WORKSH",
    subject_de="Neues von {messe}",
    subject_en="News from {messe}",
    text_de="Guten Tag {name},\n\nbitte kommen Sie pünktlich.\n\nIhre Seite:\n{link}",
    text_en="Hello {name},\n\nplease be on time.\n\nYour page:\n{link}",
)


def make_house() -> Fair:
    """Two with a place on the first day (Ben on the second, too), one who waits, one who has not confirmed; three
    exhibitors; three speakers, of whom one has no address."""
    fair = make_workshop(capacity=2)
    make_session(fair, "Messen II", code="ZWEITE", admission="sign_up", capacity=9, day=NEXT)
    lena = make_speaker(fair, "Lena Licht", email=LENA, consent="given", biography_en="An engineer.")
    tom = make_speaker(fair, "Tom Turm", email=TOM, language="en")
    make_speaker(fair, "Ohne Adresse")
    make_session(fair, "Licht am Hafen", code="LICHT1", speakers=[lena])
    make_session(fair, "Türme bauen", code="TUERME", day=NEXT, speakers=[tom, lena])
    make_release()
    for email in (ADA, BEN, CEM):
        come(email, name=email.partition("@")[0].title())
    come(BEN, name="Ben", code="ZWEITE")
    ask_for(DOA)
    make_members(fair)
    return get_fair(SLUG)


def make_members(fair: Fair) -> None:
    """SIBA has a team of two and handed in, Institut one person and began; Neuling nobody but an address."""
    siba = make_exhibitor(fair, "SIBA GmbH", contact_email=PAULA)
    act_for(siba, ERIKA, name="Erika Muster")
    act_for(siba, PAULA, name="Paula Probe", language="en")
    make_entry(siba, handed_in={"name": "SIBA GmbH"}, state="submitted", submission=1)
    act_for(make_exhibitor(fair, "Institut"), IRIS, name="Iris Institut")
    make_exhibitor(fair, "Neuling AG", state="listed", contact_email="post@neuling.example", contact_name="Nele Neu")
    make_exhibitor(fair, "Ohne Adresse", state="listed")
    make_exhibitor(fair, "Weg KG", state="withdrawn", contact_email="weg@weg.example")


def act_for(exhibitor: Any, email: str, **values: Any) -> None:
    person_id = make_person(email, **{"language": "de", **values})
    with transaction():
        db.session.add(Membership(person_id=person_id, member_id=exhibitor.member_id, since=RELEASED))


def reached_by(audience: str, *, at: Any = NOW) -> Reached:
    db.session.rollback()
    return queries.reached_by(get_fair(SLUG), audience_of(audience), at=at)


def addresses(audience: str, *, at: Any = NOW) -> list[str]:
    return sorted(one.address for one in reached_by(audience, at=at).recipients)


def make_mailing(**values: Any) -> int:
    """The number of a draft."""
    written = replace(SAID, **values)
    return in_transaction(lambda: actions.create(get_fair(SLUG), written, by=None, at=NOW).id)


def sent(number: int, *, print_seen: str = "", at: Any = NOW) -> int:
    """The button; with the print of the page as it would be now, unless told otherwise."""

    def press() -> int:
        fair = get_fair(SLUG)
        mailing = queries.find_mailing(fair.id, number, locked=True)
        assert mailing is not None
        found = queries.reached_by(fair, audience_of(mailing.audience), at=at)
        return actions.send(mailing, fair, print_seen=print_seen or seen(mailing.version, found), by=None, at=at)

    return in_transaction(press)


def mailing(number: int) -> Mailing:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Mailing, number)


def mails(number: int) -> list[OutboxMail]:
    """Those of a mailing, as the database has them now, by address."""
    db.session.rollback()
    db.session.expire_all()
    wanted = select(OutboxMail).where(OutboxMail.key.startswith(f"mailing:{number}:")).order_by(OutboxMail.to_address)
    return list(db.session.scalars(wanted))


def written_out(number: int) -> dict[str, OutboxMail]:
    """Everything went out; the mails by address."""
    Worker(LetterBox(), keeps_secrets=True).round()
    return {mail.to_address: mail for mail in mails(number)}
