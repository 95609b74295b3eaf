"""Finding things by words: spelling levelled, all words must occur, parts of compound words count. Pure.

``static/js/search.js`` does the same, so that a page finds the same with and without script.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO

from eventapp.i18n.words import Words
from eventapp.text import without_accents

LONGEST_QUERY = 100
MOST_WORDS = 6

Asked = list[tuple[str, str]]
"""The words asked for, each in both spellings."""

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
_PARTS = re.compile(r"[^\W_]+")


def spellings(text: str) -> tuple[str, str]:
    """The text without case, ß and accents, umlauts once spelled out and once bare: ``waerme``, ``warme``."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return without_accents(text.translate(_SPELLED_OUT)), without_accents(text)


def words_of(query: str) -> Asked:
    """The words asked for; what goes beyond reason is left out."""
    spelled, bare = spellings(query[:LONGEST_QUERY])
    return list(zip(_PARTS.findall(spelled), _PARTS.findall(bare), strict=True))[:MOST_WORDS]


def typed_words(query: str) -> list[str]:
    """The same words as somebody typed them."""
    return _PARTS.findall(query[:LONGEST_QUERY])[:MOST_WORDS]


def search_text(*said: str | Words) -> str:
    """Every word of the texts, once, in both spellings and languages: what is compared with the words asked for."""
    texts = (text for one in said for text in ((one.de, one.en) if isinstance(one, Words) else (one,)))
    found = {part for text in texts for spelling in spellings(text) for part in _PARTS.findall(spelling)}
    return " ".join(sorted(found))


def is_found(text: str, asked: Asked) -> bool:
    """Whether every word asked for occurs in a search text, in one spelling or the other."""
    return all(spelled in text or bare in text for spelled, bare in asked)


def kept_texts(kept: dict[str, bytes], what: str, texts: Iterable[str]) -> Iterator[str]:
    """Search texts that are worked out once, kept packed, and gone with whoever holds ``kept``. ``texts`` is lazy: it
    is looked at the first time only."""
    if what not in kept:
        kept[what] = pack(texts)
    return unpack(kept[what])


def pack(texts: Iterable[str]) -> bytes:
    """Search texts in a tenth of their room, packed one after the other so that they never stand there all at once."""
    packer = zlib.compressobj()
    return b"".join([*(packer.compress(f"{text}\n".encode()) for text in texts), packer.flush()])


def unpack(packed: bytes) -> Iterator[str]:
    """The search texts again, in their order: ten milliseconds for a thousand long ones."""
    return (line.decode().rstrip("\n") for line in BytesIO(zlib.decompress(packed)))
