"""What stands in a JSON file of others, taken for what was expected there, or for nothing."""

from __future__ import annotations

from typing import Any

from eventapp.interchange.wording import LONGEST_RAW

Object = dict[str, Any]


def as_object(value: Any) -> Object:
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def text(value: Any, language: str = "de") -> str:
    """Text, or the one for a language where the file has several. A plain text has no second language; several
    without German have their first for it."""
    if isinstance(value, dict):
        value = _in_language(value, language) or (next(iter(value.values()), "") if language == "de" else "")
    elif language != "de":
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)[:LONGEST_RAW].strip()


def _in_language(value: Object, language: str) -> Any:
    """``de-formal`` (pretalx) is German too."""
    return value.get(language) or next((said for name, said in value.items() if name.startswith(f"{language}-")), None)
