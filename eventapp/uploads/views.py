"""Uploads as they are given out: under names of our own, and as nothing that a browser could run."""

from __future__ import annotations

from flask import Blueprint, Response, abort, g, request

from eventapp.uploads import hooks, storage
from eventapp.uploads.queries import find_upload
from eventapp.uploads.shown import is_public
from eventapp.uploads.value import SIZES
from eventapp.web.access import everyone, signed_in

blueprint = Blueprint("uploads", __name__)

FOR_GOOD = "public, max-age=31536000, immutable"
"""The address holds the hash: what it gives never changes."""
NOT_KEPT = "no-store"
NOTHING_RUNS = "sandbox; default-src 'none'"


@blueprint.get("/bild/<string(length=64):digest>-<int:size>.webp")
@everyone
def image(digest: str, size: int) -> Response:
    """A picture that something published shows; any other is not there."""
    if size not in SIZES or not storage.is_digest(digest) or not is_public(digest):
        abort(404)
    return _given(storage.path_of(digest, str(size)), "image/webp", cache_control=FOR_GOOD)


@blueprint.get("/mein-stand/bild/<string(length=64):digest>-<int:size>.webp")
@signed_in
def own_image(digest: str, size: int) -> Response:
    """A picture that is not public yet, for those whose it is, and for the office."""
    if size not in SIZES or not storage.is_digest(digest) or not hooks.person_may_see(g.person.id, digest):
        abort(404)
    return _given(storage.path_of(digest, str(size)), "image/webp", cache_control=NOT_KEPT)


@blueprint.get("/mein-stand/datei/<string(length=64):digest>")
@signed_in
def own_file(digest: str) -> Response:
    """A drawing for print as it came: to be saved, never to be shown."""
    upload = find_upload(digest) if storage.is_digest(digest) else None
    if upload is None or upload.kind != "file" or not hooks.person_may_see(g.person.id, digest):
        abort(404)
    path = storage.path_of(digest, storage.ORIGINAL, upload.media_type)
    return _given(path, upload.media_type, cache_control=NOT_KEPT, is_download=True)


def _given(path: str, media_type: str, *, cache_control: str, is_download: bool = False) -> Response:
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
