"""Where the bytes lie: ``UPLOAD_FOLDER/<first two of the hash>/<hash>-<size>.webp``, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from flask import current_app

ORIGINAL = "original"
"""The part of what is kept as it came."""
ENDINGS = {"image/webp": "webp", "image/svg+xml": "svg", "application/pdf": "pdf"}
OURS = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})-([0-9]{1,4}|original)\.(?:webp|svg|pdf)")
"""A path below the folder that we may have written. Whatever else lies there is none of our business."""


def folder() -> Path:
    return Path(current_app.config["UPLOAD_FOLDER"])


def is_digest(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9a-f]{64}", text))


def is_ours(path: str) -> bool:
    return bool(OURS.fullmatch(path))


def path_of(digest: str, part: str, media_type: str = "image/webp") -> str:
    """Below the folder. Made of hash, part and our own ending, never of anything that somebody typed."""
    path = f"{digest[:2]}/{digest}-{part}.{ENDINGS[media_type]}"
    if not is_ours(path):
        raise ValueError(f"no path of ours: {path}")
    return path


def write(path: str, octets: bytes) -> None:
    """It appears under its name only when it is whole."""
    target = folder() / path
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with open(descriptor, "wb") as file:
            file.write(octets)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, target)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


def is_there(path: str) -> bool:
    return (folder() / path).is_file()


def octets_of(path: str) -> bytes | None:
    """None where there is no such file."""
    try:
        return (folder() / path).read_bytes()
    except FileNotFoundError:
        return None


def sha256_of(path: str) -> str | None:
    """None where there is no such file."""
    try:
        with (folder() / path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def digest_in(path: str) -> str:
    return path.split("/")[1][:64]


def all_paths() -> Iterator[str]:
    """Everything of ours below the folder, in order."""
    below = folder()
    for found in sorted(below.glob("[0-9a-f][0-9a-f]/*")):
        path = found.relative_to(below).as_posix()
        if is_ours(path):
            yield path


def written_at(path: str) -> datetime:
    return _written_at(folder() / path)


def _written_at(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def remove(path: str) -> None:
    (folder() / path).unlink(missing_ok=True)


def remove_unfinished(*, before: datetime) -> None:
    """What a process that was killed while writing left behind."""
    for file in folder().glob("[0-9a-f][0-9a-f]/.*.part"):
        if _written_at(file) <= before:
            file.unlink(missing_ok=True)
