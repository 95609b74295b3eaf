"""From the office's draft of a fair's data to its public pages: as a whole, once, and nothing before."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from eventapp.fair.queries import get_fair
from tests.factories import SLUG, make_speaker
from tests.fair.office import HERE, HOSTILE, SAVED, errors_on, page_of, publish, save, version_on
from tests.people import Insider
from tests.reader import read
from tests.signups.pages import somebody_with_a_link
from tests.web.addresses import addresses


def test_publishing_shows_visitors_everything_under_one_new_number(app: Flask, office: Insider, client: FlaskClient):
    for address in ("name", "anfahrt", "ort", "impressum"):
        save(office, address, SAVED[address][0])

    answer = publish(office)

    assert (answer.status_code, answer.location) == (303, HERE)
    with app.app_context():
        assert get_fair(SLUG).public_version == 2
    home = read(client, f"/{SLUG}/")
    assert home.h1 == "Neue Messe"
    assert "Vorläufig" in home.text
    assert home.tree.xpath("//section[@id='anfahrt']//em")[0].text == "Text"
    assert "English text" in read(client, f"/en/{SLUG}/impressum").text


def test_the_page_before_publishing_tells_old_and_new(office: Insider):
    save(office, "ort", SAVED["ort"][0])

    page = read(office, f"{HERE}/veroeffentlichen")

    told = [" ".join(row.text_content().split()) for row in page.tree.find_class("edit")]
    assert told[0] == "Messegelände bisher: leer neu: Westfalenhallen"
    assert page.tree.xpath("string((//main//form//button)[last()])") == "8 Änderungen veröffentlichen"


def test_a_long_text_is_told_with_what_went_and_what_came(office: Insider):
    before = " ".join(f"Wort{n}" for n in range(60))
    save(office, "impressum", {"text_de": before})
    publish(office)
    save(office, "impressum", {"text_de": before.replace("Wort30", "Neues")})

    page = read(office, f"{HERE}/veroeffentlichen")

    text = page.tree.find_class("edit__text")[0]
    assert [(one.tag, one.text.strip()) for one in text.xpath("./del|./ins")] == [("del", "Wort30"), ("ins", "Neues")]
    assert "[…]" in text.text_content()
    assert "Wort0 " not in text.text_content()


def test_nobody_publishes_what_they_have_not_looked_at(app: Flask, office: Insider):
    save(office, "ort", {"venue_name": "Gesehen"})
    seen = version_on(office, f"{HERE}/veroeffentlichen")
    save(office, "ort", {"venue_name": "Ungesehen"})

    answer = office.send(f"{HERE}/veroeffentlichen", {"version": seen})

    assert answer.status_code == 409
    assert "Ungesehen" in page_of(answer).text
    with app.app_context():
        assert get_fair(SLUG).public_version == 1


def test_publishing_nothing_is_refused(office: Insider):
    answer = publish(office)

    assert answer.status_code == 422
    assert errors_on(answer) == ["Es gibt nichts zu veröffentlichen."]


def test_what_cannot_be_published_says_why_and_has_no_button(office: Insider):
    save(office, "name", {"title_de": "Messe", "starts_on": "2027-03-28", "ends_on": "2027-03-30"})
    save(office, "oeffnungszeiten", {"opens_2": "09:00", "closes_2": "17:00"})
    save(office, "name", {"title_de": "Messe", "starts_on": "2027-03-28", "ends_on": "2027-03-29"})

    page = read(office, f"{HERE}/veroeffentlichen")

    assert "Es gibt Öffnungszeiten am 30.03.2027, aber das ist kein Messetag." in page.text
    assert not page.tree.find_class("publish")
    assert "Di., 30. März" in read(office, f"{HERE}/oeffnungszeiten").text


def test_a_draft_is_discarded_after_it_was_shown(office: Insider, draft: Callable[[], dict[str, str]]):
    save(office, "ort", {"venue_name": "Halle"})
    save(office, "anfahrt", {"text_de": "Mit der U45."})
    path = f"{HERE}/verwerfen?abschnitt=ort"
    assert draft().keys() == {"venue.name", "texts.getting_there.de"}

    answer = office.send(path, {"version": version_on(office, path)})

    assert (answer.status_code, answer.location) == (303, HERE)
    assert draft() == {"texts.getting_there.de": "Mit der U45."}


def test_the_whole_draft_is_discarded_at_once(office: Insider, draft: Callable[[], dict[str, str]]):
    save(office, "ort", {"venue_name": "Halle"})
    save(office, "anfahrt", {"text_de": "Mit der U45."})
    path = f"{HERE}/verwerfen"

    office.send(path, {"version": version_on(office, path)})

    assert draft() == {}


def test_a_draft_that_somebody_rewrote_is_not_discarded_unseen(office: Insider, draft: Callable[[], dict[str, str]]):
    save(office, "ort", {"venue_name": "Halle"})
    seen = version_on(office, f"{HERE}/verwerfen")
    save(office, "ort", {"venue_name": "Anders"})

    answer = office.send(f"{HERE}/verwerfen", {"version": seen})

    assert (answer.status_code, draft()) == (409, {"venue.name": "Anders"})


def test_no_public_page_shows_a_draft(app: Flask, office: Insider, client: FlaskClient):
    mark = "Kanarienvogel"
    for address, (typed, _stored) in SAVED.items():
        words = {name: mark for name in typed if name.startswith(("title", "date_note", "venue_", "contact_n", "text"))}
        save(office, address, {**typed, **words, "venue_point": "51.4964, 7.4558", "venue_postal_code": "44139"})

    with app.app_context():
        somebody_with_a_link()
        make_speaker(get_fair(SLUG))
    public = {path: client.get(path).get_data() for path in addresses(app).values()}

    leaking = [path for path, body in public.items() if mark.encode() in body or b"51.4964" in body]
    assert leaking == []
    assert mark in office.get(HERE).get_data(as_text=True)


def test_hostile_texts_fire_nowhere(office: Insider, client: FlaskClient):
    for address, (typed, _stored) in SAVED.items():
        texts = {
            name: HOSTILE for name in typed if name.startswith(("title_d", "date_note", "venue_h", "contact_n", "text"))
        }
        answer = save(office, address, {**typed, **texts})
        assert answer.status_code == 303, errors_on(answer)
    inside = [f"{HERE}/{address}" for address in SAVED] + [
        HERE,
        f"{HERE}/veroeffentlichen",
        f"{HERE}/verwerfen",
        "/desk/",
    ]
    shown = [office.get(path) for path in [*inside, f"/desk/{SLUG}/verlauf"]]
    shown.append(save(office, "ueber-uns", {"text_de": HOSTILE, "text_en": HOSTILE}, preview="1"))
    publish(office)
    shown += [
        client.get(f"{prefix}/{SLUG}/{page}") for prefix in ("", "/en") for page in ("", "impressum", "datenschutz")
    ]

    for answer in shown:
        tree = page_of(answer).tree
        body = answer.get_data(as_text=True)
        assert answer.status_code == 200, answer.request.path
        assert tree.xpath("//script[not(@src)][not(@type='application/ld+json')]") == [], answer.request.path
        assert tree.xpath("//*[@onerror or @onload]|//svg[@onload]|//img[@src='x']") == [], answer.request.path
        assert tree.xpath("//a[starts-with(translate(@href, 'JAVSCRIPT', 'javscript'), 'javascript')]") == []
        assert not {"\x00", "\x07", "\u202e"} & set(body), answer.request.path
        assert "49" not in tree.findtext(".//h1"), answer.request.path
