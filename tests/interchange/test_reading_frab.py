"""frab and pretalx programmes, with what real ones get wrong."""

from __future__ import annotations

import pytest

from eventapp.interchange.reading import read_programme
from eventapp.interchange.source import UnreadableFile
from eventapp.programme.value import Words
from tests.interchange.reading_files import event, json_file, only, reasons, wall, xml_file


def test_an_entry_keeps_all_that_could_identify_it():
    session = only(json_file({"id": 7, "guid": "g-7", "code": "ABC123", "slug": "strom"}))

    assert session.keys == {"guid": "g-7", "code": "ABC123", "slug": "strom", "id": "7"}


def test_xml_and_json_of_the_same_entry_read_alike():
    from_xml, from_json = only(xml_file(event())), only(json_file({}))

    assert from_xml == from_json


def test_the_generators_wrapper_makes_no_difference():
    assert read_programme(json_file({})) == read_programme(json_file({}, wrapped=False))


def test_the_kind_of_file_is_told_by_its_content_not_its_name():
    assert read_programme(xml_file(event()), name="programm.xlsx").format == "frab-xml"


def test_blanks_around_a_title_and_windows_line_ends_go():
    session = only(json_file({"title": "  Strom \r\n", "description": "eins\r\n\r\nzwei"}))

    assert (session.title.de, session.description.de) == ("Strom", "eins\n\nzwei")


def test_a_local_time_marked_as_utc_is_kept_and_said_once():
    programme = read_programme(xml_file(event(date="2027-02-10T10:00:00Z"), event(date="2027-02-10T10:00:00Z", id="8")))

    assert [wall(session.starts_at) for session in programme.sessions] == ["10.02.2027 10:00"] * 2
    assert len(reasons(programme, "assumed")) == 1


def test_a_true_foreign_offset_is_converted_to_the_hall_and_said_once():
    programme = read_programme(xml_file(event(date="2027-02-10T09:00:00Z"), event(date="2027-02-10T09:00:00Z", id="8")))

    assert [wall(session.starts_at) for session in programme.sessions] == ["10.02.2027 10:00"] * 2
    assert len(reasons(programme, "note")) == 1


def test_a_named_zone_that_agrees_with_the_offset_is_converted():
    data = xml_file(event(date="2027-02-10T10:00:00+00:00"), before="<time_zone_name>Europe/London</time_zone_name>")

    assert wall(only(data).starts_at) == "10.02.2027 11:00"


@pytest.mark.parametrize("zone", ["Nirgendwo/Stadt", "Europe", "../x"])
def test_a_zone_that_there_is_not_leaves_the_clock_on_the_wall(zone):
    data = xml_file(event(date="2027-02-10T10:00:00+00:00"), before=f"<time_zone_name>{zone}</time_zone_name>")

    assert wall(only(data).starts_at) == "10.02.2027 10:00"


def test_where_date_and_start_contradict_the_date_counts_and_is_said():
    programme = read_programme(xml_file(event(start="12:00")))

    assert wall(programme.sessions[0].starts_at) == "10.02.2027 10:00"
    assert reasons(programme, "assumed") == ["„date“ sagt 10:00 Uhr, „start“ sagt 12:00 Uhr; es gilt 10:00 Uhr."]


def test_after_midnight_with_only_a_clock_time_is_the_next_date():
    day = "date='2027-02-10' start='2027-02-10T09:00:00+01:00' end='2027-02-11T04:00:00+01:00'"

    assert wall(only(xml_file(event(date="", start="00:15"), day=day)).starts_at) == "11.02.2027 00:15"


def test_a_setup_before_the_day_opens_stays_on_its_date():
    day = "date='2027-02-10' start='2027-02-10T09:30:00+01:00' end='2027-02-11T04:00:00+01:00'"

    assert wall(only(xml_file(event(date="", start="08:30"), day=day)).starts_at) == "10.02.2027 08:30"


def test_a_full_date_after_midnight_is_not_shifted_again():
    day = "date='2027-02-10' start='2027-02-10T09:00:00+01:00' end='2027-02-11T04:00:00+01:00'"
    data = xml_file(event(date="2027-02-11T00:15:00+01:00", start="00:15"), day=day)

    assert wall(only(data).starts_at) == "11.02.2027 00:15"


def test_a_break_repeated_in_two_rooms_stays_two_sessions():
    pause = event(title="Kaffeepause", extra="<slug>pause</slug>")
    programme = read_programme(xml_file(pause, pause))

    assert [(session.kind, session.keys) for session in programme.sessions] == [
        ("break", {"slug": "pause", "id": "7"})
    ] * 2


def test_people_joined_by_commas_are_parted_and_their_order_does_not_matter():
    one, other = (
        only(xml_file(event(person=text))) for text in ("Bernd Berg, Dr. Anna Alt", "Dr. Anna Alt, Bernd Berg")
    )

    assert [speaker.name for speaker in one.speakers] == ["Bernd Berg", "Dr. Anna Alt"]
    assert one.speakers == other.speakers


def test_people_listed_one_by_one_keep_the_files_order():
    people = "<persons><person id='2'>Zoe Zander</person><person id='1'>Anna Alt</person></persons>"

    assert [speaker.name for speaker in only(xml_file(event(extra=people))).speakers] == ["Zoe Zander", "Anna Alt"]


def test_an_address_in_place_of_a_name_is_never_published():
    programme = read_programme(json_file({"persons": [{"id": 1, "public_name": "anna@alt.example"}]}))

    assert programme.sessions[0].speakers == ()
    assert "anna@alt.example" not in repr(programme)
    assert reasons(programme, "assumed")[0].startswith("Vortragende ohne Namen")


