"""Speakers on the desk: who they are, and whether they agreed to be named."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair, get_fair_locked
from eventapp.i18n import _, ngettext
from eventapp.journal.queries import entries_about
from eventapp.programme import queries
from eventapp.programme.actions.redacting import withdraw_name, withdraw_portrait
from eventapp.programme.actions.speakers import (
    create_speaker,
    edit_speaker,
    remove_speaker,
    send_link,
    send_links,
    show_link,
    shut_link,
)
from eventapp.programme.desk_root import CONFLICT, REFUSED, blueprint, done, gone, refused, shown, who
from eventapp.programme.forms_desk import ActForm, NumberForm, SpeakerForm, speaker_values, stored_otherwise
from eventapp.programme.mentions import sessions_naming
from eventapp.programme.models import CONSENTS, Speaker
from eventapp.programme.names import CONSENT_NAMES, LANGUAGE_NAMES
from eventapp.programme.speaker_list import Asked
from eventapp.programme.speaker_queries import UNASKED, entry_path, speakers_to_ask
from eventapp.programme.value import Session
from eventapp.web.access import freshly, organisers
from eventapp.web.addresses import base_url
from eventapp.web.archived import even_archived


@blueprint.get("/vortragende")
@organisers
def speakers(slug: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    everybody, used = queries.speakers_of(fair.id), queries.times_used(fair.id)
    asked = Asked.from_query(request.args)
    rows = asked.among(everybody)
    return shown(
        "speakers",
        fair=fair,
        rows=rows,
        used={row.id: used.get(("speaker", row.id), 0) for row in rows},
        number_of_all=len(everybody),
        asked=asked,
        query=asked.q,
        consent=asked.einverstaendnis,
        counts={one: sum(row.consent == one for row in everybody) for one in CONSENTS},
        consents=CONSENT_NAMES,
        to_ask=len(speakers_to_ask(fair.id)),
        without_address=sum(row.consent in UNASKED and not row.email for row in everybody),
    )


@blueprint.route("/vortragende/neu", methods=["GET", "POST"])
@organisers
def new_speaker(slug: str) -> ResponseReturnValue:
    fair, form = get_fair(slug), SpeakerForm()
    form.offer(None)
    status = REFUSED if request.method == "POST" else 200
    if request.method == "POST" and form.validate():
        try:
            row = create_speaker(fair, form.entry(), by=who(), at=now())
        except DomainError as error:
            status = refused(form, error)
        else:
            return done(_("„{name}“ ist angelegt.", name=row.name), "programme_desk.speakers")
    return shown("speaker", status, fair=fair, row=None, form=form, stored={}, naming=())


@blueprint.route("/vortragende/<speaker>", methods=["GET", "POST"])
@organisers
def speaker(slug: str, speaker: str) -> ResponseReturnValue:
    fair, row = _found(slug, speaker, locked=request.method == "POST")
    form = SpeakerForm(data=speaker_values(row) if request.method != "POST" else None)
    form.offer(row)
    status = REFUSED if request.method == "POST" else 200
    if request.method == "POST" and form.validate():
        try:
            edit_speaker(row, form.entry(), version=form.version.data, by=who(), at=now())
        except DomainError as error:
            status = refused(form, error)
        else:
            return done(_("„{name}“ ist gespeichert.", name=row.name), "programme_desk.speakers")
    told = {"consent": _(CONSENT_NAMES[row.consent]), "language": _(LANGUAGE_NAMES[row.language])}
    stored = stored_otherwise(form, speaker_values(row), told) if status == CONFLICT else {}
    if status == CONFLICT:
        form.version.data = row.version
    return shown(
        "speaker",
        status,
        fair=fair,
        row=row,
        form=form,
        stored=stored,
        on_stage=queries.sessions_of_speaker(row.id),
        consents=CONSENT_NAMES,
        naming=_still_named(fair, row),
        changes=entries_about(fair.id, f"speaker:{row.slug}", most=6),
    )


def _found(slug: str, speaker: str, *, locked: bool = False) -> tuple[Fair, Speaker]:
    """``locked`` the fair first, like a release does: what is withdrawn is written into all of them."""
    fair = get_fair_locked(slug) if locked else get_fair(slug)
    row = queries.find_ground(Speaker, fair.id, speaker, locked=locked)
    if row is None:
        raise gone()
    return fair, row


def _still_named(fair: Fair, row: Speaker) -> tuple[Session, ...]:
    """Of somebody who does not want to be named any more: the sessions whose texts do it still."""
    standing = queries.find_release(fair.id, fair.released) if row.consent == "withdrawn" else None
    return sessions_naming(standing, row.name)


@blueprint.route("/vortragende/<speaker>/link", methods=["GET", "POST"])
@organisers
@freshly
def speaker_link(slug: str, speaker: str) -> ResponseReturnValue:
    """For an office that sends it by a mail of its own. Posted, because who looked is noted, and proved anew, because
    the link opens what is the person's own; who comes back to the address finds the way to the button."""
    fair, row = _found(slug, speaker, locked=request.method == "POST")
    if request.method != "POST":
        return redirect(url_for("programme_desk.speaker", speaker=row.slug), 303)
    address = base_url() + entry_path(slug, show_link(row, by=who(), at=now()), row.language)
    return shown("speaker_link", fair=fair, row=row, address=address)


