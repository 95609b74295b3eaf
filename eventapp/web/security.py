"""One strict policy on every answer, and Flask-WTF's token on everything that could change something."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from flask_wtf import CSRFProtect

POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect", "worker", "manifest")),
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
ONE_YEAR = "max-age=31536000"
READING = ("GET", "HEAD", "OPTIONS")
FROM_US = ("same-origin", "none")
"""What browsers say of a request that our own page or the person at the address line made."""

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    app.before_request(refuse_nul)
    app.before_request(refuse_other_houses)
    csrf.init_app(app)
    app.after_request(add_headers)


def refuse_nul() -> None:
    """A sign that no address of ours has and that PostgreSQL takes in no text. In forms it is taken out with the other
    control characters."""
    if "\0" in request.path:
        abort(404)
    if b"%00" in request.query_string:
        abort(400)


def refuse_other_houses() -> None:
    """What may change something is sent from our own pages only, whatever token it carries."""
    if request.method in READING:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    is_foreign = site not in FROM_US if site else bool(origin) and urlsplit(origin or "").netloc != request.host
    if is_foreign:
        abort(403)


def add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", ONE_YEAR)
    return response
