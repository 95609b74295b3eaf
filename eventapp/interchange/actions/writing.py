"""One session of a file into one row of the draft: which columns it fills, and what of them differed."""

from __future__ import annotations

from datetime import datetime

from eventapp.clock import at_the_fair
from eventapp.interchange.actions.labels import Labels
from eventapp.interchange.actions.people import People
from eventapp.interchange.report import FieldDifference, shown
from eventapp.interchange.source import SourceSession
from eventapp.programme.models import ConferenceSession, Place, SessionSpeaker, Theme

LONGEST = {"title": 500, "subtitle": 500}


def write_session(
    row: ConferenceSession, session: SourceSession, *, labels: Labels, people: People
) -> list[FieldDifference]:
    """Bring the row to what the file says. The row's own keys (code, number, guid) are not touched."""
    differences = []
    for name, new in _columns(session, labels).items():
        old = getattr(row, name)
        if old != new:
            differences.append(FieldDifference(name, _told(old), _told(new)))
            setattr(row, name, new)
    if session.keys != row.source_keys:
        row.source_keys = session.keys
    return differences + _write_speakers(row, session, people)


def _columns(session: SourceSession, labels: Labels) -> dict[str, object]:
    texts: dict[str, object] = {}
    for name in ("title", "subtitle", "abstract", "description"):
        words = getattr(session, name)
        longest = LONGEST.get(name)
        texts |= {f"{name}_de": words.de[:longest], f"{name}_en": words.en[:longest]}
    return texts | {
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "place": labels.place(session.place),
        "theme": labels.theme(session.theme),
        "kind": session.kind,
        "language": session.language[:10],
        "organisation": session.organisation[:300],
        "series": session.series[:60],
        "links": [{"url": link.url, "title": link.title} for link in session.links],
        "is_cancelled": session.is_cancelled,
    }


def _write_speakers(row: ConferenceSession, session: SourceSession, people: People) -> list[FieldDifference]:
    """Who speaks, and what changed of those who did before. The same people in another order are no change."""
    wanted = list(dict.fromkeys(people.row(speaker) for speaker in session.speakers))
    present = [speaking.speaker for speaking in row.speaking]
    changes = [change for speaker in wanted if speaker in present for change in people.changes.get(speaker, [])]
    if set(wanted) == set(present):
        return changes
    told = FieldDifference("speakers", _told([one.name for one in present]), _told([one.name for one in wanted]))
    kept = {speaking.speaker: speaking for speaking in row.speaking}
    row.speaking[:] = [kept.get(speaker) or SessionSpeaker(speaker=speaker) for speaker in wanted]
    for position, speaking in enumerate(row.speaking):
        speaking.position = position
    return [told, *changes]


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
