"""One session of a file into one row of the draft: which columns it fills, and what of them differed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from eventapp.clock import at_the_fair
from eventapp.exhibitors.models import Exhibitor
from eventapp.i18n import mark
from eventapp.interchange.actions.exhibitors_named import ExhibitorsNamed
from eventapp.interchange.actions.labels import Labels
from eventapp.interchange.actions.people import People
from eventapp.interchange.report import FieldDifference, shown
from eventapp.interchange.source import SourceSession, SourceSpeaker
from eventapp.programme.hand import in_mark
from eventapp.programme.models import ConferenceSession, Place, SessionExhibitor, SessionSpeaker, Speaker, Theme
from eventapp.programme.names import ADMISSION_NAMES, KIND_NAMES, LANGUAGE_NAMES
from eventapp.programme.snapshots import YES

LONGEST = {"title": 500, "subtitle": 500}
TEXTS = ("title", "subtitle", "abstract", "description")
PLAIN = ("starts_at", "ends_at", "place", "theme", "kind", "language", "organisation", "series", "links")
"""What a file tells of a session beside its texts and whether it takes place, alike in every language."""
WORDS: dict[str, Mapping[str, str]] = {"kind": KIND_NAMES, "language": LANGUAGE_NAMES, "admission": ADMISSION_NAMES}
"""By column what its keys are called."""
NO = mark("nein")
WORDED = (*WORDS, "is_scheduled", "is_cancelled")
"""Columns whose values are told by words of ours."""


@dataclass(frozen=True, slots=True)
class News:
    """What of an entry goes into its row: ``columns`` (all, if None). Of the speakers, ``standing`` are told as before
    and stay who they are; ``untold`` are in the row, but the file never told of them; ``dropped`` are told as before
    and in the row no more."""

    columns: frozenset[str] | None = None
    standing: Mapping[SourceSpeaker, Speaker] = field(default_factory=dict)
    untold: tuple[Speaker, ...] = ()
    dropped: frozenset[SourceSpeaker] = frozenset()

    def has(self, column: str) -> bool:
        return self.columns is None or column in self.columns

    def __and__(self, other: News) -> News:
        """What is news by both; whoever is told as before by either is so by both."""
        if self.columns is None or other.columns is None:
            return other if self.columns is None else self
        return News(
            self.columns & other.columns,
            {**other.standing, **self.standing},
            tuple(dict.fromkeys([*self.untold, *other.untold])),
            self.dropped | other.dropped,
        )

    def tells(self, speaker: SourceSpeaker) -> bool:
        """Whether the file says something new of one of its speakers."""
        return speaker not in self.standing and speaker not in self.dropped

    def __bool__(self) -> bool:
        return self.columns is None or bool(self.columns)


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in a file stand for."""

    labels: Labels
    people: People
    exhibitors: ExhibitorsNamed


EVERYTHING = News()
NOTHING = News(frozenset())


@dataclass(slots=True)
class Written:
    """``differences`` is what changed; ``kept`` what the file says otherwise, of fields that a hand has changed."""

    differences: list[FieldDifference] = field(default_factory=list)
    kept: list[FieldDifference] = field(default_factory=list)


def write_session(
    row: ConferenceSession, session: SourceSession, news: News, names: Names, *, by_hand: bool = False
) -> Written:
    """Bring the row to what the file says, but for what a hand changed in it: unless the file is one ``by_hand``, ours
    and edited. The row's own keys (code, number, guid) are not touched."""
    written = Written()
    marks = {} if by_hand else dict(row.hand_fields or {})
    for name, new in _columns(session, news, names.labels).items():
        old = getattr(row, name)
        if name in marks:
            _leave(written, marks, name, old, new)
        elif old != new:
            written.differences.append(FieldDifference(name, _worded(name, old), _worded(name, new)))
            setattr(row, name, new)
            if name == "starts_at":
                row.delay_minutes = 0
    if row.is_scheduled is False and news.has("starts_at") and not marks.keys() & {"starts_at", "is_scheduled"}:
        row.is_scheduled = True
        written.differences.append(FieldDifference("is_scheduled", YES, ""))
    if news.has("speakers"):
        _write_speakers(row, session, news, names.people, written, marks)
    if session.exhibitors is not None and news.has("exhibitors"):
        _write_exhibitors(row, session, names.exhibitors, written, marks, is_ours=by_hand)
    if not by_hand and marks != (row.hand_fields or {}):
        row.hand_fields = marks
    return written


