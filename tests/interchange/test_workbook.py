"""``programm.xlsx``: what stands in it, and that all of it comes back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from eventapp.clock import at_the_fair
from eventapp.interchange.reading import read_programme
from eventapp.interchange.source import SourceExhibitor, SourcePlace, SourceSession, SourceTheme
from eventapp.interchange.workbook import write
from eventapp.interchange.workbook_labels import exhibitor_labels
from eventapp.interchange.xlsx_strings import LONGEST, units
from eventapp.programme.value import KINDS, Link, NamedExhibitor, Place, Programme, Session, Speaker, Theme, Words
from tests.factories import at, value_programme, value_session
from tests.interchange.programmes import moments, told_lines, told_names, told_prose
from tests.interchange.reading_files import saved
from tests.interchange.schedule_programmes import told_in_both

FULL = value_programme(
    value_session(
        title="Wärme aus dem Hafen", speakers=("ada", "bo"), place="a", theme="energie", organisation="Allianz",
        subtitle=Words("Ein Bericht", "A report"), abstract=Words("Was heizt?", "What heats?"), language="de",
        links=(Link("https://messe.example/folien.pdf", "Folien"), Link("https://messe.example")), series="Wärme",
        description=Words("Absatz eins.\n\nAbsatz zwei.", "One.\n\nTwo."), kind="panel", exhibitors=("siba", "a-b"),
    ),
    value_session("BBBBBB", "Pause", starts="11:00", ends="11:15", number=2, kind="break"),
    value_session("CCCCCC", "Entfällt", starts="12:00", ends="13:00", number=3, is_cancelled=True),
    places=(Place("a", Words("Bühne A", "Stage A"), Words("Stand 12", "Stand 12"), "room"), Place("b", Words("Hof"))),
    themes=(Theme("energie", Words("Energie", "Energy"), "#0b6e4f", "#7fc8ac"),),
    speakers=(Speaker("ada", "Dr. Ada Muster", "Stadt", Words("Baut.", "Builds.")), Speaker("bo", "Bo Beispiel")),
    exhibitors=(NamedExhibitor("a-b", "A, B & Söhne"), NamedExhibitor("siba", "SIBA GmbH")),
)  # fmt: skip
GERMAN = (
    "Datum|Beginn|Ende|Ort|Titel|Vortragende|Themenfeld|Art|Status|Untertitel|Organisation|Aussteller|Einlass|"
    "Plätze|Anmeldung ab|Anmeldung bis|Sprache|Kurztext|Beschreibung|Titel (englisch)|Untertitel (englisch)|"
    "Kurztext (englisch)|Beschreibung (englisch)|Links|Frage|Frage (englisch)|Reihe|Code|GUID|Nummer"
)
ENGLISH = (
    "Date|Start|End|Place|Title (English)|Speakers|Theme|Kind|Status|Subtitle (English)|Organisation|Exhibitors|"
    "Admission|Places|Sign-up from|Sign-up until|Language|Short text (English)|Description (English)|"
    "Title (German)|Subtitle (German)|Short text (German)|Description (German)|Links|Question (English)|"
    "Question (German)|Series|Code|GUID|Number"
)
both_languages = pytest.mark.parametrize("language", ["de", "en"])


def book(programme: Programme, language: str = "de") -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(write(programme, language)))


def sheet(programme: Programme, language: str = "de") -> Worksheet:
    return book(programme, language).worksheets[0]


def row(programme: Programme, number: int = 1, language: str = "de") -> dict[str, Any]:
    """The cells of the nth session by their German header."""
    shown = sheet(programme, language)
    return {str(head.value): cell for head, cell in zip(shown[4], shown[4 + number], strict=True)}


def parts(data: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def read_again(programme: Programme, language: str = "de") -> dict[str, SourceSession]:
    """The sessions of the file by code; where they stand in it does not matter here."""
    read = read_programme(write(programme, language))
    assert (read.is_ours, read.language, read.is_partial, read.remarks, read.left_out) == (True, "", False, (), ())
    return {session.keys["code"]: replace(session, where="") for session in read.sessions}


def told_in_cells(programme: Programme) -> dict[str, SourceSession]:
    """What can be read again: everything, exhibitors by what leads back to them."""
    labels = exhibitor_labels(programme.exhibitors)
    return {
        code: replace(
            one, exhibitors=tuple(SourceExhibitor(labels[exhibitor.slug]) for exhibitor in one.exhibitors or ())
        )
        for code, one in told_in_both(programme).items()
    }


_words = st.builds(Words, told_lines, told_lines)
_named = st.builds(Words, told_names, told_lines)
_prose = st.builds(Words, told_prose, told_prose)
_links = st.lists(
    st.builds(Link, st.text("abc/?=&%23-_~,;'\"()", max_size=9).map("https://messe.example/{}".format), told_lines),
    max_size=3,
).map(tuple)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Any programme; sessions may begin in any second of three days on which the clocks change."""
    places = [Place(f"p{at}", *named) for at, named in enumerate(draw(st.lists(st.tuples(_named, _words), max_size=3)))]
    themes = [Theme(f"t{at}", name) for at, name in enumerate(draw(st.lists(_named, max_size=3)))]
    people = draw(st.lists(st.tuples(told_names, told_lines, _prose), max_size=4))
    speakers = [Speaker(f"s{at}", *told) for at, told in enumerate(people)]
    exhibitors = [NamedExhibitor(f"e{at}", name) for at, name in enumerate(draw(st.lists(told_names, max_size=3)))]
    giving = st.lists(st.sampled_from([one.slug for one in exhibitors] or [""]), unique=True, max_size=3).map(tuple)
    slugs = st.lists(st.sampled_from([one.slug for one in speakers] or [""]), unique=True, max_size=4).map(tuple)
    sessions = []
    for number in range(draw(st.integers(0, 4))):
        begins, ends = draw(moments())
        seconds = timedelta(seconds=draw(st.sampled_from([0, 0, 0, 1, 29, 30, 59])))
        sessions.append(
            Session(
                code=f"A{number:05d}", number=number + 1, guid=f"00000000-0000-4000-8000-{number:012d}",
                title=Words(draw(told_lines.filter(bool)), draw(told_lines)),
                starts_at=begins + seconds, ends_at=ends + seconds,
                kind=draw(st.sampled_from(KINDS)), language=draw(st.sampled_from(["", "de", "en", "fr"])),
                series=draw(told_lines), subtitle=draw(_words), abstract=draw(_prose), description=draw(_prose),
                place=draw(st.sampled_from(["", *(one.slug for one in places)])),
                theme=draw(st.sampled_from(["", *(one.slug for one in themes)])),
                organisation=draw(told_lines), speakers=draw(slugs), links=draw(_links),
                is_cancelled=draw(st.booleans()), exhibitors=draw(giving),
            )
        )  # fmt: skip
    return value_programme(
        *sessions, places=tuple(places), themes=tuple(themes), speakers=tuple(speakers), number=draw(st.integers(0, 9)),
        exhibitors=tuple(exhibitors),
    )  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(programme=programmes(), language=st.sampled_from(["de", "en"]))
