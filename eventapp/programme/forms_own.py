"""The shapes of what speakers say of themselves, on the page of their private link."""

from __future__ import annotations

from typing import Any

from eventapp.i18n import Words, mark
from eventapp.programme.actions.own_entry import LONGEST_ALT, RIGHTS_TEXT
from eventapp.programme.actions.rules import LONGEST_ORGANISATION
from eventapp.programme.entries import OwnEntry, OwnPortrait
from eventapp.programme.models import Speaker
from eventapp.text import LONGEST
from eventapp.web.discreet import PrivateForm
from eventapp.web.forms import Line, Paragraphs, Tick, Upload, Version

ACCEPTED = "image/png,image/jpeg,image/webp"


class OwnEntryForm(PrivateForm):
    version = Version()
    organisation = Line(mark("Organisation"), most=LONGEST_ORGANISATION)
    biography_de = Paragraphs(mark("Deutsch"), most=LONGEST, is_markdown=True)
    biography_en = Paragraphs(mark("Englisch"), most=LONGEST, is_markdown=True)
    agrees = Tick(mark("Ich bin einverstanden, dass ich mit diesen Angaben im Programm genannt werde."))

    def entry(self) -> OwnEntry:
        biography = Words(self.biography_de.data or "", self.biography_en.data or "")
        return OwnEntry(self.organisation.data or "", biography, bool(self.agrees.data))


class OwnPictureForm(PrivateForm):
    """Stands beside the other one on the page, so its fields have a prefix."""

    version = Version()
    picture = Upload(mark("Bild"), accept=ACCEPTED)
    alt_de = Line(mark("Deutsch"), most=LONGEST_ALT)
    alt_en = Line(mark("Englisch"), most=LONGEST_ALT)
    has_rights = Tick(RIGHTS_TEXT)
    agrees = Tick(mark("Ich bin einverstanden, dass das Bild im Programm gezeigt wird."))

    def portrait(self, digest: str) -> OwnPortrait:
        alt = Words(self.alt_de.data or "", self.alt_en.data or "")
        return OwnPortrait(digest, alt, bool(self.has_rights.data), bool(self.agrees.data))


PICTURE = "bild-"
"""The prefix."""


def entry_values(row: Speaker) -> dict[str, Any]:
    names = ("version", "organisation", "biography_de", "biography_en")
    return {name: getattr(row, name) for name in names}


def picture_values(row: Speaker) -> dict[str, Any]:
    return {"version": row.version, "alt_de": row.portrait_alt_de, "alt_en": row.portrait_alt_en}
