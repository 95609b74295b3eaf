"""What the tests of the fair's desk type, send and read."""

from __future__ import annotations

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from eventapp.fair.sections import TEXT_SECTIONS
from tests.factories import SLUG
from tests.people import Insider
from tests.reader import Page

HERE = f"/desk/{SLUG}/messe"
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>[x](javascript:alert(3)) "
    '"><svg onload=alert(4)> {{ 7*7 }}\x00\x07‮'
)
SAVED: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "name": (
        {"title_de": "Neue Messe", "title_en": "New fair", "starts_on": "2027-03-27", "ends_on": "30.03.2027",
         "date_note_de": "Vorläufig", "date_note_en": "Provisional"},
        {"title.de": "Neue Messe", "title.en": "New fair", "starts_on": "2027-03-27", "ends_on": "2027-03-30",
         "date_note.de": "Vorläufig", "date_note.en": "Provisional"},
    ),
    "ort": (
        {"venue_name": "Westfalenhallen", "venue_street": "Strobelallee 45", "venue_postal_code": "44139",
         "venue_city": "Dortmund", "venue_point": "51,4964 7,4558", "venue_hall_de": "Halle 3",
         "venue_hall_en": "Hall 3", "venue_stand": "3.B12"},
        {"venue.name": "Westfalenhallen", "venue.street": "Strobelallee 45", "venue.postal_code": "44139",
         "venue.city": "Dortmund", "venue.point": "51.4964, 7.4558", "venue.hall.de": "Halle 3",
         "venue.hall.en": "Hall 3", "venue.stand": "3.B12"},
    ),
    "oeffnungszeiten": (
        {"opens_0": "09:00", "closes_0": "17:00", "opens_1": "", "closes_1": "",
         "further_day_0": "2027-03-28", "further_opens_0": "18:00", "further_closes_0": "20:30"},
        {"hours": "2027-03-28 09:00–17:00\n2027-03-28 18:00–20:30"},
    ),
    "kontakt": (
        {"contact_name": "Musterstelle", "contact_email": "Kontakt@Example.org", "contact_phone": "+49 231 1",
         "tickets_url": "tickets.example/kaufen"},
        {"contact.name": "Musterstelle", "contact.email": "kontakt@example.org", "contact.phone": "+49 231 1",
         "tickets_url": "https://tickets.example/kaufen"},
    ),
    **{
        text.address: ({"text_de": "Deutscher *Text*", "text_en": "English *text*"},
                       {text.fields[0]: "Deutscher *Text*", text.fields[1]: "English *text*"})
        for text in TEXT_SECTIONS
    },
}  # fmt: skip
"""What is typed into each section's form, and what the draft then says."""


def version_on(browser: FlaskClient, path: str) -> str:
    return page_of(browser.get(path)).tree.xpath("string(//input[@name='version']/@value)")


def page_of(answer: TestResponse) -> Page:
    return Page(answer.request.path, answer.status_code, answer.get_data(as_text=True))


def save(browser: Insider, address: str, typed: dict[str, str], **more: str) -> TestResponse:
    path = f"{HERE}/{address}"
    return browser.send(path, {"version": version_on(browser, path), **typed, **more})


def publish(browser: Insider) -> TestResponse:
    path = f"{HERE}/veroeffentlichen"
    return browser.send(path, {"version": version_on(browser, path)})


def errors_on(answer: TestResponse) -> list[str]:
    told = page_of(answer).tree.xpath("//*[@class='errors__list']/li")
    return [" ".join(item.text_content().split()) for item in told]
