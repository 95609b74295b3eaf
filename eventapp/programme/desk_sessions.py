"""The form of a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError, Stale
from eventapp.exhibitors.queries import exhibitors_of, find_entry_of_session, public_names_of
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.journal.queries import entries_about
from eventapp.programme import queries
from eventapp.programme.actions.sessions import create_session, edit_session
from eventapp.programme.actions.speakers import create_speaker
from eventapp.programme.choosing import Choosable, choosable
from eventapp.programme.crowding import Crowded
from eventapp.programme.desk_root import REFUSED, blueprint, crowded_in, done, gone, refused, shown, who
from eventapp.programme.entries import SpeakerEntry
from eventapp.programme.forms_desk import (
    SessionForm,
    arranged,
    matching_speaker,
    pressed,
    session_values,
    speaker_label,
    stored_otherwise,
    unknown_exhibitor,
)
from eventapp.programme.models import ConferenceSession, Speaker
from eventapp.programme.names import KIND_NAMES, LANGUAGE_NAMES
from eventapp.programme.snapshots import FIELD_NAMES
from eventapp.programme.worklist import MISSING, STATES
from eventapp.programme.worklist_reading import list_of
from eventapp.web.access import organisers

SAVES = ("", "save")
OF_EXHIBITORS = "exhibitor-"
"""Before the acts of the list of exhibitors; those of the list of speakers have nothing before them."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Who can stand in a session: everybody who could be on stage, and the fair's exhibitors."""

    people: list[Speaker]
    exhibitors: Choosable


