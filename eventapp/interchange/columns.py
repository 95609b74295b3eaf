"""Which column holds what: headers found and recognised, in German and English, in one row or two."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from eventapp.interchange.table import WIDEST, Cell, Table, text_of
from eventapp.text import clean_line, folded

SEARCHED = 20
"""Rows in which the header is looked for."""

_SYNONYMS = {
    "guid": "guid|uuid",
    "code": "code|kurzel",
    "id": "kennung|id|nr|nummer|lfd nr|number|session id|key|schlussel|no",
    "kind": "art|typ|type|kind|format|session type|veranstaltungsart|kategorie der veranstaltung|programmart",
    "title": (
        "titel|title|titel deutsch|titel de|title german|title de|vortragstitel|programmpunkt|session title|"
        "name der veranstaltung|veranstaltung|titel des vortrags"
    ),
    "title_en": "titel englisch|titel en|title en|title english|englischer titel|title englisch",
    "subtitle": "untertitel|subtitle|untertitel deutsch|zusatz|untertitel de|subtitle german|subtitle de",
    "subtitle_en": "untertitel englisch|untertitel en|subtitle en|subtitle english",
    "abstract": (
        "kurztext|abstract|kurzbeschreibung|teaser|zusammenfassung|summary|kurztext deutsch|"
        "kurztext de|short description|short text|short text german|abstract german|abstract de"
    ),
    "abstract_en": (
        "kurztext englisch|abstract en|abstract english|kurztext en|summary english|kurzbeschreibung englisch|"
        "short text english"
    ),
    "description": (
        "beschreibung|description|text|inhalt|langtext|details|beschreibung deutsch|beschreibung de|ankundigungstext|"
        "description german|description de"
    ),
    "description_en": "beschreibung englisch|description en|description english|beschreibung en|langtext englisch",
    "language": "sprache|language|lang|vortragssprache",
    "date": "datum|date|termin|start date|datum date|startdatum|veranstaltungstag",
    "day": "tag|day|wochentag|weekday",
    "start": (
        "beginn|start|anfang|uhrzeit|zeit|time|von|from|start time|startzeit|beginnt|begin|uhr|beginn uhrzeit|zeitraum"
    ),
    "end": "ende|end|bis|to|until|end time|endzeit|schluss|endet",
    "duration": (
        "dauer|duration|lange|dauer min|dauer in min|dauer in minuten|dauer minuten|length|minuten|"
        "duration min|duration minutes"
    ),
    "place": "ort|place|raum|room|buhne|stage|location|saal|halle|venue|veranstaltungsort|ort raum|raum ort",
    "theme": "themenfeld|theme|track|thema|themenbereich|themengebiet|topic|rubrik|strang|themenstrang",
    "speakers": (
        "vortragende|vortragender|vortragende r|referent|referenten|referentin|referentinnen|"
        "referent in|referierende|speaker|speakers|sprecher|sprecherin|sprecherinnen|sprecher in|"
        "personen|persons|presenter|presenters|dozent|dozenten|mitwirkende|speaker s|podium"
    ),
    "organisation": "organisation|organization|institution|firma|unternehmen|company|veranstalter|einrichtung",
    "exhibitors": "aussteller|exhibitor|exhibitors",
    "link": "link|links|url|webseite|website|homepage|internet|web|weitere informationen",
    "admission": "einlass|zugang|admission|wer kann kommen",
    "capacity": "platze|platzzahl|anzahl platze|teilnehmerzahl|capacity|places|seats",
    "sign_up_opens": "anmeldung ab|anmeldung von|anmeldung offen ab|sign up from|registration opens",
    "sign_up_closes": "anmeldung bis|anmeldeschluss|sign up until|registration closes",
    "question": "frage|frage deutsch|question german|question de",
    "question_en": "frage englisch|frage en|question english|question en",
    "series": "reihe|series|serie|vortragsreihe",
    "status": "status|state",
}
_FIELD_OF = {name: field for field, names in _SYNONYMS.items() for name in names.split("|")}
_SEVERAL = frozenset(("speakers", "link"))
"""What may have more than one column; of everything else the first counts."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (its first and last row as positions in the table) and which columns it names."""

    first: int
    last: int
    columns: dict[str, tuple[int, ...]]
    labels: dict[int, str]

    @property
    def is_complete(self) -> bool:
        return ("title" in self.columns or "title_en" in self.columns) and "start" in self.columns

    @property
    def width(self) -> int:
        return sum(len(columns) for columns in self.columns.values())

    @property
    def rank(self) -> tuple[bool, int, bool]:
        """The better header names more; a second row has to earn its place."""
        return self.is_complete, self.width, self.first == self.last

    @property
    def unused(self) -> list[str]:
        """Headers that nothing is read from."""
        used = {column for columns in self.columns.values() for column in columns}
        left = (label for column, label in self.labels.items() if column not in used)
        return [label for label in left if field_named(label) not in self.columns]


