"""Forms: text is cleaned at the edge, refusals are sentences in the reader's language."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Field

from eventapp.errors import DomainError
from eventapp.i18n import mark, speaking
from eventapp.web.forms import Day, EmailLine, Form, Line, Paragraphs, Required, Tick, Version, Wall, WebLine, Whole


class Questions(Form):
    class Meta(Form.Meta):
        csrf = False

    name = Line("Name", [Required(mark("Füllen Sie dieses Feld aus."))], most=10)
    text = Paragraphs("Text", most=20)
    email = EmailLine("E-Mail")
    web = WebLine("Web")
    number = Whole("Zahl", least=1, most=5)
    day = Day("Tag")
    wall = Wall("Uhrzeit")
    yes = Tick("Ja")
    version = Version()


def filled(app: Flask, **values: Any) -> Questions:
    """The form as it comes back from a browser, validated."""
    with app.test_request_context("/", method="POST"):
        form = Questions(MultiDict({"name": "A", **values}))
        form.validate()
        return form


def test_text_is_cleaned_when_it_is_typed(app: Flask):
    form = filled(app, name="  Zu \x07 viel\u202e ", text="a\r\n\r\n\r\n\r\nb\x00 ")

    assert (form.name.data, form.text.data) == ("Zu viel", "a\n\nb")


def test_what_is_left_empty_is_no_mistake_unless_it_is_needed(app: Flask):
    form = filled(app, name="   ")

    assert form.errors == {"name": ["Füllen Sie dieses Feld aus."]}


@pytest.mark.parametrize(
    ("field", "written", "sentence"),
    [
        ("name", "länger als zehn", "Kürzen Sie den Text: 15 Zeichen sind es, 10 haben Platz."),
        ("email", "a@b.de, c@d.de", "Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@beispiel.de."),
        ("email", '"a@x, b"@y.de', "Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@beispiel.de."),
        ("web", "javascript:alert(1)", "Geben Sie eine Webadresse ein, zum Beispiel https://www.beispiel.de."),
        ("web", "https://wer@boese.de", "Geben Sie eine Webadresse ein, zum Beispiel https://www.beispiel.de."),
        ("number", "6", "Geben Sie eine Zahl von 1 bis 5 ein."),
        ("number", "viele", "Geben Sie eine ganze Zahl ein, zum Beispiel 15."),
        ("day", "31.02.2027", "Geben Sie ein Datum ein, zum Beispiel 10.02.2027."),
        ("wall", "25:00", "Geben Sie eine Uhrzeit ein, zum Beispiel 10:30."),
    ],
)
def test_what_does_not_fit_gets_a_sentence_that_says_what_to_do(app: Flask, field: str, written: str, sentence: str):
    form = filled(app, **{field: written})

    assert form.errors == {field: [sentence]}


@pytest.mark.parametrize(
    ("field", "written", "meant"),
    [
        ("email", "Name@Beispiel.DE", "name@beispiel.de"),
        ("web", "www.beispiel.de", "https://www.beispiel.de"),
        ("day", "10.02.2027", "2027-02-10"),
        ("wall", "9.30", "09:30:00"),
        ("version", "7", "7"),
        ("version", "-1 OR 1", "0"),
    ],
)
def test_what_people_write_is_understood(app: Flask, field: str, written: str, meant: str):
    form = filled(app, **{field: written})

    assert (form.errors, str(form[field].data)) == ({}, meant)


def test_a_rule_s_refusal_stands_at_its_field_and_in_the_summary(app: Flask):
    form = filled(app)
    form.refuse(DomainError(mark("Füllen Sie dieses Feld aus."), field="text"))
    form.refuse(DomainError(mark("Wählen Sie Einträge aus der Liste.")))

    assert form.text.errors == ["Füllen Sie dieses Feld aus."]
    assert form.faults == [("", "Wählen Sie Einträge aus der Liste."), ("text", "Füllen Sie dieses Feld aus.")]


def test_sentences_are_said_in_the_reader_s_language(app: Flask):
    with speaking("en"):
        form = filled(app, name="", wall="x")

    assert form.errors == {"name": ["Fill in this field."], "wall": ["Enter a time, for example 10:30."]}


def test_every_kind_of_field_has_a_look():
    kinds = {field.field_class for field in vars(Questions).values() if hasattr(field, "field_class")}

    assert all(issubclass(kind, Field) for kind in kinds)
    assert len(kinds) == 9
