"""The build's name: a hash of everything that makes a page look as it does. A new build makes every kept answer new."""

from __future__ import annotations

import hashlib
from pathlib import Path

FOLDERS = ("eventapp", "templates", "static")


def build_id(root: Path) -> str:
    digest = hashlib.sha256()
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:10]
