"""Answers kept ready in three encodings, in a memo bounded by bytes."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

import brotli
from flask import Request, Response
from werkzeug.http import http_date

SMALLEST_WORTH_PACKING = 500
"""Bytes below which packing gains nothing."""
GZIP_LEVEL = 6
BROTLI_QUALITY = 6


@dataclass
class Kept:
    """One answer's bytes, packed when first asked for. Nothing personal may ever be in here."""

    body: bytes
    mimetype: str
    etag: str
    last_modified: datetime | None = None
    headers: dict[str, str] = field(default_factory=dict)
    packed: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, body: bytes, mimetype: str, **headers: str) -> Kept:
        """An answer whose ``ETag`` is the hash of its bytes."""
        return cls(body, mimetype, hashlib.sha256(body).hexdigest()[:24], headers=headers)

    def in_encoding(self, encoding: str) -> bytes:
        """The bytes as ``identity``, ``gzip`` or ``br``; the same bytes every time (no time stamp in gzip)."""
        if encoding == "identity":
            return self.body
        if encoding not in self.packed:
            pack = _brotli if encoding == "br" else _gzip
            self.packed[encoding] = pack(self.body)
        return self.packed[encoding]

    @property
    def weight(self) -> int:
        """Bytes it may come to occupy, packed forms included (they are made later, so they are estimated)."""
        return len(self.body) + len(self.body) // 2 + 1_000

    def answer(self, request: Request, *, cache_control: str) -> Response:
        """200 with the bytes in the best encoding, or 304 if the reader has them. ``If-None-Match`` wins over a date
        (RFC 9110 § 13.2.2)."""
        encoding = best_encoding(request, len(self.body))
        response = Response(status=304) if self._is_known_to(request) else Response(self.in_encoding(encoding))
        response.headers["ETag"] = f'W/"{self.etag}"'
        response.headers["Cache-Control"] = cache_control
        response.headers["Vary"] = "Accept-Encoding"
        if self.last_modified is not None:
            response.headers["Last-Modified"] = http_date(self.last_modified)
        if response.status_code == 200:
            response.headers["Content-Type"] = self.mimetype
            if encoding != "identity":
                response.headers["Content-Encoding"] = encoding
        else:
            del response.headers["Content-Type"]
        response.headers.update(self.headers)
        return response

    def _is_known_to(self, request: Request) -> bool:
        if "If-None-Match" in request.headers:
            return request.if_none_match.contains_weak(self.etag)
        if self.last_modified is not None and request.if_modified_since is not None:
            return self.last_modified <= request.if_modified_since
        return False


def _brotli(body: bytes) -> bytes:
    packed: bytes = brotli.compress(body, quality=BROTLI_QUALITY)
    return packed


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


def best_encoding(request: Request, length: int) -> str:
    """Brotli before gzip before plain, as far as the reader takes them."""
    if length < SMALLEST_WORTH_PACKING:
        return "identity"
    accepted = request.accept_encodings
    for encoding in ("br", "gzip"):
        if accepted.quality(encoding) > 0:
            return encoding
    return "identity"


class Memo:
    """The last answers used, up to so many bytes. Safe between threads; an answer made twice does no harm."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Kept | None]) -> Kept | None:
        """The kept answer, or the one ``make`` makes (None is not kept)."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        if made is not None:
            self._keep(key, made)
        return made

    def _keep(self, key: Hashable, made: Kept) -> None:
        with self._lock:
            replaced = self._kept.pop(key, None)
            self.bytes += made.weight - (replaced.weight if replaced else 0)
            self._kept[key] = made
            while self.bytes > self.most_bytes and len(self._kept) > 1:
                _, dropped = self._kept.popitem(last=False)
                self.bytes -= dropped.weight
