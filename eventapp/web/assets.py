"""Static files below one address that carries the hash of the whole tree: cached for ever, relative links work.

The style sheets are joined into one ``css/site.css`` (one request in a bad network). WhiteNoise would serve the files
too, but past our headers and policy, and it cannot join.
"""

from __future__ import annotations

import hashlib
import mimetypes
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request, url_for

from eventapp.web.access import everyone
from eventapp.web.kept import Kept

FOR_EVER = "public, max-age=31536000, immutable"
JOINED = "css/site.css"
INSIDE = "css/inside.css"
"""What only forms and the signed-in areas need; public pages do without it."""
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".woff2": "font/woff2"}
TYPES |= {".svg": "image/svg+xml", ".webmanifest": "application/manifest+json", ".txt": "text/plain; charset=utf-8"}
IMPORTED = re.compile(r'^(?:import|export)\s+(?:[\w$*{},\s]+\sfrom\s+)?"(\.[^"]+)"', re.MULTILINE)
"""What a module of ours names at its top."""

blueprint = Blueprint("assets", __name__)


def style_sheets(folder: Path) -> Iterator[Path]:
    """In the order of the cascade layers: tokens, base, layout, components, print."""
    yield from (folder / f"{name}.css" for name in ("tokens", "base", "layout"))
    yield from sorted((folder / "components").glob("*.css"))
    yield folder / "print.css"


class Assets:
    """All static files, read once at start."""

    def __init__(self, folder: Path) -> None:
        self.files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _files_in(folder)}
        parts = [path.read_bytes() for path in style_sheets(folder / "css") if path.exists()]
        self.files[JOINED] = b"\n".join(parts)
        self.files[INSIDE] = b"\n".join(path.read_bytes() for path in sorted((folder / "css" / "inside").glob("*.css")))
        digest = hashlib.sha256()
        for name in sorted(self.files):
            digest.update(name.encode() + b"\0" + self.files[name])
        self.version = digest.hexdigest()[:12]
        self.kept = {name: Kept.of(body, _type_of(name)) for name, body in self.files.items()}
        self._imported: dict[str, tuple[str, ...]] = {}

    def imports_of(self, name: str) -> list[str]:
        named = IMPORTED.findall(self.files[name].decode())
        return [posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) for path in named]

    def imported_by(self, name: str) -> tuple[str, ...]:
        """All modules that one needs before it runs, those that its imports import among them; nearest first."""
        if name not in self._imported:
            found = [name]
            for one in found:
                found += [path for path in self.imports_of(one) if path not in found]
            self._imported[name] = tuple(found[1:])
        return self._imported[name]


def _files_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))


def _type_of(name: str) -> str:
    return TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def init_app(app: Flask, *, folder: Path) -> None:
    app.extensions["eventapp.assets"] = Assets(folder)
    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.globals["imported_by"] = lambda name: assets().imported_by(name)


def assets() -> Assets:
    known: Assets = current_app.extensions["eventapp.assets"]
    return known


def asset(name: str) -> str:
    """The address of a static file; a missing one is a mistake of ours and stops the page."""
    if name not in assets().kept:
        raise KeyError(f"static/{name} does not exist")
    return url_for("assets.file", version=assets().version, name=name)


@blueprint.get("/static/<version>/<path:name>")
@everyone
def file(version: str, name: str) -> Response:
    """An old version still answers, shortly cached: a page from before an update must not lose its looks."""
    kept = assets().kept.get(name) or abort(404)
    return kept.answer(request, cache_control=FOR_EVER if version == assets().version else "public, max-age=60")


@blueprint.get("/favicon.ico")
@everyone
def favicon() -> Response:
    kept = assets().kept.get("img/favicon.ico") or assets().kept.get("img/mark.svg") or abort(404)
    return kept.answer(request, cache_control="public, max-age=86400")
