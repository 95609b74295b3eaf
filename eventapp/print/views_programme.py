"""Public paper: the programme as a list."""

from __future__ import annotations

from flask import Response, abort
from flask.typing import ResponseReturnValue

from eventapp.print.paper import Paper
from eventapp.print.programme_documents import list_document
from eventapp.print.typesetting import typeset
from eventapp.programme.queries import published
from eventapp.web.access import everyone
from eventapp.web.addresses import public_url
from eventapp.web.aside import made_aside
from eventapp.web.public import PublicBlueprint, kept

blueprint = PublicBlueprint("programme_print", __name__)


@blueprint.in_both_languages("/<fair:slug>/programm.pdf")
@everyone
@kept(mimetype="application/pdf")
def programme_pdf(slug: str) -> ResponseReturnValue:
    """The standing release on A4; before the first one there is nothing to print."""
    shown = published(slug)
    programme = shown.programme or abort(404)
    changes = public_url("programme.changes", slug=slug, number=programme.number)
    told = list_document(Paper(shown.fair, programme, changes))
    response = Response(made_aside(lambda: typeset("programme_list", told)))
    response.headers["Content-Disposition"] = f'inline; filename="{slug}-programm.pdf"'
    return response
