"""Writing, publishing and discarding a fair's draft: what becomes public when, and what the journal says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eventapp.accounts.queries import find_person
from eventapp.database import transaction
from eventapp.fair import drafting
from eventapp.fair.actions import set_fair
from eventapp.fair.draft import Draft
from eventapp.fair.drafting import NothingToPublish, Stale
from eventapp.fair.models import Fair
from eventapp.fair.queries import draft_of, get_fair, public_fair
from eventapp.fair.rules import FairRefused
from eventapp.fair.sections import NAME, VENUE, Section, find_section
from eventapp.fair.settings import FairSettings
from eventapp.fair.value import Venue
from eventapp.i18n import Words
from eventapp.journal.queries import entries
from tests.factories import RELEASED, SLUG, make_fair
from tests.people import MEMBER, make_person

pytestmark = pytest.mark.usefixtures("in_app")
LATER = RELEASED + timedelta(hours=1)


def the_fair() -> Fair:
    return get_fair(SLUG)


@pytest.fixture(autouse=True)
def erika(in_app: None) -> None:
    """The one person of these tests."""
    make_person()


def who() -> int:
    person = find_person(MEMBER)
    assert person is not None
    return person.id


def draft() -> Draft:
    return draft_of(the_fair())


def write(section: Section = VENUE, *, seen: int | None = None, **changed: str) -> None:
    """The office saves a section as it stands, with these fields changed (``venue__name`` for ``venue.name``)."""
    named = {name.replace("__", "."): text for name, text in changed.items()}
    with transaction():
        before = draft()
        fields = {field: before.fields[field] for field in section.fields} | named
        print_ = before.seen(section.fields) if seen is None else seen
        drafting.write(SLUG, section, fields, seen=print_, by=who(), at=RELEASED)


def publish() -> int:
    with transaction():
        return drafting.publish(SLUG, seen=draft().seen(), by=who(), at=LATER)


def noted() -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    rows = reversed(entries(the_fair().id))
    return [
        (row.kind, row.subject, [(one["field"], one["old"], one["new"]) for one in row.differences]) for row in rows
    ]


def test_what_is_written_is_not_public():
    make_fair()

    write(venue__name="Westfalenhallen")

    assert public_fair(the_fair()).profile.venue.name == ""
    assert draft().fair.profile.venue.name == "Westfalenhallen"
    assert the_fair().public_version == 1


def test_publishing_makes_everything_public_under_one_new_number():
    make_fair()
    write(venue__name="Westfalenhallen", venue__point="51.4964, 7.4558")
    write(NAME, title__en="Fair 2027", ends_on="2027-03-30")

    number = publish()

    fair = the_fair()
    shown = public_fair(fair)
    assert number == 4
    assert (fair.public_version, fair.draft, draft().edits) == (2, None, ())
    assert (shown.title, shown.ends_on.isoformat()) == (Words("Messe 2027", "Fair 2027"), "2027-03-30")
    assert shown.profile.venue == Venue(name="Westfalenhallen", latitude=51.4964, longitude=7.4558)


def test_the_journal_tells_every_save_and_the_publication():
    make_fair()
    write(venue__name="Halle", venue__stand="3.B12")
    write(venue__name="Westfalenhallen")
    publish()

    assert noted() == [
        ("fair.drafted", "fair:venue", [("venue.name", "", "Halle"), ("venue.stand", "", "3.B12")]),
        ("fair.drafted", "fair:venue", [("venue.name", "Halle", "Westfalenhallen")]),
        ("fair.published", "fair", [("venue.name", "", "Westfalenhallen"), ("venue.stand", "", "3.B12")]),
    ]
    assert {row.by for row in entries(the_fair().id)} == {who()}


def test_saving_nothing_new_leaves_no_trace():
    make_fair()

    write()

    assert (noted(), the_fair().draft) == ([], None)


def test_writing_the_public_text_again_leaves_nothing_to_publish():
    make_fair()
    write(venue__name="Halle")
    write(venue__name="")

    assert (draft().edits, the_fair().draft) == ((), None)


def test_who_saves_what_they_have_not_seen_is_stopped_and_nothing_is_written():
    make_fair()
    seen = draft().seen(VENUE.fields)
    write(venue__name="Von Anna")

    with pytest.raises(Stale) as stale:
        write(seen=seen, venue__name="Von Ben")

    assert stale.value.draft.fields["venue.name"] == "Von Anna"
    assert draft().fields["venue.name"] == "Von Anna"


def test_who_edits_another_section_is_not_stopped():
    make_fair()
    seen = draft().seen(NAME.fields)
    write(venue__name="Von Anna")

    write(NAME, seen=seen, title__en="Fair")

    assert [edit.field for edit in draft().edits] == ["title.en", "venue.name"]


def test_who_writes_the_same_as_somebody_else_loses_nothing_and_is_not_stopped():
    make_fair()
    seen = draft().seen(VENUE.fields)
    write(venue__name="Halle")

    write(seen=seen, venue__name="Halle")

    assert len(noted()) == 1


def test_a_broken_rule_is_refused_and_nothing_is_written():
    make_fair()

    with pytest.raises(FairRefused, match="deutschen Titel"):
        write(NAME, title__de="")

    assert draft().edits == ()


def test_days_may_be_moved_away_from_the_hours_but_not_be_published_like_that():
    make_fair()
    hours = find_section("oeffnungszeiten")
    assert hours is not None
    write(hours, hours="2027-03-29 09:00–17:00")
    write(NAME, ends_on="2027-03-28")

    with pytest.raises(FairRefused, match=r"am 29\.03\.2027"):
        publish()

    assert the_fair().public_version == 1


def test_nobody_publishes_what_they_have_not_looked_at():
    make_fair()
    write(venue__name="Halle")
    seen = draft().seen()
    write(venue__name="Anders")

    with pytest.raises(Stale), transaction():
        drafting.publish(SLUG, seen=seen, by=who(), at=LATER)

    assert public_fair(the_fair()).profile.venue.name == ""


def test_nothing_written_is_nothing_to_publish():
    make_fair()

    with pytest.raises(NothingToPublish):
        publish()

    assert the_fair().public_version == 1


def test_discarding_takes_back_just_these_fields():
    make_fair()
    write(venue__name="Halle", venue__stand="3.B12")

    with transaction():
        gone = drafting.discard(SLUG, ["venue.name"], seen=draft().seen(["venue.name"]), by=who(), at=LATER)

    assert gone == 1
    assert [edit.field for edit in draft().edits] == ["venue.stand"]
    assert noted()[-1] == ("fair.discarded", "fair", [("venue.name", "Halle", "")])


def test_discarding_what_somebody_rewrote_meanwhile_is_stopped():
    make_fair()
    write(venue__name="Halle")
    seen = draft().seen(["venue.name"])
    write(venue__name="Anders")

    with pytest.raises(Stale), transaction():
        drafting.discard(SLUG, ["venue.name"], seen=seen, by=who(), at=LATER)

    assert draft().fields["venue.name"] == "Anders"


def test_a_settings_file_is_public_at_once_and_keeps_the_draft_over_it():
    make_fair()
    write(venue__name="Halle", venue__stand="3.B12")

    with transaction():
        set_fair(the_fair(), FairSettings(venue=Venue(name="Halle", city="Dortmund")), at=LATER)

    assert public_fair(the_fair()).profile.venue == Venue(name="Halle", city="Dortmund")
    assert [edit.field for edit in draft().edits] == ["venue.stand"]
    assert noted()[-1] == ("fair.set", "fair", [("venue.name", "", "Halle"), ("venue.city", "", "Dortmund")])


def test_who_edits_while_a_settings_file_is_read_is_told():
    make_fair()
    seen = draft().seen(VENUE.fields)
    with transaction():
        set_fair(the_fair(), FairSettings(venue=Venue(name="Aus der Datei")), at=LATER)

    with pytest.raises(Stale):
        write(seen=seen, venue__name="Von Hand")


def test_what_a_new_fair_takes_over_is_a_draft():
    make_fair("messe-2029")

    with transaction():
        drafting.write_over(get_fair("messe-2029"), {"venue.name": "Halle", "texts.imprint.de": "Wir"})

    fair = get_fair("messe-2029")
    assert [edit.field for edit in draft_of(fair).edits] == ["venue.name", "texts.imprint.de"]
    assert (fair.public_version, public_fair(fair).profile.venue.name) == (1, "")


def test_a_draft_with_fields_that_no_page_knows_any_more_still_opens():
    make_fair()
    with transaction():
        the_fair().draft = '{"gone.field":"x","venue.name":"Halle"}'

    assert [edit.field for edit in draft().edits] == ["venue.name"]