def test_any_programme_is_read_exactly_as_it_was_written(programme, language):
    assert read_again(programme, language) == told_in_cells(programme)


@both_languages
def test_a_full_programme_comes_back_with_all_that_belongs_to_it(language):
    read = read_programme(write(FULL, language))

    assert read_again(FULL, language) == told_in_cells(FULL)
    assert (read.title, read.label, read.format) == ("Messe 2027", "1", "xlsx")
    assert read.places == (
        SourcePlace(Words("Bühne A", "Stage A"), Words("Stand 12", "Stand 12"), "room"), SourcePlace(Words("Hof"))
    )  # fmt: skip
    assert read.themes == (SourceTheme(Words("Energie", "Energy"), "#0b6e4f", "#7fc8ac"),)


@pytest.mark.parametrize(
    "text",
    [
        "<r><t>fett</t></r>", "<r>&</r>", "_x0041_x0042_", "_x005F_x0041_", "x005F_", "_x000D_", "#REF!", "#N/A",
        "'=1+1", "=HYPERLINK(\"https://x.example\")", "@home", "-5", "+49 231", "1e5", "042", "TRUE", "10:30",
        "BEISPIEL 1", "N.N.", "<b>fett</b>", "&lt;b&gt;", "ABGESAGT: doch nicht", "Pause",
        "Titel", "…", "👩‍🔬 Wärme", "{title}",
    ],
)  # fmt: skip
def test_a_title_is_what_it_is(text):
    (session,) = read_again(value_programme(value_session(title=text))).values()

    assert (session.title, session.is_cancelled, session.kind) == (Words(text), False, "talk")


def test_what_has_no_english_text_has_none_afterwards():
    (session,) = read_again(value_programme(value_session(abstract=Words("", "Nur englisch"), language="en"))).values()

    assert (session.title, session.abstract) == (Words("Wärme aus dem Hafen"), Words("", "Nur englisch"))


