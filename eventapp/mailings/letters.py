"""What a mailing says to one reader: asked when it is shown, and again when it is sent.

Posted is only which mailing, who, and what it is about; whoever is gone, has another address or no place any more by
then gets nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from eventapp.accounts.models import Person
from eventapp.clock import now
from eventapp.database import db
from eventapp.exhibitors.actions.mailing import due, page_of
from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.progress import states_of_exhibitor
from eventapp.exhibitors.queries import exhibitors_by_id
from eventapp.fair.models import Fair
from eventapp.i18n import Words, _, mark, speaking
from eventapp.mailings.audiences import EXHIBITORS, SPEAKERS, WAITING, Audience, audience_of
from eventapp.mailings.models import Mailing
from eventapp.mailings.placeholders import filled
from eventapp.mailings.queries import state_meant, still_in_the_team
from eventapp.mailings.recipients import Recipient
from eventapp.outbox import kinds
from eventapp.outbox.rendering import Letter, render
from eventapp.programme.queries import release_at_hand
from eventapp.programme.speaker_queries import entry_path, find_speaker, token_of
from eventapp.programme.value import Programme, Session
from eventapp.signups.queries import sign_ups_of_visitor
from eventapp.visitors.links import page_path, page_token
from eventapp.visitors.models import Visitor
from eventapp.visitors.queries import find_visitor
from eventapp.web.addresses import base_url
from eventapp.web.formats import wall_when

LETTER, TEST = "mailings.letter", "mailings.test"
TO_SPEAKER, TO_VISITOR = "mailings.speaker", "mailings.visitor"
"""They open private pages, so what they say is forgotten once it is sent; what went to visitors is erased with them."""
MASK = "…"
"""Instead of what would open a private page, wherever somebody else reads along."""


def init_app(_app: object) -> None:
    name = mark("Rundmail")
    kinds.register(LETTER, kinds.Kind(values=letter_values, name=name))
    for kind in (TO_SPEAKER, TO_VISITOR):
        kinds.register(kind, kinds.Kind(values=letter_values, is_secret=True, name=name))
    # It names somebody who may be gone tomorrow.
    kinds.register(TEST, kinds.Kind(is_secret=True, name=mark("Test einer Rundmail")))


def kind_for(audience: Audience) -> str:
    if audience.is_of_visitors:
        return TO_VISITOR
    return TO_SPEAKER if audience.kind == SPEAKERS else LETTER


def letter_values(posted: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """For the worker."""
    mailing = db.session.get(Mailing, posted["mailing"])
    fair = db.session.get(Fair, mailing.fair_id) if mailing else None
    audience = audience_of(mailing.audience) if mailing else None
    if mailing is None or fair is None or audience is None:
        return None
    reader = _still_there(fair, audience, posted)
    return said_to(reader, mailing, fair, audience, at=now()) if reader else None


def said_to(
    reader: Recipient, mailing: Mailing, fair: Fair, audience: Audience, *, is_masked: bool = False, at: datetime
) -> dict[str, Any]:
    """What fills the template. ``is_masked``: somebody else reads it."""
    texts = (Words(mailing.subject_de, mailing.subject_en), Words(mailing.text_de, mailing.text_en))
    is_german_only = reader.language == "en" and not all(one.en for one in texts)
    written = "de" if is_german_only else reader.language
    with speaking(written):
        values = _values(reader, fair, audience, language=written, is_masked=is_masked, at=at)
    with speaking(reader.language):
        why = _why(audience, values["aussteller"], Words(fair.title_de, fair.title_en).in_language(reader.language))
    subject, text = (filled(one.in_language(written), values) for one in texts)
    adds_link = audience.is_of_visitors and values["link"] not in text
    return {
        "subject": subject,
        "message": text,
        "why": why,
        "is_german_only": is_german_only,
        "link": values["link"] if adds_link else "",
    }


def preview(
    reader: Recipient, mailing: Mailing, fair: Fair, audience: Audience, *, language: str, at: datetime
) -> Letter:
    """As that reader would get it in that language, without what opens their private page."""
    seen = Recipient(reader.key, reader.name, reader.address, language, reader.about)
    values = said_to(seen, mailing, fair, audience, is_masked=True, at=at)
    return render(LETTER, language=language, values=values)


def _values(
    reader: Recipient, fair: Fair, audience: Audience, *, language: str, is_masked: bool, at: datetime
) -> dict[str, str]:
    values = {"name": reader.name, "messe": Words(fair.title_de, fair.title_en).in_language(language), "aussteller": ""}
    if audience.kind in EXHIBITORS:
        return {**values, **_of_exhibitors(reader, fair, at)}
    programme = release_at_hand(fair.id, fair.released)
    found = [programme.session(code) for code in reader.about] if programme else []
    sessions = [session for session in found if session is not None]
    page = _speakers_page if audience.kind == SPEAKERS else _own_page
    return {
        **values,
        **_of_sessions(sessions, programme, language),
        "link": base_url() + page(reader, fair, language, is_masked=is_masked),
    }


def _of_exhibitors(reader: Recipient, fair: Fair, at: datetime) -> dict[str, str]:
    found = exhibitors_by_id(fair.id, [int(one) for one in reader.about])
    theirs = [found[int(one)] for one in reader.about if int(one) in found]
    lines = [
        (f"{one.member.name} – {task}" if len(theirs) > 1 else task) for one in theirs for task in _open_tasks(one, at)
    ]
    page = page_of(theirs[0]) if len(theirs) == 1 else "/mein-stand/"
    return {
        "aussteller": ", ".join(one.member.name for one in theirs),
        "aufgaben": _listed(lines, _("nichts mehr, alles liegt uns vor")),
        "link": base_url() + (page if reader.key.startswith("person:") else f"/{fair.slug}/"),
    }


def _open_tasks(exhibitor: Exhibitor, at: datetime) -> list[str]:
    """What the member still has to do, each with its deadline."""
    states = states_of_exhibitor(exhibitor, at=at)
    return [due(state.task, state.due_at) for state in states if state.is_open and state.is_compulsory]


def _of_sessions(sessions: list[Session], programme: Programme | None, language: str) -> dict[str, str]:
    one = sessions[0] if sessions else None
    lines = [
        ", ".join(filter(None, (_title(one, language), _when(one), _where(one, programme, language))))
        for one in sessions
    ]
    return {
        "programmpunkt": _title(one, language) if one else "",
        "zeit": _when(one) if one else "",
        "ort": _where(one, programme, language) if one else "",
        "programmpunkte": _listed(lines, _("noch nichts veröffentlicht")),
    }


def _title(session: Session, language: str) -> str:
    title = session.title.in_language(language)
    return _("{title} (abgesagt)", title=title) if session.is_cancelled else title


def _when(session: Session) -> str:
    return wall_when(session.starts_at, session.ends_at)


def _where(session: Session, programme: Programme | None, language: str) -> str:
    place = programme.place(session.place) if programme else None
    return ", ".join(filter(None, (one.in_language(language) for one in (place.name, place.where)))) if place else ""


def _listed(lines: list[str], none: str) -> str:
    return "\n".join(f"- {line}" for line in lines or [none])


def _speakers_page(reader: Recipient, fair: Fair, language: str, *, is_masked: bool) -> str:
    """Their own entry in the programme."""
    row = None if is_masked else find_speaker(_number(reader.key))
    return entry_path(fair.slug, token_of(row) if row else MASK, language)


def _own_page(reader: Recipient, fair: Fair, language: str, *, is_masked: bool) -> str:
    visitor = None if is_masked else find_visitor(_number(reader.key))
    return page_path(fair.slug, page_token(visitor) if visitor else MASK, language)


def _why(audience: Audience, exhibitors: str, fair: str) -> str:
    """Why one gets it, in the reader's language."""
    if audience.kind in EXHIBITORS:
        return _("Sie bekommen diese E-Mail, weil Sie für {member} am Gemeinschaftsstand handeln.", member=exhibitors)
    if audience.kind == SPEAKERS:
        return _("Sie bekommen diese E-Mail, weil Sie bei {fair} vortragen.", fair=fair)
    if audience.kind == WAITING:
        return _("Sie bekommen diese E-Mail, weil Sie bei {fair} auf einer Warteliste stehen.", fair=fair)
    return _("Sie bekommen diese E-Mail, weil Sie bei {fair} angemeldet sind.", fair=fair)


