"""Importing a programme: what the file says goes into the draft, and the report says what that changed.

Only what this source brought before is touched. What vanished from it is cancelled if it was ever released, else goes.
Of a file that an eventapp wrote only what it tells otherwise than the draft does (``own_files``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from eventapp.clock import day_at_the_fair
from eventapp.database import db
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair_locked, public_fair
from eventapp.i18n import _, mark, ngettext
from eventapp.interchange.actions.exhibitors_named import ExhibitorsNamed
from eventapp.interchange.actions.known_again import features_of_entry, features_of_row, left_out_rows
from eventapp.interchange.actions.labels import Labels
from eventapp.interchange.actions.own_files import SAME_CODE, OwnFile, rows_by_code
from eventapp.interchange.actions.people import People
from eventapp.interchange.actions.writing import EVERYTHING, NOTHING, Names, News, write_session
from eventapp.interchange.identity import pair_up
from eventapp.interchange.report import Entry, Report, shown
from eventapp.interchange.source import (
    MAIN_SOURCE,
    Progress,
    Remark,
    SourceProgramme,
    SourceSession,
    SourceSpeaker,
    UnreadableFile,
)
from eventapp.interchange.wording import about
from eventapp.programme import queries
from eventapp.programme.actions.rules import check_crowded
from eventapp.programme.crowding import crowded, places_of
from eventapp.programme.draft import programme_of
from eventapp.programme.keys import FreshKeys
from eventapp.programme.models import ConferenceSession
from eventapp.programme.offers import places_taken
from eventapp.programme.value import Programme

MOST_NAMED = 5
ENOUGH_TO_ASK = 3
"""So many sessions vanish together only where something is wrong, or everything is new."""


FOREIGN = mark("„{title}“ kommt aus der Quelle „{source}“ und wurde nicht geändert.")
BY_HAND = mark("„{title}“ ist von Hand eingetragen und wurde nicht geändert.")


def import_programme(
    slug: str,
    programme: SourceProgramme,
    *,
    source: str = MAIN_SOURCE,
    is_dry_run: bool = False,
    replaces: bool = False,
    is_sure: bool = False,
    progress: Progress = lambda done, of: None,
) -> Report:
    """Write the file's sessions into the draft of the fair ``slug``; inside ``transaction()``. A dry run is undone.

    A file that knows hardly anything of what was released is refused, unless it ``replaces`` the programme. One that
    leaves fewer places than people who have one only says so, and is taken if whoever reads it ``is_sure``.
    """
    work = _Import(get_fair_locked(slug), programme, source)
    if work.known and not work.sessions:
        raise UnreadableFile(mark("In der Datei steht kein lesbarer Programmpunkt. Es wurde nichts geändert."))
    with db.session.no_autoflush:
        work.run(progress, replaces=replaces)
    check_crowded(work.report.crowded, is_sure=is_sure or is_dry_run)
    db.session.flush()
    if is_dry_run:
        db.session.rollback()
    work.report.is_dry_run = is_dry_run
    return work.report


@dataclass(frozen=True, slots=True)
class _Known:
    """The row that an entry was taken for, what proved it, and what of the entry is to go into it."""

    row: ConferenceSession
    why: str
    news: News = EVERYTHING


class _Import:
    """One import while it runs."""

    def __init__(self, fair: Fair, programme: SourceProgramme, source: str) -> None:
        programme = _with_times_in_order(programme)
        self.fair = fair
        self.programme = programme
        self.sessions = programme.sessions
        self.source = source
        self.report = Report(programme.format, programme.label, remarks=programme.remarks)
        self.rows = queries.draft_sessions(fair.id)
        self.known = [row for row in self.rows if row.source == source]
        self.standing = queries.find_release(fair.id, fair.released)
        self.keys = FreshKeys(self.rows)
        self.labels = Labels(fair, source, programme, self.report.notes)
        self.released = {session.code for session in self.standing.sessions} if self.standing else set[str]()
        self.believed: tuple[str, ...] = ()
        self.partners: dict[int, _Known] = {}
        self.places = {row.code: places_of(row) for row in self.rows}
        self.own = OwnFile(programme, self._draft(), self._origin()) if programme.is_ours and self.rows else None

    def run(self, progress: Progress, *, replaces: bool) -> None:
        self._pair()
        vanished = self._vanished()
        spared = left_out_rows(self.programme, vanished, self.believed)
        if not replaces:
            self._refuse_another_file([row for row in vanished if row not in spared and self._can_tell(row)])
        people = People(self.fair, self.source, self.programme, self._speakers())
        self.names = Names(self.labels, people, ExhibitorsNamed(self.fair.id))
        self._relabel()
        for at, session in enumerate(self.sessions):
            self.report.entries.append(self._take(session, self.partners.get(at)))
            progress(at + 1, len(self.sessions))
        self.report.entries.extend(self._let_go(row, is_left_out=row in spared) for row in vanished)
        self._tell_behind()
        self.labels.tell_created()
        self.report.notes.extend(self.names.exhibitors.notes())
        self._tell_kept()
        self._tell_days()
        self._tell_crowded()

    def _pair(self) -> None:
        """By our own codes first, where the file is ours; the rest by what proves stable in it."""
        own = self.own
        if own:
            self._know_again(own)
        taken = {partner.row for partner in self.partners.values()}
        known = [features_of_row(at, row) for at, row in enumerate(self.known) if row not in taken]
        entries = enumerate(self.sessions)
        pairing = pair_up(known, [features_of_entry(at, one) for at, one in entries if at not in self.partners])
        for pair in pairing.pairs:
            row = self.known[pair.known]
            news = own.news(row, self.sessions[pair.new]) if own else EVERYTHING
            self.partners[pair.new] = _Known(row, pair.why, news)
        self.report.notes.extend(map(_, pairing.doubts))
        self.believed = pairing.believed

    def _know_again(self, own: OwnFile) -> None:
        rows = rows_by_code(self.sessions, self.rows)
        if rows:
            self._tell_age()
        for at, row in rows.items():
            news = own.news(row, self.sessions[at])
            if news and row.source != self.source:
                self.report.notes.append(
                    _(FOREIGN if row.source else BY_HAND, title=shown(row.title_de), source=row.source)
                )
            self.partners[at] = _Known(row, SAME_CODE, news if row.source == self.source else NOTHING)

    def _tell_age(self) -> None:
        """A file of ours that later releases have left behind: that should be known."""
        origin = self.own.release if self.own else None
        if origin and origin.number < self.fair.released:
            self.report.notes.append(
                _(
                    "Die Datei ist die Ausgabe von Version {number}, veröffentlicht ist Version {released}: "
                    "Übernommen wird nur, was in der Datei selbst geändert wurde.",
                    number=origin.number,
                    released=self.fair.released,
                )
            )

    def _tell_behind(self) -> None:
        number = len(self.own.is_behind) if self.own else 0
        if number:
            self.report.notes.append(
                ngettext(
                    "Bei 1 Programmpunkt ist der Entwurf neuer als die Datei; das Neuere bleibt.",
                    "Bei {number} Programmpunkten ist der Entwurf neuer als die Datei; das Neuere bleibt.",
                    number,
                )
            )

    def _origin(self) -> Programme | None:
        """The release that a file of ours was written from: a calendar does not say which, so the one that stands."""
        label = self.programme.label or str(self.fair.released)
        if label == str(self.fair.released):
            return self.standing
        is_number = label.isascii() and label.isdecimal() and int(label) < self.fair.released
        return queries.find_release(self.fair.id, int(label)) if is_number else None

    def _draft(self) -> Programme:
        return programme_of(
            public_fair(self.fair),
            self.fair.uid_domain,
            sessions=self.rows,
            places=self.labels.places,
            themes=self.labels.themes,
            speakers=queries.speakers_of(self.fair.id),
            stand=queries.from_the_stand(self.fair.id),
        )

    def _vanished(self) -> list[ConferenceSession]:
        """What this source brought before and the file does not have."""
        found = {partner.row for partner in self.partners.values()}
        vanished = [row for row in self.known if row not in found]
        if vanished and self.programme.is_partial:
            self.report.notes.append(_("Die Datei enthält nur einen Teil des Programms; was in ihr fehlt, bleibt."))
            return []
        return vanished

    def _refuse_another_file(self, vanished: list[ConferenceSession]) -> None:
        """One wrong file must not cancel a whole fair."""
        gone = sum(not row.is_cancelled for row in vanished)
        standing = sum(not row.is_cancelled for row in self.known)
        was_released = any(row.code in self.released for row in self.known)
        if was_released and gone >= ENOUGH_TO_ASK and (standing - gone) * 3 < standing:
            raise DomainError(
                mark(
                    "Von {standing} Programmpunkten dieser Quelle stehen nur {found} in der Datei; {gone} fielen weg. "
                    "Es wurde nichts geändert. Ist es die richtige Datei? Wenn sie das Programm wirklich ersetzt, "
                    "lesen Sie sie noch einmal als Ersatz ein (Haken beim Hochladen, auf der Kommandozeile --replace)."
                ),
                standing=standing,
                found=standing - gone,
                gone=gone,
            )

    def _tell_kept(self) -> None:
        """What was changed by hand is left alone, and the office should know where the file says otherwise."""
        differing = [entry for entry in self.report.entries if entry.kept]
        if differing:
            titles = "; ".join(f"„{shown(entry.title)}“" for entry in differing[:MOST_NAMED])
            others = len(differing) - MOST_NAMED
            named = _("{titles} und {number} weitere", titles=titles, number=others) if others > 0 else titles
            self.report.notes.append(_("Von Hand geändert und deshalb nicht angerührt: {titles}.", titles=named))

    def _tell_days(self) -> None:
        """Sessions on days that are none of the fair's: read, but surely worth a look."""
        first, last = self.fair.starts_on, self.fair.ends_on
        outside = sum(not first <= day_at_the_fair(session.starts_at) <= last for session in self.sessions)
        if outside:
            self.report.notes.append(
                ngettext(
                    "1 Programmpunkt liegt außerhalb der Messetage ({first} bis {last}).",
                    "{number} Programmpunkte liegen außerhalb der Messetage ({first} bis {last}).",
                    outside,
                    first=f"{first:%d.%m.%Y}",
                    last=f"{last:%d.%m.%Y}",
                )
            )

    def _tell_crowded(self) -> None:
        """By a smaller place, by a smaller number, or because nobody is to sign up any more."""
        titles = {row.code: row.title_de for row in self.rows}
        after = {row.code: places_of(row) for row in self.rows}
        self.report.crowded = crowded(titles, places_taken(self.fair.id), self.places, after)

    def _news(self, at: int) -> News:
        """What of an entry is to be written."""
        partner = self.partners.get(at)
        return partner.news if partner else EVERYTHING

    def _speakers(self) -> list[SourceSpeaker]:
        """Whom the file tells of, as far as that is news."""
        told = [(self._news(at), session) for at, session in enumerate(self.sessions)]
        speakers = [(news, speaker) for news, one in told if news.has("speakers") for speaker in one.speakers]
        return [speaker for news, speaker in speakers if news.tells(speaker)]

    def _relabel(self) -> None:
        self.labels.relabel(places=self._labels_then_and_now("place"), themes=self._labels_then_and_now("theme"))
        told = [(self._news(at), session) for at, session in enumerate(self.sessions)]
        self.labels.prepare(
            places=[session.place for news, session in told if news.has("place")],
            themes=[session.theme for news, session in told if news.has("theme")],
        )

    def _labels_then_and_now(self, noun: str) -> Iterator[tuple[Any, str]]:
        """For each known session its place or theme, and what the file calls that: as before, if it is no news."""
        for at, partner in self.partners.items():
            ground = getattr(partner.row, noun)
            if partner.news.has(noun):
                yield ground, getattr(self.sessions[at], noun)
            elif ground is not None:
                yield ground, ground.name_de

    def _take(self, session: SourceSession, partner: _Known | None) -> Entry:
        return self._update(partner, session) if partner else self._create(session)

    def _create(self, session: SourceSession) -> Entry:
        row = ConferenceSession(fair_id=self.fair.id, source=self.source, place=None, theme=None, links=[])
        row.speaking, row.exhibiting = [], []
        row.code = self.keys.code(session.keys.get("code", ""))
        row.guid = self.keys.guid(session.keys.get("guid", ""))
        row.number = self.keys.number(session.keys.get("id", ""))
        row.source_keys = session.keys
        write_session(row, session, EVERYTHING, self.names)
        db.session.add(row)
        return Entry("new", row.code, row.title_de, session.where)

    def _update(self, known: _Known, session: SourceSession) -> Entry:
        """What our own code proved keeps the keys that it has in the file it first came from."""
        row = known.row
        by_hand = self.programme.is_ours
        written = write_session(row, session, known.news, self.names, by_hand=by_hand)
        if known.why != SAME_CODE and session.keys != row.source_keys:
            row.source_keys = session.keys
        row.version += bool(written.differences)
        state = "changed" if written.differences else "unchanged"
        told, kept = tuple(written.differences), tuple(written.kept)
        return Entry(state, row.code, row.title_de, session.where, _(known.why), told, kept)

    def _can_tell(self, row: ConferenceSession) -> bool:
        """Whether the file can have told of it: one of ours tells of the release that it came from."""
        return self.own is None or self.own.can_tell(row.code)

    def _let_go(self, row: ConferenceSession, *, is_left_out: bool) -> Entry:
        if is_left_out:
            return Entry("unchanged", row.code, row.title_de, why=_("steht in der Datei, war aber nicht lesbar"))
        if row.code in self.released and not self._can_tell(row):
            return Entry("unchanged", row.code, row.title_de, why=_("erst nach der Datei veröffentlicht"))
        if row.code not in self.released:
            if self.programme.is_ours and self.released:
                return Entry(
                    "unchanged", row.code, row.title_de, why=_("noch nicht veröffentlicht, also nicht in der Datei")
                )
            if row.hand_fields:
                return Entry("unchanged", row.code, row.title_de, why=_("fehlt in der Datei, aber von Hand bearbeitet"))
            db.session.delete(row)
            return Entry("removed", row.code, row.title_de)
        if row.is_cancelled:
            return Entry("unchanged", row.code, row.title_de, why=_("fehlt in der Datei, war schon abgesagt"))
        if "is_cancelled" in row.hand_fields:
            return Entry(
                "unchanged", row.code, row.title_de, why=_("fehlt in der Datei, findet von Hand bestätigt statt")
            )
        row.is_cancelled = True
        row.version += 1
        return Entry("cancelled", row.code, row.title_de)


def _with_times_in_order(programme: SourceProgramme) -> SourceProgramme:
    """Without what ends as it begins: a file can say that, a programme cannot. Such an entry counts as unreadable."""
    instants = [session for session in programme.sessions if session.ends_at <= session.starts_at]
    if not instants:
        return programme
    reason, advice = mark("Das Ende liegt nicht nach dem Beginn."), _("Beginn und Ende in der Datei richtigstellen.")
    remarks = (Remark("unreadable", one.where, about(shown(one.title.de), reason), advice) for one in instants)
    return replace(
        programme,
        sessions=tuple(session for session in programme.sessions if session.ends_at > session.starts_at),
        remarks=(*programme.remarks, *remarks),
        left_out=(*programme.left_out, *(one.keys | {"title": one.title.de} for one in instants)),
    )
