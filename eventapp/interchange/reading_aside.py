"""Reading an uploaded programme in a process of its own: what a file does to its reader, it does to nobody else."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from eventapp.errors import DomainError
from eventapp.i18n import mark
from eventapp.interchange.member_list import MemberList
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
    members: MemberList | None = None
    refused: _Refused | None = None


def read_aside(data: bytes, *, name: str) -> SourceProgramme:
    """The programme, or :class:`UnreadableFile` with the reader's own sentence."""
    programme = _read(lambda: _Read(programme=_programme_in(data, name))).programme
    assert programme is not None  # noqa: S101 -- made one line above
    return programme


def read_members_aside(data: bytes) -> MemberList:
    """The same for a member list."""
    members = _read(lambda: _Read(members=_members_in(data))).members
    assert members is not None  # noqa: S101 -- made one line above
    return members


def _read(make: Callable[[], _Read]) -> _Read:
    octets = made_only_aside(lambda: _encoded(make))
    if octets is None:
        raise UnreadableFile(TOO_MUCH, field="file")
    answer = msgspec.json.decode(octets, type=_Read)
    if answer.refused is not None:
        raise UnreadableFile(answer.refused.message, field="file", **answer.refused.values)
    return answer


def _programme_in(data: bytes, name: str) -> SourceProgramme:
    # Here, because the readers and what they stand on shall never be loaded in the worker itself.
    from eventapp.interchange.reading import read_programme  # noqa: PLC0415 -- see above

    return read_programme(data, name=name)


def _members_in(data: bytes) -> MemberList:
    from eventapp.interchange.reading_members import read_members  # noqa: PLC0415 -- as above

    return read_members(data)


def _encoded(make: Callable[[], _Read]) -> bytes:
    try:
        answer = make()
    except DomainError as refused:
        values = {key: str(value) for key, value in refused.values.items()}
        answer = _Read(refused=_Refused(refused.message, values))
    return msgspec.json.encode(answer)
