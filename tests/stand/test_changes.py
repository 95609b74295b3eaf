"""What publishing a plan would change."""

from __future__ import annotations

from dataclasses import replace

from eventapp.exhibitors.value import PublicExhibitors
from eventapp.i18n import Words
from eventapp.stand.changes import changes_between, told
from eventapp.stand.geometry import Box
from eventapp.stand.value import Area, Mark, Placed, StandPlan
from tests.factories import SLUG

A1 = Area("A1", Box(0, 0, 300, 200).points, Words("Bühne"), "stage")
A2 = Area("A2", Box(300, 0, 300, 200).points, placed=(Placed(("siba",), "sicherung"),), places=("buehne-a",))
POWER = Mark("power", ((50, 50),), kw=3)
PLAN = StandPlan(SLUG, Words("Stand"), Box(0, 0, 1_200, 800).points, areas=(A1, A2), marks=(POWER, POWER))


def sentences(before: StandPlan | None, after: StandPlan) -> list[str]:
    groups = told(changes_between(before, after), PublicExhibitors(), {"buehne-a": Words("Bühne A")})
    return [line for group in groups for line in group.lines]


def test_the_same_plan_changes_nothing():
    assert sentences(PLAN, PLAN) == []


def test_the_first_plan_is_all_new():
    assert sentences(None, PLAN) == [
        "A1: Bühne",
        "A2: Theke",
        "A2: neu siba",
        "A2: neu sicherung",
        "A2: neu „Bühne A“",
        "neu: 2 × Stromanschluss",
    ]


def test_areas_that_moved_were_renamed_or_went_are_told_apart():
    moved = replace(A2, points=Box(300, 100, 200, 200).points)
    after = replace(PLAN, areas=(replace(A1, name=Words("Große Bühne")), moved))

    assert sentences(PLAN, after) == ["A2: 3 × 2 m bei 3 / 0 → 2 × 2 m bei 3 / 1", "A1: Bühne → A1: Große Bühne"]
    assert sentences(PLAN, replace(PLAN, areas=(A2,))) == ["A1: Bühne"]


def test_who_leaves_an_area_is_named():
    left = replace(PLAN, areas=(A1, replace(A2, placed=(), places=())))

    assert sentences(PLAN, left) == [
        "A2: nicht mehr siba",
        "A2: nicht mehr sicherung",
        "A2: nicht mehr „Bühne A“",
    ]


def test_marks_are_counted_and_the_whole_is_told_in_a_word():
    after = replace(
        PLAN, name=Words("Anders"), outline=Box(0, 0, 900, 800).points, marks=(POWER, Mark("exit", ((0, 0),)))
    )

    assert sentences(PLAN, after) == [
        "Name oder Ortsangabe des Stands",
        "Umriss des Stands",
        "neu: Ausgang",
        "weg: Stromanschluss",
    ]
