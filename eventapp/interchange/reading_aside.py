"""Reading an uploaded programme in a process of its own: what a file does to its reader, it does to nobody else."""

from __future__ import annotations

import msgspec

from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.interchange.source import SourceProgramme, UnreadableFile
from eventapp.web.aside import made_only_aside

TOO_MUCH = mark(
    "Die Datei braucht zum Lesen zu lange oder zu viel Speicher. Teilen Sie sie, oder speichern Sie sie als CSV."
)


class _Refused(msgspec.Struct):
    message: str
    values: dict[str, str]


class _Read(msgspec.Struct):
    programme: SourceProgramme | None = None
    refused: _Refused | None = None


def read_aside(data: bytes, *, name: str) -> SourceProgramme:
    """The programme, or :class:`UnreadableFile` with the reader's own sentence."""
    octets = made_only_aside(lambda: _encoded(data, name))
    if octets is None:
        raise UnreadableFile(TOO_MUCH, field="file")
    answer = msgspec.json.decode(octets, type=_Read)
    if answer.refused is not None:
        raise UnreadableFile(answer.refused.message, field="file", **answer.refused.values)
    assert answer.programme is not None  # noqa: S101 -- one of the two is always there
    return answer.programme


def _encoded(data: bytes, name: str) -> bytes:
    # Here, because the readers and what they stand on shall never be loaded in the worker itself.
    from eventapp.interchange.reading import read_programme  # noqa: PLC0415 -- see above

    try:
        answer = _Read(programme=read_programme(data, name=name))
    except DomainError as refused:
        values = {key: str(value) for key, value in refused.values.items()}
        answer = _Read(refused=_Refused(refused.message, values))
    return msgspec.json.encode(answer)
