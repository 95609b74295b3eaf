"""The draft read as a value: whole, and without what is only there to be read."""

from __future__ import annotations

import pytest

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.programme.conflicts import all_conflicts
from eventapp.programme.draft_reading import read_outline, read_whole_draft, with_texts
from eventapp.programme.planning import Planning
from eventapp.programme.queries import find_published, standing_at_hand
from tests.factories import SLUG, make_exhibitor, make_fair, make_place, make_release, make_session, make_speaker

TEXTS = {
    "subtitle_de": "Ein Versuch",
    "abstract_de": "Kurz gesagt.",
    "abstract_en": "In short.",
    "description_de": "Lang erzählt.",
    "links": [{"url": "https://messe.example/", "title": "Mehr"}],
}
ASKED = {"admission": "sign_up", "capacity": 5, "question_de": "Was bringen Sie mit?"}


@pytest.fixture
def fair(in_app: None) -> Fair:
    """Two sessions at one time, with everything a session can have."""
    fair = make_fair()
    place, ada = make_place(fair, "Bühne", slug="buehne"), make_speaker(fair, "Ada", biography_de="Sie rechnet.")
    siba = make_exhibitor(fair, "SIBA", slug="siba", accepted={})
    for code in ("AAAAAA", "BBBBBB"):
        make_session(fair, code=code, place_id=place.id, speakers=[ada], exhibitors=[siba], **TEXTS, **ASKED)
    return fair


def test_the_outline_leaves_out_what_is_only_there_to_be_read(fair: Fair):
    outline = read_outline(fair).programme

    session = outline.sessions[0]
    assert (session.subtitle, session.abstract, session.description) == (Words(), Words(), Words())
    assert (session.links, session.exhibitors, outline.exhibitors) == ((), (), ())
    assert outline.speakers[0].biography == Words()


def test_with_their_texts_sessions_of_the_outline_are_those_of_the_draft(fair: Fair):
    outline, whole = read_outline(fair), read_whole_draft(fair)

    assert with_texts(outline.programme, fair, ["AAAAAA", "BBBBBB"]).sessions == whole.programme.sessions
    assert (outline.beside, outline.versions) == (whole.beside, whole.versions)


def test_only_the_sessions_asked_for_get_their_texts(fair: Fair):
    found = with_texts(read_outline(fair).programme, fair, ["BBBBBB", "FORT00"])

    assert [session.code for session in found.sessions] == ["BBBBBB"]


def test_the_outline_has_the_conflicts_of_the_draft(fair: Fair):
    found = all_conflicts(read_outline(fair).programme, Planning())

    assert [one.kind for one in found] == ["place", "speaker"]
    assert found == all_conflicts(read_whole_draft(fair).programme, Planning())


def test_the_release_that_the_public_is_shown_is_kept_once(fair: Fair):
    make_release(override="Absicht")
    shown = find_published(SLUG)
    db.session.expire_all()

    assert shown is not None
    assert standing_at_hand(get_fair(SLUG)) is shown.programme
