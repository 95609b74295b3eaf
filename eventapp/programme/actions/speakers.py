"""What the office does with speakers: create, edit, note their consent, send them the link to their own entry, remove.
In which session somebody speaks is the session's (``sessions.edit_session``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from eventapp.clock import at_the_fair, day_at_the_fair
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair_locked
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, Reversal, differences_between, forget_field, record
from eventapp.outbox.actions import may_write_to, post
from eventapp.privacy import tombstones
from eventapp.privacy.retention import AFTER_THE_FAIR
from eventapp.programme import queries
from eventapp.programme.actions import availability
from eventapp.programme.actions.redacting import withdraw_name
from eventapp.programme.actions.rules import (
    LONGEST_NAME,
    LONGEST_ORGANISATION,
    check_version,
    line,
    required,
    texts,
)
from eventapp.programme.entries import SpeakerEntry
from eventapp.programme.hand import columns_of
from eventapp.programme.keys import free_slug
from eventapp.programme.models import CONSENTS, Availability, PlannedRelease, Release, Speaker
from eventapp.programme.snapshots import HIDDEN, nameable, speaker_snapshot
from eventapp.programme.speaker_queries import (
    all_speakers,
    documents_naming,
    speakers_of_past_fairs,
    speakers_to_ask,
    token_of,
)
from eventapp.text import slug

BROUGHT = ("name", "organisation", "biography_de", "biography_en")
"""The columns that a source brings."""
LINK = "speaker link"
"""What the list of the erased calls links that were shut."""
_ADDRESS = mark("E-Mail-Adresse")


def create_speaker(fair: Fair, entry: SpeakerEntry, *, by: int | None, at: datetime) -> Speaker:
    taken = {one.slug for one in queries.speakers_of(fair.id)} | _slugs_released(fair)
    row = Speaker(fair_id=fair.id, source="", known_as="", consent="unknown", hand_fields={})
    row.slug = free_slug(slug(entry.name), taken, "person")
    _write(row, entry, at=at)
    db.session.add(row)
    db.session.flush()
    told = differences_between({}, speaker_snapshot(row))
    note(row, "speaker.created", told, Reversal(None, columns_of(row)), by=by, at=at)
    return row


def edit_speaker(row: Speaker, entry: SpeakerEntry, *, version: int, by: int | None, at: datetime) -> list[Difference]:
    """Who withdraws consent leaves every release at once."""
    check_version(row, version)
    is_withdrawn = entry.consent == "withdrawn" != row.consent
    before, columns, address = speaker_snapshot(row), columns_of(row), row.email
    brought = {name: getattr(row, name) for name in BROUGHT}
    _write(row, replace(entry, consent=row.consent) if is_withdrawn else entry, at=at)
    if row.source:
        mark_hand(row, brought)
    found = differences_between(before, speaker_snapshot(row))
    if row.email != address:
        _shut_links(row, at=at)
        found = found or [Difference(_ADDRESS, HIDDEN, HIDDEN)]
    if found:
        row.version += 1
        db.session.flush()
        note(row, "speaker.changed", found, _way_back(columns, columns_of(row)), by=by, at=at)
    if is_withdrawn:
        withdraw_name(get_fair_locked(db.session.get_one(Fair, row.fair_id).slug), row, by=by, at=at)
    return found


def shut_link(row: Speaker, *, version: int, by: int | None, at: datetime) -> None:
    """The private link opens nothing any more; the next one that is sent or shown is another."""
    check_version(row, version)
    _shut_links(row, at=at)
    row.version += 1
    note(row, "speaker.link_shut", by=by, at=at)


def show_link(row: Speaker, *, by: int | None, at: datetime) -> str:
    """The token of the private link, for an office that hands it on by itself. Who sees it could act as that person,
    so it is noted who did."""
    row.has_link = True
    note(row, "speaker.link_shown", by=by, at=at)
    return token_of(row)


def send_link(row: Speaker, *, by: int | None, at: datetime) -> None:
    """A mail with the private link, unless the address had enough of them lately."""
    if not row.email:
        raise DomainError(mark("Tragen Sie zuerst eine E-Mail-Adresse ein."))
    if not _write_to(row, by=by, at=at):
        raise DomainError(mark("An diese Adresse ging gerade schon ein Link. Warten Sie eine Stunde."))


def send_links(fair: Fair, *, number: int, by: int | None, at: datetime) -> int:
    """To all who have not agreed by themselves and can be written to: as many as the office was shown. How many mails
    that were; an address that had enough of them lately gets none."""
    rows = speakers_to_ask(fair.id, locked=True)
    if len(rows) != number:
        raise DomainError(
            mark("Inzwischen sind es {number} Personen. Sehen Sie nach und drücken Sie noch einmal."), number=len(rows)
        )
    return sum(_write_to(row, by=by, at=at) for row in rows)


def _write_to(row: Speaker, *, by: int | None, at: datetime) -> bool:
    if not may_write_to(row.email, at=at):
        return False
    kind, minute = "programme.speaker_entry", int(at.timestamp()) // 60
    key, values = f"{kind}:{row.handle}:{minute}", {"speaker": row.id, "generation": row.generation}
    post(kind, to=row.email, language=row.language, key=key, values=values, fair_id=row.fair_id, at=at)
    row.link_sent_at, row.has_link = at, True
    note(row, "speaker.link_sent", by=by, at=at)
    return True


def shut_again(at: datetime) -> int:
    """Links that were shut since a restored backup was written; how many."""
    back = 0
    for row in all_speakers():
        while tombstones.is_buried(LINK, _link_of(row)):
            _shut_links(row, at=at)
            back += 1
    return back


def _shut_links(row: Speaker, *, at: datetime) -> None:
    """For good: whatever is restored, no link of this generation opens anything again."""
    tombstones.bury(LINK, _link_of(row), at=at)
    row.generation += 1
    row.link_sent_at, row.has_link = None, False


def _link_of(row: Speaker) -> str:
    return f"{row.handle}|{row.generation}"


def remove_speaker(row: Speaker, *, version: int, by: int | None, at: datetime) -> None:
    """Only who speaks in no session of the draft and stands in no release. Who does not want to be named stays: the
    entry is what keeps the next file from bringing the name back."""
    check_version(row, version)
    if row.consent == "withdrawn":
        raise DomainError(
            mark("„{name}“ will nicht genannt werden. Der Eintrag bleibt, damit keine Datei den Namen zurückbringt."),
            name=row.name,
        )
    refuse_on_stage(row)
    availability.clear(row, by=by, at=at)
    gone = [Difference(name, old, "") for name, old in speaker_snapshot(row).items() if old]
    note(row, "speaker.removed", gone, Reversal(columns_of(row), None), by=by, at=at)
    db.session.delete(row)
    db.session.flush()


def refuse_on_stage(row: Speaker) -> None:
    number = queries.times_used(row.fair_id).get(("speaker", row.id), 0)
    if number:
        raise DomainError(
            mark("„{name}“ spricht noch in {number} Programmpunkten. Nehmen Sie den Namen dort zuerst heraus."),
            name=row.name,
            number=number,
        )
    if any(documents_naming(table, row.fair_id, row.slug) for table in (Release, PlannedRelease)):
        raise DomainError(
            mark("„{name}“ steht in einer Veröffentlichung. Vermerken Sie lieber, dass die Person nicht genannt wird."),
            name=row.name,
        )


def _way_back(before: Mapping[str, Any], after: Mapping[str, Any]) -> Reversal | None:
    """None leads back where a consent was changed: nobody gets it back by a press on a button."""
    return Reversal.between(before, after) if before["consent"] == after["consent"] else None


def erase_addresses(at: datetime, *, is_trial: bool = False) -> int:
    """Of fairs that are long enough over: how many addresses go, and the links that were sent there with them; and when
    people could come, from the journal too."""
    day = day_at_the_fair(AFTER_THE_FAIR.is_over_since(at))
    found = speakers_of_past_fairs(day, have_address=True)
    if not is_trial:
        over = db.session.scalars(select(Fair.id).where(Fair.ends_on < day)).all()
        db.session.execute(
            delete(Availability).where(Availability.speaker_id.is_not(None), Availability.fair_id.in_(over))
        )
        forget_field(over, "speaker", availability.AVAILABLE)
    for row in found if not is_trial else ():
        row.email = ""
        _shut_links(row, at=at)
    db.session.flush()
    return len(found)


def end_links(at: datetime, *, is_trial: bool = False) -> int:
    """Of fairs that are long enough over: links that the office handed on to people of whom it has no address."""
    found = speakers_of_past_fairs(day_at_the_fair(AFTER_THE_FAIR.is_over_since(at)), have_address=False)
    for row in found if not is_trial else ():
        _shut_links(row, at=at)
    db.session.flush()
    return len(found)


def _slugs_released(fair: Fair) -> set[str]:
    """Addresses that people have in the standing release: nobody else gets them."""
    standing = queries.find_release(fair.id, fair.released)
    return {speaker.slug for speaker in standing.speakers} if standing else set()


def _write(row: Speaker, entry: SpeakerEntry, *, at: datetime) -> None:
    name = line(entry.name, field="name", most=LONGEST_NAME)
    row.name = required(name, mark("Geben Sie einen Namen ein."), field="name")
    row.organisation = line(entry.organisation, field="organisation", most=LONGEST_ORGANISATION)
    biography = texts(entry.biography, field="biography")
    row.biography_de, row.biography_en = biography.de, biography.en
    row.email, row.language = entry.email.lower(), entry.language if entry.language == "en" else "de"
    if entry.consent not in CONSENTS:
        raise DomainError(mark("Wählen Sie einen Eintrag aus der Liste."), field="consent")
    if entry.consent != row.consent:
        row.consent = entry.consent
        has_a_day = entry.consent in ("given", "withdrawn")
        row.consent_on = at_the_fair(at).date() if has_a_day else None


def mark_hand(row: Speaker, brought: dict[str, str]) -> None:
    """What differs from what the source says is left alone by its next import."""
    says = brought | row.hand_fields
    row.hand_fields = {name: says[name] for name in BROUGHT if getattr(row, name) != says[name]}
    row.known_as = row.hand_fields.get("name", "")


def note(
    row: Speaker,
    kind: str,
    differences: Sequence[Difference] = (),
    reversal: Reversal | None = None,
    *,
    by: int | None,
    at: datetime,
    role: str = "",
) -> None:
    """Of somebody who does not want to be named the journal writes nothing down again."""
    if row.consent == "withdrawn":
        differences, reversal = (), None
    record(
        by,
        kind,
        fair_id=row.fair_id,
        subject=f"speaker:{row.slug}",
        name=nameable(row),
        at=at,
        differences=differences,
        reversal=reversal,
        role=role,
    )
