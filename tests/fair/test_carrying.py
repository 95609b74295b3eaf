"""What a new fair takes over of another one: as much as the preview says, as a draft, nothing of it public."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from eventapp.database import db, transaction
from eventapp.exhibitors.actions.registration import NOT_SET, set_rules
from eventapp.exhibitors.queries import exhibitors_of, rules_of_fair
from eventapp.exhibitors.rules import Span, default_rules
from eventapp.fair.actions import set_fair
from eventapp.fair.carrying import begin_fair, counts_of, parts
from eventapp.fair.models import Fair
from eventapp.fair.offers import Coming
from eventapp.fair.queries import draft_of, find_fair, get_fair
from eventapp.fair.settings import FairSettings
from eventapp.fair.value import Contact, OpeningHours, Venue
from eventapp.i18n import Words
from eventapp.journal.queries import entries
from eventapp.outbox.models import OutboxMail
from eventapp.programme.queries import places_of, published, themes_of
from eventapp.signups.actions.office import set_settings
from eventapp.signups.queries import settings_of
from eventapp.stand import queries as stand
from eventapp.stand.actions.placing import put_place
from tests.factories import (
    RELEASED,
    SLUG,
    at,
    make_exhibitor,
    make_fair,
    make_place,
    make_release,
    make_session,
    make_theme,
)
from tests.stand.ground import do, make_area, make_exhibit, make_mark, make_stand, publish, put

FIRST, LAST = date(2029, 2, 14), date(2029, 2, 16)
ALL = frozenset(("texts", "hours", "members", "rules", "places", "themes", "plan", "sign-ups"))
pytestmark = pytest.mark.usefixtures("in_app")


@pytest.fixture
def former(in_app: None) -> Fair:
    """A fair with something of everything."""
    fair = make_fair()
    with transaction():
        texts = {"imprint": Words("Wir", "We"), "after": Words("Bis 2029!")}
        hours = [OpeningHours(at("09:00", day), at("17:00", day)) for day in (fair.starts_on, fair.ends_on)]
        venue, contact = Venue(name="Halle", stand="3.B12"), Contact(email="buero@messe.example")
        set_fair(fair, FairSettings(venue=venue, contact=contact, texts=texts), at=RELEASED)
        profile = msgspec.json.decode(fair.profile)
        profile["hours"] = msgspec.to_builtins(hours)
        fair.profile = msgspec.json.encode(profile).decode()
    stage, hidden = make_place(fair, "Bühne A", slug="buehne-a"), make_place(fair, "Alt")
    make_theme(fair, slug="energie")
    plan = make_stand(fair)
    area, gone = make_area(plan), make_area(plan, "B1", (400, 0, 100, 100))
    make_mark(plan, kw=3)
    exhibitor = make_exhibitor(fair, "SIBA", contact_email="s@siba.example", language="en")
    make_exhibitor(fair, "Fort", state="withdrawn")
    put(plan, make_exhibit(exhibitor), area)
    with transaction():
        hidden.is_hidden = True
        gone.removed_at = RELEASED
        rules = default_rules(fair.starts_on)
        built = (
            Span(at("08:00", fair.starts_on - timedelta(days=1)), at("20:00", fair.starts_on - timedelta(days=1))),
        )
        rules = msgspec.structs.replace(rules, is_open=True, free_passes=7, build_up=built)
        set_rules(fair, rules, version=NOT_SET, by=None, at=RELEASED)
        set_settings(fair.id, overlap="refuse", shows="words", offer_hours=3, by=None, at=RELEASED)
    do(put_place, plan, stage, area)
    publish()
    make_session(fair, place=stage)
    make_release()
    return get_fair(SLUG)


def begun(former: Fair, *keys: str, ends_on: date = LAST) -> Fair:
    told: dict[str, Any] = {"title": "Messe 2029", "starts_on": FIRST, "ends_on": ends_on, "uid_domain": "m.example"}
    with transaction():
        return begin_fair("messe-2029", former=former, carry=keys or ALL, by=None, at=RELEASED, **told)


def test_everything_that_can_be_taken_over_is_offered_once():
    assert [part.key for part in parts()] == [
        *("texts", "hours", "members", "rules", "places", "themes", "plan", "sign-ups")
    ]


def test_as_much_is_taken_over_as_the_preview_says(former: Fair):
    told = counts_of(former, Coming(FIRST, LAST, ALL))

    fair = begun(former)

    said = [(name, str(number)) for _part, found in told for name, number in found]
    assert said == [
        ("Angaben zu Ort und Kontakt", "2"),
        ("Texte der Seiten", "1"),
        ("Öffnungszeiten", "2"),
        ("Mitglieder, noch nicht eingeladen", "1"),
        ("Aufgaben mit Frist", "6"),
        ("Orte des Programms", "1"),
        ("Themenfelder", "1"),
        ("Flächen mit ihren Nummern", "1"),
        ("Zeichen auf dem Plan", "1"),
        ("Orte des Programms mit ihrer Lage", "1"),
        ("Einstellungen zu den Plätzen", "3"),
    ]
    noted = [entry for entry in entries(fair.id) if entry.kind == "fair.created"]
    assert [(one["field"], one["new"]) for one in noted[0].differences] == [("Übernommen von", "Messe 2027"), *said]


def test_texts_and_hours_are_a_draft_and_hours_lie_on_the_new_days(former: Fair):
    draft = draft_of(begun(former))

    assert draft.written == {
        "venue.name": "Halle",
        "contact.email": "buero@messe.example",
        "texts.imprint.de": "Wir",
        "texts.imprint.en": "We",
        "hours": "2029-02-14 09:00–17:00\n2029-02-15 09:00–17:00",
    }
    assert draft.public.profile.venue.name == ""


def test_hours_of_a_day_that_the_new_fair_does_not_have_are_left(former: Fair):
    assert draft_of(begun(former, "hours", ends_on=FIRST)).written == {"hours": "2029-02-14 09:00–17:00"}


def test_places_and_themes_keep_their_addresses_and_are_not_public(former: Fair):
    fair = begun(former)

    assert [(one.slug, one.name_de, one.is_hidden) for one in places_of(fair.id)] == [("buehne-a", "Bühne A", False)]
    assert [one.slug for one in themes_of(fair.id)] == ["energie"]
    assert published("messe-2029").programme is None


def test_the_plan_has_the_same_numbers_on_new_areas_and_nobody_on_it(former: Fair):
    fair = begun(former)

    old, new = stand.find_stand(former.id), stand.find_stand(fair.id)
    assert old is not None
    assert new is not None
    assert (new.published, new.outline, stand.find_published(fair.id, 0)) == (0, old.outline, None)
    (was,), (area,) = stand.areas_of(old.id), stand.areas_of(new.id)
    assert (area.number, area.points, area.id == was.id) == ("A1", was.points, False)
    assert stand.placements_of(new.id) == []
    assert [(one.slug, one.area) for one in stand.places_on_stand(fair.id)] == [("buehne-a", "A1")]


def test_a_plan_without_its_places_leaves_them_out(former: Fair):
    fair = begun(former, "plan")

    assert stand.places_on_stand(fair.id) == []
    assert ("Orte des Programms mit ihrer Lage", 1) not in counts_of(former, Coming(FIRST, LAST, frozenset({"plan"})))


def test_members_are_listed_and_nobody_is_written_to(former: Fair):
    fair = begun(former)

    told = [(one.member.name, one.state, one.contact_email, one.language) for one in exhibitors_of(fair.id)]
    assert told == [("SIBA", "listed", "s@siba.example", "en")]
    assert db.session.query(OutboxMail).count() == 0


def test_rules_keep_their_distance_from_the_first_day_and_applying_stays_shut(former: Fair):
    then, now = rules_of_fair(former), rules_of_fair(begun(former))

    assert now.tasks["company"].due_at == default_rules(FIRST).tasks["company"].due_at
    assert (then.is_open, now.is_open, now.free_passes) == (True, False, 7)
    assert now.build_up == (Span(datetime(2029, 2, 13, 7, tzinfo=UTC), datetime(2029, 2, 13, 19, tzinfo=UTC)),)


def test_rules_that_nobody_ever_set_are_those_by_default(in_app: None):
    fair = begun(make_fair())

    assert rules_of_fair(fair) == default_rules(FIRST)


def test_rules_of_places_come_along(former: Fair):
    said = settings_of(begun(former).id)

    assert (said.overlap, said.shows, said.offer_hours) == ("refuse", "words", 3)


def test_only_what_was_chosen_is_taken_over(former: Fair):
    fair = begun(former, "themes")

    assert (len(themes_of(fair.id)), places_of(fair.id), exhibitors_of(fair.id)) == (1, [], [])
    assert (stand.find_stand(fair.id), fair.draft) == (None, None)


def test_the_shell_takes_over_as_well(app: Flask, former: Fair, cli: FlaskCliRunner):
    words = ["fair", "create", "messe-2029", "--title", "Messe 2029", "--starts", "2029-02-14", "--ends", "2029-02-16"]

    refused = cli.invoke(args=[*words, "--from", SLUG, "--carry", "places,alles"])
    assert (refused.exit_code, "kennt nicht: alles" in refused.output, find_fair("messe-2029")) == (1, True, None)

    made = cli.invoke(args=[*words, "--from", SLUG, "--carry", "places, themes"])
    assert made.exit_code == 0
    assert made.output.endswith("übernommen:\n  Orte des Programms: 1\n  Themenfelder: 1\n")
    assert len(places_of(get_fair("messe-2029").id)) == 1
