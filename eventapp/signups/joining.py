"""What this room tells the others at start-up: it hears of every release and says before whom it would write to; it
tells how many places are taken, where some are left and who has two at once."""

from __future__ import annotations

from eventapp.fair.offers import join
from eventapp.programme import offers
from eventapp.signups.actions.beginning import SIGN_UPS
from eventapp.signups.actions.releasing import CHANGED, after_redaction, after_release
from eventapp.signups.foretelling import visitors_affected
from eventapp.signups.planning import crowds
from eventapp.signups.queries import places_taken
from eventapp.signups.tallies import sessions_with_places


def init_app(_app: object) -> None:
    join(SIGN_UPS)
    if after_release not in offers.after_release:
        offers.after_release.append(after_release)
    if visitors_affected not in offers.release_readers:
        offers.release_readers.append(visitors_affected)
    if CHANGED not in offers.release_mails:
        offers.release_mails.append(CHANGED)
    if after_redaction not in offers.after_redaction:
        offers.after_redaction.append(after_redaction)
    if places_taken not in offers.taken_places:
        offers.taken_places.append(places_taken)
    if sessions_with_places not in offers.sessions_with_places:
        offers.sessions_with_places.append(sessions_with_places)
    if crowds not in offers.conflict_sources:
        offers.conflict_sources.append(crowds)
