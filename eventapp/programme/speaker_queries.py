"""What can be asked about speakers: whose a private link is, whom the office should ask, whose pictures are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, exists, select

from eventapp.accounts.queries import get_person
from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.programme.models import ConferenceSession, PlannedRelease, Release, SessionSpeaker, Speaker
from eventapp.uploads.models import Upload
from eventapp.web.private_links import opened, private_token

PURPOSE = "speaker's entry"
UNASKED = ("unknown", "source")
"""Who has not said by themselves whether they want to be named."""
_PORTRAIT = re.compile(r'"portrait":\{"digest":"([0-9a-f]{64})"')
"""As documents write it (``document``)."""


def token_of(row: Speaker) -> str:
    """Opens the speaker's own entry. To be mailed or shown to the speaker, and to the office that hands it on."""
    return private_token(PURPOSE, row.id, row.generation)


def entry_path(slug: str, token: str, language: str) -> str:
    return f"{'/en' if language == 'en' else ''}/{slug}/vortragende/mein/{token}"


def find_by_link(fair_id: int, token: str, *, locked: bool = False) -> Speaker | None:
    """Whose entry the link opens, at that fair."""
    found = opened(token, PURPOSE, _generation)
    row = find_speaker(found, locked=locked) if found else None
    return row if row is not None and row.fair_id == fair_id else None


def _generation(speaker_id: int) -> int | None:
    return db.session.scalar(select(Speaker.generation).where(Speaker.id == speaker_id))


def find_speaker(speaker_id: int, *, locked: bool = False) -> Speaker | None:
    wanted = select(Speaker).where(Speaker.id == speaker_id)
    if locked:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(wanted)


def speakers_to_ask(fair_id: int, *, locked: bool = False) -> list[Speaker]:
    """Who can be written to and has not agreed by themselves, by name."""
    wanted = select(Speaker).where(Speaker.fair_id == fair_id, Speaker.email != "", Speaker.consent.in_(UNASKED))
    if locked:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return list(db.session.scalars(wanted.order_by(Speaker.name, Speaker.id)))


def speakers_of_past_fairs(ended_before: date, *, have_address: bool) -> list[Speaker]:
    """Of fairs that ended before that day: who still can be written to, or who cannot and may have a link still."""
    wanted = select(Speaker).join(Fair, Fair.id == Speaker.fair_id).where(Fair.ends_on < ended_before)
    kind = Speaker.email != "" if have_address else and_(Speaker.email == "", Speaker.has_link)
    return list(db.session.scalars(wanted.where(kind).order_by(Speaker.id)))


def all_speakers() -> list[Speaker]:
    return list(db.session.scalars(select(Speaker).order_by(Speaker.id)))


def speaking_with_address(session_ids: Sequence[int]) -> list[tuple[int, Speaker]]:
    """Who speaks in these rows of the draft and can be written to, named or not."""
    wanted = select(SessionSpeaker.session_id, Speaker).join(Speaker, Speaker.id == SessionSpeaker.speaker_id)
    wanted = wanted.where(SessionSpeaker.session_id.in_(session_ids), Speaker.email != "")
    found = db.session.execute(wanted.order_by(Speaker.id, SessionSpeaker.session_id))
    return [(session_id, row) for session_id, row in found]


def ids_by_code(fair_id: int, codes: Sequence[str]) -> dict[str, int]:
    wanted = select(ConferenceSession.code, ConferenceSession.id).where(ConferenceSession.fair_id == fair_id)
    found = db.session.execute(wanted.where(ConferenceSession.code.in_(codes)))
    return {row.code: row.id for row in found}


def documents_naming(table: type[Release] | type[PlannedRelease], fair_id: int, slug: str) -> list[int]:
    """The ids of the rows whose document speaks of somebody with that address."""
    wanted = select(table.id).where(table.fair_id == fair_id, table.document.contains(f'"{slug}"', autoescape=True))
    return list(db.session.scalars(wanted.order_by(table.id)))


def is_public_portrait(digest: str) -> bool:
    """Whether the standing release of any fair shows it. Made-up digests cost one short look."""
    if not db.session.scalar(select(exists().where(Upload.digest == digest))):
        return False
    standing = select(Release.document).join(Fair, Fair.id == Release.fair_id)
    standing = standing.where(Release.number == Fair.released, Release.document.contains(digest))
    return any(digest in _portraits_in(document) for document in db.session.scalars(standing))


def portraits_in_use() -> set[str]:
    """The digests of all pictures that the draft or any release, planned ones included, speaks of."""
    found = set(db.session.scalars(select(Speaker.portrait).where(Speaker.portrait != "")))
    for table in (Release, PlannedRelease):
        wanted = select(table.document).where(table.document.contains('"portrait":{'))
        for document in db.session.scalars(wanted.execution_options(yield_per=1)):
            found |= _portraits_in(document)
    return found


def may_see_portrait(person_id: int, digest: str) -> bool:
    """The office may."""
    is_one = select(exists().where(Speaker.portrait == digest))
    return bool(db.session.scalar(is_one)) and get_person(person_id).is_organiser


def _portraits_in(document: str) -> set[str]:
    return set(_PORTRAIT.findall(document))
