"""The office's pages of a fair's registration rules: shown, previewed, warned about, never overwritten in silence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from flask import Flask

from eventapp.clock import at_the_fair, now
from eventapp.exhibitors.actions.registration import NOT_SET, set_rules
from eventapp.exhibitors.fields.tasks import TASKS
from eventapp.exhibitors.queries import find_registration, rules_of_fair
from eventapp.exhibitors.rules import FieldRule, Rules, default_rules
from eventapp.fair.models import Fair
from eventapp.i18n import Words
from eventapp.text import slug
from tests.exhibitors.desk_pages import DESK, page_of, submitted
from tests.exhibitors.stand import do
from tests.factories import make_fair
from tests.people import Insider, sign_in
from tests.reader import Page, read

HERE = f"{DESK}/anmeldung"
WORDS = [slug(task.label) for task in TASKS]


@pytest.fixture
def fair(in_app: None) -> Fair:
    return make_fair()


@pytest.fixture
def office(app: Flask, fair: Fair) -> Insider:
    return sign_in(app)


def typed_in(page: Page, path: str) -> dict[str, Any]:
    """What the page's form would send."""
    form = next(one for one in page.tree.forms if one.get("action") == path)
    return {name: value for name, value in form.form_values() if name != "csrf_token"}


def form_at(office: Insider, path: str, **typed: str) -> dict[str, Any]:
    """What the page there would send, with some of it typed otherwise."""
    return {**typed_in(page_of(office.get(path)), path), **typed}


def save(office: Insider, path: str, **typed: str) -> Page:
    return page_of(office.send(path, {**form_at(office, path, **typed), "do": typed.get("do", "save")}))


def stored(fair: Fair) -> Rules:
    return rules_of_fair(fair)


def test_the_overview_says_what_holds_without_rules_and_that_nobody_set_any(office: Insider):
    page = read(office, HERE)

    assert page.h1 == "Regeln der Anmeldung"
    assert "hat noch niemand Regeln gesetzt" in page.text
    assert "8 Wochen vor Messebeginn" in page.text
    assert "28 gefragt, 8 Pflicht" in page.text
    assert "https://messe.example/messe-2027/mitmachen" in page.body


@pytest.mark.parametrize(("hours", "signs"), [(-1, 1), (1, 0)])
def test_a_deadline_that_has_passed_says_so(office: Insider, fair: Fair, hours: int, signs: int):
    far = now() + timedelta(days=90)
    tasks = {
        key: msgspec.structs.replace(rule, due_at=far) for key, rule in default_rules(fair.starts_on).tasks.items()
    }
    tasks["proposal"] = msgspec.structs.replace(tasks["proposal"], due_at=now() + timedelta(hours=hours))
    rules = msgspec.structs.replace(default_rules(fair.starts_on), tasks=tasks)
    do(set_rules, fair, rules, version=NOT_SET, by=None)

    assert len(read(office, HERE).tree.xpath("//td[@class='rules__due']//strong[contains(., 'vorbei')]")) == signs


@pytest.mark.parametrize("path", ["", "/angaben", *(f"/{word}" for word in WORDS)])
def test_each_page_is_a_good_page(office: Insider, path: str):
    assert read(office, HERE + path).h1


@pytest.mark.parametrize("path", ["/angaben", *(f"/{word}" for word in WORDS)])
def test_a_form_saved_untouched_says_what_it_said(office: Insider, fair: Fair, path: str):
    assert save(office, HERE + path).status == 303
    assert stored(fair) == default_rules(fair.starts_on)


def test_a_task_that_is_none_is_not_found(office: Insider):
    assert office.get(f"{HERE}/catering").status_code == 404


def test_what_is_typed_for_a_task_holds_from_then_on(office: Insider, fair: Fair):
    answer = save(
        office,
        f"{HERE}/exponate",
        is_compulsory="compulsory",
        help_de="Eins genügt.",
        help_en="One is enough.",
        text_de__limit="300",
        text_de__help_de="Kurz.",
        text_en__how="compulsory",
        length__how="left_out",
    )

    rule = stored(fair).task("exhibit")
    assert answer.status == 303
    assert (rule.is_asked, rule.is_compulsory, rule.help) == (True, True, Words("Eins genügt.", "One is enough."))
    assert rule.fields == {
        "text_de": FieldRule(limit=300, help=Words("Kurz.", "")),
        "text_en": FieldRule(is_compulsory=True),
        "length": FieldRule(is_asked=False),
    }


def test_what_is_like_the_default_stays_unsaid(office: Insider, fair: Fair):
    save(office, f"{HERE}/exponate", text_de__limit="300")

    save(office, f"{HERE}/exponate", text_de__limit="800")

    assert stored(fair).task("exhibit").fields == {}


