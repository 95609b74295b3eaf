"""How a door shows names: initials, and the last word whole, by which people are asked for. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from eventapp.text import folded


def short_names(names: Sequence[str]) -> list[str]:
    """In the same order: ``Ada Beispiel`` → ``A. Beispiel``, ``Ursula von der Leyen`` → ``U. v. d. Leyen``.

    Who would look alike shows as many words whole, from the first on, as tell them apart: ``Ada Beispiel``, ``Anna
    Beispiel``. Who has the same name throughout stays alike: more of it would tell the crew nothing.
    """
    words, shown = [_words(name) for name in names], [""] * len(names)
    left, whole = list(range(len(names))), 0
    while left:
        alike: dict[str, list[int]] = defaultdict(list)
        for at in left:
            shown[at] = _short(words[at], whole)
            alike[shown[at].casefold()].append(at)
        left = [at for same in alike.values() if _are_several(words[at] for at in same) for at in same]
        whole += 1
    return shown


def short_name(name: str) -> str:
    """Of somebody with nobody beside."""
    return short_names([name])[0]


def by_last_word(shown: str) -> tuple[str, str]:
    """To sort shortened names by: as people say theirs."""
    return folded(shown.rpartition(" ")[2]), shown.casefold()


def _words(name: str) -> tuple[str, ...]:
    """``Beispiel, Ada`` is turned around; signs alone are no word."""
    last, _, first = name.partition(",")
    words = tuple(word for word in (*first.split(), *last.split()) if any(map(str.isalnum, word)))
    return words or (name,)


def _short(words: tuple[str, ...], whole: int) -> str:
    initials = (f"{next(filter(str.isalnum, word))}." for word in words[whole:-1])
    return " ".join((*words[:-1][:whole], *initials, words[-1]))


def _are_several(names: Iterable[tuple[str, ...]]) -> bool:
    return len({" ".join(words).casefold() for words in names}) > 1
