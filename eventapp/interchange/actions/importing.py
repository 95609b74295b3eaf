"""Importing a programme: what the file says goes into the draft, and the report says what that changed.

Only what this source brought before is touched. What vanished from it is cancelled if it was ever released, else goes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eventapp.clock import day_at_the_fair
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair_locked
from eventapp.i18n import mark
from eventapp.interchange.actions.keys import FreshKeys
from eventapp.interchange.actions.labels import LONGEST_LABEL, Labels
from eventapp.interchange.actions.people import People
from eventapp.interchange.actions.writing import LONGEST, write_session
from eventapp.interchange.identity import Features, Pair, Pairing, pair_up, person_key
from eventapp.interchange.report import Entry, Report
from eventapp.interchange.source import SourceProgramme, SourceSession, UnreadableFile
from eventapp.programme import queries
from eventapp.programme.models import ConferenceSession
from eventapp.text import clean_line, folded

Progress = Callable[[int, int], None]
MAIN_SOURCE = "programm"
ENOUGH_TO_ASK = 3
"""So many sessions vanish together only where something is wrong, or everything is new."""


def import_programme(
    slug: str,
    programme: SourceProgramme,
    *,
    source: str = MAIN_SOURCE,
    is_dry_run: bool = False,
    replaces: bool = False,
    progress: Progress = lambda done, of: None,
) -> Report:
    """Write the file's sessions into the draft of the fair ``slug``; inside ``transaction()``. A dry run is undone.

    A file that knows hardly anything of what was released is refused, unless it ``replaces`` the programme.
    """
    work = _Import(get_fair_locked(slug), programme, source)
    if work.known and not programme.sessions:
        raise UnreadableFile(mark("In der Datei steht kein lesbarer Programmpunkt. Es wurde nichts geändert."))
    with db.session.no_autoflush:
        work.run(progress, replaces=replaces)
    db.session.flush()
    if is_dry_run:
        db.session.rollback()
    work.report.is_dry_run = is_dry_run
    return work.report


class _Import:
    """One import while it runs."""

    def __init__(self, fair: Fair, programme: SourceProgramme, source: str) -> None:
        self.fair = fair
        self.programme = programme
        self.sessions = programme.sessions
        self.source = source
        self.report = Report(programme.format, programme.label, remarks=programme.remarks)
        rows = queries.draft_sessions(fair.id)
        self.known = [row for row in rows if row.source == source]
        self.keys = FreshKeys(rows)
        self.labels = Labels(fair, source, self.report.notes)
        standing = queries.find_release(fair.id, fair.released)
        self.released = {session.code for session in standing.sessions} if standing else set[str]()

    def run(self, progress: Progress, *, replaces: bool) -> None:
        pairing = self._pairing()
        paired = {pair.known for pair in pairing.pairs}
        vanished = [row for at, row in enumerate(self.known) if at not in paired]
        spared = _left_out_rows(self.programme.left_out, vanished, pairing.believed)
        if not replaces:
            self._refuse_another_file([row for row in vanished if row not in spared])
        self.people = People(self.fair, self.source, self.programme)
        self.report.notes.extend(pairing.doubts)
        self._relabel(pairing.pairs)
        partner = {pair.new: pair for pair in pairing.pairs}
        for at, session in enumerate(self.sessions):
            pair = partner.get(at)
            self.report.entries.append(
                self._update(self.known[pair.known], session, why=pair.why) if pair else self._create(session)
            )
            progress(at + 1, len(self.sessions))
        self.report.entries.extend(self._let_go(row, is_left_out=row in spared) for row in vanished)
        self.labels.tell_created()
        self._tell_days()

    def _refuse_another_file(self, vanished: list[ConferenceSession]) -> None:
        """One wrong file must not cancel a whole fair."""
        gone = sum(not row.is_cancelled for row in vanished)
        standing = sum(not row.is_cancelled for row in self.known)
        was_released = any(row.code in self.released for row in self.known)
        if was_released and gone >= ENOUGH_TO_ASK and (standing - gone) * 3 < standing:
            raise DomainError(
                "Von {standing} Programmpunkten dieser Quelle stehen nur {found} in der Datei; {gone} fielen weg. "
                "Es wurde nichts geändert. Ist es die richtige Datei? Wenn sie das Programm wirklich ersetzt, "
                "mit --replace noch einmal einlesen.",
                standing=standing,
                found=standing - gone,
                gone=gone,
            )

    def _tell_days(self) -> None:
        """Sessions on days that are none of the fair's: read, but surely worth a look."""
        first, last = self.fair.starts_on, self.fair.ends_on
        outside = sum(not first <= day_at_the_fair(session.starts_at) <= last for session in self.sessions)
        if outside:
            self.report.notes.append(f"{outside} Programmpunkte liegen außerhalb der Messetage ({first} bis {last})")

    def _pairing(self) -> Pairing:
        known = [_features_of_row(at, row) for at, row in enumerate(self.known)]
        return pair_up(known, [_features_of_entry(at, session) for at, session in enumerate(self.sessions)])

    def _relabel(self, pairs: tuple[Pair, ...]) -> None:
        both = [(self.known[pair.known], self.sessions[pair.new]) for pair in pairs]
        self.labels.relabel(
            places=[(row.place, session.place) for row, session in both],
            themes=[(row.theme, session.theme) for row, session in both],
        )

    def _create(self, session: SourceSession) -> Entry:
        row = ConferenceSession(fair_id=self.fair.id, source=self.source, place=None, theme=None, speaking=[], links=[])
        row.code = self.keys.code(session.keys.get("code", ""))
        row.guid = self.keys.guid(session.keys.get("guid", ""))
        row.number = self.keys.number(session.keys.get("id", ""))
        write_session(row, session, labels=self.labels, people=self.people)
        db.session.add(row)
        return Entry("new", row.code, row.title_de, session.where)

    def _update(self, row: ConferenceSession, session: SourceSession, *, why: str) -> Entry:
        differences = write_session(row, session, labels=self.labels, people=self.people)
        state = "changed" if differences else "unchanged"
        return Entry(state, row.code, row.title_de, session.where, why, tuple(differences))

    def _let_go(self, row: ConferenceSession, *, is_left_out: bool) -> Entry:
        if is_left_out:
            return Entry("unchanged", row.code, row.title_de, why="steht in der Datei, war aber nicht lesbar")
        if row.code not in self.released:
            db.session.delete(row)
            return Entry("removed", row.code, row.title_de)
        if row.is_cancelled:
            return Entry("unchanged", row.code, row.title_de, why="fehlt in der Datei, war schon abgesagt")
        row.is_cancelled = True
        return Entry("cancelled", row.code, row.title_de)


