"""Steps of a task: saved at every stop and while typing, never over what somebody else just wrote, nothing lost."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from PIL import Image

from eventapp.exhibitors.actions.drafts import save
from eventapp.exhibitors.actions.invitations import invite_colleague
from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.views import saving
from eventapp.fair.queries import get_fair
from eventapp.uploads import pictures
from eventapp.uploads.prepared import Prepared
from tests.exhibitors.stand import AT, EXHIBIT, again, do, entry_of, make_exhibit, make_invited, person, write_on
from tests.factories import SLUG
from tests.members.conftest import COLLEAGUE, STRANGER, at
from tests.members.reading import filled_in, form_of
from tests.people import Insider, sign_in

NOT_PATIENT = {"sqlite": "PRAGMA busy_timeout = 50", "postgresql": "SET LOCAL lock_timeout = '50ms'"}
ADDRESS, TEXTS, LOGO = "firmeneintrag/anschrift", "firmeneintrag/texte", "firmeneintrag/logo"


def picture(width: int = 900, kind: str = "PNG") -> tuple[io.BytesIO, str]:
    octets = io.BytesIO()
    Image.new("RGBA", (width, width // 3), (10, 60, 120, 255)).save(octets, kind)
    octets.seek(0)
    return octets, "logo.png"


def draft(inside, kind: str = "company") -> dict:
    return entry_of(inside(), kind).draft


def test_a_step_is_saved_and_leads_to_the_next(petra: Insider, here: int, inside):
    path = at(here, ADDRESS)
    sent = form_of(petra, path, street="Weg 1", postal_code="44137", city="Dortmund", website="www.muster.example")

    answer = petra.send(path, sent)

    assert (answer.status_code, answer.location) == (303, at(here, TEXTS))
    assert draft(inside)["street"] == "Weg 1"
    assert draft(inside)["website"] == "https://www.muster.example"


def test_what_is_missing_is_said_and_the_rest_is_saved(petra: Insider, here: int, inside):
    path = at(here, ADDRESS)

    answer = petra.send(path, form_of(petra, path, street="Weg 1"))

    assert answer.status_code == 422
    assert "<title>Fehler: " in answer.text
    assert 'href="#postal_code">Postleitzahl: Diese Angabe fehlt noch.' in answer.text
    assert draft(inside)["street"] == "Weg 1"


def test_the_page_that_said_what_is_missing_can_be_sent_again(petra: Insider, here: int, inside):
    path = at(here, ADDRESS)
    shown = filled_in(petra.send(path, form_of(petra, path, street="Weg 1")).text)

    petra.send(path, {**shown, "street": "Weg 2", "postal_code": "1"})

    assert (draft(inside)["street"], draft(inside)["postal_code"]) == ("Weg 2", "1")


def test_it_can_be_completed_later(petra: Insider, here: int):
    path = at(here, ADDRESS)

    assert petra.send(path, form_of(petra, path, schritt="spaeter")).location == at(here, TEXTS)


def test_a_wrong_number_is_shown_again_as_it_was_typed(petra: Insider, here: int, inside):
    entry = make_exhibit(inside())
    path = at(here, f"exponate/{entry.id}/flaeche-und-masse")

    answer = petra.send(path, form_of(petra, path, area="drei"))

    assert answer.status_code == 422
    assert 'value="drei"' in answer.text
    assert "Bitte geben Sie eine Zahl ein." in answer.text


def test_a_text_over_its_limit_is_kept_and_told(petra: Insider, here: int, inside):
    path = at(here, TEXTS)

    answer = petra.send(path, form_of(petra, path, text_de="ä" * 801))

    assert answer.status_code == 422
    assert "es sind 801, also 1 zu viel" in answer.text
    assert draft(inside)["text_de"] == "ä" * 801


def test_limits_are_said_before_anything_is_typed(petra: Insider, here: int):
    assert "Höchstens 800 Zeichen." in petra.get(at(here, TEXTS)).text
    assert "mindestens 800 Pixel breit, höchstens 5 MB" in petra.get(at(here, LOGO)).text


def test_not_wanted_is_an_answer_to_what_is_optional_and_empty(petra: Insider, here: int, inside):
    path = at(here, "rechnung/rechnung")

    petra.send(path, form_of(petra, path, name="Muster", addition="Einkauf", leaves_empty="y"))

    said = draft(inside, "billing")
    assert said["order_reference"] is None
    assert said["addition"] == "Einkauf"
    assert "street" not in said
    assert 'name="leaves_empty"' in petra.get(path).text
    assert filled_in(petra.get(path).text)["leaves_empty"] == ["y"]


def test_not_wanted_can_be_taken_back(petra: Insider, here: int, inside):
    path = at(here, "rechnung/rechnung")
    petra.send(path, form_of(petra, path, name="Muster", leaves_empty="y"))
    sent = form_of(petra, path, vat_id="DE123456789")
    sent.pop("leaves_empty")

    petra.send(path, sent)

    assert draft(inside, "billing")["vat_id"] == "DE123456789"
    assert "order_reference" not in draft(inside, "billing")


def test_typing_is_saved_without_leaving_the_page(petra: Insider, here: int, inside):
    path = at(here, TEXTS)
    sent = form_of(petra, path, text_de="Erst", autosave="1")

    first = petra.send(path, sent)
    second = petra.send(
        path, {**sent, "text_de": "Erst, dann mehr", "version": first.json["version"], "seen": first.json["seen"]}
    )

    assert (first.status_code, first.json["time"]) == (200, "10:00")
    assert second.json["version"] == first.json["version"] + 1
    assert draft(inside)["text_de"] == "Erst, dann mehr"


def test_what_was_typed_and_taken_back_is_taken_back(petra: Insider, here: int, inside):
    path = at(here, TEXTS)
    sent = form_of(petra, path, autosave="1")
    first = petra.send(path, {**sent, "text_de": "Verschrieben"})

    petra.send(path, {**sent, "version": first.json["version"], "seen": first.json["seen"]})

    assert "text_de" not in draft(inside)


def test_saving_while_typing_never_runs_over_somebody_else(petra: Insider, here: int, inside):
    path = at(here, TEXTS)
    sent = form_of(petra, path, text_de="Meiner", autosave="1")
    write_on(entry_of(inside()), {"text_en": "Kim's"})

    answer = petra.send(path, sent)

    assert (answer.status_code, answer.json) == (409, {"error": "stale"})
    assert draft(inside).get("text_de") is None


def test_two_on_different_fields_of_a_page_are_joined(petra: Insider, here: int, inside):
    path = at(here, TEXTS)
    sent = form_of(petra, path, text_de="Meiner")
    write_on(entry_of(inside()), {"text_en": "Kim's"})

    assert petra.send(path, sent).status_code == 303
    assert (draft(inside)["text_de"], draft(inside)["text_en"]) == ("Meiner", "Kim's")


def test_two_on_the_same_field_see_both_texts_and_decide(petra: Insider, app: Flask, here: int, inside):
    kim = do(invite_colleague, inside(), email=COLLEAGUE, name="Kim Muster", by=person())
    path = at(here, TEXTS)
    sent = form_of(petra, path, text_de="Petras Text")
    do(save, again(entry_of(inside())), {"text_de": "Kims Text"}, version=1, by=kim)

    conflict = petra.send(path, sent)

    assert conflict.status_code == 409
    assert "Petras Text" in conflict.text
    assert "Kims Text" in conflict.text
    assert draft(inside)["text_de"] == "Kims Text"
    assert petra.send(path, filled_in(conflict.text)).status_code == 303
    assert draft(inside)["text_de"] == "Petras Text"


def test_a_lost_session_leads_to_the_entrance_and_back(app: Flask, here: int):
    gone = Insider(app, app.response_class)

    answer = gone.send(at(here, TEXTS), {"autosave": "1"})

    assert answer.status_code == 303
    assert answer.location.startswith("/konto/einloggen")


def test_a_logo_is_shown_on_white_on_dark_and_as_printed(petra: Insider, here: int, inside):
    path = at(here, LOGO)

    answer = petra.send(path, form_of(petra, path, logo=picture(), schritt="bleiben"))

    assert answer.location == path
    page = petra.get(path).text
    for told in ("Auf hellen Seiten", "Auf dunklen Seiten", "In der gedruckten Liste"):
        assert told in page
    digest = draft(inside)["logo"]
    assert petra.get(f"/mein-stand/bild/{digest}-320.webp").mimetype == "image/webp"


def test_a_logo_of_a_draft_is_nobody_else_s(petra: Insider, app: Flask, here: int, inside):
    path = at(here, LOGO)
    petra.send(path, form_of(petra, path, logo=picture(), schritt="bleiben"))
    make_invited(get_fair(SLUG), "X AG", STRANGER)
    stranger = sign_in(app, STRANGER, is_organiser=False)

    digest = draft(inside)["logo"]

    assert stranger.get(f"/mein-stand/bild/{digest}-320.webp").status_code == 404
    assert app.test_client().get(f"/bild/{digest}-320.webp").status_code == 404


def test_a_file_that_is_no_picture_is_refused_with_a_sentence_and_the_rest_kept(petra: Insider, here: int, inside):
    path = at(here, LOGO)

    answer = petra.send(path, form_of(petra, path, logo=(io.BytesIO(b"MZ\x90"), "a.png"), logo_alt="Ein Zahnrad"))

    assert answer.status_code == 422
    assert "Das ist kein Bild, das wir lesen können." in answer.text
    assert draft(inside)["logo_alt"] == "Ein Zahnrad"


def test_a_logo_that_is_too_small_says_how_large_it_is(petra: Insider, here: int):
    path = at(here, LOGO)

    answer = petra.send(path, form_of(petra, path, logo=picture(width=300), schritt="bleiben"))

    assert answer.status_code == 422
    assert "300 × 100 Pixel" in answer.text


def test_a_logo_can_be_taken_out_again_and_its_consent_goes_along(petra: Insider, here: int, inside):
    path = at(here, LOGO)
    petra.send(path, form_of(petra, path, logo=picture(), logo_alt="Zahnrad", logo_rights="y"))
    assert draft(inside)["logo_rights"]["by"] == petra.person_id

    petra.send(path, form_of(petra, path, logo_entfernen="y", schritt="bleiben"))

    assert not {"logo", "logo_rights"} & draft(inside).keys()


def test_an_exhibit_is_started_once_however_often_the_button_is_pressed(petra: Insider, here: int, inside):
    first, second = (petra.send(at(here, "exponate/neu")).location for _press in range(2))

    assert first == second == at(here, f"exponate/{entry_of(inside(), 'exhibit').id}/was-sie-zeigen")


def test_an_exhibit_goes_through_its_steps_back_to_the_list(petra: Insider, here: int, inside):
    path = petra.send(at(here, "exponate/neu")).location
    steps = []
    while path != at(here, "exponate/"):
        steps.append(path.rsplit("/", 1)[1])
        path = petra.send(path, {**form_of(petra, path), **EXHIBIT}).location

    assert steps == [
        *("was-sie-zeigen", "bild", "flaeche-und-masse", "strom", "netz-bildschirm-ton", "moebel-und-bemerkungen")
    ]
    assert draft(inside, "exhibit")["area"] == 2.5
    assert EXHIBIT["title_de"] in petra.get(path).text


def test_an_exhibit_is_removed_after_asking(petra: Insider, here: int, inside):
    entry = make_exhibit(inside())
    path = at(here, f"exponate/{entry.id}/entfernen")

    assert "Wirklich entfernen?" in petra.get(path).text
    assert petra.send(path).location == at(here, "exponate/")
    assert petra.get(path).status_code == 404


def test_a_whole_task_can_be_not_wanted_and_wanted_again(petra: Insider, here: int):
    petra.send(at(here, "exponate/gewuenscht"), {"gewuenscht": "nein"})
    assert "nicht gewünscht" in petra.get(at(here)).text

    petra.send(at(here, "exponate/gewuenscht"), {"gewuenscht": "ja"})
    assert "nicht gewünscht" not in petra.get(at(here)).text

    assert petra.send(at(here, "rechnung/gewuenscht"), {"gewuenscht": "nein"}).status_code == 422


def test_a_partner_reads_what_is_public_of_an_exhibit_and_changes_nothing(
    petra: Insider, app: Flask, here: int, inside
):
    other = make_invited(get_fair(SLUG), "Partner AG", STRANGER)
    entry = make_exhibit(inside(), partners=[other.id])
    partner = sign_in(app, STRANGER, is_organiser=False)

    assert EXHIBIT["title_de"] in partner.get(at(other.id, "exponate/")).text
    page = partner.get(at(other.id, f"exponate/{entry.id}/")).text
    assert EXHIBIT["text_de"] in page
    assert "Stromanschluss" not in page
    assert partner.send(at(other.id, f"exponate/{entry.id}/strom"), {"power": "none"}).status_code == 404


def test_after_the_deadline_it_can_be_read_and_says_whom_to_ask(petra: Insider, clock, here: int, inside):
    write_on(entry_of(inside()), {"street": "Weg 1"})
    clock.move_to(AT + timedelta(days=200))
    again_signed_in = sign_in(petra.application, "erika@siba.example", is_organiser=False)

    page = again_signed_in.get(at(here, "firmeneintrag/")).text

    assert "Weg 1" in page
    assert "Die Frist ist vorbei" in page
    assert "wieder öffnen" in page
    answer = again_signed_in.send(at(here, ADDRESS), {"street": "Weg 2", "version": "9"})
    assert answer.status_code == 422
    assert "Die Frist ist vorbei." in answer.text


def test_fields_that_nobody_asks_change_nothing(petra: Insider, here: int, inside):
    path = at(here, ADDRESS)
    petra.send(
        path,
        form_of(petra, path, street="Weg 1", state="accepted", slug="x", exhibitor_id="99", text_de="eingeschmuggelt"),
    )

    entry = entry_of(inside())
    assert entry.state == "draft"
    assert "text_de" not in entry.draft
    assert (entry.exhibitor_id, entry.slug) == (here, None)


@pytest.mark.parametrize(
    "path", ["nichts/", "exponate/999/", "firmeneintrag/nichts", "firmeneintrag/1/name", "exponate/name"]
)
def test_what_is_not_there_is_not_there(petra: Insider, here: int, path: str):
    assert petra.get(at(here, path)).status_code == 404


def test_what_arrived_while_the_page_was_left_may_arrive_again(petra: Insider, here: int, inside):
    path = at(here, TEXTS)
    sent = form_of(petra, path, text_de="Zweimal geschickt", autosave="1")

    assert [petra.send(path, sent).status_code for _time in range(2)] == [200, 200]
    assert draft(inside)["text_de"] == "Zweimal geschickt"


def test_others_write_while_a_picture_is_being_opened(
    petra: Insider, app: Flask, here: int, inside, monkeypatch: pytest.MonkeyPatch
):
    """Even to the row that the save itself will lock: its transaction has not begun yet."""
    url, prepare = app.config["SQLALCHEMY_DATABASE_URI"], pictures.prepare

    def prepare_while_somebody_writes(octets: bytes, at_least: int) -> Prepared:
        engine = sa.create_engine(url, poolclass=sa.NullPool)
        with engine.begin() as other:
            other.exec_driver_sql(NOT_PATIENT[engine.dialect.name])
            other.execute(sa.update(Exhibitor).where(Exhibitor.id == here).values(contact_name="Inzwischen"))
        return prepare(octets, at_least)

    monkeypatch.setattr(pictures, "prepare", prepare_while_somebody_writes)
    path = at(here, LOGO)

    answer = petra.send(path, form_of(petra, path, logo=picture(), schritt="bleiben"))

    assert (answer.status_code, inside().contact_name) == (303, "Inzwischen")
    assert draft(inside)["logo"]


def test_a_picture_for_somebody_else_s_stand_is_not_even_opened(
    petra: Insider, app: Flask, here: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(saving, "open_image", lambda *_arguments, **_values: pytest.fail("it was opened"))
    stranger = sign_in(app, STRANGER, is_organiser=False)

    assert stranger.send(at(here, LOGO), {"logo": picture()}).status_code == 404


def test_a_logo_may_be_heavier_than_what_is_sent_elsewhere(petra: Insider, here: int, inside):
    octets = io.BytesIO()
    Image.effect_noise((1_000, 400), 90).save(octets, "PNG")
    assert octets.tell() > 200_000
    octets.seek(0)
    path = at(here, LOGO)

    answer = petra.send(path, form_of(petra, path, logo=(octets, "logo.png"), schritt="bleiben"))

    assert (answer.status_code, len(draft(inside)["logo"])) == (303, 64)
