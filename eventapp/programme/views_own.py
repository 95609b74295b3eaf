"""The page of a speaker's private link: what the programme says of them, a picture, and taking either back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, cast

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DeadLink, DomainError, NotFound, Stale
from eventapp.fair.models import Fair
from eventapp.fair.queries import find_fair, get_fair_locked
from eventapp.i18n import Words, mark
from eventapp.programme.actions.own_entry import HERSELF, PORTRAIT_AT_LEAST, save_own_entry, save_own_portrait
from eventapp.programme.actions.redacting import withdraw_name, withdraw_portrait
from eventapp.programme.draft import speaker_of
from eventapp.programme.forms_desk import stored_otherwise
from eventapp.programme.forms_own import PICTURE, OwnEntryForm, OwnPictureForm, entry_values, picture_values
from eventapp.programme.models import Speaker
from eventapp.programme.queries import Published, published, sessions_of_speaker
from eventapp.programme.speaker_queries import find_by_link
from eventapp.programme.value import Session
from eventapp.uploads import storage
from eventapp.uploads.actions import keep_image, open_image
from eventapp.uploads.giving import NOT_KEPT, given
from eventapp.uploads.value import SIZES
from eventapp.web.access import everyone
from eventapp.web.discreet import keep_to_reader
from eventapp.web.limits import PICTURES, takes
from eventapp.web.public import PublicBlueprint
from eventapp.web.security import csrf
from eventapp.web.transaction import begins_itself, in_one_transaction

blueprint = PublicBlueprint("own_entry", __name__)
blueprint.after_request(keep_to_reader)
CONFLICT, REFUSED = 409, 422
DONE = {
    "gespeichert": mark("Gespeichert. Danke!"),
    "bild": mark("Das Bild ist gespeichert."),
    "bild-weg": mark("Das Bild ist zurückgezogen. Es wird niemandem mehr gezeigt."),
    "weg": mark("Sie werden im Programm nicht mehr genannt."),
}
"""What was done, by the word in the address: there is no session that could carry it."""


@dataclass(frozen=True, slots=True)
class Own:
    """Whose page it is, and the fair as everybody sees it."""

    fair: Fair
    row: Speaker
    shown: Published
    token: str


@dataclass(frozen=True, slots=True)
class OnStage:
    """A session somebody speaks in: its times only where they are released."""

    title: Words
    released: Session | None
    place: Words


@blueprint.in_both_languages("/<fair:slug>/vortragende/mein/<token>", methods=["GET", "POST"])
@everyone
def entry(slug: str, token: str) -> ResponseReturnValue:
    is_sent = request.method == "POST"
    own = _own(slug, token, locked=is_sent)
    form = OwnEntryForm(data=None if is_sent else entry_values(own.row))
    if not is_sent or not form.validate():
        return _page(own, form=form, status=REFUSED if is_sent else 200)
    try:
        save_own_entry(own.row, form.entry(), version=form.version.data, at=now())
    except DomainError as error:
        return _page(own, form=form, status=_refused(form, error))
    return _done(token, "gespeichert")


@blueprint.in_both_languages("/<fair:slug>/vortragende/mein/<token>/bild", methods=["GET", "POST"])
@everyone
@takes(PICTURES)
@begins_itself
def picture(slug: str, token: str) -> ResponseReturnValue:
    """A picture takes a second to be opened: that is done before anybody is locked out."""
    own = _own(slug, token)
    if request.method != "POST":
        return _page(own)
    sent = request.files.get(f"{PICTURE}picture")
    g.opened = open_image(cast(BinaryIO, sent.stream), at_least=PORTRAIT_AT_LEAST) if sent and sent.filename else {}
    return in_one_transaction(lambda: _keep(slug, token))


def _keep(slug: str, token: str) -> ResponseReturnValue:
    own, form, at = _own(slug, token, locked=True), OwnPictureForm(prefix=PICTURE), now()
    if not form.validate():
        return _page(own, picture_form=form, status=REFUSED)
    sent, digest = form.picture.data, ""
    try:
        if sent:
            digest = keep_image(
                cast(BinaryIO, sent.stream), at=at, name=sent.filename, at_least=PORTRAIT_AT_LEAST, opened=g.opened
            ).digest
        save_own_portrait(own.row, form.portrait(digest), version=form.version.data, at=at)
    except DomainError as error:
        if error.field is None and not isinstance(error, Stale):
            error.field = "picture"
        return _page(own, picture_form=form, status=_refused(form, error))
    return _done(token, "bild")


@blueprint.in_both_languages("/<fair:slug>/vortragende/mein/<token>/bild/zurueckziehen", methods=["GET", "POST"])
@everyone
def withdraw_picture(slug: str, token: str) -> ResponseReturnValue:
    """One press, and no question: whoever takes it back by mistake hands it in again."""
    own = _own(slug, token, locked=request.method == "POST")
    if not _is_pressed():
        return _page(own, status=REFUSED if request.method == "POST" else 200)
    if own.row.portrait:
        withdraw_portrait(own.fair, own.row, by=None, at=now(), role=HERSELF)
    return _done(token, "bild-weg")


@blueprint.in_both_languages("/<fair:slug>/vortragende/mein/<token>/zurueckziehen", methods=["GET", "POST"])
@everyone
def withdraw(slug: str, token: str) -> ResponseReturnValue:
    own = _own(slug, token, locked=request.method == "POST")
    if not _is_pressed():
        return _page(own, status=REFUSED if request.method == "POST" else 200)
    if own.row.consent != "withdrawn":
        withdraw_name(own.fair, own.row, by=None, at=now(), role=HERSELF)
    return _done(token, "weg")


@blueprint.in_both_languages("/<fair:slug>/vortragende/mein/<token>/bild-<int:size>.webp")
@everyone
def own_picture(slug: str, token: str, size: int) -> ResponseReturnValue:
    own = _own(slug, token)
    if size not in SIZES or not own.row.portrait:
        abort(404)
    return given(storage.path_of(own.row.portrait, str(size)), "image/webp", cache_control=NOT_KEPT)


def _is_pressed() -> bool:
    return request.form.get("antwort") == "ja"


def _own(slug: str, token: str, *, locked: bool = False) -> Own:
    """Whom the private link belongs to. ``locked`` where something is written: the fair first, like a release does."""
    fair = find_fair(slug)
    if fair is None:
        raise NotFound(mark("Diesen Messeauftritt gibt es nicht."))
    if locked:
        fair = get_fair_locked(slug)
    row = find_by_link(fair.id, token, locked=locked)
    if row is None:
        raise DeadLink(
            mark(
                "Dieser private Link gilt nicht mehr, oder ein Stück von ihm fehlt. Die Organisation des "
                "Messeauftritts schickt Ihnen einen neuen."
            )
        )
    return Own(fair, row, published(slug), token)


def _done(token: str, word: str) -> ResponseReturnValue:
    return redirect(url_for("own_entry.entry", token=token, fertig=word), 303)


def _refused(form: OwnEntryForm | OwnPictureForm, error: DomainError) -> int:
    if isinstance(error, Stale):
        return CONFLICT
    form.refuse(error)
    return REFUSED


def _page(
    own: Own, *, form: OwnEntryForm | None = None, picture_form: OwnPictureForm | None = None, status: int = 200
) -> ResponseReturnValue:
    row, programme = own.row, own.shown.programme
    form = form or OwnEntryForm(formdata=None, data=entry_values(row))
    picture_form = picture_form or OwnPictureForm(formdata=None, data=picture_values(row), prefix=PICTURE)
    stored: dict[str, dict[str, str]] = {"entry": {}, "picture": {}}
    if status == CONFLICT:
        stored = {
            "entry": stored_otherwise(form, entry_values(row), {}),
            "picture": stored_otherwise(picture_form, picture_values(row), {}),
        }
    form.version.data = picture_form.version.data = row.version
    standing, drafted = programme.speaker(row.slug) if programme else None, speaker_of(row)
    page = render_template(
        "programme/own_entry.html",
        fair=own.shown.fair,
        programme=programme,
        own=own,
        row=row,
        form=form,
        picture_form=picture_form,
        stored=stored,
        is_stale=status == CONFLICT,
        done=DONE.get(request.args.get("fertig", "")) if request.method != "POST" else None,
        on_stage=_on_stage(own),
        standing=standing,
        is_waiting=row.consent != "withdrawn" and standing is not None and standing != drafted,
        at_least=PORTRAIT_AT_LEAST,
    )
    return page, status


def _on_stage(own: Own) -> list[OnStage]:
    found = []
    for row in sessions_of_speaker(own.row.id):
        released = own.shown.or_empty.session(row.code)
        place = own.shown.or_empty.place(released.place) if released else None
        title = released.title if released else Words(row.title_de, row.title_en)
        found.append(OnStage(title, released, place.name if place else Words()))
    return found


for view in (entry, picture, withdraw_picture, withdraw):
    csrf.exempt(view)
"""The token in the address opens the page, and the request must come from one of ours: there is no session."""
