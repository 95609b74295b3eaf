"""Why a mail is not there: a sentence for the office, and below it what the mail server said."""

from __future__ import annotations

from eventapp.i18n import _, mark
from eventapp.text import clean_line

REJECTED = mark("Der Mailserver nimmt diese E-Mail nicht an.")
DEFERRED = mark("Der Mailserver nimmt diese E-Mail gerade nicht an.")
UNREACHABLE = mark("Der Mailserver ist nicht zu erreichen.")
UNFILLED = mark("Die Vorlage dieser E-Mail lässt sich nicht füllen.")
BROKEN_OFF = mark("Der Versand brach mehrmals ab.")
OBSOLETE = mark("Sie war nicht mehr aktuell, als sie gesendet werden sollte.")
WITHDRAWN = mark("Ihr Anlass ist entfallen, bevor sie gesendet wurde.")
LONGEST_ANSWER = 300


def reason(sentence: str, answer: str = "") -> str:
    """As it is stored: the German source text, and the server's own words on the next line."""
    answer = clean_line(answer, longest=LONGEST_ANSWER)
    return f"{sentence}\n{answer}" if answer else sentence


def in_words(stored: str) -> str:
    """As it is read, in the reader's language."""
    sentence, _line_end, answer = stored.partition("\n")
    said = _(sentence) if sentence else ""
    return f"{said} ({answer})" if answer else said
