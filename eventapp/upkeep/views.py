"""Is it alive, is it ready: two addresses for whoever watches the machine."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from eventapp.upkeep.health import a_worker_is_alive, database_answers, has_room, needs_a_worker
from eventapp.upkeep.revisions import is_migrated
from eventapp.web.access import everyone

blueprint = Blueprint("upkeep", __name__)


@blueprint.get("/healthz")
@everyone
def alive() -> Response:
    """The process answers. Asks nothing of anybody."""
    return _plain(jsonify(status="ok"))


@blueprint.get("/readyz")
@everyone
def ready() -> tuple[Response, int]:
    """Database, migrations, disk and, where mails are to be sent, a worker; 503 and what fails, no detail."""
    checks = {"database": database_answers(), "migrations": is_migrated(), "disk": has_room()}
    if needs_a_worker():
        checks["worker"] = checks["migrations"] and a_worker_is_alive()
    is_ready = all(checks.values())
    return _plain(jsonify(status="ok" if is_ready else "not ready", checks=checks)), 200 if is_ready else 503


def _plain(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
