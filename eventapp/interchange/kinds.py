"""What kind of session it is, and whether it takes place, from the words that others use for it."""

from __future__ import annotations

import re

from eventapp.i18n import _
from eventapp.interchange.remarks import Remarks
from eventapp.interchange.wording import line
from eventapp.text import folded

_WORDS = {
    "talk": (
        "lecture|talk|short talk|keynote|vortrag|vortrage|kurzvortrag|impuls|impulsvortrag|"
        "lightning talk|lightning talks|presentation|prasentation|begrussung|eroffnung|fachvortrag|"
        "pitch|lecture long|lecture short"
    ),
    "panel": (
        "podium|panel|panels|discussion|panel discussion|diskussion|podiumsdiskussion|"
        "podiumsgesprach|talkrunde|round table"
    ),
    "workshop": "workshop|workshops|tutorial|tutorials|seminar|hands on|schulung",
    "demonstration": "demo|demonstration|vorfuhrung|live demo|livedemo|prasentation am stand|show case|showcase",
    "tour": "tour|fuhrung|rundgang|standfuhrung|messerundgang|guided tour|exkursion",
    "break": "break|breaks|pause|pausen|kaffeepause|mittagspause|lunch|lunch break|coffee break|mittagessen",
    "other": (
        "other|sonstiges|andere|anderes|hackathon|social event|party|performance|film|konzert|"
        "concert|ausstellung|exhibition|meeting|treffen|weiteres"
    ),
}
_KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words.split("|")}
_BREAK_TITLE = re.compile(
    r"(?:\w*pause|break|(?:coffee|lunch|tea) break|lunch|mittagessen)$"
    r"|(?:kaffee|mittags|tee)pause\b|(?:coffee|lunch) break\b"
)
_TITLE_STARTS = {
    "podiumsdiskussion": "panel",
    "panel": "panel",
    "podium": "panel",
    "panel discussion": "panel",
    "workshop": "workshop",
    "fuhrung": "tour",
}
_CANCELLED = frozenset(
    ["abgesagt", "cancelled", "canceled", "entfallt", "entfaellt", "entfallen", "ausgefallen", "abgesetzt"]
)
_CANCELLED_TITLE = re.compile(r"^\W*(abgesagt|entfällt|cancell?ed)\s*[\]):!–-]+\s*(?=\S)", re.IGNORECASE)
_GOES_AHEAD = frozenset(
    ("", "ok", "bestatigt", "confirmed", "geplant", "planned", "scheduled", "aktiv", "findet statt")
)


def label_of(text: str) -> str:
    return folded(text.replace("_", " "))


def kind_named(text: str) -> str:
    """The kind a label stands for, or nothing where it is not known."""
    return _KIND_OF.get(label_of(text), "")


def kind_said(label: str, *, where: str, remarks: Remarks) -> str:
    """The kind a label stands for; what we do not know is something else, and that is said."""
    kind = kind_named(label)
    if not kind:
        reason = _("Die Art „{kind}“ ist hier nicht bekannt; sie wird als „Sonstiges“ geführt.", kind=line(label))
        remarks.once("note", reason, where=where)
    return kind or "other"


def kind_in_title(title: str) -> str:
    """The kind a title announces before its colon ("Podiumsdiskussion: …")."""
    head, colon, _ = title.partition(":")
    return _TITLE_STARTS.get(label_of(head), "") if colon else ""


def is_break(*, kind: str, theme: str, title: str, has_speakers: bool) -> bool:
    if "break" in (kind_named(kind), kind_named(theme)):
        return True
    return not has_speakers and bool(_BREAK_TITLE.match(label_of(title)))


def is_cancelled(status: str) -> bool:
    return label_of(status) in _CANCELLED


def is_known_status(status: str) -> bool:
    return is_cancelled(status) or label_of(status) in _GOES_AHEAD


def without_cancelled(title: str) -> tuple[str, bool]:
    """The title without "ABGESAGT:" before it, and whether that stood there."""
    rest = _CANCELLED_TITLE.sub("", title)
    return rest, rest != title