def test_a_field_goes_back_to_the_default_and_is_not_saved_by_that(office: Insider, fair: Fair):
    path = f"{HERE}/exponate"
    save(office, path, text_de__limit="300", text_en__how="left_out")

    page = save(office, path, do="default:text_de", title_en__limit="50")

    fields = typed_in(page, path)
    assert (fields["text_de__limit"], fields["text_en__how"], fields["title_en__limit"]) == ("800", "left_out", "50")
    assert stored(fair).task("exhibit").fields["text_de"] == FieldRule(limit=300)


def test_a_whole_task_goes_back_to_the_default(office: Insider, fair: Fair):
    path = f"{HERE}/exponate"
    save(office, path, text_de__limit="300", is_asked="left_out", due_day="2027-01-04")

    page = save(office, path, do="default:")

    fields = typed_in(page, path)
    assert (fields["text_de__limit"], fields["is_asked"], fields["due_day"]) == ("800", "compulsory", "2027-02-14")


def test_fixed_fields_have_no_choice_and_say_why(office: Insider):
    page = page_of(office.get(f"{HERE}/exponate"))

    assert page.tree.xpath("//*[@name='title_de__how']") == []
    assert "Immer gefragt, immer Pflicht. Unter diesem Namen steht es" in page.text


def test_a_deadline_without_a_day_comes_back_with_what_was_typed(office: Insider, fair: Fair):
    page = save(office, f"{HERE}/exponate", due_day="", text_de__limit="0")

    assert page.status == 422
    assert "Geben Sie den Tag der Frist ein." in page.text
    assert "Geben Sie eine Zahl von 1 bis 5000 ein." in page.text
    assert find_registration(fair.id) is None


def test_a_time_that_the_change_of_clocks_skips_is_refused(office: Insider):
    page = save(office, f"{HERE}/exponate", due_day="2027-03-28", due_time="02:30")

    assert (page.status, "Die Uhren werden vorgestellt" in page.text) == (422, True)


def test_the_preview_shows_the_members_form_in_both_languages_and_saves_nothing(office: Insider, fair: Fair):
    page = save(
        office, f"{HERE}/exponate", do="preview", text_de__limit="77", text_de__help_en="Short.", length__how="left_out"
    )

    (german,), (english,) = (page.tree.xpath(f"//*[@id='vorschau']//*[@lang='{lang}'][h3]") for lang in ("de", "en"))
    assert page.status == 200
    assert "Höchstens 77 Zeichen." in german.text_content()
    assert "Short." in english.text_content()
    assert "Title in German" in english.text_content()
    assert german.xpath(".//*[@name='de-length']") == []
    assert page.tree.xpath("//fieldset[@disabled]//*[@name='en-title_de']")
    assert find_registration(fair.id) is None


def test_the_preview_of_every_task_is_a_good_page(office: Insider):
    for word in WORDS:
        page = save(office, f"{HERE}/{word}", do="preview")

        assert page.status == 200
        ids = page.tree.xpath("//@id")
        assert len(ids) == len(set(ids)), word


def test_whoever_saves_an_old_task_is_shown_both(office: Insider, fair: Fair):
    path = f"{HERE}/exponate"
    old = form_at(office, path, text_de__limit="200", help_de="Von mir")
    save(office, path, text_de__limit="300", help_de="Von ihr")

    page = page_of(office.send(path, old))

    assert page.status == 409
    assert page.tree.xpath("//*[@class='field__stored-text']/text()") == ["Von ihr", "300"]
    assert stored(fair).task("exhibit").fields["text_de"].limit == 300
    assert office.send(path, typed_in(page, path)).status_code == 303
    assert stored(fair).task("exhibit").fields["text_de"].limit == 200


def test_two_people_at_two_tasks_do_not_meet(office: Insider, fair: Fair):
    old = form_at(office, f"{HERE}/exponate", help_de="Von mir")
    save(office, f"{HERE}/rechnung", help_de="Von ihr")
    save(office, f"{HERE}/angaben", free_passes="9")

    assert office.send(f"{HERE}/exponate", old).status_code == 303
    assert [stored(fair).task(key).help.de for key in ("exhibit", "billing")] == ["Von mir", "Von ihr"]
    assert stored(fair).free_passes == 9


def test_what_a_change_does_to_members_is_said_before_it_is_saved(office: Insider, fair: Fair):
    submitted(fair, draft={"name": "Muster GmbH", "contact_mobile": "0231 1"})
    path = f"{HERE}/firmeneintrag"

    page = save(office, path, contact_mobile__how="left_out")

    assert page.status == 200
    assert "1 Mitglied hat das schon ausgefüllt" in page.text
    assert find_registration(fair.id) is None
    assert office.send(path, {**typed_in(page, path), "do": "save"}).status_code == 303
    assert stored(fair).task("company").fields == {"contact_mobile": FieldRule(is_asked=False)}


def test_a_deadline_after_the_fair_begins_is_said_once(office: Insider, fair: Fair):
    path = f"{HERE}/standpersonal"
    page = save(office, path, due_day="2027-03-28")
    assert "Die Frist liegt nach dem Beginn der Messe." in page.text

    assert office.send(path, typed_in(page, path)).status_code == 303

    assert "Die Frist liegt nach dem Beginn der Messe." in page_of(office.get(HERE)).text
    assert save(office, path, help_de="Anders").status == 303


