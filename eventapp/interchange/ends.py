"""When a session ends that does not say so: with the next start in the same place, else after a stated time."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from eventapp.clock import at_the_fair, day_at_the_fair
from eventapp.errors import DomainError
from eventapp.i18n import _, mark, ngettext
from eventapp.interchange.remarks import Remarks
from eventapp.interchange.source import SourceSession
from eventapp.text import clean_line, folded

LONGEST_GUESS = timedelta(hours=3)
MOST_MINUTES = 24 * 60
_ADVICE = mark("Ende oder Dauer in der Quelle eintragen, wenn das nicht stimmt.")


@dataclass(frozen=True, slots=True)
class Draft:
    """A session as far as it is known; without an end it holds its start twice. ``end_where`` is the empty cell."""

    session: SourceSession
    has_end: bool = True
    end_where: str = ""


def with_ends(drafts: list[Draft], *, default_minutes: int, remarks: Remarks) -> tuple[SourceSession, ...]:
    """All sessions with an end; each end that was guessed is said. No session lasts longer than a day."""
    if not 1 <= default_minutes <= MOST_MINUTES:
        raise DomainError(
            mark("Die angenommene Dauer muss zwischen 1 und {most} Minuten liegen, nicht bei {minutes}."),
            most=MOST_MINUTES,
            minutes=default_minutes,
            field="minutes",
        )
    starts = _starts_by_place(drafts)
    return tuple(
        draft.session if draft.has_end else _ended(draft, starts, default_minutes, remarks) for draft in drafts
    )


def _place_and_day(session: SourceSession) -> tuple[str, date]:
    return folded(session.place), day_at_the_fair(session.starts_at)


def _starts_by_place(drafts: list[Draft]) -> dict[tuple[str, date], list[datetime]]:
    starts: dict[tuple[str, date], list[datetime]] = defaultdict(list)
    for draft in drafts:
        starts[_place_and_day(draft.session)].append(draft.session.starts_at)
    return {key: sorted(found) for key, found in starts.items()}


def _ended(
    draft: Draft, starts: dict[tuple[str, date], list[datetime]], default_minutes: int, remarks: Remarks
) -> SourceSession:
    session = draft.session
    there = starts[_place_and_day(session)] if session.place else []
    position = bisect_right(there, session.starts_at)
    following = there[position] if position < len(there) else None
    if following and following - session.starts_at <= LONGEST_GUESS:
        ends_at = following
        why = _("weil dann am selben Ort der nächste Programmpunkt beginnt")
    else:
        ends_at = session.starts_at + timedelta(minutes=default_minutes)
        why = ngettext("1 Minute nach dem Beginn", "{number} Minuten nach dem Beginn", default_minutes)
    title = clean_line(session.title.de, longest=80)
    reason = _(
        "„{title}“: kein gültiges Ende angegeben; angenommen {time} Uhr, {why}.",
        title=title,
        time=f"{at_the_fair(ends_at):%H:%M}",
        why=why,
    )
    remarks.assumed(draft.end_where or session.where, reason, _ADVICE)
    return replace(session, ends_at=ends_at)
