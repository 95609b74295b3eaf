"""What holds for everything that a hand enters, whatever form it came by: refusals name their field."""

from __future__ import annotations

from collections.abc import Sequence

from eventapp.errors import DomainError, Stale
from eventapp.i18n import Words, mark
from eventapp.programme.crowding import Crowded, in_a_line
from eventapp.programme.models import Blocker, ConferenceSession, Place, Speaker, Theme
from eventapp.text import LONGEST, clean_line, clean_text

MOST_PLACES = 100_000
MOST_CHANGEOVER = 240
LONGEST_QUESTION = 300
LONGEST_TITLE, LONGEST_NAME, LONGEST_ORGANISATION, LONGEST_WHERE, LONGEST_SERIES = 500, 200, 300, 300, 60


def check_version(row: ConferenceSession | Place | Theme | Speaker | Blocker, version: int) -> None:
    """Whoever saves an older state than the standing one is shown both."""
    if row.version != version:
        raise Stale


class TooFew(DomainError):
    """Fewer places than people who have one: done only by somebody who has read that. ``crowded`` are the sessions."""

    def __init__(self, found: Sequence[Crowded]) -> None:
        super().__init__(
            mark("Weniger Plätze, als vergeben sind ({sessions}). Setzen Sie den Haken, wenn es so sein soll."),
            field="is_sure",
            sessions=in_a_line(found),
        )
        self.crowded = tuple(found)


def check_crowded(found: Sequence[Crowded], *, is_sure: bool) -> None:
    if found and not is_sure:
        raise TooFew(found)


def places(number: int, *, field: str) -> int:
    if not 0 <= number <= MOST_PLACES:
        raise DomainError(
            mark("Geben Sie eine Zahl von {least} bis {most} ein."), field=field, least=1, most=MOST_PLACES
        )
    return number


def line(text: str, *, field: str, most: int) -> str:
    """One clean line of at most so many characters."""
    return _short_enough(clean_line(text, longest=LONGEST), field, most)


def lines(words: Words, *, field: str, most: int) -> Words:
    return Words(line(words.de, field=f"{field}_de", most=most), line(words.en, field=f"{field}_en", most=most))


def texts(words: Words, *, field: str) -> Words:
    """Clean text in both languages, as long as any may be."""
    de, en = (clean_text(text, longest=2 * LONGEST) for text in (words.de, words.en))
    return Words(_short_enough(de, f"{field}_de", LONGEST), _short_enough(en, f"{field}_en", LONGEST))


def required(text: str, sentence: str, *, field: str) -> str:
    if not text:
        raise DomainError(sentence, field=field)
    return text


def _short_enough(text: str, field: str, most: int) -> str:
    if len(text) > most:
        raise DomainError(
            mark("Kürzen Sie den Text: {length} Zeichen sind es, {most} haben Platz."),
            field=field,
            length=len(text),
            most=most,
        )
    return text


def check_order_again(row: Blocker | ConferenceSession) -> None:
    """Where only one of two times is put back, the other may have been moved meanwhile."""
    if row.ends_at <= row.starts_at:
        raise DomainError(mark("Das Ende läge danach nicht mehr nach dem Beginn. Ändern Sie die Zeiten von Hand."))
