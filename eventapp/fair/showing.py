"""How the office reads a field of a fair's data, and what became different in a text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from eventapp.fair.fields import spans_in
from eventapp.i18n import _, language
from eventapp.i18n.days import day_with_short_weekday, day_with_year

LONG = 80
"""Characters from which a text is shown as one, with what went and what came marked in it."""
AROUND = 12
"""Words of what stayed the same that are shown beside a change."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: ``same``, ``gone`` or ``new``; ``left_out`` where only dots stand for it."""

    kind: str
    text: str = ""

    @property
    def is_left_out(self) -> bool:
        return self.kind == "left_out"


def shown(field: str, text: str) -> str:
    """What is stored under a field, as people read it."""
    if field in ("starts_on", "ends_on") and text:
        return day_with_year(date.fromisoformat(text), language())
    if field == "hours":
        return "\n".join(
            f"{day_with_short_weekday(day, language())}, "
            + _("{start}–{end} Uhr", start=f"{opens:%H:%M}", end=f"{closes:%H:%M}")
            for day, opens, closes in spans_in(text)
        )
    return text


def without_marks(text: str) -> str:
    """The words of a Markdown text, for a glance at its beginning."""
    text = re.sub(r"\[([^\]\n]*)\]\([^)\s]*\)", r"\1", text)
    return re.sub(r"^[#>\-*+ ]+|[*_`]{1,3}", "", text, flags=re.MULTILINE)


def is_long(old: str, new: str) -> bool:
    """Whether they are too long to be set one against the other."""
    return max(len(old), len(new)) > LONG


def pieces(old: str, new: str) -> list[Piece]:
    """One text from both, word by word; of long stretches that stayed or went only the ends are shown."""
    before, after = _words(old), _words(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[Piece] = []
    for kind, at, to, new_at, new_to in matcher.get_opcodes():
        if kind == "equal":
            found += _shortened(before[at:to], head=0 if at == 0 else AROUND, tail=0 if to == len(before) else AROUND)
            continue
        found += _shortened(before[at:to], kind="gone")
        if new_to > new_at:
            found.append(Piece("new", "".join(after[new_at:new_to])))
    return found


def _words(text: str) -> list[str]:
    """Each with the blanks behind it, so that joined they are the text again."""
    return re.findall(r"\s+|\S+\s*", text)


def _shortened(words: list[str], *, kind: str = "same", head: int = AROUND, tail: int = AROUND) -> Iterator[Piece]:
    """The beginning and the end of a long stretch, all of a short one."""
    if len(words) <= head + tail + AROUND:
        kept = [Piece(kind, "".join(words))]
    else:
        kept = [Piece(kind, "".join(words[:head])), Piece("left_out"), Piece(kind, "".join(words[len(words) - tail :]))]
    return (piece for piece in kept if piece.text or piece.is_left_out)
