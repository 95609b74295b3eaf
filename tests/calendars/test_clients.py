"""How to subscribe, per program."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import segno

from eventapp.calendars.clients import clients_for, qr_svg

ADDRESS = "https://messe.example/elektrotechnik-2027/kalender/elektrotechnik-2027-programm.ics"
NAME = "Elektrotechnik 2027: Themenfeld Energie & Wärme"


def buttons() -> dict[str, list[str]]:
    return {client.slug: [button.address for button in client.buttons] for client in clients_for(ADDRESS, NAME)}


def test_every_program_has_steps_and_an_honest_delay():
    clients = clients_for(ADDRESS, NAME)

    assert [client.slug for client in clients] == [
        "apple", "google", "outlook-com", "microsoft-365", "thunderbird", "android", "andere",
    ]  # fmt: skip
    assert all(client.steps and client.delay for client in clients)


def test_apple_is_asked_with_webcal_and_nobody_with_webcals():
    assert buttons()["apple"] == [ADDRESS.replace("https://", "webcal://")]
    assert "webcals" not in str(clients_for(ADDRESS, NAME))


def test_google_is_shown_its_page_first_and_the_deep_link_second():
    page, direct = clients_for(ADDRESS, NAME)[1].buttons

    assert page.address == "https://calendar.google.com/calendar/r/settings/addbyurl"
    assert parse_qs(urlsplit(direct.address).query) == {"cid": [ADDRESS.replace("https://", "webcal://")]}
    assert (page.is_second_choice, direct.is_second_choice) == (False, True)


def test_outlook_is_given_the_https_address_and_the_name():
    for client, host in (("outlook-com", "outlook.live.com"), ("microsoft-365", "outlook.office.com")):
        parts = urlsplit(buttons()[client][0])

        assert (parts.hostname, parts.path) == (host, "/calendar/0/addfromweb")
        assert parse_qs(parts.query) == {"url": [ADDRESS], "name": [NAME]}


def test_the_qr_code_is_an_svg_document_without_style_or_script():
    root = ElementTree.fromstring(qr_svg(ADDRESS))

    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not [part for part in root.iter() if "style" in part.attrib or part.tag.endswith(("style", "script"))]


def test_the_qr_code_is_a_full_one_with_its_quiet_zone():
    side = segno.make(ADDRESS, micro=False, error="m").symbol_size(border=4)[0]

    root = ElementTree.fromstring(qr_svg(ADDRESS))

    assert root.attrib["viewBox"] == f"0 0 {side} {side}"
    assert qr_svg(ADDRESS) == qr_svg(ADDRESS)
