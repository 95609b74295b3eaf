"""Finding sessions by words: spelling levelled, all words must occur, parts of compound words count. Pure.

``static/js/filter.js`` does the same with the index from here, so that a page finds the same with and without script.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator
from io import BytesIO

from eventapp.programme.value import Programme, Session

LONGEST_QUERY = 100
MOST_WORDS = 6

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
_PARTS = re.compile(r"[^\W_]+")


def spellings(text: str) -> tuple[str, str]:
    """The text without case, ß and accents, umlauts once spelled out and once bare: ``waerme``, ``warme``."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return _plain(text.translate(_SPELLED_OUT)), _plain(text)


def words_of(query: str) -> list[tuple[str, str]]:
    """The words asked for, each in both spellings; what goes beyond reason is left out."""
    spelled, bare = spellings(query[:LONGEST_QUERY])
    return list(zip(_PARTS.findall(spelled), _PARTS.findall(bare), strict=True))[:MOST_WORDS]


def search_text(programme: Programme, session: Session) -> str:
    """Every word by which a session can be found, once, in both spellings and both languages."""
    names = [named.name for named in (programme.place(session.place), programme.theme(session.theme)) if named]
    texts = (session.title, session.subtitle, session.abstract, session.description, *names)
    said = [text for words in texts for text in (words.de, words.en)]
    said += [session.organisation, session.code]
    said += [text for speaker in programme.speakers_of(session) for text in (speaker.name, speaker.organisation)]
    found = {part for text in said for spelling in spellings(text) for part in _PARTS.findall(spelling)}
    return " ".join(sorted(found))


def is_found(text: str, asked: list[tuple[str, str]]) -> bool:
    """Whether every word asked for occurs in a search text, in one spelling or the other."""
    return all(spelled in text or bare in text for spelled, bare in asked)


def search_texts(programme: Programme) -> Iterator[tuple[Session, str]]:
    """All sessions with their search texts. These are worked out once for a programme, kept packed (a tenth of the
    room, ten milliseconds to unpack a thousand) and gone with it."""
    if not programme.packed_for_search:
        packer = zlib.compressobj()
        packed = [packer.compress(f"{search_text(programme, session)}\n".encode()) for session in programme.sessions]
        programme.packed_for_search.append(b"".join((*packed, packer.flush())))
    lines = BytesIO(zlib.decompress(programme.packed_for_search[0]))
    return ((session, line.decode().rstrip("\n")) for session, line in zip(programme.sessions, lines, strict=True))


def search_index(programme: Programme) -> dict[str, str]:
    """The search texts of all sessions by code, for searching on the visitor's device."""
    return {session.code: text for session, text in search_texts(programme)}


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))
