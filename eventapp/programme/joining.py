"""What this room tells the others at start-up: which pictures of people are public, whose they are, which are in use;
and that speakers hear of a release,
which the office is told before."""

from __future__ import annotations

from eventapp.programme import offers, speaker_mails
from eventapp.programme.speaker_queries import is_public_portrait, may_see_portrait, portraits_in_use
from eventapp.uploads import hooks


def init_app(app: object) -> None:
    hooks.join(hooks.is_public_portrait, is_public_portrait)
    hooks.join(hooks.may_see, may_see_portrait)
    hooks.join(hooks.references, portraits_in_use)
    speaker_mails.init_app(app)
    if speaker_mails.after_release not in offers.after_release:
        offers.after_release.append(speaker_mails.after_release)
    if speaker_mails.speakers_affected not in offers.release_readers:
        offers.release_readers.append(speaker_mails.speakers_affected)
    if speaker_mails.CHANGED not in offers.release_mails:
        offers.release_mails.append(speaker_mails.CHANGED)
