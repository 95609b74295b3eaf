"""Small member lists in the shapes that people send."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook

FAIR_LIST = (
    "FACHMESSE 2026 - Exhibitors\r\n"
    "Hit type;Exhibitor;Country;Zip Code;City;Federal State;CCI District;Company website;Booth;"
    "Exhibitor presentation\r\n"
    'Exhibitor;Löher & Söhne GmbH;Germany;57368;Lennestadt;NRW;;http://www.loeher.example;"Hall 13, Stand C14";'
    "https://www.messe.example/loeher;\r\n"
    "Exhibitor;Institut für Intelligente Analyse- und Informationssysteme (IA;Germany;53757;Sankt Augustin;NRW;;"
    'https://iais.example;"Hall 13, Stand C14";https://www.messe.example/iais;\r\n'
).encode("cp1252")
"""As fairs give it out: Windows-1252, a title line, a column too much at the end, a name cut off."""

TIDY_LIST = (
    "Firma,Straße,PLZ,Ort,Website,Ansprechpartner,E-Mail,Sprache\n"
    'Muster AG,Weg 1,44137,Dortmund,muster.example,"Muster, Eva",EVA@muster.example,de\n'
    "Zweite Ltd,,,London,,Max,max@zweite.example; info@zweite.example,englisch\n"
    ",Weg 2,44137,Dortmund,,,,\n"
    "Dritte GmbH,,,Bochum,keine Adresse,,steht im Register,\n"
).encode()


def workbook(rows: list[list[object]], *, before: str = "Deckblatt") -> bytes:
    """An XLSX file whose second sheet holds the rows."""
    book = Workbook()
    assert book.active is not None
    book.active.title = before
    book.active.append(["Stand: heute"])
    sheet = book.create_sheet("Mitglieder")
    for row in rows:
        sheet.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()
