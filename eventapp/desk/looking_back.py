"""What of the history somebody asks for: words of the address, and what they stand for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from eventapp.clock import from_the_wall
from eventapp.desk.wording import NOUNS, sentence_for
from eventapp.i18n import _, mark
from eventapp.journal.queries import Sought
from eventapp.text import clean_line, folded

NOBODY, GONE = "niemand", "war-"
"""Who, for what no hand did, and before what somebody was who is gone."""
MINE = "meine"
"""What is wanted, for one's own last changes that can be taken back."""
ROLES = {"organiser": mark("Büro"), "member": mark("Mitglied")}
LONGEST, MOST_PAGES = 100, 5


@dataclass(frozen=True, slots=True)
class Asked:
    """Names as in the address."""

    wer: str = ""
    was: str = ""
    tat: str = ""
    ab: str = ""
    bis: str = ""
    q: str = ""
    nur: str = ""
    seite: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Asked:
        said = {name: clean_line(query.get(name, ""), longest=LONGEST) for name in ("wer", "tat", "q")}
        days = {name: query.get(name, "") if _day(query.get(name, "")) else "" for name in ("ab", "bis")}
        page = query.get("seite", "")
        return cls(
            **said,
            **days,
            was=query.get("was", "") if query.get("was", "") in NOUNS else "",
            nur=MINE if query.get("nur", "") == MINE else "",
            seite=max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < MOST_PAGES else 1,
        )

    @property
    def parameters(self) -> dict[str, str]:
        """For links that keep what was asked for, but the page."""
        names = ("wer", "was", "tat", "ab", "bis", "q", "nur")
        return {name: getattr(self, name) for name in names if getattr(self, name)}

    def sought(self, undoable: frozenset[int]) -> Sought:
        """For the journal. ``undoable`` is what the one who asks could take back."""
        since, until = _day(self.ab), _day(self.bis)
        sought = Sought(
            kinds=NOUNS[self.was][0] if self.was else (),
            kind=self.tat,
            since=from_the_wall(since, time(0)) if since else None,
            until=from_the_wall(until + timedelta(days=1), time(0)) if until else None,
            name=self.q,
            acts=undoable if self.nur else None,
        )
        if self.wer.isascii() and self.wer.isdecimal() and len(self.wer) < 10:
            return replace(sought, by=int(self.wer))
        if self.wer == NOBODY:
            return replace(sought, by_nobody=True)
        return replace(sought, role=self.wer.removeprefix(GONE)) if self.wer.startswith(GONE) else sought


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def hands(some: Iterable[tuple[int | None, str, str]], names: Mapping[int, str]) -> list[tuple[str, str]]:
    """Who can be chosen, by name; of those who are gone what they were."""
    found = {}
    for by, role, _kind in some:
        if by is not None:
            found[str(by)] = names.get(by, "?")
        elif role:
            found[f"{GONE}{role}"] = who_was(role)
        else:
            found[NOBODY] = _("eventapp")
    return sorted(found.items(), key=lambda one: (not one[0].isdecimal(), folded(one[1])))


def who_was(role: str) -> str:
    """Somebody whose account is gone; or, by a private link, somebody who never had one."""
    return _("{role} (Konto gelöscht)", role=_(ROLES[role])) if role in ROLES else _(role)


def deeds(some: Iterable[tuple[int | None, str, str]], noun: str) -> list[tuple[str, str]]:
    """What can be chosen to have been done, of one noun only if one is chosen."""
    begins = tuple(f"{kind}." for kind in NOUNS[noun][0]) if noun else ("",)
    kinds = {kind for _by, _role, kind in some if kind.startswith(begins)}
    return sorted(((kind, sentence_for(kind)) for kind in kinds), key=lambda one: folded(one[1]))