@blueprint.route("/neu", methods=["GET", "POST"])
@organisers
def new_session(slug: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    form = SessionForm(data=None if request.method == "POST" else {"day": fair.starts_on})
    choices = _offer(form, fair, None)
    if request.method != "POST":
        return _form_page(form, fair, None, choices)
    if not _is_saved(form, choices):
        return _form_page(form, fair, None, choices, status=_status_unsaved(form))
    if form.validate():
        try:
            row = create_session(
                fair, form.entry(_people_on_stage(form, fair), opens_at=queries.first_hour(fair)), by=who(), at=now()
            )
        except DomainError as error:
            return _form_page(form, fair, None, choices, status=refused(form, error))
        return done(
            _("Angelegt. Öffentlich wird der Programmpunkt mit der nächsten Veröffentlichung."),
            "programme_desk.session",
            code=row.code,
        )
    return _form_page(form, fair, None, choices, status=REFUSED)


@blueprint.route("/<code>", methods=["GET", "POST"])
@organisers
def session(slug: str, code: str) -> ResponseReturnValue:
    """A session: its form, its acts, its history. Who saves an older state is shown both."""
    fair = get_fair(slug)
    writes = request.method == "POST"
    row = queries.find_draft_session(fair.id, code, locked=writes)
    if row is None:
        raise gone()
    form = SessionForm(data=None if writes else session_values(row))
    choices = _offer(form, fair, row)
    if not writes or not _is_saved(form, choices):
        return _form_page(form, fair, row, choices, status=_status_unsaved(form))
    if not form.validate():
        return _form_page(form, fair, row, choices, status=REFUSED)
    version = form.version.data
    try:
        if version != row.version:
            raise Stale
        entry = form.entry(_people_on_stage(form, fair), opens_at=queries.first_hour(fair))
        is_sure = bool(form.is_sure.data)
        changed = edit_session(row, entry, version=version, is_sure=is_sure, by=who(), at=now())
    except DomainError as error:
        return _form_page(form, fair, row, choices, status=refused(form, error), crowded=crowded_in(error))
    said = _("Gespeichert. Öffentlich wird es mit der nächsten Veröffentlichung.") if changed else _("Nichts geändert.")
    return done(said, "programme_desk.session", code=code)


@blueprint.post("/vorschau")
@organisers
def preview_session(slug: str) -> ResponseReturnValue:
    """What is typed, as visitors would read it: a fragment that preview.js puts beside the form."""
    get_fair(slug)
    return render_template("programme/desk/_preview.html", form=SessionForm())


def _offer(form: SessionForm, fair: Fair, row: ConferenceSession | None) -> Choices:
    """Gives the form its choices; who can stand in a session beside them."""
    form.offer(queries.places_of(fair.id), queries.themes_of(fair.id), row)
    exhibitors = choosable(exhibitors_of(fair.id), public_names_of(fair.id))
    return Choices(queries.speakers_of(fair.id), exhibitors)


def _is_saved(form: SessionForm, choices: Choices) -> bool:
    """Whether the button saves. The others put somebody in, out, up or down, or show the preview: nothing is saved."""
    act, at = pressed()
    on_stage: list[str] = list(form.speakers.data)
    if form.add_speaker.data and act in (*SAVES, "add"):
        on_stage.append(matching_speaker(form.add_speaker.data, choices.people))
        form.add_speaker.data = ""
    form.speakers.data = arranged(on_stage, act, at)
    _choose_exhibitors(form, choices.exhibitors, act, at)
    return act in SAVES


def _choose_exhibitors(form: SessionForm, known: Choosable, act: str, at: int) -> None:
    """A name that nobody has stays in its field; only the office makes exhibitors."""
    giving: list[str] = list(form.exhibitors.data)
    if act == "exhibitor" and str(at) in known.labels:
        giving.append(str(at))
    if form.add_exhibitor.data and act in (*SAVES, f"{OF_EXHIBITORS}add"):
        if found := known.matching(form.add_exhibitor.data):
            giving.append(found)
            form.add_exhibitor.data = ""
        elif act not in SAVES:
            form.refuse(unknown_exhibitor())
    form.exhibitors.data = arranged(
        giving, act.removeprefix(OF_EXHIBITORS) if act.startswith(OF_EXHIBITORS) else "", at
    )


def _status_unsaved(form: SessionForm) -> int:
    return REFUSED if form.faults else 200


def _people_on_stage(form: SessionForm, fair: Fair) -> list[int]:
    """Their ids; who is new is created now, with the session."""
    found = []
    for value in form.speakers.data:
        if value.startswith("+"):
            name, _comma, organisation = value[1:].partition(",")
            entry = SpeakerEntry(name.strip(), organisation.strip())
            found.append(create_speaker(fair, entry, by=who(), at=now()).id)
        else:
            found.append(int(value))
    return found


def _form_page(
    form: SessionForm,
    fair: Fair,
    row: ConferenceSession | None,
    choices: Choices,
    *,
    status: int = 200,
    crowded: tuple[Crowded, ...] = (),
) -> ResponseReturnValue:
    labels = {str(one.id): speaker_label(one) for one in choices.people}
    stored: dict[str, str] = {}
    if row is not None and status == 409:
        stored = stored_otherwise(form, session_values(row), _told(row))
        form.version.data = row.version
    return shown(
        "session",
        status,
        **_side(fair, row),
        form=form,
        labels=labels,
        exhibitors=choices.exhibitors,
        at_hand=_at_hand(form, choices.exhibitors),
        stored=stored,
        crowded=crowded,
    )


def _at_hand(form: SessionForm, known: Choosable) -> str:
    """The exhibitor that is called like the organisation and not chosen yet: offered, never taken without asking."""
    found = known.matching(form.organisation.data or "")
    return found if found not in form.exhibitors.data else ""


def _side(fair: Fair, row: ConferenceSession | None) -> dict[str, Any]:
    """What stands beside the form: the state towards the public, where it comes from, the last changes."""
    if row is None:
        return {"fair": fair, "row": None}
    standing = queries.find_release(fair.id, fair.released)
    lines = list_of(fair, standing).lines
    return {
        "fair": fair,
        "row": row,
        "line": next(line for line in lines if line.session.code == row.code),
        "was_released": standing is not None and standing.session(row.code) is not None,
        "marked": [FIELD_NAMES[name] for name in FIELD_NAMES if name in row.hand_fields],
        "changes": entries_about(fair.id, f"session:{row.code}", most=6),
        "states": STATES,
        "missing_names": MISSING,
        "proposal": find_entry_of_session(fair.id, row.code),
    }


def _told(row: ConferenceSession) -> dict[str, str]:
    """What stands in the database, of the fields that hold keys and no text."""
    return {
        "place": row.place.name_de if row.place else "–",
        "theme": row.theme.name_de if row.theme else "–",
        "kind": _(KIND_NAMES[row.kind]),
        "language": _(LANGUAGE_NAMES[row.language]) if row.language in LANGUAGE_NAMES else row.language or "–",
        "speakers": "; ".join(speaker_label(speaking.speaker) for speaking in row.speaking) or "–",
        "exhibitors": "; ".join(giving.exhibitor.member.name for giving in row.exhibiting) or "–",
    }
