"""Foreign text made ours: cleaned, without markup, without e-mail addresses, in the right language."""

from __future__ import annotations

from eventapp.i18n import _
from eventapp.interchange.html_text import plain_text
from eventapp.interchange.remarks import Remarks
from eventapp.programme.value import Words
from eventapp.text import LONGEST, clean_line, clean_text, folded, without_email

LONGEST_RAW = 3 * LONGEST
"""Characters looked at before cleaning: enough for markup, too few to keep the machine busy."""

_LANGUAGES = {
    "de": frozenset(["de", "ger", "deu", "deutsch", "german"]),
    "en": frozenset(["en", "eng", "englisch", "english"]),
}
_EMPTY = frozenset(("…", "...", "-", "–", "—", "?"))


def line(text: str) -> str:
    """What stands on one line: titles, places, themes."""
    return clean_line(without_email(clean_text(plain_text(text[:LONGEST_RAW]))))


def prose(text: str) -> str:
    """What may have paragraphs. A mere placeholder ("…") is no text."""
    cleaned = clean_text(without_email(clean_text(plain_text(text[:LONGEST_RAW]))))
    return "" if cleaned in _EMPTY else cleaned


def about(title: str, reason: str) -> str:
    """The sentence with the title of the entry it is about, if that has one."""
    called = clean_line(line(title), longest=80)
    return _("„{title}“: {reason}", title=called, reason=_(reason)) if called else reason


def words(german: str, english: str = "", *, language: str = "") -> Words:
    """German is required wherever a text is: what is there in English only stands for both."""
    if not german:
        return Words(english, english)
    return Words(german, english or (german if language == "en" else ""))


def language_of(text: str, *, where: str, remarks: Remarks) -> str:
    """``de``, ``en`` or nothing: a language that the site does not speak is said, not guessed."""
    label = folded(text)
    for language, names in _LANGUAGES.items():
        if label.split(" ")[0] in names and len(label.split()) <= 2:
            return language
    if label:
        reason = _(
            "Die Sprache „{language}“ ist weder Deutsch noch Englisch; sie wird nicht angezeigt.",
            language=clean_line(text, longest=40),
        )
        remarks.once("note", reason, where=where)
    return ""
