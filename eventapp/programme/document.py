"""The released value as one JSON document, and back: what is stored is exactly what was released."""

from __future__ import annotations

import msgspec

from eventapp.programme.value import Programme

_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Programme)


def to_document(programme: Programme) -> str:
    return _encoder.encode(programme).decode()


def from_document(document: str) -> Programme:
    return _decoder.decode(document)
