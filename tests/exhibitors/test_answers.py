"""What is stored of what was typed, and what is said to be wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventapp.exhibitors.answers import is_called_for, problems, shown, tidied
from eventapp.exhibitors.asking import AskedField
from eventapp.exhibitors.fields.field import Field, Kind
from eventapp.exhibitors.fields.tasks import TASKS, get_field
from eventapp.i18n import speaking

FIELDS = [field for task in TASKS for field in task.fields]


def asked(task: str, key: str, *, is_compulsory: bool = True, limit: int = 800) -> AskedField:
    return AskedField(get_field(task, key), is_compulsory, limit)


def complaint(one: AskedField, answer: object, **others: object) -> str:
    """The sentence, or nothing."""
    found = problems([one], {one.field.key: answer, **others}, {})
    return found[0].message if found else ""


@pytest.mark.parametrize(
    ("typed", "stored"), [("2,5", 2.5), ("3", 3), ("3.0", 3), (" 4 ", 4), ("drei", "drei"), ("", "")]
)
def test_a_number_is_read_as_people_write_it_and_kept_where_it_is_none(typed: str, stored: object):
    assert tidied(get_field("exhibit", "area"), typed) == stored


def test_what_is_no_number_is_complained_about_and_not_lost():
    assert complaint(asked("exhibit", "area"), "drei") == "Bitte geben Sie eine Zahl ein."


def test_a_whole_number_wants_no_comma():
    assert complaint(asked("exhibit", "chairs"), 2.5) == "Bitte geben Sie eine ganze Zahl ein."


def test_a_number_has_bounds():
    assert complaint(asked("exhibit", "chairs"), 51) == "Bitte geben Sie eine Zahl von {least} bis {most} ein."


def test_characters_are_counted_as_people_count_them():
    field = asked("company", "text_de", limit=10)

    assert complaint(field, "ä" * 10) == ""
    assert problems([field], {"text_de": "ä" * 12}, {})[0].values == {"limit": 10, "length": 12, "over": 2}


def test_line_ends_count_as_one_character():
    assert tidied(get_field("company", "text_de"), "a\r\nb") == "a\nb"


def test_not_wanted_is_an_answer_to_an_optional_field_only():
    assert complaint(asked("company", "logo", is_compulsory=False), None) == ""
    assert complaint(asked("company", "text_de"), None) == "Diese Angabe fehlt noch."


def test_a_field_that_depends_on_another_is_missing_only_with_it():
    alt = asked("company", "logo_alt")

    assert problems([alt], {}, {}) == []
    assert problems([alt], {"logo": "ab" * 32}, {})[0].is_missing


def test_a_logo_that_is_not_wanted_wants_no_description():
    assert not is_called_for(get_field("company", "logo_alt"), {"logo": None})


def test_a_picture_without_consent_is_not_complete():
    found = problems([asked("company", "logo_rights")], {"logo": "ab" * 32}, {})

    assert found[0].message == "Bitte bestätigen Sie, dass Sie die Rechte haben."


def test_a_consent_is_never_made_by_what_a_form_says():
    assert tidied(get_field("company", "logo_rights"), "on") == {}


def test_what_is_not_offered_cannot_be_chosen():
    field = asked("exhibit", "themes", is_compulsory=False)

    assert problems([field], {"themes": ["energie"]}, {"themes": {"energie": "Energie"}}) == []
    assert problems([field], {"themes": ["energie"]}, {"themes": {}})[0].values == {"names": "energie"}


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "https://", "https://nirgends", "https://a b.de", "data:text/html,x"),
        *("https://name@beispiel.de", "//beispiel.de", 'https://beispiel.de/"onclick=', "https://[::1"),
    ],
)
def test_only_web_addresses_are_web_addresses(address: str):
    assert complaint(asked("company", "website"), address).startswith("Das ist keine Webadresse")


def test_a_web_address_without_its_beginning_gets_one():
    assert tidied(get_field("company", "website"), "www.siba.de") == "https://www.siba.de"


@pytest.mark.parametrize("address", ["kein-at", "a@b", "a@b.de,c@d.de", "Name <a@b.de>", "a b@c.de"])
def test_one_e_mail_address_and_nothing_else(address: str):
    assert complaint(asked("company", "contact_email"), address).startswith("Das ist keine E-Mail-Adresse")


def test_a_confirmation_has_to_be_yes():
    assert complaint(asked("staff", "is_informed"), False) == "Ohne diese Bestätigung geht es nicht."


def test_a_number_is_shown_with_its_unit_in_the_reader_s_language():
    area = get_field("exhibit", "area")

    with speaking("de"):
        german = shown(area, 2.5, {})
    with speaking("en"):
        english = shown(area, 2.5, {})

    assert (german, english) == ("2,5 m²", "2.5 m²")


def test_partners_are_shown_by_name():
    assert shown(get_field("exhibit", "partners"), [3, 4], {"partners": {"3": "IANUS GmbH"}}) == "IANUS GmbH, 4"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(FIELDS), ANYTHING)
def test_whatever_comes_in_is_stored_said_and_shown_without_stumbling(field: Field, raw: object):
    answer = tidied(field, raw)
    one = AskedField(field, is_compulsory=True, limit=field.longest)

    problems([one], {field.key: answer}, {})

    assert isinstance(shown(field, answer, {}), str)
    if field.kind not in (Kind.CONSENT, Kind.CHOICES, Kind.PARTNERS, Kind.NUMBER) and isinstance(answer, str):
        assert tidied(field, answer) == answer
