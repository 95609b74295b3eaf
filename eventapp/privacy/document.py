"""The register as a document to be read: Markdown, in German or English."""

from __future__ import annotations

from collections.abc import Iterator

from eventapp.i18n import _, mark, speaking
from eventapp.privacy.register import Personal, Register

HEADS = (
    *(mark("Spalte"), mark("Was"), mark("Wozu"), mark("Rechtsgrundlage"), mark("Wie lange"), mark("Wer es sieht")),
)
NOTES = (
    "Made by `flask --app eventapp privacy register > docs/privacy-register.md` from `eventapp/privacy/columns/`:",
    "change it there.",
    "",
    "Not stored: addresses of devices. E-mail addresses found in imported names or texts are taken out",
    "before anything is stored. The web server keeps no access log (`deploy/gunicorn.conf.py`).",
)


def as_markdown(register: Register, language: str) -> str:
    """``docs/privacy-register.md`` is this in English; a test holds that it is up to date."""
    with speaking(language):
        lines = [*_personal(register), *(_for_developers(register) if language == "en" else ())]
    return "\n".join(lines) + "\n"


def _personal(register: Register) -> Iterator[str]:
    yield "# " + _("Verzeichnis der personenbezogenen Angaben")
    for about, declared in register.groups():
        yield from ("", f"## {_(about.value)}", "")
        yield _row([_(head) for head in HEADS])
        yield _row(["---"] * len(HEADS))
        yield from (_row(_cells(one)) for one in declared)


def _for_developers(register: Register) -> Iterator[str]:
    yield from ("", "## Looks personal and is not", "", _row(("Column", "Why")), _row(("---", "---")))
    yield from (_row((_code(one.names), one.reason)) for one in register.not_personal)
    yield from ("", *NOTES)


def _cells(one: Personal) -> tuple[str, ...]:
    kept = _(one.retention.text, **one.retention.values)
    return _code(one.names), _(one.what), _(one.purpose), _(one.basis.value), kept, _(one.seen_by.value)


def _code(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
