"""The changes as an Atom feed: what RFC 4287 asks for, and what a reader learns from it."""

from __future__ import annotations

import gzip
from collections import Counter
from datetime import datetime

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree, html

from eventapp.database import transaction
from eventapp.i18n import Words
from tests.factories import (
    RELEASED,
    SLUG,
    change,
    make_fair,
    make_place,
    make_release,
    make_session,
    make_speaker,
    make_theme,
)

ATOM = {"a": "http://www.w3.org/2005/Atom"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FEED = f"/{SLUG}/changes.atom"
HOSTILE = "</title><script>alert(1)</script>]]>&amp;<b>"
ONCE = ("id", "title", "updated")
AT_MOST_ONCE = ("subtitle", "generator", "icon", "logo", "rights", "published", "content", "summary")


def read(client: FlaskClient, path: str = FEED) -> etree._Element:
    answer = client.get(path)
    assert answer.status_code == 200
    return etree.fromstring(answer.data)


def find(element: etree._Element, path: str) -> list:
    return element.xpath(path, namespaces=ATOM)


def text(element: etree._Element, path: str) -> str:
    return str(element.xpath(f"string({path})", namespaces=ATOM))


def content(feed: etree._Element, entry: int = 1) -> html.HtmlElement:
    """What a reader shows of an entry."""
    return html.fromstring("<main>" + text(feed, f"a:entry[{entry}]/a:content") + "</main>")


def said(feed: etree._Element, entry: int = 1) -> str:
    return " ".join(content(feed, entry).text_content().split())


@pytest.fixture
def fair(app: Flask):
    """A fair whose programme can be edited and released."""
    with app.app_context():
        yield make_fair()


@pytest.fixture
def told(fair, client: FlaskClient) -> etree._Element:
    """The feed after two releases: a move between them."""
    row = make_session(fair, "Wärme & <Hafen>", code="AAAAAA")
    make_release(comment="Das Programm steht.")
    change(row, starts_at=row.starts_at.replace(hour=9), ends_at=row.ends_at.replace(hour=9))
    make_release(later=5, comment="Verlegt.")
    return read(client)


def faults(feed: etree._Element) -> list[str]:
    """Everything in which the feed breaks RFC 4287 §§ 4.1.1, 4.1.2, 3.3, 4.2.6, 4.2.7."""
    wrong = []
    for element in (feed, *find(feed, "a:entry")):
        number = Counter(etree.QName(child).localname for child in element)
        wrong += [f"{name}: {number[name]}" for name in ONCE if number[name] != 1]
        wrong += [f"{name}: {number[name]}" for name in AT_MOST_ONCE if number[name] > 1]
        ways = Counter((link.get("type"), link.get("hreflang")) for link in find(element, "a:link[@rel='alternate']"))
        wrong += [f"alternate {way} stands {times} times" for way, times in ways.items() if times > 1]
        wrong += [f"no content and no alternate: {text(element, 'a:id')}"] * (
            element is not feed and not number["content"] and not ways
        )
    wrong += [] if find(feed, "a:author/a:name[normalize-space()]") else ["no author"]
    wrong += [] if len(find(feed, "a:link[@rel='self']")) == 1 else ["no self link"]
    ids = find(feed, "//a:id/text()")
    wrong += [f"id {one} is not unique" for one, times in Counter(ids).items() if times > 1]
    wrong += [f"id {one} is no tag" for one in ids if not one.startswith("tag:messe.example,2027:")]
    dates = find(feed, "//a:updated/text() | //a:published/text()")
    wrong += [f"{one} has no offset" for one in dates if datetime.fromisoformat(one).tzinfo is None]
    wrong += [f"{link} is not absolute" for link in find(feed, "//a:link/@href") if not link.startswith("https://")]
    return wrong


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_feed_keeps_the_rules_of_its_format(told, client, prefix: str):
    assert faults(read(client, prefix + FEED)) == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_before_the_first_release_the_feed_is_empty_and_valid(fair, client, prefix: str):
    feed = read(client, prefix + FEED)

    assert faults(feed) == []
    assert (find(feed, "a:entry"), text(feed, "a:updated")) == ([], "1970-01-01T00:00:00+00:00")


def test_the_first_release_does_not_change_the_name_of_the_feed(fair, client):
    make_session(fair)
    before = text(read(client), "a:id")

    make_release()

    assert text(read(client), "a:id") == before == f"tag:messe.example,2027:{SLUG}/changes"


def test_each_release_is_one_entry_newest_first(told):
    assert find(told, "a:entry/a:title/text()") == ["Version 2: Verlegt.", "Version 1: Das Programm steht."]


def test_an_entry_keeps_its_name_through_later_releases(told, client, fair):
    before = find(told, "a:entry/a:id/text()")
    make_session(fair, starts="14:00", ends="15:00")
    make_release(later=10)

    assert find(read(client), "a:entry/a:id/text()")[1:] == before
    assert before == [f"tag:messe.example,2027:{SLUG}/version/{number}" for number in (2, 1)]


def test_the_feed_is_as_new_as_its_newest_entry(told):
    assert text(told, "a:updated") == text(told, "a:entry[1]/a:updated") == "2027-01-04T09:05:00+00:00"


def test_an_entry_tells_old_and_new(told):
    assert "Verlegt: Wärme & <Hafen> (So., 28. März, 11:00–11:45 Uhr)" in said(told)
    assert "Zeit: So., 28. März, 10:00–10:45 Uhr → So., 28. März, 11:00–11:45 Uhr" in said(told)


def test_every_link_inside_is_absolute(told):
    assert content(told).xpath("//a/@href") == [f"https://messe.example/{SLUG}/programm/AAAAAA"]


def test_the_first_release_is_told_by_its_number_only(told):
    assert said(told, 2) == "Das Programm steht. Das erste veröffentlichte Programm: 1 Programmpunkte."


def test_the_kinds_of_change_are_categories(told):
    kinds = [find(entry, "a:category/@term") for entry in find(told, "a:entry")]

    assert kinds == [["moved"], ["first"]]


def test_a_cancelled_session_is_told_before_a_new_one(fair, client):
    row = make_session(fair, "Platz frei?")
    make_release()
    change(row, is_cancelled=True)
    make_session(fair, "Neues", starts="12:00", ends="13:00")
    make_release(later=5)

    feed = read(client)

    assert content(feed).xpath("//strong/text()") == ["Abgesagt:", "Neu im Programm:"]
    assert find(feed, "a:entry[1]/a:category/@label") == ["Abgesagt", "Neu im Programm"]


def test_a_release_that_only_changed_material_says_so(fair, client):
    row = make_session(fair, "Licht")
    make_release()
    change(row, links=[{"url": "https://example.org/folien.pdf", "title": "Folien"}])
    make_release(later=5)

    feed = read(client)

    assert said(feed).startswith("Links, Aussteller oder Einlass geändert: Licht")
    assert find(feed, "a:entry[1]/a:category/@term") == ["material"]


def test_a_release_in_which_no_session_changed_says_so(fair, client):
    theme = make_theme(fair)
    make_session(fair, theme=theme)
    make_release()
    change(theme, colour="#005000")
    make_release(later=5)

    assert said(read(client)) == "An den Programmpunkten hat sich nichts geändert."


def test_a_renamed_place_is_told_once_with_both_names(fair, client):
    place = make_place(fair, "Bühne A")
    make_session(fair, place=place)
    make_release()
    change(place, name_de="Bühne Nord")
    make_release(later=5)

    assert said(read(client)) == "Neuer Name: Bühne A → Bühne Nord"


def test_a_long_text_is_not_quoted(fair, client):
    row = make_session(fair, abstract_de="Alt. " * 50)
    make_release()
    change(row, abstract_de="Neu. " * 50)
    make_release(later=5)

    assert "Kurztext: neu geschrieben" in said(read(client))


def test_a_very_long_title_is_shortened_where_it_is_compared(fair, client):
    row = make_session(fair, "kurz")
    make_release()
    change(row, title_de="lang " * 99)
    make_release(later=5)

    [part] = content(read(client)).xpath("//li/ul/li/text()")

    assert part.startswith("Titel: kurz → lang")
    assert (part.endswith("…"), len(part) < 330) == (True, True)


def test_a_release_that_changed_everything_stays_short_and_counts_the_rest(fair, client):
    make_session(fair)
    make_release()
    for number in range(45):
        make_session(fair, f"Neu {number}", day=fair.ends_on)
    make_release(later=5, override="geprüft")

    feed = read(client)

    assert len(content(feed).xpath("//main/ul/li")) == 40
    assert said(feed).endswith("… und 5 weitere Änderungen")
    assert content(feed).xpath("//p/a/@href") == [f"https://messe.example/{SLUG}/version/1"]


@pytest.mark.parametrize("releases", [21, 22])
def test_the_feed_holds_the_last_twenty_releases(fair, client, releases: int):
    row = make_session(fair, "Fassung 1")
    make_release()
    for number in range(2, releases + 1):
        change(row, title_de=f"Fassung {number}")
        make_release(later=number)

    feed = read(client)

    oldest = releases - 19
    assert find(feed, "a:entry/a:title/text()") == [f"Version {number}" for number in range(releases, oldest - 1, -1)]
    assert f"Titel: Fassung {oldest - 1} → Fassung {oldest}" in said(feed, 20)


def test_titles_and_comments_stay_text(fair, client):
    row = make_session(fair, HOSTILE)
    make_release(comment=HOSTILE)
    change(row, title_de=HOSTILE * 2)
    make_release(later=5, comment=HOSTILE)

    feed = read(client)

    assert faults(feed) == []
    assert text(feed, "a:entry[1]/a:title") == f"Version 2: {HOSTILE}"
    assert content(feed).xpath("//script | //b") == []
    assert HOSTILE * 2 in said(feed)


def test_a_comment_of_several_lines_is_one_line_in_the_title(fair, client):
    make_session(fair)
    make_release(comment="Das Programm steht.\n\nDanke an alle " + "Beteiligten " * 90)

    feed = read(client)

    title = text(feed, "a:entry/a:title")
    assert title.startswith("Version 1: Das Programm steht. Danke an alle")
    assert len(title) < 220
    assert [len(p.text_content()) > 10 for p in content(feed).iter("p")] == [True, True, True]


def test_it_speaks_english_too_and_marks_what_is_german(told, client):
    english = read(client, f"/en{FEED}")

    assert english.get(LANG) == "en"
    assert find(english, "a:entry/a:title/text()") == ["Version 2", "Version 1"]
    assert content(english).xpath("//*[@lang='de']/text()") == ["Verlegt.", "Wärme & <Hafen>"]
    assert "Time: Sun, 28 March, 10:00–10:45 → Sun, 28 March, 11:00–11:45" in said(english)


def test_new_details_about_a_speaker_are_told_where_nothing_else_is(fair, client):
    ada = make_speaker(fair, "Ada Muster")
    make_session(fair, speakers=[ada])
    make_release()
    change(ada, biography_de="Baut um.")
    make_release(later=5)

    feed = read(client)

    assert "Neue Angaben zur Person: Ada Muster" in said(feed)
    assert find(feed, "a:entry[1]/a:category/@term") == ["people"]
    assert faults(feed) == []


def test_each_language_has_names_of_its_own_for_what_it_says(told, client):
    """RFC 4287 § 4.2.6."""
    english = read(client, f"/en{FEED}")

    german = {text(told, "a:id"), *find(told, "a:entry/a:id/text()")}
    assert german.isdisjoint({text(english, "a:id"), *find(english, "a:entry/a:id/text()")})


def test_a_comment_in_both_languages_is_read_in_ones_own(fair, client):
    make_session(fair)
    make_release(comment=Words("Das Programm steht.", "The programme is complete."))

    german, english = read(client), read(client, f"/en{FEED}")

    assert text(german, "a:entry/a:title") == "Version 1: Das Programm steht."
    assert text(english, "a:entry/a:title") == "Version 1: The programme is complete."
    assert content(english).xpath("//*[@lang='de']") == []
    assert "The programme is complete." in said(english)


def test_each_language_leads_to_the_other_one(told, client):
    ways = {
        prefix: [(link.get("type"), link.get("hreflang"), link.get("href")) for link in find(feed, "a:link")]
        for prefix, feed in (("", told), ("/en", read(client, f"/en{FEED}")))
    }

    assert ("application/atom+xml", "en", f"https://messe.example/en{FEED}") in ways[""]
    assert ("application/atom+xml", "de", f"https://messe.example{FEED}") in ways["/en"]
    assert {address for _, _, address in ways[""]} == {address for _, _, address in ways["/en"]}


def test_a_session_that_is_gone_is_not_linked(fair, client):
    row = make_session(fair, "Kommt und geht", code="GGGGGG")
    make_session(fair, "Bleibt", starts="14:00", ends="15:00")
    make_release()
    with transaction() as session:
        session.delete(session.merge(row))
    make_release(later=5)

    feed = read(client)

    assert "Nicht mehr im Programm: Kommt und geht" in said(feed)
    assert content(feed).xpath("//a") == []


def test_the_media_type_is_atom_and_any_site_may_read_it(told, client):
    answer = client.get(FEED)

    assert answer.content_type == "application/atom+xml; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_what_a_reader_has_is_not_sent_again(told, client):
    etag = client.get(FEED).headers["ETag"]

    assert client.get(FEED, headers={"If-None-Match": etag}).status_code == 304


def test_a_release_makes_the_feed_new(told, client, fair):
    etag = client.get(FEED).headers["ETag"]
    make_session(fair, starts="14:00", ends="15:00")
    make_release(later=10)

    assert client.get(FEED, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize(("accepted", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_the_packed_feed_is_the_same_feed(told, client, accepted: str, unpack):
    small = client.get(FEED, headers={"Accept-Encoding": accepted})

    assert small.headers["Content-Encoding"] == accepted
    assert unpack(small.get_data()) == client.get(FEED, headers={"Accept-Encoding": "identity"}).get_data()


def test_asking_for_the_head_only_says_the_same(told, client):
    head, got = client.head(FEED), client.get(FEED)

    assert (head.get_data(), head.headers) == (b"", got.headers)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_tells_where_the_feed_is(told, client, prefix: str):
    for page in ("/", "/programm", "/programm/AAAAAA", "/kalender"):
        tree = html.document_fromstring(client.get(f"{prefix}/{SLUG}{page}").text)

        [link] = tree.xpath("//head/link[@rel='alternate'][@type='application/atom+xml']/@href")
        assert link == prefix + FEED


def test_the_moment_of_an_entry_is_that_of_its_release(told):
    assert datetime.fromisoformat(text(told, "a:entry[2]/a:published")) == RELEASED
