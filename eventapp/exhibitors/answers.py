"""Answers to fields: tidied as they come in, asked whether they are enough, shown as text. Pure.

A draft is a mapping of field to answer. A field that is not in it was not answered; ``None`` is the answer "not
wanted". What was typed is kept even where it is wrong (a number "drei"): :func:`problems` says so, nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from eventapp.exhibitors.asking import AskedField
from eventapp.exhibitors.fields.field import LIMITED, Field, Kind
from eventapp.i18n import _, language, mark
from eventapp.i18n.days import day_with_year
from eventapp.text import LONGEST, clean_line, clean_text

Answer = str | int | float | bool | list[Any] | dict[str, Any] | None
Answers = Mapping[str, Answer]
Options = Mapping[str, Mapping[str, str]]
"""For each source of choices the keys that can be chosen and their names."""
NOT_WANTED = None
NOTHING_SAID: tuple[Answer, ...] = ("", [], {})
MOST_CHOSEN = 50
DIGEST = re.compile(r"[0-9a-f]{16,128}")
_EMAIL = re.compile(r"[^\s@,;<>\"]{1,64}@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+?[\d\s()/.\-]{5,40}")
_NUMBER = re.compile(r"-?\d{1,9}(?:[.,]\d{1,6})?")
_YES, _NO = ("1", "true", "on", "ja", "yes", "y"), ("0", "false", "off", "nein", "no", "n")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a field is not done: a German sentence with names to fill in, and whether the answer is simply missing."""

    key: str
    label: str
    message: str
    values: dict[str, Any] = field(default_factory=dict)
    is_missing: bool = False


def tidied(asked: Field, raw: object) -> Answer:
    """What is stored of what came in. Never refuses; what cannot be understood stays as the cleaned text it is."""
    if raw is None:
        return NOT_WANTED
    match asked.kind:
        case Kind.CHOICES | Kind.PARTNERS:
            return _chosen(asked.kind, raw)
        case Kind.CONSENT:
            return _consent(raw)
        case Kind.YES_NO if isinstance(raw, bool):
            return raw
        case Kind.NUMBER if isinstance(raw, int | float) and not isinstance(raw, bool):
            return raw
    text = raw if isinstance(raw, str) else str(raw)
    if asked.kind is Kind.PROSE:
        return clean_text(text, longest=LONGEST)
    return _read(asked, clean_line(text, longest=LONGEST))


def _read(asked: Field, text: str) -> Answer:
    match asked.kind:
        case Kind.NUMBER if _NUMBER.fullmatch(text):
            number = float(text.replace(",", "."))
            return int(number) if number.is_integer() else number
        case Kind.YES_NO if text.lower() in (*_YES, *_NO):
            return text.lower() in _YES
        case Kind.URL if text and "://" not in text and "." in text and " " not in text:
            return f"https://{text}"
        case Kind.EMAIL:
            return text.strip("<>").removeprefix("mailto:")
    return text


def _chosen(kind: Kind, raw: object) -> Answer:
    several = raw if isinstance(raw, list | tuple) else [raw]
    texts = [clean_line(str(one), longest=60) for one in several[:MOST_CHOSEN]]
    once = list(dict.fromkeys(text for text in texts if text))
    return [int(text) for text in once if text.isascii() and text.isdigit()] if kind is Kind.PARTNERS else once


def _consent(raw: object) -> Answer:
    """A consent is made by the action that stores it (who, when, to what), not by what a form says."""
    if isinstance(raw, dict) and {"text", "at", "by"} <= raw.keys():
        return {key: raw[key] for key in ("text", "at", "by")}
    return {}


def is_answered(draft: Answers, key: str) -> bool:
    """Also by "not wanted"."""
    return key in draft and draft[key] not in NOTHING_SAID


def is_called_for(asked: Field, draft: Answers) -> bool:
    """Whether the answers so far make this field one that is asked."""
    return not asked.only_when or any(
        draft.get(when.key) in when.answers if when.answers else bool(draft.get(when.key)) for when in asked.only_when
    )


def problems(asked: Sequence[AskedField], draft: Answers, options: Options) -> list[Problem]:
    """What stands in the way of handing in, in the order of the fields."""
    found = (_problem(one, draft, options) for one in asked if is_called_for(one.field, draft))
    return [problem for problem in found if problem is not None]


def _problem(asked: AskedField, draft: Answers, options: Options) -> Problem | None:
    key, label = asked.field.key, asked.field.label
    answer = draft.get(key, "")
    if answer in NOTHING_SAID or (asked.is_compulsory and answer is NOT_WANTED):
        return Problem(key, label, _missing(asked.field), is_missing=True) if asked.is_compulsory else None
    if answer is NOT_WANTED:
        return None
    message, values = _wrong(asked, answer, options)
    return Problem(key, label, message, values) if message else None


def _missing(asked: Field) -> str:
    if asked.kind is Kind.CONSENT:
        return mark("Bitte bestätigen Sie, dass Sie die Rechte haben.")
    return mark("Bitte wählen Sie etwas aus.") if asked.choices or asked.source else mark("Diese Angabe fehlt noch.")


