"""An accepted proposal of a member becomes a session of the draft, beside the board: the office then gives it its time
and place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from eventapp.accounts.models import Person
from eventapp.database import db
from eventapp.exhibitors.models import Entry
from eventapp.fair.models import Fair
from eventapp.i18n import Words
from eventapp.programme import queries
from eventapp.programme.actions.rules import LONGEST_NAME, LONGEST_ORGANISATION
from eventapp.programme.actions.sessions import create_session
from eventapp.programme.actions.speakers import create_speaker
from eventapp.programme.entries import SessionEntry, SpeakerEntry
from eventapp.programme.models import Speaker
from eventapp.programme.value import KINDS, LANGUAGES
from eventapp.text import clean_line, folded

DEFAULT_MINUTES = 30


def take_up(entry: Entry, by: Person, at: datetime) -> None:
    """Once for each proposal; what the member changes later the office brings over by hand, for it may have edited the
    session meanwhile. It lies beside the board as long as the proposal said, so no hour is made up that might be
    released."""
    if entry.kind != "proposal" or entry.session_code or entry.accepted is None:
        return
    fair = db.session.get_one(Fair, entry.fair_id)
    said = entry.accepted
    starts_at = queries.first_hour(fair)
    minutes = int(said["minutes"]) if str(said.get("minutes", "")).isdecimal() else DEFAULT_MINUTES
    session = create_session(
        fair,
        SessionEntry(
            title=Words(_text(said, "title_de"), _text(said, "title_en")),
            abstract=Words(_text(said, "abstract_de"), _text(said, "abstract_en")),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            is_scheduled=False,
            kind=said["session_kind"] if said.get("session_kind") in KINDS else "talk",
            language=said["language"] if said.get("language") in LANGUAGES else "",
            organisation=clean_line(entry.exhibitor.member.name, longest=LONGEST_ORGANISATION),
            theme_id=_theme(fair, said.get("themes") or ()),
            speakers=tuple(one.id for one in _speakers(fair, _text(said, "speakers"), by=by, at=at)),
            exhibitors=(entry.exhibitor_id,),
        ),
        by=by.id,
        at=at,
    )
    entry.session_code = session.code
    db.session.flush()


def _text(said: Mapping[str, Any], key: str) -> str:
    answer = said.get(key)
    return answer if isinstance(answer, str) else ""


def _theme(fair: Fair, wanted: Iterable[str]) -> int | None:
    known = {theme.slug: theme.id for theme in queries.themes_of(fair.id)}
    return next((known[slug] for slug in wanted if slug in known), None)


def _speakers(fair: Fair, lines: str, *, by: Person, at: datetime) -> list[Speaker]:
    """One a line, "Vorname Nachname, Organisation"; who is known already is the same person. The member has said that
    they agree to be named; of somebody of that name who said no, whatever the organisation, they cannot say it."""
    everybody = queries.speakers_of(fair.id)
    known = {(folded(one.name), folded(one.organisation)): one for one in everybody}
    refused = {folded(one.name): one for one in everybody if one.consent == "withdrawn"}
    found: dict[int, Speaker] = {}
    for line in lines.splitlines():
        name, _comma, organisation = (part.strip() for part in line.partition(","))
        name = clean_line(name, longest=LONGEST_NAME)
        if not name:
            continue
        key = folded(name), folded(organisation)
        told = SpeakerEntry(name, clean_line(organisation, longest=LONGEST_ORGANISATION), consent="given")
        row = known.get(key) or refused.get(folded(name)) or create_speaker(fair, told, by=by.id, at=at)
        known[key] = found[row.id] = row
    return list(found.values())