@pytest.mark.parametrize(
    ("starts", "ends", "shown"),
    [
        (at("10:00"), at("10:45"), (time(10), time(10, 45))),
        (at("22:00"), at("01:00", date(2027, 3, 29)), (time(22), time(1))),
        (at("22:00"), at("06:00", date(2027, 3, 29)), (time(22), datetime.fromisoformat("2027-03-29T06:00"))),
        (at("00:15"), at("00:45"), (time(0, 15), time(0, 45))),
        (at("23:00", date(2027, 3, 27)), at("03:30"), (time(23), time(3, 30))),
        (at("10:00"), at("10:00", date(2027, 3, 29)), (time(10), datetime.fromisoformat("2027-03-29T10:00"))),
        (at("10:00") + timedelta(seconds=30), at("10:45"), (time(10, 0, 30), time(10, 45))),
    ],
)
def test_times_are_times_on_the_wall_and_read_to_the_second(starts, ends, shown):
    programme = value_programme(replace(value_session(), starts_at=starts, ends_at=ends))
    cells = row(programme)

    assert (cells["Beginn"].value, cells["Ende"].value) == shown
    assert cells["Datum"].value.date() == at_the_fair(starts).date()
    assert read_again(programme) == told_in_both(programme)


def test_the_second_reading_of_the_repeated_hour_says_its_offset():
    starts = at("02:30", date(2027, 10, 31)) + timedelta(hours=1)
    programme = value_programme(replace(value_session(), starts_at=starts, ends_at=starts + timedelta(hours=1)))

    assert row(programme)["Beginn"].value == "2027-10-31 02:30:00+01:00"
    assert read_again(programme) == told_in_both(programme)


NAMESAKES = (
    Speaker("1", "Anna Alt", "Stadt"), Speaker("2", "Anna Alt", "IHK"), Speaker("3", "Anna Alt"),
    Speaker("4", "Anna Alt", "Stadt", Words("Die andere.")), Speaker("5", "Alt; Anna (M.Sc.)", "A, B; C | D"),
    Speaker("6", "Alt, Anna (M.Sc.)", "A, B, C | D"), Speaker("7", "Anna Alt, Stadt"), Speaker("8", "N.N."),
)  # fmt: skip


def test_names_with_commas_and_semicolons_and_namesakes_stay_apart():
    programme = value_programme(value_session(speakers=tuple("73158264")), speakers=NAMESAKES)

    assert read_again(programme) == told_in_both(programme)
    assert row(programme)["Vortragende"].value == (
        "Anna Alt, Stadt (3); Anna Alt; Anna Alt, Stadt; Alt, Anna (M.Sc.), A, B, C | D; N.N.; Anna Alt, IHK; "
        "Alt, Anna (M.Sc.), A, B, C | D (2); Anna Alt, Stadt (2)"
    )


def test_places_are_told_apart_where_english_names_are_not_their_own():
    names = (Words("Bühne", "Stage"), Words("Hof", "Stage"), Words("Kuppel", "Dome"), Words("Dome", "Cathedral"))
    places = tuple(Place(str(number), name) for number, name in enumerate(names))
    sessions = (value_session(f"AAAAA{one.slug}", place=one.slug, number=int(one.slug) + 1) for one in places)
    programme = value_programme(*sessions, places=places)

    assert [cell.value for cell in sheet(programme, "en")["D"][4:]] == ["Bühne", "Hof", "Kuppel", "Cathedral"]
    assert read_again(programme, "en") == told_in_both(programme)


@pytest.mark.parametrize("title", ["", "Folien", "https://b.example", "https://b.example https://c.example", "„Zitat“"])
def test_a_link_keeps_its_title_whatever_that_is(title):
    programme = value_programme(value_session(links=(Link("https://a.example", title), Link("https://d.example"))))

    assert read_again(programme) == told_in_both(programme)


def test_no_cell_holds_more_than_excel_can_take():
    speakers = tuple(Speaker(str(n), f"{'Name ' * 39}{n:04}", "Amt " * 74) for n in range(80))
    session = value_session(description=Words("😀" * 20_000), speakers=tuple(one.slug for one in speakers))
    cells = row(value_programme(session, speakers=speakers))

    assert max(units(str(cell.value)) for cell in cells.values()) <= LONGEST
    assert cells["Beschreibung"].value == "😀" * 16_383 + "…"
    assert cells["Vortragende"].value.endswith("Amt Amt")


@both_languages
def test_the_same_bytes_come_out_every_time(language):
    assert write(FULL, language) == write(FULL, language)


def test_nothing_in_it_acts():
    data = write(value_programme(value_session(title="=1+1", links=(Link("https://a.example", "=A1"),))), "de")
    found = parts(data)

    assert not [name for name, text in found.items() if re.search(r"<f[ >]|<hyperlink|externalLink|oleObject", text)]
    assert not [name for name in found if "vba" in name.lower() or "external" in name.lower()]
    assert row(value_programme(value_session(title="=1+1")))["Titel"].data_type == "s"


