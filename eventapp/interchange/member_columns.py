"""Which column of a member list holds what, in German and English; the rows above the header are nobody's."""

from __future__ import annotations

from dataclasses import dataclass

from eventapp.interchange.columns import SEARCHED
from eventapp.interchange.table import Table, text_of
from eventapp.text import clean_line, folded

_SYNONYMS = {
    "name": (
        "name|firma|firmenname|unternehmen|organisation|organization|exhibitor|aussteller|mitglied|company|"
        "company name|mitgliedsname|einrichtung|institution|name mit rechtsform|organisationsname|exhibitor name"
    ),
    "organisation_kind": "art der organisation|organisationsart|art|betriebsart|type of organisation",
    "street": (
        "strasse|straße|anschrift|adresse|street|address|strasse hausnummer|strasse und hausnummer|strasse nr|"
        "strasse hausnr|street address|address line 1"
    ),
    "postal_code": "plz|postleitzahl|zip|zip code|postal code|postcode|zipcode",
    "city": "ort|stadt|city|town|ortschaft|sitz",
    "country": "land|country|staat|nation",
    "website": (
        "website|webseite|homepage|internet|url|web|company website|internetadresse|internet adresse|www|webadresse"
    ),
    "contact_name": (
        "ansprechpartner|ansprechpartnerin|ansprechperson|kontakt|kontaktperson|contact|contact person|contact name|"
        "ansprechpartner in|name der ansprechperson|ansprechpartner name"
    ),
    "first_name": "vorname|first name|vorname ansprechperson|given name",
    "last_name": "nachname|last name|familienname|surname|nachname ansprechperson|family name",
    "contact_email": (
        "e mail|email|mail|e mail adresse|emailadresse|mailadresse|contact email|e mail ansprechperson|email address|"
        "e mail ansprechpartner|kontakt e mail|contact e mail"
    ),
    "language": "sprache|language|korrespondenzsprache",
}
_FIELD_OF = {folded(name): field for field, names in _SYNONYMS.items() for name in names.split("|")}


@dataclass(frozen=True, slots=True)
class MemberHeader:
    """``position`` is that of the header among the table's lines; ``columns`` by field. ``unused`` are labels that
    nothing is read from."""

    position: int
    columns: dict[str, int]
    unused: tuple[str, ...]


def find_header(table: Table) -> MemberHeader | None:
    """The row among the first ones that names most, the upper one of equals. It has to name the organisation and one
    thing more: a title line does not."""
    found = [_header(table, position) for position in range(min(SEARCHED, len(table.lines)))]
    fit = [header for header in found if "name" in header.columns and len(header.columns) > 1]
    return max(fit, key=lambda header: len(header.columns), default=None)


def width_of(table: Table) -> int:
    header = find_header(table)
    return len(header.columns) if header else 0


def _header(table: Table, position: int) -> MemberHeader:
    columns: dict[str, int] = {}
    unused = []
    for column, cell in enumerate(table.lines[position][1]):
        label = clean_line(text_of(cell), longest=80)
        field = _FIELD_OF.get(folded(label.replace("_", " ").replace("-", " ")))
        if field and field not in columns:
            columns[field] = column
        elif label:
            unused.append(label)
    return MemberHeader(position, columns, tuple(unused))
