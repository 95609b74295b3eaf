"""The English catalogue, read once from its ``.po`` file, and the language that is being spoken.

Written on Babel instead of Flask-Babel: the language of a page stands in its address and that of a feed is an
argument, so nothing has to be guessed from a request, and pure modules can be translated outside of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

LANGUAGES = ("de", "en")
ENGLISH = Path(__file__).parent.parent / "translations" / "en" / "LC_MESSAGES" / "messages.po"

_spoken: ContextVar[str] = ContextVar("language", default="de")


def language() -> str:
    """The language of the page, mail or feed that is being made: ``de`` or ``en``."""
    return _spoken.get()


@contextmanager
def speaking(wanted: str) -> Iterator[None]:
    """Everything inside is said in that language."""
    before = _spoken.set(wanted if wanted in LANGUAGES else "de")
    try:
        yield
    finally:
        _spoken.reset(before)


@cache
def translations(wanted: str) -> NullTranslations:
    """The catalogue of a language; German needs none, it is the source text."""
    if wanted != "en":
        return NullTranslations()
    with ENGLISH.open("rb") as file:
        catalogue = read_po(file, locale="en")
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def gettext_in(wanted: str, text: str, /, **values: object) -> str:
    """A German source text in the wanted language, ``{names}`` filled in."""
    said: str = translations(wanted).gettext(text)
    return said.format(**values) if values else said


def _(text: str, /, **values: object) -> str:
    """A German source text in the language being spoken, ``{names}`` filled in."""
    return gettext_in(language(), text, **values)


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """The same for a counted thing; ``{number}`` is always there to be filled in."""
    said: str = translations(language()).ngettext(one, many, number)
    return said.format(number=number, **values)


def mark(text: str) -> str:
    """Marks a text for translation that is said later (constants, errors)."""
    return text