@blueprint.post("/vortragende/<speaker>/link/schicken")
@organisers
def send_speaker_link(slug: str, speaker: str) -> ResponseReturnValue:
    _fair, row = _found(slug, speaker, locked=True)
    send_link(row, by=who(), at=now())
    sentence = _("Der Link geht an {email}.", email=row.email)
    return done(sentence, "programme_desk.speaker", speaker=row.slug)


@blueprint.post("/vortragende/<speaker>/link/ungueltig")
@organisers
@even_archived
def shut_speaker_link(slug: str, speaker: str) -> ResponseReturnValue:
    _fair, row = _found(slug, speaker, locked=True)
    shut_link(row, version=ActForm().version.data, by=who(), at=now())
    sentence = _("Der bisherige Link öffnet nichts mehr.")
    return done(sentence, "programme_desk.speaker", speaker=row.slug)


@blueprint.route("/vortragende/<speaker>/name-zurueckziehen", methods=["GET", "POST"])
@organisers
@even_archived
def withdraw_speaker_name(slug: str, speaker: str) -> ResponseReturnValue:
    """The same, of everything that names them. A page that asks first: none of it comes back."""
    fair, row = _found(slug, speaker, locked=request.method == "POST")
    if request.method != "POST":
        return shown("withdraw_name", fair=fair, row=row, form=ActForm())
    if row.consent != "withdrawn":
        withdraw_name(fair, row, by=who(), at=now())
    sentence = _("Der Name ist aus allen Versionen des Programms entfernt.")
    return done(sentence, "programme_desk.speaker", speaker=row.slug)


@blueprint.post("/vortragende/<speaker>/bild-zurueckziehen")
@organisers
@even_archived
def withdraw_speaker_portrait(slug: str, speaker: str) -> ResponseReturnValue:
    """The person said so on the telephone."""
    fair, row = _found(slug, speaker, locked=True)
    if row.portrait:
        withdraw_portrait(fair, row, by=who(), at=now())
    sentence = _("Das Bild ist zurückgezogen. Es wird niemandem mehr gezeigt.")
    return done(sentence, "programme_desk.speaker", speaker=row.slug)


@blueprint.post("/vortragende/links")
@organisers
def send_speaker_links(slug: str) -> ResponseReturnValue:
    """To as many as the button said; if they are others by now, the page is shown anew."""
    fair, form = get_fair_locked(slug), NumberForm()
    number = send_links(fair, number=form.number.data or 0, by=who(), at=now())
    sentence = ngettext("{number} Link geht hinaus.", "{number} Links gehen hinaus.", number)
    return done(sentence, "programme_desk.speakers")


@blueprint.post("/vortragende/<speaker>/entfernen")
@organisers
def take_out_speaker(slug: str, speaker: str) -> ResponseReturnValue:
    _fair, row = _found(slug, speaker, locked=True)
    name = row.name
    remove_speaker(row, version=ActForm().version.data, by=who(), at=now())
    return done(_("„{name}“ ist entfernt.", name=name), "programme_desk.speakers")