def _wrong(asked: AskedField, answer: Answer, options: Options) -> tuple[str, dict[str, Any]]:
    """A sentence and its values, or nothing."""
    match asked.field.kind:
        case kind if kind in LIMITED:
            return _too_long(asked, str(answer))
        case Kind.NUMBER:
            return _not_in_bounds(asked.field, answer)
        case Kind.CHOICE | Kind.CHOICES | Kind.PARTNERS:
            return _not_to_choose(asked.field, answer, options)
        case Kind.YES_NO:
            return _not_said(asked, answer)
    return _misshapen(asked.field.kind, str(answer))


def _too_long(asked: AskedField, text: str) -> tuple[str, dict[str, Any]]:
    over = len(text) - asked.limit
    if over <= 0:
        return "", {}
    message = mark("Höchstens {limit} Zeichen; es sind {length}, also {over} zu viel.")
    return message, {"limit": asked.limit, "length": len(text), "over": over}


def _not_in_bounds(asked: Field, answer: Answer) -> tuple[str, dict[str, Any]]:
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return mark("Bitte geben Sie eine Zahl ein."), {}
    if not asked.least <= answer <= asked.most:
        bounds = {"least": number(asked.least), "most": number(asked.most)}
        return mark("Bitte geben Sie eine Zahl von {least} bis {most} ein."), bounds
    if round(answer, asked.decimals) != answer:
        message = mark("Höchstens {number} Stellen nach dem Komma.")
        return (
            (message, {"number": asked.decimals})
            if asked.decimals
            else (mark("Bitte geben Sie eine ganze Zahl ein."), {})
        )
    return "", {}


def _not_to_choose(asked: Field, answer: Answer, options: Options) -> tuple[str, dict[str, Any]]:
    known = options.get(asked.source, {}) if asked.source else asked.choice_labels
    chosen = answer if isinstance(answer, list) else [answer]
    unknown = [str(one) for one in chosen if str(one) not in known]
    if not unknown:
        return "", {}
    return mark("Das steht nicht (mehr) zur Auswahl: {names}."), {"names": ", ".join(unknown)}


def _not_said(asked: AskedField, answer: Answer) -> tuple[str, dict[str, Any]]:
    if not isinstance(answer, bool):
        return mark("Bitte antworten Sie mit Ja oder Nein."), {}
    if asked.field.is_fixed and asked.is_compulsory and not answer:
        return mark("Ohne diese Bestätigung geht es nicht."), {}
    return "", {}


def _misshapen(kind: Kind, text: str) -> tuple[str, dict[str, Any]]:
    match kind:
        case Kind.URL if not is_web_address(text):
            return mark("Das ist keine Webadresse; sie beginnt mit https:// oder http://."), {}
        case Kind.EMAIL if len(text) > 254 or not _EMAIL.fullmatch(text):
            return mark("Das ist keine E-Mail-Adresse, z. B. name@beispiel.de."), {}
        case Kind.PHONE if not _PHONE.fullmatch(text):
            return mark("Das ist keine Telefonnummer, z. B. +49 231 123456."), {}
        case Kind.DATE if day_said(text) is None:
            return mark("Das ist kein Tag; bitte als JJJJ-MM-TT, z. B. 2027-02-08."), {}
        case Kind.IMAGE | Kind.FILE if not DIGEST.fullmatch(text):
            return mark("Diese Datei ist nicht hier angekommen. Bitte laden Sie sie noch einmal hoch."), {}
    return "", {}


def is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    shaped = "." in host.strip(".") and not re.search(r"[\s<>\"'\\]", text) and "@" not in parts.netloc
    return parts.scheme in ("http", "https") and shaped and len(text) <= 300


def is_email(text: str) -> bool:
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None


def day_said(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def number(value: float) -> str:
    """As it is written in the language being spoken: 2,5 or 2.5."""
    text = str(int(value)) if float(value).is_integer() else str(value)
    return text.replace(".", ",") if language() == "de" else text


def shown(asked: Field, answer: Answer, options: Options) -> str:
    """An answer as text for mails, tables and differences, in the language being spoken; nothing said is ""."""
    if answer is NOT_WANTED:
        return _("nicht gewünscht")
    if answer in NOTHING_SAID:
        return ""
    match asked.kind:
        case Kind.CHOICE | Kind.CHOICES | Kind.PARTNERS:
            return _names(asked, answer, options)
        case Kind.YES_NO if isinstance(answer, bool):
            return _("ja") if answer else _("nein")
        case Kind.NUMBER if isinstance(answer, int | float):
            return f"{number(answer)} {_(asked.unit)}" if asked.unit else number(answer)
        case Kind.CONSENT:
            return _("bestätigt")
        case Kind.IMAGE | Kind.FILE:
            return _("Datei {name}", name=str(answer)[:8])
        case Kind.DATE if (day := day_said(str(answer))) is not None:
            return day_with_year(day, language())
    return str(answer)


def _names(asked: Field, answer: Answer, options: Options) -> str:
    chosen = answer if isinstance(answer, list) else [answer]
    if asked.source:
        known = options.get(asked.source, {})
        return ", ".join(known.get(str(one), str(one)) for one in chosen)
    labels = asked.choice_labels
    return ", ".join(_(labels[str(one)]) if str(one) in labels else str(one) for one in chosen)
