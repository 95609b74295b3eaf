"""iCalendar files of others, event by event. Where it matters, each is shown to survive its bad neighbour."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eventapp.calendars.timezone import VTIMEZONE
from eventapp.interchange.frab_times import CONVERTED
from eventapp.interchange.reading import read_programme
from eventapp.interchange.source import Remark, UnreadableFile
from eventapp.programme.value import Link, Words
from tests.interchange.reading_files import ics_file, only, reasons, vevent, wall


def remarks(*components: str) -> list[Remark]:
    return list(read_programme(ics_file(*components)).remarks)


def test_an_event_becomes_a_session_with_everything_it_tells():
    event = vevent(
        "CATEGORIES:Energie",
        "URL:https://messe.example/strom",
        summary=r"Strom\, Gas\; Wasser",
        location=r"Bühne A\, Halle 3\nErdgeschoss",
        description=r"Was <b>heizt</b>?\n\nEin Gespräch.\nMehr bei info@messe.example.",
    )

    session = only(ics_file(event))

    assert (session.where, session.keys, session.kind) == ("Zeile 4", {"uid": "a@messe.example"}, "talk")
    assert (wall(session.starts_at), wall(session.ends_at)) == ("10.02.2027 10:00", "10.02.2027 10:45")
    assert (session.title.de, session.place, session.theme) == (
        "Strom, Gas; Wasser",
        "Bühne A, Halle 3, Erdgeschoss",
        "Energie",
    )
    assert session.description.de == "Was heizt?\n\nEin Gespräch.\nMehr bei [E-Mail-Adresse entfernt]."
    assert session.links == (Link("https://messe.example/strom"),)


def test_nobody_who_organises_or_attends_is_published():
    event = vevent('ORGANIZER;CN="Eva Muster":mailto:eva@messe.example', "ATTENDEE;CN=Max:mailto:max@messe.example")

    assert only(ics_file(event)).speakers == ()


def test_a_folded_line_is_joined_though_the_fold_parts_a_character():
    event = vevent(summary="Wärme").encode().replace("ä".encode(), b"\xc3\r\n \xa4")

    programme = read_programme(ics_file("@").replace(b"@", event))

    assert (programme.sessions[0].title.de, reasons(programme, "note")) == ("Wärme", [CONVERTED])


def test_a_fold_takes_one_blank_and_leaves_those_of_the_text():
    assert only(ics_file(vevent(summary="Wärme \r\n aus dem\r\n  Hafen"))).title.de == "Wärme aus dem Hafen"


@pytest.mark.parametrize("ends", ["\n", "\r", "\r\n"])
def test_lines_may_end_in_any_way(ends):
    data = ics_file(vevent(summary="Wärme\r\n\taus dem Hafen")).replace(b"\r\n", ends.encode())

    assert only(data).title.de == "Wärmeaus dem Hafen"


@pytest.mark.parametrize("before", ["\ufeff", "\r\n\r\n", " \n"])
def test_what_stands_before_a_calendar_is_passed_over(before):
    assert only(before.encode() + ics_file(vevent())).title.de == "Strom"


def test_lower_case_is_understood():
    assert only(ics_file(vevent()).lower()).title.de == "strom"


def test_a_backslash_before_an_n_stays_one():
    assert only(ics_file(vevent(summary=r"C:\\Neu\\new"))).title.de == r"C:\Neu\new"


@pytest.mark.parametrize("data", [vevent().encode(), b"END:VEVENT\r\nBEGIN:VEVENT\r\n"])
def test_a_piece_of_a_calendar_is_refused(data):
    with pytest.raises(UnreadableFile, match="Anfang"):
        read_programme(data)


def test_a_calendar_that_breaks_off_is_refused_before_anything_counts_as_gone():
    with pytest.raises(UnreadableFile, match="bricht nach Zeile 10 ab: END:VCALENDAR fehlt"):
        read_programme(ics_file(vevent()).removesuffix(b"END:VCALENDAR\r\n"))


def test_the_old_vcalendar_is_refused_with_advice():
    with pytest.raises(UnreadableFile, match=r"Version 2\.0"):
        read_programme(ics_file(vevent(), head="VERSION:1.0"))


def test_address_cards_are_no_calendar():
    with pytest.raises(UnreadableFile, match="unbekanntes Format"):
        read_programme(b"BEGIN:VCARD\r\nFN;X=1:Eva\r\nEND:VCARD\r\n")


def test_all_calendars_of_a_file_are_read():
    assert len(read_programme(ics_file(vevent()) + ics_file(vevent(uid="b"))).sessions) == 2


def test_the_calendars_name_is_the_programmes_wherever_it_stands():
    assert read_programme(ics_file(vevent(), r"X-WR-CALNAME:Messe\, 2027")).title == "Messe, 2027"


def test_an_empty_calendar_is_no_programme_and_that_is_said():
    programme = read_programme(ics_file(VTIMEZONE.decode().strip()))

    assert (programme.sessions, reasons(programme, "note")) == ((), ["Der Kalender enthält keinen einzigen Termin."])


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (vevent(dtstart=""), "Beginn (DTSTART) fehlt"),
        (vevent(dtstart="20271310T090000Z"), "nicht lesbar"),
        (vevent(dtstart="20270210T250000Z"), "nicht lesbar"),
        (vevent(dtstart="00010210T090000Z"), "Das Jahr 1 kann nicht stimmen."),
        (vevent(dtstart="99991231T235959", dtend=""), "Das Jahr 9999 kann nicht stimmen."),
        (vevent(dtstart="20270210"), "ganzer Tag ohne Uhrzeit"),
        (vevent("DTSTART;VALUE=DATE:20270210", dtstart=""), "ganzer Tag ohne Uhrzeit"),
        (vevent(dtstart="20270328T023000"), "02:30 Uhr gibt es am 28.03.2027 nicht"),
        (vevent("DTSTART;TZID=Europe/Berlin:20270328T023000", dtstart=""), "02:30 Uhr gibt es am 28.03.2027 nicht"),
        (vevent(dtend="20270210T080000Z"), "Das Ende liegt vor dem Beginn."),
        (vevent("DURATION:-PT1H", dtend=""), "Das Ende liegt vor dem Beginn."),
        (vevent(dtend="20270213T080000Z"), "länger als 24 Stunden"),
        (vevent("DURATION:P99999999999W", dtend="20270299T000000Z"), ""),
        (vevent(summary=""), "Der Titel (SUMMARY) fehlt."),
        (vevent(summary=" "), "Der Titel (SUMMARY) fehlt."),
        (vevent(r"EXDATE:20270203T090000Z,20270210T090000Z", "RRULE:FREQ=WEEKLY"), "EXDATE"),
    ],
)
def test_one_bad_event_is_named_with_its_line_and_stops_no_other(event, reason):
    programme = read_programme(ics_file(event, vevent(uid="b", summary="Wärme")))

    bad = [remark for remark in programme.remarks if remark.kind == "unreadable"]
    assert programme.sessions[-1].title.de == "Wärme"
    assert [(remark.where, reason in remark.reason) for remark in bad] == ([("Zeile 4", True)] if reason else [])


def test_what_cannot_be_read_is_not_taken_for_gone():
    left_out = read_programme(ics_file(vevent(dtstart="morgen"), vevent(uid="b"))).left_out

    assert left_out == ({"uid": "a@messe.example", "title": "Strom"},)


@pytest.mark.parametrize("kind", ["PRIVATE", "confidential"])
def test_private_events_are_left_out_and_that_is_said(kind):
    programme = read_programme(ics_file(vevent(f"CLASS:{kind}"), vevent("CLASS:PUBLIC", uid="b")))

    assert [session.keys["uid"] for session in programme.sessions] == ["b"]
    assert ("nicht öffentlich" in reasons(programme, "note")[0], programme.left_out) == (True, ())


@pytest.mark.parametrize(
    "data",
    [
        ics_file(vevent("STATUS:CANCELLED")),
        ics_file(vevent(summary="ABGESAGT: Strom")),
        ics_file(vevent("STATUS:CANCELLED", summary="Cancelled: Strom")),
        ics_file(vevent(), head="METHOD:CANCEL"),
    ],
)
def test_a_cancelled_event_stays_in_the_programme_as_cancelled(data):
    session = only(data)

    assert (session.title.de, session.is_cancelled) == ("Strom", True)


def test_a_series_is_read_once_and_its_moved_dates_each():
    series = vevent("RRULE:FREQ=SECONDLY;COUNT=999999999")
    moved = vevent("RECURRENCE-ID:20270217T090000Z", dtstart="20270217T100000Z", dtend="20270217T110000Z")
    programme = read_programme(ics_file(series, moved))

    assert [wall(session.starts_at) for session in programme.sessions] == ["10.02.2027 10:00", "17.02.2027 11:00"]
    assert [session.keys["uid"] for session in programme.sessions] == [
        "a@messe.example",
        "a@messe.example 20270217T090000Z",
    ]
    assert "Wiederholungen werden nicht ausgerechnet" in reasons(programme, "note")[-1]


def test_the_first_date_of_a_series_is_not_told_twice_when_it_moved():
    moved = vevent("RECURRENCE-ID:20270210T090000Z", dtstart="20270210T120000Z", dtend="20270210T130000Z")

    assert wall(only(ics_file(vevent("RRULE:FREQ=DAILY"), moved)).starts_at) == "10.02.2027 13:00"


def test_events_that_share_a_uid_are_two_and_the_same_event_twice_is_one():
    other = vevent(summary="Wärme")
    programme = read_programme(ics_file(vevent(), other, vevent()))

    assert [session.title.de for session in programme.sessions] == ["Strom", "Wärme"]
    assert "steht schon in Zeile 4" in reasons(programme, "note")[-1]


def test_events_without_a_uid_are_never_taken_for_one():
    assert len(read_programme(ics_file(vevent(uid=""), vevent(uid=""))).sessions) == 2


def test_a_title_longer_than_we_keep_is_cut_and_that_is_said():
    programme = read_programme(ics_file(vevent(summary="Strom " * 100)))

    assert len(programme.sessions[0].title.de) <= 500
    assert "gekürzt" in reasons(programme, "note")[-1]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["CATEGORIES:Energie,Wärme"], ("talk", "Energie")),
        (["CATEGORIES:Workshop,Energie"], ("workshop", "Energie")),
        (["CATEGORIES:Vortrag", r"CATEGORIES:Strom\, Gas"], ("talk", "Strom, Gas")),
        (["CATEGORIES:Pause"], ("break", "")),
        (["SUMMARY:Mittagspause"], ("break", "")),
        (["SUMMARY:Podiumsdiskussion: Wärme"], ("panel", "")),
        ([], ("talk", "")),
    ],
)
def test_kind_and_theme_come_from_categories_and_title(lines, told):
    fields = {"summary": ""} if "SUMMARY" in "".join(lines) else {}
    session = only(ics_file(vevent(*lines, **fields)))

    assert (session.kind, session.theme) == told


def test_a_language_named_beside_the_title_is_the_sessions():
    session = only(ics_file(vevent("SUMMARY;LANGUAGE=en-GB:Heat", summary="")))

    assert (session.language, session.title) == ("en", Words("Heat", "Heat"))


def test_a_web_address_in_place_of_a_place_is_a_link():
    session = only(ics_file(vevent(location="https://video.example/strom")))

    assert (session.place, session.links) == ("", (Link("https://video.example/strom"),))


def test_a_description_that_is_only_the_link_is_none():
    address = "https://messe.example/strom"

    assert only(ics_file(vevent(description=address, url=address))).description == Words()


def test_what_is_no_event_is_counted_and_said():
    todo = "BEGIN:VTODO\r\nSUMMARY:Stühle\r\nEND:VTODO"

    assert "Nicht gelesen: 2 Aufgaben (VTODO)" in remarks(todo, vevent(), todo)[0].reason


def test_an_alarm_inside_an_event_tells_nothing_of_the_event():
    alarm = "BEGIN:VALARM\r\nSUMMARY:Gleich!\r\nDURATION:PT9H\r\nEND:VALARM"

    session = only(ics_file(vevent(alarm, summary="").replace("END:VALARM", "END:VALARM\r\nSUMMARY:Strom")))

    assert (session.title.de, session.ends_at - session.starts_at) == ("Strom", timedelta(minutes=45))


def test_an_event_without_its_end_is_read_up_to_the_next():
    programme = read_programme(ics_file(vevent().removesuffix("\r\nEND:VEVENT"), vevent(uid="b", summary="Wärme")))

    assert [session.title.de for session in programme.sessions] == ["Strom", "Wärme"]
    assert (programme.remarks[0].where, "END:VEVENT fehlt" in programme.remarks[0].reason) == ("Zeile 4", True)


def test_a_line_that_is_none_is_passed_over_and_said_once():
    broken = vevent(r"DESCRIPTION:Was heizt?", "Ein Gespräch ohne Einzug", "noch eins")

    assert [remark.where for remark in remarks(broken) if "Doppelpunkt" in remark.reason] == ["Zeile 11"]


def test_another_code_page_is_understood_and_said():
    data = ics_file(vevent(summary="Wärme", location="Bühne")).decode().encode("cp1252")

    programme = read_programme(data)

    assert (programme.sessions[0].title.de, programme.sessions[0].place) == ("Wärme", "Bühne")
    (remark,) = (remark for remark in programme.remarks if remark.kind == "assumed")
    assert ("Windows-1252" in remark.reason, remark.advice) == (True, "Den Kalender in UTF-8 ausspielen.")


def test_progress_is_told_event_by_event():
    told = []

    read_programme(ics_file(vevent(), vevent(uid="b")), progress=lambda done, of: told.append((done, of)))

    assert told == [(1, 2), (2, 2)]
