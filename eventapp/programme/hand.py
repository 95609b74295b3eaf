"""What a hand changed of a session that a source brought: marked, so that the next import leaves it alone. Pure.

A mark holds what the source says of the field. So the report can tell where both differ, a session is known again by
the title that its source gives it, and a mark goes when the source says the same as the hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from eventapp.clock import aware
from eventapp.programme.models import Availability, Blocker, ConferenceSession, Place, Speaker, Theme
from eventapp.programme.planning import Window

COLUMNS = (
    *("title_de", "title_en", "subtitle_de", "subtitle_en", "abstract_de", "abstract_en"),
    *("description_de", "description_en", "starts_at", "ends_at", "place", "theme", "kind", "language"),
    *("organisation", "series", "links", "is_scheduled", "is_cancelled", "admission", "capacity"),
    *("sign_up_opens_at", "sign_up_closes_at", "question_de", "question_en"),
)
"""What a source brings of a session, beside its speakers and exhibitors."""
BESIDE = ("delay_minutes", "on_stage", "giving")
"""What only hands change: no mark is made of it. The last two are people and exhibitors in their order, by address."""
STAYING = (
    *("id", "fair_id", "position", "version"),
    *("portrait", "portrait_alt_de", "portrait_alt_en", "portrait_consent", "portrait_consent_on"),
    *("portrait_rights", "portrait_rights_at", "email", "handle", "generation", "link_sent_at", "completed_at"),
    *("withdrawals", "has_link"),
)
"""Never put back: what a row is by itself, pictures, which only their people give, and what the journal need not know:
addresses, and which links open something."""
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
    """Everything of the row that a source could have brought or a hand could have changed."""
    said: dict[str, object] = {name: getattr(row, name) for name in COLUMNS}
    speakers = sorted(one.speaker.known_as or one.speaker.name for one in row.speaking)
    said |= {"speakers": speakers, "exhibitors": sorted(one.exhibitor.slug for one in row.exhibiting)}
    return said | {
        "delay_minutes": row.delay_minutes,
        "on_stage": [one.speaker.slug for one in row.speaking],
        "giving": [one.exhibitor.slug for one in row.exhibiting],
    }


def state_of(said: Mapping[str, object]) -> dict[str, Any]:
    """The same as JSON holds it, to be put back one day: places and themes by address, moments as text."""
    return {name: in_json(said[name]) for name in (*COLUMNS, *BESIDE)}


def in_json(value: object) -> Any:
    if isinstance(value, datetime):
        return aware(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value.slug if isinstance(value, Place | Theme) else value


def columns_of(row: Place | Theme | Speaker) -> dict[str, Any]:
    """What an undo puts back of a place, a theme or somebody on stage."""
    columns = (column.key for column in row.__table__.columns)
    return {name: in_json(getattr(row, name)) for name in columns if name not in STAYING}


def state_of_blocker(row: Blocker) -> dict[str, Any]:
    return {name: in_json(getattr(row, name)) for name in ("title", "place", "starts_at", "ends_at")}


def state_of_windows(windows: Iterable[Window | Availability]) -> dict[str, Any]:
    """When a place or somebody can be had: beside their own columns, because it is changed by itself."""
    return {"windows": sorted([in_json(one.starts_at), in_json(one.ends_at)] for one in windows)}


def marked(marks: Mapping[str, str], before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, str]:
    """The marks after a hand turned ``before`` into ``after``."""
    changed: Iterable[str] = (name for name in after if before[name] != after[name])
    touched = set(changed) - set(BESIDE)
    if touched & set(TIMES):
        touched |= set(TIMES)
    found = {**{name: in_mark(before[name]) for name in touched}, **marks}
    return {name: text for name, text in found.items() if text != in_mark(after[name]) or _half(name, found, after)}


def _half(name: str, found: Mapping[str, str], after: Mapping[str, object]) -> bool:
    """Whether it is one of two times of which the other differs from the source."""
    return name in TIMES and any(found.get(one, in_mark(after[one])) != in_mark(after[one]) for one in TIMES)
