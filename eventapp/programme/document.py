"""The released value as one JSON document, and back: what is stored is exactly what was released."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import msgspec

from eventapp.i18n import Words
from eventapp.programme.value import Programme, Session, Speaker

Part = TypeVar("Part", Session, Speaker)

_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Programme)
_comment = msgspec.json.Decoder(Words | str)
_in_parts = msgspec.json.Decoder(dict[str, msgspec.Raw])
_listed = msgspec.json.Decoder(list[msgspec.Raw])
_session = msgspec.json.Decoder(Session)
_speaker = msgspec.json.Decoder(Speaker)


def to_document(programme: Programme) -> str:
    return _encoder.encode(programme).decode()


def from_document(document: str, *, like: Programme | None = None) -> Programme:
    """The value. Sessions and speakers that are the same in ``like``, another release of the fair, are its very
    objects, found one by one: most of a release is in both, and so is in memory once. (Comparing their JSON instead
    would leave each text a second time in the worker: Python keeps the UTF-8 it was once asked for.)"""
    if like is None:
        return _read(document)
    parts = _in_parts.decode(document)
    sessions, speakers = (_listed.decode(parts.pop(name)) for name in ("sessions", "speakers"))
    return replace(
        _read(_encoder.encode(parts)),
        sessions=tuple(_one_of(like.session, session.code, session) for session in map(_session.decode, sessions)),
        speakers=tuple(_one_of(like.speaker, speaker.slug, speaker) for speaker in map(_speaker.decode, speakers)),
    )


def _read(document: str | bytes) -> Programme:
    """In what was released before comments had two languages, one stands as a plain text: the German one."""
    try:
        return _decoder.decode(document)
    except msgspec.ValidationError:
        parts = _in_parts.decode(document)
        comment = _comment.decode(parts.get("comment", b"{}"))
        if not isinstance(comment, str):
            raise
        parts["comment"] = msgspec.Raw(_encoder.encode(Words(comment)))
        return _decoder.decode(_encoder.encode(parts))


def _one_of(find: Callable[[str], Part | None], name: str, read: Part) -> Part:
    known = find(name)
    return known if known is not None and known == read else read
