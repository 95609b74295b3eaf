"""What the office does with mailings: write them, try them, send them once, see to those that did not arrive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from eventapp.accounts.models import Person
from eventapp.database import db
from eventapp.errors import DomainError, Stale
from eventapp.fair.models import Fair
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, differences_between, record
from eventapp.mailings import queries
from eventapp.mailings.audiences import Audience, audience_of
from eventapp.mailings.letters import TEST, kind_for, said_to
from eventapp.mailings.models import Mailing
from eventapp.mailings.placeholders import unknown_in
from eventapp.mailings.recipients import Reached, Recipient, seen
from eventapp.outbox.actions import mail_row, post, resend
from eventapp.outbox.models import OutboxMail
from eventapp.text import clean_line, clean_text

LONGEST_NAME, LONGEST_SUBJECT, LONGEST_TEXT = 120, 150, 8_000
UNNAMED = mark("Neue Rundmail")
FIELDS = {
    "name": mark("Name"),
    "audience": mark("An"),
    "subject_de": mark("Betreff (Deutsch)"),
    "subject_en": mark("Betreff (Englisch)"),
    "text_de": mark("Text (Deutsch)"),
    "text_en": mark("Text (Englisch)"),
}
"""What an office writes, and how the history calls it."""


class AskedAgain(DomainError):
    """Not sent: the page that asked showed others, or another text."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an office says of a mailing."""

    name: str
    audience: str = ""
    subject_de: str = ""
    subject_en: str = ""
    text_de: str = ""
    text_en: str = ""


def create(fair: Fair, written: Written, *, by: int | None, at: datetime) -> Mailing:
    """A draft. Nobody gets anything of it."""
    mailing = Mailing(fair_id=fair.id, changed_at=at, **_clean(written))
    db.session.add(mailing)
    db.session.flush()
    _note(mailing, "mailing.created", by=by, at=at)
    return mailing


def copy(mailing: Mailing, fair: Fair, *, by: int | None, at: datetime) -> Mailing:
    """A new draft with the same words, to the same audience as it is then."""
    return create(fair, Written(**_snapshot(mailing)), by=by, at=at)


def save(mailing: Mailing, written: Written, *, version: int, by: int | None, at: datetime) -> None:
    """Whoever saw an older ``version`` is refused."""
    _check_draft(mailing)
    if mailing.version != version:
        raise Stale
    before, said = _snapshot(mailing), _clean(written)
    if not said["name"]:
        raise DomainError(mark("Geben Sie der Rundmail einen Namen. Nur das Büro sieht ihn."), field="name")
    _check_placeholders(said, audience_of(said["audience"]))
    for field, value in said.items():
        setattr(mailing, field, value)
    found = [Difference(FIELDS[one.field], one.old, one.new) for one in differences_between(before, said)]
    if found:
        mailing.version += 1
        mailing.changed_at = at
        db.session.flush()
        _note(mailing, "mailing.changed", by=by, at=at, differences=found)


def delete(mailing: Mailing, *, by: int | None, at: datetime) -> None:
    """A draft that nobody wants; what was sent stays."""
    _check_draft(mailing)
    _note(mailing, "mailing.deleted", by=by, at=at)
    db.session.delete(mailing)
    db.session.flush()


def gaps(mailing: Mailing, found: Reached) -> list[DomainError]:
    """What has to be done before it can be sent."""
    missing = []
    if audience_of(mailing.audience) is None:
        missing.append(DomainError(mark("Wählen Sie aus, wer die Mail bekommt."), field="audience"))
    elif not found.number:
        missing.append(DomainError(mark("Zurzeit gibt es niemanden, an den diese Mail ginge."), field="audience"))
    if not mailing.subject_de:
        missing.append(DomainError(mark("Schreiben Sie einen Betreff auf Deutsch."), field="subject_de"))
    if not mailing.text_de:
        missing.append(DomainError(mark("Schreiben Sie einen Text auf Deutsch."), field="text_de"))
    if mailing.text_en and not mailing.subject_en:
        missing.append(DomainError(mark("Auf Englisch fehlt der Betreff."), field="subject_en"))
    if mailing.subject_en and not mailing.text_en:
        missing.append(DomainError(mark("Auf Englisch fehlt der Text."), field="text_en"))
    return missing


