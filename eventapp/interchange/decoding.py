"""Bytes to text, whatever the office's computer wrote; a guess is said."""

from __future__ import annotations

import codecs

from eventapp.i18n import _, mark, ngettext
from eventapp.interchange.remarks import Remarks

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE_AS = mark("Beim Speichern „CSV UTF-8“ wählen.")


def decoded(data: bytes, remarks: Remarks, *, advice: str = _SAVE_AS) -> str:
    """The file's text without byte order mark. ``advice``: how to get a better file where its code page is a guess."""
    if data.startswith(_UTF16):
        return data.decode("utf-16", errors="replace")
    if wide := _wide_without_mark(data):
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _not_utf8(data, remarks, advice)


def _wide_without_mark(data: bytes) -> str:
    """UTF-16 that does not say so: every other byte of western text is nought."""
    head = data[:2_000]
    if len(head) >= 4 and head[1::2].count(0) > 0.9 * len(head[1::2]) and head[::2].count(0) == 0:
        return "utf-16-le"
    if len(head) >= 4 and head[::2].count(0) > 0.9 * len(head[::2]) and head[1::2].count(0) == 0:
        return "utf-16-be"
    return ""


def _not_utf8(data: bytes, remarks: Remarks, advice: str) -> str:
    """UTF-8 with a few broken bytes, or the Windows code page."""
    text = data.decode("utf-8-sig", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - broken
    if sound > broken:
        line = text[: text.index("\ufffd")].count("\n") + 1
        reason = ngettext(
            "Ein Zeichen ist beschädigt und erscheint als „{sign}“, in Zeile {line}.",
            "{number} Zeichen sind beschädigt und erscheinen als „{sign}“, das erste in Zeile {line}.",
            broken,
            sign="\ufffd",
            line=line,
        )
        remarks.note(_("Zeile {line}", line=line), reason, mark("Die Stellen in der Quelle berichtigen."))
        return text
    reason = mark("Die Datei ist nicht in UTF-8 gespeichert; sie wurde als Windows-1252 gelesen. Bitte Umlaute prüfen.")
    remarks.once("assumed", reason, advice)
    return data.decode("cp1252", errors="replace")
