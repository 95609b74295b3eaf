"""Speakers on the desk: who they are, and whether they agreed to be named."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair.queries import get_fair
from eventapp.i18n import _
from eventapp.journal.queries import entries_about
from eventapp.matching import is_found, spellings, words_of
from eventapp.programme import queries
from eventapp.programme.actions.speakers import create_speaker, edit_speaker, remove_speaker
from eventapp.programme.desk_root import CONFLICT, REFUSED, blueprint, done, gone, refused, shown, who
from eventapp.programme.forms_desk import ActForm, SpeakerForm, speaker_values, stored_otherwise
from eventapp.programme.models import CONSENTS, Speaker
from eventapp.programme.names import CONSENT_NAMES
from eventapp.web.access import organisers


@blueprint.get("/vortragende")
@organisers
def speakers(slug: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    everybody, used = queries.speakers_of(fair.id), queries.times_used(fair.id)
    query, consent = request.args.get("q", "")[:100], request.args.get("einverstaendnis", "")
    asked = words_of(query)
    rows = [
        row
        for row in everybody
        if (not consent or row.consent == consent)
        and (not asked or is_found(" ".join((*spellings(row.name), *spellings(row.organisation))), asked))
    ]
    return shown(
        "speakers",
        fair=fair,
        rows=rows,
        used={row.id: used.get(("speaker", row.id), 0) for row in rows},
        number_of_all=len(everybody),
        query=query,
        consent=consent,
        counts={one: sum(row.consent == one for row in everybody) for one in CONSENTS},
        consents=CONSENT_NAMES,
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
    return shown("speaker", status, fair=fair, row=None, form=form, stored={})


@blueprint.route("/vortragende/<speaker>", methods=["GET", "POST"])
@organisers
def speaker(slug: str, speaker: str) -> ResponseReturnValue:
    fair = get_fair(slug)
    row = queries.find_ground(Speaker, fair.id, speaker, locked=request.method == "POST")
    if row is None:
        raise gone()
    form = SpeakerForm(data=speaker_values(row) if request.method == "GET" else None)
    form.offer(row)
    status = REFUSED if request.method == "POST" else 200
    if request.method == "POST" and form.validate():
        try:
            edit_speaker(row, form.entry(), version=form.version.data, by=who(), at=now())
        except DomainError as error:
            status = refused(form, error)
        else:
            return done(_("„{name}“ ist gespeichert.", name=row.name), "programme_desk.speakers")
    told = {"consent": _(CONSENT_NAMES[row.consent])}
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
        changes=entries_about(fair.id, f"speaker:{row.slug}", most=6),
    )


@blueprint.post("/vortragende/<speaker>/entfernen")
@organisers
def take_out_speaker(slug: str, speaker: str) -> ResponseReturnValue:
    row = queries.find_ground(Speaker, get_fair(slug).id, speaker, locked=True)
    if row is None:
        raise gone()
    name = row.name
    remove_speaker(row, version=ActForm().version.data, by=who(), at=now())
    return done(_("„{name}“ ist entfernt.", name=name), "programme_desk.speakers")
