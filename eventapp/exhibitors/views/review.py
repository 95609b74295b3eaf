"""Before and after handing in: how it will look in public, everything on one page, and that it arrived."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.errors import DomainError
from eventapp.exhibitors.actions.handing_in import hand_in
from eventapp.exhibitors.answers import is_web_address
from eventapp.exhibitors.models import Entry
from eventapp.exhibitors.queries import passes_of
from eventapp.exhibitors.states import State
from eventapp.exhibitors.tasks import EntryState, Status, TaskState
from eventapp.exhibitors.value import public_exhibit, public_exhibitor
from eventapp.exhibitors.views.checking import Changed, ShownAnswer, changed_since, shown_answers
from eventapp.exhibitors.views.own import Own, entry_status_name, entry_title, own_or_404, task_line
from eventapp.i18n import Words, _, mark, speaking
from eventapp.uploads.queries import pictures_of
from eventapp.uploads.value import Picture
from eventapp.web.access import members

blueprint = Blueprint("member_review", __name__, url_prefix="/mein-stand/<int:exhibitor_id>")

LANGUAGE_NAMES = {"de": mark("Auf Deutsch"), "en": mark("Auf Englisch")}


class SeenAnother(DomainError):
    """The page that was checked is not what would be handed in."""


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """One entry, or a task that has none, on the page of everything."""

    anchor: str
    title: str
    status: str
    status_name: str
    answers: list[ShownAnswer]
    changed: list[Changed]
    general: tuple[str, ...] = ()
    empty: str = ""
    passes: tuple[str, ...] = ()
    is_locked: bool = False


@blueprint.route("/pruefen", methods=["GET", "POST"])
@members
def check(exhibitor_id: int) -> ResponseReturnValue:
    """The button hands in what this page showed: an entry that changed meanwhile is shown again first. So
    whoever is just saving comes before it is compared."""
    own = own_or_404(exhibitor_id, is_locked=request.method == "POST")
    ready = [one.entry for state in own.states for one in state.entries if one.is_ready and not own.is_locked(state)]
    refused = ""
    if request.method == "POST":
        try:
            _check_what_was_seen(ready)
            hand_in(own.exhibitor, by=g.person, at=own.at, only=[entry.id for entry in ready])
        except DomainError as error:
            refused = _(error.message, **error.values)
        else:
            return redirect(url_for(".handed_in", exhibitor_id=exhibitor_id), 303)
    page = render_template(
        "exhibitors/check.html",
        own=own,
        trail=[],
        faulty=bool(refused),
        parts=[part for state in own.states for part in _parts(own, state)],
        ready=[entry_title(entry) for entry in ready],
        signs=[_sign(entry) for entry in ready],
        unready=_unready(own),
        waiting=[task_line(own, state) for state in own.states if state.status is Status.QUESTION],
        refused=refused,
    )
    return page, 422 if refused else 200


def _sign(entry: Entry) -> str:
    return f"{entry.id}-{entry.version}"


def _check_what_was_seen(ready: list[Entry]) -> None:
    if sorted(request.form.getlist("stand")) != sorted(_sign(entry) for entry in ready):
        raise SeenAnother(mark("Inzwischen hat sich etwas geändert. Sehen Sie die Angaben noch einmal durch."))


def _unready(own: Own) -> list[str]:
    """What was begun, or has to be, and is not complete."""
    found = []
    for state in own.states:
        if own.is_locked(state) or state.status is Status.NOT_WANTED:
            continue
        found += [entry_title(one.entry) for one in state.entries if one.problems and _counts(state, one)]
    return found


def _counts(state: TaskState, one: EntryState) -> bool:
    return one.status is not Status.QUESTION and (state.is_compulsory or one.status is not Status.OPEN)


def _parts(own: Own, state: TaskState) -> list[CheckedPart]:
    if not state.entries:
        line = task_line(own, state)
        empty = _("Nicht gewünscht.") if state.status is Status.NOT_WANTED else _("Nichts eingetragen.")
        return [CheckedPart(state.task.key, line.name, state.status, line.status_name, [], [], empty=empty)]
    is_first = True
    parts = []
    for one in state.entries:
        anchor = state.task.key if is_first else f"{state.task.key}-{one.entry.id}"
        parts.append(_part(own, state, one, anchor))
        is_first = False
    return parts


def _part(own: Own, state: TaskState, one: EntryState, anchor: str) -> CheckedPart:
    is_locked = own.is_locked(state)
    may_change = not is_locked and one.entry.state != State.WITHDRAWN
    passes = passes_of(own.exhibitor.id) if state.task.key == "staff" else []
    keys = {field.key for field in state.task.fields}
    return CheckedPart(
        anchor=anchor,
        title=_title(state, one),
        status=one.status,
        status_name=entry_status_name(one),
        answers=shown_answers(own, state.task, one.entry, may_change=may_change),
        changed=changed_since(own, state.task, one.entry) if one.has_changes else [],
        general=tuple(_(problem.message) for problem in one.problems if problem.key not in keys) if may_change else (),
        passes=tuple(f"{row.first_name} {row.last_name}" for row in passes),
        is_locked=is_locked,
    )


def _title(state: TaskState, one: EntryState) -> str:
    title = entry_title(one.entry)
    return f"{_(state.task.noun)}: {title}" if state.task.is_many and title else title


@blueprint.get("/eingereicht")
@members
def handed_in(exhibitor_id: int) -> ResponseReturnValue:
    """What went in together last."""
    own = own_or_404(exhibitor_id)
    with_the_office = [entry for entry in own.part.entries if entry.handed_in_at and entry.state != State.WITHDRAWN]
    last_at = max((entry.handed_in_at for entry in with_the_office if entry.handed_in_at), default=None)
    if last_at is None:
        return redirect(url_for(".check", exhibitor_id=exhibitor_id), 303)
    together = [entry for entry in with_the_office if entry.handed_in_at == last_at]
    open_lines = [task_line(own, state).name for state in own.states if state.is_open and not state.is_over]
    return render_template(
        "exhibitors/handed_in.html",
        own=own,
        trail=[],
        last_at=last_at,
        handed_in=[entry_title(entry) for entry in together],
        open_tasks=open_lines,
    )


@dataclass(frozen=True, slots=True)
class ExhibitLook:
    """An exhibit as the public would see it in one language."""

    title: str
    title_language: str
    text: str
    text_language: str
    picture: Picture | None
    picture_alt: str
    themes: list[str]
    partners: list[str]


@dataclass(frozen=True, slots=True)
class Look:
    """The public entry in one language."""

    language: str
    language_name: str
    name: str
    address: list[str]
    website: str
    website_shown: str
    text: str
    text_language: str
    logo: Picture | None
    logo_alt: str
    exhibits: list[ExhibitLook]


@blueprint.get("/vorschau")
@members
def preview(exhibitor_id: int) -> ResponseReturnValue:
    own = own_or_404(exhibitor_id)
    company = next(iter(own.entries("company")), None) or abort(404)
    exhibits = own.entries("exhibit")
    digests = [str(entry.draft.get(key)) for entry in (company, *exhibits) for key in ("logo", "picture")]
    pictures = pictures_of(digests)
    return render_template(
        "exhibitors/preview.html",
        own=own,
        trail=[],
        differs=any(one.has_changes and one.entry.accepted for state in own.states for one in state.entries),
        looks=[_look(own, company, exhibits, pictures, spoken) for spoken in ("de", "en")],
    )


def _look(own: Own, company: Entry, exhibits: list[Entry], pictures: dict[str, Picture], spoken: str) -> Look:
    public = public_exhibitor(own.exhibitor, company.draft)
    place = f"{public.postal_code} {public.city}".strip()
    website = public.website if is_web_address(public.website) else ""
    return Look(
        language=spoken,
        language_name=_(LANGUAGE_NAMES[spoken]),
        name=public.name,
        address=[line for line in (public.street, place, public.country) if line],
        website=website,
        website_shown=urlsplit(website).netloc.removeprefix("www.") if website else "",
        text=public.text.in_language(spoken),
        text_language=public.text.language_shown(spoken),
        logo=pictures.get(public.logo.digest) if public.logo else None,
        logo_alt=public.logo.alt if public.logo else "",
        exhibits=[_exhibit_look(own, entry, pictures, spoken) for entry in exhibits],
    )


def _exhibit_look(own: Own, entry: Entry, pictures: dict[str, Picture], spoken: str) -> ExhibitLook:
    public = public_exhibit("", entry.draft, ())
    known = own.options["partners"]
    title = public.title if public.title.de else Words(_("(noch ohne Titel)"))
    with speaking(spoken):
        themes = [own.options["themes"][key] for key in public.themes if key in own.options["themes"]]
    return ExhibitLook(
        title=title.in_language(spoken),
        title_language=title.language_shown(spoken),
        text=public.text.in_language(spoken),
        text_language=public.text.language_shown(spoken),
        picture=pictures.get(public.picture.digest) if public.picture else None,
        picture_alt=public.picture.alt if public.picture else "",
        themes=themes,
        partners=[known[str(one)] for one in entry.draft.get("partners") or () if str(one) in known],
    )