def test_an_address_beside_a_name_leaves_the_name():
    session = only(json_file({"persons": [{"public_name": "Anna Alt <anna@alt.example>"}]}))

    assert [speaker.name for speaker in session.speakers] == ["Anna Alt"]


def test_a_room_without_a_name_is_no_place():
    assert only(xml_file(event(title="Pause"), room="")).place == ""


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("lecture", "talk"), ("Vortrag", "talk"), ("keynote", "talk"), ("lightning_talk", "talk"), ("podium", "panel"),
        ("Discussion", "panel"), ("tutorial", "workshop"), ("Vorführung", "demonstration"), ("Führung", "tour"),
        ("break", "break"), ("", "talk"), ("Seifenoper", "other"),
    ],
)  # fmt: skip
def test_the_words_of_others_become_our_kinds(label, kind):
    assert only(json_file({"type": label})).kind == kind


def test_a_kind_that_nobody_knows_is_said_and_our_own_word_for_it_is_not():
    programmes = [read_programme(json_file({"type": label})) for label in ("Seifenoper", "Weiteres")]

    assert [len(reasons(programme, "note")) for programme in programmes] == [1, 0]


@pytest.mark.parametrize("title", ["Pause", "Kaffeepause", "Mittagspause", "Lunch Break", "Kaffeepause und Networking"])
def test_a_break_is_known_by_its_title(title):
    assert only(json_file({"title": title})).kind == "break"


def test_a_talk_about_breaks_is_a_talk():
    session = only(json_file({"title": "Pause machen lernen", "persons": [{"public_name": "Anna Alt"}]}))

    assert session.kind == "talk"


def test_the_track_of_breaks_becomes_no_theme():
    session = only(json_file({"title": "Kaffee", "track": "Pause"}))

    assert (session.kind, session.theme) == ("break", "")


def test_an_english_entry_stands_in_both_languages():
    session = only(json_file({"language": "en", "title": "Power", "abstract": "Short."}))

    assert (session.title, session.abstract) == (Words("Power", "Power"), Words("Short.", "Short."))


def test_a_german_entry_stands_in_german_only():
    assert only(json_file({"language": "de", "title": "Strom"})).title == Words("Strom", "")


def test_texts_given_in_two_languages_keep_both():
    assert only(json_file({"title": {"de": "Strom", "en": "Power"}})).title == Words("Strom", "Power")


def test_what_has_no_duration_ends_with_the_next_start_in_its_room():
    programme = read_programme(
        xml_file(event(duration=""), event(id="8", date="2027-02-10T11:30:00+01:00", start="11:30"))
    )

    assert wall(programme.sessions[0].ends_at) == "10.02.2027 11:30"
    assert reasons(programme, "assumed") == [
        "„Strom“: kein gültiges Ende angegeben; angenommen 11:30 Uhr, "
        "weil dann am selben Ort der nächste Programmpunkt beginnt."
    ]


def test_without_a_next_start_the_stated_default_counts():
    programme = read_programme(xml_file(event(duration="")), default_minutes=20)

    assert wall(programme.sessions[0].ends_at) == "10.02.2027 10:20"


def test_a_bad_entry_is_said_and_the_good_ones_are_read():
    programme = read_programme(xml_file(event(title=" ", id="6"), event(date="morgen", start="früh"), event(id="8")))

    assert [session.keys["id"] for session in programme.sessions] == ["8"]
    assert [(remark.kind, remark.where) for remark in programme.remarks] == [
        ("unreadable", "event id 6"),
        ("unreadable", "event id 7"),
    ]


def test_what_could_not_be_read_is_left_out_by_name_so_that_it_is_not_gone():
    programme = read_programme(xml_file(event(date="morgen", start="früh")))

    assert programme.left_out == ({"id": "7", "title": "Strom"},)


def test_what_has_no_title_is_left_out_by_where_and_when():
    programme = read_programme(xml_file(event(title="")))

    (left_out,) = programme.left_out
    assert left_out == {"id": "7", "title": "", "place": "Bühne", "starts_at": "2027-02-10T09:00:00+00:00"}


def test_what_ends_before_it_begins_is_unreadable():
    programme = read_programme(xml_file(event(duration="-1:00")))

    assert reasons(programme, "unreadable") == ["„Strom“: Das Ende liegt vor dem Beginn."]


def test_longer_than_a_day_is_unreadable():
    programme = read_programme(xml_file(event(duration="25:00")))

    assert reasons(programme, "unreadable") == ["„Strom“: Der Programmpunkt dauert länger als 24 Stunden."]


def test_an_hour_that_the_clocks_skip_is_unreadable():
    programme = read_programme(xml_file(event(date="2027-03-28", start="02:30")))

    assert "Die Uhren werden vorgestellt" in reasons(programme, "unreadable")[0]


def test_only_web_links_are_taken():
    links = [
        {"url": url, "title": "Mehr"} for url in ("https://a.example/", "javascript:alert(1)", "mailto:a@b.example")
    ]

    assert [link.url for link in only(json_file({"links": links})).links] == ["https://a.example/"]


def test_a_title_that_says_cancelled_is_cancelled():
    session = only(json_file({"title": "ABGESAGT: Strom"}))

    assert (session.title.de, session.is_cancelled) == ("Strom", True)


def test_progress_counts_the_entries():
    seen: list[tuple[int, int]] = []
    read_programme(json_file({}, {"id": 8}), progress=lambda done, total: seen.append((done, total)))

    assert seen == [(1, 2), (2, 2)]


def test_xml_that_is_no_programme_says_what_is_missing():
    with pytest.raises(UnreadableFile, match="schedule"):
        read_programme(b"<?xml version='1.0'?><rss/>", format="frab-xml")