def test(mailing: Mailing, fair: Fair, sample: Recipient, *, language: str, to: Person, at: datetime) -> None:
    """As the sample would read it, to somebody of the office; the same once a minute. Nothing in it opens a private
    page."""
    audience = audience_of(mailing.audience)
    if audience is None:
        raise DomainError(mark("Wählen Sie aus, wer die Mail bekommt."), field="audience")
    reader = Recipient(sample.key, sample.name, sample.address, language, sample.about)
    key = f"mailing-test:{mailing.id}.{mailing.version}:{to.id}:{sample.key}:{language}:{at:%Y-%m-%dT%H:%M}"
    values = said_to(reader, mailing, fair, audience, is_masked=True, at=at)
    post(TEST, to=to.email, language=language, key=key, values=values, fair_id=fair.id, at=at)


def send(mailing: Mailing, fair: Fair, *, print_seen: str, by: int | None, at: datetime) -> int:
    """One mail to each, in one go; gives how many. ``mailing`` is locked by whoever calls. Pressed twice it was sent
    once: then nothing is done. Sent is what the page showed that asked (``print_seen``), or nobody gets anything."""
    if mailing.sent_at is not None:
        return mailing.number
    audience = audience_of(mailing.audience)
    found = queries.reached_by(fair, audience, at=at)
    for missing in gaps(mailing, found):
        raise missing
    if seen(mailing.version, found) != print_seen:
        raise AskedAgain(
            mark("Seit Sie diese Seite sahen, hat sich etwas geändert. Sehen Sie noch einmal hin, dann senden Sie.")
        )
    if audience is not None:
        db.session.execute(insert(_outbox()), [_row(one, mailing, audience, at) for one in found.recipients])
    mailing.sent_at, mailing.sent_by, mailing.number = at, by, found.number
    mailing.changed_at = at
    mailing.version += 1
    db.session.flush()
    told = {mark("Betreff"): mailing.subject_de, mark("Mails"): str(found.number)}
    _note(mailing, "mailing.sent", by=by, at=at, differences=[Difference(*one) for one in _new(told)])
    return mailing.number


def resend_all(mailing: Mailing, mails: Sequence[OutboxMail], *, by: int | None, at: datetime) -> int:
    """Once more from the beginning, as mails of their own for the readers' programs."""
    for mail in mails:
        resend(mail, at=at)
    if mails:
        told = {mark("Mails"): str(len(mails))}
        _note(mailing, "mailing.sent_anew", by=by, at=at, differences=[Difference(*one) for one in _new(told)])
    return len(mails)


def _row(one: Recipient, mailing: Mailing, audience: Audience, at: datetime) -> dict[str, Any]:
    return mail_row(
        kind_for(audience),
        to=one.address,
        language=one.language,
        key=f"{queries.MINE}{mailing.id}:{one.key}",
        values={"mailing": mailing.id, "who": one.key, "about": list(one.about)},
        fair_id=mailing.fair_id,
        at=at,
    )


def _outbox() -> Any:
    table: Any = OutboxMail.__table__
    return table


def _new(told: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [(name, "", value) for name, value in told.items()]


def _check_draft(mailing: Mailing) -> None:
    if mailing.sent_at is not None:
        raise DomainError(
            mark("Diese Rundmail ist gesendet und bleibt, wie sie ist. Als Vorlage können Sie sie nehmen.")
        )


def _check_placeholders(said: Mapping[str, str], audience: Audience | None) -> None:
    for field in ("subject_de", "subject_en", "text_de", "text_en"):
        unknown = unknown_in(said[field], audience)
        if unknown:
            raise DomainError(
                mark(
                    "{unknown} gibt es hier nicht. Nehmen Sie einen Platzhalter aus der Liste, oder streichen Sie ihn."
                ),
                field=field,
                unknown=", ".join(unknown),
            )


def _clean(written: Written) -> dict[str, str]:
    said: dict[str, str] = asdict(written)
    most = {"name": LONGEST_NAME, "audience": 100, "subject_de": LONGEST_SUBJECT, "subject_en": LONGEST_SUBJECT}
    return {
        field: clean_line(text, longest=most[field]) if field in most else clean_text(text, longest=LONGEST_TEXT)
        for field, text in said.items()
    }


def _snapshot(mailing: Mailing) -> dict[str, str]:
    return {field: getattr(mailing, field) for field in FIELDS}


def _note(mailing: Mailing, kind: str, *, by: int | None, at: datetime, differences: Sequence[Difference] = ()) -> None:
    record(
        by,
        kind,
        subject=f"mailing:{mailing.id}",
        name=mailing.name,
        at=at,
        fair_id=mailing.fair_id,
        differences=differences,
    )
