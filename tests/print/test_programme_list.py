"""``programm.pdf``: the whole programme on A4, for whoever likes paper, and for those to whom it is read aloud."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from eventapp.fair.models import Fair
from eventapp.i18n import speaking
from eventapp.print.paper import code
from eventapp.web.qr import qr_svg
from tests.factories import (
    DAY,
    SLUG,
    change,
    make_fair,
    make_place,
    make_release,
    make_session,
    make_speaker,
    make_theme,
)
from tests.print.reading import addresses, bare, pdf, size_in_mm, structure, texts

PUBLIC = f"/{SLUG}/programm.pdf"
HOSTILE = [
    "#panic() $x$ [*b*] @a <b>",
    "\\u{41} \\ #sys.inputs",
    '"}],"days":[],"x":"',
    "W" * 500,
    "Ein sehr langer Titel " * 22,
    "東京 💡 מסחר ‮Licht",
]


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


def draft(fair: Fair) -> None:
    speaker = make_speaker(fair, "Ada Beispiel", organisation="Hochschule Musterstadt")
    make_session(
        fair,
        "Wärme aus dem Hafen",
        code="AAAAAA",
        title_en="Heat from the harbour",
        place_id=make_place(fair, "Bühne A").id,
        theme_id=make_theme(fair, "Energie").id,
        speakers=[speaker],
        language="en",
    )


def test_it_says_when_what_who_where_and_which_version(client: FlaskClient, fair: Fair):
    draft(fair)
    make_release()
    reader = pdf(client.get(PUBLIC))
    (text,) = texts(reader)

    told = ("Messe 2027", "Sonntag, 28. März", "10:00", "bis 10:45", "Wärme aus dem Hafen", "Ada Beispiel")
    more = (
        "Hochschule Musterstadt",
        "Bühne A",
        "Energie",
        "Vortrag",
        "auf Englisch",
        "Version 1, Stand 4. Januar 2027",
    )
    assert [one for one in (*told, *more) if one not in text] == []
    assert size_in_mm(reader.pages[0]) == (210, 297)


def test_it_can_be_read_aloud(client: FlaskClient, fair: Fair):
    draft(fair)
    make_release()
    reader = pdf(client.get(PUBLIC))

    assert reader.root_object["/Lang"] == "de"
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Programm: Messe 2027"
    assert {"/H1", "/H2", "/H3", "Was sich seit Version 1 geändert hat"} <= structure(reader)


def test_its_code_leads_to_what_changed_since(client: FlaskClient, fair: Fair):
    draft(fair)
    make_release()
    german, english = (addresses(pdf(client.get(prefix + PUBLIC))) for prefix in ("", "/en"))

    assert german == [f"https://messe.example/{SLUG}/version/1"]
    assert english == [f"https://messe.example/en/{SLUG}/version/1"]
    assert client.get(german[0].removeprefix("https://messe.example")).status_code == 200


def test_the_code_shows_the_address_it_leads_to():
    with speaking("de"):
        told = code("https://messe.example/x", "Änderungen")

    assert told["svg"] == qr_svg("https://messe.example/x", title="Änderungen", border=0).decode()


def test_the_english_one_speaks_english(client: FlaskClient, fair: Fair):
    draft(fair)
    make_release()
    reader = pdf(client.get(f"/en{PUBLIC}"))
    (text,) = texts(reader)

    assert reader.root_object["/Lang"] == "en"
    told = ("Sunday, 28 March", "Heat from the harbour", "Talk", "Version 1, as of 4 January 2027")
    assert [one for one in told if one not in text] == []
    assert "Wärme" not in text


def test_what_is_only_drafted_is_on_no_public_paper(client: FlaskClient, fair: Fair):
    make_session(fair, "Geheim")
    assert client.get(PUBLIC).status_code == 404

    make_release()
    make_session(fair, "Noch geheimer", starts="12:00", ends="13:00")

    (text,) = texts(pdf(client.get(PUBLIC)))
    assert ("Geheim" in text, "Noch geheimer" in text) == (True, False)


def test_what_is_not_as_announced_says_so_in_words(client: FlaskClient, fair: Fair):
    off, moved = make_session(fair, "Fällt aus"), make_session(fair, "Später")
    make_release()
    change(off, is_cancelled=True)
    change(moved, starts_at=moved.starts_at + timedelta(hours=2), ends_at=moved.ends_at + timedelta(hours=2))
    make_release(later=5)

    (text,) = texts(pdf(client.get(PUBLIC)))
    assert [one for one in ("× Abgesagt", "→ Verlegt", "10:00–10:45 Uhr", "Version 2") if one not in text] == []


@pytest.mark.parametrize(
    ("admission", "said"), [("sign_up", "mit Anmeldung"), ("closed", "geladene Gäste"), ("open", "")]
)
def test_how_one_gets_in_stands_there(client: FlaskClient, fair: Fair, admission: str, said: str):
    make_session(fair, admission=admission, capacity=5 if admission == "sign_up" else 0)
    make_release()

    (text,) = texts(pdf(client.get(PUBLIC)))
    assert said in text
    assert ("Anmeldung" in text) == (admission == "sign_up")


def test_every_day_begins_on_a_page_of_its_own(client: FlaskClient, fair: Fair):
    make_session(fair, "Heute")
    make_session(fair, "Morgen", day=DAY + timedelta(days=1))
    make_release()

    first, second = texts(pdf(client.get(PUBLIC)))
    assert ("Heute" in first, "Morgen" in first, "Morgen" in second) == (True, False, True)


def test_a_day_that_goes_on_says_its_name_again(client: FlaskClient, fair: Fair):
    for number in range(40):
        make_session(fair, f"Vortrag {number}")
    make_release()

    pages = texts(pdf(client.get(PUBLIC)))
    assert len(pages) > 2
    assert [page for page in pages if "Sonntag, 28. März" not in page] == []


@pytest.mark.parametrize("hostile", HOSTILE)
def test_texts_stay_text_whatever_they_look_like(client: FlaskClient, fair: Fair, hostile: str):
    place, speaker = make_place(fair, hostile[:120]), make_speaker(fair, hostile[:120])
    make_session(fair, hostile, place_id=place.id, speakers=[speaker])
    make_release()

    told = bare("".join(texts(pdf(client.get(PUBLIC)))))
    readable = bare("".join(sign for sign in hostile if sign.isascii()))
    assert all(part in told for part in (readable[:30], readable[-12:]))


def test_the_same_release_is_the_same_bytes_and_not_sent_twice(client: FlaskClient, fair: Fair):
    draft(fair)
    make_release()
    first = client.get(PUBLIC)
    again = client.get(PUBLIC, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Content-Disposition"] == f'inline; filename="{SLUG}-programm.pdf"'
    assert "public" in first.headers["Cache-Control"]
    assert "Set-Cookie" not in first.headers
    assert (again.status_code, again.data) == (304, b"")


def test_the_page_of_files_offers_it_once_there_is_something_to_print(client: FlaskClient, fair: Fair):
    draft(fair)
    page = f"/{SLUG}/programm/dateien"
    assert PUBLIC not in client.get(page).get_data(as_text=True)

    make_release()
    assert PUBLIC in client.get(page).get_data(as_text=True)
