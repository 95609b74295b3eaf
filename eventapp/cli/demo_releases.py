"""The demo's releases beside the three great ones, as ``demo/planung-2027.toml`` tells of them: one that was planned
and came too late, one made in spite of an overlap, one that was planned and made, and one that waits."""

from __future__ import annotations

from datetime import datetime, timedelta

from eventapp.accounts.models import Person
from eventapp.cli.demo_planning import move, told
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.programme.actions.planning_release import plan_release, release_due
from eventapp.programme.actions.release import Terms, outlook, release

LATER = timedelta(days=2)
AHEAD = Terms(Words("Eine Änderung vorab.", "A change ahead of the others."))


def plan_too_late(slug: str, *, office: Person, at: datetime) -> None:
    """Before the third release, for a day after it: when its turn comes, it is overtaken."""
    plan_ahead(slug, due_at=sharp(at + LATER), office=office, at=at)


def sharp(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0)


def plan_ahead(slug: str, *, due_at: datetime, office: Person, at: datetime) -> None:
    """The first change of the draft that nothing stands in the way of."""
    for code in outlook(slug, at=at).changed:
        ahead = outlook(slug, at=at, only=[code])
        if not ahead.clashes and not ahead.is_empty:
            plan_release(slug, due_at=due_at, terms=AHEAD, only=[code], by=office.id, at=at)
            return


def go_on(slug: str, *, office: Person, at: datetime) -> None:
    """What became public between the third release and today."""
    release_due(at - timedelta(days=4))
    fair = get_fair(slug)
    knowingly, planned = told()["knowingly"], told()["planned"]
    made_at = at - timedelta(days=3, hours=5)
    code = move(fair, knowingly, office=office, at=made_at)
    comment, reason = Words(**knowingly["comment"]), knowingly["reason"]
    release(slug, comment=comment, only=[code], override=reason, by=office.id, at=made_at)
    thought_of, due_at = at - timedelta(days=2), sharp(at - timedelta(days=1))
    code = move(fair, planned, office=office, at=thought_of)
    terms = Terms(Words(**planned["comment"]))
    plan_release(slug, due_at=due_at, terms=terms, only=[code], by=office.id, at=thought_of)
    release_due(due_at)