def field_named(label: str) -> str:
    """The field that a header stands for, or nothing. Case, umlauts and punctuation do not matter."""
    plain = folded(label.replace("_", " "))
    spelled = plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    without_number = plain.rstrip("0123456789 ")
    return _FIELD_OF.get(plain) or _FIELD_OF.get(spelled) or _numbered(without_number)


def _numbered(label: str) -> str:
    """ "Referent 2": only what may have several columns is numbered."""
    field = _FIELD_OF.get(label, "")
    return field if field in _SEVERAL else ""


def find_header(table: Table) -> Header | None:
    """The header that names most columns, the upper one of equals; None where no row looks like one."""
    best: Header | None = None
    for first in range(min(SEARCHED, len(table.lines))):
        for last in (first, first + 1):
            if last >= len(table.lines):
                continue
            found = _header(table, first, last)
            if best is None or found.rank > best.rank:
                best = found
    return best if best and len(best.columns) > 1 else None


def _header(table: Table, first: int, last: int) -> Header:
    width = max(len(table.lines[position][1]) for position in (first, last))
    lower = _labels(table, last, width)
    upper = _labels(table, first, width) if last > first else [""] * width
    columns: dict[str, list[int]] = {}
    labels = {}
    for column, (own, above, below) in enumerate(zip_longest(upper, _spread(table, upper), lower, fillvalue="")):
        field = _field(above, below, is_merged=bool(own))
        if own or below:
            labels[column] = below or above
        if field and (field in _SEVERAL or field not in columns):
            columns.setdefault(field, []).append(column)
    if "organisation" not in columns and "exhibitors" in columns:
        columns["organisation"] = columns.pop("exhibitors")
    if "date" not in columns and "day" in columns:
        columns["date"] = columns.pop("day")
    else:
        columns.pop("day", None)
    return Header(first, last, {field: tuple(found) for field, found in columns.items()}, labels)


def _field(above: str, below: str, *, is_merged: bool) -> str:
    """Both rows together ("Titel" over "englisch"), the lower, or the upper over a number or, if it spans it, nothing.

    A column without any header is never guessed to hold speakers: it may hold what nobody wants published.
    """
    if above and below and (together := field_named(f"{above} {below}")):
        return together
    if below and (own := field_named(below)):
        return own
    return field_named(above) if above and (below.isdigit() or (is_merged and not below)) else ""


def _labels(table: Table, position: int, width: int) -> list[str]:
    """The labels of a row, a merged one over all columns that it spans."""
    line, cells = table.lines[position]
    spans = [merge for merge in table.merges if merge.top <= line <= merge.bottom and merge.left < len(cells)]
    width = max([width, *(min(merge.right + 1, WIDEST) for merge in spans)])
    labels = [_label(cell) for cell in cells[:width]] + [""] * (width - len(cells))
    for merge in spans:
        for column in range(merge.left + 1, min(merge.right + 1, width)):
            labels[column] = labels[column] or labels[merge.left]
    return labels


def _spread(table: Table, labels: list[str]) -> list[str]:
    """In a file that knows no merged cells, a label holds until the next one."""
    if table.merges:
        return labels
    current = ""
    return [current := label or current for label in labels]


def _label(cell: Cell) -> str:
    return clean_line(text_of(cell), longest=80) if isinstance(cell, str | int | float) else ""
