"""Entries of a frab programme, from XML or JSON, become sessions. The file's own label of its state is not trusted."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from eventapp.clock import aware
from eventapp.i18n import mark
from eventapp.interchange import frab_own, kinds, people
from eventapp.interchange.ends import Draft, with_ends
from eventapp.interchange.frab_file import KEYS, FrabEvent, FrabFile
from eventapp.interchange.frab_times import Stamp, starts_at
from eventapp.interchange.links import links
from eventapp.interchange.moments import checked, duration_in
from eventapp.interchange.remarks import BadEntry, Remarks
from eventapp.interchange.source import Progress, SourceProgramme, SourceSession, SourceSpeaker
from eventapp.interchange.wording import about, language_of, line, prose, words
from eventapp.programme.value import Words
from eventapp.text import clean_line


def read(file: FrabFile, *, default_minutes: int, progress: Progress | None, remarks: Remarks) -> SourceProgramme:
    """All entries that can be used; a remark for each that cannot."""
    drafts = []
    left_out = []
    if not file.events:
        remarks.once(
            "note",
            mark("Die Datei enthält keinen einzigen Programmpunkt."),
            mark("Prüfen, ob es die richtige Datei ist."),
        )
    for number, event in enumerate(file.events, 1):
        try:
            drafts.append(_own_draft(event, file) if file.is_ours else _draft(event, file.zone, remarks))
        except BadEntry as bad:
            remarks.unreadable(event.where, about(event.text("title"), bad.reason), bad.advice)
            left_out.append(_keys(event) | {"title": line(event.text("title"))} | _where_and_when(event, file.zone))
        if progress:
            progress(number, len(file.events))
    sessions = with_ends(drafts, default_minutes=default_minutes, remarks=remarks)
    return SourceProgramme(
        format=file.format,
        title=clean_line(file.title) if file.is_ours else line(file.title),
        label=line(file.label),
        sessions=sessions,
        remarks=remarks.told(),
        left_out=tuple(left_out),
        places=file.places,
        themes=file.themes,
        is_ours=file.is_ours,
        language=file.language,
    )


def _where_and_when(event: FrabEvent, zone: str) -> dict[str, str]:
    """As far as they can be read, of an entry that cannot be used for another reason."""
    with suppress(BadEntry):
        return {"place": line(event.text("room")), "starts_at": _times(event, zone, Remarks())[0].isoformat()}
    return {}


def _own_draft(event: FrabEvent, file: FrabFile) -> Draft:
    return Draft(frab_own.session_of(event, file.language))


def _keys(event: FrabEvent) -> dict[str, str]:
    return {name: value for name in KEYS if (value := line(event.keys.get(name, "")))}


def _draft(event: FrabEvent, zone: str, remarks: Remarks) -> Draft:
    language = language_of(event.text("language"), where=event.where, remarks=remarks)
    title, is_marked_cancelled = kinds.without_cancelled(line(event.text("title")))
    title_en = line(event.text("title_en"))
    if not title and not title_en:
        raise BadEntry(mark("Der Titel fehlt."), mark("Titel in der Quelle eintragen."))
    begins, ends = _times(event, zone, remarks)
    speakers = _speakers(event, language, remarks)
    kind = _kind(event, title, bool(speakers), remarks)
    abstract, description = _texts(event, language)
    session = SourceSession(
        where=event.where,
        keys=_keys(event),
        title=words(title, title_en, language=language),
        starts_at=begins,
        ends_at=ends or begins,
        kind=kind,
        subtitle=words(line(event.text("subtitle")), line(event.text("subtitle_en")), language=language),
        abstract=abstract,
        description=description,
        language=language,
        place=_place(event, kind, remarks),
        theme="" if kinds.kind_named(event.text("track")) == "break" else line(event.text("track")),
        speakers=speakers,
        links=links(event.links),
        is_cancelled=is_marked_cancelled or kinds.is_cancelled(event.text("status")),
    )
    return Draft(session, ends is not None)


def _times(event: FrabEvent, zone: str, remarks: Remarks) -> tuple[datetime, datetime | None]:
    stamp = Stamp(event.where, event.text("date"), event.text("start"), event.day, zone)
    begins = aware(starts_at(stamp, remarks)).replace(microsecond=0)
    said = event.text("duration").strip()
    duration = duration_in(said.removeprefix("-"))
    if duration is None:
        return begins, None
    ends = begins - duration if said.startswith("-") else begins + duration
    checked(begins, ends)
    return begins, ends


def _texts(event: FrabEvent, language: str) -> tuple[Words, Words]:
    """Abstract and description; the same text twice is shown once."""
    abstract, description = (
        words(prose(event.text(name)), prose(event.text(f"{name}_en")), language=language)
        for name in ("abstract", "description")
    )
    return abstract, Words() if description == abstract else description


def _speakers(event: FrabEvent, language: str, remarks: Remarks) -> tuple[SourceSpeaker, ...]:
    found = (
        people.speaker(
            one.name,
            biography=words(prose(one.biography), prose(one.biography_en), language=language),
            where=event.where,
            remarks=remarks,
        )
        for one in event.people
    )
    return people.each_once(one for one in found if one)


def _kind(event: FrabEvent, title: str, has_speakers: bool, remarks: Remarks) -> str:
    label, theme = event.text("type"), event.text("track")
    if kinds.is_break(kind=label, theme=theme, title=title, has_speakers=has_speakers):
        return "break"
    if not label.strip():
        return kinds.kind_named(theme) or "talk"
    return kinds.kind_said(label, where=event.where, remarks=remarks)


def _place(event: FrabEvent, kind: str, remarks: Remarks) -> str:
    place = line(event.text("room"))
    if not place and kind != "break":
        remarks.note(
            event.where, about(event.text("title"), mark("Kein Ort angegeben.")), mark("Raum in der Quelle eintragen.")
        )
    return place
