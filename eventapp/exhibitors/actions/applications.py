"""Asking to take part, from outside, and what the office says to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from eventapp.accounts.models import Person
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.exhibitors.actions.invitations import invite
from eventapp.exhibitors.actions.locks import locked_fair
from eventapp.exhibitors.actions.members import add_exhibitor, create_member
from eventapp.exhibitors.actions.questions import words
from eventapp.exhibitors.actions.recording import id_of
from eventapp.exhibitors.answers import is_email, is_web_address
from eventapp.exhibitors.models import Application, Exhibitor, Member
from eventapp.exhibitors.queries import rules_of_fair
from eventapp.fair.models import Fair
from eventapp.i18n import Words, mark
from eventapp.journal.actions import record
from eventapp.outbox.actions import may_write_to, post
from eventapp.text import clean_line, clean_text

MOST_WAITING = 500
"""So many applications of one fair wait at most: a machine must not fill the disk."""


class NotOpen(DomainError):
    """The fair takes no applications now."""


class ApplicationRefused(DomainError):
    """The form is not filled in as it has to be."""


class AlreadyDecided(DomainError):
    """Somebody else was faster."""


def apply(
    fair: Fair,
    *,
    key: str,
    name: str,
    contact_name: str,
    contact_email: str,
    at: datetime,
    city: str = "",
    website: str = "",
    contact_phone: str = "",
    message: str = "",
    language: str = "de",
) -> Application:
    """From the public page; the same form sent twice counts once, also at once: one after the other is looked at."""
    locked_fair(fair.id)
    known = db.session.scalar(select(Application).where(Application.key == key))
    if known is not None:
        return known
    _check_open(fair, at)
    application = Application(
        fair_id=fair.id,
        key=key,
        name=_needed(name, "name", 200),
        city=clean_line(city, longest=100),
        website=_website(website),
        contact_name=_needed(contact_name, "contact_name", 120),
        contact_email=_email(contact_email),
        contact_phone=clean_line(contact_phone, longest=40),
        language="en" if language == "en" else "de",
        message=clean_text(message, longest=2_000),
        received_at=at,
    )
    db.session.add(application)
    db.session.flush()
    if may_write_to(application.contact_email, at=at):
        _write(application, fair, "application", {}, at=at)
    return application


def admit(application: Application, fair: Fair, *, member: Member | None = None, by: Person, at: datetime) -> Exhibitor:
    """It becomes the part of ``member`` in the fair, or of a new member; the contact is invited at once."""
    application = _undecided(application)
    if member is None:
        words_said = {"city": application.city, "website": application.website}
        member = create_member(name=application.name, at=at, by=by, **words_said)
    here = select(Exhibitor).where(Exhibitor.fair_id == fair.id, Exhibitor.member_id == member.id)
    exhibitor = db.session.scalar(here) or add_exhibitor(fair, member, at=at, by=by)
    exhibitor.contact_name, exhibitor.contact_email = application.contact_name, application.contact_email
    exhibitor.language = application.language
    application.state, application.decided_at, application.exhibitor_id = "admitted", at, exhibitor.id
    db.session.flush()
    _record(application, "admitted", by=by, at=at)
    invite([exhibitor], by=by, at=at)
    return exhibitor


def refuse(application: Application, fair: Fair, reason: str, *, by: Person, at: datetime) -> None:
    """With a reason that the applicant reads."""
    why = words(reason, mark("Schreiben Sie, warum."), field="reason")
    application = _undecided(application)
    application.state, application.decided_at, application.refused_reason = "refused", at, why
    db.session.flush()
    _record(application, "refused", by=by, at=at)
    _write(application, fair, "refused", {"reason": why}, at=at)


def _check_open(fair: Fair, at: datetime) -> None:
    if not rules_of_fair(fair).takes_applications(at):
        raise NotOpen(mark("Zurzeit kann man sich nicht bewerben."))
    waiting = select(func.count()).select_from(Application).where(Application.state == "waiting")
    if (db.session.scalar(waiting.where(Application.fair_id == fair.id)) or 0) >= MOST_WAITING:
        raise NotOpen(mark("Gerade sind zu viele Bewerbungen offen. Bitte schreiben Sie dem Messebüro."))


def _undecided(application: Application) -> Application:
    locked = select(Application).where(Application.id == application.id).with_for_update()
    application = db.session.scalars(locked.execution_options(populate_existing=True)).one()
    if application.state != "waiting":
        raise AlreadyDecided(mark("Über diese Bewerbung ist schon entschieden."))
    return application


def _needed(text: str, field: str, longest: int) -> str:
    clean = clean_line(text, longest=longest)
    if not clean:
        raise ApplicationRefused(mark("Diese Angabe fehlt noch."), field=field)
    return clean


def _email(text: str) -> str:
    clean = clean_line(text).lower()
    if not is_email(clean):
        raise ApplicationRefused(mark("Das ist keine E-Mail-Adresse, z. B. name@beispiel.de."), field="contact_email")
    return clean


def _website(text: str) -> str:
    clean = clean_line(text)
    clean = f"https://{clean}" if clean and "://" not in clean else clean
    if clean and not is_web_address(clean):
        message = mark("Das ist keine Webadresse; sie beginnt mit https:// oder http://.")
        raise ApplicationRefused(message, field="website")
    return clean


def _record(application: Application, kind: str, *, by: Person, at: datetime) -> None:
    subject = f"application:{application.id}"
    name, told = application.name, f"application.{kind}"
    record(id_of(by), told, subject=subject, name=name, at=at, fair_id=application.fair_id)


def _write(application: Application, fair: Fair, kind: str, values: dict[str, str], *, at: datetime) -> None:
    """To the address that was typed in: nobody has proved that it is theirs."""
    title = Words(fair.title_de, fair.title_en).in_language(application.language)
    post(
        f"exhibitors.{kind}",
        to=application.contact_email,
        language=application.language,
        key=f"{kind}:{application.id}",
        values={"fair": title, "member": application.name, **values},
        fair_id=fair.id,
        at=at,
    )
