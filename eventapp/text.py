"""Text is cleaned once, at the edge: what passes here can be put into any page, feed or file."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import unquote

EMAIL_GONE = "[E-Mail-Adresse entfernt]"
LONGEST = 20_000
"""Characters a single text may have; longer ones are cut at a word and end in an ellipsis."""

_FORBIDDEN: dict[int, int | None] = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)))
_FORBIDDEN |= {0x2028: 0x0A, 0x2029: 0x0A, 0xFEFF: None, 0xFFFE: None, 0xFFFF: None}
_FORBIDDEN |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Control characters and bidirectional overrides: they break feeds or disguise text."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNWANTED = re.compile(f"[{re.escape(''.join(map(chr, _FORBIDDEN)))}\ud800-\udfff]")
"""Looking for them is ten times as fast as taking them out, and hardly a text has any."""
_SHOWN = re.compile(
    r"[^\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2064\u2800\u3164\ufe00-\ufe0f\uffa0]"
)
"""Any sign that leaves a trace on a screen. A name without one would be a link that nobody sees."""
_AT = r"\s{0,3}(?:@|[(\[{<]\s{0,2}(?:@|at|ät)\s{0,2}[)\]}>])\s{0,3}"
_SPELLED_DOT = r"\s{0,3}[(\[{<]\s{0,2}(?:\.|dot|punkt)\s{0,2}[)\]}>]\s{0,3}"
_EMAIL = re.compile(
    rf"(?<![\w.+\-])[\w.+\-]+(?:{_SPELLED_DOT}[\w.+\-]+){{0,3}}[\"']?{_AT}[\w\-]+(?:(?:\.|{_SPELLED_DOT})[\w\-]+)+",
    re.IGNORECASE,
)
"""Every start is the start of a word, every repetition bounded or unambiguous: time grows with the length only."""
_NOISE = r"[^\x00-\x29\x2b-\x5b\x5d-\x5f\x61-\x7d\x7f]*"
_GAP = r"[^\x00-\x08\x0e-\x1b\x21-\x29\x2b-\x5b\x5d-\x5f\x61-\x7d\x7f]*"
"""Whatever is not ASCII, and backslash, asterisk, backquote and tilde; in a gap blanks as well."""
_TRACE = re.compile(
    rf"@|<!--|&{_NOISE}[#a-zA-Z]|%{_NOISE}(?:4{_NOISE}0|2{_NOISE}[deDE])"
    rf"|[(\[{{<]{_GAP}[aA]{_GAP}[tT]{_GAP}[)\]}}>]"
)
"""Without one of these there is no address: the sign itself, what may turn into one, the word in brackets. Everything
that may vanish when the text is shown may stand between."""
_MAIL_LINK = re.compile(r"\[([^\[\]\n]{0,200})\]\(\s{0,3}<?mailto:[^()\s<>]{0,300}>?\s{0,3}\)", re.IGNORECASE)
_DISGUISE = re.compile(
    r"&(?:amp;|#0{0,5}38;|#x0{0,5}26;)+(?=#|[a-z])|&(?:#\d{1,7}|#x[0-9a-f]{1,6});?|&[a-z]\w{1,31};|%(?:40|2[de])|<!--[^<]*?-->"
    r"|\\[!-/:-@\[-`{-~]|[*`~]|[\x80-\xbf]|[^\x00-\xff]",
    re.IGNORECASE,
)
"""What Markdown, HTML or a screen shows otherwise than it is written, or not at all."""
_AMPERSANDS = ("amp;", "38;", "26;")
LONGEST_SPELLING = 3
"""Some signs stand for whole sentences; no disguise needs them, and they would make a long text far longer."""
_ROUNDS = 6
"""How often a disguise may be wrapped into another one."""
_MARKS = re.compile(r"[^\w]+")


def clean_text(text: str, *, longest: int = LONGEST) -> str:
    """NFC text with ``\\n`` line ends and nothing in it that a parser could stumble over; empty if nothing is seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _UNWANTED.search(text):
        text = _SURROGATES.sub("", text).translate(_FORBIDDEN)
    text = unicodedata.normalize("NFC", text)
    if "\n" in text:
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n")))
    text = text.strip()
    if not _SHOWN.search(text):
        return ""
    if len(text) > longest:
        text = text[: longest - 1].rsplit(None, 1)[0] + "…"
    return text


