"""A file of ours as an answer: under a name of our own, and as nothing that a browser could run."""

from __future__ import annotations

from flask import Response, abort, request

from eventapp.uploads import storage

FOR_GOOD = "public, max-age=31536000, immutable"
"""The address holds the hash: what it gives never changes."""
FOR_A_WHILE = "public, max-age=120, must-revalidate"
"""A person may withdraw their picture: two minutes here and one that a process believes (``shown``) are three."""
NOT_KEPT = "no-store"
NOTHING_RUNS = "sandbox; default-src 'none'"


def given(path: str, media_type: str, *, cache_control: str, is_download: bool = False) -> Response:
    octets = storage.octets_of(path)
    if octets is None:
        abort(404)
    response = Response(octets, mimetype=media_type)
    response.set_etag(storage.digest_in(path)[:32])
    response.headers["Cache-Control"] = cache_control
    response.headers["Content-Security-Policy"] = NOTHING_RUNS
    disposition = "attachment" if is_download else "inline"
    response.headers["Content-Disposition"] = f'{disposition}; filename="{_name_of_ours(path)}"'
    return response.make_conditional(request)  # type: ignore[return-value]  # -- it gives itself


def _name_of_ours(path: str) -> str:
    """``bild-0f3a9c1e-320.webp``, ``logo-0f3a9c1e.svg``: never what the sender called it."""
    digest, ending = storage.digest_in(path), path.rsplit(".", 1)[1]
    if ending == "webp":
        size = path.rsplit("-", 1)[1].removesuffix(".webp")
        return f"bild-{digest[:8]}-{size}.webp"
    return f"logo-{digest[:8]}.{ending}"
