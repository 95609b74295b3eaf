"""Files that an eventapp wrote: known again by our own codes, and believed only where they tell something new.

Such a file need not carry everything. What it tells of a session is held against what it would tell if it were written
from the draft now; what is told alike is left alone. So a format may round, shorten or leave out, and nothing is lost.
What it tells otherwise than the draft is held against the release that it came from: where it says the same as that,
the draft has gone on since, and stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from eventapp.i18n import mark
from eventapp.interchange.actions.writing import EVERYTHING, NOTHING, PLAIN, TEXTS, News
from eventapp.interchange.identity import person_key
from eventapp.interchange.reading import read_programme
from eventapp.interchange.source import SourceExhibitor, SourceProgramme, SourceSession, SourceSpeaker
from eventapp.interchange.writing import write_programme
from eventapp.programme.models import ConferenceSession, Speaker
from eventapp.programme.value import LANGUAGES, Programme, Words
from eventapp.web.addresses import base_url

SAME_CODE = mark("gleicher Code (aus unserer eigenen Datei)")
CUT = "…"
"""How a text ends that had no room in a calendar's entry."""


def rows_by_code(sessions: Sequence[SourceSession], rows: Iterable[ConferenceSession]) -> dict[int, ConferenceSession]:
    """By its position in the file, the row that an entry was written from. Where a line was copied to make another
    session of it, the one that kept the title is meant, else the upper one."""
    known = {row.code: row for row in rows}
    by_guid = {row.guid: row for row in known.values()}
    bearers: dict[str, list[int]] = defaultdict(list)
    for at, session in enumerate(sessions):
        row = known.get(session.keys.get("code", ""))
        guid = session.keys.get("guid", row.guid if row else "")
        if row is None or guid != row.guid:
            row = by_guid.get(guid)
        if row is not None:
            bearers[row.code].append(at)
    return {_original(known[code], places, sessions): known[code] for code, places in bearers.items()}


def _original(row: ConferenceSession, places: Sequence[int], sessions: Sequence[SourceSession]) -> int:
    titles = (row.title_de, row.title_en)
    return min(places, key=lambda at: (sessions[at].title.de not in titles, at))


class OwnFile:
    """A file of ours beside the draft of the fair that it came from."""

    def __init__(self, programme: SourceProgramme, draft: Programme, release: Programme | None) -> None:
        """``release`` is the one that the file was written from, where it is known."""
        self.programme = programme
        self.draft = draft
        self.release = release
        self.codes = {session.code for session in release.sessions} if release else None
        self.is_behind: set[str] = set()
        """Codes of sessions that the draft tells otherwise since, and that stay so."""
        self.languages = (programme.language,) if programme.language else LANGUAGES
        self._told: dict[tuple[int, str], dict[str, SourceSession]] = {}

    def news(self, row: ConferenceSession, session: SourceSession) -> News:
        """What the entry tells otherwise than it would if it were written now, and than it did when it was."""
        found = self._news_beside(self.draft, row, session)
        if found is None:
            return NOTHING
        if not found or self.release is None:
            return found
        since = self._news_beside(self.release, row, session)
        own = found if since is None else since & found
        if own.columns != found.columns:
            self.is_behind.add(row.code)
        return own

    def can_tell(self, code: str) -> bool:
        """Whether the file can have told of this session when it was written."""
        return self.codes is None or code in self.codes

    def _news_beside(self, programme: Programme, row: ConferenceSession, session: SourceSession) -> News | None:
        """What the entry tells otherwise than that programme would; None if that has no such session. Of a file that
        tells both languages nobody knows for which page it was written: what either would tell is no news."""
        found = EVERYTHING
        for language in self.languages:
            before = self._would_tell(programme, language).get(row.code)
            if before is None:
                return None
            found = self._news(row, before, session, is_draft=programme is self.draft) & found
            if not found:
                break
        return found

    def _news(self, row: ConferenceSession, before: SourceSession, session: SourceSession, *, is_draft: bool) -> News:
        columns = {name for name in (*PLAIN, "is_cancelled") if getattr(session, name) != getattr(before, name)}
        known = before.admission or {}
        told = (session.admission or {}).items()
        columns |= {name for name, value in told if name not in known or known[name] != value}
        for name in TEXTS:
            columns |= self._reworded(row, name, getattr(before, name), getattr(session, name))
        if session.exhibitors is not None and _named(session.exhibitors) != _named(before.exhibitors or ()):
            columns.add("exhibitors")
        if set(session.speakers) == set(before.speakers):
            return News(frozenset(columns))
        everybody = [speaking.speaker for speaking in row.speaking]
        standing = _matched(everybody, before.speakers)
        untold = tuple(speaker for speaker in everybody if speaker not in standing.values())
        dropped = frozenset[SourceSpeaker]() if is_draft else frozenset(before.speakers) - standing.keys()
        return News(frozenset(columns | {"speakers"}), standing, untold, dropped)

    def _would_tell(self, programme: Programme, language: str) -> dict[str, SourceSession]:
        """By code, what a file of that format would tell if it were written from that programme."""
        key = (id(programme), language)
        if key not in self._told:
            data = write_programme(programme, self.programme.format, language, base_url=base_url())
            again = read_programme(data, format=self.programme.format)
            self._told[key] = {session.keys.get("code", ""): session for session in again.sessions}
        return self._told[key]

    def _reworded(self, row: ConferenceSession, name: str, before: Words, after: Words) -> set[str]:
        return {
            f"{name}_{language}"
            for language in self.languages
            if (told := getattr(after, language)) != getattr(before, language) and not self._is_cut(row, name, told)
        }

    def _is_cut(self, row: ConferenceSession, name: str, told: str) -> bool:
        """Whether a calendar's entry only had no room for the text (or, when it was written, less than now)."""
        if self.programme.format != "ics" or name == "title":
            return False
        texts = (getattr(row, f"{text}_{language}") for text in TEXTS[1:] for language in LANGUAGES)
        return not told or (told.endswith(CUT) and any(text.startswith(told[: -len(CUT)]) for text in texts))


def _named(exhibitors: Iterable[SourceExhibitor]) -> list[str]:
    """Whom the file means, whatever they were called when it was written."""
    return [one.slug or one.name for one in exhibitors]


def _matched(speakers: Iterable[Speaker], told: Iterable[SourceSpeaker]) -> dict[SourceSpeaker, Speaker]:
    """Who was meant by whom the file told of: in their order, so that of two of one name each is found."""
    left = list(speakers)
    found = {}
    for one in told:
        meant = next((speaker for speaker in left if person_key(speaker.name) == person_key(one.name)), None)
        if meant is not None:
            found[one] = meant
            left.remove(meant)
    return found