def clean_line(text: str, *, longest: int = 500) -> str:
    """The same for what stands on one line: titles, names, labels."""
    return " ".join(clean_text(text, longest=longest).split())


def without_email(text: str) -> str:
    """The text with e-mail addresses taken out, disguised ones too: nobody agreed to have them published."""
    text = _MAIL_LINK.sub(r"\1", text)
    kept, at = [], 0
    for start, end in email_places(text):
        kept += [text[at:start], EMAIL_GONE]
        at = end
    return "".join(kept) + text[at:]


def email_places(text: str) -> list[tuple[int, int]]:
    """From where to where addresses stand in the text, in its order."""
    if not _may_hold_address(text):
        return []
    shown, starts, ends = _as_shown(text)
    places = []
    for found in _EMAIL.finditer(shown):
        start, end = starts[found.start()], ends[found.end() - 1]
        for mark in "*`~":
            if mark in text[start:end]:
                while start and text[start - 1] == mark:
                    start -= 1
                while text[end : end + 1] == mark:
                    end += 1
        places.append((start, end))
    return places


def is_email(text: str) -> bool:
    """Whether the whole text is an e-mail address (some tools put one where a name belongs)."""
    return bool(_EMAIL.fullmatch(_as_shown(text)[0].strip()))


def _may_hold_address(text: str) -> bool:
    """Whether the text has a sign for "at" at all, be it disguised. Most have none, and this is fifty times as fast as
    reading them as they are shown."""
    return bool(_TRACE.search(text if text.isascii() else unicodedata.normalize("NFKD", text)))


def _as_shown(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """The text as a reader sees it, without marks, and for each of its characters where it starts and ends."""
    starts: Sequence[int] = range(len(text))
    ends: Sequence[int] = range(1, len(text) + 1)
    for _ in range(_ROUNDS):
        parts: list[str] = []
        begins: list[int] = []
        stops: list[int] = []
        at = 0
        for found in _DISGUISE.finditer(text):
            start, end = found.span()
            plain = _undisguised(found[0])
            parts += [text[at:start], plain]
            begins += [*starts[at:start], *[starts[start]] * len(plain)]
            stops += [*ends[at:start], *[ends[end - 1]] * len(plain)]
            at = end
        shown = "".join(parts) + text[at:]
        if shown == text:
            break
        starts, ends = [*begins, *starts[at:]], [*stops, *ends[at:]]
        text = shown
    return text, starts, ends


def _undisguised(written: str) -> str:
    if written.startswith("&"):
        return "&" if written.endswith(_AMPERSANDS) else html.unescape(written)
    if written.startswith("%"):
        return unquote(written)
    if len(written) > 1:
        return "" if written.startswith("<!--") else written[1]
    if written in "*`~":
        return ""
    plain = "".join(c for c in unicodedata.normalize("NFKC", written) if unicodedata.category(c) not in ("Cf", "Mn"))
    return plain if len(plain) <= LONGEST_SPELLING else written


def folded(text: str) -> str:
    """For comparing and searching: case, umlauts and ß levelled, words kept apart by one blank.

    ``Straße``, ``STRASSE`` → ``strasse``; ``Wärme`` → ``warme``.
    """
    return _MARKS.sub(" ", without_accents(unicodedata.normalize("NFKD", text).casefold())).strip()


def without_accents(text: str) -> str:
    """The letters alone: ``ä`` → ``a``. Each sign is looked at once, however often it stands there."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text)
    for sign in set(text):
        if unicodedata.combining(sign):
            text = text.replace(sign, "")
    return text


def slug(text: str, *, longest: int = 60) -> str:
    """An address-safe name: ``Bühne Energie & Wärme`` → ``buehne-energie-waerme``. May be empty."""
    spelled = unicodedata.normalize("NFC", text.casefold()).translate({0xE4: "ae", 0xF6: "oe", 0xFC: "ue", 0xDF: "ss"})
    plain = folded(spelled).encode("ascii", "ignore").decode().replace("_", " ")
    return "-".join(plain.split())[:longest].strip("-")
