"""By what rows of the draft and entries of a file are known to be the same, and what of a file could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from eventapp.interchange.actions.labels import LONGEST_LABEL
from eventapp.interchange.actions.writing import LONGEST
from eventapp.interchange.identity import Features, person_key
from eventapp.interchange.source import SourceProgramme, SourceSession
from eventapp.programme.hand import moment_in_mark
from eventapp.programme.models import ConferenceSession
from eventapp.text import clean_line, folded

OWN_CODE, WHERE_AND_WHEN = "own code", "where and when"


def left_out_rows(
    programme: SourceProgramme, vanished: Sequence[ConferenceSession], believed: Sequence[str]
) -> set[ConferenceSession]:
    """Of what vanished, that which the file does speak of in an entry that could not be read: it is not gone. Where a
    source gives new keys to everything, such an entry is still known by its title, or by where and when it begins. Each
    spares one at most."""
    spared: set[ConferenceSession] = set()
    for entry in programme.left_out:
        told = [(OWN_CODE, entry.get("code", ""))] if programme.is_ours else []
        told += [(key, entry.get(key, "")) for key in believed] + [("title", folded(entry.get("title", "")))]
        told += [(WHERE_AND_WHEN, _where_and_when(entry.get("place", ""), entry.get("starts_at", "")))]
        for name, value in told:
            meant = [row for row in vanished if value and _telling(row, name) == value]
            if len(meant) == 1:
                spared.add(meant[0])
                break
    return spared


def _telling(row: ConferenceSession, name: str) -> str:
    if name == OWN_CODE:
        return row.code
    if name == "title":
        return folded(row.hand_fields.get("title_de") or row.title_de)
    if name == WHERE_AND_WHEN:
        features = features_of_row(0, row)
        return _where_and_when(features.place, features.starts_at.isoformat())
    return str(row.source_keys.get(name, ""))


def _where_and_when(place: str, starts_at: str) -> str:
    return f"{folded(place)} {starts_at}" if place and starts_at else ""


def features_of_row(at: int, row: ConferenceSession) -> Features:
    return Features(
        at=at,
        keys=row.source_keys,
        title=folded(row.hand_fields.get("title_de") or row.title_de),
        speakers=frozenset(person_key(one.speaker.known_as or one.speaker.name) for one in row.speaking),
        place=folded(row.place.known_as or row.place.name_de) if row.place else "",
        starts_at=moment_in_mark(row.hand_fields.get("starts_at", "")) or row.starts_at,
    )


def features_of_entry(at: int, session: SourceSession) -> Features:
    return Features(
        at=at,
        keys=session.keys,
        title=folded(session.title.de[: LONGEST["title"]]),
        speakers=frozenset(person_key(speaker.name) for speaker in session.speakers),
        place=folded(clean_line(session.place, longest=LONGEST_LABEL)),
        starts_at=session.starts_at,
    )