@pytest.mark.parametrize(("language", "heads"), [("de", GERMAN), ("en", ENGLISH)])
def test_when_where_and_what_stand_first_and_the_keys_last(language, heads):
    assert "|".join(str(cell.value) for cell in sheet(FULL, language)[4]) == heads


@pytest.mark.parametrize(
    ("language", "name", "about", "sheets"),
    [
        ("de", "Messe 2027", "Version 1 · Stand 4. Januar 2027, 10:00 Uhr · 3 Programmpunkte, davon 1 abgesagt · "
         "Alle Zeiten sind Ortszeit.", ["Programm", "Vortragende", "Orte", "Themenfelder"]),
        ("en", "Messe 2027", "Version 1 · as of 4 January 2027, 10:00 · 3 sessions, 1 of them cancelled · "
         "All times are local.", ["Programme", "Speakers", "Places", "Themes"]),
    ],
)  # fmt: skip
def test_it_says_what_it_is_and_of_when(language, name, about, sheets):
    found = book(FULL, language)

    assert [found.worksheets[0]["A1"].value, found.worksheets[0]["A2"].value] == [name, about]
    assert found.sheetnames == sheets
    assert (found.properties.creator, found.properties.title) == ("eventapp", "Messe 2027")


def test_an_empty_draft_is_a_workbook_with_headers_alone():
    data = write(value_programme(number=0, released_at=None), "de")
    read = read_programme(data)

    assert (read.sessions, read.remarks, read.is_ours) == ((), (), True)
    assert openpyxl.load_workbook(BytesIO(data)).worksheets[0]["A2"].value == (
        "Entwurf · 0 Programmpunkte · Alle Zeiten sind Ortszeit."
    )


def test_it_can_be_filtered_scrolled_and_printed():
    shown = sheet(FULL)

    assert shown.freeze_panes == "D5"
    assert [(table.ref, table.autoFilter.ref) for table in shown.tables.values()] == [("A4:AD7", "A4:AD7")]
    assert (shown.page_setup.orientation, shown.page_setup.paperSize) == ("landscape", 9)
    assert (shown.page_setup.fitToHeight, shown.print_title_rows, shown.print_area) == (
        0,
        "$4:$4",
        "'Programm'!$A$1:$I$7",
    )
    assert "Messe 2027" in str(shown.oddHeader.left.text)


def test_a_weekday_stands_before_the_date_in_the_readers_language():
    assert row(FULL)["Datum"].number_format == '[$-407]ddd"., "dd.mm.yyyy'
    assert sheet(FULL, "en")["A5"].number_format == "[$-809]ddd, d mmm yyyy"


def test_what_is_cancelled_is_struck_through_and_says_so():
    cells = row(FULL, 3)

    assert (cells["Titel"].font.strike, cells["Status"].value, cells["Status"].font.strike) == (True, "abgesagt", None)
    assert not row(FULL)["Titel"].font.strike


def test_a_theme_is_a_word_and_a_bar_of_its_colour():
    cell = row(FULL)["Themenfeld"]

    assert (cell.value, cell.border.left.color.rgb) == ("Energie", "FF0B6E4F")


def test_an_ampersand_in_the_title_is_no_code_in_the_page_header():
    shown = sheet(replace(value_programme(value_session()), title=Words("Strom & Wärme &P")))

    assert str(shown.oddHeader.left.text) == "&BStrom && Wärme &&P"


def test_a_title_of_many_ampersands_still_fits_into_the_page_header():
    assert sheet(replace(value_programme(value_session()), title=Words("&" * 300))).oddHeader.left.text


def test_an_exhibitor_whose_name_leads_to_nobody_stands_with_its_address():
    exhibitors = (
        NamedExhibitor("muster", "Muster GmbH"), NamedExhibitor("muster-2", "muster gmbh"),
        NamedExhibitor("x", "muster"), NamedExhibitor("zeichen", "—"), NamedExhibitor("klar", "Klar; Kurz KG"),
    )  # fmt: skip

    assert exhibitor_labels(exhibitors) == {
        "muster": "muster", "muster-2": "muster-2", "x": "x", "zeichen": "zeichen", "klar": "Klar, Kurz KG"
    }  # fmt: skip


def test_a_workbook_from_before_there_were_exhibitors_is_still_ours():
    made = book(FULL)
    shown = made.worksheets[0]
    column = next(cell.column for cell in shown[4] if cell.value == "Aussteller")
    shown.tables.clear()
    shown.delete_cols(column)

    read = read_programme(saved(made))

    assert (read.is_ours, [one.exhibitors for one in read.sessions]) == (True, [None] * 3)