def test_a_moved_deadline_is_saved_with_the_word_on_reminders(office: Insider, fair: Fair):
    save(office, f"{HERE}/standpersonal", due_day="2027-02-01", due_time="12:00")

    assert "Erinnerungen richten sich ab jetzt nach der neuen Frist" in page_of(office.get(HERE)).text
    assert f"{at_the_fair(stored(fair).task('staff').due_at):%d.%m. %H:%M}" == "01.02. 12:00"


GENERAL = {
    "is_open": "open",
    "opens_day": "2026-09-01",
    "opens_time": "08:00",
    "closes_day": "2026-12-01",
    "closes_time": "18:00",
    "build_up_0_day": "2027-03-26",
    "build_up_0_starts": "07:00",
    "build_up_0_ends": "19:00",
    "dismantling_0_day": "2027-03-29",
    "dismantling_0_starts": "18:00",
    "dismantling_0_ends": "12:00",
    "dismantling_0_last_day": "2027-03-30",
    "delivery_address": "Halle 3\nTor 12",
    "contact_name": "Sabine Beispiel",
    "contact_phone": "+49 231 1",
    "contact_email": "buero@messe.example",
    "free_passes": "6",
    "welcome_de": "Willkommen",
    "welcome_en": "Welcome",
}


def test_everything_that_members_have_to_know_is_set_on_one_page(office: Insider, fair: Fair):
    answer = save(office, f"{HERE}/angaben", **GENERAL)

    rules = stored(fair)
    walls = [[f"{at_the_fair(one):%d.%m. %H:%M}" for one in (span.starts_at, span.ends_at)] for span in rules.build_up]
    assert answer.status == 303
    assert (rules.is_open, rules.free_passes, rules.welcome) == (True, 6, Words("Willkommen", "Welcome"))
    assert walls == [["26.03. 07:00", "26.03. 19:00"]]
    assert f"{at_the_fair(rules.dismantling[0].ends_at):%d.%m. %H:%M}" == "30.03. 12:00"
    page = read(office, HERE)
    assert "Sabine Beispiel" in page.text
    assert save(office, f"{HERE}/angaben").status == 303
    assert stored(fair) == rules


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"closes_day": "2026-08-01"}, "Die Anmeldung endet, bevor sie beginnt."),
        ({"opens_time": ""}, "Geben Sie Tag und Uhrzeit ein oder nichts von beidem."),
        ({"build_up_0_ends": "06:00"}, "Eine Zeit endet, bevor sie beginnt."),
        ({"build_up_0_day": ""}, "Geben Sie Tag, Beginn und Ende ein."),
        ({"free_passes": "900"}, "Geben Sie eine Zahl von 0 bis 200 ein."),
        ({"contact_email": "buero"}, "Geben Sie eine E-Mail-Adresse ein"),
    ],
)
def test_what_does_not_fit_together_comes_back_with_a_sentence(
    office: Insider, fair: Fair, typed: dict[str, str], sentence: str
):
    page = save(office, f"{HERE}/angaben", **{**GENERAL, **typed})

    assert (page.status, sentence in page.text) == (422, True)
    assert "Sabine Beispiel" in page.body
    assert find_registration(fair.id) is None


def test_whoever_saves_old_general_rules_is_shown_both(office: Insider, fair: Fair):
    path = f"{HERE}/angaben"
    old = form_at(office, path, free_passes="3", contact_phone="+49 231 1")
    save(office, path, **GENERAL)

    page = page_of(office.send(path, old))

    told = page.tree.xpath("//*[@class='field__stored-text']/text()")
    assert page.status == 409
    assert "6" in told
    assert "Fr., 26. März 2027, 07:00 Uhr – Fr., 26. März 2027, 19:00 Uhr" in told
    assert stored(fair).free_passes == 6


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({}, "geschlossen"),
        ({"is_open": True}, "offen"),
        ({"is_open": True, "opens_at": 1}, "noch nicht begonnen"),
        ({"is_open": True, "closes_at": -1}, "beendet"),
    ],
)
def test_the_overview_says_whether_the_registration_is_open(
    office: Insider, fair: Fair, values: dict[str, Any], word: str
):
    moments = {name: now() + timedelta(hours=values[name]) for name in ("opens_at", "closes_at") if name in values}
    rules = msgspec.structs.replace(default_rules(fair.starts_on), **{"closes_at": None, **values, **moments})
    do(set_rules, fair, rules, version=NOT_SET, by=None)

    told = page_of(office.get(HERE)).tree.xpath("//dt[.='Jetzt']/following-sibling::dd//text()")

    assert "".join(told).strip() == word


def test_the_pages_are_told_in_english_too(app: Flask, fair: Fair):
    office = sign_in(app, language="en")

    for path in ("", "/angaben", "/exponate"):
        assert read(office, HERE + path, language="en").lang == "en"
    assert "6 weeks before the fair begins" in page_of(office.get(HERE)).text