def _left_out_rows(
    left_out: Sequence[dict[str, str]], vanished: Sequence[ConferenceSession], believed: Sequence[str]
) -> set[ConferenceSession]:
    """Of what vanished, that which the file does speak of in an entry that could not be read: it is not gone.
    Each entry spares one at most."""
    spared: set[ConferenceSession] = set()
    for entry in left_out:
        told = [(key, entry.get(key, "")) for key in believed] + [("title", folded(entry.get("title", "")))]
        for name, value in told:
            meant = [row for row in vanished if value and _telling(row, name) == value]
            if len(meant) == 1:
                spared.add(meant[0])
                break
    return spared


def _telling(row: ConferenceSession, name: str) -> str:
    return folded(row.title_de) if name == "title" else str(row.source_keys.get(name, ""))


def _features_of_row(at: int, row: ConferenceSession) -> Features:
    return Features(
        at=at,
        keys=row.source_keys,
        title=folded(row.title_de),
        speakers=frozenset(person_key(speaking.speaker.name) for speaking in row.speaking),
        place=folded(row.place.name_de) if row.place else "",
        starts_at=row.starts_at,
    )


def _features_of_entry(at: int, session: SourceSession) -> Features:
    return Features(
        at=at,
        keys=session.keys,
        title=folded(session.title.de[: LONGEST["title"]]),
        speakers=frozenset(person_key(speaker.name) for speaker in session.speakers),
        place=folded(clean_line(session.place, longest=LONGEST_LABEL)),
        starts_at=session.starts_at,
    )
