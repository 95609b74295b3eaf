"""One session of a file into one row of the draft: which columns it fills, and what of them differed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from eventapp.clock import at_the_fair
from eventapp.interchange.actions.labels import Labels
from eventapp.interchange.actions.people import People
from eventapp.interchange.report import FieldDifference, shown
from eventapp.interchange.source import SourceSession, SourceSpeaker
from eventapp.programme.models import ConferenceSession, Place, SessionSpeaker, Speaker, Theme

LONGEST = {"title": 500, "subtitle": 500}
TEXTS = ("title", "subtitle", "abstract", "description")
PLAIN = ("starts_at", "ends_at", "place", "theme", "kind", "language", "organisation", "series", "links")
"""What a file tells of a session beside its texts and whether it takes place, alike in every language."""


@dataclass(frozen=True, slots=True)
class News:
    """What of an entry goes into its row: ``columns`` (all, if None). Of the speakers, ``standing`` are told as before
    and stay who they are; ``untold`` are in the row, but the file never told of them."""

    columns: frozenset[str] | None = None
    standing: Mapping[SourceSpeaker, Speaker] = field(default_factory=dict)
    untold: tuple[Speaker, ...] = ()

    def has(self, column: str) -> bool:
        return self.columns is None or column in self.columns

    def __and__(self, other: News) -> News:
        """What is news by both; the speakers as this one has them."""
        if self.columns is None or other.columns is None:
            return other if self.columns is None else self
        return replace(self, columns=self.columns & other.columns)

    def __bool__(self) -> bool:
        return self.columns is None or bool(self.columns)


EVERYTHING = News()
NOTHING = News(frozenset())


def write_session(
    row: ConferenceSession, session: SourceSession, news: News, *, labels: Labels, people: People
) -> list[FieldDifference]:
    """Bring the row to what the file says. The row's own keys (code, number, guid) are not touched."""
    differences = []
    for name, new in _columns(session, news, labels).items():
        old = getattr(row, name)
        if old != new:
            differences.append(FieldDifference(name, _told(old), _told(new)))
            setattr(row, name, new)
    return differences + (_write_speakers(row, session, news, people) if news.has("speakers") else [])


def _columns(session: SourceSession, news: News, labels: Labels) -> dict[str, object]:
    columns: dict[str, object] = {}
    for name in TEXTS:
        words = getattr(session, name)
        longest = LONGEST.get(name)
        columns |= {f"{name}_de": words.de[:longest], f"{name}_en": words.en[:longest]}
    columns |= {
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "place": labels.place(session.place) if news.has("place") else None,
        "theme": labels.theme(session.theme) if news.has("theme") else None,
        "kind": session.kind,
        "language": session.language[:10],
        "organisation": session.organisation[:300],
        "series": session.series[:60],
        "links": [{"url": link.url, "title": link.title} for link in session.links],
        "is_cancelled": session.is_cancelled,
    }
    return {name: value for name, value in columns.items() if news.has(name)}


def _write_speakers(
    row: ConferenceSession, session: SourceSession, news: News, people: People
) -> list[FieldDifference]:
    """Who speaks, and what changed of those who did before. The same people in another order are no change."""
    told = (news.standing.get(speaker) or people.row(speaker) for speaker in session.speakers)
    wanted = list(dict.fromkeys([*told, *news.untold]))
    present = [speaking.speaker for speaking in row.speaking]
    changes = [change for speaker in wanted if speaker in present for change in people.changes.get(speaker, [])]
    if set(wanted) == set(present):
        return changes
    names = FieldDifference("speakers", _told([one.name for one in present]), _told([one.name for one in wanted]))
    kept = {speaking.speaker: speaking for speaking in row.speaking}
    row.speaking[:] = [kept.get(speaker) or SessionSpeaker(speaker=speaker) for speaker in wanted]
    for position, speaking in enumerate(row.speaking):
        speaking.position = position
    return [names, *changes]


def _told(value: object) -> str:
    """A value as the report shows it: times on the hall's clock, long texts shortened."""
    if isinstance(value, datetime):
        return at_the_fair(value).strftime("%d.%m.%Y %H:%M")
    if isinstance(value, Place | Theme):
        return value.name_de
    if isinstance(value, list):
        return ", ".join(str(one.get("url", "")) if isinstance(one, dict) else str(one) for one in value)
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return shown("" if value is None else str(value))