def _still_there(fair: Fair, audience: Audience, posted: Mapping[str, Any]) -> Recipient | None:
    """Who it is now; None if they are not there any more, or the mail would go to somebody else."""
    key, about, number = posted["who"], tuple(posted["about"]), _number(posted["who"])
    found: Recipient | None = None
    if key.startswith("person:"):
        about = still_in_the_team(fair.id, number, about)
        found = _person(db.session.get(Person, number), key, about) if about else None
    elif key.startswith("exhibitor:"):
        found = _contact_of(exhibitors_by_id(fair.id, [number]).get(number), key, about)
    elif key.startswith("speaker:"):
        row = find_speaker(number)
        found = Recipient(key, row.name, row.email, row.language, about) if row else None
    elif key.startswith("visitor:"):
        found = _visitor(find_visitor(number), audience, key, about)
    return found if found is not None and found.address.lower() == posted["to"].lower() else None


def _person(person: Person | None, key: str, about: tuple[str, ...]) -> Recipient | None:
    if person is None or not person.is_active:
        return None
    return Recipient(key, person.name, person.email, person.language, about)


def _contact_of(exhibitor: Exhibitor | None, key: str, about: tuple[str, ...]) -> Recipient | None:
    if exhibitor is None:
        return None
    name = exhibitor.contact_name or exhibitor.member.name
    return Recipient(key, name, exhibitor.contact_email, exhibitor.language, about)


def _visitor(visitor: Visitor | None, audience: Audience, key: str, about: tuple[str, ...]) -> Recipient | None:
    """Of what they were written about, what still stands."""
    if visitor is None or not visitor.is_confirmed:
        return None
    standing = [one for one in sign_ups_of_visitor(visitor) if one.state == state_meant(audience)]
    theirs = {one.session.code: one for one in standing}
    left = tuple(code for code in about if code in theirs)
    if not left:
        return None
    return Recipient(key, theirs[left[0]].name, visitor.email, visitor.language, left)


def _number(key: str) -> int:
    return int(key.partition(":")[2])
