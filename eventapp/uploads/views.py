"""Uploads as they are given out: under names of our own, and as nothing that a browser could run."""

from __future__ import annotations

from flask import Blueprint, Response, abort, g

from eventapp.uploads import hooks, storage
from eventapp.uploads.giving import FOR_A_WHILE, FOR_GOOD, NOT_KEPT, given
from eventapp.uploads.queries import find_upload
from eventapp.uploads.shown import is_public, is_public_portrait
from eventapp.uploads.value import SIZES
from eventapp.web.access import everyone, signed_in

blueprint = Blueprint("uploads", __name__)


@blueprint.get("/bild/<string(length=64):digest>-<int:size>.webp")
@everyone
def image(digest: str, size: int) -> Response:
    """A picture that something published shows; any other is not there."""
    if size not in SIZES or not storage.is_digest(digest) or not is_public(digest):
        abort(404)
    return given(storage.path_of(digest, str(size)), "image/webp", cache_control=FOR_GOOD)


@blueprint.get("/bild/person/<string(length=64):digest>-<int:size>.webp")
@everyone
def portrait(digest: str, size: int) -> Response:
    """The picture of a person, as long as a published programme shows it."""
    if size not in SIZES or not storage.is_digest(digest) or not is_public_portrait(digest):
        abort(404)
    return given(storage.path_of(digest, str(size)), "image/webp", cache_control=FOR_A_WHILE)


@blueprint.get("/mein-stand/bild/<string(length=64):digest>-<int:size>.webp")
@signed_in
def own_image(digest: str, size: int) -> Response:
    """A picture that is not public yet, for those whose it is, and for the office."""
    if size not in SIZES or not storage.is_digest(digest) or not hooks.person_may_see(g.person.id, digest):
        abort(404)
    return given(storage.path_of(digest, str(size)), "image/webp", cache_control=NOT_KEPT)


@blueprint.get("/mein-stand/datei/<string(length=64):digest>")
@signed_in
def own_file(digest: str) -> Response:
    """A drawing for print as it came: to be saved, never to be shown."""
    upload = find_upload(digest) if storage.is_digest(digest) else None
    if upload is None or upload.kind != "file" or not hooks.person_may_see(g.person.id, digest):
        abort(404)
    path = storage.path_of(digest, storage.ORIGINAL, upload.media_type)
    return given(path, upload.media_type, cache_control=NOT_KEPT, is_download=True)
