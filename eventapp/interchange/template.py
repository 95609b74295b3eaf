"""The empty spreadsheet that explains itself; what it is filled with is read by the sheet reader."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

ROWS = 500
"""Rows that have formats and drop-downs."""
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CHOICES = {
    "Art": ["Vortrag", "Podium", "Workshop", "Vorführung", "Führung", "Pause", "Sonstiges"],
    "Sprache": ["de", "en"],
    "Status": ["bestätigt", "abgesagt"],
    "Einlass": ["offen für alle", "mit Anmeldung", "geladene Gäste"],
}
_COLUMNS = (
    (
        "Kennung",
        12,
        (
            "Eine Nummer oder ein Kürzel, das Sie selbst vergeben und nie ändern. Daran wird die Zeile "
            "wiedererkannt, wenn Sie die Tabelle noch einmal einlesen. Zeilen mit „BEISPIEL“ werden "
            "übersprungen."
        ),
    ),
    ("Art", 13, "Vortrag, Podium, Workshop, Vorführung, Führung, Pause oder Sonstiges. Leer heißt Vortrag."),
    ("Titel", 42, "Pflicht."),
    ("Titel (englisch)", 42, "Fehlt er, steht auf den englischen Seiten der deutsche."),
    ("Untertitel", 30, "Eine Zeile."),
    ("Untertitel (englisch)", 30, "Eine Zeile."),
    ("Kurztext", 40, "Ein bis drei Sätze für die Übersicht."),
    ("Kurztext (englisch)", 40, "Ein bis drei Sätze für die Übersicht."),
    (
        "Beschreibung",
        50,
        (
            "Der ausführliche Text. Absätze mit Alt+Eingabe, Aufzählungen mit „- “ am Anfang der Zeile. "
            "E-Mail-Adressen werden nicht veröffentlicht."
        ),
    ),
    ("Beschreibung (englisch)", 50, "Der ausführliche Text auf Englisch."),
    ("Sprache", 9, "Die Sprache, in der gesprochen wird: de oder en."),
    (
        "Datum",
        12,
        ("Pflicht. Der Kalendertag, etwa 10.02.2027. Was um 00:15 Uhr beginnt, trägt das Datum des neuen Tages."),
    ),
    ("Beginn", 9, "Pflicht. Uhrzeit in der Halle, etwa 10:00."),
    ("Ende", 9, "Uhrzeit in der Halle. Statt des Endes genügt die Dauer."),
    (
        "Dauer",
        9,
        (
            "In Minuten (45) oder als 0:45. Fehlen Ende und Dauer, gilt der nächste Beginn am selben Ort; "
            "der Bericht sagt es."
        ),
    ),
    ("Ort", 22, "Bühne, Raum oder Treffpunkt, immer gleich geschrieben."),
    ("Themenfeld", 22, "Das Thema, nach dem gefiltert wird, immer gleich geschrieben."),
    (
        "Vortragende",
        45,
        (
            "Name, Institution. Mehrere mit Semikolon trennen: „Name, Institution; Name, Institution“. Keine "
            "E-Mail-Adressen."
        ),
    ),
    ("Organisation", 28, "Wer den Programmpunkt ausrichtet."),
    (
        "Aussteller",
        28,
        (
            "Welche Aussteller des Gemeinschaftsstands ihn geben, geschrieben wie im Ausstellerverzeichnis. Mehrere "
            "mit Semikolon trennen. Verknüpft wird nur, wer auf der Liste der Messe steht."
        ),
    ),
    (
        "Einlass",
        16,
        "Wer kommen kann: offen für alle, mit Anmeldung oder geladene Gäste. Leer heißt offen für alle.",
    ),
    ("Plätze", 9, "Nur bei Anmeldung. Leer heißt: so viele, wie der Ort hat."),
    ("Anmeldung ab", 17, "Nur bei Anmeldung. Tag und Uhrzeit, etwa 01.02.2027 08:00. Leer heißt: sofort."),
    (
        "Anmeldung bis",
        17,
        "Nur bei Anmeldung. Leer heißt: bis 15 Minuten vor dem Beginn; danach gibt die Tür freie Plätze nach Namen.",
    ),
    ("Frage", 30, "Nur bei Anmeldung. Eine Frage, die mitgestellt wird."),
    ("Frage (englisch)", 30, "Dieselbe Frage auf Englisch."),
    ("Link", 32, "Webadresse mit https://, mehrere mit Leerzeichen trennen."),
    (
        "Reihe",
        18,
        (
            "Ein gemeinsamer Name für dieselbe Sache zu mehreren Zeiten, etwa „Standrundgang“. Jede "
            "Wiederholung hat ihre eigene Zeile."
        ),
    ),
    (
        "Status",
        11,
        ("„abgesagt“ zeigt den Programmpunkt als abgesagt. Löschen Sie die Zeile nicht, sonst erfährt es niemand."),
    ),
)
_SAMPLES = (
    {
        "Kennung": "BEISPIEL 1",
        "Art": "Vortrag",
        "Titel": "Beispiel: Strom aus der Laterne",
        "Titel (englisch)": "Sample: Power from the lamp post",
        "Kurztext": "Diese Zeile ist ein Muster und wird beim Einlesen übersprungen.",
        "Sprache": "de",
        "Datum": datetime(2027, 2, 10, tzinfo=UTC),
        "Beginn": datetime(2027, 2, 10, 10, 0, tzinfo=UTC),
        "Ende": datetime(2027, 2, 10, 10, 45, tzinfo=UTC),
        "Ort": "Bühne Energie",
        "Themenfeld": "Energie",
        "Vortragende": "Projektteam Laterne, Musterwerke GmbH",
        "Organisation": "Musterwerke GmbH",
        "Status": "bestätigt",
    },
    {
        "Kennung": "BEISPIEL 2",
        "Art": "Führung",
        "Titel": "Beispiel: Rundgang über den Stand",
        "Sprache": "de",
        "Datum": datetime(2027, 2, 10, tzinfo=UTC),
        "Beginn": datetime(2027, 2, 10, 11, 0, tzinfo=UTC),
        "Dauer": "30",
        "Ort": "Treffpunkt Infotheke",
        "Vortragende": "Team Stand; Projektteam Laterne, Musterwerke GmbH",
        "Reihe": "Standrundgang",
    },
)
HEADERS = tuple(name for name, _, _ in _COLUMNS)


def write_template() -> bytes:
    """The template as XLSX; the same bytes every time."""
    target = BytesIO()
    with Workbook(target, _PLAIN) as book:
        book.set_properties({"title": "Vorlage für das Programm", "created": datetime(2026, 1, 1, tzinfo=UTC)})
        sheet = book.add_worksheet("Programm")
        explanation = book.add_worksheet("Erklärung")
        _set_up(book, sheet)
        _write_samples(book, sheet)
        _add_choices(sheet)
        _explain(book, explanation)
    return target.getvalue()


def _header_format(book: Workbook) -> Format:
    return book.add_format(
        {"bold": True, "font_color": "#ffffff", "bg_color": "#1f3a4d", "text_wrap": True, "valign": "top", "border": 1}
    )


def _set_up(book: Workbook, sheet: Worksheet) -> None:
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top"})
    clock = book.add_format({"num_format": "hh:mm", "valign": "top"})
    formats = {"Datum": day, "Beginn": clock, "Ende": clock}
    for column, (name, width, _) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width, formats.get(name, text))
        sheet.write_string(0, column, name, _header_format(book))
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 3)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _write_samples(book: Workbook, sheet: Worksheet) -> None:
    grey = {"font_color": "#6b6b6b", "italic": True, "bg_color": "#eeeeee", "valign": "top", "text_wrap": True}
    text = book.add_format(grey)
    day = book.add_format(grey | {"num_format": "dd.mm.yyyy"})
    clock = book.add_format(grey | {"num_format": "hh:mm"})
    for row, sample in enumerate(_SAMPLES, 1):
        for column, name in enumerate(HEADERS):
            value = sample.get(name, "")
            if isinstance(value, datetime):
                shown = value.replace(tzinfo=None)
                sheet.write_datetime(
                    row, column, shown if name == "Datum" else shown.time(), day if name == "Datum" else clock
                )
            else:
                sheet.write_string(row, column, value, text) if value else sheet.write_blank(row, column, None, text)


def _add_choices(sheet: Worksheet) -> None:
    for name, choices in _CHOICES.items():
        column = HEADERS.index(name)
        options = {
            "validate": "list",
            "source": choices,
            "error_type": "warning",
            "error_title": name,
            "error_message": "Bitte aus der Liste wählen.",
        }
        sheet.data_validation(1, column, ROWS, column, options)


def _explain(book: Workbook, sheet: Worksheet) -> None:
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, "So füllen Sie das Blatt „Programm“ aus", bold)
    sheet.write_string(1, 0, "Eine Zeile je Programmpunkt, auch für Pausen. Pflicht sind nur Titel, Datum und Beginn.")
    sheet.write_string(
        2,
        0,
        "Die grauen Zeilen mit der Kennung BEISPIEL sind Muster: Sie werden nie eingelesen und dürfen gelöscht werden.",
    )
    sheet.write_string(4, 0, "Überschrift", _header_format(book))
    sheet.write_string(4, 1, "Was dort hineingehört", _header_format(book))
    for row, (name, _, meaning) in enumerate(_COLUMNS, 5):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, meaning, wrapped)
