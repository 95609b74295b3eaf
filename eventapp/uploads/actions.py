"""Keeping what was handed in, and removing what nothing refers to any more."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import BinaryIO

import msgspec
from werkzeug.utils import import_string

from eventapp.database import db
from eventapp.privacy.retention import UNUSED_UPLOAD
from eventapp.text import clean_line
from eventapp.uploads import hooks, refusals, storage
from eventapp.uploads.models import Upload
from eventapp.uploads.prepared import Prepared
from eventapp.uploads.queries import all_uploads, find_upload
from eventapp.uploads.refusals import MEGABYTE, MOST_BYTES, RefusedUpload
from eventapp.web.aside import made_only_aside

VECTORS = ("svg", "pdf")
LONGEST_NAME = 200
Opened = dict[str, Prepared]
"""Pictures that were opened already, by the hash of their bytes."""
SETTLED = timedelta(hours=1)
"""A file without a row that is younger may be about to get one."""


def open_image(stream: BinaryIO, *, at_least: int = 0) -> Opened:
    """The long part of :func:`keep_image`, for before a transaction begins: nothing is written, nothing refused yet."""
    try:
        octets = _all_of(stream)
    except RefusedUpload:
        return {}
    digest = hashlib.sha256(octets).hexdigest()
    return {} if _find_kept(digest, at_least) else {digest: _prepared(octets, at_least)}


def keep_image(
    stream: BinaryIO, *, at: datetime, name: str = "", at_least: int = 0, opened: Opened | None = None
) -> Upload:
    """The picture written anew in all sizes, or a :class:`RefusedUpload`. The same bytes again give the same row.

    ``at_least``: pixels that the longer side must have (``value.LOGO_AT_LEAST`` for logos). ``name`` is what the
    sender's file was called. ``opened``: what :func:`open_image` made of it already, with the same ``at_least``.
    """
    octets = _all_of(stream)
    digest = hashlib.sha256(octets).hexdigest()
    found = _find_kept(digest, at_least)
    if found:
        found.unused_since = None
        return found
    prepared = (opened or {}).get(digest) or _prepared(octets, at_least)
    if prepared.refusal:
        raise RefusedUpload(prepared.refusal, width=prepared.width, height=prepared.height, at_least=at_least)
    parts = {}
    for size, made in prepared.renditions.items():
        storage.write(storage.path_of(digest, size), made.octets)
        sha256 = hashlib.sha256(made.octets).hexdigest()
        parts[size] = {"width": made.width, "height": made.height, "bytes": len(made.octets), "sha256": sha256}
    row = find_upload(digest) or Upload(digest=digest, created_at=at)
    row.kind, row.media_type, row.name, row.size = "image", "image/webp", _name(name), len(octets)
    row.width, row.height, row.is_transparent = prepared.width, prepared.height, prepared.is_transparent
    row.light, row.dark, row.parts, row.unused_since = prepared.light, prepared.dark, parts, None
    return _added(row)


def keep_file(stream: BinaryIO, *, at: datetime, kinds: tuple[str, ...] = VECTORS, name: str = "") -> Upload:
    """A drawing for print, as it came, or a :class:`RefusedUpload`. It is only ever downloaded."""
    octets = _all_of(stream)
    digest = hashlib.sha256(octets).hexdigest()
    media_type = import_string("eventapp.uploads.vectors:media_type_of")(octets, kinds)
    storage.write(storage.path_of(digest, storage.ORIGINAL, media_type), octets)
    row = find_upload(digest) or Upload(digest=digest, created_at=at)
    row.kind, row.media_type, row.name, row.size = "file", media_type, _name(name), len(octets)
    row.parts, row.unused_since = {storage.ORIGINAL: {"bytes": len(octets), "sha256": digest}}, None
    return _added(row)


def _all_of(stream: BinaryIO) -> bytes:
    """From its start: a view that is run again after a lock error finds its stream at the end."""
    if stream.seekable():
        stream.seek(0)
    octets = stream.read(MOST_BYTES + 1)
    if not octets:
        raise RefusedUpload(refusals.NOTHING)
    if len(octets) > MOST_BYTES:
        raise RefusedUpload(refusals.TOO_HEAVY, megabytes=MOST_BYTES // MEGABYTE)
    return octets


def _find_kept(digest: str, at_least: int) -> Upload | None:
    """The picture if it lies here already, large enough and with all its files."""
    kept = find_upload(digest)
    is_it = kept and kept.kind == "image" and max(kept.width, kept.height) >= at_least and _is_whole(kept)
    return kept if is_it else None


def _is_whole(kept: Upload) -> bool:
    return all(storage.is_there(storage.path_of(kept.digest, part, kept.media_type)) for part in kept.parts)


def _prepared(octets: bytes, at_least: int) -> Prepared:
    """Opened in a process of its own: one that hostile bytes bring down takes no worker with it, and Pillow's memory
    goes with it."""

    def make() -> bytes:
        return msgspec.msgpack.encode(import_string("eventapp.uploads.pictures:prepare")(octets, at_least))

    made = made_only_aside(make)
    return msgspec.msgpack.decode(made, type=Prepared) if made else Prepared(refusals.DAMAGED)


def _name(name: str) -> str:
    """What the file was called, without the folders that some browsers tell."""
    return clean_line(name.replace("\\", "/").rsplit("/", 1)[-1], longest=LONGEST_NAME)


def _added(row: Upload) -> Upload:
    db.session.add(row)
    db.session.flush()
    return row


def remove_unused(*, at: datetime, is_trial: bool = False) -> int:
    """How many rows go (or would go) because nothing has referred to them for long enough. The files go with
    :func:`sweep_files`, after the commit. Where no room tells what it uses nothing is removed."""
    in_use, over_since = hooks.in_use(), UNUSED_UPLOAD.is_over_since(at)
    if in_use is None:
        return 0
    due = [row for row in all_uploads() if row.digest not in in_use and row.unused_since]
    due = [row for row in due if row.unused_since and row.unused_since <= over_since]
    if is_trial:
        return len(due)
    for row in all_uploads():
        row.unused_since = None if row.digest in in_use else row.unused_since or at
    for row in due:
        db.session.delete(row)
    db.session.flush()
    return len(due)


def give_up(digest: str) -> None:
    """Somebody withdrew their picture: it goes now and not after a week, unless something else shows it. Its files go
    with the next :func:`sweep_files`; nobody is given them meanwhile."""
    row, in_use = find_upload(digest) if digest else None, hooks.in_use()
    if row is not None and in_use is not None and digest not in in_use:
        db.session.delete(row)
        db.session.flush()


def sweep_files(*, at: datetime) -> int:
    """Remove the files that no row knows (any more), but none so young that its row may not be committed yet."""
    known = {storage.path_of(row.digest, part, row.media_type) for row in all_uploads() for part in row.parts}
    strays = [path for path in storage.all_paths() if path not in known and storage.written_at(path) <= at - SETTLED]
    for path in strays:
        storage.remove(path)
    storage.remove_unfinished(before=at - SETTLED)
    return len(strays)


def tidy(at: datetime) -> None:
    """The worker's job: first the files of rows that went the last time, then the rows whose time is over."""
    sweep_files(at=at)
    remove_unused(at=at)
