"""A change's old and new value in one line of words, in the language being spoken."""

from __future__ import annotations

from datetime import datetime

from eventapp.i18n import Words, language
from eventapp.programme.diff import FieldChange, Value
from eventapp.programme.names import kind_name, language_name
from eventapp.web.formats import wall_when

NOTHING = "–"


def old_and_new(change: FieldChange) -> tuple[str, str]:
    return in_words(change.field, change.old), in_words(change.field, change.new)


def in_words(field: str, value: Value) -> str:
    """A dash where there is nothing."""
    if isinstance(value, Words):
        return value.in_language(language()) or NOTHING
    if isinstance(value, str):
        named = {"kind": kind_name, "language": language_name}.get(field)
        return (named(value) if named and value else value) or NOTHING
    start, *rest = value or ("",)
    if isinstance(start, datetime) and isinstance(rest[0], datetime):
        return wall_when(start, rest[0])
    return "; ".join(str(part) for part in value) or NOTHING
