"""Before a release: whom of the signed-up people it would write to, and how that reads."""

from __future__ import annotations

from datetime import datetime

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.outbox.rendering import render
from eventapp.programme.affected import Affected, Example, one_of_each
from eventapp.programme.diff import changes_between
from eventapp.programme.value import Programme
from eventapp.signups.actions.releasing import CHANGED, concerned
from eventapp.signups.mails import example_values

LANGUAGES = ("de", "en")


def visitors_affected(fair_id: int, standing: Programme, drafted: Programme, *, at: datetime) -> Affected:
    """Joined to the offer; the same people that hear of it when it is released."""
    del at
    readers = tuple(frozenset(codes) for _visitor, codes in concerned(fair_id, standing, drafted))
    if not readers:
        return Affected("visitors", ())
    fair = db.session.get_one(Fair, fair_id)
    causes = one_of_each(changes_between(standing, drafted).felt, readers)
    examples = []
    for cause, change in causes.items():
        for language in LANGUAGES:
            letter = render(
                CHANGED, language=language, values=example_values(fair, standing, drafted, change, language)
            )
            examples.append(Example(cause, language, letter.subject, letter.text))
    return Affected("visitors", readers, tuple(examples))
