"""Mails to speakers: the link to their own entry, and what a release changed for them. What they say is asked when they
are sent; a mail that is not true any more is not sent at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.fair.queries import public_fair
from eventapp.i18n import Words, mark
from eventapp.outbox import kinds
from eventapp.outbox.actions import post
from eventapp.outbox.rendering import render
from eventapp.programme.affected import Affected, Example, one_of_each
from eventapp.programme.diff import Changes, changes_between
from eventapp.programme.models import Speaker
from eventapp.programme.queries import release_at_hand, sessions_of_speaker
from eventapp.programme.speaker_queries import (
    entry_path,
    find_speaker,
    ids_by_code,
    speaking_with_address,
    token_of,
)
from eventapp.programme.value import Programme, Session
from eventapp.web.addresses import base_url

ENTRY, CHANGED = "programme.speaker_entry", "programme.speaker_changed"
NO_LINK = "…"
"""Where the office reads a mail that will open a door."""


def init_app(_app: object) -> None:
    entry, changed = mark("Link zum eigenen Eintrag"), mark("Änderung für Vortragende")
    kinds.register(ENTRY, kinds.Kind(entry_values, is_secret=True, is_unasked=True, name=entry))
    kinds.register(CHANGED, kinds.Kind(changed_values, is_secret=True, name=changed))


def entry_values(posted: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Obsolete once the link was shut or the address is another one."""
    row = find_speaker(posted["speaker"])
    fair = db.session.get(Fair, row.fair_id) if row else None
    if row is None or fair is None or not _is_theirs(posted, row) or row.generation != posted["generation"]:
        return None
    on_stage = (Words(one.title_de, one.title_en) for one in sessions_of_speaker(row.id))
    return {**_about(fair, row), "name": row.name, "titles": [title.in_language(row.language) for title in on_stage]}


def changed_values(posted: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What one release changed, as it is told now; nothing of sessions that somebody speaks in no longer."""
    row = find_speaker(posted["speaker"])
    fair = db.session.get(Fair, row.fair_id) if row else None
    if row is None or fair is None or not _is_theirs(posted, row):
        return None
    new, old = (release_at_hand(fair.id, number) for number in (posted["number"], posted["number"] - 1))
    if new is None or old is None:
        return None
    theirs = {one.code for one in sessions_of_speaker(row.id)}
    told = [one for one in _told(old, new, row.language) if one["code"] in posted["codes"] and one["code"] in theirs]
    return {**_about(fair, row), "changes": told} if told else None


def after_release(fair_id: int, standing: Programme | None, released: Programme, *, at: datetime) -> None:
    """One mail to everybody whose sessions got another time, place or state, for all of them together. Joined to every
    release, in its transaction."""
    for row, codes in _concerned(fair_id, standing, released) if standing else ():
        values = {"speaker": row.id, "number": released.number, "codes": codes}
        key = f"{CHANGED}:{row.handle}:{released.number}"
        post(CHANGED, to=row.email, language=row.language, key=key, values=values, fair_id=fair_id, at=at)


def speakers_affected(fair_id: int, standing: Programme, drafted: Programme, *, at: datetime) -> Affected:
    """Joined to the offer: the same people, before it is released, and how their mails will read."""
    del at
    readers = tuple(frozenset(codes) for _row, codes in _concerned(fair_id, standing, drafted))
    if not readers:
        return Affected("speakers", ())
    fair = db.session.get_one(Fair, fair_id)
    causes = one_of_each(changes_between(standing, drafted).felt, readers)
    examples = []
    for cause, change in causes.items():
        for language in ("de", "en"):
            told = [one for one in _told(standing, drafted, language) if one["code"] == change.new.code]
            values = {**_of_fair(fair, language), "link": NO_LINK, "changes": told}
            letter = render(CHANGED, language=language, values=values)
            examples.append(Example(cause, language, letter.subject, letter.text))
    return Affected("speakers", readers, tuple(examples))


def _concerned(fair_id: int, standing: Programme, released: Programme) -> list[tuple[Speaker, list[str]]]:
    """Whoever is to be written to, with the codes of the sessions that it is about."""
    ids = ids_by_code(fair_id, sorted(_felt(changes_between(standing, released))))
    codes_by_id = {row_id: code for code, row_id in ids.items()}
    codes: dict[int, list[str]] = defaultdict(list)
    rows: dict[int, Speaker] = {}
    for session_id, row in speaking_with_address(list(codes_by_id)):
        rows[row.id] = row
        codes[row.id].append(codes_by_id[session_id])
    return [(row, sorted(codes[row_id])) for row_id, row in rows.items()]


def _felt(changes: Changes) -> set[str]:
    return {change.new.code for change in changes.felt} | {session.code for session in changes.gone}


def _told(old: Programme, new: Programme, language: str) -> Iterable[dict[str, Any]]:
    changes = changes_between(old, new)
    for change in (*changes.cancelled, *changes.reinstated, *changes.moved):
        was, now = change.old, change.new
        yield {
            **_session(new, now, language),
            "was": _session(old, was, language),
            "is_cancelled": now.is_cancelled,
            "is_back": was.is_cancelled and not now.is_cancelled,
            "is_gone": False,
        }
    for session in changes.gone:
        told = _session(old, session, language)
        yield {**told, "was": told, "is_cancelled": False, "is_back": False, "is_gone": True}


def _session(programme: Programme, session: Session, language: str) -> dict[str, Any]:
    place = programme.place(session.place)
    return {
        "code": session.code,
        "title": session.title.in_language(language),
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "place": place.name.in_language(language) if place else "",
        "where": place.where.in_language(language) if place else "",
    }


def _about(fair: Fair, row: Speaker) -> dict[str, Any]:
    link = base_url() + entry_path(fair.slug, token_of(row), row.language)
    return {**_of_fair(fair, row.language), "link": link}


def _of_fair(fair: Fair, language: str) -> dict[str, Any]:
    title = Words(fair.title_de, fair.title_en).in_language(language)
    return {"fair": title, "contact": public_fair(fair).profile.contact.email}


def _is_theirs(posted: Mapping[str, Any], row: Speaker) -> bool:
    """While it waited the office may have found out another address."""
    return bool(posted["to"].lower() == row.email)
