"""Checking, handing in, being asked, answering, being declined: as the pages tell it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait

from eventapp.database import transaction
from eventapp.exhibitors.actions.drafts import save
from eventapp.exhibitors.actions.questions import ask
from eventapp.exhibitors.actions.review import decline
from tests.exhibitors.stand import (
    AT,
    COMPANY,
    accepted,
    do,
    entry_of,
    handed_in,
    mails,
    make_exhibit,
    make_public,
    office,
    person,
    write_on,
)
from tests.members.conftest import at
from tests.members.reading import filled_in, form_of
from tests.people import Insider


def hand_in(petra: Insider, here: int, html: str = ""):
    """Press the button of the page that was looked at."""
    page = html or petra.get(at(here, "pruefen")).text
    signs = [part.split('"')[0] for part in page.split('name="stand" value="')[1:]]
    return petra.send(at(here, "pruefen"), {"stand": signs})


def test_everything_stands_on_one_page_with_ways_to_change_it(petra: Insider, here: int, inside):
    write_on(entry_of(inside()), COMPANY)
    exhibit = make_exhibit(inside())

    page = petra.get(at(here, "pruefen")).text

    for told in ("Borker Straße 22", "Hersteller", "2,5 m²", "bis 3 kW, 230 V, Steckdose 16 A"):
        assert told in page
    assert f'href="{at(here, "firmeneintrag/anschrift")}#street"' in page
    assert f'href="{at(here, f"exponate/{exhibit.id}/strom")}#power"' in page


def test_the_button_says_what_is_handed_in_and_what_is_not(petra: Insider, here: int, inside):
    write_on(entry_of(inside()), COMPANY)

    page = petra.get(at(here, "pruefen")).text

    assert "Firmeneintrag einreichen</button>" in page
    assert "Noch nicht vollständig und später einzureichen: Standpersonal, Anlieferung, Rechnungsangaben." in page


def test_handing_in_is_confirmed_on_a_page_and_by_mail(petra: Insider, here: int, inside):
    write_on(entry_of(inside()), COMPANY)

    answer = hand_in(petra, here)

    assert (answer.status_code, answer.location) == (303, at(here, "eingereicht"))
    page = petra.get(answer.location).text
    assert "Danke, Ihre Angaben sind beim Messebüro." in page
    assert "<li>Firmeneintrag</li>" in page
    assert entry_of(inside()).state == "submitted"
    assert [mail.to_address for mail in mails("handed_in")] == ["erika@siba.example"]


def test_what_changed_since_it_was_looked_at_is_shown_again_first(petra: Insider, here: int, inside):
    write_on(entry_of(inside()), COMPANY)
    seen = petra.get(at(here, "pruefen")).text
    write_on(entry_of(inside()), {"street": "Kims Weg 1"})

    answer = hand_in(petra, here, seen)

    assert answer.status_code == 422
    assert "Inzwischen hat sich etwas geändert." in answer.text
    assert entry_of(inside()).state == "draft"


def test_what_a_colleague_is_just_saving_is_not_handed_in_unseen(petra: Insider, here: int, inside):
    entry = write_on(entry_of(inside()), COMPANY)
    seen = petra.get(at(here, "pruefen")).text

    with ThreadPoolExecutor(1) as pool:
        with transaction():
            save(entry_of(inside()), {"street": "Kims Weg 1"}, version=entry.version, by=person(), at=AT)
            pressed = pool.submit(hand_in, petra, here, seen)
            wait([pressed], timeout=0.5)
        answer = pressed.result()

    assert (answer.status_code, entry_of(inside()).state) == (422, "draft")


def test_pressing_twice_hands_in_once(petra: Insider, here: int, inside):
    write_on(entry_of(inside()), COMPANY)
    seen = petra.get(at(here, "pruefen")).text

    hand_in(petra, here, seen)
    hand_in(petra, here, seen)

    assert entry_of(inside()).submission == 1
    assert len(mails("handed_in")) == 1


def test_the_confirmation_of_nothing_leads_to_the_check(petra: Insider, here: int):
    assert petra.get(at(here, "eingereicht")).location == at(here, "pruefen")


def asked(inside, *, field: str = "street", text: str = "Stimmt die Hausnummer?") -> int:
    entry = write_on(entry_of(inside()), COMPANY)
    handed_in(inside(), entry)
    return do(ask, entry_of(inside()), text, field=field, by=office()).id


def test_a_question_stands_at_its_field_and_is_answered_there(petra: Insider, here: int, inside):
    question = asked(inside)
    path = at(here, f"rueckfrage/{question}")
    assert f'href="{path}"' in petra.get(at(here)).text
    step = petra.get(at(here, "firmeneintrag/anschrift")).text
    assert step.index("Stimmt die Hausnummer?") < step.index('id="street"')

    answer = petra.send(path, form_of(petra, path, street="Borker Straße 24", reply="Jetzt stimmt sie."))

    assert (answer.status_code, answer.location) == (303, at(here))
    entry = entry_of(inside())
    assert (entry.state, entry.handed_in["street"]) == ("answered", "Borker Straße 24")
    assert petra.get(path).status_code == 404


def test_an_answer_needs_words_and_keeps_what_was_typed(petra: Insider, here: int, inside):
    path = at(here, f"rueckfrage/{asked(inside)}")

    answer = petra.send(path, form_of(petra, path, street="Anders 1", reply=""))

    assert answer.status_code == 422
    assert "Schreiben Sie eine Antwort." in answer.text
    assert 'value="Anders 1"' in answer.text
    assert entry_of(inside()).draft["street"] == COMPANY["street"]


def test_an_answer_waits_for_what_is_missing_elsewhere(petra: Insider, here: int, inside):
    path = at(here, f"rueckfrage/{asked(inside)}")
    write_on(entry_of(inside()), {"city": ""})

    answer = petra.send(path, form_of(petra, path, reply="Ja."))

    assert answer.status_code == 422
    assert f'href="{at(here, "firmeneintrag/anschrift")}#city"' in answer.text
    assert entry_of(inside()).state == "question"


def test_a_question_about_the_whole_is_answered_too(petra: Insider, here: int, inside):
    path = at(here, f"rueckfrage/{asked(inside, field='')}")

    assert petra.send(path, form_of(petra, path, reply="Gern.")).status_code == 303
    assert entry_of(inside()).state == "answered"


def test_several_questions_are_answered_one_after_the_other(petra: Insider, here: int, inside):
    first = asked(inside)
    second = do(ask, entry_of(inside()), "Und der Text?", field="text_de", by=office()).id
    path = at(here, f"rueckfrage/{first}")

    answer = petra.send(path, form_of(petra, path, reply="Ja."))

    assert answer.location == at(here, f"rueckfrage/{second}")
    assert entry_of(inside()).state == "question"


def test_declined_says_why_and_can_be_handed_in_again(petra: Insider, here: int, inside):
    entry = make_exhibit(inside())
    handed_in(inside(), entry)
    do(decline, entry_of(inside(), "exhibit"), "Zu schwer für unsere Fläche.", submission=1, by=office())

    assert "Abgelehnt: Sicherung mit Gedächtnis" in petra.get(at(here)).text
    path = at(here, f"exponate/{entry.id}/flaeche-und-masse")
    assert "Zu schwer für unsere Fläche." in petra.get(path).text
    petra.send(path, form_of(petra, path, weight="20"))
    assert hand_in(petra, here).status_code == 303
    assert entry_of(inside(), "exhibit").state == "submitted"


def test_the_old_stays_public_until_the_change_is_accepted(petra: Insider, here: int, inside):
    make_public(inside())
    path = at(here, "firmeneintrag/texte")
    petra.send(path, form_of(petra, path, text_de="Neuer Text."))
    hand_in(petra, here)

    assert entry_of(inside()).accepted["text_de"] == COMPANY["text_de"]
    accepted(entry_of(inside()))
    assert entry_of(inside()).accepted["text_de"] == "Neuer Text."


def test_the_preview_speaks_both_languages_and_shows_nothing_private(petra: Insider, here: int, inside):
    write_on(entry_of(inside()), COMPANY)
    make_exhibit(inside())

    page = petra.get(at(here, "vorschau")).text

    for told in (COMPANY["text_de"], COMPANY["text_en"], "siba.de", "Sicherung mit Gedächtnis"):
        assert told in page
    assert COMPANY["contact_phone"] not in page
    assert "3 kW" not in page


def test_a_preview_of_nothing_says_what_will_stand_there(petra: Insider, here: int):
    assert "Hier wird Ihr Text stehen." in petra.get(at(here, "vorschau")).text


def test_a_conflict_on_the_page_of_a_question_shows_both(petra: Insider, here: int, inside):
    path = at(here, f"rueckfrage/{asked(inside)}")
    sent = form_of(petra, path, street="Petras Weg", reply="Ja.")
    write_on(entry_of(inside()), {"street": "Kims Weg"})

    conflict = petra.send(path, sent)

    assert conflict.status_code == 409
    assert "Kims Weg" in conflict.text
    assert petra.send(path, filled_in(conflict.text)).status_code == 303
    assert entry_of(inside()).handed_in["street"] == "Petras Weg"
