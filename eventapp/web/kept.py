"""Answers kept ready in three encodings, in a memo bounded by bytes."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import InitVar, dataclass, field
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

import brotli
from flask import Request, Response
from werkzeug.http import http_date, parse_accept_header, parse_date, parse_etags

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

SMALLEST_WORTH_PACKING = 500
"""Bytes below which packing gains nothing."""
LARGEST_SQUEEZED = 64 * 1024
"""Bytes up to which unpacking takes less than a third of a millisecond."""
GZIP_LEVEL = 6
SMALL_WINDOW = 8 * 1024
"""Bytes that a gzip of a small body looks back at; a power of two."""
BROTLI_QUALITY = 6
LONGEST_KNOWN = 100
"""Characters of an ``Accept-Encoding`` whose meaning is remembered; longer ones are made up."""
_packing = Lock()
"""One at a time: packing takes megabytes, and whoever waits for the same bytes finds them made."""


@dataclass
class Kept:
    """One answer's bytes, packed when first asked for. Nothing personal may ever be in here."""

    body: InitVar[bytes]
    mimetype: str
    etag: str
    last_modified: datetime | None = None
    headers: dict[str, str] = field(default_factory=dict)
    length: int = field(init=False)
    packed: int = field(init=False, default=0)
    forms: dict[str, bytes] = field(init=False)

    def __post_init__(self, body: bytes) -> None:
        self.length = len(body)
        self.forms = {"identity": body}

    @classmethod
    def of(cls, body: bytes, mimetype: str, **headers: str) -> Kept:
        """An answer whose ``ETag`` is the hash of its bytes."""
        return cls(body, mimetype, hashlib.sha256(body).hexdigest()[:24], headers=headers)

    def in_encoding(self, encoding: str) -> bytes:
        """The bytes as ``identity``, ``gzip`` or ``br``; the same bytes every time (no time stamp in gzip)."""
        known = self.forms.get(encoding)
        if known is not None:
            return known
        if encoding == "identity":
            return _unpacked(self.forms)
        with _packing:
            if encoding not in self.forms:
                pack = _brotli if encoding == "br" else _gzip
                self.forms[encoding] = pack(self.in_encoding("identity"))
        return self.forms[encoding]

    def squeeze(self, largest: int = LARGEST_SQUEEZED, *, into: str = "br") -> None:
        """Give up the plain bytes of what is unpacked in no time, or hardly ever asked for plain. ``into`` is the form
        that most will ask for: often the only one that is ever made."""
        if "identity" in self.forms and SMALLEST_WORTH_PACKING <= self.length <= largest:
            self.packed = len(self.in_encoding(into))
            self.forms.pop("identity", None)

    @property
    def weight(self) -> int:
        """Bytes it may come to occupy, the forms that are made later included (those are estimated)."""
        if self.packed:
            return self.packed * 5 // 2 + 1_000
        return self.length + self.length // 2 + 1_000

    def answer(self, request: Request, *, cache_control: str) -> Response:
        """200 with the bytes in the best encoding, or 304 if the reader has them."""
        encoding = self.encoding_for(request.headers.get("Accept-Encoding", ""))
        response = Response(status=304) if self.is_known_to(request.environ) else Response(self.in_encoding(encoding))
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

    def told(self, octets: bytes | None) -> dict[str, str]:
        """The headers of an answer with these bytes (304: None) that belong to it alone."""
        headers = {"ETag": f'W/"{self.etag}"'}
        if octets is not None:
            headers["Content-Length"] = str(len(octets))
        if self.last_modified is not None:
            headers["Last-Modified"] = http_date(self.last_modified)
        return headers

    def encoding_for(self, accepted: str) -> str:
        """``accepted`` is the reader's ``Accept-Encoding``; what is small goes unpacked to everybody."""
        return "identity" if self.length < SMALLEST_WORTH_PACKING else best_encoding(accepted)

    def is_known_to(self, environ: WSGIEnvironment) -> bool:
        """Whether the reader says it has this. ``If-None-Match`` wins over a date (RFC 9110 § 13.2.2)."""
        tags = environ.get("HTTP_IF_NONE_MATCH")
        if tags is not None:
            return tags == f'W/"{self.etag}"' or bool(parse_etags(tags).contains_weak(self.etag))
        try:
            since = parse_date(environ.get("HTTP_IF_MODIFIED_SINCE"))
        except OverflowError:  # a year or an offset that no clock knows is no date
            return False
        return since is not None and self.last_modified is not None and self.last_modified <= since


def _unpacked(forms: Mapping[str, bytes]) -> bytes:
    if "gzip" in forms:
        return gzip.decompress(forms["gzip"])
    unpacked: bytes = brotli.decompress(forms["br"])
    return unpacked


def _brotli(body: bytes) -> bytes:
    packed: bytes = brotli.compress(body, quality=BROTLI_QUALITY)
    return packed


def _gzip(body: bytes) -> bytes:
    """A small body in a third of the time: most of it goes into making room for a large one."""
    if len(body) > SMALL_WINDOW:
        return gzip.compress(body, GZIP_LEVEL, mtime=0)
    packing = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 16 + SMALL_WINDOW.bit_length() - 1, 6)
    return packing.compress(body) + packing.flush()


def best_encoding(accepted: str) -> str:
    """What the reader likes best (RFC 9110 § 12.5.3), of what it likes alike brotli before gzip before plain. Readers
    say it in a few dozen ways only."""
    return _known_encoding(accepted) if len(accepted) <= LONGEST_KNOWN else _encoding(accepted)


def _encoding(accepted: str) -> str:
    taken = parse_accept_header(accepted)
    best = max(("br", "gzip", "identity"), key=taken.quality)  # the first of those that are liked alike
    return best if taken.quality(best) > 0 else "identity"


_known_encoding = lru_cache(maxsize=200)(_encoding)


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
        made.squeeze()
        with self._lock:
            replaced = self._kept.pop(key, None)
            self.bytes += made.weight - (replaced.weight if replaced else 0)
            self._kept[key] = made
            while self.bytes > self.most_bytes and len(self._kept) > 1:
                _, dropped = self._kept.popitem(last=False)
                self.bytes -= dropped.weight
