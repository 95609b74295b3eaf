"""Error pages in the house's look, in both languages, without database, person or session."""

from __future__ import annotations

import logging

from flask import Flask, Response, g, make_response, render_template, request
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from werkzeug.exceptions import HTTPException, SecurityError

from eventapp.errors import DeadLink, DomainError, NotFound
from eventapp.i18n import _, mark
from eventapp.web.discreet import keep_to_reader

SENTENCES = {
    400: (
        mark("Diese Anfrage ist unvollständig"),
        mark("Gehen Sie eine Seite zurück und versuchen Sie es noch einmal."),
    ),
    403: (mark("Dieser Bereich ist nicht für Sie freigegeben"), mark("Wählen Sie unten, wohin Sie weitergehen.")),
    404: (
        mark("Diese Seite gibt es nicht"),
        mark("Die Adresse ist vielleicht falsch geschrieben, oder die Seite ist umgezogen."),
    ),
    405: (mark("Das geht an dieser Stelle nicht"), mark("Hier kann nur gelesen, nichts geschickt werden.")),
    413: (mark("Das ist zu groß"), mark("Schicken Sie weniger auf einmal.")),
    422: (mark("Das konnte nicht gespeichert werden"), mark("Prüfen Sie Ihre Angaben.")),
    500: (
        mark("Hier ist etwas schiefgegangen"),
        mark("Der Fehler liegt bei uns und ist notiert. Versuchen Sie es in einigen Minuten noch einmal."),
    ),
    503: (mark("Gerade nicht erreichbar"), mark("Versuchen Sie es in wenigen Sekunden noch einmal.")),
}
log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(SecurityError, show_untrusted_host)
    app.register_error_handler(NotFound, lambda error: show(404))
    app.register_error_handler(DeadLink, lambda error: show(404, _(error.message, **error.values)))
    app.register_error_handler(DomainError, lambda error: show(422, _(error.message, **error.values)))
    for away in (OperationalError, InterfaceError, NoConnectionFree):
        app.register_error_handler(away, show_database_error)
    app.register_error_handler(Exception, show_crash)


def show(status: int, sentence: str = "") -> Response:
    """Never kept and never found: in the address may stand a token, also one that opens nothing here."""
    title, advice = SENTENCES.get(status, SENTENCES[500 if status >= 500 else 400])
    page = render_template(
        "errors/error.html", status=status, title=_(title), advice=sentence or _(advice), slug=g.get("slug")
    )
    return keep_to_reader(make_response(page, status))


def show_http_error(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    response = show(error.code)
    if error.code == 405 and (allowed := dict(error.get_headers()).get("Allow")):
        response.headers["Allow"] = allowed
    return response


def show_untrusted_host(_error: SecurityError) -> Response:
    """Plain words: under a host that is not ours no address can be built."""
    return Response("400 Diese Adresse gehört nicht zu uns.\n", 400, mimetype="text/plain")


def show_database_error(error: SQLAlchemyError) -> Response:
    """The database is locked or away: 503, so that calendars and crawlers keep what they have."""
    log.error("database unavailable for %s: %s", request.endpoint, type(error).__name__)
    response = show(503)
    response.headers["Retry-After"] = "2"
    return response


def show_crash(error: Exception) -> Response:
    log.exception("unexpected error in %s", request.endpoint, exc_info=error)
    return show(500)
