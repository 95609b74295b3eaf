"""What the page offers to subscribe to."""

from __future__ import annotations

from eventapp.calendars.offers import Group, Offer, offers_of
from eventapp.programme.value import NamedExhibitor, Words
from tests.calendars.builders import START, make_programme, make_session


def test_feeds_are_offered_in_groups_with_what_will_take_place():
    later = make_session("BBBBBB", starts_at=START.replace(day=11), place="werkstatt", theme="")
    programme = make_programme(make_session(), later, make_session("CCCCCC", is_cancelled=True))

    assert offers_of(programme) == (
        Group("Alles", (Offer("programm", Words("Programm", "Programme"), 2),)),
        Group(
            "Ein Tag",
            (
                Offer("tag-2027-02-10", Words("Mittwoch, 10. Februar", "Wednesday, 10 February"), 1),
                Offer("tag-2027-02-11", Words("Donnerstag, 11. Februar", "Thursday, 11 February"), 1),
                Offer("tag-2027-02-12", Words("Freitag, 12. Februar", "Friday, 12 February"), 0),
            ),
        ),
        Group("Ein Themenfeld", (Offer("thema-energie", Words("Energie", "Energy"), 1),)),
        Group(
            "Ein Ort",
            (Offer("ort-buehne-a", Words("Bühne A", "Stage A"), 1), Offer("ort-werkstatt", Words("Werkstatt"), 1)),
        ),
    )


def test_a_programme_without_themes_and_places_has_no_empty_groups():
    groups = offers_of(make_programme(themes=(), places=()))

    assert [group.title for group in groups] == ["Alles", "Ein Tag"]


def test_an_exhibitor_is_offered_by_its_name_if_it_gives_anything():
    named = (NamedExhibitor("hafen", "Hafen KG"), NamedExhibitor("siba", "SIBA GmbH"))

    group = offers_of(make_programme(make_session(exhibitors=("siba",)), exhibitors=named))[-1]

    assert group == Group("Ein Aussteller", (Offer("aussteller-siba", Words("SIBA GmbH", "SIBA GmbH"), 1),))
