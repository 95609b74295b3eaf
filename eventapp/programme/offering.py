"""What the programme tells the room of exhibitors: the themes that can be chosen, and an exhibitor's own sessions; and
what it does when a proposal is accepted. Of a release it writes to those whose sessions it moves; and to the journal it
tells how changes of the draft are taken back."""

from __future__ import annotations

from collections.abc import Mapping

from eventapp.exhibitors import choices, offers
from eventapp.exhibitors.offers import OwnSession
from eventapp.fair.offers import endings, join
from eventapp.i18n import Words
from eventapp.journal.undoing import undoers
from eventapp.programme import offers as own_offers
from eventapp.programme.actions import telling_members
from eventapp.programme.actions.beginning import PLACES, THEMES
from eventapp.programme.actions.ending import end
from eventapp.programme.actions.proposals import take_up
from eventapp.programme.actions.undoing import undo_sessions
from eventapp.programme.actions.undoing_blockers import undo_blockers
from eventapp.programme.actions.undoing_grounds import undo_places, undo_speakers, undo_themes
from eventapp.programme.queries import find_published, sessions_given_by, themes_of


def init_app(app: object) -> None:
    join(PLACES)
    join(THEMES)
    telling_members.init_app(app)
    if telling_members.tell_members not in own_offers.after_release:
        own_offers.after_release.append(telling_members.tell_members)
    if telling_members.members_affected not in own_offers.release_readers:
        own_offers.release_readers.append(telling_members.members_affected)
    if telling_members.KIND not in own_offers.release_mails:
        own_offers.release_mails.append(telling_members.KIND)
    if end not in endings:
        endings.append(end)
    choices.offer("themes", themes_to_choose)
    if take_up not in offers.after_acceptance:
        offers.after_acceptance.append(take_up)
    if sessions_of not in offers.sessions_of:
        offers.sessions_of.append(sessions_of)
    undoers.update(session=undo_sessions, place=undo_places, theme=undo_themes, speaker=undo_speakers)
    undoers["blocker"] = undo_blockers


def themes_to_choose(fair_id: int) -> Mapping[str, Words]:
    return {theme.slug: Words(theme.name_de, theme.name_en) for theme in themes_of(fair_id) if not theme.is_hidden}


def sessions_of(exhibitor_id: int) -> list[OwnSession]:
    """As they are released; one that is a draft still has no time that anybody could rely on."""
    found = []
    for slug, row in sessions_given_by(exhibitor_id):
        published = find_published(slug)
        programme = published.programme if published else None
        released = programme.session(row.code) if programme else None
        if programme is None or released is None:
            found.append(OwnSession(Words(row.title_de, row.title_en)))
        else:
            place = programme.place(released.place)
            found.append(
                OwnSession(released.title, released.starts_at, released.ends_at, place.name if place else None)
            )
    return found