def _leave(
    written: Written, marks: dict[str, str], name: str, old: object, new: object, told: Sequence[object] = ()
) -> None:
    """What a hand changed stays; the mark learns what the source says now, and goes where both say the same. ``told``
    are old and new for the report, where they read better otherwise."""
    if old == new and name not in ("starts_at", "ends_at"):
        del marks[name]
        return
    marks[name] = in_mark(new)
    if old != new:
        written.kept.append(FieldDifference(name, *(_worded(name, one) for one in told or (old, new))))


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
        **(session.admission or {}),
    }
    return {name: value for name, value in columns.items() if news.has(name)}


def _write_speakers(
    row: ConferenceSession,
    session: SourceSession,
    news: News,
    people: People,
    written: Written,
    marks: dict[str, str],
) -> None:
    """Who speaks, and what changed of those who did before. The same people in another order are no change."""
    named = (speaker for speaker in session.speakers if speaker not in news.dropped or speaker in news.standing)
    told = (news.standing.get(speaker) or people.row(speaker) for speaker in named)
    wanted = list(dict.fromkeys([*told, *news.untold]))
    present = [speaking.speaker for speaking in row.speaking]
    written.differences += [change for one in wanted if one in present for change in people.changes.get(one, [])]
    written.kept += [left for one in wanted if one in present for left in people.kept.get(one, [])]
    names = [[one.known_as or one.name for one in several] for several in (present, wanted)]
    if "speakers" in marks:
        _leave(written, marks, "speakers", *(sorted(several) for several in names))
    elif set(wanted) != set(present):
        written.differences.append(FieldDifference("speakers", _told(names[0]), _told(names[1])))
        _seat(row, wanted)


def _seat(row: ConferenceSession, wanted: list[Speaker]) -> None:
    kept = {speaking.speaker: speaking for speaking in row.speaking}
    row.speaking[:] = [kept.get(speaker) or SessionSpeaker(speaker=speaker) for speaker in wanted]
    for position, speaking in enumerate(row.speaking):
        speaking.position = position


def _write_exhibitors(
    row: ConferenceSession,
    session: SourceSession,
    exhibitors: ExhibitorsNamed,
    written: Written,
    marks: dict[str, str],
    *,
    is_ours: bool,
) -> None:
    """Who gives it. Of who is not public a file of ours never told; and where the file names somebody unknown, nobody
    is taken out: it may be one of them under another name."""
    wanted, is_complete = exhibitors.found(session.exhibitors or ())
    present = [giving.exhibitor for giving in row.exhibiting]
    untold = (one for one in present if not is_complete or (is_ours and not exhibitors.is_public(one)))
    wanted = list(dict.fromkeys([*wanted, *untold]))
    names = [[one.member.name for one in several] for several in (present, wanted)]
    if "exhibitors" in marks:
        slugs = [sorted(one.slug for one in several) for several in (present, wanted)]
        _leave(written, marks, "exhibitors", slugs[0], slugs[1], told=names)
    elif set(wanted) != set(present):
        written.differences.append(FieldDifference("exhibitors", _told(names[0]), _told(names[1])))
        _give(row, wanted)


def _give(row: ConferenceSession, wanted: list[Exhibitor]) -> None:
    kept = {giving.exhibitor: giving for giving in row.exhibiting}
    row.exhibiting[:] = [kept.get(one) or SessionExhibitor(exhibitor_id=one.id, exhibitor=one) for one in wanted]
    for position, giving in enumerate(row.exhibiting):
        giving.position = position


def _worded(name: str, value: object) -> str:
    """What has a word of ours is told by it, in German as all that is kept: ``field_value`` says it to the reader."""
    words = WORDS.get(name, {})
    return words.get(value, value) if isinstance(value, str) and words else _told(value)


def _told(value: object) -> str:
    """A value as the report shows it: times on the hall's clock, long texts shortened."""
    if isinstance(value, datetime):
        return at_the_fair(value).strftime("%d.%m.%Y %H:%M")
    if isinstance(value, Place | Theme):
        return value.name_de
    if isinstance(value, list):
        return ", ".join(str(one.get("url", "")) if isinstance(one, dict) else str(one) for one in value)
    if isinstance(value, bool):
        return YES if value else NO
    return shown(str(value or ""))
