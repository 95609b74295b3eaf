"""What a fair's data have to hold before they can be public: each broken rule with its field."""

from __future__ import annotations

import pytest

from eventapp.fair.fields import fields_of
from eventapp.fair.rules import faults
from tests.fair.test_fields import EMPTY

HOURS = "2027-03-27 09:00–17:00"


def broken(**changed: str) -> list[tuple[str | None, str]]:
    fields = fields_of(EMPTY) | {name.replace("__", "."): text for name, text in changed.items()}
    return [(fault.field, str(fault)) for fault in faults(fields)]


def test_a_new_fair_breaks_no_rule():
    assert broken() == []


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"title__de": ""}, "title.de", "Geben Sie den deutschen Titel ein."),
        ({"title__en": "x" * 201}, "title.en", "Der Titel hat mehr als 200 Zeichen."),
        ({"ends_on": "2027-03-26"}, "ends_on", "Der letzte Messetag liegt vor dem ersten."),
        ({"ends_on": "2027-04-27"}, "ends_on", "Eine Messe dauert hier höchstens 31 Tage."),
        ({"date_note__en": "Assumed"}, "date_note.de", "Schreiben Sie den Hinweis auch auf Deutsch."),
        ({"venue__hall__en": "Hall 3"}, "venue.hall.de", "Schreiben Sie die Halle auch auf Deutsch."),
        ({"venue__point": "hier"}, "venue.point", "Geben Sie Breite und Länge ein, zum Beispiel 51.4964, 7.4558."),
        ({"tickets_url": "http://x.example"}, "tickets_url", "Die Adresse muss mit https:// beginnen."),
        ({"tickets_url": "javascript:alert(1)"}, "tickets_url", "Die Adresse muss mit https:// beginnen."),
        ({"hours": "2027-03-30 09:00–17:00"}, "hours",
         "Es gibt Öffnungszeiten am 30.03.2027, aber das ist kein Messetag."),
        ({"hours": "2027-03-27 17:00–17:00"}, "hours", "Am 27.03.2027 schließt die Halle, bevor sie öffnet."),
        ({"hours": f"{HOURS}\n2027-03-27 16:00–20:00"}, "hours",
         "Am 27.03.2027 überschneiden sich zwei Öffnungszeiten."),
        ({"texts__about__en": "Us"}, "texts.about.de",
         "Schreiben Sie den Text auch auf Deutsch: Deutsch gilt, wo eine Übersetzung fehlt."),
    ],
)  # fmt: skip
def test_a_broken_rule_is_told_at_its_field(changed: dict[str, str], field: str, sentence: str):
    assert broken(**changed) == [(field, sentence)]


def test_two_spans_on_a_day_are_fine_one_after_the_other():
    assert broken(hours=f"{HOURS}\n2027-03-27 17:00–20:00") == []


def test_everything_that_is_wrong_is_told_at_once():
    assert [field for field, _ in broken(title__de="", tickets_url="x")] == ["title.de", "tickets_url"]
