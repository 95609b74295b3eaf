"""What a hand changed of a session that a source brought: marked, so that the next import leaves it alone. Pure.

A mark holds what the source says of the field. So the report can tell where both differ, a session is known again by
the title that its source gives it, and a mark goes when the source says the same as the hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from eventapp.clock import aware
from eventapp.programme.models import ConferenceSession, Place, Theme

COLUMNS = (
    *("title_de", "title_en", "subtitle_de", "subtitle_en", "abstract_de", "abstract_en"),
    *("description_de", "description_en", "starts_at", "ends_at", "place", "theme", "kind", "language"),
    *("organisation", "series", "links", "is_scheduled", "is_cancelled", "admission", "capacity"),
    *("sign_up_opens_at", "sign_up_closes_at", "question_de", "question_en"),
)
"""What a source brings of a session, beside its speakers and exhibitors."""
TIMES = ("starts_at", "ends_at")
"""Marked together: one of them from the file and one from a hand might not fit."""


def in_mark(value: object) -> str:
    """A field's value as text; equal values give equal texts."""
    if isinstance(value, datetime):
        return aware(value).isoformat()
    if isinstance(value, Place | Theme):
        return value.known_as or value.name_de
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)


def moment_in_mark(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def said_of(row: ConferenceSession) -> dict[str, object]:
    """Everything of the row that a source could have brought."""
    said: dict[str, object] = {name: getattr(row, name) for name in COLUMNS}
    speakers = sorted(one.speaker.known_as or one.speaker.name for one in row.speaking)
    return said | {"speakers": speakers, "exhibitors": sorted(one.exhibitor.slug for one in row.exhibiting)}


def marked(marks: Mapping[str, str], before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, str]:
    """The marks after a hand turned ``before`` into ``after``."""
    changed: Iterable[str] = (name for name in after if before[name] != after[name])
    touched = set(changed)
    if touched & set(TIMES):
        touched |= set(TIMES)
    found = {**{name: in_mark(before[name]) for name in touched}, **marks}
    return {name: text for name, text in found.items() if text != in_mark(after[name]) or _half(name, found, after)}


def _half(name: str, found: Mapping[str, str], after: Mapping[str, object]) -> bool:
    """Whether it is one of two times of which the other differs from the source."""
    return name in TIMES and any(found.get(one, in_mark(after[one])) != in_mark(after[one]) for one in TIMES)
